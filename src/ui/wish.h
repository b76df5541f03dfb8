/*
 * Wishes: what was asked for of a large article whose head only is there. One at a time
 * waits for the whole and is then granted; the next key takes it back, unless it asks
 * for something itself.
 */
#ifndef LECTERN_UI_WISH_H
#define LECTERN_UI_WISH_H

#include <stdbool.h>

#include "ui/commands.h"
#include "ui/history.h"
#include "ui/lists.h"

struct app;

typedef enum reaction command_run(struct app *app, int arg, int count);

enum wish_kind { WISH_NONE, WISH_RUN, WISH_FRAGMENT, WISH_AIM, WISH_PLACE };

struct wish {
    enum wish_kind kind;
    unsigned long serial; /* counts the wishes made */
    command_run *run;
    int arg, count;
    struct buf text; /* the fragment, or the slug of the aim */
    struct aim aim;
    struct place place;
};

void wish_release(struct wish *wish);

/* Each says that it waits. False, and nothing is wished for, when nothing more will
 * come: the page is whole, or the rest of it cannot be read. */
bool wish_run(struct app *app, command_run *run, int arg, int count);
bool wish_fragment(struct app *app, struct str fragment);
bool wish_aim(struct app *app, const struct aim *aim);
bool wish_place(struct app *app, const struct place *place);

/* The place where one is, or is going to be as soon as the whole is there. */
struct place wish_or_place(const struct app *app);

void wish_drop(struct app *app);

/* The whole is there, and shown. */
enum reaction wish_grant(struct app *app);

#endif
