/*
 * Blocks of tokens (see the header).
 */
#include "read/convert/convert_block.h"

#include "base/ascii.h"
#include "read/convert/convert_inline.h"
#include "read/convert/inline_text.h"
#include "read/convert/open_blocks.h"
#include "read/convert/token_nodes.h"
#include "read/html/html_block.h"
#include "read/inline/tex.h"

/* "!!! note": the list item that the pre-pass made is the callout. */
static void put_admonition(struct convert *c, cmark_node *node,
                           const struct token *token)
{
    struct node *item = convert_place(cmark_node_parent(node));
    if (item->kind == NODE_ITEM && item->first == NULL)
        token_make_callout(c, item, token);
}

/* The callout, or the details, that a line begins, with the text of that line. */
static struct node *add_box(struct convert *c, struct node *place,
                            const struct token *token)
{
    struct node *box = doc_node(c->doc, NODE_CALLOUT, token->line);
    node_append(place, box);
    token_make_callout(c, box, token);
    struct node *body = convert_fragment(c, token->body);
    if (body != NULL)
        node_append(box, body);
    if (!str_eq(box->u.callout.type, STR("details")))
        return box;
    struct node *summary = box->first != body ? box->first : NULL;
    box->kind = NODE_DETAILS;
    box->u.details.open = false;
    if (summary != NULL) {
        summary->kind = NODE_SUMMARY;
        summary->flags &= (uint16_t)~NODE_GIVEN;
    }
    return box;
}

static void put_div(struct convert *c, cmark_node *node, const struct token *token)
{
    cmark_node *owner = cmark_node_parent(node);
    if (token->kind == TOKEN_DIV_CLOSE) {
        for (uint32_t i = 0; i < (token->count > 0 ? token->count : 1); i++) {
            if (!block_close(c, owner, BLOCK_DIV))
                block_close_later(c, owner, BLOCK_DIV);
        }
        return;
    }
    block_open(c, owner, add_box(c, block_place(c, owner), token), BLOCK_DIV);
}

static void put_notice(struct convert *c, cmark_node *node, const struct token *token)
{
    (void)add_box(c, block_place(c, cmark_node_parent(node)), token);
}

static bool is_too_large(const struct token_table *table)
{
    return table->columns > DOC_COLUMNS_MAX ||
           (uint64_t)table->rows * table->columns > DOC_CELLS_MAX;
}

static struct node *add_table(struct convert *c, struct node *place,
                              const struct token_table *table)
{
    const bool large = is_too_large(table);
    struct node *node =
        convert_add_block(c, place, large ? NODE_CODE_BLOCK : NODE_TABLE, table->line);
    if (large) {
        doc_notice(c->doc, table->line,
                   "line %u: a table of more than %d columns or %d cells is shown as"
                   " it is written",
                   table->line, DOC_COLUMNS_MAX, DOC_CELLS_MAX);
        struct str text = convert_clean(c, table->source, TEXT_MANY_LINES);
        node->u.code.text = arena_printf(c->doc->arena, STR_FMT "\n", STR_ARG(text));
    } else {
        node->u.table.align = table->align;
        node->u.table.columns = (uint16_t)table->columns;
        node->u.table.header = true;
    }
    return node;
}

static void add_cell(struct convert *c, struct node *row, const struct token_cell *cell)
{
    struct node *node = cell != NULL ? convert_fragment(c, cell->fragment) : NULL;
    if (node == NULL)
        node = doc_node(c->doc, NODE_CELL, row->line);
    node->kind = NODE_CELL;
    node_append(row, node);
    if (cell != NULL && cell->fragment == TOKEN_NO_FRAGMENT) {
        inline_text(c, node, cell->text, row->line);
        inline_end(c, node);
    }
}

/* --- Mathematics --- */

/* A line without the marks of quotes before it. */
static struct str bare_line(struct str line, uint32_t quotes)
{
    size_t at = 0;
    for (; at < line.len &&
           (ascii_is_blank(line.ptr[at]) || (line.ptr[at] == '>' && quotes > 0));
         at++)
        quotes -= line.ptr[at] == '>';
    return str_trim(str_tail(line, at));
}

/* The lines of a formula in `out`, without its marks. */
static void gather_math(const struct token *token, struct buf *out)
{
    struct str rest = token->source;
    buf_clear(out);
    for (struct str line; str_cut_line(&rest, &line);) {
        buf_puts(out,
                 bare_line(line, line.ptr == token->source.ptr ? 0 : token->count));
        buf_putc(out, '\n');
    }
}

/* Its lines as signs, below `paragraph`; false when one of them cannot be. */
static bool add_signs(struct convert *c, struct node *paragraph, struct str lines)
{
    for (struct str line; str_cut_line(&lines, &line);) {
        const struct str bare = str_trim(
            str_slice(line, 0, line.len - (str_ends(line, STR("\\\\")) ? 2 : 0)));
        buf_clear(&c->dest);
        if (bare.len == 0)
            continue;
        if (!tex_text(bare, &c->dest))
            return false;
        if (paragraph->first != NULL)
            node_append(paragraph, doc_node(c->doc, NODE_LINE_BREAK, 0));
        convert_plain(c, paragraph, buf_str(&c->dest), paragraph->line);
    }
    return paragraph->first != NULL;
}

/* Mathematics of several lines: signs where there are any, else as it is written. */
static void put_math(struct convert *c, cmark_node *node, const struct token *token)
{
    struct node *place = block_place(c, cmark_node_parent(node));
    gather_math(token, &c->html);
    const struct str inside = tex_inside(buf_str(&c->html));
    struct node *paragraph = doc_node(c->doc, NODE_PARAGRAPH, token->line);
    if (add_signs(c, paragraph, inside)) {
        node_append(place, paragraph);
        return;
    }
    struct node *code = convert_add_block(c, place, NODE_CODE_BLOCK, token->line);
    const struct str clean = convert_clean(c, inside, TEXT_MANY_LINES);
    code->u.code.text = arena_printf(c->doc->arena, STR_FMT "\n", STR_ARG(clean));
}

/* "{: #id}" in a line of its own names the block before it. */
static void put_mark(struct convert *c, cmark_node *node, const struct token *token)
{
    struct node *place = block_place(c, cmark_node_parent(node));
    doc_mark(c->doc, token->name, place->last != NULL ? place->last : place);
}

/* "*[name]: text": lines of them are one list of definitions. */
static void put_term(struct convert *c, cmark_node *node, const struct token *token)
{
    struct node *place = block_place(c, cmark_node_parent(node));
    struct node *terms = place->last;
    if (terms == NULL || terms->kind != NODE_TERMS)
        terms = convert_add_block(c, place, NODE_TERMS, token->line);
    struct node *term = doc_node(c->doc, NODE_TERM, token->line);
    struct node *definition = doc_node(c->doc, NODE_DEFINITION, token->line);
    struct node *body = convert_fragment(c, token->body);
    (void)convert_plain(c, term, token->name, token->line);
    node_append(terms, term);
    node_append(terms, definition);
    if (body != NULL)
        node_append(definition, body);
}

static void put_row(struct convert *c, cmark_node *node, const struct token *token)
{
    const struct token_table *table = &c->tokens->tables[token->table];
    if (c->table == NULL || c->table_number != token->table) {
        c->table = add_table(c, block_place(c, cmark_node_parent(node)), table);
        c->table_number = token->table;
    }
    if (c->table->kind != NODE_TABLE || token->open)
        return;
    struct node *row = doc_node(c->doc, NODE_ROW, token->line);
    node_append(c->table, row);
    for (uint32_t i = 0; i < table->columns; i++)
        add_cell(c, row, i < token->count ? &c->tokens->cells[token->cells + i] : NULL);
}

const struct token *block_token_of(const struct convert *c, struct str literal)
{
    const struct token *token = NULL;
    size_t pos = 2;
    while (literal.len > 0 && literal.ptr[0] == ' ')
        literal = str_tail(literal, 1); /* of a line that is indented */
    if (!str_starts(literal, STR("<?" TOKEN_OPEN)) ||
        !token_read(c->tokens, literal, &pos, &token))
        return NULL;
    return token;
}

void block_token(struct convert *c, cmark_node *node, const struct token *token)
{
    switch (token->kind) {
    case TOKEN_ADMONITION:
        put_admonition(c, node, token);
        break;
    case TOKEN_DIV_OPEN:
    case TOKEN_DIV_CLOSE:
        put_div(c, node, token);
        break;
    case TOKEN_NOTICE:
        put_notice(c, node, token);
        break;
    case TOKEN_MATH:
        put_math(c, node, token);
        break;
    case TOKEN_MARK:
        put_mark(c, node, token);
        break;
    case TOKEN_TERM:
        put_term(c, node, token);
        break;
    case TOKEN_ROW:
        put_row(c, node, token);
        break;
    case TOKEN_HTML:
        html_block_token(c, node, token);
        break;
    case TOKEN_WIKILINK:
    case TOKEN_EMBED:
    case TOKEN_COMMENT:
    case TOKEN_NOTE_REF:
    case TOKEN_TEMPLATE:
    case TOKEN_NOTE:
    case TOKEN_DEFINITION:
        break;
    }
}
