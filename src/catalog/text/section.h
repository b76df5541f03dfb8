/*
 * The sections of an article as they are searched and shown: cut at each heading,
 * whatever its level, so that each word is found in one.
 *
 * Section 0 is the top, what is before the first heading; section i is headed by
 * heading i - 1. A first heading that is the article's title stands for the article:
 * what it heads is part of the top, and section 1 is not there.
 *
 * Moments of a video are no words of a section: they are many, and nobody looks for a
 * time of day in a text.
 */
#ifndef LECTERN_CATALOG_TEXT_SECTION_H
#define LECTERN_CATALOG_TEXT_SECTION_H

#include "doc/doc.h"

/* True for section 1 where it is part of the top. */
bool section_is_top(const struct doc *doc, size_t number);

/* The first node of a section after its heading, and the one after its last. */
uint32_t section_from(const struct doc *doc, size_t number);
uint32_t section_to(const struct doc *doc, size_t number);

/* Appends the plain text of a section, without its heading. */
void section_put(const struct doc *doc, size_t number, struct buf *out);

#endif
