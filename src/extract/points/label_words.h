/*
 * Words that tell a labelled statement from other things with a colon.
 */
#ifndef LECTERN_EXTRACT_POINTS_LABEL_WORDS_H
#define LECTERN_EXTRACT_POINTS_LABEL_WORDS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* True for labels that announce no point: "Note", "Source", "Figure 3". */
bool label_is_stop(struct arena *scratch, struct str label);

/* True for bylines and the fields of a person, file or product: "Author", "Status",
 * "Duration". Among labelled points such a word is a label like the others. */
bool label_is_field(struct arena *scratch, struct str label);

/* True when words of the label give away a sentence: "The reason is simple". */
bool label_is_sentence(struct str label);

#endif
