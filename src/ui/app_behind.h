/*
 * The app and what stands behind it: the library that it shows becomes known, changes,
 * and is another one. The loop (app_run.c) asks for it between keys and frames.
 */
#ifndef LECTERN_UI_APP_BEHIND_H
#define LECTERN_UI_APP_BEHIND_H

#include "ui/behind.h"
#include "ui/commands.h"

struct app;

/* Begins what can wait until the first screen is there. */
void app_begin(struct app *app, struct behind *behind);

/* Takes what became known since; call it when the pipe of `behind` can be read. */
enum reaction app_take_news(struct app *app, struct behind *behind);

/* Puts what was finished meanwhile on the screen: call it before each frame. */
enum reaction app_settle(struct app *app, struct behind *behind);

#endif
