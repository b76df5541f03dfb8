/*
 * How well a row of a full-text table answers what was asked: a function for SQL.
 *
 * It is BM25F: of each term the occurrences are counted by column, those of a short
 * column and of a heavy one for more, and more of the same count less and less; a term
 * that stands in few rows counts more. FTS5's own bm25() goes through all rows of all
 * phrases before it gives the first score, to count them; here the counts are given
 * from outside, so that a score costs what its row costs.
 *
 * A *phrase* is one of FTS5's: a string of the expression. Several may stand for one
 * *term*: words that begin alike.
 */
#ifndef LECTERN_CATALOG_RANK_H
#define LECTERN_CATALOG_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalog/database.h"
#include "catalog/query.h"

enum {
    RANK_COLUMNS = 3,
    RANK_PHRASES_MAX = 256, /* further ones do not count */
};

struct rank_phrase {
    uint16_t term;
    float worth; /* of one occurrence */
};

struct rank_column {
    double weight;
    double
        length_counts; /* 0: a word in a long one is worth as much, 1: less by that */
};

/* How the rows of a table are looked at. */
struct ranker {
    const char *function; /* its name in SQL; the table is its argument */
    struct rank_column columns[RANK_COLUMNS];
    /* The row is worth nothing when all terms stand in column 0 alone; for rows that
     * repeat what others say there. */
    bool (*repeats)(void *context, int64_t row);
    void *repeats_context;

    /* Of what is asked now. */
    struct rank_phrase phrases[RANK_PHRASES_MAX];
    size_t phrase_count;
    size_t term_count;
    double
        shares[QUERY_TERMS_MAX]; /* of each term: the part of all rows it stands in */
    /* Rows it refuses are worth nothing; NULL: all are taken. */
    bool (*accepts)(void *context, int64_t row);
    void *context;

    /* Of the table, taken at the first row of each statement. */
    double lengths[RANK_COLUMNS]; /* the average */
    bool is_measured;
};

/* Makes the function known to the connection, which the ranker must outlive. A score is
 * above 0 for rows that count, else 0. */
void rank_register(struct database *database, struct ranker *ranker);

/* The score of a row in which terms occur in one column only, each so often, among so
 * many words; as the function would give it. A ranker that has seen no row yet takes
 * the column for one of average length. */
double rank_column(const struct ranker *ranker, int column, const double *occurrences,
                   size_t words);

#endif
