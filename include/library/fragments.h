/*
 * Places in an article: what the part of a link after '#' names.
 */
#ifndef LECTERN_LIBRARY_FRAGMENTS_H
#define LECTERN_LIBRARY_FRAGMENTS_H

#include "base/arena.h"
#include "base/str.h"
#include "doc/doc.h"

struct places;

/* Indexes the headings and marks of a document, for asking more than once. */
struct places *places_new(struct arena *arena, const struct doc *doc);

/* As target_place(). */
const struct node *places_find(const struct places *places, struct str fragment,
                               struct arena *arena);

#endif
