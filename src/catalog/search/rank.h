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
 * *term*: words that begin alike. A term occurs in a section itself or in the article's
 * title, of a key point or question also in the heading of its section; what is across
 * the end of a heading, a section or a point is no phrase.
 *
 * A section, point or question need not have all terms. Each term has a *weight*, how
 * telling it is, and what is found is worth less by the weight of the terms that it
 * lacks; those that are *hard* it must have. What a section lacks may be *elsewhere*:
 * in another section of its article, which is worth something. A point or question
 * stands for itself.
 *
 * A section in which a question asks for most of this is shown by that question, and is
 * worth as much as that.
 *
 * A *set of terms* is a number with a bit for each.
 */
#ifndef LECTERN_CATALOG_SEARCH_RANK_H
#define LECTERN_CATALOG_SEARCH_RANK_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalog/query/query.h"
#include "catalog/store/database.h"
#include "catalog/text/lengths.h"
#include "catalog/text/spans.h"

enum {
    RANK_PHRASES_MAX = 1024, /* further ones do not count */
    /* In the place of a term: of a phrase that must not occur, and of one that says
     * nothing. */
    RANK_EXCLUDED = QUERY_TERMS_MAX,
    RANK_IGNORED,
};

struct rank_phrase {
    uint16_t term;
    float worth; /* of one occurrence */
};

static_assert((int)QUERY_TERMS_MAX <= 32, "a set of terms has 32 bits");

static inline uint32_t rank_bit(size_t term)
{
    return (uint32_t)1 << term;
}

/* What was found in a row. */
struct rank_hit {
    uint32_t number; /* of the section, point or question */
    double score;    /* above 0 */
    /* Sets of terms: in the article, if it is a section, or else in itself there is no
     * such; and of those that there are, in another section only. */
    uint32_t missing, elsewhere;
    uint32_t asks; /* one more than the number of the question in the section that does;
                      or 0 */
};

/* How often something is in each part. */
struct rank_parts {
    uint32_t of[RANK_PART_COUNT];
};

/* What the score of a section, point or question is made of. */
struct rank_account {
    uint32_t number; /* of the one that is wanted */
    bool is_there;   /* it was found */
    struct rank_parts phrases[RANK_PHRASES_MAX];
    double scores[QUERY_TERMS_MAX]; /* of each term, which are added ... */
    double factor;                  /* ... and multiplied by this to be ... */
    double score;
};

struct ranker {
    /* For the current query. */
    enum span_kind kind; /* what is to be found */
    struct rank_phrase phrases[RANK_PHRASES_MAX];
    size_t phrase_count;
    size_t term_count;
    double weights[QUERY_TERMS_MAX]; /* 0: says nothing, or is nowhere */
    /* Sets of terms: those that are reported when they are missing, and those that may
     * not be. */
    uint32_t telling, hard;

    /* The spans of a row; false for one that is not wanted. Valid until it is asked for
     * the next. */
    bool (*spans_of)(void *context, int64_t row, struct spans *spans);
    void (*found)(void *context, int64_t row, const struct rank_hit *hit);
    void *context;

    struct rank_account *account; /* filled when it is not NULL */

    struct lengths lengths;
    struct rank_hits *hits; /* reused from row to row */
};

/* Makes the function found_in(TABLE) known to the connection, which the ranker must
 * outlive; it gives the number of things it has found in the row. Release the
 * ranker. */
void rank_register(struct database *database, struct ranker *ranker);
void rank_release(struct ranker *ranker);

/* How telling a term is that is in this part of all rows. */
double rank_weight(double share);

/* The score of an article's top when terms occur in its title only, each so often,
 * among so many words; as the function would give it. */
double rank_title(const struct ranker *ranker, const double *occurrences, size_t words);

#endif
