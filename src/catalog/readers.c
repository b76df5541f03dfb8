#include "catalog/readers.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

enum {
    READERS_MAX = 8,
    WAITING_MAX = 32, /* readings, of some 20 kB each */
};

struct readers {
    const struct library *library;
    const uint32_t *articles;
    size_t count;
    pthread_t threads[READERS_MAX];
    size_t thread_count;

    pthread_mutex_t lock; /* of all below */
    pthread_cond_t changed;
    size_t drawn, taken;
    struct reading *waiting[WAITING_MAX]; /* a ring */
    size_t first, waiting_count;
    bool stop;
};

/* The next article for a thread to read; false when there are none. */
static bool draw(struct readers *readers, uint32_t *article)
{
    bool found;

    pthread_mutex_lock(&readers->lock);
    found = !readers->stop && readers->drawn < readers->count;
    if (found)
        *article = readers->articles[readers->drawn++];
    pthread_mutex_unlock(&readers->lock);
    return found;
}

static void hand_over(struct readers *readers, struct reading *reading)
{
    pthread_mutex_lock(&readers->lock);
    while (readers->waiting_count == WAITING_MAX && !readers->stop)
        pthread_cond_wait(&readers->changed, &readers->lock);
    if (readers->stop) {
        reading_free(reading);
    } else {
        size_t at = (readers->first + readers->waiting_count++) % WAITING_MAX;

        readers->waiting[at] = reading;
        pthread_cond_broadcast(&readers->changed);
    }
    pthread_mutex_unlock(&readers->lock);
}

static void *read_articles(void *context)
{
    struct readers *readers = context;
    struct arena scratch = {0};
    uint32_t article;

    while (draw(readers, &article))
        hand_over(readers, reading_new(readers->library, article, &scratch));
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
                              size_t count)
{
    struct readers *readers = mem_zalloc(1, sizeof *readers);
    size_t threads = threads_for(count);

    readers->library = library;
    readers->articles = articles;
    readers->count = count;
    pthread_mutex_init(&readers->lock, NULL);
    pthread_cond_init(&readers->changed, NULL);
    while (readers->thread_count < threads &&
           pthread_create(&readers->threads[readers->thread_count], NULL, read_articles,
                          readers) == 0)
        readers->thread_count++;
    return readers;
}

/* Where no thread is to be had the writer reads for itself. */
static struct reading *read_one(struct readers *readers)
{
    struct arena scratch = {0};
    struct reading *reading = NULL;
    uint32_t article;

    if (draw(readers, &article))
        reading = reading_new(readers->library, article, &scratch);
    arena_release(&scratch);
    return reading;
}

struct reading *readers_take(struct readers *readers)
{
    struct reading *reading = NULL;

    if (readers->thread_count == 0)
        return read_one(readers);
    pthread_mutex_lock(&readers->lock);
    while (readers->waiting_count == 0 && readers->taken < readers->count)
        pthread_cond_wait(&readers->changed, &readers->lock);
    if (readers->waiting_count > 0) {
        reading = readers->waiting[readers->first];
        readers->first = (readers->first + 1) % WAITING_MAX;
        readers->waiting_count--;
        readers->taken++;
        pthread_cond_broadcast(&readers->changed);
    }
    pthread_mutex_unlock(&readers->lock);
    return reading;
}

void readers_stop(struct readers *readers)
{
    if (readers == NULL)
        return;
    pthread_mutex_lock(&readers->lock);
    readers->stop = true;
    pthread_cond_broadcast(&readers->changed);
    pthread_mutex_unlock(&readers->lock);
    for (size_t i = 0; i < readers->thread_count; i++)
        pthread_join(readers->threads[i], NULL);
    for (size_t i = 0; i < readers->waiting_count; i++)
        reading_free(readers->waiting[(readers->first + i) % WAITING_MAX]);
    pthread_cond_destroy(&readers->changed);
    pthread_mutex_destroy(&readers->lock);
    free(readers);
}
