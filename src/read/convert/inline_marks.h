/*
 * Marks that CommonMark does not know, among the text of inlines: ~~struck~~, H~2~O,
 * ==marked==, x^2^, ++ctrl+c++.
 */
#ifndef LECTERN_READ_CONVERT_INLINE_MARKS_H
#define LECTERN_READ_CONVERT_INLINE_MARKS_H

#include "read/convert/context.h"

/* The run of one of "~=^" at `at` of the text that is flushed: closes the mark that an
 * equal run has opened, or may open one. `done` bytes are nodes already. Returns the
 * bytes that are taken, 0 when the run is text like any other. */
size_t inline_mark(struct convert *c, struct str text, size_t done, size_t at);

/* The same for "++keys++". */
size_t inline_keys(struct convert *c, struct str text, size_t done, size_t at);

/* Forgets what is open, at the end of a block or of a note. */
void inline_marks_clear(struct convert *c);

#endif
