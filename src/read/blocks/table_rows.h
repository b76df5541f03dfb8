/*
 * The rows of GFM tables.
 */
#ifndef LECTERN_READ_BLOCKS_TABLE_ROWS_H
#define LECTERN_READ_BLOCKS_TABLE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "read/markdown/token.h"

/* Cells of a row: pipes that are not escaped part them. */
size_t rows_count_cells(struct str row);

/*
 * True when `header` (a line from its first character on) and `next`, the whole line
 * after it with whatever container marks it has, start a table; `*table` then holds the
 * alignments (in the arena) and no row yet.
 */
bool rows_start(struct arena *arena, struct str header, struct str next,
                struct token_table *table);

/* Adds the cells of a row and its token; returns the token's number. */
size_t rows_add(struct tokens *tokens, uint32_t table, struct str row, uint32_t line);

#endif
