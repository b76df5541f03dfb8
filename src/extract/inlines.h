/*
 * Small questions that the extractors ask of a piece of the tree.
 */
#ifndef LECTERN_EXTRACT_INLINES_H
#define LECTERN_EXTRACT_INLINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "doc/doc.h"

/*
 * Appends the text below `node` in one line, until `limit` bytes are reached or a
 * little passed (what is cut off may be cut inside a character). Moments of a video,
 * footnote references and images are left out: the text is to be read on its own.
 */
void inlines_text(struct node *node, size_t limit, struct buf *out);

/* As inlines_text, from the sibling `from` up to and without `to` (NULL: to the
 * end). */
void inlines_text_of(struct node *from, const struct node *to, size_t limit,
                     struct buf *out);

/* Appends the text of the cells from `cell` on, with " | " between them as everywhere
 * in plain text. */
void inlines_cells(struct node *cell, struct buf *out);

/* True when links are all there is to read: navigation, not a statement. */
bool inlines_only_links(struct node *node);

/* The first sibling before `end` that is not text without words; NULL when there is
 * none. */
struct node *inlines_first(struct node *from, const struct node *end);

/* True for a sibling of a block's inlines that ends a line. */
bool node_breaks(const struct node *node);

/* The first byte at or after `at` where a clean text may be cut in two: never before a
 * mark, which would be left without its base. */
size_t inlines_seam(struct str text, size_t at);

#endif
