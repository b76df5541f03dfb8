/*
 * The texts of the articles that were read last, section by section, for snippets: the
 * hits of one letter more are mostly those of the letter before.
 */
#ifndef LECTERN_CATALOG_SEARCH_TEXT_CACHE_H
#define LECTERN_CATALOG_SEARCH_TEXT_CACHE_H

#include <stdatomic.h>

#include "base/arena.h"
#include "library/library.h"

enum {
    TEXT_CACHE_ARTICLES = 128,  /* the hits of two screens */
    TEXT_CACHE_BYTES = 4 << 20, /* of all together, but for the last */
};

struct text_cache {
    struct cached_text {
        struct arena arena;
        struct str *sections; /* NULL: free */
        size_t count;
        uint32_t article;
        unsigned used; /* when */
    } items[TEXT_CACHE_ARTICLES];
    size_t bytes; /* of all */
    unsigned now;
    struct arena scratch; /* of the document */
};

/* The sections (section.h) of an article, each in one clean line; NULL when it cannot
 * be read, or `*stop` came first. Valid until the next call. */
const struct str *text_cache_sections(struct text_cache *cache,
                                      const struct library *library, uint32_t article,
                                      const atomic_bool *stop, size_t *count);

/* Forgets all: articles may have changed. */
void text_cache_clear(struct text_cache *cache);

#endif
