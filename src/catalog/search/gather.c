/*
 * Runs the MATCH statement with the ranker as its auxiliary function and collects the
 * hits. When there is not time for all rows, rows from all parts of the library are
 * taken, so that no folder is missing from the first answer.
 */
#include "catalog/search/gather.h"

#include <stdlib.h>

#include "base/mem.h"
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

void gather_add(struct ranked_hits *gathered, uint32_t article, uint32_t number,
                double score)
{
    gathered->items = mem_grow(gathered->items, gathered->count, &gathered->cap,
                               sizeof *gathered->items);
    gathered->items[gathered->count++] = (struct ranked_hit){article, number, score};
}

static bool spans_of(void *context, int64_t row, struct spans *spans)
{
    struct hit_gatherer *it = context;
    return filter_accepts_row(it->filter, row) &&
           search_spans_of(it->search, row, spans);
}

static void found(void *context, int64_t row, uint32_t number, double score)
{
    struct hit_gatherer *it = context;
    gather_add(it->gathered, (uint32_t)row, number, score);
}

/* Takes texts in [from, to] up to a bound; false when that was all, else `*next` is the
 * one to go on with. */
static bool take(const struct hit_gatherer *it, struct str match, int64_t from,
                 int64_t to, struct bound bound, int64_t *next)
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
    if (from > to || !take(&it, match, from, to, whole, &next))
        return;
    gathered->is_partial = true;
    int64_t step = (to - next) / PARTS + 1;
    for (int i = 0; i < PARTS && !search_is_stopped(search); i++) {
        int64_t start = next + i * step, ignored;
        int64_t end = start + step - 1;
        (void)take(&it, match, start, end < to ? end : to, part, &ignored);
    }
}

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

void gather_sort(struct ranked_hits *gathered)
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
    qsort(items, gathered->count, sizeof *items, compare_scores);
}

void gather_release(struct ranked_hits *gathered)
{
    free(gathered->items);
    *gathered = (struct ranked_hits){0};
}
