/*
 * Between reading what was typed and writing what the index is asked.
 */
#ifndef LECTERN_CATALOG_QUERY_PARTS_H
#define LECTERN_CATALOG_QUERY_PARTS_H

#include "catalog/query.h"

/* All the terms must occur; empty when there are none. */
struct str query_match_all(struct arena *arena, const struct query_term *terms,
                           size_t count);

/* One of the terms must occur; empty when there are none. */
struct str query_match_any(struct arena *arena, const struct query_term *terms,
                           size_t count);

/* What `wanted` finds and `excluded` does not; either may be empty. */
struct str query_match_less(struct arena *arena, struct str wanted,
                            struct str excluded);

#endif
