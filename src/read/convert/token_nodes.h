/*
 * What tokens become: wikilinks, embeds, footnote references, notes, callouts.
 */
#ifndef LECTERN_READ_CONVERT_TOKEN_NODES_H
#define LECTERN_READ_CONVERT_TOKEN_NODES_H

#include "read/convert/context.h"

/* Puts what a token among inlines stands for below `parent`. */
void token_put_inline(struct convert *c, struct node *parent,
                      const struct token *token);

/* Makes a list item the note or definition that the token stands for. */
void token_make_item(struct convert *c, struct node *item, const struct token *token);

/* Makes a node a callout, with a title if the token has one. */
void token_make_callout(struct convert *c, struct node *callout,
                        const struct token *token);

#endif
