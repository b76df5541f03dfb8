/*
 * Whether it pays to scroll rows on the terminal before a frame is drawn. Without
 * curses, so that it can be tested.
 */
#ifndef LECTERN_UI_TERM_SCROLL_H
#define LECTERN_UI_TERM_SCROLL_H

#include <stdbool.h>

#include "ui/term/grid.h"

/* True when fewer bytes turn `shown` into `next` after next->shift has been done. */
bool scroll_pays(const struct grid *shown, const struct grid *next);

/* Moves the rows of the shift, as the terminal does; new rows are blank. */
void scroll_grid(struct grid *grid, struct grid_shift shift);

#endif
