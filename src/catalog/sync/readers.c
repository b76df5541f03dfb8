/*
 * Readings made by a pool of threads.
 */
#include "catalog/sync/readers.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "catalog/store/catalog_limits.h"

enum { WAITING_BYTES = 24 << 20 };

struct readers {
    const struct library *library;
    const uint32_t *articles;
    const struct lexicon *lexicon;
    const atomic_bool *stop; /* of those who want the readings */
    struct pool *pool;
};

static void *begin_tools(void *context)
{
    const struct readers *readers = context;
    struct reading_tools *tools = mem_zalloc(1, sizeof *tools);
    reading_tools_init(tools, readers->lexicon);
    return tools;
}

static void end_tools(void *own)
{
    reading_tools_release(own);
    free(own);
}

static void *read_article(void *context, void *own, size_t index, size_t *bytes)
{
    const struct readers *readers = context;
    struct reading *reading =
        reading_new(readers->library, readers->articles[index], readers->stop, own);
    if (reading != NULL)
        *bytes = reading->arena.total_bytes;
    return reading;
}

static void drop_reading(void *result)
{
    reading_free(result);
}

struct readers *readers_start(const struct library *library, const uint32_t *articles,
                              size_t count, const struct lexicon *lexicon,
                              const atomic_bool *stop)
{
    struct readers *readers = mem_zalloc(1, sizeof *readers);
    *readers = (struct readers){
        .library = library, .articles = articles, .lexicon = lexicon, .stop = stop};
    readers->pool = pool_start(&(struct pool_work){.context = readers,
                                                   .count = count,
                                                   .begin = begin_tools,
                                                   .end = end_tools,
                                                   .make = read_article,
                                                   .drop = drop_reading,
                                                   .window = LIMIT_WAITING,
                                                   .window_bytes = WAITING_BYTES});
    return readers;
}

struct reading *readers_take(struct readers *readers)
{
    return pool_take(readers->pool);
}

void readers_stop(struct readers *readers)
{
    if (readers == NULL)
        return;
    pool_stop(readers->pool);
    free(readers);
}
