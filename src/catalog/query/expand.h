/*
 * What the beginning of a word may become.
 */
#ifndef LECTERN_CATALOG_QUERY_EXPAND_H
#define LECTERN_CATALOG_QUERY_EXPAND_H

#include "catalog/search/searching.h"
#include "catalog/store/catalog_limits.h"

enum {
    EXPAND_NAMES_MAX = 64,
};

/*
 * Writes up to `most` words that begin with `prefix`, itself first, then the most
 * frequent in names, then others of the index; returns how many. `*is_all` is set to
 * false when the index may have others. In the arena.
 */
size_t expand_prefix(struct search *search, struct search_index *index,
                     struct str prefix, size_t most, struct arena *arena,
                     struct str *words, bool *is_all);

#endif
