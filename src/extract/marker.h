/*
 * The markers that open a question or an answer: "Q:", "A1.", "Question 3:", "问：".
 */
#ifndef LECTERN_EXTRACT_MARKER_H
#define LECTERN_EXTRACT_MARKER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum marker_kind { MARKER_QUESTION, MARKER_ANSWER };

struct marker {
    size_t bytes;  /* of the marker with the blanks after it; 0 when there is none */
    bool numbered; /* "Q1:", which may also be a quarter of a year */
};

/* The marker that `text` opens with, leading blanks aside. */
struct marker marker_opens(struct str text, enum marker_kind kind);

#endif
