/*
 * The grid: what the screen shall show, cell by cell.
 *
 * Views draw into a grid and never into the terminal, so that every screen can be
 * looked at by a test. A *cell* holds one base character with its marks and a role; a
 * wide character takes its cell and the *right half* after it, a cell of 0 columns.
 * Places are (row, col), from 0. An *area* is a rectangle of the grid; views draw in an
 * area's own coordinates and cannot leave it.
 *
 * Invariants: a right half always follows a wide cell, and a wide cell never is in the
 * last column of an area. No cell holds a code point that a terminal may not be sent:
 * what the sanitiser should have caught is replaced here (the second fence).
 */
#ifndef LECTERN_UI_TERM_GRID_H
#define LECTERN_UI_TERM_GRID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "base/text.h"
#include "layout/layout.h"

enum {
    /* No terminal is drawn larger than this, whatever it claims (SECURITY.md). */
    GRID_ROWS_MAX = 500,
    GRID_COLS_MAX = 1000,
    CELL_CODES_MAX = 1 + TEXT_MARKS_MAX,
};

struct cell {
    uint32_t codes[CELL_CODES_MAX]; /* a base and its marks; unused ones are 0 */
    uint8_t cols;                   /* 1 or 2; 0 for a right half */
    uint8_t role;                   /* enum role */
    uint8_t attrs;                  /* enum span_attr */
    uint8_t spare;                  /* always 0, so that cells compare as bytes */
};

struct area {
    int row, col, rows, cols;
};

/* Rows [top, bottom) are those of the frame before, moved up by `rows` (down when it is
 * negative), at least in part. A hint for the terminal; 0 rows: none. */
struct grid_shift {
    int top, bottom, rows;
};

struct grid {
    struct cell *cells; /* rows * cols of them */
    int rows, cols;
    int cursor_row, cursor_col; /* -1: no cursor is shown */
    struct grid_shift shift;
};

void grid_init(struct grid *grid);
void grid_release(struct grid *grid);

/* Makes the grid rows x cols (cut to the maxima, 0 at least), all blank. */
void grid_resize(struct grid *grid, int rows, int cols);

/* All cells blank, no cursor, no shift. */
void grid_clear(struct grid *grid);

struct area grid_area(const struct grid *grid);

/* The part of `area` within the grid; rows and cols are never negative. */
struct area grid_clip(const struct grid *grid, struct area area);

/*
 * Puts clean text of one line at (row, col) of the area and returns the column after
 * it. What lies outside the area is left out; a wide character that is cut by the edge
 * becomes blank.
 */
int grid_put(struct grid *grid, struct area area, int row, int col, struct str text,
             enum role role, unsigned attrs);

/* Puts `text`, a cluster one column wide, `cols` times. */
void grid_repeat(struct grid *grid, struct area area, int row, int col, int cols,
                 struct str text, enum role role);

/* Blanks the area in a role. */
void grid_fill(struct grid *grid, struct area area, enum role role);

/* Changes the role of cells [col, col + cols) of a row and leaves their text. */
void grid_role(struct grid *grid, struct area area, int row, int col, int cols,
               enum role role);

/* The cell at (row, col) of the grid, which must be inside. */
const struct cell *grid_at(const struct grid *grid, int row, int col);

bool cell_eq(const struct cell *a, const struct cell *b);

/* The text of a cell as UTF-8: a blank for an empty one, nothing for a right half. */
void cell_text(const struct cell *cell, struct buf *out);

/* All rows as text, without trailing blanks: for tests. */
void grid_dump(const struct grid *grid, struct buf *out);

/* All rows with a letter per cell for its role ('.' for plain text): for tests. */
void grid_dump_roles(const struct grid *grid, struct buf *out);

#endif
