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

/* What is asked of `passage`. */
struct expression {
    struct asked asked;
    struct str terms[QUERY_TERMS_MAX]; /* of each the part of an expression */
    struct rank_phrase phrases[RANK_PHRASES_MAX]; /* of all, one term after the other */
    struct str words[RANK_PHRASES_MAX];           /* of these */
    enum form_kind kinds[RANK_PHRASES_MAX];
    size_t ends[QUERY_TERMS_MAX];                 /* of each, where its phrases end */
    double shares[QUERY_TERMS_MAX]; /* of each, the part of all rows that it is in */
    bool is_rough;
};

/* Which rows are wanted: those with all of a set of terms and one of another set; an
 * empty set asks for nothing. */
struct expression_rows {
    uint32_t all, any;
};

/* Looks up what the terms stand for and how frequent they are, and prepares the ranker
 * for them. `is_rough` says that a beginning stands for some words only, or that how
 * frequent a term is was judged by some texts. In the arena. */
const struct expression *
expression_make(struct search *search, const struct asked *asked, struct arena *arena);

/* The set of all its terms. */
uint32_t expression_terms(const struct expression *expression);

/* Prepares the ranker for it again. */
void expression_prepare(struct search *search, const struct expression *expression);

/* The expression for MATCH that finds such rows, in which the ranker, which is prepared
 * here for it, meets all terms. What is excluded does not keep a row from being found,
 * since it may be in another part of the article: the ranker looks at that. In the
 * arena. */
struct str expression_match(struct search *search, const struct expression *expression,
                            struct expression_rows rows, struct arena *arena);

/* The same for `called`, which knows single words only: all must occur, in any of their
 * forms, but for small ones. */
struct str expression_of_words(struct search *search, const struct asked *asked,
                               bool *is_rough, struct arena *arena);

/* Rows of `passage` that have one of the excluded terms; empty when there are none. The
 * ranker is prepared to find what has one. In the arena. */
struct str expression_excluded(struct search *search, const struct asked *asked,
                               struct arena *arena);

#endif
