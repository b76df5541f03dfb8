/*
 * Bags of weighted keys, and the inverted index over many of them.
 *
 * A *bag* is what something is made of, as a name is of groups of letters. The index
 * tells for a key the bags that hold it, so that what a bag has in common with all
 * others is found without comparing each pair.
 * Everything is in order of bags and keys, so that the same library gives the same
 * sums.
 */
#ifndef LECTERN_LIBRARY_BAGS_H
#define LECTERN_LIBRARY_BAGS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct weighted {
    uint32_t key;
    float weight;
};

struct bag {
    struct weighted *items; /* each key once */
    uint32_t count;
};

struct posting {
    uint32_t bag;
    float weight;
};

struct index;

/* The index stays in `arena`; the bags are not needed any more. */
struct index *index_new(const struct bag *bags, size_t count, struct arena *arena);

/* The bags that hold a key, by number; `*count` is 0 when there are none. */
const struct posting *index_find(const struct index *index, uint32_t key,
                                 uint32_t *count);

/* Sums per bag, for one question after the other. */
struct sums {
    float *by_bag;
    uint32_t *touched; /* the bags whose sum is not zero, each once */
    uint32_t count;
};

struct sums sums_new(size_t bags, struct arena *arena);

/* Adds what is above zero. */
void sums_add(struct sums *sums, uint32_t bag, float value);
void sums_clear(struct sums *sums);

#endif
