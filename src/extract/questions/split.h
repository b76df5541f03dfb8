/*
 * Parting questions from answers that share a paragraph.
 *
 * "Q: Why?" and "A: Because." are often two lines of one paragraph, a bold question and
 * its answer one list item. An answer can only be folded, linked to and found by itself
 * when it is a block, so this pass makes it one. No letter is lost or moved.
 */
#ifndef LECTERN_EXTRACT_QUESTIONS_SPLIT_H
#define LECTERN_EXTRACT_QUESTIONS_SPLIT_H

#include "doc/doc.h"
#include "extract/sections.h"

/* True when the tree was changed and must be finished again. */
bool split_questions(struct doc *doc, const struct sections *sections);

#endif
