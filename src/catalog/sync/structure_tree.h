/*
 * The part of a library's structure that only all files together make: names, topics,
 * notices and what is said of the whole.
 */
#ifndef LECTERN_CATALOG_SYNC_STRUCTURE_TREE_H
#define LECTERN_CATALOG_SYNC_STRUCTURE_TREE_H

#include "catalog/sync/structure.h"

/* Writes it anew, within a transaction; `ids` must be there. */
void structure_write_tree(const struct structure *structure,
                          const struct library *library);

#endif
