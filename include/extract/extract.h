/*
 * What is found in an article: outline, key points, FAQ entries, links, terms.
 *
 * The tree changes on the way (terms of See also lists become links, answers are parted
 * from their questions); after that it only gets flags.
 */
#ifndef LECTERN_EXTRACT_EXTRACT_H
#define LECTERN_EXTRACT_EXTRACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "doc/doc.h"

enum point_source { POINT_YAML, POINT_TABLE, POINT_LIST, POINT_CALLOUT, POINT_LABEL };

struct point {
    struct str label, text; /* clean, one line; the label may be empty */
    enum point_source source;
    int weight;                 /* higher is worth more; explained in points.c */
    const struct node *node;    /* the item, row, paragraph it stands in */
    const struct node *section; /* its heading; NULL before the first */
};

struct question {
    struct str question;        /* clean, one line */
    struct str answer;          /* plain text, blocks apart by empty lines */
    bool inferred;              /* the question was lost and named after its answer */
    const struct node *node;    /* the heading, summary, item or marker that asks */
    uint32_t from, to;          /* node ids of the answer, half-open */
    const struct node *section; /* the heading it stands below; NULL before the first */
};

struct extract {
    struct point *points;
    size_t point_count;
    struct question *questions;
    size_t question_count;
};

/*
 * Turns the terms of See also lists and sentences, of Related and Further reading
 * sections and of `related:` into LINK_TERM links; makes blocks of their own of
 * questions and answers that share a paragraph, and flags lost questions; and finishes
 * the document anew if anything changed.
 *
 * Then finds key points and FAQ entries; sets NODE_POINT, NODE_QUESTION and
 * NODE_ANSWER. The marker of a lost question becomes a paragraph that shows the
 * question's name; `arena` must last as long as the document. Once for a document.
 */
struct extract *extract_all(struct arena *arena, struct doc *doc);

const char *point_source_name(enum point_source source);

#endif
