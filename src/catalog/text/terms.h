/*
 * The terms of an article: its distinct words as the full-text tables have them, with
 * the columns they stand in.
 *
 * They are kept in a record because a table without content (schema.h) deletes a row
 * only when it gets the row's words once more. FTS5 writes one mark for each distinct
 * word of a deleted row, so neither their order nor their positions are needed.
 */
#ifndef LECTERN_CATALOG_TEXT_TERMS_H
#define LECTERN_CATALOG_TEXT_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "catalog/store/pack.h"

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
};

struct terms {
    struct term *items; /* sorted by their bytes */
    size_t count;
};

/* Appends the record of the terms of these columns to `out`. */
void terms_put(struct packer *packer, struct buf *out, const struct columns *columns,
               struct arena *scratch);

/* Reads a record into the arena. Returns false if it is damaged. */
bool terms_get(struct str record, struct arena *arena, struct terms *terms);

/* Appends the terms of a column to `out`, separated by spaces. */
void terms_join(const struct terms *terms, enum term_column column, struct buf *out);

#endif
