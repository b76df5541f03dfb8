/*
 * The app and its session: the library that it shows becomes known, changes, and is
 * another one. The loop (app_run.c) asks for it between keys and frames.
 */
#ifndef LECTERN_UI_APP_SESSION_H
#define LECTERN_UI_APP_SESSION_H

#include "catalog/session.h"
#include "ui/keys/commands.h"

struct app;

/* Begins what can wait until the first screen is there. */
void app_begin(struct app *app, struct session *session);

/* Takes what became known since; call it when the pipe of the session can be read. */
enum reaction app_take_news(struct app *app, struct session *session);

/* Puts what was finished meanwhile on the screen: call it before each frame. */
enum reaction app_settle(struct app *app, struct session *session);

#endif
