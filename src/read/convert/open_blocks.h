/*
 * Elements that are open around blocks.
 *
 * A place that takes the blocks of a cmark container may be redirected by an element
 * that opens there: <details>, <td>, ":::note". What is open is kept on one stack
 * (read/convert/context.h), with the container it belongs to.
 */
#ifndef LECTERN_READ_CONVERT_OPEN_BLOCKS_H
#define LECTERN_READ_CONVERT_OPEN_BLOCKS_H

#include "read/convert/context.h"

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

#endif
