/*
 * Bringing a catalog in step with its library, once.
 *
 *     look      walk the folder, compare; open the library where something differs
 *               (or look at the folders alone, and walk where one of them differs; or
 *               list those alone that a watch has named)
 *     structure write files, names, topics: from here on the tree can be shown
 *     read      read new and changed articles, write what is in them, in batches
 *     relink    resolve links again where names changed
 *
 * A run can be stopped at any moment, or killed: what is committed stays, and the next
 * run reads the articles that are not marked as read.
 */
#ifndef LECTERN_CATALOG_SYNC_SYNC_H
#define LECTERN_CATALOG_SYNC_SYNC_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "catalog/phase.h"
#include "catalog/store/database.h"
#include "library/watch.h"

struct sync {
    struct database *database;
    const char *path;              /* of the library; see library_open() */
    const struct library *library; /* of one that is held in memory; else NULL */
    bool is_shared;                /* others read while it is written: see sync.c */
    /* Files of a library that is not walked where nothing shows that it changed
     * (library/probes.h); 0: it is always walked. */
    size_t unwalked_from;
    /* What a watch has named: nothing else changed since the last run. 0: anything may
     * have. */
    const struct watch_place *places;
    size_t place_count;
    const atomic_bool *stop;
    void *context;
    /* A folder of the library is about to be listed. May be NULL. */
    void (*folder)(void *context, struct str path);
    /* Where it is; called often. */
    void (*progress)(void *context, enum catalog_phase phase, size_t done,
                     size_t total);
    /* Something was committed: the structure, or facts alone. */
    void (*committed)(void *context, bool structure);
};

enum sync_found {
    SYNC_NOTHING,
    SYNC_UNWALKED, /* nothing changed as far as the folders show */
    SYNC_CHANGES,
};

/* `*found` says whether anything had changed. Fails when the library cannot be opened,
 * or the database cannot be written: then database_fault() says why. */
int sync_run(const struct sync *sync, enum sync_found *found, struct error *err);

#endif
