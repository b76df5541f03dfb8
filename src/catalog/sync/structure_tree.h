/*
 * The part of a library's structure that only all files together make: names, topics,
 * notices and what is said of the whole.
 */
#ifndef LECTERN_CATALOG_SYNC_STRUCTURE_TREE_H
#define LECTERN_CATALOG_SYNC_STRUCTURE_TREE_H

#include <stdint.h>

#include "catalog/store/database.h"
#include "library/library.h"

/* Writes it again, within a transaction; `ids` are the ids of articles by their
 * numbers. */
void structure_write_tree(struct database *database, const uint32_t *ids,
                          const struct library *library);

#endif
