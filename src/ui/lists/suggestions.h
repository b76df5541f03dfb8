/*
 * What a link that leads nowhere may have meant.
 */
#ifndef LECTERN_UI_LISTS_SUGGESTIONS_H
#define LECTERN_UI_LISTS_SUGGESTIONS_H

#include "base/str.h"
#include "ui/keys/kinds.h"

struct app;

/* Shows in the pop-up, or says, that it leads nowhere, and what is near it. */
void suggestions_preview(struct app *app, struct str dest);
void suggestions_complain(struct app *app, struct str dest);

/* Adds what was found meanwhile. */
enum reaction suggestions_take(struct app *app);

/* Nobody wants to know any more. */
void suggestions_forget(struct app *app);

#endif
