/*
 * The rows of the table `text`, and the sums of their lengths (lengths.h), which are
 * written together.
 */
#ifndef LECTERN_CATALOG_TEXTS_H
#define LECTERN_CATALOG_TEXTS_H

#include "catalog/database.h"
#include "catalog/lengths.h"

struct texts {
    struct database *database;
    struct statement *put, *find, *drop;
    struct lengths lengths;
    struct arena scratch;
};

void texts_init(struct texts *texts, struct database *database);
void texts_release(struct texts *texts);

/* Within a transaction that writes: texts_begin() first, and texts_end() when all rows
 * are written. */
void texts_begin(struct texts *texts);
void texts_end(struct texts *texts);

/* The text of an article, of which only the spans' record is kept here. */
void texts_put(struct texts *texts, int64_t text, uint32_t article, struct str spans);

/* Deletes the text of an article, if it has one. Its words in the full-text tables stay
 * there, in rows that are no text's any more. */
void texts_drop(struct texts *texts, uint32_t article);

#endif
