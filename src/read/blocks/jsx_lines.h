/*
 * Lines of MDX: modules that are imported and exported, comments and expressions, the
 * content of components, which is laid out by hand.
 */
#ifndef LECTERN_READ_BLOCKS_JSX_LINES_H
#define LECTERN_READ_BLOCKS_JSX_LINES_H

#include <stdbool.h>

#include "read/markdown/liner.h"

/* The line begins a module's statement, a comment of several lines, or an expression
 * that ends in a later line: it is hidden (LEAF_HIDDEN). `s` is from its first
 * character that is no blank. */
bool jsx_line_begin(struct liner *l, struct str s);

/* "<Note>words</Note>", "<Note>words": a callout that begins in the line of its text.
 */
bool jsx_box_begin(struct liner *l, struct str s);

/* "<Chart" or "<Chart x={1}" whose tag goes on in the next line. */
bool jsx_is_open_tag(struct str s);

/* Columns that a line in a component is indented by for its looks alone. `indent` is
 * all that it is indented by, `s` from there on. */
uint32_t jsx_dedent(struct liner *l, struct str s, uint32_t indent);

#endif
