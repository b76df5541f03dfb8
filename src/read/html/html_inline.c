/*
 * HTML among inlines (see the header).
 *
 * What cannot be decided when an element opens is decided when it closes: <code>
 * becomes a CODE leaf then, a timestamp gets its label, an empty element goes.
 */
#include "read/html/html_inline.h"

#include <string.h>

#include "base/ascii.h"
#include "read/convert/inline_text.h"
#include "read/html/raised.h"
#include "read/html/timestamp.h"
#include "read/templates/template_use.h"

enum { VIDEO_ID_MAX_BYTES = 64 };

/* The node of an element; <code> takes shape when it closes, a silent element goes
 * then with all it holds. */
static int node_kind_of(enum html_element element)
{
    /* clang-format off */
    switch ((int)element) {
    case HTML_A:      return NODE_LINK;
    case HTML_B:      return NODE_STRONG;
    case HTML_CODE:
    case HTML_EM:
    case HTML_SILENT: return NODE_EMPHASIS;
    case HTML_KBD:    return NODE_KEY;
    case HTML_STRIKE: return NODE_STRIKE;
    case HTML_SUB:    return NODE_SUBSCRIPT;
    case HTML_SUP:    return NODE_SUPERSCRIPT;
    default:          return NODE_KIND_COUNT;
    }
    /* clang-format on */
}

void html_inline_mark(struct convert *c, struct node *place,
                      const struct html_part *tag)
{
    if (tag->first_count == 0)
        return;
    if (html_attribute(tag, STR("id"), &c->dest) ||
        (tag->element == HTML_A && html_attribute(tag, STR("name"), &c->dest)))
        doc_mark(c->doc, buf_str(&c->dest), convert_block_of(place));
}

/* Identifiers of videos go into a URL as they are, so they have to be harmless. */
static bool is_video_id(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        if (!(ascii_is_alnum(c) || c == '-' || c == '_'))
            return false;
    }
    return s.len > 0 && s.len <= VIDEO_ID_MAX_BYTES;
}

static bool read_timestamp(struct convert *c, const struct html_part *tag,
                           unsigned *seconds)
{
    const struct str mark = STR("yt-timestamp");
    if (!html_attribute(tag, STR("class"), &c->dest) ||
        str_find(buf_str(&c->dest), mark) == c->dest.len)
        return false;
    return is_video_id(c->input->video_id) &&
           html_attribute(tag, STR("data-t"), &c->dest) &&
           timestamp_read(buf_str(&c->dest), seconds);
}

static struct node *open_timestamp(struct convert *c, struct node *place,
                                   unsigned seconds, uint32_t line)
{
    buf_clear(&c->dest);
    buf_puts(&c->dest, STR("https://youtu.be/"));
    buf_puts(&c->dest, c->input->video_id);
    buf_puts(&c->dest, STR("?t="));
    buf_number(&c->dest, seconds, 1);
    struct node *link =
        convert_link(c, place, NODE_LINK, LINK_TIMESTAMP, buf_str(&c->dest), line);
    buf_clear(&c->dest);
    buf_putc(&c->dest, '[');
    timestamp_put(&c->dest, seconds);
    buf_putc(&c->dest, ']');
    link->u.link.title = buf_keep(&c->dest, c->doc->arena);
    return link;
}

/* NULL for an <a> that leads nowhere: a named place, a malformed timestamp. */
static struct node *open_link(struct convert *c, struct node *place,
                              const struct html_part *tag, uint32_t line)
{
    unsigned seconds;
    if (read_timestamp(c, tag, &seconds))
        return open_timestamp(c, place, seconds, line);
    if (!html_attribute(tag, STR("href"), &c->dest) &&
        !html_attribute(tag, STR("to"), &c->dest))
        return NULL;
    const struct str dest =
        template_resolve(c->doc->arena, str_trim(buf_str(&c->dest)));
    if (dest.len == 0)
        return NULL;
    struct node *link = convert_link(c, place, NODE_LINK, LINK_INLINE, dest, line);
    if (html_attribute(tag, STR("title"), &c->dest))
        link->u.link.title = convert_clean(c, buf_str(&c->dest), TEXT_ONE_LINE);
    return link;
}

static struct node *open_element(struct convert *c, cmark_node *owner,
                                 struct node *place, const struct html_part *tag,
                                 uint32_t line)
{
    const int kind = node_kind_of(tag->element);
    if (kind == NODE_KIND_COUNT || c->open_count == INLINE_DEPTH_MAX)
        return place;
    struct node *node;
    if (tag->element == HTML_A) {
        node = open_link(c, place, tag, line);
        if (node == NULL)
            return place;
        c->link_depth++;
    } else {
        node = doc_node(c->doc, (enum node_kind)kind, line);
        c->has_boxes |= kind == NODE_KEY;
        node_append(place, node);
        if (tag->element == HTML_SILENT)
            node->u.text = convert_clean(c, tag->text, TEXT_ONE_LINE);
    }
    c->open[c->open_count++] = (struct html_open){
        .owner = owner, .node = node, .place = place, .element = (uint8_t)tag->element};
    return node;
}

static void close_code(struct convert *c, struct node *node)
{
    const struct str text = node_text_in(node, c->doc->arena);
    node->kind = NODE_CODE;
    node->first = node->last = NULL;
    node->u.text = text;
}

/* Replaces a label that is one moment by the moment that the link leads to. A longer
 * label, as that of a tag without its end, stays what the author wrote. */
static void close_timestamp(struct convert *c, struct node *link)
{
    const struct str moment = link->u.link.title;
    const struct str text = str_trim(node_text_in(link, c->doc->arena));
    link->u.link.title = (struct str){0};
    unsigned seconds;
    if (text.len > 0 && !timestamp_read(text, &seconds))
        return;
    struct node *label = doc_node(c->doc, NODE_TEXT, link->line);
    label->u.text = moment;
    link->first = link->last = NULL;
    node_append(link, label);
}

static void insert_text(struct convert *c, struct node *place, struct str text)
{
    struct node *node = doc_node(c->doc, NODE_TEXT, place->line);
    node->u.text = text;
    node_insert_before(place, node);
}

/* "<title>" without its end is a word, and what follows it is text. */
static void show_silent(struct convert *c, struct node *node)
{
    insert_text(c, node, node->u.text);
    while (node->first != NULL) {
        struct node *child = node->first;
        node_unlink(child);
        node_insert_before(node, child);
    }
    node_unlink(node);
}

/* Closes the innermost open element and returns where it was. */
static struct node *close_top(struct convert *c)
{
    const struct html_open top = c->open[--c->open_count];
    if (top.element == HTML_SILENT && !top.is_closed) {
        show_silent(c, top.node);
        return top.place;
    }
    if (top.element == HTML_A)
        c->link_depth--;
    if (top.element == HTML_A && top.node->u.link.form == LINK_TIMESTAMP)
        close_timestamp(c, top.node);
    else if (top.node->first == NULL || top.element == HTML_SILENT)
        node_unlink(top.node);
    else if (top.element == HTML_CODE)
        close_code(c, top.node);
    else if (top.element == HTML_SUP)
        html_raise(c->doc, top.node);
    return top.place;
}

static struct node *close_element(struct convert *c, cmark_node *owner,
                                  struct node *place, enum html_element element)
{
    int at = c->open_count - 1;
    while (at >= 0 && c->open[at].owner == owner && c->open[at].element != element)
        at--;
    if (at < 0 || c->open[at].owner != owner)
        return place;
    c->open[at].is_closed = true;
    while (c->open_count > at)
        place = close_top(c);
    return place;
}

void html_inline_close(struct convert *c, cmark_node *owner)
{
    while (c->open_count > 0 &&
           (owner == NULL || c->open[c->open_count - 1].owner == owner))
        close_top(c);
}

static void put_image(struct convert *c, struct node *place,
                      const struct html_part *tag, uint32_t line)
{
    if (!html_attribute(tag, STR("src"), &c->dest))
        buf_clear(&c->dest);
    struct node *image =
        convert_link(c, place, NODE_IMAGE, LINK_INLINE,
                     template_resolve(c->doc->arena, buf_str(&c->dest)), line);
    if (html_attribute(tag, STR("alt"), &c->dest))
        convert_plain(c, image, buf_str(&c->dest), line);
}

static bool is_blank(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK ||
           (node->kind == NODE_TEXT && str_trim(node->u.text).len == 0);
}

static void put_break(struct convert *c, struct node *place, bool always)
{
    /* Blanks between two tags would be a line of their own. */
    while (!always && place->last != NULL && is_blank(place->last))
        node_unlink(place->last);
    if (place->last == NULL || (!always && place->last->kind == NODE_LINE_BREAK))
        return;
    node_append(place, doc_node(c->doc, NODE_LINE_BREAK, 0));
}

struct node *html_inline_tag(struct convert *c, cmark_node *owner, struct node *place,
                             const struct html_part *tag, uint32_t line)
{
    html_inline_mark(c, place, tag);
    if (tag->element == HTML_BR)
        put_break(c, place, true);
    else if (tag->element == HTML_RUBY)
        convert_plain(c, place, tag->closing ? STR(")") : STR("("), line);
    else if (tag->closing && node_kind_of(tag->element) != NODE_KIND_COUNT)
        return close_element(c, owner, place, tag->element);
    else if (tag->closing)
        put_break(c, place, false);
    else if (tag->element == HTML_IMG)
        put_image(c, place, tag, line);
    else if (tag->element == HTML_A) /* no link is within a link: it ends that */
        return open_element(c, owner, close_element(c, owner, place, HTML_A), tag,
                            line);
    else if (node_kind_of(tag->element) != NODE_KIND_COUNT)
        return open_element(c, owner, place, tag, line);
    else
        put_break(c, place, false);
    if (tag->element == HTML_LI && !tag->closing)
        convert_plain(c, place, STR("\xE2\x80\xA2 "), line);
    return place;
}

bool html_is_word(struct convert *c, const struct html_part *tag)
{
    const bool is_element = html_element(tag->name) != HTML_UNKNOWN;
    if (tag->closing)
        return !is_element &&
               !components_opens(&c->components, c->input->text, tag->name);
    if (html_is_used(tag))
        return false;
    return is_element || /* variables compared */
           !components_has(&c->components, c->input->text, tag->name);
}
