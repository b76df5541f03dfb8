/*
 * The indexed texts of articles: their rows in the full-text tables, in `text` and in
 * `terms`, the sums of their lengths (lengths.h), the lexicon and the list of words
 * (words/word_runs.h), which are written together.
 */
#ifndef LECTERN_CATALOG_TEXT_TEXTS_H
#define LECTERN_CATALOG_TEXT_TEXTS_H

#include "catalog/store/database.h"
#include "catalog/text/lengths.h"
#include "catalog/text/lexicon_growth.h"
#include "catalog/text/terms_column.h"
#include "catalog/words/word_runs.h"

struct texts {
    struct database *database;
    struct statement *find, *put, *drop, *put_terms, *drop_terms;
    struct statement *put_passage, *drop_passage, *put_called, *drop_called;
    struct lengths lengths;
    int64_t written; /* texts that were ever written or deleted */
    struct lexicon *lexicon;
    struct lexicon_growth growth;
    struct word_collector collector;
    struct arena scratch;
    struct buf words[2]; /* of one row, until it is deleted */
};

void texts_init(struct texts *texts, struct database *database);
void texts_release(struct texts *texts);

/* Within a transaction that writes: texts_begin() first, and texts_end() when all rows
 * are written. */
void texts_begin(struct texts *texts);
void texts_end(struct texts *texts);

/* Writes the text of an article in the place of the one it has. `spans` and `terms` are
 * records of what is in the columns, `unnumbered` its words without a number (terms.h).
 * Articles should come in order of their ids. */
void texts_put(struct texts *texts, uint32_t article, const struct columns *columns,
               struct str spans, struct str terms, struct str unnumbered);

/* Deletes the text of an article, if it has one. */
void texts_drop(struct texts *texts, uint32_t article);

#endif
