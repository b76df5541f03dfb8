/*
 * Keys as the app takes them, by the mode that it is in.
 */
#ifndef LECTERN_UI_KEYS_INPUT_H
#define LECTERN_UI_KEYS_INPUT_H

#include "ui/keys/commands.h"
#include "ui/term/keys.h"

struct app;

enum reaction app_key(struct app *app, struct key key);
enum mode app_mode(const struct app *app);

#endif
