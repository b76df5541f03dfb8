/*
 * What a block turns out to be when it is complete.
 */
#ifndef LECTERN_READ_CONVERT_BLOCK_END_H
#define LECTERN_READ_CONVERT_BLOCK_END_H

#include "read/convert/context.h"

/* "[ ] " and "[x] " at the start of an item. */
void block_end_item(struct node *item);

/* Items that are notes, definitions or callouts leave the list. */
void block_end_list(struct convert *c, struct node *list);

/* "[!type] title" at the start of a quote. */
void block_end_quote(struct convert *c, struct node *quote);

/* "{#id}" at the end of a heading. */
void block_end_heading(struct convert *c, struct node *heading);

/* "^id" at the end of a paragraph; a paragraph without content goes. */
void block_end_paragraph(struct convert *c, struct node *paragraph);

#endif
