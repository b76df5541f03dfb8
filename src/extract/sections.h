/*
 * The sections of a document by what their headings promise.
 *
 * Computed once for a document and shared by points and questions. A section's *role*
 * is its heading's own or, where that is an ordinary heading, the one it inherits: "For
 * managers" below "Key takeaways" heads key points, too. Section 0 is what is before
 * the first heading; section i is headed by doc->headings[i - 1].
 */
#ifndef LECTERN_EXTRACT_SECTIONS_H
#define LECTERN_EXTRACT_SECTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "extract/heading_words.h"

struct section {
    struct node *heading; /* NULL of section 0 */
    uint32_t from, end;   /* node ids: after the heading; where its section ends */
    enum head_role own, role;
    size_t parent;      /* the section it is a part of; 0 for the top */
    bool titles;        /* its heading is the article's title */
    bool asks;          /* its heading is a question */
    bool below_ask;     /* a heading above it asks: what is here is an answer */
    bool has_questions; /* a heading below it ends in a question mark */
};

struct sections {
    struct section *items;
    size_t count; /* doc->heading_count + 1 */
    const struct head_index *heads;
};

struct sections sections_of(struct arena *arena, const struct doc *doc);

/* Where in the walk we are: moves `*at` on to the section of a node. The ids that are
 * asked for must not go down. */
const struct section *sections_at(const struct sections *sections, size_t *at,
                                  uint32_t id);

/* True when the line ends in a question mark of any script, leaving closing quotes,
 * brackets and emoji aside. */
bool text_asks(struct str line);

#endif
