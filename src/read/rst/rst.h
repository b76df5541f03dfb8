/*
 * The reader of reStructuredText, as docutils and Sphinx write it.
 */
#ifndef LECTERN_READ_RST_RST_H
#define LECTERN_READ_RST_RST_H

#include <stdint.h>

#include "base/str.h"
#include "doc/doc.h"

/* Reads decoded text into the document. Sets its title and its facts where a field list
 * or a directive gives them. */
void rst_read(struct doc *doc, struct str text, uint32_t first_line);

/* Adds the labels of a text, which other files refer to, to the `aliases` in
 * `*meta`. */
void rst_labels(struct arena *arena, struct str text, struct meta **meta);

#endif
