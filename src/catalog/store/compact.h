/*
 * Bringing the full-text tables in order after much was written to them.
 *
 * FTS5 writes words in portions and joins some of them as it goes on. Each portion that
 * is left has to be looked into for each word that is asked for: a dozen of them make a
 * search three times as slow as one.
 */
#ifndef LECTERN_CATALOG_STORE_COMPACT_H
#define LECTERN_CATALOG_STORE_COMPACT_H

#include <stdatomic.h>

#include "catalog/store/database.h"

/* Joins the portions of all tables when there are more than a few, step by step until
 * `*stop`, and gives back the pages that are free then. Needs a connection that may
 * write, without a transaction. */
void compact(struct database *database, const atomic_bool *stop);

#endif
