/*
 * What is found in an article: its key points, and its questions with their answers.
 */
#ifndef LECTERN_EXTRACT_FOUND_ITEMS_H
#define LECTERN_EXTRACT_FOUND_ITEMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "doc/doc.h"

enum point_source { POINT_YAML, POINT_TABLE, POINT_LIST, POINT_CALLOUT, POINT_LABEL };

struct point {
    struct str label, text; /* clean, one line; the label may be empty */
    enum point_source source;
    int weight;                 /* higher is worth more; explained in points.c */
    const struct node *node;    /* the item, row, paragraph it is in */
    const struct node *section; /* its heading; NULL before the first */
};

struct question {
    struct str question;        /* clean, one line */
    struct str answer;          /* plain text, blocks apart by empty lines */
    bool inferred;              /* the question was lost and named after its answer */
    const struct node *node;    /* the heading, summary, item or marker that asks */
    uint32_t from, to;          /* node ids of the answer, half-open */
    const struct node *section; /* the heading it is below; NULL before the first */
};

struct extract {
    struct point *points;
    size_t point_count;
    struct question *questions;
    size_t question_count;
};

const char *point_source_name(enum point_source source);

#endif
