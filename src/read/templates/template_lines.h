/*
 * Tags of templates that have a line, or several, of their own: what they enclose
 * becomes a callout, code, or is hidden; all others leave an empty line.
 */
#ifndef LECTERN_READ_TEMPLATES_TEMPLATE_LINES_H
#define LECTERN_READ_TEMPLATES_TEMPLATE_LINES_H

#include <stdbool.h>

#include "read/markdown/liner.h"

/* The line of tags, or that begins with one of a callout; `s` is from its first
 * character that is no blank. False when it is text that scanning will do for. */
bool template_line_begin(struct liner *l, struct str s);

/* True for a line that is nothing but tags without a meaning. */
bool template_line_is_quiet(struct liner *l, struct str s);

/* The next line of what is hidden (LEAF_HIDDEN), from its first byte after the
 * containers. What is after the end, if anything, is returned. */
struct str template_line_hide(struct liner *l, struct str s);

/* The next line of code (LEAF_CODE). */
void template_line_code(struct liner *l, struct str s);

#endif
