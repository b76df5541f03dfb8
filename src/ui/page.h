/*
 * Pages: what the reading pane can show, and the shelf that keeps the last few.
 *
 * A page is an article of the library, or one that the program makes itself: the help,
 * the notices. An article that cannot be read is a page, too, and says why. A page has
 * an arena for all that it is made of. The shelf drops the pages that were not asked
 * for longest when they take too much memory; one that is held is never dropped.
 */
#ifndef LECTERN_UI_PAGE_H
#define LECTERN_UI_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "library/library.h"
#include "catalog/view.h"

enum page_kind { PAGE_ARTICLE, PAGE_HELP, PAGE_NOTICES };

struct page {
    enum page_kind kind;
    uint32_t article; /* ARTICLE_NONE for pages of the program's own */
    bool failed;      /* an article that could not be read; the page says why */
    struct str title; /* clean */
    struct opened *opened;
    uint32_t *dressed;    /* per node of the article as it was read: its id in the
                           * document now; NULL when nothing was added */
    uint32_t plain_count; /* of these */
    struct arena arena;
    unsigned holds;
    unsigned long used; /* the shelf's clock when it was last asked for */
};

enum {
    SHELF_PAGES_MAX = 12,
    /* Documents of this size in all are kept while newer ones are read. */
    SHELF_MAX_BYTES = 24 << 20,
};

struct shelf {
    const struct library *library;
    struct view *view; /* NULL until what is near is known */
    struct page *pages[SHELF_PAGES_MAX];
    unsigned count;
    unsigned long clock;
};

void shelf_init(struct shelf *shelf, const struct library *library);
void shelf_release(struct shelf *shelf);

/* The page, read or made now if it is not on the shelf. Never NULL. It is held: give it
 * back with page_drop(). */
struct page *shelf_take(struct shelf *shelf, enum page_kind kind, uint32_t article);

/* What is near is known: all pages, and those to come, are dressed (ui/dress.h). Then
 * call reader_redress() for each reader whose page was not. */
void shelf_dress(struct shelf *shelf, struct view *view);

bool page_is_dressed(const struct page *page);

/* The id in the page's document of a node of the article as it was read: a view's
 * facts count these. */
uint32_t page_node(const struct page *page, uint32_t plain);

/* NULL is fine. */
void page_drop(struct page *page);

/* Takes the page off the shelf, so that it is read anew when next asked for. */
void shelf_forget(struct shelf *shelf, enum page_kind kind, uint32_t article);

/* How many things could not be read as they stand: of the library, and of a page. */
size_t notices_count(const struct library *library, const struct page *page);

#endif
