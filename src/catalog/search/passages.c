/*
 * Sections that have what was asked for.
 */
#include "catalog/search/passages.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "catalog/query/forms.h"
#include "catalog/search.h"
#include "catalog/store/catalog_limits.h"

/* A hit with what puts it in order. */
struct placed_hit {
    struct passage_hit hit;
    int64_t order; /* of the article */
};

struct passage_query {
    struct search *search;
    const struct query *query;
    struct filter filter;
    size_t limit;
    struct arena *arena;
    struct passages *found;
    struct placed_hit *placed;
    size_t count, cap;
};

static void place_hit(struct passage_query *it, struct passage_hit hit, int64_t order)
{
    it->placed = mem_grow(it->placed, it->count, &it->cap, sizeof *it->placed);
    it->placed[it->count++] = (struct placed_hit){hit, order};
}

/* Higher headings have higher numbers; the top is before them all. */
static int compare_places(const struct placed_hit *a, const struct placed_hit *b)
{
    uint32_t left = a->hit.heading + 1, right = b->hit.heading + 1;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return left < right ? -1 : left > right;
}

static int compare_placed(const void *a, const void *b)
{
    const struct placed_hit *left = a, *right = b;
    if (left->hit.score != right->hit.score)
        return left->hit.score > right->hit.score ? -1 : 1;
    return compare_places(left, right);
}

static void keep_hits(struct passage_query *it)
{
    struct passages *found = it->found;
    if (it->count > 0)
        qsort(it->placed, it->count, sizeof *it->placed, compare_placed);
    if (it->limit > 0 && it->count > it->limit)
        it->count = it->limit;
    found->hits = ARENA_ARRAY(it->arena, it->count, struct passage_hit);
    for (size_t i = 0; i < it->count; i++)
        found->hits[i] = it->placed[i].hit;
    found->count = it->count;
}

/* --- With words --- */

static struct passage_hit hit_of(const struct ranked_hit *item)
{
    return (struct passage_hit){
        .article = item->article,
        .heading = item->number - 1, /* below 0: the top */
        .score = item->score,
        .missing = item->missing,
        .elsewhere = item->elsewhere,
        .asks = item->asks,
    };
}

static struct passage_hit hit_of_group(const struct hit_group *group,
                                       struct arena *arena)
{
    struct passage_hit hit = hit_of(&group->hits[0]);
    hit.more_count = group->count - 1;
    hit.more = ARENA_ARRAY(arena, hit.more_count, struct passage_hit);
    for (size_t i = 0; i < hit.more_count; i++)
        hit.more[i] = hit_of(&group->hits[i + 1]);
    return hit;
}

/* Keeps the best groups up to the limit, and all that are as good as the last of
 * them. */
static void place_best(struct passage_query *it, const struct hit_group *groups,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (it->limit > 0 && it->count >= it->limit &&
            groups[i].hits[0].score < it->placed[it->count - 1].hit.score)
            break;
        struct text text;
        if (search_text_of(it->search, groups[i].hits[0].article, &text))
            place_hit(it, hit_of_group(&groups[i], it->arena), text.order);
    }
}

/* The hit by which an article is shown that is called as was typed: its top, or else
 * its best one; NULL when it is not among them. */
static struct ranked_hit *find_hit(const struct ranked_hits *gathered, uint32_t article)
{
    struct ranked_hit *best = NULL;
    for (size_t i = 0; i < gathered->count; i++) {
        struct ranked_hit *hit = &gathered->items[i];
        if (hit->article != article || (best != NULL && best->number == 0))
            continue;
        if (best == NULL || hit->number == 0 || hit->score > best->score)
            best = hit;
    }
    return best;
}

/* The article that is called just as was typed comes first, and must not be missed
 * among many. */
static void gather_exact(struct passage_query *it, struct ranked_hits *gathered,
                         struct str text)
{
    struct str section;
    const struct library *library = view_library(it->search->view);
    uint32_t article = library_find(library, text, &section);
    double best = 0;
    struct text found;
    if (article == ARTICLE_NONE || !search_text_of(it->search, article, &found) ||
        !filter_accepts(&it->filter, article))
        return;
    for (size_t i = 0; i < gathered->count; i++)
        best = fmax(best, gathered->items[i].score);
    struct ranked_hit *hit = find_hit(gathered, article);
    if (hit != NULL)
        hit->score = best * 1.01;
    else if (gathered->is_partial)
        gather_add(gathered,
                   (struct ranked_hit){.article = article, .score = best * 1.01});
}

static void gather_ranked(struct passage_query *it, struct ranked_hits *gathered,
                          const struct asked *asked, struct str text)
{
    struct search *search = it->search;
    const struct expression *expression = expression_make(search, asked, it->arena);
    bool is_rough = expression->is_rough;
    it->found->expression = expression;
    search->ranker.kind = SPAN_SECTION;
    gather_stages(gathered, search, expression, &it->filter, it->arena);
    if (gathered->is_partial && asked->excluded_count == 0) {
        gather_titles(gathered, search,
                      expression_of_words(search, asked, &is_rough, it->arena), asked,
                      &it->filter);
    }
    if (asked->excluded_count == 0)
        gather_exact(it, gathered, text);
    gathered->is_partial |= is_rough;
}

static void find_words(struct passage_query *it, struct str text)
{
    const struct query *query = it->query;
    struct asked asked = {query->terms, query->excluded, query->term_count,
                          query->excluded_count, it->limit == 0};
    struct ranked_hits gathered = {0};
    if (!asked.all && query->short_prefix.len > 0 && query->excluded_count == 0) {
        struct str names =
            expression_of_words(it->search, &asked, &gathered.is_partial, it->arena);
        gather_beginnings(&gathered, it->search, names, query->short_prefix,
                          &it->filter);
        gathered.is_partial = true;
    } else {
        gather_ranked(it, &gathered, &asked, text);
    }
    struct hit_group *groups;
    bool by_article = it->filter.scope.article == ARTICLE_NONE;
    size_t count = gather_group(&gathered, by_article, it->arena, &groups);
    it->found->is_partial = gathered.is_partial || (it->limit > 0 && count > it->limit);
    place_best(it, groups, count);
    gather_release(&gathered);
}

/* --- Without --- */

static bool has_excluded(struct search *search, struct str match, uint32_t article)
{
    struct statement *ask = search->passage.rows;
    if (match.len == 0)
        return false;
    statement_bytes(ask, 1, match);
    statement_int(ask, 2, article);
    statement_int(ask, 3, article);
    bool has = statement_next(ask);
    statement_end(ask);
    return has;
}

/* Articles in reading order. */
static void list_articles(struct passage_query *it)
{
    struct search *search = it->search;
    const struct query *query = it->query;
    struct asked asked = {.excluded = query->excluded,
                          .excluded_count = query->excluded_count};
    struct str match = expression_excluded(search, &asked, it->arena);
    size_t most = it->limit > 0 ? LIMIT_FILTERED_ARTICLES : SIZE_MAX;
    for (size_t i = 0; !search_is_stopped(search) && statement_next(search->in_order);
         i++) {
        uint32_t article = (uint32_t)column_int(search->in_order, 0);
        if ((it->limit > 0 && it->count == it->limit) || i == most) {
            it->found->is_partial = true;
            break;
        }
        if (filter_accepts(&it->filter, article) &&
            !has_excluded(search, match, article))
            place_hit(it,
                      (struct passage_hit){.article = article, .heading = SEARCH_TOP},
                      (int64_t)i);
    }
    statement_end(search->in_order);
}

/* --- All --- */

enum search_status search_passages(struct search *search, struct str text, bool typing,
                                   struct scope scope, size_t limit,
                                   struct arena *arena, struct passages *found)
{
    search_begin(search);
    struct passage_query it = {
        .search = search,
        .query = forms_query(search->forms, text, typing, arena),
        .limit = limit,
        .arena = arena,
        .found = found,
    };
    *found = (struct passages){.query = it.query};
    if (it.query->is_empty)
        return search_end(search);
    filter_init(&it.filter, search, it.query, scope);
    if (it.query->term_count > 0)
        find_words(&it, text);
    else
        list_articles(&it);
    keep_hits(&it);
    filter_release(&it.filter);
    free(it.placed);
    return search_end(search);
}
