/*
 * Which rows are asked for, one stage after the other.
 *
 * What a person types is seldom all in one article. So the rows that have all terms are
 * asked for first, then, while less was found than is wanted, those that lack some:
 * the least telling one first, then more, by weight. As long as there are few sets of
 * terms each is a stage of its own; in the last stage a row must have one of the rarest
 * terms, so that it costs what these cost.
 *
 * A stage is about rows, articles; what of a row lacks what is the ranker's to say.
 */
#ifndef LECTERN_CATALOG_SEARCH_STAGES_H
#define LECTERN_CATALOG_SEARCH_STAGES_H

#include "catalog/query/expression.h"

enum {
    /* Sets of terms that are asked for one by one: each costs a look at where the words
     * of the expression begin. */
    STAGES_MAX = LIMIT(8, 3),
};

struct stages {
    const struct ranker *ranker;
    const struct expression *expression;
    uint32_t hard;                /* a set of terms, as those below */
    size_t soft[QUERY_TERMS_MAX]; /* that are somewhere and may be missing, the least
                                   * telling first */
    size_t soft_count;
    /* What may be missing next. */
    struct stages_loss {
        uint32_t terms;
        size_t last; /* into `soft`: of its terms the most telling */
        double weight;
    } losses[2 * STAGES_MAX];
    size_t loss_count, count;
};

/* The ranker is prepared for the expression. */
void stages_init(struct stages *stages, const struct ranker *ranker,
                 const struct expression *expression);

/* The rows with all terms that are anywhere, then those without the least of them, and
 * so on; false when the others are to be asked for in another way. `*missing` is what
 * they lack. */
bool stages_next(struct stages *stages, struct expression_rows *rows,
                 uint32_t *missing);

/* The terms that are anywhere and say something. */
uint32_t stages_terms(const struct stages *stages);

/* The rows that have most of all terms, by weight, and some that do not; without `most`
 * those that have any term. */
struct expression_rows stages_rest(const struct stages *stages, bool most);

/* About how many rows these are, at most. */
double stages_count(const struct stages *stages, struct expression_rows rows);

#endif
