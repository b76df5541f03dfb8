/*
 * The title of an article (see the header).
 */
#include "read/title.h"

#include "base/text.h"

struct str title_clean(struct arena *arena, struct str raw)
{
    return text_cut(arena, str_trim(text_clean(arena, raw, TEXT_ONE_LINE)),
                    DOC_TITLE_MAX_BYTES);
}

/* The first heading of the body: one that was made of a YAML key names that key. */
static struct node *first_heading(const struct doc *doc, uint32_t last_line)
{
    size_t i = 0;
    while (i < doc->heading_count && (doc->headings[i]->flags & NODE_GIVEN))
        i++;
    return i < doc->heading_count && doc->headings[i]->line <= last_line
               ? doc->headings[i]
               : NULL;
}

static struct str text_of(const struct doc *doc, const struct node *node)
{
    return title_clean(doc->arena, node_text_in(node, doc->arena));
}

static bool same_title(const struct doc *doc, struct str a, struct str b)
{
    return str_eq(text_fold(doc->arena, a, false), text_fold(doc->arena, b, false));
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

/* The first line of a block that has words of the article's own. */
static struct str line_of(const struct doc *doc, struct node *block)
{
    struct buf line = {0};
    struct walk walk = walk_begin(block);
    for (const struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (walk.entering && (is_from_elsewhere(node) || node->flags & NODE_HIDDEN))
            walk_skip(&walk);
        else if (walk.entering && (node->kind == NODE_TEXT || node->kind == NODE_CODE))
            buf_puts(&line, node->u.text);
        else if (is_break(node) && str_trim(buf_str(&line)).len > 0)
            break;
    }
    const struct str title = title_clean(doc->arena, buf_str(&line));
    buf_release(&line);
    return title;
}

static struct str first_line(const struct doc *doc)
{
    struct str line = {0};
    struct node *node = doc->root->first;
    for (; node != NULL && line.len == 0; node = node_following(node, doc->root)) {
        if (node_holds_inlines(node))
            line = line_of(doc, node);
    }
    return line;
}

void title_find(struct doc *doc, uint32_t last_line)
{
    struct node *heading = first_heading(doc, last_line);
    const struct meta *meta = doc_meta(doc, STR("title"));
    if (doc->title.len == 0 && meta != NULL && meta->count > 0)
        doc->title = title_clean(doc->arena, meta->values[0]);
    if (heading != NULL) {
        const struct str text = text_of(doc, heading);
        if (doc->title.len == 0)
            doc->title = text;
        if (doc->title_node == NULL && same_title(doc, doc->title, text))
            doc->title_node = heading;
    }
    if (doc->title.len == 0) {
        doc->title = first_line(doc);
        doc->title_inferred = doc->title.len > 0;
    }
}
