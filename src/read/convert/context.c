/*
 * The context of a conversion (see the header).
 */
#include "read/convert/context.h"

#include "read/read_limits.h"

uint32_t convert_line(const struct convert *c, cmark_node *node)
{
    const int line = cmark_node_get_start_line(node);
    if (line <= 0) {
        return 0;
    }
    const uint32_t at = (uint32_t)line;
    if (at <= c->lines_before) {
        return c->tokens->fragment_lines[c->first_fragment + (at - 1) / 2];
    }
    return at - c->lines_before + c->first_line - 1;
}

struct str convert_literal(struct convert *c, const char *literal)
{
    return tokens_restore(c->tokens, str_from(literal), &c->scratch);
}

struct node *convert_place(cmark_node *node)
{
    return cmark_node_get_user_data(node);
}

struct str convert_clean(struct convert *c, struct str raw, enum text_lines lines)
{
    const struct str clean = text_clean(c->doc->arena, raw, lines);
    return clean.ptr == raw.ptr ? arena_str(c->doc->arena, clean) : clean;
}

struct node *convert_block_of(struct node *node)
{
    while (node->parent != NULL && node_is_inline(node))
        node = node->parent;
    return node;
}

struct node *convert_add_block(struct convert *c, struct node *parent,
                               enum node_kind kind, uint32_t line)
{
    struct node *block = doc_node(c->doc, kind, line);
    if (parent == c->root)
        block->flags |= c->input->flags;
    node_append(parent, block);
    return block;
}

struct node *convert_plain(struct convert *c, struct node *parent, struct str raw,
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

struct node *convert_link(struct convert *c, struct node *parent, enum node_kind kind,
                          enum link_form form, struct str dest, uint32_t line)
{
    struct node *link = doc_node(c->doc, kind, line);
    c->has_boxes |= kind == NODE_IMAGE;
    link->u.link.form = (uint8_t)form;
    link->u.link.dest =
        arena_str(c->doc->arena, str_slice(dest, 0, READ_DEST_MAX_BYTES));
    node_append(parent, link);
    return link;
}

struct node *convert_fragment(struct convert *c, uint32_t fragment)
{
    if (fragment == TOKEN_NO_FRAGMENT || fragment >= c->tokens->fragment_count)
        return NULL;
    struct node *holder = c->fragments[fragment];
    c->fragments[fragment] = NULL;
    return holder;
}
