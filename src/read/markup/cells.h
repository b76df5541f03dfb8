/*
 * Tables, cell by cell.
 */
#ifndef LECTERN_READ_MARKUP_CELLS_H
#define LECTERN_READ_MARKUP_CELLS_H

#include "read/markup/markup.h"

/* A table that is being made. */
struct cells {
    struct markup *m;
    struct node *table, *row;
    size_t columns, row_cells, rows;
};

void cells_begin(struct cells *cells, struct markup *m, struct node *parent,
                 uint32_t line);

void cells_row(struct cells *cells, uint32_t line);

/* Adds a cell to the last row. Empty lines and list markers at the start of lines begin
 * a new line of it. */
void cells_add(struct cells *cells, struct str text, uint32_t line);

/* Adds rows of values with a delimiter between them, quoted where they hold it. */
void cells_values(struct cells *cells, struct str text, char delimiter, uint32_t line);

/* True when there are more cells than a table may have: it will be a code block. */
bool cells_is_full(const struct cells *cells);

/*
 * Ends the table: rows become as long as the longest one. A table that is too large
 * becomes the code block that `source` is; one without rows is taken out. Returns the
 * table, or NULL.
 */
struct node *cells_end(struct cells *cells, bool header, const struct excerpt *source);

#endif
