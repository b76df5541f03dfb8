/*
 * From the terms of a query to an expression for a full-text table, and to what each of
 * its phrases stands for.
 */
#ifndef LECTERN_CATALOG_QUERY_EXPRESSION_H
#define LECTERN_CATALOG_QUERY_EXPRESSION_H

#include "catalog/query/query.h"
#include "catalog/search/searching.h"

/* The terms that are wanted and those that are excluded. */
struct asked {
    const struct query_term *terms, *excluded;
    size_t count, excluded_count;
    /* Wants all there is, exactly; else what can be had at once. */
    bool all;
};

/* The expression for MATCH on `passage`; empty when no term is wanted. What is excluded
 * does not keep a row from being found, since it may be in another part of the article:
 * the ranker, which is prepared here, looks at that. `*is_rough` is set to true when a
 * beginning stands for some words only, or how frequent a term is was judged by some
 * texts. In the arena. */
struct str expression_make(struct search *search, const struct asked *asked,
                           bool *is_rough, struct arena *arena);

/* The same for `called`, which knows single words only: all must occur. */
struct str expression_of_words(struct search *search, const struct asked *asked,
                               bool *is_rough, struct arena *arena);

/* Rows of `passage` that have one of the excluded terms; empty when there are none. The
 * ranker is prepared to find what has one. In the arena. */
struct str expression_excluded(struct search *search, const struct asked *asked,
                               struct arena *arena);

#endif
