/*
 * Carrying places from the head of an article over to the whole.
 *
 * Both are readings of the same lines, so a node of the head mostly has the same number
 * in the whole. Where it has not (a link whose definition comes later, a heading of
 * plain text that is seen to be none, a file that was changed between the two
 * readings), the place is found again by its line and by how much of its block's text
 * stands before it.
 */
#ifndef LECTERN_UI_CARRY_H
#define LECTERN_UI_CARRY_H

#include "ui/history.h"
#include "ui/page.h"
#include "ui/reader.h"

struct carry {
    const struct page *head, *whole;
};

struct anchor carry_anchor(const struct carry *carry, struct anchor anchor);

/* A block or a link; NODE_NONE when the whole has none there. */
uint32_t carry_node(const struct carry *carry, uint32_t node);

/* A reader whose page was the head and is the whole now. What is in `lines` is taken
 * over if it is what the reader would make itself; else it lays the page out anew. */
void carry_reader(const struct carry *carry, struct reader *reader,
                  struct lines *lines);

/* A place in the head; others stay as they are. */
void carry_place(const struct carry *carry, struct place *place);
void carry_history(const struct carry *carry, struct history *history);

#endif
