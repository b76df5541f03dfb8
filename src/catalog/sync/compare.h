/*
 * For one question to a library that has a catalog in the cache folder: uses the
 * catalog as it is, and finds out whether it is still right.
 *
 * Nothing is indexed here, nothing is waited for, and the catalog is not written: what
 * is found out of step will be indexed when the library is next read or searched.
 */
#ifndef LECTERN_CATALOG_SYNC_COMPARE_H
#define LECTERN_CATALOG_SYNC_COMPARE_H

#include <stdint.h>

#include "base/error.h"
#include "catalog/catalog.h"
#include "library/library.h"

/* Opens the catalog that the cache folder has of the library at `path`, to be read as
 * one that was made ahead. -1 when there is none that can be used. */
int compare_open(const char *path, struct catalog **out, struct error *err);

/*
 * Walks the folder. Where it is as the catalog has it, `*out` is NULL. Else it is the
 * library as it is now, in memory, with its own numbers of articles, and `*start` the
 * article of the file that was named; of files that did not change the names are taken
 * from the catalog, so this is quicker than library_open().
 */
int compare_folder(struct catalog *catalog, struct library **out, uint32_t *start,
                   struct error *err);

#endif
