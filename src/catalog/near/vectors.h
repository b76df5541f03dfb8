/*
 * Word vectors: how often each word is in an article, without the words.
 *
 * Words are compared by hashes of their bases (word_bases.h). What was read is kept, up
 * to a bound, until the library changes: the article that is asked about next has many
 * of the same neighbours.
 */
#ifndef LECTERN_CATALOG_NEAR_VECTORS_H
#define LECTERN_CATALOG_NEAR_VECTORS_H

#include "catalog/store/database.h"
#include "catalog/text/terms_column.h"

/* Bits of an entry: how often the word is there, in halves; the rest is its key. */
#define VECTOR_TIMES UINT64_C(1023)

struct vector {
    const uint64_t *entries; /* each key once or twice */
    size_t count;
    size_t words; /* all of them */
    size_t links; /* dangling ones, too */
};

/* The key of a word, and of the same in a name, by its base. */
uint64_t vector_key(struct str base, bool in_name);

/* How often a term counts, in halves: for more in a title or heading. */
unsigned vector_times(const struct term *term);

struct vectors;

/* Both must outlive them. Words of the lexicon are loaded as they are needed. */
struct vectors *vectors_new(struct database *database, struct lexicon *lexicon);
void vectors_free(struct vectors *vectors); /* NULL is fine */

/* Forgets everything unless it was read at this state of the library, a number that
 * changes with it, and takes less than `kept_bytes`. */
void vectors_begin(struct vectors *vectors, int64_t state, size_t kept_bytes);

/* The vector of an article; an empty one when it has no words, or they are damaged.
 * Valid until vectors_begin(). */
const struct vector *vectors_of(struct vectors *vectors, uint32_t article);

#endif
