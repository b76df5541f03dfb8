/*
 * Which letters of a name stand for the letters of a word.
 */
#ifndef LECTERN_CATALOG_FUZZY_ALIGN_H
#define LECTERN_CATALOG_FUZZY_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalog/fuzzy.h"

/* A folded name, letter by letter. */
struct fuzzy_name {
    const uint32_t *codes;
    const unsigned char *bonus; /* what a letter that stands here counts more */
    size_t count;
};

struct fuzzy_letters {
    const uint32_t *codes;
    size_t count; /* 1 to FUZZY_LETTERS_MAX */
};

/* What a letter counts more by what stands before it; 0 for `before` at the start of
 * the name. */
unsigned char fuzzy_bonus(uint32_t before, uint32_t code);

/* True where a word may begin behind `before`. */
bool fuzzy_begins_word(uint32_t before, uint32_t code);

/*
 * The best score of a word in a name of at most FUZZY_BEST_BYTES letters; false when it
 * does not match. With `places` (room for as many as the word has letters) also which
 * letters give it; the arena is then used, else it may be NULL.
 */
bool fuzzy_align_best(struct fuzzy_letters word, const struct fuzzy_name *name,
                      struct arena *arena, size_t *places, int *score);

/* As fuzzy_align_best, by the first letters that fit, in a folded name of any length;
 * `places` may be NULL. */
bool fuzzy_align_first(struct fuzzy_letters word, struct str folded, size_t *places,
                       int *score);

#endif
