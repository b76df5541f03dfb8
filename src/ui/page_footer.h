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
#ifndef LECTERN_UI_PAGE_FOOTER_H
#define LECTERN_UI_PAGE_FOOTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "catalog/view.h"
#include "layout/layout.h"
#include "library/library.h"

struct page_footer {
    struct footer parts;
    struct arena arena;
    struct target *targets; /* of its links */
    uint64_t digest;        /* of what was known when it was made */
    unsigned holds;
};

/* The footer of an article as it was read; it may be empty. Give it back with
 * page_footer_drop(). For any thread. */
struct page_footer *page_footer_new(uint32_t article, const struct opened *opened,
                                    struct view *view);

/* NULL is fine for these; they are for one thread. Returns the footer. */
struct page_footer *page_footer_hold(struct page_footer *footer);
void page_footer_drop(struct page_footer *footer);

/* Whether another one would be made now: another article links to this one, or what is
 * near it changed. */
bool page_footer_is_old(const struct page_footer *footer, uint32_t article,
                        const struct opened *opened, struct view *view);

#endif
