/*
 * Places in an article: what the part of a link after '#' names.
 */
#ifndef LECTERN_LIBRARY_FRAGMENTS_H
#define LECTERN_LIBRARY_FRAGMENTS_H

#include "base/arena.h"
#include "base/str.h"
#include "doc/doc.h"

struct fragment_index;

/* Indexes the headings and marks of a document, for asking more than once. */
struct fragment_index *fragment_index_new(struct arena *arena, const struct doc *doc);

/* As target_place(). */
const struct node *fragment_index_find(const struct fragment_index *places,
                                       struct str fragment, struct arena *arena);

#endif
