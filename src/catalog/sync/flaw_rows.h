/*
 * The table `flaw`: what is wrong with each article.
 *
 * Rows of an article are written with its others. Those of the kinds from FLAW_DANGLING
 * on follow the names of other articles, and are replaced when these change.
 */
#ifndef LECTERN_CATALOG_SYNC_FLAW_ROWS_H
#define LECTERN_CATALOG_SYNC_FLAW_ROWS_H

#include "base/arena.h"
#include "catalog/store/database.h"
#include "library/facts.h"

struct flaw_rows;

struct flaw_rows *flaw_rows_new(struct database *database);
void flaw_rows_free(struct flaw_rows *rows); /* NULL is fine */

/* Deletes the flaws of an article, all or those that follow the names of others. */
void flaw_rows_drop(struct flaw_rows *rows, uint32_t article);
void flaw_rows_drop_named(struct flaw_rows *rows, uint32_t article);

/* Adds flaws of an article, whose articles are ids. */
void flaw_rows_put(struct flaw_rows *rows, uint32_t article,
                   const struct fact_flaw *flaws, size_t count);

/* Whether the flaws that follow the names of others are these, in order of kind and
 * place. */
bool flaw_rows_are(struct flaw_rows *rows, uint32_t article,
                   const struct fact_flaw *flaws, size_t count);

#endif
