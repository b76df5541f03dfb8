/*
 * Runs the MATCH statement with the ranker as its auxiliary function and collects the
 * hits. When there is not time for all rows, rows from all parts of the library are
 * taken, so that no folder is missing from the first answer.
 */
#include "catalog/search/gather.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "catalog/search/stages.h"
#include "catalog/store/catalog_limits.h"

enum {
    /* When that was not all, as many again are taken from parts of what is left. Each
     * part costs a look at where every word of the expression begins. */
    PARTS = 4,
};

struct bound {
    size_t texts, found, scanned;
};

/* What the ranker's callbacks need. */
struct hit_gatherer {
    struct ranked_hits *gathered;
    struct search *search;
    struct filter *filter;
};

void gather_add(struct ranked_hits *gathered, struct ranked_hit hit)
{
    gathered->items = mem_grow(gathered->items, gathered->count, &gathered->cap,
                               sizeof *gathered->items);
    gathered->items[gathered->count++] = hit;
}

static bool spans_of(void *context, int64_t row, struct spans *spans)
{
    struct hit_gatherer *it = context;
    return filter_accepts_row(it->filter, row) &&
           search_spans_of(it->search, row, spans);
}

static void found(void *context, int64_t row, const struct rank_hit *hit)
{
    struct hit_gatherer *it = context;
    gather_add(it->gathered,
               (struct ranked_hit){(uint32_t)row, hit->number, hit->score, hit->missing,
                                   hit->elsewhere, hit->asks});
}

/* Takes texts in [from, to] up to a bound; false when that was all, else `*next` is the
 * one to go on with. */
static bool take(struct hit_gatherer *it, struct str match, int64_t from, int64_t to,
                 struct bound bound, int64_t *next)
{
    struct statement *rows = it->search->ranked;
    size_t texts = 0, scanned = 0, found_before = it->gathered->count;
    statement_bytes(rows, 1, match);
    statement_int(rows, 2, from);
    statement_int(rows, 3, to);
    while (statement_next(rows)) {
        texts += column_int(rows, 1) > 0;
        scanned++;
        if (texts >= bound.texts || scanned >= bound.scanned ||
            it->gathered->count - found_before >= bound.found) {
            *next = column_int(rows, 0) + 1;
            statement_end(rows);
            return *next <= to;
        }
    }
    return false;
}

void gather_found(struct ranked_hits *gathered, struct search *search, struct str match,
                  struct filter *filter, bool all)
{
    struct bound whole = {LIMIT_RANKED_TEXTS, LIMIT_RANKED_FOUND, LIMIT_SCANNED_TEXTS};
    struct bound part = {LIMIT_RANKED_TEXTS / PARTS, LIMIT_RANKED_FOUND / PARTS,
                         LIMIT_SCANNED_TEXTS / PARTS};
    struct hit_gatherer it = {gathered, search, filter};
    if (all)
        whole = (struct bound){SIZE_MAX, SIZE_MAX, SIZE_MAX};
    search->ranker.spans_of = spans_of;
    search->ranker.found = found;
    search->ranker.context = &it;
    int64_t from, to, next;
    filter_range(filter, &from, &to);
    if (match.len == 0 || from > to || !take(&it, match, from, to, whole, &next))
        return;
    gathered->is_partial = true;
    int64_t step = (to - next) / PARTS + 1;
    for (int i = 0; i < PARTS && !search_is_stopped(search); i++) {
        int64_t start = next + i * step, ignored;
        int64_t end = start + step - 1;
        (void)take(&it, match, start, end < to ? end : to, part, &ignored);
    }
}

/* --- Stages --- */

/* What has less than this part of the weight that the best has is not shown: of three
 * words as telling as each other, one alone beside articles that have them all. */
static const double poor_part = 0.34;

struct stage_gatherer {
    struct ranked_hits *gathered;
    struct search *search;
    const struct expression *expression;
    struct filter *filter;
    struct arena *arena;
    struct stages stages;
    /* Articles, points or questions that answer as well as their stage. */
    size_t enough;
    bool is_bounded; /* there was more than there is time for */
};

/* Of an article its sections are one thing to look at. */
static size_t count_found(const struct stage_gatherer *it, size_t from)
{
    const struct ranked_hit *items = it->gathered->items;
    size_t count = 0;
    for (size_t i = from; i < it->gathered->count; i++)
        count += i == from || it->search->ranker.kind != SPAN_SECTION ||
                 items[i].article != items[i - 1].article;
    return count;
}

/* Leaves of those from `from` on what was not found by a stage before, which is what
 * lacks less. */
static void drop_found(struct stage_gatherer *it, size_t from, uint32_t missing)
{
    struct ranked_hits *gathered = it->gathered;
    size_t kept = from;
    for (size_t i = from; i < gathered->count; i++) {
        uint32_t lacks = gathered->items[i].missing & stages_terms(&it->stages);
        if (lacks == missing || (lacks & ~missing) != 0)
            gathered->items[kept++] = gathered->items[i];
    }
    gathered->count = kept;
}

static void take_rows(struct stage_gatherer *it, struct expression_rows rows)
{
    struct str match = expression_match(it->search, it->expression, rows, it->arena);
    struct ranked_hits *gathered = it->gathered;
    bool was_partial = gathered->is_partial;
    gathered->is_partial = false;
    gather_found(gathered, it->search, match, it->filter, it->expression->asked.all);
    it->is_bounded |= gathered->is_partial;
    gathered->is_partial |= was_partial;
}

static void take_stage(struct stage_gatherer *it, struct expression_rows rows,
                       uint32_t missing)
{
    size_t before = it->gathered->count;
    take_rows(it, rows);
    drop_found(it, before, missing);
    it->enough += count_found(it, before);
}

static void take_rest(struct stage_gatherer *it, bool most)
{
    size_t before = it->gathered->count;
    take_rows(it, stages_rest(&it->stages, most));
    it->enough = count_found(it, before);
}

static bool is_enough(const struct stage_gatherer *it, size_t wanted)
{
    return it->enough >= wanted || it->is_bounded || search_is_stopped(it->search);
}

/* What has most of the terms is asked for at once when there is little of it; and when
 * all is wanted, since which sets of terms come before is a matter of time. */
static bool is_rest_cheap(const struct stage_gatherer *it)
{
    return it->expression->asked.all ||
           stages_count(&it->stages, stages_rest(&it->stages, true)) <=
               LIMIT_RANKED_TEXTS;
}

/* The weight of what a hit's article has, or of what it has itself. */
static double weight_of(const struct ranker *ranker, const struct ranked_hit *hit)
{
    double weight = 0;
    for (size_t i = 0; i < ranker->term_count; i++)
        weight += (hit->missing & rank_bit(i)) == 0 ? ranker->weights[i] : 0;
    return weight;
}

/* Beside what has most of what was asked for, what has little of it says nothing. */
static void drop_poor(struct ranked_hits *gathered, const struct ranker *ranker)
{
    double best = 0;
    size_t kept = 0;
    for (size_t i = 0; i < gathered->count; i++)
        best = fmax(best, weight_of(ranker, &gathered->items[i]));
    for (size_t i = 0; i < gathered->count; i++) {
        if (weight_of(ranker, &gathered->items[i]) >= best * poor_part)
            gathered->items[kept++] = gathered->items[i];
    }
    gathered->count = kept;
}

/* The sets of terms one by one, until there is enough or the rest is cheap. */
static void take_stages(struct stage_gatherer *it)
{
    struct expression_rows rows;
    uint32_t missing;
    while (!is_enough(it, LIMIT_WANTED) && stages_next(&it->stages, &rows, &missing)) {
        take_stage(it, rows, missing);
        /* These sets may leave something out. */
        it->gathered->is_partial |= missing != 0;
        if (is_rest_cheap(it))
            break;
    }
}

void gather_stages(struct ranked_hits *gathered, struct search *search,
                   const struct expression *expression, struct filter *filter,
                   struct arena *arena)
{
    struct stage_gatherer it = {.gathered = gathered,
                                .search = search,
                                .expression = expression,
                                .filter = filter,
                                .arena = arena};
    stages_init(&it.stages, &search->ranker, expression);
    take_stages(&it);
    bool is_alone = it.stages.soft_count + (it.stages.hard != 0) < 2;
    if (!is_alone && !is_enough(&it, LIMIT_WANTED))
        take_rest(&it, true);
    if (!is_alone && !is_enough(&it, LIMIT_FEW))
        take_rest(&it, false);
    drop_poor(gathered, &search->ranker);
}

/* --- Order --- */

static int compare_places(const struct ranked_hit *a, const struct ranked_hit *b)
{
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* By place, of equal ones the best first. */
static int compare_candidates(const void *a, const void *b)
{
    const struct ranked_hit *left = a, *right = b;
    int order = compare_places(left, right);
    if (order != 0)
        return order;
    return left->score > right->score ? -1 : left->score < right->score;
}

static int compare_scores(const void *a, const void *b)
{
    const struct ranked_hit *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return compare_places(left, right);
}

/* Each once, by place. */
static void drop_doubles(struct ranked_hits *gathered)
{
    struct ranked_hit *items = gathered->items;
    size_t kept = 0;
    if (gathered->count == 0)
        return;
    qsort(items, gathered->count, sizeof *items, compare_candidates);
    for (size_t i = 1; i < gathered->count; i++) {
        if (compare_places(&items[i], &items[kept]) != 0)
            items[++kept] = items[i];
    }
    gathered->count = kept + 1;
}

void gather_sort(struct ranked_hits *gathered)
{
    drop_doubles(gathered);
    if (gathered->count > 0)
        qsort(gathered->items, gathered->count, sizeof *gathered->items,
              compare_scores);
}

static int compare_groups(const void *a, const void *b)
{
    const struct hit_group *left = a, *right = b;
    return compare_scores(left->hits, right->hits);
}

size_t gather_group(struct ranked_hits *gathered, bool by_article, struct arena *arena,
                    struct hit_group **groups)
{
    size_t count = 0;
    drop_doubles(gathered);
    *groups = ARENA_ARRAY(arena, gathered->count, struct hit_group);
    for (size_t i = 0; i < gathered->count; i++) {
        struct ranked_hit *hit = &gathered->items[i];
        if (i == 0 || !by_article || hit->article != hit[-1].article)
            (*groups)[count++] = (struct hit_group){hit, 0};
        (*groups)[count - 1].count++;
    }
    for (size_t i = 0; i < count; i++)
        qsort((*groups)[i].hits, (*groups)[i].count, sizeof *gathered->items,
              compare_scores);
    if (count > 0)
        qsort(*groups, count, sizeof **groups, compare_groups);
    return count;
}

void gather_release(struct ranked_hits *gathered)
{
    free(gathered->items);
    *gathered = (struct ranked_hits){0};
}
