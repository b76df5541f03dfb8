/*
 * The title of an article (see the header).
 */
#include "read/title.h"

#include "base/buf.h"
#include "base/text.h"
#include "read/markdown/markdown.h"

/* Without blanks in a row, which a browser would not show either. */
static struct str join_blanks(struct arena *arena, struct str text)
{
    if (str_find(text, STR("  ")) == text.len)
        return text;
    char *out = arena_bytes(arena, text.len);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != ' ' || (len > 0 && out[len - 1] != ' '))
            out[len++] = text.ptr[i];
    }
    return (struct str){out, len};
}

struct str title_clean(struct arena *arena, struct str raw)
{
    const struct str clean = str_trim(text_clean(arena, raw, TEXT_ONE_LINE));
    return text_cut(arena, join_blanks(arena, clean), DOC_TITLE_MAX_BYTES);
}

/* Pictures and embeds: their texts name other things than the article. */
static bool is_from_elsewhere(const struct node *node)
{
    return node->kind == NODE_IMAGE ||
           (node->kind == NODE_LINK && node->u.link.form == LINK_EMBED);
}

static bool is_break(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
}

/* The words of a block that are the article's own: of its first line that has some, or
 * of all lines. */
static struct str words_of(const struct doc *doc, struct node *block, bool first_line)
{
    struct buf words = {0};
    struct walk walk = walk_begin(block);
    for (const struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (walk.entering && (is_from_elsewhere(node) || node->flags & NODE_HIDDEN))
            walk_skip(&walk);
        else if (walk.entering && (node->kind == NODE_TEXT || node->kind == NODE_CODE))
            buf_puts(&words, node->u.text);
        else if (is_break(node) && first_line && str_trim(buf_str(&words)).len > 0)
            break;
        else if (is_break(node))
            buf_putc(&words, ' ');
    }
    const struct str title = title_clean(doc->arena, buf_str(&words));
    buf_release(&words);
    return title;
}

/* The words of a heading, without the badges beside them. */
static struct str text_of(const struct doc *doc, struct node *heading)
{
    const struct str words = words_of(doc, heading, false);
    return words.len > 0 ? words
                         : title_clean(doc->arena, node_text_in(heading, doc->arena));
}

/* --- Titles of metadata --- */

/* What only markup would be written with; everything else is the title as it is. */
static bool may_be_marked(struct str raw)
{
    static const struct str marks[] = {
        STR_INIT("<"),  STR_INIT("`"),  STR_INIT("*"), STR_INIT("_"),
        STR_INIT("[["), STR_INIT("]("), STR_INIT("&"), STR_INIT("\\"),
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_find(raw, marks[i]) < raw.len)
            return true;
    }
    return false;
}

/* What a site generator would put in place says nothing here. */
static bool is_template(struct str raw)
{
    return (str_starts(raw, STR("{{")) && str_ends(raw, STR("}}"))) ||
           (str_starts(raw, STR("{%")) && str_ends(raw, STR("%}"))) ||
           (str_starts(raw, STR("<%")) && str_ends(raw, STR("%>")));
}

struct str title_of_value(struct arena *arena, struct str raw)
{
    const struct str plain = title_clean(arena, raw);
    if (is_template(plain))
        return (struct str){0};
    if (!may_be_marked(plain))
        return plain;
    struct doc *doc = doc_new(arena, DOC_MARKDOWN);
    const struct markdown_input input = {
        .text = arena_printf(arena, "# " STR_FMT "\n", STR_ARG(plain)),
        .first_line = 1};
    markdown_read(doc, doc->root, &input);
    markdown_finish(doc);
    doc_finish(doc);
    struct node *heading = doc->root->first;
    if (doc->is_over || heading == NULL || heading->kind != NODE_HEADING)
        return plain;
    const struct str words = text_of(doc, heading);
    return words.len > 0 ? words : plain;
}

/* --- Titles of the text --- */

/* The first heading of the body: one that was made of a YAML key names that key. */
static struct node *first_heading(const struct doc *doc)
{
    size_t i = 0;
    while (i < doc->heading_count && (doc->headings[i]->flags & NODE_GIVEN))
        i++;
    return i < doc->heading_count ? doc->headings[i] : NULL;
}

/* The first block that has words of the article's own. */
static struct node *opening_of(const struct doc *doc, struct str *line)
{
    *line = (struct str){0};
    struct node *node = doc->root->first, *block = NULL;
    for (; node != NULL && line->len == 0; node = node_following(node, doc->root)) {
        if (!node_holds_inlines(node))
            continue;
        block = node;
        *line = words_of(doc, node, true);
    }
    return line->len > 0 ? block : NULL;
}

/* A heading of level 1 that is not in a quotation, an item or the like. */
static struct node *top_heading(const struct doc *doc)
{
    for (size_t i = 0; i < doc->heading_count; i++) {
        struct node *heading = doc->headings[i];
        if (heading->u.heading.level == 1 && heading->parent == doc->root &&
            !(heading->flags & (NODE_GIVEN | NODE_HIDDEN)) &&
            text_of(doc, heading).len > 0)
            return heading;
    }
    return NULL;
}

/* The heading that names the article: of level 1, or one that opens the text. Plain
 * text has no levels but those that its sections have by their looks. */
static struct node *title_heading(const struct doc *doc, struct node *opening)
{
    struct node *heading = doc->format == DOC_TEXT ? NULL : top_heading(doc);
    if (heading != NULL)
        return heading;
    return opening != NULL && opening->kind == NODE_HEADING &&
                   opening->parent == doc->root
               ? opening
               : NULL;
}

static bool same_title(const struct doc *doc, struct str a, struct str b)
{
    return str_eq(text_fold(doc->arena, a, false), text_fold(doc->arena, b, false));
}

/* Whether the heading says what the page says above its text. */
static void mark_title(struct doc *doc, struct node *heading)
{
    if (heading != NULL && doc->title_node == NULL && doc->title.len > 0 &&
        same_title(doc, doc->title, text_of(doc, heading)))
        doc->title_node = heading;
}

void title_find(struct doc *doc, uint32_t last_line)
{
    struct str line;
    struct node *opening = opening_of(doc, &line);
    struct node *heading = title_heading(doc, opening);
    const struct meta *meta = doc_meta(doc, STR("title"));
    if (doc->title.len == 0 && meta != NULL && meta->count > 0)
        doc->title = title_of_value(doc->arena, meta->values[0]);
    if (doc->title.len == 0 && heading != NULL && heading->line <= last_line)
        doc->title = text_of(doc, heading);
    mark_title(doc, first_heading(doc));
    if (doc->title.len == 0) {
        doc->title = line;
        doc->title_inferred = line.len > 0;
    }
}
