/*
 * Inlines (see the header).
 */
#include "read/convert/inline.h"

#include <string.h>

#include "read/budget.h"
#include "read/convert/autolink.h"
#include "read/convert/token_nodes.h"
#include "read/html/html_inline.h"
#include "read/read.h"

/* --- Nodes ------------------------------------------------------------------------ */

struct node *inline_plain(struct convert *c, struct node *parent, struct str raw,
                          uint32_t line)
{
    const struct str clean = convert_clean(c, raw, TEXT_ONE_LINE);
    if (clean.len == 0)
        return NULL;
    struct node *text = doc_node(c->doc, NODE_TEXT, line);
    text->u.text = clean;
    node_append(parent, text);
    return text;
}

static bool is_box(const struct node *node)
{
    return node->kind == NODE_KEY || node->kind == NODE_IMAGE;
}

struct node *inline_link(struct convert *c, struct node *parent, enum node_kind kind,
                         enum link_form form, struct str dest, uint32_t line)
{
    struct node *link = doc_node(c->doc, kind, line);
    c->has_boxes |= is_box(link);
    link->u.link.form = (uint8_t)form;
    link->u.link.dest =
        arena_str(c->doc->arena, str_slice(dest, 0, READ_DEST_MAX_BYTES));
    node_append(parent, link);
    return link;
}

static struct node *add_leaf(struct convert *c, struct node *parent,
                             enum node_kind kind, uint32_t line)
{
    struct node *leaf = doc_node(c->doc, kind, line);
    node_append(parent, leaf);
    return leaf;
}

/* --- Text ------------------------------------------------------------------------- */

void inline_text(struct convert *c, struct node *parent, struct str raw, uint32_t line)
{
    if (c->text.len == 0 || c->text_parent != parent) {
        inline_flush(c);
        c->text_parent = parent;
        c->text_line = line;
    }
    buf_puts(&c->text, raw);
}

static bool is_blank(struct str s, size_t at)
{
    return s.ptr[at] == ' ' || s.ptr[at] == '\t';
}

/* Puts the nodes behind the opening run, up to the last, into a STRIKE in its place. */
static void close_strike(struct convert *c, struct node *opener, struct node *parent)
{
    struct node *strike = doc_node(c->doc, NODE_STRIKE, opener->line);
    strike->first = opener->next;
    strike->last = parent->last;
    strike->first->prev = NULL;
    for (struct node *child = strike->first; child != NULL; child = child->next)
        child->parent = strike;
    opener->next = NULL;
    parent->last = opener;
    node_append(parent, strike);
    node_unlink(opener);
}

/* A run of one or two '~' at `at`: closes the run of the same length before it, or may
 * open one, or is text. */
static void put_strike(struct convert *c, struct str text, size_t at, size_t len)
{
    struct node *parent = c->text_parent;
    struct node **slot = &c->strikes[len - 1];
    const bool can_close = at == 0 || !is_blank(text, at - 1);
    const bool can_open = at + len == text.len || !is_blank(text, at + len);
    if (can_close && *slot != NULL && (*slot)->parent == parent &&
        (*slot)->next != NULL) {
        close_strike(c, *slot, parent);
        *slot = NULL;
        return;
    }
    struct node *run =
        inline_plain(c, parent, str_slice(text, at, at + len), c->text_line);
    if (can_open)
        *slot = run;
}

/* What a special byte of a text turned out to be: bytes [from, to) are taken. */
struct found {
    size_t from, to;
};

/* --- Notes in the line ------------------------------------------------------------ */

/* Takes the nodes behind the opening mark, up to the last, out of the line. The note is
 * made on the spot; markdown_finish() moves it to the end. */
static void close_note(struct convert *c, struct node *opener, struct node *parent)
{
    struct node *note = doc_node(c->doc, NODE_FOOTNOTE, opener->line);
    struct node *text = doc_node(c->doc, NODE_PARAGRAPH, opener->line);
    while (opener->next != NULL) {
        struct node *child = opener->next;
        node_unlink(child);
        node_append(text, child);
    }
    node_append(note, text);
    node_append(c->notes, note);
    node_unlink(opener);
    struct node *reference = add_leaf(c, parent, NODE_FOOTNOTE_REF, opener->line);
    reference->u.footnote.other = note;
    c->doc->has_notes = true;
    c->strikes[0] = c->strikes[1] = NULL;
}

/* A bracket that was escaped: the pre-pass has put a stop before it. */
static bool is_stopped(struct str text, size_t at)
{
    return str_ends(str_slice(text, 0, at), STR(TOKEN_STOP));
}

/* "^[text]": its end is the bracket that closes the first one, wherever that is in the
 * same inlines. One note holds no other. */
static bool take_note(struct convert *c, struct str text, size_t done, size_t at,
                      struct found *found)
{
    *found = (struct found){at, at + 1};
    const char mark = text.ptr[at];
    if (mark == '^') {
        if (c->note != NULL || c->in_html || !str_starts(str_tail(text, at), STR("^[")))
            return false;
        found->to = at + 2;
        inline_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
        c->note = inline_plain(c, c->text_parent, STR("^["), c->text_line);
        c->note_depth = 1;
        return true;
    }
    if (c->note == NULL || is_stopped(text, at))
        return false;
    c->note_depth += mark == '[' ? 1 : -1;
    if (c->note_depth > 0)
        return false;
    struct node *opener = c->note;
    c->note = NULL;
    if (opener->parent != c->text_parent)
        return false;
    inline_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
    if (opener->next == NULL)
        inline_plain(c, c->text_parent, STR("]"), c->text_line);
    else
        close_note(c, opener, c->text_parent);
    return true;
}

/* --- What is special -------------------------------------------------------------- */

static size_t run_length(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && text.ptr[end] == text.ptr[at])
        end++;
    return end - at;
}

static void put_autolink(struct convert *c, struct str text,
                         const struct autolink *link)
{
    static const struct str prefixes[] = {
        [AUTOLINK_URL] = STR_INIT(""),
        [AUTOLINK_WWW] = STR_INIT("http://"),
        [AUTOLINK_MAIL] = STR_INIT("mailto:"),
    };
    const struct str label =
        tokens_restore(c->tokens, str_slice(text, link->from, link->to), &c->scratch);
    buf_clear(&c->dest);
    buf_puts(&c->dest, prefixes[link->kind]);
    buf_puts(&c->dest, label);
    struct node *node = inline_link(c, c->text_parent, NODE_LINK, LINK_URL,
                                    buf_str(&c->dest), c->text_line);
    inline_plain(c, node, label, c->text_line);
}

static bool take_token(struct convert *c, struct str text, size_t done, size_t at,
                       struct found *found)
{
    const struct token *token;
    *found = (struct found){at, at};
    if (!token_read(c->tokens, text, &found->to, &token))
        return false;
    inline_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
    if (token != NULL)
        span_put(c, c->text_parent, token);
    return true;
}

static bool take_strike(struct convert *c, struct str text, size_t done, size_t at,
                        struct found *found)
{
    const size_t len = run_length(text, at);
    *found = (struct found){at, at + len};
    if (len > 2)
        return false;
    inline_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
    put_strike(c, text, at, len);
    return true;
}

static bool take_autolink(struct convert *c, struct str text, size_t done, size_t at,
                          struct found *found)
{
    struct autolink link;
    *found = (struct found){at, at + 1};
    /* The end of a note is none of an address. */
    const size_t end =
        c->note != NULL ? at + str_chr(str_tail(text, at), ']') : text.len;
    if (c->link_depth > 0 ||
        !autolink_at(str_slice(text, 0, end), at, done, &link, &found->to))
        return false;
    *found = (struct found){link.from, link.to};
    inline_plain(c, c->text_parent, str_slice(text, done, link.from), c->text_line);
    put_autolink(c, text, &link);
    return true;
}

/* Bytes of text that may begin something. */
static const bool is_special[256] = {
    ['~'] = true, [':'] = true, ['@'] = true,
    ['w'] = true, ['W'] = true, [TOKEN_LEAD_BYTE] = true,
    ['^'] = true, ['['] = true, [']'] = true,
};

static bool take_special(struct convert *c, struct str text, size_t done, size_t at,
                         struct found *found)
{
    switch ((unsigned char)text.ptr[at]) {
    case '~':
        return take_strike(c, text, done, at, found);
    case TOKEN_LEAD_BYTE:
        return take_token(c, text, done, at, found);
    case '^':
    case '[':
    case ']':
        return take_note(c, text, done, at, found);
    default:
        return take_autolink(c, text, done, at, found);
    }
}

static size_t next_special(struct str s, size_t at)
{
    while (at < s.len && !is_special[(unsigned char)s.ptr[at]])
        at++;
    return at;
}

void inline_flush(struct convert *c)
{
    const struct str text = buf_str(&c->text);
    size_t done = 0, at = 0;
    while ((at = next_special(text, at)) < text.len && !budget_is_spent(c->doc)) {
        struct found found;
        if (take_special(c, text, done, at, &found))
            done = found.to;
        at = found.to > at ? found.to : at + 1;
    }
    if (done < text.len)
        inline_plain(c, c->text_parent, str_tail(text, done), c->text_line);
    buf_clear(&c->text);
}

/* --- Words apart ------------------------------------------------------------------ */

static bool ends_in_word(struct str s)
{
    size_t at = s.len;
    while (at > 0 && ((unsigned char)s.ptr[--at] & 0xC0) == 0x80)
        ;
    return s.len > 0 && text_is_word(text_next(s, &at));
}

static bool starts_with_word(struct str s)
{
    size_t at = 0;
    return s.len > 0 && text_is_word(text_next(s, &at));
}

/* A blank before the text, outside of what begins with it. */
static void insert_blank(struct convert *c, struct node *text)
{
    struct node *place = text, *blank = doc_node(c->doc, NODE_TEXT, text->line);
    while (place->prev == NULL && node_is_inline(place->parent))
        place = place->parent;
    blank->u.text = STR(" ");
    node_insert_before(place, blank);
}

/* Keys and pictures are looked at one by one, so that their words are none with those
 * beside them: "Ctrl C" for <kbd>Ctrl</kbd><kbd>C</kbd>. */
static void part_boxes(struct convert *c, struct node *block)
{
    struct walk walk = walk_begin(block);
    bool after_word = false, apart = false;
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        const bool is_text = node->kind == NODE_TEXT || node->kind == NODE_CODE;
        apart = apart || is_box(node);
        if (!is_text && !node_is_leaf(node))
            continue;
        const struct str text = is_text ? node->u.text : (struct str){0};
        if (apart && after_word && starts_with_word(text))
            insert_blank(c, node);
        after_word = ends_in_word(text);
        apart = false;
    }
}

void inline_end(struct convert *c, struct node *block)
{
    inline_flush(c);
    html_inline_close(c, NULL);
    if (c->has_boxes)
        part_boxes(c, block);
    c->has_boxes = false;
    while (block->last != NULL && block->last->kind == NODE_LINE_BREAK)
        node_unlink(block->last);
    c->strikes[0] = c->strikes[1] = NULL;
    c->note = NULL;
    c->depth = c->link_depth = 0;
}

/* --- Nodes of cmark --------------------------------------------------------------- */

/* True for a link whose label is its destination: <https://x.org>, <me@x.org>. */
static bool is_bare(cmark_node *node, const char *url)
{
    cmark_node *label = cmark_node_first_child(node);
    if (label == NULL || cmark_node_next(label) != NULL ||
        cmark_node_get_type(label) != CMARK_NODE_TEXT)
        return false;
    const char *text = cmark_node_get_literal(label);
    return strcmp(text, url) == 0 ||
           (strncmp(url, "mailto:", 7) == 0 && strcmp(text, url + 7) == 0);
}

static void enter_link(struct convert *c, cmark_node *node, enum node_kind kind)
{
    const char *url = cmark_node_get_url(node);
    const enum link_form form =
        kind == NODE_LINK && is_bare(node, url) ? LINK_URL : LINK_INLINE;
    struct node *link =
        inline_link(c, convert_place(cmark_node_parent(node)), kind, form,
                    convert_literal(c, url), convert_line(c, node));
    const char *title = cmark_node_get_title(node);
    if (title != NULL && *title != '\0')
        link->u.link.title = convert_clean(c, convert_literal(c, title), TEXT_ONE_LINE);
    c->link_depth++;
    cmark_node_set_user_data(node, link);
}

static void enter_container(struct convert *c, cmark_node *node, enum node_kind kind)
{
    struct node *place = convert_place(cmark_node_parent(node));
    if (++c->depth <= INLINE_DEPTH_MAX)
        place = add_leaf(c, place, kind, convert_line(c, node));
    cmark_node_set_user_data(node, place);
}

static void add_code(struct convert *c, cmark_node *node)
{
    struct node *code = add_leaf(c, convert_place(cmark_node_parent(node)), NODE_CODE,
                                 convert_line(c, node));
    code->u.text = convert_clean(c, convert_literal(c, cmark_node_get_literal(node)),
                                 TEXT_ONE_LINE);
}

/* The line end behind a <br> is part of it. */
static void add_soft_break(struct convert *c, struct node *place)
{
    if (place->last == NULL || place->last->kind != NODE_LINE_BREAK)
        add_leaf(c, place, NODE_SOFT_BREAK, 0);
}

void inline_enter(struct convert *c, cmark_node *node)
{
    struct node *place = convert_place(cmark_node_parent(node));
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) {
        inline_text(c, place, str_from(cmark_node_get_literal(node)),
                    convert_line(c, node));
        return;
    }
    if (type == CMARK_NODE_HTML_INLINE) {
        html_inline(c, node);
        return;
    }
    inline_flush(c);
    /* clang-format off */
    switch ((int)type) {
    case CMARK_NODE_SOFTBREAK: add_soft_break(c, place); break;
    case CMARK_NODE_LINEBREAK: add_leaf(c, place, NODE_LINE_BREAK, 0); break;
    case CMARK_NODE_CODE:      add_code(c, node); break;
    case CMARK_NODE_EMPH:      enter_container(c, node, NODE_EMPHASIS); break;
    case CMARK_NODE_STRONG:    enter_container(c, node, NODE_STRONG); break;
    case CMARK_NODE_LINK:      enter_link(c, node, NODE_LINK); break;
    case CMARK_NODE_IMAGE:     enter_link(c, node, NODE_IMAGE); break;
    default: break;
    }
    /* clang-format on */
}

void inline_leave(struct convert *c, cmark_node *node)
{
    inline_flush(c);
    html_inline_close(c, node);
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        c->link_depth--;
        break;
    default:
        c->depth--;
        break;
    }
}
