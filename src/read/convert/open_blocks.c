/*
 * The stack of open elements (see the header).
 */
#include "read/convert/open_blocks.h"

#include "read/html/html.h"

/* --- Elements that are closed --- */

static size_t count_cells(const struct node *row)
{
    size_t count = 0;
    for (const struct node *cell = row->first; cell != NULL; cell = cell->next)
        count++;
    return count;
}

/* Beyond the limit of cells a table is shown as its cells' paragraphs. */
static void dissolve_table(struct node *table)
{
    for (struct node *row = table->first; row != NULL; row = row->next) {
        while (row->first != NULL) {
            struct node *cell = row->first;
            node_unlink(cell);
            cell->kind = NODE_PARAGRAPH;
            if (cell->first != NULL)
                node_insert_before(table, cell);
        }
    }
    node_unlink(table);
}

static void end_table(struct convert *c, struct node *table)
{
    size_t columns = 0, rows = 0;
    for (struct node *row = table->first; row != NULL; row = row->next) {
        const size_t cells = count_cells(row);
        columns = cells > columns ? cells : columns;
        rows++;
    }
    if (columns == 0) {
        node_unlink(table);
        return;
    }
    if (columns * rows > DOC_CELLS_MAX) {
        dissolve_table(table);
        return;
    }
    table->u.table.columns = (uint16_t)columns;
    table->u.table.align = ARENA_ARRAY(c->doc->arena, columns, uint8_t);
    for (struct node *row = table->first; row != NULL; row = row->next) {
        for (size_t cells = count_cells(row); cells < columns; cells++)
            node_append(row, doc_node(c->doc, NODE_CELL, row->line));
    }
}

/* Completes a node whose element is closed: a table gets its columns. */
static void complete(struct convert *c, struct node *node)
{
    if (node->kind == NODE_TABLE)
        end_table(c, node);
    else if (node->first == NULL && node->kind != NODE_CELL)
        node_unlink(node);
}

/* --- The stack --- */

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
    complete(c, top.node);
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
