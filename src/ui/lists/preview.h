/*
 * The pop-up that shows where the selected link leads.
 */
#ifndef LECTERN_UI_LISTS_PREVIEW_H
#define LECTERN_UI_LISTS_PREVIEW_H

#include "ui/reader/reader.h"

struct app;

/* Fits the pop-up to the screen; it closes when there is no room for it. */
void app_fit_popup(struct app *app);

/* The reader that the keys move in. */
struct reader *app_reader(struct app *app);

#endif
