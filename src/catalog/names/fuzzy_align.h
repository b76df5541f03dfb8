/*
 * Which letters of a name stand for the letters that were typed.
 */
#ifndef LECTERN_CATALOG_NAMES_FUZZY_ALIGN_H
#define LECTERN_CATALOG_NAMES_FUZZY_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalog/names/fuzzy.h"

/* True where a word may begin behind the letter `before`, which is 0 at the start of
 * the name. */
bool fuzzy_begins_word(uint32_t before, uint32_t code);

/*
 * The best score of all words of the query in a folded name; false when one of them
 * does not match. `*count` is how many letters the name has.
 */
bool fuzzy_align(const struct fuzzy *query, struct str folded, size_t *count,
                 int *score);

/* As fuzzy_align, and which letters of the name give the score: their numbers, one for
 * each letter of the query. Takes memory in the arena. */
bool fuzzy_align_places(const struct fuzzy *query, struct str folded,
                        struct arena *arena, size_t places[FUZZY_LETTERS_MAX]);

#endif
