/*
 * HTML tags among inlines: <b>, <kbd>, <a href>, video timestamps.
 */
#ifndef LECTERN_READ_HTML_HTML_INLINE_H
#define LECTERN_READ_HTML_HTML_INLINE_H

#include "read/convert/convert.h"
#include "read/html/html.h"

/* Takes an HTML_INLINE node of cmark: one tag or comment. */
void html_inline(struct convert *c, cmark_node *node);

/* True for a tag that is no element of HTML and looks like a word of the text. */
bool html_is_word(struct convert *c, const struct html_part *tag);

/* Opens or closes the element of a tag among the inlines that `owner` holds: `place`
 * takes them. Returns where the next inline goes. */
struct node *html_inline_tag(struct convert *c, cmark_node *owner, struct node *place,
                             const struct html_part *tag, uint32_t line);

/* Closes the elements that are open among the children of `owner`; NULL: all. */
void html_inline_close(struct convert *c, cmark_node *owner);

#endif
