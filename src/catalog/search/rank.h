/*
 * How well the parts of an article answer what was asked: a function for SQL, that is
 * given a row of the full-text index and finds its sections, key points or questions.
 *
 * It is BM25F: of each term the occurrences are counted by where they are, those in a
 * heading or label and in short texts for more, and more of the same count less and
 * less; a term that is in few articles counts more. FTS5's own bm25() goes through all
 * rows of all phrases before it gives the first score, to count them; here the counts
 * are given from outside, so that a score costs what its row costs.
 *
 * A *phrase* is one of FTS5's: a string of the expression. Several may stand for one
 * *term*: words that begin alike. All terms must occur: in the section itself or in the
 * article's title, and of a key point or question also in the heading of its section.
 * What is across the end of a heading, a section or a point is no phrase.
 */
#ifndef LECTERN_CATALOG_SEARCH_RANK_H
#define LECTERN_CATALOG_SEARCH_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalog/query/query.h"
#include "catalog/store/database.h"
#include "catalog/text/lengths.h"
#include "catalog/text/spans.h"

enum {
    RANK_PHRASES_MAX = 256, /* further ones do not count */
    /* In the place of a term: of a phrase that must not occur, and of one that says
     * nothing. */
    RANK_EXCLUDED = QUERY_TERMS_MAX,
    RANK_IGNORED,
};

struct rank_phrase {
    uint16_t term;
    float worth; /* of one occurrence */
};

struct ranker {
    /* For the current query. */
    enum span_kind kind; /* what is to be found */
    struct rank_phrase phrases[RANK_PHRASES_MAX];
    size_t phrase_count;
    size_t term_count;
    double shares[QUERY_TERMS_MAX]; /* of each term: the part of all rows it is in */

    /* The spans of a row; false for one that is not wanted. Valid until it is asked for
     * the next. */
    bool (*spans_of)(void *context, int64_t row, struct spans *spans);
    /* Takes what was found, with a score above 0. */
    void (*found)(void *context, int64_t row, uint32_t number, double score);
    void *context;

    struct lengths lengths;
    struct rank_hits *hits; /* reused from row to row */
};

/* Makes the function found_in(TABLE) known to the connection, which the ranker must
 * outlive; it gives the number of things it has found in the row. Release the
 * ranker. */
void rank_register(struct database *database, struct ranker *ranker);
void rank_release(struct ranker *ranker);

/* The score of an article's top when terms occur in its title only, each so often,
 * among so many words; as the function would give it. */
double rank_title(const struct ranker *ranker, const double *occurrences, size_t words);

#endif
