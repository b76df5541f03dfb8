/*
 * What a heading promises by its words: key points, questions, names of other articles.
 *
 * The words are looked up in one table for all languages (heads_words.c) after emoji,
 * numbers, punctuation, case and Latin accents are taken off.
 */
#ifndef LECTERN_EXTRACT_HEADING_WORDS_H
#define LECTERN_EXTRACT_HEADING_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum head_role {
    HEAD_OTHER,
    HEAD_POINTS,   /* its lists, tables and short paragraphs are key points */
    HEAD_SUMMARY,  /* its list or table is; its prose is prose */
    HEAD_FAQ,      /* questions and answers */
    HEAD_SEE_ALSO, /* names of articles */
    HEAD_READING,  /* works and pages: "title – description" */
    HEAD_CONTENTS, /* a table of contents */
    HEAD_ASIDE,    /* references, notes, glossary, licence: nothing of ours is in it */
};

/* Where in a heading the words may be. A heading may open with them ("Key points of the
 * talk") or close with them ("The treaty at a glance"). */
enum head_match {
    HEAD_WHOLE = 0,
    HEAD_OPENS = 1 << 0,
    HEAD_CLOSES = 1 << 1,
    HEAD_EITHER = HEAD_OPENS | HEAD_CLOSES,
};

struct head_words {
    struct str words; /* as head_normal() leaves them */
    uint8_t role;     /* enum head_role */
    uint8_t match;    /* enum head_match */
};

extern const struct head_words head_words[];
extern const size_t head_words_count;

/* The words of a heading: lower case, one space between, without emoji, punctuation,
 * Latin accents and leading numbers. Appended to `out`; `scratch` is for small
 * letters. */
void head_normal(struct arena *scratch, struct str title, struct buf *out);

/* The table in chains of entries that open, and that close, with the same byte: it is
 * asked for every heading of a library. */
struct head_index;
const struct head_index *head_index_new(struct arena *arena);

enum head_role head_role(const struct head_index *index, struct arena *scratch,
                         struct str title);

#endif
