/*
 * Two forms of a word: the word and the same with an s at its end stand for each other,
 * since in many languages one is the plural of the other. Both are called by their
 * *base*, the shorter one.
 *
 * A search knows more of words (catalog/query/forms.h). Here the words of whole
 * articles are compared, of which stems would make too many the same.
 */
#ifndef LECTERN_CATALOG_NEAR_WORD_BASES_H
#define LECTERN_CATALOG_NEAR_WORD_BASES_H

#include "base/arena.h"

enum { FORM_BYTES_MAX = 60 }; /* longer words have one form */

/* The base of a word as the index has it; the word itself when it has no other form. */
struct str form_base(struct str word);

/* Writes the longer form of a base; returns its bytes, or 0 when there is none. */
size_t form_plural(struct str base, char plural[FORM_BYTES_MAX + 1]);

/* An expression of FTS5 that matches both forms, in the arena. */
struct str form_expression(struct str base, struct arena *arena);

/* How likely a word says something, by its looks: numbers and short words seldom do.
 * About 1. */
double form_looks(struct str base);

#endif
