/*
 * The cues that open a question or an answer: "Q:", "A1.", "Question 3:", "问：".
 */
#ifndef LECTERN_EXTRACT_CUE_H
#define LECTERN_EXTRACT_CUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum cue_kind { CUE_QUESTION, CUE_ANSWER };

struct cue {
    size_t bytes;  /* of the cue with the blanks behind it; 0 when there is none */
    bool numbered; /* "Q1:", which may also be a quarter of a year */
};

/* The cue that `text` opens with, leading blanks aside. */
struct cue cue_opens(struct str text, enum cue_kind kind);

#endif
