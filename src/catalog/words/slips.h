/*
 * Slips of the finger: words of a library that are one or two letters away from one
 * that it does not have.
 *
 * How many slips a word may have, and what is one, is as for names (word_distance.h).
 */
#ifndef LECTERN_CATALOG_WORDS_SLIPS_H
#define LECTERN_CATALOG_WORDS_SLIPS_H

#include "catalog/words/word_list.h"

enum { SLIPS_MAX = 16 };

/* How many slips a word may have: 0 when it is too short, or has digits. */
int slips_allowed(struct str word);

/* Writes the numbers of the words that are nearest, all equally near, those before the
 * others that fingers are likelier to have meant; returns how many, and how near in
 * `*distance`. Only words further than `above` slips are looked at. A pass over the
 * list: a millisecond for 200,000 words. */
size_t slips_find(const struct word_list *list, struct str word, int above,
                  size_t numbers[SLIPS_MAX], int *distance);

/* How likely fingers make the one of the other, about 0 to 4: letters that change
 * places or are neighbours on the keyboard, and seldom the first one. */
int slips_likelihood(struct str typed, struct str meant);

#endif
