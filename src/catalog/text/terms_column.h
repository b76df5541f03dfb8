/*
 * The terms of an article: its distinct words as the full-text tables have them, with
 * the columns they are in.
 *
 * They are kept in a record because a table without content (schema.h) deletes a row
 * only when it gets the row's words once more. FTS5 writes one mark for each distinct
 * word of a deleted row, so neither their order nor their positions are needed.
 */
#ifndef LECTERN_CATALOG_TEXT_TERMS_COLUMN_H
#define LECTERN_CATALOG_TEXT_TERMS_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "catalog/store/pack.h"
#include "catalog/text/lexicon.h"

/* What is indexed of an article, as text for the index (segment.h). */
struct columns {
    struct str title;    /* and its other names */
    struct str body;     /* without the title */
    struct str names;    /* title, other names and path */
    struct str headings; /* all but the title */
};

enum term_column {
    TERM_TITLE = 1 << 0,
    TERM_BODY = 1 << 1,
    TERM_NAMES = 1 << 2,
    TERM_HEADINGS = 1 << 3,
};

enum { TERM_COUNT_MAX = 255 };

struct term {
    struct str text;
    unsigned columns; /* enum term_column, joined; never 0 */
    uint32_t count;   /* in title and body, TERM_COUNT_MAX at most */
    uint32_t number;  /* of the lexicon, where it has one */
};

struct terms {
    struct term *items;
    size_t count;
    /* Those with a number come first, in two runs by their numbers. */
    size_t runs[2];
    const struct lexicon *lexicon;
};

/* Counts the terms of one article after the other; for one thread at a time. Words that
 * the lexicon has are counted by their numbers. */
struct term_counter;

struct term_counter *term_counter_new(const struct lexicon *lexicon);
void term_counter_free(struct term_counter *counter); /* NULL is fine */

/* Appends the record of the terms of these columns to `out`. `unnumbered` is the words
 * without a number, each once, separated by spaces; the counter's until it counts
 * again. */
void terms_put(struct term_counter *counter, struct packer *packer, struct buf *out,
               const struct columns *columns, struct str *unnumbered);

/* Reads a record into the arena; texts may be the lexicon's. Returns false if it is
 * damaged. */
bool terms_get(struct str record, const struct lexicon *lexicon, struct arena *arena,
               struct terms *terms);

/* As terms_get(), once more with the words that were added to the lexicon since it was
 * loaded if it is damaged without. */
bool terms_read(struct str record, struct lexicon *lexicon, struct database *database,
                struct arena *arena, struct terms *terms);

/* The term of this text, or NULL. */
const struct term *terms_look_up(const struct terms *terms, struct str text);

/* Appends the terms of a column to `out`, separated by spaces. */
void terms_join(const struct terms *terms, enum term_column column, struct buf *out);

#endif
