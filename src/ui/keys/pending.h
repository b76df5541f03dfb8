/*
 * Pending commands: what was asked of a large article of which only the head is there.
 */
#ifndef LECTERN_UI_KEYS_PENDING_H
#define LECTERN_UI_KEYS_PENDING_H

#include "ui/state.h"

void pending_release(struct pending *pending);

/* Waits for the rest of the page that is shown, and says so; the caller then puts what
 * `grant` needs into app->pending. False without waiting when nothing more will come:
 * the page is whole, or the rest of it cannot be read. */
bool pending_start(struct app *app, pending_grant *grant, struct str text);

/* A command that needs the whole page begins with this: where it is true, the command
 * returns, and is run again once the rest is there. */
bool pending_run(struct app *app, command_run *run, int arg, int count);
void pending_drop(struct app *app);

/* The whole is there, and shown. */
enum reaction pending_take(struct app *app);

#endif
