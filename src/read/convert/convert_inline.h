/*
 * Inlines of cmark: emphasis, links, code, HTML.
 */
#ifndef LECTERN_READ_CONVERT_CONVERT_INLINE_H
#define LECTERN_READ_CONVERT_CONVERT_INLINE_H

#include "read/convert/context.h"

/* Enters and leaves an inline node of cmark. */
void inline_enter(struct convert *c, cmark_node *node);
void inline_leave(struct convert *c, cmark_node *node);

/* Ends `block`, which holds inlines: flushes and closes what is still open in it. */
void inline_end(struct convert *c, struct node *block);

#endif
