/*
 * The conversion of a tree of cmark: its nodes are walked once, and each is given to
 * what makes blocks, inlines and HTML of it.
 */
#ifndef LECTERN_READ_CONVERT_CONVERT_H
#define LECTERN_READ_CONVERT_CONVERT_H

#include <stdbool.h>

#include "read/convert/context.h"

/* Converts the tree of a piece below the root, fragments first. What an element has
 * opened at the top stays open for the next piece, unless this is the last. */
void convert_tree(struct convert *c, cmark_node *tree, bool is_last);

#endif
