/*
 * HTML blocks: <details>, tables, lists, headings and paragraphs written in HTML.
 */
#ifndef LECTERN_READ_HTML_BLOCK_H
#define LECTERN_READ_HTML_BLOCK_H

#include "read/convert.h"

/* Takes an HTML_BLOCK node of cmark. What it leaves open stays open for its siblings.
 */
void html_block(struct convert *c, cmark_node *node);

/* Completes a node whose element is closed: a table gets its columns. */
void html_block_end(struct convert *c, struct node *node);

#endif
