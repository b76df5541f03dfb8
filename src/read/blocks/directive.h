/*
 * Lines that say something to a site's generator: directives, whose content is
 * elsewhere or nowhere.
 */
#ifndef LECTERN_READ_BLOCKS_DIRECTIVE_H
#define LECTERN_READ_BLOCKS_DIRECTIVE_H

#include <stdbool.h>

#include "read/markdown/liner.h"

/* True for a line of which nothing is to be read: a table of contents that is to be
 * made, the file that is to be included, the attributes of a block, which it may name.
 * `s` is from its first character that is no blank. */
bool directive_is_quiet(struct str s, struct str *id);

/* True for "- TOC", a list item that "{:toc}" in the next line would replace. */
bool directive_is_toc_item(struct str s, struct str next);

/* "*[name]: text" */
bool directive_term(struct str s, struct str *name, struct str *text);

/* The line of a ":::" container, or of a "///" block; false when it is none. */
bool directive_div(struct liner *l, struct str s);

#endif
