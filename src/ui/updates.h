/*
 * Updates: what becomes known of the library while one reads, and what changes in it.
 * The loop (app_run.c) asks the session for it between keys and frames.
 */
#ifndef LECTERN_UI_UPDATES_H
#define LECTERN_UI_UPDATES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "catalog/session.h"
#include "library/facts.h"
#include "ui/keys/kinds.h"

struct app;

/* Begins what can wait until the first screen is there. */
void app_begin(struct app *app, struct session *session);

/* Takes what became known since; call it when the pipe of the session can be read. */
enum reaction app_take_news(struct app *app, struct session *session);

/* Puts what was finished meanwhile on the screen: call it before each frame. */
enum reaction app_settle(struct app *app, struct session *session);

/* More is known of articles than before, or what is in them changed. */
enum reaction app_take_facts(struct app *app);

/* The library is another one: nothing of the old one is kept. */
void app_set_library(struct app *app, struct library *library, struct view *view);

/* Shows the whole of an article if it is there, with all as it was. */
enum reaction app_loader_news(struct app *app);

#endif
