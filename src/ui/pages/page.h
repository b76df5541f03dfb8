/*
 * Pages: what the reading pane can show, and the cache that keeps the last few.
 *
 * A page is an article of the library, or one that the program makes itself: the help,
 * the notices. An article that cannot be read is a page, too, and says why. A page has
 * an arena for all that it is made of. The cache drops the pages that were not asked
 * for longest when they take too much memory; one that is held is never dropped.
 *
 * Of a large article a page has the *head* first: its beginning, which can be shown at
 * once. The whole is read behind (ui/reader/loader.h) and takes its place.
 */
#ifndef LECTERN_UI_PAGES_PAGE_H
#define LECTERN_UI_PAGES_PAGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "catalog/view.h"
#include "library/library.h"
#include "ui/keys/kinds.h"
#include "ui/pages/page_footer.h"
#include "ui/pages/position.h"

enum {
    /* Articles from this size on are read on a thread, and shown by their heads if that
     * takes longer than nobody sees: smaller ones are there within 30 ms, whatever is
     * in them. */
    PAGE_LARGE_BYTES = 64 << 10,
    /* Pages that take more than this take longer to be laid out than a key may wait. */
    PAGE_LONG_BYTES = 8 << 20,
};

struct page {
    struct page_id id;
    uint32_t article; /* its number; ARTICLE_NONE for what is none, or is gone */
    bool failed;      /* an article that could not be read; the page says why */
    bool is_head;     /* only the beginning of the article */
    bool is_old;      /* its file is another now, and is to be read again */
    struct error
        trouble;      /* of a head: why the rest cannot be read; empty until known */
    struct str title; /* clean */
    struct opened *opened;
    struct page_footer *footer; /* NULL while it is not known, and for what has none */
    bool footer_is_old;         /* it may have to say other things now */
    struct arena arena;
    unsigned holds;
    bool forgotten;     /* still held, but not to be found in the cache */
    unsigned long used; /* the cache's clock when it was last asked for */
};

enum {
    PAGE_CACHE_PAGES_MAX = 12,
    /* Documents of this size in all are kept while newer ones are read. */
    PAGE_CACHE_MAX_BYTES = 24 << 20,
};

struct page_cache {
    const struct library *library;
    /* Articles from this size on are shown by their heads first. */
    uint64_t large_bytes;
    struct arena paths; /* of all pages there were */
    struct map known_paths;
    struct page *pages[PAGE_CACHE_PAGES_MAX];
    unsigned count;
    unsigned long clock;
};

void page_cache_init(struct page_cache *cache, const struct library *library);
void page_cache_release(struct page_cache *cache);

/* Another library takes the place of the one before: no page must be held. */
void page_cache_set_library(struct page_cache *cache, const struct library *library);

/* The page of an article, as long as the library is there. */
struct page_id page_of_article(const struct library *library, uint32_t article);

/* Whether an article is so large that a page of it has the head first, unless its file
 * changed meanwhile: what is read decides. */
bool page_cache_has_head(const struct page_cache *cache, uint32_t article);

/* Whether the page is of a whole article that takes too long to be read again while a
 * key waits. */
bool page_is_large(const struct page_cache *cache, const struct page *page);

/* The page, read or made now if it is not on the cache. Never NULL. It is held: give it
 * back with page_drop(). */
struct page *page_cache_take(struct page_cache *cache, struct page_id id);

/* Whether the page is on it, to be had at once. */
bool page_cache_has(const struct page_cache *cache, struct page_id id);

/* Takes over a page of an article that it has not. */
void page_cache_put(struct page_cache *cache, struct page *page);

/* What is near articles has changed: pages are to get other footers. */
void page_cache_doubt_footers(struct page_cache *cache);

/* Whether a footer is to be made for the page. A head gets none: the whole is another
 * document. */
bool page_wants_footer(const struct page *page);

/* Takes over the footer, unless the page has one that says the same. */
void page_set_footer(struct page *page, struct page_footer *footer);

/* The whole of an article, on no cache. For any thread. NULL when it cannot be read, or
 * `*stop` was set meanwhile. */
struct page *page_read(const struct library *library, uint32_t article,
                       const atomic_bool *stop, struct error *err);
void page_free(struct page *page); /* NULL is fine */

/* Exchanges what two pages of one article show. Holds and shelves stay as they are. */
void page_exchange(struct page *a, struct page *b);

/* Only the head is there, and the rest may still come. */
bool page_waits(const struct page *page);

/* Whether it takes long to be laid out. */
bool page_is_long(const struct page *page);

/* What it shows. */
struct content page_content(const struct page *page);

/* NULL is fine. */
void page_drop(struct page *page);

/* Takes the page off the cache, so that it is read again when next asked for; one that
 * is held goes when it is dropped. */
void page_cache_forget(struct page_cache *cache, struct page_id id);

#endif
