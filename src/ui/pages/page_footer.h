/*
 * The footer of an article: what only the whole library knows of it, laid out with its
 * text (layout/layout.h) and no part of it.
 *
 *     An answer ...
 *     More on this  Trust · Five Eyes › Origins      an annex, below an answer
 *     ────────────────
 *     Related      Five Eyes  the same words          the tail, below the article
 *     Linked from  AUKUS · NATO and 3 more
 *     Next         Cyber defence
 *
 * A footer never changes. When what is near the article has, the page gets another one,
 * and a reader goes on with the old one until it has laid the page out again.
 */
#ifndef LECTERN_UI_PAGES_PAGE_FOOTER_H
#define LECTERN_UI_PAGES_PAGE_FOOTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "catalog/view.h"
#include "layout/layout.h"
#include "library/library.h"
#include "ui/pages/task.h"

struct page_footer {
    struct footer parts;
    struct arena arena;
    struct target *targets; /* of its links */
    uint64_t digest;        /* of what it says: footers that say the same are alike */
    unsigned holds;
};

/* Makes the footer of an article as it was read, on a thread: to ask what is near takes
 * longer than a key may wait. Article and view must stay until it is over. */
struct footer_task;
struct footer_task *footer_task_start(uint32_t article, const struct opened *opened,
                                      struct view *view, int wake_fd);
void footer_task_free(struct footer_task *task); /* NULL is fine */
struct task *footer_task(struct footer_task *task);

/* The footer, which may be empty, when it is over; NULL when there is none. Give it
 * back with page_footer_drop(). */
struct page_footer *footer_task_take(struct footer_task *task);

/* NULL is fine for these; they are for one thread. Returns the footer. */
struct page_footer *page_footer_hold(struct page_footer *footer);
void page_footer_drop(struct page_footer *footer);

#endif
