/*
 * Opening articles and keeping the last few pages. A page counts its holders; the
 * cache frees the pages that nobody holds.
 */
#include "ui/pages/page.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "read/read_limits.h"
#include "ui/pages/builtin_pages.h"

void page_cache_init(struct page_cache *cache, const struct library *library)
{
    *cache = (struct page_cache){.library = library, .large_bytes = PAGE_LARGE_BYTES};
}

void page_free(struct page *page)
{
    if (page == NULL)
        return;
    page_footer_drop(page->footer);
    arena_release(&page->arena);
    free(page);
}

static void drop_all(struct page_cache *cache)
{
    for (unsigned i = 0; i < cache->count; i++)
        page_free(cache->pages[i]);
    cache->count = 0;
}

void page_cache_release(struct page_cache *cache)
{
    drop_all(cache);
    map_release(&cache->known_paths);
    arena_release(&cache->paths);
}

void page_cache_set_library(struct page_cache *cache, const struct library *library)
{
    drop_all(cache);
    cache->library = library;
}

/* A path that outlives its library. */
static struct str keep_path(struct page_cache *cache, struct str path)
{
    uint64_t hash = str_hash(path);
    const struct str *known = map_thing(&cache->known_paths, hash);
    if (known != NULL && str_eq(*known, path))
        return *known;
    struct str *kept = ARENA_NEW(&cache->paths, struct str);
    *kept = arena_str(&cache->paths, path);
    if (known == NULL)
        map_put_thing(&cache->known_paths, hash, kept);
    return *kept;
}

struct page_id page_of_article(const struct library *library, uint32_t article)
{
    return (struct page_id){PAGE_ARTICLE, library_article(library, article)->path};
}

static void remove_at(struct page_cache *cache, unsigned index)
{
    page_free(cache->pages[index]);
    cache->pages[index] = cache->pages[--cache->count];
}

static size_t page_cache_bytes(const struct page_cache *cache)
{
    size_t sum = 0;
    for (unsigned i = 0; i < cache->count; i++)
        sum += cache->pages[i]->arena.total_bytes;
    return sum;
}

/* The page that nobody holds and that was not asked for longest; -1 when all are
 * held. */
static int oldest(const struct page_cache *cache)
{
    int found = -1;
    for (unsigned i = 0; i < cache->count; i++) {
        if (cache->pages[i]->holds > 0)
            continue;
        if (found < 0 || cache->pages[i]->used < cache->pages[found]->used)
            found = (int)i;
    }
    return found;
}

static void make_room(struct page_cache *cache)
{
    while (cache->count == PAGE_CACHE_PAGES_MAX ||
           page_cache_bytes(cache) > PAGE_CACHE_MAX_BYTES) {
        int index = oldest(cache);
        if (index < 0)
            break;
        remove_at(cache, (unsigned)index);
    }
    /* At most a few pages are held at once: the one shown and a preview. */
    assert(cache->count < PAGE_CACHE_PAGES_MAX);
}

bool page_cache_has_head(const struct page_cache *cache, uint32_t article)
{
    uint64_t bytes = library_article(cache->library, article)->stamp.size_bytes;
    return bytes >= cache->large_bytes && bytes <= READ_FILE_MAX_BYTES;
}

bool page_is_large(const struct page_cache *cache, const struct page *page)
{
    return page->id.kind == PAGE_ARTICLE && !page->failed && !page->is_head &&
           page->opened->stamp.size_bytes >= cache->large_bytes;
}

static int say_gone(struct str path, struct error *err)
{
    if (path.len == 0)
        return error_set(err, "its file is no longer in the library");
    return error_set(err, "'" STR_FMT "' is no longer in the library", STR_ARG(path));
}

static int read_article(const struct page_cache *cache, struct page *page,
                        struct error *err)
{
    const struct library *library = cache->library;
    uint32_t article = page->article;
    if (article == ARTICLE_NONE)
        return say_gone(page->id.path, err);
    return article_open_head(library, article, &page->arena, &page->opened, err);
}

static void open_article(const struct page_cache *cache, struct page *page)
{
    struct error err = {0};
    page->article = library_article_at(cache->library, page->id.path);
    page->title = page->article != ARTICLE_NONE
                      ? library_article(cache->library, page->article)->title
                      : STR("(an article that is gone)");
    int status = read_article(cache, page, &err);
    page->failed = status != 0;
    if (page->failed)
        page->opened = builtin_error(&page->arena, page->title, error_str(&err));
    page->is_head = page->opened->is_head;
    if (page->is_head && page->opened->doc->root->first == NULL)
        page->opened = builtin_waiting(&page->arena, page->title);
}

bool page_wants_footer(const struct page *page)
{
    return page->article != ARTICLE_NONE && !page->failed && !page->is_head &&
           (page->footer == NULL || page->footer_is_old);
}

void page_set_footer(struct page *page, struct page_footer *footer)
{
    struct page_footer *old = page->footer;
    bool is_other = old == NULL || old->digest != footer->digest;
    page_footer_drop(is_other ? old : footer);
    if (is_other)
        page->footer = footer;
}

struct page *page_read(const struct library *library, uint32_t article,
                       const atomic_bool *stop, struct error *err)
{
    struct page *page = mem_zalloc(1, sizeof *page);
    page->id = page_of_article(library, article);
    page->article = article;
    page->title = library_article(library, article)->title;
    if (article_open_until(library, article, stop, &page->arena, &page->opened, err) !=
        0) {
        page_free(page);
        return NULL;
    }
    article_name_terms(library, page->opened, &page->arena);
    return page;
}

/* What a page shows, without the count of its holders. */
static void move_content(struct page *to, const struct page *from)
{
    to->failed = from->failed;
    to->is_head = from->is_head;
    to->trouble = from->trouble;
    to->title = from->title;
    to->opened = from->opened;
    to->footer = from->footer;
    to->footer_is_old = from->footer_is_old;
    to->arena = from->arena;
    to->opened->doc->arena = &to->arena;
}

void page_exchange(struct page *a, struct page *b)
{
    struct page was = *a;
    move_content(a, b);
    move_content(b, &was);
}

bool page_waits(const struct page *page)
{
    return page->is_head && page->trouble.text[0] == '\0';
}

bool page_is_long(const struct page *page)
{
    return page->arena.total_bytes > PAGE_LONG_BYTES;
}

static struct page *page_new(struct page_cache *cache, struct page_id id,
                             const struct page *about)
{
    struct page *page = mem_zalloc(1, sizeof *page);
    page->id = id;
    page->article = ARTICLE_NONE;
    switch (id.kind) {
    case PAGE_ARTICLE:
        open_article(cache, page);
        break;
    case PAGE_HELP:
        page->title = STR("Help");
        page->opened = builtin_help(&page->arena);
        break;
    case PAGE_NOTICES:
        page->title = STR("Notices");
        page->opened = builtin_notices(&page->arena, cache->library,
                                       about != NULL ? about->opened->doc : NULL,
                                       about != NULL ? about->title : (struct str){0});
        break;
    }
    return page;
}

static struct page *find(const struct page_cache *cache, struct page_id id,
                         unsigned *index)
{
    for (unsigned i = 0; i < cache->count; i++) {
        struct page *page = cache->pages[i];
        if (!page->forgotten && page_id_eq(page->id, id)) {
            *index = i;
            return page;
        }
    }
    return NULL;
}

/* The article that was asked for last: the one whose notices one wants to read. */
static const struct page *latest_article(const struct page_cache *cache)
{
    const struct page *latest = NULL;
    for (unsigned i = 0; i < cache->count; i++) {
        const struct page *page = cache->pages[i];
        if (page->id.kind == PAGE_ARTICLE && (!latest || page->used > latest->used))
            latest = page;
    }
    return latest;
}

bool page_cache_has(const struct page_cache *cache, struct page_id id)
{
    unsigned index;
    const struct page *page = find(cache, id, &index);
    return page != NULL && !page->failed && page->trouble.text[0] == '\0';
}

void page_cache_put(struct page_cache *cache, struct page *page)
{
    make_room(cache);
    page->id.path = keep_path(cache, page->id.path);
    page->used = ++cache->clock;
    cache->pages[cache->count++] = page;
}

struct page *page_cache_take(struct page_cache *cache, struct page_id id)
{
    unsigned index;
    struct page *page = find(cache, id, &index);
    /* What failed may succeed now, and there may be other notices than before. */
    bool lacking = page != NULL && (page->failed || page->trouble.text[0] != '\0');
    if (page != NULL && page->holds == 0 && (lacking || id.kind == PAGE_NOTICES)) {
        remove_at(cache, index);
        page = NULL;
    }
    if (page == NULL) {
        page = page_new(cache, id, latest_article(cache));
        page_cache_put(cache, page);
    }
    page->used = ++cache->clock;
    page->holds++;
    return page;
}

void page_cache_doubt_footers(struct page_cache *cache)
{
    for (unsigned i = 0; i < cache->count; i++)
        cache->pages[i]->footer_is_old = true;
}

struct content page_content(const struct page *page)
{
    return (struct content){page->id, page->opened->doc,
                            page->footer != NULL ? &page->footer->parts : NULL};
}

void page_drop(struct page *page)
{
    if (page == NULL)
        return;
    assert(page->holds > 0);
    page->holds--;
}

void page_cache_forget(struct page_cache *cache, struct page_id id)
{
    unsigned index;
    struct page *page = find(cache, id, &index);
    if (page == NULL)
        return;
    page->forgotten = page->holds > 0;
    if (!page->forgotten)
        remove_at(cache, index);
}
