/*
 * Names between colons: ":rocket:" is a sign, ":material-pencil:" a picture of a site's
 * theme, which nothing is lost with.
 */
#ifndef LECTERN_READ_INLINE_EMOJI_H
#define LECTERN_READ_INLINE_EMOJI_H

#include <stdbool.h>

#include "base/str.h"

/* The name that the colon at `at` begins: its length with both colons, or 0. `*sign` is
 * the sign that it stands for; empty for a picture. */
size_t emoji_at(struct str text, size_t at, struct str *sign);

#endif
