/*
 * Tables of a page (see page.h).
 *
 * A table that only puts things beside each other (one column, tables or headings in
 * its cells) is what its cells hold, one after the other.
 */
#include <string.h>

#include "base/ascii.h"
#include "read/page/page.h"
#include "read/web/content.h"

struct rows {
    struct page *page;
    struct node *table;
    size_t row_count, cell_count, columns;
    bool is_header;                  /* of the first row: all its cells are heads */
    uint16_t under[DOC_COLUMNS_MAX]; /* rows that a cell above reaches into */
    uint8_t align[DOC_COLUMNS_MAX];
    bool is_cut;
};

static bool is_cell(const GumboNode *node)
{
    return dom_is(node, GUMBO_TAG_TD) || dom_is(node, GUMBO_TAG_TH);
}

/* --- Layout --- */

/* What makes a table no table of data, or shows that it is one. */
struct looks {
    const GumboNode *table;
    size_t columns;
    bool has_block, has_head;
};

static void look_at(const GumboNode *node, struct looks *looks, int depth)
{
    size_t cells = 0;
    for (size_t i = 0;
         i < dom_count(node) && depth < DOM_DEPTH_MAX && !looks->has_block; i++) {
        const GumboNode *child = dom_child(node, i);
        cells += is_cell(child);
        looks->has_head |= dom_is(child, GUMBO_TAG_TH);
        looks->has_block = dom_is(child, GUMBO_TAG_TABLE) ||
                           dom_is(child, GUMBO_TAG_H1) || dom_is(child, GUMBO_TAG_H2) ||
                           dom_is(child, GUMBO_TAG_H3) || dom_is(child, GUMBO_TAG_H4) ||
                           dom_is(child, GUMBO_TAG_DL) ||
                           dom_is(child, GUMBO_TAG_BLOCKQUOTE);
        look_at(child, looks, depth + 1);
    }
    looks->columns = cells > looks->columns ? cells : looks->columns;
}

static bool is_for_layout(const GumboNode *table)
{
    struct looks looks = {.table = table};
    if (dom_has_word(table, "role", STR("presentation")) ||
        dom_has_word(table, "class", STR("highlighttable")))
        return true;
    look_at(table, &looks, 0);
    return looks.has_block || (looks.columns <= 1 && !looks.has_head);
}

static void put_as_blocks(struct page *page, const GumboNode *node, int depth)
{
    for (size_t i = 0; i < dom_count(node) && depth < DOM_DEPTH_MAX; i++) {
        const GumboNode *child = dom_child(node, i);
        if (!dom_is_element(child) || content_is_furniture(child))
            continue;
        page_name(page, child);
        if (is_cell(child) || dom_is(child, GUMBO_TAG_CAPTION)) {
            page_children(page, child, depth + 1);
            page_end_inlines(page);
        } else {
            put_as_blocks(page, child, depth + 1);
        }
    }
}

/* --- Cells --- */

static size_t span_of(const GumboNode *cell, const char *name)
{
    const struct str digits = dom_attribute(cell, name);
    size_t number = 0;
    for (size_t i = 0; i < digits.len && ascii_is_digit(digits.ptr[i]) && number < 1000;
         i++)
        number = number * 10 + (size_t)(digits.ptr[i] - '0');
    return number > 0 ? number : 1;
}

static enum cell_align align_of(const GumboNode *cell)
{
    const struct str align = dom_attribute(cell, "align");
    if (str_eq_nocase(align, STR("right")))
        return ALIGN_RIGHT;
    if (str_eq_nocase(align, STR("center")))
        return ALIGN_CENTER;
    return ALIGN_NONE;
}

static struct node *add_cell(struct rows *rows, struct node *row, uint32_t line)
{
    struct node *cell = doc_node(rows->page->doc, NODE_CELL, line);
    node_append(row, cell);
    rows->cell_count++;
    return cell;
}

/* Cells of the rows above that reach into this one are empty here. */
static size_t put_reaching(struct rows *rows, struct node *row, size_t column)
{
    while (column < DOC_COLUMNS_MAX && rows->under[column] > 0) {
        rows->under[column]--;
        (void)add_cell(rows, row, row->line);
        column++;
    }
    return column;
}

static size_t put_cell(struct rows *rows, struct node *row, size_t column,
                       const GumboNode *element, int depth)
{
    struct page *page = rows->page;
    const size_t down = span_of(element, "rowspan"), wide = span_of(element, "colspan");
    struct node *cell = add_cell(rows, row, page_line(page, element));
    page_name(page, element);
    page_take_names(page, row);
    page_inlines_in(page, cell, element, depth);
    if (rows->align[column] == ALIGN_NONE && !dom_is(element, GUMBO_TAG_TH))
        rows->align[column] = (uint8_t)align_of(element);
    for (size_t i = 0; i < wide && column < DOC_COLUMNS_MAX; i++, column++) {
        rows->under[column] = (uint16_t)(down - 1);
        if (i > 0)
            (void)add_cell(rows, row, cell->line);
    }
    return column;
}

static void put_row(struct rows *rows, const GumboNode *element, int depth)
{
    if (rows->cell_count >= DOC_CELLS_MAX) {
        rows->is_cut = true;
        return;
    }
    struct node *row =
        doc_node(rows->page->doc, NODE_ROW, page_line(rows->page, element));
    node_append(rows->table, row);
    page_name(rows->page, element);
    page_take_names(rows->page, row);
    size_t column = put_reaching(rows, row, 0);
    bool all_heads = true;
    for (size_t i = 0; i < dom_count(element) && column < DOC_COLUMNS_MAX; i++) {
        const GumboNode *child = dom_child(element, i);
        if (!is_cell(child) || content_is_furniture(child))
            continue;
        all_heads &= dom_is(child, GUMBO_TAG_TH);
        column = put_cell(rows, row, column, child, depth + 1);
        column = put_reaching(rows, row, column);
    }
    if (row->first == NULL) {
        node_unlink(row);
        return;
    }
    if (rows->row_count++ == 0)
        rows->is_header = all_heads || dom_is(element->parent, GUMBO_TAG_THEAD);
    rows->columns = column > rows->columns ? column : rows->columns;
}

static void put_rows(struct rows *rows, const GumboNode *node, int depth)
{
    for (size_t i = 0; i < dom_count(node) && depth < DOM_DEPTH_MAX; i++) {
        const GumboNode *child = dom_child(node, i);
        if (dom_is(child, GUMBO_TAG_TR))
            put_row(rows, child, depth + 1);
        else if (dom_is_element(child) && !dom_is(child, GUMBO_TAG_CAPTION))
            put_rows(rows, child, depth + 1);
    }
}

/* --- Tables --- */

static void put_caption(struct page *page, const GumboNode *table, int depth)
{
    for (size_t i = 0; i < dom_count(table); i++) {
        if (!dom_is(dom_child(table, i), GUMBO_TAG_CAPTION))
            continue;
        page_children(page, dom_child(table, i), depth + 1);
        page_end_inlines(page);
    }
}

void page_table(struct page *page, const GumboNode *table, int depth)
{
    if (is_for_layout(table) || page->depth + 2 >= DOC_DEPTH_MAX) {
        put_as_blocks(page, table, depth);
        return;
    }
    put_caption(page, table, depth);
    struct rows rows = {.page = page, .table = page_add(page, NODE_TABLE, table)};
    put_rows(&rows, table, depth);
    if (rows.table->first == NULL) {
        node_unlink(rows.table);
        return;
    }
    if (rows.is_cut)
        doc_notice(page->doc, rows.table->line,
                   "the table ends after %d cells, there are more", DOC_CELLS_MAX);
    rows.table->u.table.header = rows.is_header && rows.row_count > 1;
    rows.table->u.table.columns = (uint16_t)rows.columns;
    rows.table->u.table.align = arena_alloc(page->doc->arena, rows.columns);
    memcpy(rows.table->u.table.align, rows.align, rows.columns);
}
