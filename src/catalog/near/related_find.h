/*
 * The articles that are near an article, asked of the catalog when they are shown.
 */
#ifndef LECTERN_CATALOG_NEAR_RELATED_FIND_H
#define LECTERN_CATALOG_NEAR_RELATED_FIND_H

#include "catalog/related.h"
#include "catalog/store/database.h"

struct related_finder;

/* The database must outlive the finder. It keeps what it read, up to some `kept_bytes`
 * of each kind, for the articles that are asked about next. */
struct related_finder *related_finder_new(struct database *database, size_t kept_bytes);
void related_finder_free(struct related_finder *finder); /* NULL is fine */

/* The articles near this one, the nearest first; returns how many. To be called within
 * one transaction. */
size_t related_find(struct related_finder *finder, uint32_t article,
                    struct related found[RELATED_MAX]);

#endif
