/*
 * Blocks that CommonMark does not know, made of tokens that stand for whole lines.
 */
#ifndef LECTERN_READ_CONVERT_CONVERT_BLOCK_H
#define LECTERN_READ_CONVERT_CONVERT_BLOCK_H

#include "read/convert/context.h"

/* A token that stands for a whole line. */
void block_token(struct convert *c, cmark_node *node, const struct token *token);

/* The token that an HTML block of cmark is; NULL when it is HTML. */
const struct token *block_token_of(const struct convert *c, struct str literal);

#endif
