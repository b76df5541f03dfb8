/*
 * The whole of a large article, read on a thread of its own while its head is shown:
 * read, extracted, its links resolved, and laid out for the pane.
 *
 * When its task is over the page may be taken, unless it could not be read or is no
 * longer wanted.
 */
#ifndef LECTERN_UI_READER_WHOLE_H
#define LECTERN_UI_READER_WHOLE_H

#include <stdint.h>

#include "ui/pages/page.h"
#include "ui/pages/task.h"
#include "ui/reader/reader.h"

struct whole;

/* Starts reading an article; its lines are to be `cols` wide. `wake_fd` may be -1. The
 * library must outlive it. */
struct whole *whole_start(const struct library *library, uint32_t article, int cols,
                          int wake_fd);

/* Ends the thread and frees everything; waits unless it is over. NULL is fine. */
void whole_free(struct whole *whole);

struct task *whole_task(struct whole *whole);

/* The width that is wanted now: another one is laid out if there is still time. */
void whole_set_cols(struct whole *whole, int cols);

/* When it is over: the page, to be freed by page_free(), and its lines, to be
 * released. NULL when there is none: not over, stopped, taken already, or failed with
 * `err`. */
struct page *whole_take(struct whole *whole, struct lines *lines, struct error *err);

#endif
