/*
 * Blocks that CommonMark does not know, made while the tree of cmark is walked.
 *
 * A place that takes the blocks of a cmark container may be redirected by an element
 * that opens there: <details>, <td>, ":::note". What is open is kept on one stack
 * (read/convert/convert.h), with the container it belongs to.
 */
#ifndef LECTERN_READ_CONVERT_BLOCK_H
#define LECTERN_READ_CONVERT_BLOCK_H

#include "read/convert/convert.h"

/* Where a block goes that cmark put below `owner`: closes or adds what the place needs
 * so that it may hold blocks. */
struct node *block_place(struct convert *c, cmark_node *owner);

/* Opens `node`, which has its place already, for what follows below `owner`. False when
 * too much is open: the node then stays a sibling. */
bool block_open(struct convert *c, cmark_node *owner, struct node *node,
                uint8_t element);

/* Closes the innermost open element of that kind below `owner`, and all within it. */
bool block_close(struct convert *c, cmark_node *owner, uint8_t element);

/* True when an element of that kind is open below `owner`. */
bool block_is_open(const struct convert *c, cmark_node *owner, uint8_t element);

/* The end tag of an element that is open further out than `node`, a node of cmark: it
 * closes before the next block in its place. False when none is open. */
bool block_close_later(struct convert *c, cmark_node *node, uint8_t element);

/* Closes all that is open below `owner`. */
void block_close_all(struct convert *c, cmark_node *owner);

/* A token that stands for a whole line. */
void block_token(struct convert *c, cmark_node *node, const struct token *token);

/* The token that an HTML block of cmark is; NULL when it is HTML. */
const struct token *block_token_of(const struct convert *c, struct str literal);

/* --- What a block turns out to be when it is complete ----------------------------- */

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

/* A callout with a title, if the token has one. */
struct node *block_callout(struct convert *c, struct node *callout,
                           const struct token *token);

/* The node that holds a fragment's inlines, out of the tree; NULL when it is used up.
 */
struct node *block_fragment(struct convert *c, uint32_t fragment);

#endif
