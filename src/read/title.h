/*
 * The title of an article (lectern-library.5): front matter, first heading, first line.
 */
#ifndef LECTERN_READ_TITLE_H
#define LECTERN_READ_TITLE_H

#include "doc/doc.h"

/* Fills title, title_inferred and title_node of a document that is read whole. The
 * heading that is the title begins in `last_line` at the latest. */
void title_find(struct doc *doc, uint32_t last_line);

/* The title that metadata give, its entities and its markup resolved; empty when it is
 * but a template's. Clean, as below. */
struct str title_of_value(struct arena *arena, struct str raw);

/* `raw` as a title: clean, one line, trimmed, blanks joined, cut to
 * DOC_TITLE_MAX_BYTES at the end of a character. In the arena. */
struct str title_clean(struct arena *arena, struct str raw);

#endif
