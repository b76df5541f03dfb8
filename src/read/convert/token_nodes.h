/*
 * Tokens that stand among inlines: wikilinks, embeds, footnote references.
 */
#ifndef LECTERN_READ_CONVERT_TOKEN_NODES_H
#define LECTERN_READ_CONVERT_TOKEN_NODES_H

#include "read/convert/convert.h"

/* Puts what the token stands for below `parent`. */
void span_put(struct convert *c, struct node *parent, const struct token *token);

/* Makes a list item the note or definition that the token stands for. */
void span_name_item(struct convert *c, struct node *item, const struct token *token);

#endif
