/*
 * Whether a text that is not named as Markdown is written in it.
 */
#ifndef LECTERN_READ_GUESS_H
#define LECTERN_READ_GUESS_H

#include <stdbool.h>

#include "base/str.h"

/* True when the text uses marks that prose does not: "##" headings, fences, links,
 * strong text, more than once. Looks at the start of the text only. */
bool guess_markdown(struct str text, bool has_front_matter);

#endif
