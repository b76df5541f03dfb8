/*
 * From the terms of a query to an expression for a full-text table, and to what each of
 * its phrases stands for.
 */
#ifndef LECTERN_CATALOG_EXPRESSION_H
#define LECTERN_CATALOG_EXPRESSION_H

#include "catalog/query.h"
#include "catalog/searching.h"

/* The terms that are wanted and those that are excluded. */
struct asked {
    const struct query_term *terms, *excluded;
    size_t count, excluded_count;
};

/* The expression for MATCH; empty when no term is wanted. Prepares the ranker of the
 * index. `all`: beginnings of words stand for all that begin so. In the arena. */
struct str expression_make(struct search *search, struct search_index *index,
                           const struct asked *asked, bool all, struct arena *arena);

/* The same for `called`, which knows single words only: all must occur. */
struct str expression_of_words(struct search *search, const struct asked *asked,
                               bool all, struct arena *arena);

/* Rows that have one of the excluded terms; empty when there are none. */
struct str expression_excluded(const struct search_index *index,
                               const struct asked *asked, struct arena *arena);

#endif
