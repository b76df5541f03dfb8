#include "catalog/sync/readers.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "catalog/store/limits.h"

enum {
    READERS_MAX = 8,
    WAITING_BYTES = 24 << 20,
};

struct readers {
    const struct library *library;
    const uint32_t *articles;
    size_t count;
    const atomic_bool *stop; /* of those who want the readings */
    pthread_t threads[READERS_MAX];
    size_t thread_count;

    pthread_mutex_t lock;                   /* of all below */
    pthread_cond_t filled;                  /* the place that is taken next */
    pthread_cond_t freed;                   /* half of the places */
    size_t drawn, taken;                    /* places in `articles` */
    struct reading *waiting[LIMIT_WAITING]; /* for place i at i % LIMIT_WAITING */
    size_t bytes;                           /* of these */
    bool stopped;
};

/* How full it is with what waits and what is being read, in hundredths. Nothing waits
 * where the place that is taken next is the next to be drawn. */
static size_t fullness(const struct readers *readers)
{
    size_t places = 100 * (readers->drawn - readers->taken) / LIMIT_WAITING;
    size_t bytes = readers->bytes / (WAITING_BYTES / 100);

    return places > bytes ? places : bytes;
}

/* The next article for a thread to read, by its place; false when there are none. Waits
 * while too much is to be taken. */
static bool draw(struct readers *readers, size_t *place)
{
    bool found;

    pthread_mutex_lock(&readers->lock);
    while (!readers->stopped && readers->drawn < readers->count &&
           fullness(readers) >= 100)
        pthread_cond_wait(&readers->freed, &readers->lock);
    found = !readers->stopped && readers->drawn < readers->count;
    if (found)
        *place = readers->drawn++;
    pthread_mutex_unlock(&readers->lock);
    return found;
}

static void hand_over(struct readers *readers, size_t place, struct reading *reading)
{
    pthread_mutex_lock(&readers->lock);
    readers->waiting[place % LIMIT_WAITING] = reading;
    readers->bytes += reading->arena.total_bytes;
    if (place == readers->taken)
        pthread_cond_signal(&readers->filled);
    pthread_mutex_unlock(&readers->lock);
}

/* Once a reading was given up, none is to be had any more. */
static void give_up(struct readers *readers)
{
    pthread_mutex_lock(&readers->lock);
    readers->stopped = true;
    pthread_cond_broadcast(&readers->freed);
    pthread_cond_signal(&readers->filled);
    pthread_mutex_unlock(&readers->lock);
}

static struct reading *read_place(struct readers *readers, size_t place,
                                  struct packer *packer, struct arena *scratch)
{
    return reading_new(readers->library, readers->articles[place], readers->stop,
                       packer, scratch);
}

static void *read_articles(void *context)
{
    struct readers *readers = context;
    struct packer *packer = packer_new();
    struct arena scratch = {0};
    size_t place;

    while (draw(readers, &place)) {
        struct reading *reading = read_place(readers, place, packer, &scratch);

        if (reading != NULL)
            hand_over(readers, place, reading);
        else
            give_up(readers);
    }
    packer_free(packer);
    arena_release(&scratch);
    return NULL;
}

static size_t threads_for(size_t articles)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t threads = processors < 1 ? 1 : (size_t)processors;

    if (threads > READERS_MAX)
        threads = READERS_MAX;
    return threads < articles ? threads : articles;
}

struct readers *readers_start(const struct library *library, const uint32_t *articles,
                              size_t count, const atomic_bool *stop)
{
    struct readers *readers = mem_zalloc(1, sizeof *readers);
    size_t threads = threads_for(count);

    readers->library = library;
    readers->articles = articles;
    readers->count = count;
    readers->stop = stop;
    pthread_mutex_init(&readers->lock, NULL);
    pthread_cond_init(&readers->filled, NULL);
    pthread_cond_init(&readers->freed, NULL);
    while (readers->thread_count < threads &&
           pthread_create(&readers->threads[readers->thread_count], NULL, read_articles,
                          readers) == 0)
        readers->thread_count++;
    return readers;
}

/* Where no thread is to be had the writer reads for itself. */
static struct reading *read_one(struct readers *readers)
{
    struct packer *packer = packer_new();
    struct arena scratch = {0};
    struct reading *reading = NULL;

    if (readers->taken < readers->count)
        reading = read_place(readers, readers->taken++, packer, &scratch);
    packer_free(packer);
    arena_release(&scratch);
    return reading;
}

struct reading *readers_take(struct readers *readers)
{
    struct reading **waiting = &readers->waiting[readers->taken % LIMIT_WAITING];
    struct reading *reading = NULL;

    if (readers->thread_count == 0)
        return read_one(readers);
    pthread_mutex_lock(&readers->lock);
    while (*waiting == NULL && readers->taken < readers->count && !readers->stopped)
        pthread_cond_wait(&readers->filled, &readers->lock);
    if (*waiting != NULL) {
        reading = *waiting;
        *waiting = NULL;
        readers->taken++;
        readers->bytes -= reading->arena.total_bytes;
        /* Not for each: waking a thread takes longer than taking a reading. */
        if (fullness(readers) <= 50)
            pthread_cond_broadcast(&readers->freed);
    }
    pthread_mutex_unlock(&readers->lock);
    return reading;
}

void readers_stop(struct readers *readers)
{
    if (readers == NULL)
        return;
    pthread_mutex_lock(&readers->lock);
    readers->stopped = true;
    pthread_cond_broadcast(&readers->freed);
    pthread_mutex_unlock(&readers->lock);
    for (size_t i = 0; i < readers->thread_count; i++)
        pthread_join(readers->threads[i], NULL);
    for (size_t i = 0; i < LIMIT_WAITING; i++)
        reading_free(readers->waiting[i]);
    pthread_cond_destroy(&readers->filled);
    pthread_cond_destroy(&readers->freed);
    pthread_mutex_destroy(&readers->lock);
    free(readers);
}
