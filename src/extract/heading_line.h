/*
 * Lines that head what is below them without being headings: "**Key takeaways**", "See
 * also:".
 */
#ifndef LECTERN_EXTRACT_HEADING_LINE_H
#define LECTERN_EXTRACT_HEADING_LINE_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "extract/sections.h"

/* What the line promises for the block after it; HEAD_OTHER when it is no such line. A
 * summary of a <details> counts, too. NULL is fine. */
enum head_role heading_line_role(const struct sections *sections, struct arena *scratch,
                                 struct node *line, struct buf *work);

#endif
