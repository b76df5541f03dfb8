/*
 * Holdings: what each article has of one kind (stems, topics, links), weighed so that
 * two articles can be compared, and who has what.
 *
 * An article's *bag* has its heaviest keys. The weight of a key grows with how often it
 * is there and how rare it is among the articles, and is a share of the bag's length:
 * the sum over common keys of the products of weights says how alike two bags are, from
 * 0 to 1 (it is the cosine of the angle between them).
 *
 * The postings tell for a key the articles that have it in their bags, so that what an
 * article has in common with all others is found without comparing each pair.
 */
#ifndef LECTERN_LIBRARY_HOLDINGS_H
#define LECTERN_LIBRARY_HOLDINGS_H

#include <stddef.h>
#include <stdint.h>

/* Weights are above 0 and up to 1, in parts of it. */
enum { HOLDINGS_ONE = UINT16_MAX };

/* Counts by key, for one article after the other. */
struct tally {
    uint32_t *counts;
    uint32_t *met; /* the keys whose count is not 0, each once */
    size_t met_count;
};

void tally_add(struct tally *tally, uint32_t key, uint32_t count);

/* What holdings are made from. */
struct holdings_source {
    size_t articles, keys;   /* keys are numbers below */
    const uint32_t *holders; /* by key: articles that have it */
    const float *rarities;   /* by key; 0 for one that says nothing */
    const uint32_t *names;   /* by key; what comes first where weights are equal */
    uint32_t most;           /* keys in a bag */
    /* At most how many keys an article has, and which. From any thread. */
    size_t (*count)(const void *context, uint32_t article);
    void (*gather)(const void *context, uint32_t article, struct tally *tally);
    const void *context;
};

/* A bag's keys, the heaviest first, and their weights. */
struct bag_view {
    const uint32_t *keys;
    const uint16_t *weights;
    uint32_t count;
};

/* An article whose bag has a key, and the weight it has there. */
struct posted {
    uint32_t article;
    uint16_t weight;
};

/* All of a key, by article. */
struct postings {
    const struct posted *items;
    uint32_t count;
};

struct holdings;

/* The bags alone. */
struct holdings *holdings_new(const struct holdings_source *source);

/* Makes the postings of the bags, once. The source is not needed for them: what it is
 * made of may be freed before. */
void holdings_post(struct holdings *holdings);

void holdings_free(struct holdings *holdings); /* NULL is fine */

size_t holdings_keys(const struct holdings *holdings);
struct bag_view holdings_bag(const struct holdings *holdings, uint32_t article);
struct postings holdings_of(const struct holdings *holdings, uint32_t key);

#endif
