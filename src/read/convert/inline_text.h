/*
 * Text among inlines, and what is found inside it: tokens, bare URLs, strikethrough and
 * notes in the line.
 */
#ifndef LECTERN_READ_CONVERT_INLINE_TEXT_H
#define LECTERN_READ_CONVERT_INLINE_TEXT_H

#include "read/convert/context.h"

/* Adds raw text to what is gathered for `parent`. */
void inline_text(struct convert *c, struct node *parent, struct str raw, uint32_t line);

/* Makes nodes of the text gathered so far. */
void inline_flush(struct convert *c);

#endif
