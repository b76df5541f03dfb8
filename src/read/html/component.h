/*
 * Components of MDX: tags whose names are no elements of HTML, but say what they are.
 */
#ifndef LECTERN_READ_HTML_COMPONENT_H
#define LECTERN_READ_HTML_COMPONENT_H

#include "read/convert/context.h"
#include "read/html/html.h"
#include "read/templates/template_use.h"

/* What the tag means; USE_NONE for one that is an element, or a word. */
struct template_use component_use(struct convert *c, const struct html_part *tag);

/* True for a tag that closes itself: "<Card />". */
bool component_is_empty(const struct html_part *tag);

/* True for what encloses a callout. */
bool component_is_box(const struct template_use *use);

/* The callout, or the details, that the tag opens, last below `parent`. */
struct node *component_box(struct convert *c, struct node *parent,
                           const struct html_part *tag, const struct template_use *use,
                           uint32_t line);

/* The picture, link or words that the tag stands for, below `parent`. */
void component_inline(struct convert *c, struct node *parent,
                      const struct template_use *use, uint32_t line);

/* Counts a tag of a callout in the middle of a text: an end without a beginning there
 * ends the callout that the text is in. */
void component_count(struct convert *c, const struct html_part *tag);

#endif
