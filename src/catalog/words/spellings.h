/*
 * Other ways to write an English word (colour, color), and words of its family that no
 * ending makes (went, mice, revocation).
 *
 * The rules also make words that do not exist. The caller keeps those that the library
 * has.
 */
#ifndef LECTERN_CATALOG_WORDS_SPELLINGS_H
#define LECTERN_CATALOG_WORDS_SPELLINGS_H

#include "base/arena.h"

enum { SPELLINGS_MAX = 16 };

/* Words found by a rule or in a table, none twice. */
struct spellings {
    struct str items[SPELLINGS_MAX];
    size_t count;
};

/* Adds the word as it is written elsewhere, British or American; in the arena. */
void spellings_add(struct spellings *spellings, struct str word, struct arena *arena);

/* Adds words of one family; likewise. */
void spellings_add_family(struct spellings *spellings, struct str word,
                          struct arena *arena);

#endif
