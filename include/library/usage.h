/*
 * Usage: which stems are common in a library, learned from some of its articles before
 * the others are read.
 *
 * In a large library the words of an article are thinned out when they are counted
 * (words.h): what is common tells nothing, and of the others the heaviest suffice. How
 * common a stem is shows in a sample, picked evenly, of USAGE_SAMPLE articles.
 *
 * It also gives short numbers to the stems that many articles of the library have,
 * which takes a third off what their words take in a catalog.
 */
#ifndef LECTERN_LIBRARY_USAGE_H
#define LECTERN_LIBRARY_USAGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "library/library.h"

enum {
    USAGE_SAMPLE = 200,
    /* In a library of no more articles every word is kept. */
    USAGE_ARTICLES_MIN = 4096,
};

struct usage;

/* An empty one: no stem is common. */
struct usage *usage_new(void);
void usage_free(struct usage *usage); /* NULL is fine */

/* Reads the sample, with several threads. NULL when it was given up because `*stop` was
 * set. */
struct usage *usage_sample(const struct library *library, const atomic_bool *stop);

/* Sets how many articles of the sample have a stem. */
void usage_put(struct usage *usage, uint32_t stem, uint32_t articles);

/* The stems that were put, numbered in the order they were. */
size_t usage_count(const struct usage *usage);
uint32_t usage_stem(const struct usage *usage, size_t number, uint32_t *articles);

/* False when the stem was not put; then `*number` stays as it is. */
bool usage_find(const struct usage *usage, uint32_t stem, uint32_t *number);

/* True for a stem that so many have that it tells nothing. */
bool usage_is_common(const struct usage *usage, uint32_t stem);

/* How much a stem tells; above 0. */
float usage_rarity(const struct usage *usage, uint32_t stem);

#endif
