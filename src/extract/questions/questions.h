/*
 * FAQ entries: the pieces that the recognisers share. An entry is found as a node that
 * asks and a range of nodes that answer; texts and flags are filled in at the end, when
 * it is known which entries are inside others.
 */
#ifndef LECTERN_EXTRACT_QUESTIONS_QUESTIONS_H
#define LECTERN_EXTRACT_QUESTIONS_QUESTIONS_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "extract/found_items.h"
#include "extract/sections.h"

struct found_question {
    struct node *node; /* asks */
    uint32_t from, to; /* answers */
    const struct section *section;
    bool inferred;
    bool yields; /* its answer ends where another question begins */
};

struct question_scan {
    struct arena *arena;
    struct doc *doc;
    const struct sections *sections;
    const struct section *section; /* the one of the block at hand */
    uint32_t body_end;             /* the footnotes follow, which are no answer's */
    struct found_question *found;  /* on the heap while it grows, in document order */
    size_t count, cap;
    struct buf work;
};

/* Adds an entry; false when the range holds nothing to read. */
bool questions_add(struct question_scan *scan, struct found_question found);

/* Recognisers. Each looks at one block; true when nothing below it is to be looked
 * at. */
typedef bool question_take(struct question_scan *scan, struct node *block);

question_take questions_heading, questions_lost, questions_details, questions_callout,
    questions_terms, questions_table, questions_paragraph;

/* The name of an answer whose question was lost: its opening words, in the arena. */
struct str questions_name(struct arena *arena, struct str answer);

void questions_find(struct arena *arena, struct doc *doc,
                    const struct sections *sections, struct extract *out);

#endif
