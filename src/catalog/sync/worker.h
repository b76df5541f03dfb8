/*
 * A catalog from inside: what its thread (worker.c) and its callers (catalog.c) share.
 */
#ifndef LECTERN_CATALOG_SYNC_WORKER_H
#define LECTERN_CATALOG_SYNC_WORKER_H

#include <pthread.h>
#include <stdatomic.h>

#include "catalog/phase.h"
#include "catalog/store/cache_location.h"
#include "catalog/store/database.h"
#include "library/source.h"
#include "library/watch.h"

/* What the catalog held when it was looked at last. */
struct seen {
    int64_t structures, texts, stale_links;
};

struct catalog {
    struct library *given;
    char *library; /* as library_open() takes it */
    int wake_fd;
    bool watches, is_made, is_output, must_keep, is_new;
    size_t unwalked_from;
    struct arena arena;
    struct source source; /* of a folder, to watch it */
    struct located located;
    const char *root; /* its folder; NULL for one in memory */
    pthread_t thread;
    bool has_thread;
    int poke[2]; /* a pipe: wakes the thread */

    atomic_bool stop, broken;
    atomic_bool is_unwalked;
    atomic_bool is_beside; /* the one that another process writes */
    atomic_int phase;
    atomic_size_t done, total;
    atomic_uint structure, state;

    pthread_mutex_t lock; /* of all below, for others than the thread */
    pthread_cond_t changed;
    struct cache_location place;
    bool has_structure;
    bool has_trouble;
    struct error trouble;
    bool rescan;

    struct database database; /* of the thread, as is all below */
    struct seen seen;
    struct watch *watch;
    bool is_in_step; /* what was looked at last was all taken over */
    /* What the watch has named, until a run has looked at it; the watch's. */
    struct watch_change change;
};

/* What the thread runs: syncs until the catalog is to stop. `context` is the
 * catalog. */
void *catalog_work(void *context);

/* Before the thread is started: takes it that what the database holds now has been
 * seen. False when that is no tree. */
bool catalog_take_known(struct catalog *catalog, struct database *database);

/* Wakes the waiting threads, and writes to the wake-up pipe, because something
 * changed. */
void catalog_announce(struct catalog *catalog);
void catalog_set_phase(struct catalog *catalog, enum catalog_phase phase);

/* What to open: the file that was named may be gone by now, but its folder is the
 * library all the same. */
const char *catalog_path_now(const struct catalog *catalog);

/* Keeps what is to be said to the user; the last one counts. */
void catalog_complain(struct catalog *catalog, const struct error *trouble);

#endif
