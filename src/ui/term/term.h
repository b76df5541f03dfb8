/*
 * The terminal: curses' only user.
 *
 * The terminal is taken by terminal_open(), draws grids, gives keys, and is as it was
 * after terminal_close(), a fatal signal or die(). Everything that is sent to it comes
 * from cells of a grid through curses; nothing is asked of it, so that no answer can be
 * taken for keys.
 */
#ifndef LECTERN_UI_TERM_TERM_H
#define LECTERN_UI_TERM_TERM_H

#include <stdbool.h>

#include "base/error.h"
#include "ui/term/grid.h"
#include "ui/term/keys.h"

struct terminal;

struct terminal_options {
    int tty_fd;  /* keys come from here; the screen is standard output */
    int wake_fd; /* a pipe that bytes come through when work in the background has got
                    on; or -1 */
    bool utf8;   /* false: cells are sent as ASCII twins */
    bool color;
};

/* Fails when TERM is unset, unknown or cannot move the cursor. */
int terminal_open(const struct terminal_options *options, struct terminal **out,
                  struct error *err);

/* Puts the terminal back. NULL is fine. */
void terminal_close(struct terminal *term);

/* The size now, asked of the system; within the grid's maxima, 1 at least. */
void terminal_size(const struct terminal *term, int *rows, int *cols);

/* Tells curses of a new size; everything is drawn again by the next terminal_draw(). */
void terminal_resize(struct terminal *term, int rows, int cols);

/* Shows the grid. Sends what differs from the grid shown before. */
void terminal_draw(struct terminal *term, const struct grid *grid);

/* The next terminal_draw() sends everything, whatever the screen is thought to show. */
void terminal_forget(struct terminal *term);

/* Gives the terminal to the shell and stops; returns when the program goes on. */
void terminal_suspend(struct terminal *term);

enum terminal_wait {
    TERMINAL_KEYS,   /* keys are there: take them with terminal_key() */
    TERMINAL_SIGNAL, /* a signal came in: see signals_take() */
    TERMINAL_WOKEN,  /* bytes are in the pipe `wake_fd`: take them out */
    TERMINAL_GONE,   /* the terminal is gone; nothing more will come */
};

/* Waits for a key, a signal or a byte in the pipe without using the processor; keys
 * come first. */
enum terminal_wait terminal_wait(struct terminal *term);

/* The next key that was pressed; false when there is none now. Reads what has come in,
 * so that all keys are drained before a frame is drawn. */
bool terminal_key(struct terminal *term, struct key *key);

#endif
