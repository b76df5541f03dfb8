/*
 * Finding what the terms of a query may stand for (term_forms.h), in one library.
 *
 * Other forms are words that the library has, so none is asked for in vain: those with
 * the same stem in a language of the library, other spellings, and what is written
 * joined here and apart there.
 */
#ifndef LECTERN_CATALOG_QUERY_FORMS_H
#define LECTERN_CATALOG_QUERY_FORMS_H

#include "base/arena.h"
#include "catalog/query/query.h"
#include "catalog/store/database.h"

/* What is known of the words of a library; for one thread at a time. */
struct forms_finder;

struct forms_finder *forms_finder_new(struct database *database);
void forms_finder_free(struct forms_finder *finder); /* NULL is fine */

/* To be called when the catalog has changed: the finder reads the words and languages
 * of the library again before the next query. */
void forms_finder_expire(struct forms_finder *finder);

/* Reads them now. Within a transaction that reads. */
void forms_finder_load(struct forms_finder *finder);

/* Finds the forms of all terms that are wanted; in the arena. Within a transaction that
 * reads. */
void forms_find(struct forms_finder *finder, const struct query *query,
                struct arena *arena);

/* What was typed, with the forms of its terms. Phrases in quotes that nothing has are
 * looked for word by word (`query->unquoted`). In the arena. */
const struct query *forms_query(struct forms_finder *finder, struct str text,
                                bool typing, struct arena *arena);

#endif
