/*
 * Blocks while they are made (see the header).
 */
#include "read/convert/block.h"

#include "read/convert/inline.h"
#include "read/html/html.h"
#include "read/html/html_block.h"

/* --- The stack -------------------------------------------------------------------- */

bool block_open(struct convert *c, cmark_node *owner, struct node *node,
                uint8_t element)
{
    if (c->block_count == BLOCK_DEPTH_MAX)
        return false;
    c->blocks[c->block_count++] = (struct html_open){.owner = owner,
                                                     .node = node,
                                                     .place = convert_place(owner),
                                                     .element = element};
    cmark_node_set_user_data(owner, node);
    return true;
}

/* Closes the innermost element; its place takes what follows. */
static void close_top(struct convert *c)
{
    const struct html_open top = c->blocks[--c->block_count];
    cmark_node_set_user_data(top.owner, top.place);
    html_block_end(c, top.node);
}

/* The innermost open element of that kind below `owner`; -1 when there is none. */
static int find_open(const struct convert *c, cmark_node *owner, uint8_t element)
{
    int at = c->block_count - 1;
    while (at >= 0 && c->blocks[at].owner == owner && c->blocks[at].element != element)
        at--;
    return at >= 0 && c->blocks[at].owner == owner ? at : -1;
}

bool block_is_open(const struct convert *c, cmark_node *owner, uint8_t element)
{
    return find_open(c, owner, element) >= 0;
}

bool block_close(struct convert *c, cmark_node *owner, uint8_t element)
{
    const int at = find_open(c, owner, element);
    while (at >= 0 && c->block_count > at)
        close_top(c);
    return at >= 0;
}

static bool is_within(cmark_node *node, cmark_node *owner)
{
    while (node != NULL && node != owner)
        node = cmark_node_parent(node);
    return node != NULL;
}

bool block_close_later(struct convert *c, cmark_node *node, uint8_t element)
{
    int at = c->block_count - 1;
    while (at >= 0 && (c->blocks[at].element != element || c->blocks[at].is_over ||
                       !is_within(node, c->blocks[at].owner)))
        at--;
    if (at < 0)
        return false;
    for (int i = at; i < c->block_count; i++)
        c->blocks[i].is_over = c->blocks[i].owner == c->blocks[at].owner;
    return true;
}

/* Closes what is over below `owner`. */
static void close_over(struct convert *c, cmark_node *owner)
{
    while (c->block_count > 0 && c->blocks[c->block_count - 1].owner == owner &&
           c->blocks[c->block_count - 1].is_over)
        close_top(c);
}

void block_close_all(struct convert *c, cmark_node *owner)
{
    while (c->block_count > 0 && c->blocks[c->block_count - 1].owner == owner)
        close_top(c);
}

static struct node *add_open(struct convert *c, cmark_node *owner, enum node_kind kind,
                             enum html_element element)
{
    struct node *node = doc_node(c->doc, kind, 0);
    node_append(convert_place(owner), node);
    return block_open(c, owner, node, (uint8_t)element) ? node : convert_place(owner);
}

static bool takes_blocks(const struct node *place)
{
    return !node_holds_inlines(place) && place->kind != NODE_LIST &&
           place->kind != NODE_TABLE && place->kind != NODE_ROW &&
           place->kind != NODE_TERMS;
}

struct node *block_place(struct convert *c, cmark_node *owner)
{
    close_over(c, owner);
    struct node *place = convert_place(owner);
    if (takes_blocks(place))
        return place;
    if (place->kind == NODE_LIST && c->block_count < BLOCK_DEPTH_MAX)
        return add_open(c, owner, NODE_ITEM, HTML_LI);
    if (place->kind == NODE_TERMS && c->block_count < BLOCK_DEPTH_MAX)
        return add_open(c, owner, NODE_DEFINITION, HTML_DEFINITION);
    /* A cell, summary or heading holds no blocks: they follow it. */
    while (c->block_count > 0 && !takes_blocks(convert_place(owner)))
        close_top(c);
    return convert_place(owner);
}

struct node *block_fragment(struct convert *c, uint32_t fragment)
{
    if (fragment == TOKEN_NO_FRAGMENT || fragment >= c->tokens->fragment_count)
        return NULL;
    struct node *holder = c->fragments[fragment];
    c->fragments[fragment] = NULL;
    return holder;
}

/* --- Tokens ----------------------------------------------------------------------- */

struct node *block_callout(struct convert *c, struct node *callout,
                           const struct token *token)
{
    buf_clear(&c->dest);
    for (size_t i = 0; i < token->name.len; i++) {
        const char letter = token->name.ptr[i];
        buf_putc(&c->dest,
                 (char)(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter));
    }
    callout->kind = NODE_CALLOUT;
    callout->u.callout.type = convert_clean(c, buf_str(&c->dest), TEXT_ONE_LINE);
    callout->u.callout.fold = token->fold;
    callout->u.callout.open = token->open || !token->fold;
    struct node *title = block_fragment(c, token->fragment);
    if (title != NULL) {
        title->flags |= NODE_GIVEN;
        node_append(callout, title);
    }
    return callout;
}

/* "!!! note": the list item that the pre-pass made is the callout. */
static void put_admonition(struct convert *c, cmark_node *node,
                           const struct token *token)
{
    struct node *item = convert_place(cmark_node_parent(node));
    if (item->kind == NODE_ITEM && item->first == NULL)
        block_callout(c, item, token);
}

static void put_div(struct convert *c, cmark_node *node, const struct token *token)
{
    cmark_node *owner = cmark_node_parent(node);
    if (token->kind == TOKEN_DIV_CLOSE) {
        if (!block_close(c, owner, BLOCK_DIV))
            block_close_later(c, owner, BLOCK_DIV);
        return;
    }
    struct node *callout = doc_node(c->doc, NODE_CALLOUT, token->line);
    node_append(block_place(c, owner), callout);
    block_callout(c, callout, token);
    block_open(c, owner, callout, BLOCK_DIV);
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
        doc_node(c->doc, large ? NODE_CODE_BLOCK : NODE_TABLE, table->line);
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
    if (place == c->root)
        node->flags |= c->input->flags;
    node_append(place, node);
    return node;
}

static void add_cell(struct convert *c, struct node *row, const struct token_cell *cell)
{
    struct node *node = cell != NULL ? block_fragment(c, cell->fragment) : NULL;
    if (node == NULL)
        node = doc_node(c->doc, NODE_CELL, row->line);
    node->kind = NODE_CELL;
    node_append(row, node);
    if (cell != NULL && cell->fragment == TOKEN_NO_FRAGMENT) {
        inline_text(c, node, cell->text, row->line);
        inline_end(c, node);
    }
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
    case TOKEN_MATH:
    case TOKEN_NOTE:
    case TOKEN_DEFINITION:
        break;
    }
}
