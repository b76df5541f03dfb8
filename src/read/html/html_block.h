/*
 * HTML blocks: <details>, tables, lists, headings and paragraphs written in HTML.
 */
#ifndef LECTERN_READ_HTML_HTML_BLOCK_H
#define LECTERN_READ_HTML_HTML_BLOCK_H

#include "read/convert/context.h"

/* Takes the HTML of an HTML_BLOCK node of cmark. What it leaves open stays open for its
 * siblings. */
void html_block(struct convert *c, cmark_node *node, struct str html);

/* The same for a block of tags that the line pre-pass has taken out. */
void html_block_token(struct convert *c, cmark_node *node, const struct token *token);

#endif
