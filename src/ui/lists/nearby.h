/*
 * What a link that leads nowhere may have meant.
 */
#ifndef LECTERN_UI_LISTS_NEARBY_H
#define LECTERN_UI_LISTS_NEARBY_H

#include "base/str.h"
#include "ui/keys/kinds.h"

struct app;

/* Shows in the pop-up, or says, that it leads nowhere, and what is near it. */
void nearby_preview(struct app *app, struct str dest);
void nearby_complain(struct app *app, struct str dest);

/* Adds what was found meanwhile. */
enum reaction nearby_take(struct app *app);

/* Nobody wants to know any more. */
void nearby_forget(struct app *app);

#endif
