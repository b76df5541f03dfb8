/*
 * The catalog's thread.
 *
 * It owns the place and the one connection that writes. A fault of the database leads
 * to another try, at the same place when the catalog was damaged, at a less good one
 * when it cannot be written there; the last is memory.
 */
#include "catalog/sync/worker.h"

#include <errno.h>
#include <poll.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "catalog/store/compact.h"
#include "catalog/store/prebuilt.h"
#include "catalog/store/schema.h"
#include "catalog/sync/sync.h"

enum {
    TRIES_MAX = 4,           /* of a run: broken, full, full again, and once more */
    WAIT_FOR_OTHER_MS = 250, /* between looks at whether another process is done */
    /* For another process that has written nothing yet: it may be stopped. */
    WAIT_FOR_TREE_MS = 200,
    WAIT_FOR_TREE_STEP_MS = 50,
    WAKE_ARTICLES = 64, /* between two bytes to the wake-up pipe */
    /* To see that nothing changed, each page is read once; then it waits for hours. */
    LOOK_CACHE_KIB = 1000,
};

/* --- Telling --- */

static void wake(const struct catalog *catalog)
{
    /* A full pipe wakes as well as a byte more in it would. */
    if (catalog->wake_fd >= 0 && write(catalog->wake_fd, "c", 1) < 0)
        return;
}

void catalog_announce(struct catalog *catalog)
{
    pthread_mutex_lock(&catalog->lock);
    pthread_cond_broadcast(&catalog->changed);
    pthread_mutex_unlock(&catalog->lock);
    wake(catalog);
}

void catalog_set_phase(struct catalog *catalog, enum catalog_phase phase)
{
    if (atomic_exchange(&catalog->phase, (int)phase) != (int)phase)
        catalog_announce(catalog);
}

static void progress(void *context, enum catalog_phase phase, size_t done, size_t total)
{
    struct catalog *catalog = context;
    atomic_store(&catalog->done, done);
    atomic_store(&catalog->total, total);
    catalog_set_phase(catalog, phase);
    if (done > 0 && done % WAKE_ARTICLES == 0)
        wake(catalog);
}

static void committed(void *context, bool structure)
{
    struct catalog *catalog = context;
    /* A view that is opened when there is one shows this one. */
    atomic_fetch_add(&catalog->structure, structure);
    atomic_fetch_add(&catalog->state, 1);
    if (structure) {
        pthread_mutex_lock(&catalog->lock);
        catalog->has_structure = true;
        pthread_mutex_unlock(&catalog->lock);
    }
    catalog_announce(catalog);
}

void catalog_complain(struct catalog *catalog, const struct error *trouble)
{
    pthread_mutex_lock(&catalog->lock);
    catalog->trouble = *trouble;
    catalog->has_trouble = true;
    pthread_mutex_unlock(&catalog->lock);
    catalog_announce(catalog);
}

static void watch_one(void *context, struct str path)
{
    struct catalog *catalog = context;
    watch_folder(catalog->watch, path);
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

const char *catalog_path_now(const struct catalog *catalog)
{
    struct stat st;
    bool is_gone = catalog->located.wanted.len > 0 &&
                   stat(catalog->library, &st) != 0 && errno == ENOENT;
    return is_gone ? catalog->root : catalog->library;
}

/* --- The database --- */

/* Other processes write to it as well only where they can share memory by way of it. */
static void set_up(struct catalog *catalog)
{
    struct database *database = &catalog->database;
    bool in_memory = catalog->place.kind == PLACE_MEMORY;
    if (in_memory)
        database_run(database, "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF");
    else if (catalog->place.is_local)
        database_run(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
    else /* a journal in memory would be lost when the process is killed */
        database_run(database, "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF");
    database_cache(database, LOOK_CACHE_KIB);
}

static int open_database(struct catalog *catalog, struct error *err)
{
    struct database *database = &catalog->database;
    if (database->handle != NULL)
        return 0;
    if (cache_location_make_file(&catalog->place, err) != 0)
        return -1;
    if (database_open(database, catalog->place.path, DATABASE_WRITE, err) != 0)
        return -1;
    database_stop_at(database, &catalog->stop);
    /* Until there is something to lose: the disk is not waited for. */
    database_run(database, "PRAGMA synchronous=OFF");
    schema_claim(database);
    set_up(catalog);
    if (!schema_make(database) && database_fault(database) == FAULT_NONE)
        database_mark_corrupt(database); /* one of something else, or another version */
    return database_check(database, "use the catalog", err);
}

/* --- What others have written --- */

static bool has_structure(struct catalog *catalog)
{
    pthread_mutex_lock(&catalog->lock);
    bool has = catalog->has_structure;
    pthread_mutex_unlock(&catalog->lock);
    return has;
}

/* Announces that another process has written since the last time: what it found is no
 * news to a run of one's own. */
static void tell_of_others(struct catalog *catalog, struct database *database)
{
    struct seen now = {
        .structures = state_get(database, "structures"),
        .texts = state_get(database, "written"),
        .stale_links = state_get(database, "stale_links"),
    };
    bool has = state_get(database, "articles") > 0;
    if (database_fault(database) != FAULT_NONE)
        return;
    if (now.structures != catalog->seen.structures)
        committed(catalog, has);
    else if (now.texts != catalog->seen.texts ||
             now.stale_links != catalog->seen.stale_links)
        committed(catalog, false);
    catalog->seen = now;
}

bool catalog_take_known(struct catalog *catalog, struct database *database)
{
    tell_of_others(catalog, database);
    return has_structure(catalog);
}

/* While another process writes. */
static void glance(struct catalog *catalog)
{
    struct database database;
    struct error ignored;
    if (database_open(&database, catalog->place.path, DATABASE_READ, &ignored) != 0)
        return;
    if (schema_is_current(&database))
        tell_of_others(catalog, &database);
    database_close_readonly(&database);
}

/* What this process has written is no news. */
static void note_own(struct catalog *catalog)
{
    catalog->seen = (struct seen){
        .structures = state_get(&catalog->database, "structures"),
        .texts = state_get(&catalog->database, "written"),
        .stale_links = state_get(&catalog->database, "stale_links"),
    };
}

/* --- Mending --- */

static void forget_structure(struct catalog *catalog)
{
    pthread_mutex_lock(&catalog->lock);
    catalog->has_structure = false;
    pthread_mutex_unlock(&catalog->lock);
    catalog->seen = (struct seen){0};
}

static void move_to(struct catalog *catalog, enum cache_location_kind kind)
{
    struct cache_location next;
    struct error ignored;
    cache_location_find(&next, kind, catalog->located.root, &ignored);
    forget_structure(catalog);
    pthread_mutex_lock(&catalog->lock);
    struct cache_location old = catalog->place;
    catalog->place = next;
    pthread_mutex_unlock(&catalog->lock);
    cache_location_leave(&old);
}

/* Views may hold on to what is in memory, so it is made elsewhere there. */
static void make_anew(struct catalog *catalog)
{
    struct error trouble;
    error_set(&trouble, "the catalog was damaged and is made anew");
    if (catalog->place.kind == PLACE_MEMORY) {
        move_to(catalog, PLACE_MEMORY);
    } else {
        cache_location_clear(&catalog->place);
        forget_structure(catalog);
    }
    catalog_complain(catalog, &trouble);
}

/* False when there is no other place. */
static bool move_on(struct catalog *catalog, const struct error *cause)
{
    if (catalog->place.kind == PLACE_MEMORY || catalog->place.kind == PLACE_FILE)
        return false;
    struct error trouble;
    error_set(&trouble, "%s; it is kept for this session only ('%s')", cause->text,
              catalog->place.path);
    move_to(catalog, (enum cache_location_kind)(catalog->place.kind + 1));
    catalog_complain(catalog, &trouble);
    return true;
}

/* Frees space on a full disk: deletes a catalog that is half made, and a log that does
 * not fit into its database. */
static void free_disk(struct catalog *catalog)
{
    struct database *database = &catalog->database;
    if (database->handle == NULL)
        return;
    database_rollback(database);
    bool is_whole = !catalog->is_new && database_settle(database);
    database_close(database);
    if (!is_whole && catalog->place.kind != PLACE_FILE)
        cache_location_clear(&catalog->place);
}

/* Makes what can be made of a fault, and says so; false when nothing can. */
static bool mend(struct catalog *catalog, enum database_fault fault,
                 const struct error *cause)
{
    if (fault == FAULT_FULL)
        free_disk(catalog);
    database_close(&catalog->database);
    switch (fault) {
    case FAULT_BROKEN:
        make_anew(catalog);
        return true;
    case FAULT_FULL:
    case FAULT_BUSY: /* by a program that knows nothing of the lock, so perhaps long */
        return move_on(catalog, cause);
    case FAULT_NONE:
    case FAULT_STOPPED:
    case FAULT_OTHER:
        break;
    }
    return false;
}

/* --- Runs --- */

static int try_run(struct catalog *catalog, enum sync_found *found, struct error *err)
{
    struct sync sync = {
        .database = &catalog->database,
        .path = catalog_path_now(catalog),
        .library = catalog->given,
        .is_shared = catalog->place.kind != PLACE_MEMORY && catalog->place.is_local,
        .unwalked_from = catalog->unwalked_from,
        .places = catalog->change.places,
        .place_count = catalog->change.count,
        .stop = &catalog->stop,
        .context = catalog,
        .folder = watch_one,
        .progress = progress,
        .committed = committed,
    };
    catalog->change = (struct watch_change){.count = 0}; /* another try walks */
    /* Someone took it away, or another process has made it again. */
    if (database_has_moved(&catalog->database))
        database_close(&catalog->database);
    if (open_database(catalog, err) != 0)
        return -1;
    tell_of_others(catalog, &catalog->database);
    int status = sync_run(&sync, found, err);
    if (status == 0)
        prebuilt_note_library(&catalog->database, catalog->located.root);
    if (database_fault(&catalog->database) == FAULT_NONE)
        note_own(catalog);
    return status;
}

/* One file, to be handed on: nothing of it is left beside it. */
static void seal(struct catalog *catalog)
{
    struct database *database = &catalog->database;
    database_run(database, "PRAGMA wal_checkpoint(TRUNCATE)");
    database_run(database, "PRAGMA journal_mode=DELETE");
    struct error err;
    if (database_check(database, "finish the catalog", &err) != 0)
        catalog_complain(catalog, &err);
}

static enum database_fault fault_of(const struct catalog *catalog)
{
    /* An open that failed has left no connection to ask. */
    return catalog->database.handle == NULL ? FAULT_FULL
                                            : database_fault(&catalog->database);
}

/* Waits until the pipe is written to or the watch has something to report, so many
 * milliseconds at most; negative: as long as the watch allows. */
static void wait_poked(struct catalog *catalog, int ms)
{
    struct pollfd fds[] = {
        {.fd = catalog->poke[0], .events = POLLIN},
        {.fd = ms < 0 ? watch_fd(catalog->watch) : -1, .events = POLLIN},
    };
    if (ms < 0)
        ms = watch_timeout_ms(catalog->watch, now_ms());
    char bytes[16];
    if (poll(fds, 2, ms) > 0 && fds[0].revents != 0)
        while (read(fds[0].fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes)
            continue;
}

/* A program that knows nothing of the lock keeps us from writing, perhaps for long.
 * What can be read meanwhile is shown; false when nothing can. */
static bool wait_for_holder(struct catalog *catalog)
{
    database_close(&catalog->database);
    glance(catalog);
    if (!has_structure(catalog))
        return false;
    catalog_set_phase(catalog, CATALOG_WAITING);
    wait_poked(catalog, WAIT_FOR_OTHER_MS);
    return true;
}

/* As try_run(), repeated while another process holds the database. */
static int try_while_held(struct catalog *catalog, enum sync_found *found,
                          struct error *err)
{
    int status;
    do
        status = try_run(catalog, found, err);
    while (status != 0 && !atomic_load(&catalog->stop) &&
           fault_of(catalog) == FAULT_BUSY && wait_for_holder(catalog));
    return status;
}

/* False when the catalog is not in step. */
static bool run(struct catalog *catalog, enum sync_found *found)
{
    struct error err = {0};
    if (atomic_exchange(&catalog->broken, false))
        mend(catalog, FAULT_BROKEN, &err);
    for (int i = 0; i < TRIES_MAX && !atomic_load(&catalog->stop); i++) {
        if (try_while_held(catalog, found, &err) == 0)
            return true;
        /* The library, not the catalog, may be what cannot be read. */
        if (fault_of(catalog) == FAULT_NONE || !mend(catalog, fault_of(catalog), &err))
            break;
    }
    if (atomic_load(&catalog->stop))
        return false;
    /* What the catalog has is of a library that is not there now. Its views go on, but
     * a question of the moment gets no answer. */
    if (!catalog->watches && fault_of(catalog) == FAULT_NONE)
        forget_structure(catalog);
    catalog_complain(catalog, &err);
    return false;
}

/* --- The thread --- */

static bool take_rescan(struct catalog *catalog)
{
    pthread_mutex_lock(&catalog->lock);
    bool rescan = catalog->rescan;
    catalog->rescan = false;
    if (rescan) /* a thread that waits for it has not seen its end yet */
        atomic_store(&catalog->phase, CATALOG_LOOKING);
    pthread_mutex_unlock(&catalog->lock);
    return rescan;
}

/* Nobody waits for a catalog that another process has only begun: one is made beside
 * it, which takes as long, or as long as the command that asks has time for. */
static void leave_to_other(struct catalog *catalog)
{
    atomic_store(&catalog->is_beside, true);
    struct error cause;
    if (catalog->watches) {
        error_set(&cause, "another lectern is indexing this library");
        (void)move_on(catalog, &cause);
    } else {
        move_to(catalog, (enum cache_location_kind)(catalog->place.kind + 1));
    }
}

/* Whether the catalog must come to be in its place, which others write to now. */
static bool must_wait(const struct catalog *catalog)
{
    return catalog->must_keep || catalog->place.kind == PLACE_FILE ||
           catalog->place.kind == PLACE_MEMORY;
}

/* While another process writes, what it has written is shown. */
static bool lock_place(struct catalog *catalog)
{
    int64_t since = now_ms();
    while (!atomic_load(&catalog->stop)) {
        if (cache_location_lock(&catalog->place))
            return true;
        catalog_set_phase(catalog, CATALOG_WAITING);
        glance(catalog);
        if (has_structure(catalog))
            wait_poked(catalog, WAIT_FOR_OTHER_MS);
        else if (now_ms() - since < WAIT_FOR_TREE_MS)
            wait_poked(catalog, WAIT_FOR_TREE_STEP_MS);
        else if (must_wait(catalog))
            wait_poked(catalog, WAIT_FOR_OTHER_MS);
        else
            leave_to_other(catalog);
    }
    return false;
}

/* What goes wrong here is no loss, or will be found by the next run. */
static void tidy(struct catalog *catalog)
{
    if (catalog->database.handle == NULL || atomic_load(&catalog->stop))
        return;
    compact(&catalog->database, &catalog->stop);
    database_clear_error(&catalog->database);
    database_cache(&catalog->database, LOOK_CACHE_KIB);
}

static void run_once(struct catalog *catalog)
{
    enum sync_found found = SYNC_NOTHING;
    bool done = run(catalog, &found);
    if (!catalog->watches)
        tidy(catalog);
    if (done && catalog->is_output)
        seal(catalog);
    catalog->is_in_step = done;
    atomic_store(&catalog->done, 0);
    atomic_store(&catalog->is_unwalked, found == SYNC_UNWALKED);
    catalog_set_phase(catalog, CATALOG_READY);
    if (catalog->watches) /* readers need not wait for it */
        tidy(catalog);
    cache_location_unlock(&catalog->place);
    watch_rescanned(catalog->watch, now_ms(), found == SYNC_CHANGES);
    mem_trim(); /* what a run needs is much, and not needed for long */
}

/* The watch knows the folder that was there first: another one may be there now. */
static void watch_anew(struct catalog *catalog)
{
    watch_free(catalog->watch);
    source_close(&catalog->source);
    catalog->watch = NULL;
    struct error ignored;
    if (source_open_folder(&catalog->source, catalog->root, &ignored) == 0)
        catalog->watch = watch_new(&catalog->source, NULL, now_ms());
}

static void wait_for_change(struct catalog *catalog)
{
    const char *trouble = watch_trouble(catalog->watch);
    if (trouble != NULL) {
        struct error err;
        error_set(&err, "%s", trouble);
        catalog_complain(catalog, &err);
    }
    while (!atomic_load(&catalog->stop) && !take_rescan(catalog)) {
        wait_poked(catalog, -1);
        if (!watch_take(catalog->watch, now_ms(), &catalog->change))
            continue;
        if (catalog->change.root_gone)
            watch_anew(catalog);
        if (catalog->change.root_gone || !catalog->is_in_step)
            catalog->change.count = 0;
        break;
    }
}

void *catalog_work(void *context)
{
    struct catalog *catalog = context;
    if (catalog->watches && catalog->root != NULL)
        catalog->watch = watch_new(&catalog->source, NULL, now_ms());
    while (lock_place(catalog)) {
        run_once(catalog);
        if (!catalog->watches)
            break;
        wait_for_change(catalog);
    }
    watch_free(catalog->watch);
    return NULL;
}
