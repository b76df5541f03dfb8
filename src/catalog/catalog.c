/*
 * A catalog as others see it: what they want to know is under the lock, or atomic.
 */
#include "catalog/catalog.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "catalog/store/prebuilt.h"
#include "catalog/sync/worker.h"

/* --- Life --- */

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copied = mem_alloc(size);
    memcpy(copied, text, size);
    return copied;
}

static void choose_place(struct catalog *catalog, const struct catalog_options *options)
{
    struct error err = {0};
    if (options->output != NULL)
        cache_location_named(&catalog->place, options->output);
    else
        cache_location_find(&catalog->place,
                            options->given != NULL ? PLACE_MEMORY : PLACE_CACHE,
                            catalog->located.root, &err);
    catalog->is_new = access(catalog->place.path, F_OK) != 0;
    struct error trouble;
    if (err.text[0] != '\0') {
        error_set(&trouble, "%s; the catalog is kept for this session only", err.text);
        catalog_complain(catalog, &trouble);
    }
}

static int open_pipe(struct catalog *catalog, struct error *err)
{
    if (pipe(catalog->poke) != 0)
        return error_errno(err, errno, "cannot make a pipe");
    for (int i = 0; i < 2; i++) {
        fcntl(catalog->poke[i], F_SETFL, O_NONBLOCK);
        fcntl(catalog->poke[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

/* Whether it can be used, and of which library. */
static int take_made(struct catalog *catalog, const struct catalog_options *options,
                     struct error *err)
{
    const char *path = catalog->place.path, *library = options->library;
    if (prebuilt_check(path, err) != 0)
        return -1;
    if (library == NULL &&
        prebuilt_library(path, &catalog->arena, &library, err) != 0 &&
        (library = options->fallback) == NULL)
        return -1;
    catalog->library = copy(library);
    catalog->has_structure = true;
    catalog_set_phase(catalog, CATALOG_READY);
    return 0;
}

static int locate(struct catalog *catalog, struct error *err)
{
    int status = source_locate(&catalog->source, catalog->library, &catalog->arena,
                               &catalog->located, err);
    catalog->root = arena_cstr(&catalog->arena, catalog->located.root);
    if (status == 0 && catalog->is_made)
        status = prebuilt_check_library(catalog->place.path, catalog->root,
                                        &catalog->source, err);
    return status;
}

int catalog_start(struct catalog *catalog, struct error *err)
{
    if (catalog->is_made || catalog->has_thread)
        return 0;
    if (catalog->is_output && !cache_location_is_ours(&catalog->place))
        return error_set(err, "will not write to '%s': it is no catalog of lectern",
                         catalog->place.path);
    if (pthread_create(&catalog->thread, NULL, catalog_work, catalog) != 0)
        return error_set(err, "cannot start a thread");
    catalog->has_thread = true;
    return 0;
}

int catalog_open(const struct catalog_options *options, struct catalog **out,
                 struct error *err)
{
    struct catalog *catalog = mem_zalloc(1, sizeof *catalog);
    int status = 0;
    catalog->given = options->given;
    catalog->wake_fd = options->wake_fd;
    catalog->watches = options->watch;
    catalog->is_made = options->made != NULL;
    catalog->is_output = options->output != NULL;
    catalog->must_keep = options->must_keep;
    catalog->unwalked_from = options->unwalked_from;
    catalog->poke[0] = catalog->poke[1] = -1;
    catalog->place.lock_fd = -1;
    catalog->source.root.fd = -1;
    pthread_mutex_init(&catalog->lock, NULL);
    pthread_cond_init(&catalog->changed, NULL);
    if (options->made != NULL) {
        cache_location_named(&catalog->place, options->made);
        status = take_made(catalog, options, err);
    } else if (options->given == NULL) {
        catalog->library = copy(options->library);
    }
    if (status == 0 && catalog->library != NULL)
        status = locate(catalog, err);
    if (status == 0)
        status = open_pipe(catalog, err);
    if (status == 0 && options->made == NULL)
        choose_place(catalog, options);
    if (status == 0 && !options->starts_later)
        status = catalog_start(catalog, err);
    if (status != 0) {
        catalog_close(catalog);
        return -1;
    }
    *out = catalog;
    return 0;
}

static void poke(const struct catalog *catalog)
{
    if (catalog->poke[1] >= 0 && write(catalog->poke[1], "p", 1) < 0)
        return;
}

/* Only the holder of the write lock may delete the files beside the database, or one
 * that is damaged. To join the log of a run that was stopped with it takes time. */
static void close_database(struct catalog *catalog)
{
    if (!catalog->has_thread)
        return;
    if (atomic_load(&catalog->phase) != CATALOG_READY ||
        !cache_location_lock(&catalog->place)) {
        database_close_readonly(&catalog->database);
        return;
    }
    bool has_room = database_settle(&catalog->database);

    database_close(&catalog->database);
    if (atomic_load(&catalog->broken) || !has_room)
        cache_location_clear(&catalog->place);
}

/* If the thread does not end in time, the process ends without it. */
static void leave_temporary(struct catalog *catalog)
{
    pthread_mutex_lock(&catalog->lock);
    cache_location_clear_temporary(&catalog->place);
    pthread_mutex_unlock(&catalog->lock);
}

void catalog_stop(struct catalog *catalog)
{
    if (catalog == NULL)
        return;
    atomic_store(&catalog->stop, true);
    poke(catalog);
    leave_temporary(catalog);
}

void catalog_close(struct catalog *catalog)
{
    if (catalog == NULL)
        return;
    catalog_stop(catalog);
    if (catalog->has_thread)
        pthread_join(catalog->thread, NULL);
    close_database(catalog);
    cache_location_leave(&catalog->place);
    for (int i = 0; i < 2; i++)
        if (catalog->poke[i] >= 0)
            close(catalog->poke[i]);
    source_close(&catalog->source);
    arena_release(&catalog->arena);
    pthread_cond_destroy(&catalog->changed);
    pthread_mutex_destroy(&catalog->lock);
    free(catalog->library);
    free(catalog);
}

/* --- Asking --- */

static bool is_over(const struct catalog *catalog)
{
    return atomic_load(&catalog->phase) == CATALOG_READY && !catalog->rescan;
}

/* Waits under the lock until `done`, so many milliseconds at most. */
static bool wait_until(struct catalog *catalog, int ms,
                       bool (*done)(const struct catalog *catalog))
{
    struct timespec until;
    int status = 0;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&catalog->lock);
    bool is_done;
    while (!(is_done = done(catalog)) && status == 0)
        status =
            ms < 0 ? pthread_cond_wait(&catalog->changed, &catalog->lock)
                   : pthread_cond_timedwait(&catalog->changed, &catalog->lock, &until);
    pthread_mutex_unlock(&catalog->lock);
    return is_done;
}

static bool has_structure(const struct catalog *catalog)
{
    return catalog->has_structure || is_over(catalog);
}

bool catalog_wait_structure(struct catalog *catalog, int ms)
{
    (void)wait_until(catalog, ms, has_structure);
    pthread_mutex_lock(&catalog->lock);
    bool has = catalog->has_structure;
    pthread_mutex_unlock(&catalog->lock);
    return has;
}

bool catalog_wait(struct catalog *catalog, int ms)
{
    return wait_until(catalog, ms, is_over);
}

struct catalog_progress catalog_progress(const struct catalog *catalog)
{
    return (struct catalog_progress){
        .phase = (enum catalog_phase)atomic_load(&catalog->phase),
        .done = atomic_load(&catalog->done),
        .total = atomic_load(&catalog->total),
    };
}

unsigned catalog_structure(const struct catalog *catalog)
{
    return atomic_load(&catalog->structure);
}

unsigned catalog_state(const struct catalog *catalog)
{
    return atomic_load(&catalog->state);
}

struct library *catalog_given(const struct catalog *catalog)
{
    return catalog->given;
}

struct str catalog_wanted(const struct catalog *catalog)
{
    return catalog->located.wanted;
}

const char *catalog_path(const struct catalog *catalog)
{
    return catalog->library;
}

bool catalog_is_prebuilt(const struct catalog *catalog)
{
    return catalog->is_made;
}

int catalog_source(const struct catalog *catalog, struct arena *arena,
                   struct source *source, struct error *err)
{
    struct located located;
    return source_locate(source, catalog_path_now(catalog), arena, &located, err);
}

bool catalog_trouble(struct catalog *catalog, struct error *trouble)
{
    pthread_mutex_lock(&catalog->lock);
    bool has = catalog->has_trouble;
    if (has)
        *trouble = catalog->trouble;
    catalog->has_trouble = false;
    pthread_mutex_unlock(&catalog->lock);
    return has;
}

void catalog_rescan(struct catalog *catalog)
{
    if (!catalog->has_thread || !catalog->watches)
        return;
    pthread_mutex_lock(&catalog->lock);
    catalog->rescan = true;
    pthread_mutex_unlock(&catalog->lock);
    poke(catalog);
}

void catalog_is_broken(struct catalog *catalog)
{
    if (atomic_exchange(&catalog->broken, true))
        return;
    struct error trouble;
    if (catalog->is_made) {
        error_set(&trouble, "the catalog '%s' is damaged", catalog->place.path);
        catalog_complain(catalog, &trouble);
    } else if (!catalog->watches) {
        error_set(&trouble, "the catalog is damaged and will be made anew next time");
        catalog_complain(catalog, &trouble);
    }
    catalog_rescan(catalog);
}

bool catalog_is_new(const struct catalog *catalog)
{
    return catalog->is_new;
}

bool catalog_is_beside(const struct catalog *catalog)
{
    return atomic_load(&catalog->is_beside);
}

bool catalog_is_unwalked(const struct catalog *catalog)
{
    return atomic_load(&catalog->is_unwalked);
}

bool catalog_is_kept(struct catalog *catalog)
{
    pthread_mutex_lock(&catalog->lock);
    enum cache_location_kind kind = catalog->place.kind;
    pthread_mutex_unlock(&catalog->lock);
    return kind == PLACE_FILE || kind == PLACE_CACHE;
}

char *catalog_file(struct catalog *catalog)
{
    pthread_mutex_lock(&catalog->lock);
    char *path = copy(catalog->place.path);
    pthread_mutex_unlock(&catalog->lock);
    return path;
}
