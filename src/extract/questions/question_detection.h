/*
 * Which paragraphs ask, by their looks: a marker ("Q:"), bold from end to end, or a
 * plain line that ends in a question mark where questions are expected.
 */
#ifndef LECTERN_EXTRACT_QUESTIONS_QUESTION_DETECTION_H
#define LECTERN_EXTRACT_QUESTIONS_QUESTION_DETECTION_H

#include <stdbool.h>

#include "base/buf.h"
#include "doc/doc.h"
#include "extract/marker.h"
#include "extract/sections.h"

/* True in a section whose blocks may be bare questions: it is headed as questions and
 * its heading is no question itself. */
bool question_is_expected(const struct section *section);

/* True when the last words below the node end in a question mark. */
bool question_ends(const struct node *holder);

/* True when bold letters are all there is to read in a paragraph. */
bool question_is_bold(const struct node *paragraph);

/* The marker that a holder of inlines opens with. */
struct marker question_marker(struct node *holder, enum marker_kind kind,
                              struct buf *work);

enum question_form {
    QUESTION_NONE,
    QUESTION_PLAIN, /* a line with a question mark, where questions are expected */
    QUESTION_BOLD,
    QUESTION_MARKED, /* "Q:"; it asks when it has a question mark or "A:" follows */
    QUESTION_NAMED,  /* bold without a question mark, where questions are expected */
};

enum question_form question_form_of(struct node *paragraph,
                                    const struct section *section, struct buf *work);

#endif
