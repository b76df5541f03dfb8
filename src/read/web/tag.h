/*
 * Tags as HTML5 tells them from text.
 */
#ifndef LECTERN_READ_WEB_TAG_H
#define LECTERN_READ_WEB_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct tag {
    struct str name;       /* as written */
    struct str attributes; /* between the name and the end */
    bool closing;          /* </name> */
    bool empty;            /* <name/> */
    size_t end;            /* after its '>', from the start of the text */
};

/* The tag that begins at the start of `s`, a '<'; false when it is text. A tag without
 * an end is text, too, and `*no_end` then says that no other can have one. */
bool tag_read(struct str s, struct tag *tag, bool *no_end);

/* The end of a comment, declaration or instruction at the start of `s`; 0 when there is
 * none. One without an end goes on to the end of the text. */
size_t tag_comment(struct str s);

struct tag_attribute {
    struct str name, value; /* entities not decoded */
};

/* Takes the next attribute off the start; false at the end. */
bool tag_attribute(struct str *attributes, struct tag_attribute *attribute);

/* Where the end tag of an element whose text is no markup (script, title) begins; the
 * length of `s` when it has none. */
size_t tag_end_of(struct str s, struct str name);

/* Whether a page says that it is XML, where <p/> is <p></p>. */
bool tag_is_xml(struct str html);

#endif
