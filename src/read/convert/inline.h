/*
 * Inlines: emphasis, links, text and what is found inside text.
 */
#ifndef LECTERN_READ_CONVERT_INLINE_H
#define LECTERN_READ_CONVERT_INLINE_H

#include "read/convert/convert.h"

/* Enters and leaves an inline node of cmark. */
void inline_enter(struct convert *c, cmark_node *node);
void inline_leave(struct convert *c, cmark_node *node);

/* Adds raw text to what is gathered for `parent`. */
void inline_text(struct convert *c, struct node *parent, struct str raw, uint32_t line);

/* Makes nodes of the text gathered so far. */
void inline_flush(struct convert *c);

/* Ends `block`, which holds inlines: flushes and closes what is still open in it. */
void inline_end(struct convert *c, struct node *block);

/* A new LINK or IMAGE below `parent`; the destination is cut to what is kept. */
struct node *inline_link(struct convert *c, struct node *parent, enum node_kind kind,
                         enum link_form form, struct str dest, uint32_t line);

/* A TEXT node below `parent`; nothing for an empty slice. */
struct node *inline_plain(struct convert *c, struct node *parent, struct str raw,
                          uint32_t line);

#endif
