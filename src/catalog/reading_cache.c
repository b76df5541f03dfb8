#include "catalog/reading_cache.h"

static void forget(struct cached_reading *item)
{
    arena_release(&item->arena);
    *item = (struct cached_reading){0};
}

static struct cached_reading *find_oldest(struct reading_cache *cache)
{
    struct cached_reading *oldest = &cache->items[0];

    for (size_t i = 1; i < READING_CACHE_ARTICLES; i++) {
        struct cached_reading *item = &cache->items[i];

        if (item->doc == NULL || item->used < oldest->used)
            oldest = item;
    }
    return oldest;
}

/* Lets some go until the others are small enough together. */
static void shrink(struct reading_cache *cache)
{
    size_t bytes = 0;

    for (size_t i = 0; i < READING_CACHE_ARTICLES; i++)
        bytes += cache->items[i].arena.total_bytes;
    for (size_t i = 0; bytes > READING_CACHE_BYTES && i < READING_CACHE_ARTICLES; i++) {
        bytes -= cache->items[i].arena.total_bytes;
        forget(&cache->items[i]);
    }
}

const struct doc *reading_cache_open(struct reading_cache *cache,
                                     const struct library *library, uint32_t article,
                                     const atomic_bool *stop)
{
    struct cached_reading *item;
    struct doc *doc = NULL;

    cache->now++;
    for (size_t i = 0; i < READING_CACHE_ARTICLES; i++) {
        item = &cache->items[i];
        if (item->doc != NULL && item->article == article) {
            item->used = cache->now;
            return item->doc;
        }
    }
    shrink(cache);
    item = find_oldest(cache);
    forget(item);
    if (article_read(library, article, stop, &item->arena, &doc, NULL) != 0) {
        forget(item);
        return NULL;
    }
    item->doc = doc;
    item->article = article;
    item->used = cache->now;
    return doc;
}

void reading_cache_clear(struct reading_cache *cache)
{
    for (size_t i = 0; i < READING_CACHE_ARTICLES; i++)
        forget(&cache->items[i]);
}
