/*
 * What the start of a line opens, as CommonMark and its extensions see it. Each
 * function looks at a line from its first character that is no blank.
 */
#ifndef LECTERN_READ_BLOCKS_OPENING_H
#define LECTERN_READ_BLOCKS_OPENING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* "-", "+", "*", "12." or "12)" before a blank or the end: its length, or 0. */
size_t opening_list_marker(struct str s, bool *starts_at_one);

/* Three or more of one of "-*_" and nothing else but blanks. */
bool opening_is_rule(struct str s);

/* "#" to "######" before a blank or the end. */
bool opening_is_heading(struct str s);

/* "===" or "---" below a paragraph. */
bool opening_is_underline(struct str s);

/* A code fence: its length, or 0. */
size_t opening_fence(struct str s);
/* The same for one of '`' with a '`' in its info, but no code span of its own. */
size_t opening_ticked_fence(struct str s);
bool opening_closes_fence(struct str s, char mark, size_t len);

/* An HTML block that goes on over empty lines: what ends it; empty when it is none. */
struct str opening_html_end(struct str s);

/* Tags that begin an HTML block up to an empty line: those of blocks, and, where no
 * paragraph is open, any that is alone in its line. */
bool opening_is_tags(struct str s, bool in_paragraph);

/* "[^label]:" of a footnote: the length with the blanks after, or 0. */
size_t opening_note(struct str s, struct str *label);

/* "!!! type "title"", "??? type", "???+ type". */
struct opening_admonition {
    struct str type, title;
    bool fold, open;
};
bool opening_admonition(struct str s, struct opening_admonition *found);

/* ": " of a definition: the length with its blanks, or 0. */
size_t opening_definition(struct str s);

#endif
