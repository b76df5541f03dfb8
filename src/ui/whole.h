/*
 * The whole of a large article, read on a thread of its own while its head is shown:
 * read, extracted, its links resolved, and laid out for the pane.
 *
 * It is READING until it is OVER: then the page may be taken, unless it could not be
 * read or is no longer wanted. Nobody waits for the thread: a byte in the pipe says
 * that it is over, and who wants it no more stops it and looks again later.
 */
#ifndef LECTERN_UI_WHOLE_H
#define LECTERN_UI_WHOLE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/page.h"
#include "ui/reader.h"

enum whole_state { WHOLE_READING, WHOLE_OVER };

struct whole;

/* Starts reading an article; its lines are to be `cols` wide. `view`, for the
 * footer, may be NULL; `wake_fd` -1. Library and view must outlive it. */
struct whole *whole_start(const struct library *library, struct view *view,
                          uint32_t article, int cols, int wake_fd);

/* Ends the thread and frees everything; waits unless it is over. NULL is fine. */
void whole_free(struct whole *whole);

enum whole_state whole_state(const struct whole *whole);

/* The width that is wanted now: another one is laid out if there is still time. */
void whole_set_cols(struct whole *whole, int cols);

/* It is no longer wanted: it is over soon, and there will be no page. */
void whole_stop(struct whole *whole);
bool whole_is_stopped(const struct whole *whole);

/* When it is over: the page, to be freed by page_free(), and its lines, to be
 * released. NULL when there is none: not over, taken already, or failed with `err`. */
struct page *whole_take(struct whole *whole, struct lines *lines, struct error *err);

/* Blocks until it is over: for tests. */
void whole_wait(struct whole *whole);

#endif
