/*
 * The articles that were read last, for snippets: twenty of them in a list are of fewer
 * articles, and are asked for again with the next letter.
 */
#ifndef LECTERN_CATALOG_READING_CACHE_H
#define LECTERN_CATALOG_READING_CACHE_H

#include <stdatomic.h>

#include "base/arena.h"
#include "library/library.h"

enum {
    READING_CACHE_ARTICLES = 24,   /* a screen of hits */
    READING_CACHE_BYTES = 4 << 20, /* of all together, but for the last */
};

struct reading_cache {
    struct cached_reading {
        struct arena arena;
        const struct doc *doc; /* NULL: free */
        uint32_t article;
        unsigned used; /* when */
    } items[READING_CACHE_ARTICLES];
    unsigned now;
};

/* The article's document; NULL when it cannot be read, or `*stop` came first. Valid
 * until the next call. */
const struct doc *reading_cache_open(struct reading_cache *cache,
                                     const struct library *library, uint32_t article,
                                     const atomic_bool *stop);

/* Forgets all: articles may have changed. */
void reading_cache_clear(struct reading_cache *cache);

#endif
