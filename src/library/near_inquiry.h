/*
 * What questions are asked of: the sections that hold their stems, and who asks.
 */
#ifndef LECTERN_LIBRARY_NEAR_INQUIRY_H
#define LECTERN_LIBRARY_NEAR_INQUIRY_H

#include "library/near_parts.h"

enum {
    /* Of a question and its answer; in a long answer the others are asides. */
    QUERY_STEMS_MAX = 32,
    /* Sections that are scored in full, of the article itself and of others. */
    FOUND_OWN_MAX = 8,
    FOUND_OTHERS_MAX = 16,
};

struct quarry;

/* The questions, and the sections. */
struct quarry *quarry_new(const struct near_input *input);
void quarry_free(struct quarry *quarry); /* NULL is fine */

/* A section, and the share of the question that it is known to say. */
struct found {
    uint32_t article, index; /* the article's sections counted from 0 */
    float score;
};

bool found_is_better(const struct found *a, const struct found *b);

/* Who asks one question after the other; one for each thread. */
struct inquiry {
    const struct quarry *quarry;
    float *sums;   /* by section */
    uint32_t *met; /* sections whose sum is not 0, each once */
    size_t met_count;
    float *asked; /* by stem: what a section gets that is about nothing else */
    struct query_stem *stems;
    size_t stem_count;
    struct found found[FOUND_OWN_MAX + FOUND_OTHERS_MAX];
    size_t found_count;
};

struct inquiry *inquiry_new(const struct quarry *quarry);
void inquiry_free(struct inquiry *inquiry);

/* Finds the sections that say most about a question, but for those that it is a part
 * of. Questions are counted as they were taken in. */
void inquiry_ask(struct inquiry *inquiry, uint32_t article, uint32_t question);

/* The whole score of one of them. */
float inquiry_score(const struct inquiry *inquiry, const struct found *found);

/* Before the next question. */
void inquiry_forget(struct inquiry *inquiry);

#endif
