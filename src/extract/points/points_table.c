/*
 * Key points in tables: `Key Point | Brief Description`, one point a row.
 */
#include "base/text.h"
#include "extract/inlines.h"
#include "extract/points/points.h"

enum {
    /* Under "Summary" a wide table is one of figures or functions, not of points. */
    SUMMARY_COLUMNS_MAX = 3,
};

static struct str cell_text(struct point_scan *scan, struct node *cell)
{
    inlines_text(cell, SIZE_MAX, &scan->work);
    struct str text = arena_str(scan->arena, str_trim(buf_str(&scan->work)));
    buf_clear(&scan->work);
    return text;
}

static bool has_letter(struct str text)
{
    for (size_t pos = 0; pos < text.len;) {
        uint32_t c = text_next(text, &pos);
        if (text_is_word(c) && !(c >= '0' && c <= '9'))
            return true;
    }
    return false;
}

static struct str cells_text(struct point_scan *scan, struct node *cell)
{
    inlines_cells(cell, &scan->work);
    struct str text = arena_str(scan->arena, str_trim(buf_str(&scan->work)));
    buf_clear(&scan->work);
    return text;
}

static void add_row(struct point_scan *scan, struct node *row, enum point_source source,
                    int weight)
{
    struct node *cell = row->first;
    if (cell == NULL)
        return;
    if (cell->next == NULL) {
        points_add(scan, row, source, weight, (struct str){0}, cell_text(scan, cell));
        return;
    }
    struct str label = cell_text(scan, cell);
    /* A first column of bare numbers counts the rows. */
    if (label.len > 0 && !has_letter(label) && cell->next->next != NULL) {
        cell = cell->next;
        label = cell_text(scan, cell);
    }
    points_add(scan, row, source, weight, label, cells_text(scan, cell->next));
}

void points_add_rows(struct point_scan *scan, struct node *table,
                     enum point_source source, int weight)
{
    struct node *row = table->first;
    if (row != NULL && table->u.table.header)
        row = row->next;
    for (; row != NULL; row = row->next)
        add_row(scan, row, source, weight);
}

/* A header that says so in one of its first two cells; the first may count rows. */
static bool has_point_header(struct point_scan *scan, const struct node *table)
{
    struct node *row = table->u.table.header ? table->first : NULL;
    struct node *cell = row != NULL ? row->first : NULL;
    for (int i = 0; i < 2 && cell != NULL; i++, cell = cell->next) {
        if (head_role(scan->sections->heads, scan->arena, cell_text(scan, cell)) ==
            HEAD_POINTS)
            return true;
    }
    return false;
}

static bool is_headed(const struct point_scan *scan, const struct node *table)
{
    if (scan->section->role == HEAD_POINTS)
        return true;
    return scan->section->role == HEAD_SUMMARY &&
           table->u.table.columns <= SUMMARY_COLUMNS_MAX;
}

/* A table that heads itself sums up the article when it is at its end, not the section
 * that happens to come before it. */
static void leave_last(struct point_scan *scan)
{
    if (scan->section >= scan->last && !scan->section->titles)
        scan->section = scan->sections->items;
}

bool points_table(struct point_scan *scan, struct node *block, int weight)
{
    if (block->kind != NODE_TABLE)
        return false;
    if (!is_headed(scan, block)) {
        if (!has_point_header(scan, block))
            return false;
        leave_last(scan);
    }
    points_add_rows(scan, block, POINT_TABLE, weight);
    return true;
}
