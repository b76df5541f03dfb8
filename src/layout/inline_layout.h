/*
 * Inlines: from the leaves of the tree to the runs of a flow.
 */
#ifndef LECTERN_LAYOUT_INLINE_LAYOUT_H
#define LECTERN_LAYOUT_INLINE_LAYOUT_H

#include "layout/lines.h"

/* How the plain text of a block looks. */
struct dress {
    uint8_t role, attrs;
    bool bold_label; /* "Label: text" has its label in bold */
};

/* Puts all inlines below `block` after what the flow holds. */
void inline_gather(const struct line_builder *builder, struct flow *flow,
                   const struct node *block, struct dress dress);

/* Puts one inline node into the flow. */
void inline_gather_one(const struct line_builder *builder, struct flow *flow,
                       const struct node *node, struct dress dress);

/* The place of a link or reference in doc->links, or SPAN_NO_LINK. */
uint32_t inline_link_index(const struct doc *doc, const struct node *node);

#endif
