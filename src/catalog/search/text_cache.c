/*
 * Reads articles again for their snippets. A few articles are kept; the one that was
 * used longest ago makes room.
 */
#include "catalog/search/text_cache.h"

#include "base/text.h"
#include "catalog/text/section.h"

static void forget(struct text_cache *cache, struct cached_text *item)
{
    cache->bytes -= item->arena.total_bytes;
    arena_release(&item->arena);
    *item = (struct cached_text){0};
}

/* A free place, or that of the article that was not asked for the longest. */
static struct cached_text *find_oldest(struct text_cache *cache)
{
    struct cached_text *oldest = &cache->items[0];
    for (size_t i = 1; i < TEXT_CACHE_ARTICLES; i++) {
        if (cache->items[i].used < oldest->used)
            oldest = &cache->items[i];
    }
    return oldest;
}

/* Lets some go when all are too large together. */
static void shrink(struct text_cache *cache)
{
    for (size_t i = 0; cache->bytes > TEXT_CACHE_BYTES && i < TEXT_CACHE_ARTICLES; i++)
        forget(cache, &cache->items[i]);
}

/* Items of a list are set apart by dots: their marks would look like dashes. */
static void put_line(struct buf *out, struct str line)
{
    bool is_item = str_starts(line, STR("- "));
    line = str_trim(is_item ? str_tail(line, 2) : line);
    if (line.len == 0)
        return;
    if (out->len > 0)
        buf_puts(out, is_item ? STR(" · ") : STR(" "));
    text_clean_to(out, line, TEXT_ONE_LINE);
}

static struct str clean_section(const struct doc *doc, size_t number, struct buf *text,
                                struct buf *out, struct arena *arena)
{
    buf_clear(text);
    buf_clear(out);
    section_put(doc, number, text);
    struct str rest = buf_str(text);
    struct str line;
    while (str_cut_line(&rest, &line))
        put_line(out, str_trim(line));
    return arena_str(arena, str_trim(buf_str(out)));
}

static void take_sections(struct cached_text *item, const struct doc *doc)
{
    struct buf text = {0}, line = {0};
    item->count = doc->heading_count + 1;
    item->sections = ARENA_ARRAY(&item->arena, item->count, struct str);
    for (size_t i = 0; i < item->count; i++) {
        if (!section_is_top(doc, i))
            item->sections[i] = clean_section(doc, i, &text, &line, &item->arena);
    }
    buf_release(&text);
    buf_release(&line);
}

static struct cached_text *read_article(struct text_cache *cache,
                                        const struct library *library, uint32_t article,
                                        const atomic_bool *stop)
{
    if (cache->scratch.total_bytes > TEXT_CACHE_BYTES)
        arena_release(&cache->scratch);
    arena_clear(&cache->scratch);
    struct doc *doc;
    if (article_read(library, article, stop, &cache->scratch, &doc, NULL) != 0)
        return NULL;
    shrink(cache);
    struct cached_text *item = find_oldest(cache);
    forget(cache, item);
    item->article = article;
    take_sections(item, doc);
    cache->bytes += item->arena.total_bytes;
    return item;
}

static struct cached_text *find(struct text_cache *cache, uint32_t article)
{
    for (size_t i = 0; i < TEXT_CACHE_ARTICLES; i++) {
        struct cached_text *item = &cache->items[i];
        if (item->sections != NULL && item->article == article)
            return item;
    }
    return NULL;
}

const struct str *text_cache_sections(struct text_cache *cache,
                                      const struct library *library, uint32_t article,
                                      const atomic_bool *stop, size_t *count)
{
    struct cached_text *item = find(cache, article);
    if (item == NULL)
        item = read_article(cache, library, article, stop);
    if (item == NULL)
        return NULL;
    item->used = ++cache->now;
    *count = item->count;
    return item->sections;
}

void text_cache_clear(struct text_cache *cache)
{
    for (size_t i = 0; i < TEXT_CACHE_ARTICLES; i++)
        forget(cache, &cache->items[i]);
    arena_release(&cache->scratch);
}
