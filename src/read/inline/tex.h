/*
 * Formulas in TeX as text: signs of Unicode where each of its parts has one.
 */
#ifndef LECTERN_READ_INLINE_TEX_H
#define LECTERN_READ_INLINE_TEX_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/* Appends the formula, given without its marks, as text. False when there is something
 * in it that text cannot say; what is appended then means nothing. */
bool tex_text(struct str formula, struct buf *out);

/* The formula without the marks that it is written between: "$", "$$", "\\(", "\\[". */
struct str tex_inside(struct str source);

#endif
