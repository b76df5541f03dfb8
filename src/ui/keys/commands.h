/*
 * Commands and the keys they are bound to: two tables, from which everything else
 * comes: what keys do, the help article, --keys, the palette, the hints of the status
 * line.
 */
#ifndef LECTERN_UI_KEYS_COMMANDS_H
#define LECTERN_UI_KEYS_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "ui/keys/kinds.h"
#include "ui/term/keys.h"

struct app;

enum command_group {
    GROUP_MOVE,
    GROUP_LINKS,
    GROUP_ARTICLES,
    GROUP_FIND,
    GROUP_TREE,
    GROUP_LISTS,
    GROUP_PROGRAM,
    GROUP_COUNT
};

enum command_id {
    CMD_LINE_DOWN,
    CMD_LINE_UP,
    CMD_PAGE_DOWN,
    CMD_PAGE_UP,
    CMD_HALF_DOWN,
    CMD_HALF_UP,
    CMD_TOP,
    CMD_BOTTOM,
    CMD_PERCENT,
    CMD_NEXT_HEADING,
    CMD_PREVIOUS_HEADING,
    CMD_NEXT_LINK,
    CMD_PREVIOUS_LINK,
    CMD_FOLLOW,
    CMD_FOLLOW_NUMBER,
    CMD_PREVIEW,
    CMD_BACK,
    CMD_FORWARD,
    CMD_FOLD,
    CMD_FOLD_ALL,
    CMD_SKIM,
    CMD_NEXT_ARTICLE,
    CMD_PREVIOUS_ARTICLE,
    CMD_UP,
    CMD_HOME,
    CMD_RELOAD,
    CMD_MARK,
    CMD_GO_MARK,
    CMD_FIND,
    CMD_FIND_NEXT,
    CMD_FIND_PREVIOUS,
    CMD_FOCUS,
    CMD_TREE,
    CMD_TREE_WIDER,
    CMD_TREE_NARROWER,
    CMD_TREE_OPEN,
    CMD_TREE_UNFOLD,
    CMD_TREE_FOLD,
    CMD_TREE_TOGGLE,
    CMD_TREE_ALL,
    CMD_TREE_BY,
    CMD_OUTLINE,
    CMD_OPEN,
    CMD_SEARCH,
    CMD_POINTS,
    CMD_ALL_POINTS,
    CMD_QUESTIONS,
    CMD_ALL_QUESTIONS,
    CMD_LINKS,
    CMD_BACKLINKS,
    CMD_RELATED,
    CMD_PALETTE,
    CMD_NEXT_ROW,
    CMD_PREVIOUS_ROW,
    CMD_NEXT_ROWS,
    CMD_PREVIOUS_ROWS,
    CMD_OPEN_ROW,
    CMD_ACCEPT,
    CMD_OLDER,
    CMD_NEWER,
    CMD_CANCEL,
    CMD_NOTICES,
    CMD_HELP,
    CMD_REDRAW,
    CMD_SUSPEND,
    CMD_QUIT,
    CMD_COUNT
};

struct command {
    const char *name; /* as typed into the palette */
    const char *help; /* a sentence without a full stop */
    const char *hint; /* a word for the status line; NULL: never hinted at */
    enum command_group group;
    enum reaction (*run)(struct app *app, int arg, int count); /* count 0: none given */
    int arg;
};

extern const struct command commands[CMD_COUNT];

/* Where keys are looked up: what is being typed into, then the focused pane, then
 * MODE_ANY; prompts and lists never reach MODE_ANY, since letters are text there. What
 * means nothing to the pop-up closes it and is looked up below it. */
enum mode {
    MODE_ANY,
    MODE_READER,
    MODE_TREE,
    MODE_POPUP,
    MODE_PROMPT,
    MODE_LIST,
    MODE_COUNT
};

struct binding {
    enum mode mode;
    const char *keys; /* see ui/term/keys.h */
    enum command_id command;
};

extern const struct binding bindings[];
extern const size_t binding_count;

/* Groups as the help shows them. */
const char *command_group_title(enum command_group group);

enum binding_match {
    BINDING_NONE,
    BINDING_PREFIX, /* the keys so far begin a longer binding */
    BINDING_FOUND,
};

/* What the keys pressed so far mean in a mode. */
enum binding_match binding_find(enum mode mode, const struct key *keys, int count,
                                enum command_id *command);

/* The first key of a command in the table, as shown to a person: the one to teach.
 * False when it has none. */
bool command_key(enum command_id command, struct buf *out);

/* All keys of a command, ", " between them. */
void command_keys(enum command_id command, struct buf *out);

/* A command that a person may choose from the palette: not one that only makes sense
 * while something is typed. */
bool command_is_choice(enum command_id command);

#endif
