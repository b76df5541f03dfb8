/*
 * The layout of a large page on a thread of its own, while the old lines are shown: no
 * key waits for a new width, or for all answers to fold.
 *
 * The page's document must not change until its task is over; it is held.
 */
#ifndef LECTERN_UI_READER_REFLOW_H
#define LECTERN_UI_READER_REFLOW_H

#include <stdbool.h>

#include "ui/pages/task.h"
#include "ui/reader/reader.h"

struct reflow;

/* Starts laying out the page of a reader as it is to be shown now; or all of it,
 * nothing folded, for reader_take_all(). `wake_fd` may be -1. */
struct reflow *reflow_start(const struct reader *reader, bool is_all, int wake_fd);

/* Ends the thread and frees everything; waits unless it is over. NULL is fine. */
void reflow_free(struct reflow *reflow);

struct task *reflow_task(struct reflow *reflow);

/* Whether it makes, or made, what the reader wants. */
bool reflow_fits(const struct reflow *reflow, const struct reader *reader);

/* Gives the reader the lines, when it is over and they are still what it wants; false
 * when they are not. */
bool reflow_take(struct reflow *reflow, struct reader *reader);

#endif
