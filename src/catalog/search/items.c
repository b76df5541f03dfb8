/*
 * Key points and questions: with words by the index, without them as they come.
 */
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog/query/expression.h"
#include "catalog/query/forms.h"
#include "catalog/search.h"
#include "catalog/search/gather.h"
#include "catalog/search/item_order.h"
#include "catalog/store/catalog_limits.h"
#include "catalog/store/record.h"
#include "extract/vague_label.h"

enum {
    /* Items whose own weight is asked for together: as many as are wanted, and some
     * more that it may bring to the front. So many times at most, since each costs a
     * look into its article. */
    WEIGHED_MORE = 100,
    WEIGHED_TIMES = 2,
};

/* What is left of the score of a point whose label says nothing. */
static const double vague_part = 0.6;

struct item_query {
    struct search *search;
    enum item_kind kind;
    struct filter filter;
    struct asked asked;
    size_t limit;
    const struct expression *expression; /* NULL: nothing was asked for */
    bool is_partial;
    struct arena *arena;
    struct arena scratch; /* of the facts of one article */
    uint32_t article;     /* whose facts these are */
    struct facts *facts;  /* NULL: not known */
    struct placed_item *items;
    size_t count, cap;
};

static const struct facts *facts_of(struct item_query *it, uint32_t article)
{
    struct statement *ask = it->search->facts;
    if (it->facts != NULL && it->article == article)
        return it->facts;
    arena_clear(&it->scratch);
    it->article = article;
    it->facts = NULL;
    statement_int(ask, 1, article);
    if (statement_next(ask) &&
        !record_get_facts(column_bytes(ask, 0), &it->scratch, &it->facts))
        it->facts = NULL;
    statement_end(ask);
    return it->facts;
}

/* --- One item --- */

/* The title of the article is said anyway. */
static bool is_vague(struct item_query *it, uint32_t article, struct str label)
{
    const struct library *library = view_library(it->search->view);
    return label_is_vague(&it->scratch, label) ||
           str_eq_nocase(label, library_article(library, article)->title);
}

/* Half of the score is the words', so that a good match in a plain label is before a
 * poor one in a table of key points. No score grows by that. */
static double weighed(double score, const struct fact_point *point, bool is_vague)
{
    int weight = point->weight < 0 ? 0 : point->weight > 100 ? 100 : point->weight;
    return score * (50 + weight / 2.0) / 100 * (is_vague ? vague_part : 1);
}

static uint64_t hash_folded(struct item_query *it, struct str text)
{
    return str_hash(text_fold(&it->scratch, text, false));
}

static void weigh_point(struct item_query *it, const struct fact_point *point,
                        struct placed_item *item)
{
    struct str label = point->label;
    struct str name = str_trim(str_slice(label, 0, str_chr(label, '(')));
    item->name = name.len > 0 ? hash_folded(it, name) : 0;
    item->says = hash_folded(it, label) * 31 + hash_folded(it, point->text);
    item->hit.score = weighed(item->hit.score, point, item->hit.is_vague);
}

static void weigh_question(struct item_query *it, const struct fact_question *question,
                           struct placed_item *item)
{
    item->name = hash_folded(it, question->question);
    item->says = item->name * 31 + hash_folded(it, question->answer);
}

/* Adds an item, unless it is not there, in a catalog that is damaged. */
static void place_item(struct item_query *it, const struct ranked_hit *found,
                       int64_t order)
{
    uint32_t article = found->article, index = found->number;
    const struct facts *facts = facts_of(it, article);
    if (facts == NULL ||
        index >= (it->kind == ITEM_POINT ? facts->point_count : facts->question_count))
        return;
    struct placed_item item = {
        .hit = {.article = article,
                .index = index,
                .score = found->score,
                .missing = found->missing},
        .order = order,
    };
    if (it->kind == ITEM_POINT)
        item.hit.is_vague = is_vague(it, article, facts->points[index].label);
    if (it->asked.count > 0 && it->kind == ITEM_POINT)
        weigh_point(it, &facts->points[index], &item);
    else if (it->asked.count > 0)
        weigh_question(it, &facts->questions[index], &item);
    it->items = mem_grow(it->items, it->count, &it->cap, sizeof *it->items);
    it->items[it->count++] = item;
}

/* --- With words --- */

static int compare_articles(const void *a, const void *b)
{
    const struct ranked_hit *left = a, *right = b;
    return left->article < right->article ? -1 : left->article > right->article;
}

/* Sorts by article first, so that the facts of each are read once. */
static void weigh_some(struct item_query *it, struct ranked_hit *items, size_t count)
{
    qsort(items, count, sizeof *items, compare_articles);
    for (size_t i = 0; i < count; i++) {
        const struct ranked_hit *item = &items[i];
        struct text text;
        if (search_text_of(it->search, item->article, &text))
            place_item(it, item, text.order);
    }
    item_order_sort(it->items, it->count);
}

/* How many say something else than those before them. */
static size_t count_distinct(const struct item_query *it)
{
    struct map seen = {0};
    for (size_t i = 0; i < it->count; i++)
        (void)map_add(&seen, it->items[i].says);
    size_t count = seen.count;
    map_release(&seen);
    return count;
}

/* Whether none of what is left, which scores so much at most, can be among those that
 * are wanted. */
static bool has_best(const struct item_query *it, double most)
{
    return it->limit > 0 && it->count >= it->limit &&
           it->items[it->limit - 1].hit.score > most && count_distinct(it) >= it->limit;
}

/* The best first, until none of the rest can be better than the last that is wanted, or
 * the time for that is over. */
static void weigh_best(struct item_query *it, struct ranked_hits *gathered)
{
    size_t done = 0, most = it->limit > 0 ? it->limit + WEIGHED_MORE : SIZE_MAX;
    gather_sort(gathered);
    for (int i = 0; i < WEIGHED_TIMES && done < gathered->count &&
                    !has_best(it, gathered->items[done].score);
         i++) {
        size_t left = gathered->count - done, count = left < most ? left : most;
        weigh_some(it, gathered->items + done, count);
        done += count;
    }
    it->is_partial |= gathered->is_partial || done < gathered->count;
    it->count = item_order_join(it->items, it->count, it->arena);
    if (it->kind == ITEM_POINT)
        item_order_vary(it->items, it->count, it->filter.scope.article != ARTICLE_NONE);
}

static void find_words(struct item_query *it)
{
    struct search *search = it->search;
    struct ranked_hits gathered = {0};
    const struct expression *expression =
        expression_make(search, &it->asked, it->arena);
    it->expression = expression;
    gather_stages(&gathered, search, expression, &it->filter, it->arena);
    it->is_partial |= expression->is_rough;
    weigh_best(it, &gathered);
    gather_release(&gathered);
}

/* --- Without --- */

struct weighed {
    uint32_t index;
    int weight;
};

static int compare_weights(const void *a, const void *b)
{
    const struct weighed *left = a, *right = b;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

static void list_points(struct item_query *it, uint32_t article,
                        const struct facts *facts)
{
    struct weighed *list =
        ARENA_ARRAY(&it->scratch, facts->point_count, struct weighed);
    for (uint32_t i = 0; i < facts->point_count; i++)
        list[i] = (struct weighed){i, facts->points[i].weight};
    if (facts->point_count > 0)
        qsort(list, facts->point_count, sizeof *list, compare_weights);
    for (size_t i = 0; i < facts->point_count; i++)
        place_item(
            it, &(struct ranked_hit){.article = article, .number = list[i].index}, 0);
}

static int compare_numbers(const void *a, const void *b)
{
    const struct ranked_hit *left = a, *right = b;
    return left->number < right->number ? -1 : left->number > right->number;
}

/* Takes away those of [from, count), which are of one article, that have an excluded
 * term. */
static void drop_excluded(struct item_query *it, uint32_t article, size_t from)
{
    struct ranked_hits having = {0};
    size_t kept = from;
    if (it->asked.excluded_count == 0 || from == it->count)
        return;
    struct filter filter;
    filter_init(&filter, it->search, it->filter.query,
                (struct scope){.article = article});
    gather_found(&having, it->search,
                 expression_excluded(it->search, &it->asked, &it->scratch), &filter,
                 true);
    filter_release(&filter);
    for (size_t i = from; i < it->count; i++) {
        struct ranked_hit wanted = {.number = it->items[i].hit.index};
        if (having.count == 0 || bsearch(&wanted, having.items, having.count,
                                         sizeof wanted, compare_numbers) == NULL)
            it->items[kept++] = it->items[i];
    }
    it->count = kept;
    gather_release(&having);
}

static void list_article(struct item_query *it, uint32_t article)
{
    size_t before = it->count;
    struct text text;
    if (!search_text_of(it->search, article, &text) ||
        !filter_accepts(&it->filter, article))
        return;
    const struct facts *facts = facts_of(it, article);
    if (facts == NULL)
        return;
    if (it->kind == ITEM_POINT)
        list_points(it, article, facts);
    for (uint32_t i = 0; it->kind == ITEM_QUESTION && i < facts->question_count; i++)
        place_item(it, &(struct ranked_hit){.article = article, .number = i}, 0);
    drop_excluded(it, article, before);
}

static void list_all(struct item_query *it, const struct query *query)
{
    struct search *search = it->search;
    size_t most = it->limit > 0 && query->folder_count + query->topic_count > 0
                      ? LIMIT_FILTERED_ARTICLES
                      : SIZE_MAX;
    if (it->filter.scope.article != ARTICLE_NONE) {
        list_article(it, it->filter.scope.article);
        return;
    }
    for (size_t i = 0; !search_is_stopped(search) && statement_next(search->in_order);
         i++) {
        if (i == most || (it->limit > 0 && it->count >= it->limit)) {
            it->is_partial = true;
            break;
        }
        list_article(it, (uint32_t)column_int(search->in_order, 0));
    }
    statement_end(search->in_order);
}

/* --- All --- */

static void keep_hits(struct item_query *it, struct items *found)
{
    found->is_partial = it->is_partial;
    found->expression = it->expression;
    if (it->limit > 0 && it->count > it->limit) {
        it->count = it->limit;
        found->is_partial = true;
    }
    found->count = it->count;
    found->hits = ARENA_ARRAY(it->arena, it->count, struct item_hit);
    for (size_t i = 0; i < it->count; i++)
        found->hits[i] = it->items[i].hit;
}

enum search_status search_items(struct search *search, enum item_kind kind,
                                struct str text, bool typing, struct scope scope,
                                size_t limit, struct arena *arena, struct items *found)
{
    search_begin(search);
    const struct query *query = forms_query(search->forms, text, typing, arena);
    struct item_query it = {
        .search = search,
        .kind = kind,
        .limit = limit,
        .arena = arena,
    };
    *found = (struct items){.query = query};
    search->ranker.kind = kind == ITEM_POINT ? SPAN_POINT : SPAN_QUESTION;
    filter_init(&it.filter, search, query, scope);
    it.asked = (struct asked){query->terms, query->excluded, query->term_count,
                              query->excluded_count, limit == 0};
    if (query->term_count > 0)
        find_words(&it);
    else
        list_all(&it, query);
    keep_hits(&it, found);
    filter_release(&it.filter);
    arena_release(&it.scratch);
    free(it.items);
    return search_end(search);
}
