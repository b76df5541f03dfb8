/*
 * Tests one row after the other: folders by the path, topics by the titles above an
 * article, the scope by a sorted list of article ids. The titles of a topic are kept
 * until a row of another topic comes, since neighbouring rows mostly have the same.
 */
#include "catalog/query/filter.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/catalog.h"

enum { TOPICS_MAX = LIBRARY_DEPTH_MAX + 2 };

/* --- Scopes --- */

static void take_topic(struct search *search, uint64_t topic)
{
    struct scope_cache *cache = &search->scope;
    size_t cap = 0;
    statement_int(search->below, 1, (int64_t)topic);
    while (statement_next(search->below)) {
        cache->articles =
            mem_grow(cache->articles, cache->count, &cap, sizeof *cache->articles);
        cache->articles[cache->count++] = (uint32_t)column_int(search->below, 0);
    }
    cache->is_made = !search_is_stopped(search);
    cache->topic = topic;
}

static void load_scope(struct filter *filter)
{
    struct search *search = filter->search;
    struct scope_cache *cache = &search->scope;
    struct library *given = catalog_given(search->catalog);
    if (given != NULL || !cache->is_made || cache->topic != filter->scope.topic->id) {
        free(cache->articles);
        *cache = (struct scope_cache){0};
        if (given != NULL)
            cache->articles = scope_articles(given, filter->scope.topic, &cache->count);
        else
            take_topic(search, filter->scope.topic->id);
    }
    filter->articles = cache->articles;
    filter->article_count = cache->count;
}

static int compare_numbers(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

static bool is_in_scope(const struct filter *filter, uint32_t article)
{
    if (filter->scope.article != ARTICLE_NONE)
        return article == filter->scope.article;
    if (filter->scope.topic == NULL)
        return true;
    return filter->article_count > 0 && /* else there is no array to look in */
           bsearch(&article, filter->articles, filter->article_count,
                   sizeof *filter->articles, compare_numbers) != NULL;
}

/* --- Life --- */

void filter_init(struct filter *filter, struct search *search,
                 const struct query *query, struct scope scope)
{
    *filter = (struct filter){
        .search = search,
        .query = query,
        .scope = scope,
        .topic = -1,
    };
    if (scope.article == ARTICLE_NONE && scope.topic != NULL)
        load_scope(filter);
    filter->takes_all = scope.article == ARTICLE_NONE && scope.topic == NULL &&
                        query->topic_count == 0 && query->folder_count == 0 &&
                        query->has == 0 && query->has_not == 0;
}

void filter_release(struct filter *filter)
{
    arena_release(&filter->arena);
    free(filter->titles);
}

/* --- Folders --- */

static bool is_in_folder(const struct query_filter *folder, struct str path)
{
    if (!str_starts(path, folder->name))
        return false;
    return folder->is_typed ||
           (path.len > folder->name.len && path.ptr[folder->name.len] == '/');
}

static bool passes_folders(const struct query *query, struct str path)
{
    struct arena arena = {0};
    bool passes = true;
    if (query->folder_count == 0)
        return true;
    struct str folded =
        text_fold(&arena, text_clean(&arena, path, TEXT_ONE_LINE), false);
    for (size_t i = 0; i < query->folder_count && passes; i++)
        passes =
            is_in_folder(&query->folders[i], folded) != query->folders[i].is_excluded;
    arena_release(&arena);
    return passes;
}

/* --- Topics --- */

/* The titles of the topic and those above it; of the root, which is the library,
 * not. */
static void load_titles(struct filter *filter, int64_t topic)
{
    struct search *search = filter->search;
    if (topic == filter->topic)
        return;
    filter->topic = topic;
    filter->title_count = 0;
    arena_clear(&filter->arena);
    for (int i = 0; topic > 0 && i < TOPICS_MAX; i++) {
        statement_int(search->topic, 1, topic);
        if (!statement_next(search->topic))
            break;
        topic = column_int(search->topic, 0);
        struct str title =
            text_clean(&filter->arena, column_bytes(search->topic, 1), TEXT_ONE_LINE);
        filter->titles = mem_grow(filter->titles, filter->title_count,
                                  &filter->title_cap, sizeof *filter->titles);
        filter->titles[filter->title_count++] = text_fold(&filter->arena, title, false);
        statement_end(search->topic);
    }
}

static bool is_called(const struct query_filter *filter, struct str name)
{
    return filter->is_typed ? str_starts(name, filter->name)
                            : str_eq(name, filter->name);
}

static bool has_topic(struct filter *filter, const struct query_filter *wanted,
                      uint32_t article)
{
    struct statement *tags = filter->search->tags;
    bool has = false;
    for (size_t i = 0; i < filter->title_count && !has; i++)
        has = is_called(wanted, filter->titles[i]);
    if (has)
        return true;
    statement_int(tags, 1, article);
    while (!has && statement_next(tags))
        has = is_called(wanted, column_bytes(tags, 0));
    statement_end(tags);
    return has;
}

static bool passes_topics(struct filter *filter, uint32_t article, int64_t topic)
{
    const struct query *query = filter->query;
    if (query->topic_count > 0)
        load_titles(filter, topic);
    for (size_t i = 0; i < query->topic_count; i++) {
        const struct query_filter *wanted = &query->topics[i];
        if (has_topic(filter, wanted, article) == wanted->is_excluded)
            return false;
    }
    return true;
}

/* --- Features --- */

static bool passes_has(struct filter *filter, uint32_t article)
{
    unsigned asked = filter->query->has | filter->query->has_not, has = 0;
    if (asked == 0)
        return true;
    size_t counts[SPAN_KIND_COUNT];
    if (search_counts_of(filter->search, article, counts)) {
        has |= counts[SPAN_QUESTION] > 0 ? QUERY_HAS_FAQ : 0;
        has |= counts[SPAN_POINT] > 0 ? QUERY_HAS_POINTS : 0;
    }
    return (has & filter->query->has) == filter->query->has &&
           (has & filter->query->has_not) == 0;
}

/* --- All --- */

/* By the article's row: its path and its topic. */
static bool passes_place(struct filter *filter, uint32_t article)
{
    struct statement *place = filter->search->place;
    if (filter->query->folder_count == 0 && filter->query->topic_count == 0)
        return true;
    statement_int(place, 1, article);
    if (!statement_next(place))
        return false;
    bool passes = passes_folders(filter->query, column_bytes(place, 0));
    int64_t topic = column_is_null(place, 1) ? -1 : column_int(place, 1);
    statement_end(place);
    return passes && passes_topics(filter, article, topic);
}

bool filter_accepts(struct filter *filter, uint32_t article)
{
    return is_in_scope(filter, article) && passes_place(filter, article) &&
           passes_has(filter, article);
}

bool filter_accepts_row(struct filter *filter, int64_t article)
{
    struct text text;
    return filter->takes_all || (search_text_of(filter->search, article, &text) &&
                                 filter_accepts(filter, text.article));
}

void filter_range(struct filter *filter, int64_t *from, int64_t *to)
{
    *from = 0;
    *to = search_ids_end(filter->search) - 1;
    if (filter->scope.article != ARTICLE_NONE)
        *from = *to = filter->scope.article;
}
