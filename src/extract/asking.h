/*
 * Which paragraphs ask, by their looks: a cue ("Q:"), bold from end to end, or a plain
 * line that ends in a question mark where questions are expected.
 */
#ifndef LECTERN_EXTRACT_ASKING_H
#define LECTERN_EXTRACT_ASKING_H

#include <stdbool.h>

#include "base/buf.h"
#include "doc/doc.h"
#include "extract/cue.h"
#include "extract/sections.h"

/* True in a section whose blocks may be bare questions: it is headed as questions and
 * its heading is no question itself. */
bool asking_expected(const struct section *section);

/* True when the last words below the node end in a question mark. */
bool asking_ends(const struct node *holder);

/* True when bold letters are all there is to read in a paragraph. */
bool asking_is_bold(const struct node *paragraph);

/* The cue that a holder of inlines opens with. */
struct cue asking_cue(struct node *holder, enum cue_kind kind, struct buf *work);

enum asking {
    ASKING_NOT,
    ASKING_PLAIN, /* a line with a question mark, where questions are expected */
    ASKING_BOLD,
    ASKING_CUE,   /* "Q:"; it asks when it has a question mark or "A:" follows */
    ASKING_NAMED, /* bold without a question mark, where questions are expected */
};

enum asking asking_how(struct node *paragraph, const struct section *section,
                       struct buf *work);

#endif
