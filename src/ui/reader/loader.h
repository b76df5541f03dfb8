/*
 * The loader reads the whole of a large article on a thread of its own, while its head
 * is shown, or what it was before its file changed: reads, extracts, resolves its
 * links, and lays it out for the pane.
 *
 * When its task is over the page may be taken, unless it could not be read or is no
 * longer wanted.
 */
#ifndef LECTERN_UI_READER_LOADER_H
#define LECTERN_UI_READER_LOADER_H

#include <stdint.h>

#include "ui/pages/page.h"
#include "ui/pages/task.h"
#include "ui/reader/reader.h"

struct loader {
    struct task task;
    struct page *shown; /* meanwhile, held; NULL while there is none */
    const struct library *library;
    uint32_t article;
    atomic_int cols; /* that are wanted now: laid out if there is still time */

    /* The thread's until it is over. */
    struct page *page;
    struct prepared_lines lines;
    struct error err;
};

/* Starts reading an article; its lines are to be `cols` wide. `wake_fd` may be -1. The
 * library must outlive it. */
struct loader *loader_start(const struct library *library, uint32_t article, int cols,
                            int wake_fd);

/* Ends the thread and frees everything; waits unless it is over. NULL is fine. */
void loader_free(struct loader *loader);

/* The page that is shown until it is over. */
void loader_set_shown(struct loader *loader, struct page *page);

/* When it is over: the page, to be freed by page_free(), and its lines, to be
 * released. NULL when there is none: not over, stopped, taken already, or failed with
 * `err`. */
struct page *loader_take(struct loader *loader, struct prepared_lines *lines,
                         struct error *err);

#endif
