/*
 * Where HTML is at the end of a line: what the line pre-pass has to know to tell
 * whether the next line still belongs to it.
 */
#ifndef LECTERN_READ_BLOCKS_TAGS_H
#define LECTERN_READ_BLOCKS_TAGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "read/html/html.h"

/* Zero it before the first line of a block. */
struct tags {
    bool in_tag, in_comment; /* a tag or comment goes on in the next line */
    char quote;              /* of the attribute that goes on; '\0': none */
    uint32_t braces;         /* that are open in it, as JSX has them */
    bool closing;            /* the tag is </...> */
    enum html_element element;
    uint32_t lists;      /* and tables that are open: only their parts may follow */
    struct str outer;    /* the name of an element that holds blocks, if any is open, */
    uint32_t outer_open; /* and how many of that name are */
    struct str name;     /* of the tag */
    uint32_t open;       /* inline elements, and those whose text is kept as it is */
    /* About the last line: */
    bool has_text;       /* beside its tags */
    bool ends_with_tag;  /* nothing but blanks follows the last one */
    bool ends_with_part; /* which is not inline */
};

/* For the next block of the same article: what is open in it is forgotten, but for
 * what holds other blocks. */
static inline void tags_clear(struct tags *tags)
{
    *tags = (struct tags){
        .lists = tags->lists, .outer = tags->outer, .outer_open = tags->outer_open};
}

/* Goes through the next line. */
void tags_line(struct tags *tags, struct str line);

/* True when nothing is open that a line of Markdown would tear apart. */
bool tags_may_end(const struct tags *tags);

/* True when `s` starts a tag of a part of a list or table. */
bool tags_start_part(struct str s);

/* True when `s` starts a tag: "<name" or "</name" before a blank, ">", "/>" or the
 * end. */
bool tags_start(struct str s);

#endif
