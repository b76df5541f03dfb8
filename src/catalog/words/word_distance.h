/*
 * How far two words are from each other: the letters inserted, left out, changed or
 * swapped with the next that make one of the other (Damerau's distance, each letter
 * touched once). Names and texts count slips of the finger by it.
 */
#ifndef LECTERN_CATALOG_WORDS_WORD_DISTANCE_H
#define LECTERN_CATALOG_WORDS_WORD_DISTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORD_LETTERS_MAX = 32 }; /* a bit each; a longer word is cut into several */

enum word_script { SCRIPT_LETTERS, SCRIPT_DIGITS, SCRIPT_ALONE };

/* Letters of one word, folded, WORD_LETTERS_MAX at most; they are where they were read
 * from. */
struct word_letters {
    const uint32_t *codes;
    size_t count;
    enum word_script script;
};

/* How many slips may be in a word of so many letters. */
size_t word_slips_max(size_t letters);

/* More than `most` when it is more. */
size_t word_distance(struct word_letters a, struct word_letters b, size_t most);

/* [i][k] is the distance of the first i letters of `a` and the first k of `b`. */
struct word_distances {
    uint8_t rows[WORD_LETTERS_MAX + 1][WORD_LETTERS_MAX + 1];
};

/* Fills the rows as far as no distance is above `most`; false when all are. What is
 * farther from the diagonal than `most` is not looked at. */
bool word_distances_fill(struct word_distances *it, struct word_letters a,
                         struct word_letters b, size_t most);

#endif
