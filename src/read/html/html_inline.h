/*
 * HTML tags among inlines: <b>, <kbd>, <a href>, video timestamps.
 */
#ifndef LECTERN_READ_HTML_HTML_INLINE_H
#define LECTERN_READ_HTML_HTML_INLINE_H

#include "read/convert/context.h"
#include "read/html/html.h"

/* True for a tag that is no element of HTML and looks like a word of the text. */
bool html_is_word(struct convert *c, const struct html_part *tag);

/* Marks the block of `place` by the id that the tag may have. */
void html_inline_mark(struct convert *c, struct node *place,
                      const struct html_part *tag);

/* Opens or closes the element of a tag among the inlines that `owner` holds: `place`
 * takes them. Returns where the next inline goes. */
struct node *html_inline_tag(struct convert *c, cmark_node *owner, struct node *place,
                             const struct html_part *tag, uint32_t line);

/* Closes the elements that are open among the children of `owner`; NULL: all. */
void html_inline_close(struct convert *c, cmark_node *owner);

#endif
