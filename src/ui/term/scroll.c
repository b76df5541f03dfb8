/*
 * Compares the bytes that scrolling and redrawing would send, row by row.
 */
#include "ui/term/scroll.h"

#include <string.h>

enum {
    /* Bytes to move the cursor to a run of changed cells and to set its look. */
    RUN_BYTES = 8,
    /* Bytes to set the region, scroll it and take the region away again. */
    SCROLL_BYTES = 24,
    /* Runs nearer than this are sent as one. */
    RUN_GAP_COLS = 4,
};

static const struct cell blank = {.cols = 1};

/* Bytes to draw `next` over `shown` in a row; NULL is a blank row. */
static int row_bytes(const struct cell *shown, const struct cell *next, int cols)
{
    int bytes = 0, gap = RUN_GAP_COLS;
    for (int col = 0; col < cols; col++) {
        if (cell_eq(shown ? &shown[col] : &blank, &next[col])) {
            gap++;
            continue;
        }
        bytes += gap >= RUN_GAP_COLS ? RUN_BYTES : gap;
        bytes += next[col].codes[0] < 0x80 ? 1 : 3;
        gap = 0;
    }
    return bytes;
}

static bool shift_fits(const struct grid *shown, const struct grid *next)
{
    struct grid_shift shift = next->shift;
    int height = shift.bottom - shift.top;
    return shown->rows == next->rows && shown->cols == next->cols && shift.rows != 0 &&
           shift.top >= 0 && shift.bottom <= next->rows && shift.rows < height &&
           shift.rows > -height;
}

bool scroll_pays(const struct grid *shown, const struct grid *next)
{
    if (!shift_fits(shown, next))
        return false;
    struct grid_shift shift = next->shift;
    int drawn = 0, scrolled = SCROLL_BYTES;
    for (int row = shift.top; row < shift.bottom; row++) {
        int from = row + shift.rows;
        const struct cell *cells = grid_at(next, row, 0);
        const struct cell *moved =
            from >= shift.top && from < shift.bottom ? grid_at(shown, from, 0) : NULL;
        drawn += row_bytes(grid_at(shown, row, 0), cells, next->cols);
        scrolled += row_bytes(moved, cells, next->cols);
    }
    return scrolled < drawn;
}

void scroll_grid(struct grid *grid, struct grid_shift shift)
{
    int height = shift.bottom - shift.top;
    int kept = height - (shift.rows < 0 ? -shift.rows : shift.rows);
    size_t row_size = (size_t)grid->cols * sizeof *grid->cells;
    struct cell *top = &grid->cells[shift.top * grid->cols];
    struct cell *moved = top + (shift.rows < 0 ? -shift.rows : 0) * grid->cols;
    struct cell *from = top + (shift.rows > 0 ? shift.rows : 0) * grid->cols;
    memmove(moved, from, (size_t)kept * row_size);
    struct cell *fresh = shift.rows > 0 ? top + kept * grid->cols : top;
    for (int i = 0; i < (height - kept) * grid->cols; i++)
        fresh[i] = blank;
}
