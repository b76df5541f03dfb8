/*
 * Where a catalog is kept: in the reader's cache folder, else in a temporary folder of
 * its own, else in memory.
 */
#ifndef LECTERN_CATALOG_STORE_CACHE_LOCATION_H
#define LECTERN_CATALOG_STORE_CACHE_LOCATION_H

#include <stdbool.h>

#include "base/error.h"
#include "base/str.h"

enum cache_location_kind {
    PLACE_FILE, /* that a person named */
    PLACE_CACHE,
    PLACE_TEMPORARY, /* removed with the place */
    PLACE_MEMORY,
};

struct cache_location {
    enum cache_location_kind kind;
    char *path;    /* of the database, as SQLite takes it */
    char *folder;  /* of a temporary place */
    char *token;   /* of a place in memory: its address names it */
    int lock_fd;   /* held while one writes, or -1 */
    bool is_local; /* processes of this host alone have it */
};

/* A place for the catalog of the library whose folder is `root`, as good as can be had
 * from `kind` on. Never fails: memory is always there. Why a better one could not be
 * had is in `err`, which is empty when the first was. */
void cache_location_find(struct cache_location *place, enum cache_location_kind kind,
                         struct str root, struct error *err);

/* Where the catalog of that library lies in the cache folder, the caller's; NULL when
 * there is none. Makes nothing. */
char *cache_location_cached(struct str root);

/* The place that a person named. */
void cache_location_named(struct cache_location *place, const char *path);

/* Makes the file of a cached or temporary catalog, for its owner alone, unless it is
 * there. What lies in its place or beside it and is no file of this user's, like a
 * link, is removed. Others are made by SQLite. */
int cache_location_make_file(const struct cache_location *place, struct error *err);

/* Whether a catalog may be made there: nothing is, or a catalog of any version. */
bool cache_location_is_ours(const struct cache_location *place);

/* Removes the files of a temporary place, which may still be in use; of others
 * nothing. */
void cache_location_clear_temporary(const struct cache_location *place);

/* Gives the lock back and removes what is temporary. A zeroed place is fine. */
void cache_location_leave(struct cache_location *place);

/* Takes away what is there, for a catalog to be made again. */
void cache_location_clear(const struct cache_location *place);

/* Only one process at a time writes; false when it is another one. A process that ends,
 * however it does, gives the lock back. */
bool cache_location_lock(struct cache_location *place);
void cache_location_unlock(struct cache_location *place);

#endif
