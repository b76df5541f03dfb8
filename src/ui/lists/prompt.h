/*
 * What is typed on the last row: words to find, the number of a link.
 */
#ifndef LECTERN_UI_LISTS_PROMPT_H
#define LECTERN_UI_LISTS_PROMPT_H

#include "ui/state.h"

void prompt_open(struct app *app, enum prompt_kind kind);
void prompt_close(struct app *app);
enum reaction prompt_accept(struct app *app);
enum reaction prompt_cancel(struct app *app);
enum reaction prompt_changed(struct app *app);

/* Looks for what is typed: once before a frame, however many letters came in. */
void prompt_settle(struct app *app);
struct str prompt_label(enum prompt_kind kind);

/* "3 of 17": where one is among the matches, as far as they are known. */
void describe_matches(const struct app *app, struct buf *out);

#endif
