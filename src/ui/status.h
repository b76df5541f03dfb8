/*
 * The first and the last rows of the screen.
 */
#ifndef LECTERN_UI_STATUS_H
#define LECTERN_UI_STATUS_H

#include "base/buf.h"
#include "ui/term/grid.h"

struct app;

void status_draw(const struct app *app, struct grid *grid);
void header_draw(const struct app *app, struct grid *grid);

#endif
