/*
 * What the index is asked: the expressions of a query whose terms have been read.
 */
#ifndef LECTERN_CATALOG_QUERY_MATCH_H
#define LECTERN_CATALOG_QUERY_MATCH_H

#include "catalog/query.h"

/* Writes the expressions and the short prefix, from the wanted terms and these. */
void query_write_matches(struct arena *arena, struct query *query,
                         const struct query_term *excluded, size_t excluded_count);

#endif
