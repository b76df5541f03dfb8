/*
 * Words that tell of no subject, in nine languages: those that join others, and names
 * of months and days.
 *
 * A library shows by itself which words are common, but only where it is large and has
 * one language: among ten articles "until" is as rare as "gluten", and where one
 * article in twenty is German all its words are rare.
 */
#ifndef LECTERN_CATALOG_NEAR_COMMON_WORDS_H
#define LECTERN_CATALOG_NEAR_COMMON_WORDS_H

#include <stdbool.h>

#include "base/str.h"

/* Takes a base (word_bases.h). */
bool is_common_word(struct str base);

#endif
