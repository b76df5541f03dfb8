/*
 * Postings: the rows of a full-text table that have a word, up to a bound.
 *
 * A word that is in more rows than that says little about any of them, so its rows are
 * not read to the end, and a question that asks for a few words costs the same in a
 * library of any size. What was read is kept until the library changes, since the
 * article that is shown next shares many words with this one.
 */
#ifndef LECTERN_CATALOG_NEAR_POSTINGS_H
#define LECTERN_CATALOG_NEAR_POSTINGS_H

#include "catalog/store/database.h"

struct posting_list {
    int64_t *rows; /* ascending; NULL when there are more than the bound */
    size_t count;
    bool is_over; /* there are more */
};

struct postings;

/* For a full-text table, with `most` rows as the bound. The database must outlive the
 * postings. */
struct postings *postings_new(struct database *database, const char *table,
                              size_t most);
void postings_free(struct postings *postings); /* NULL is fine */

/* Forgets everything unless it was read at this state of the library, a number that
 * changes with it, and takes less than `kept_bytes`. Between two calls the database
 * must be seen in one transaction. */
void postings_begin(struct postings *postings, int64_t state, size_t kept_bytes);

/* The rows that match an expression of FTS5. Valid until postings_begin(). */
const struct posting_list *postings_of(struct postings *postings,
                                       struct str expression);

#endif
