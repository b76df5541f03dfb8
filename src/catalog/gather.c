#include "catalog/gather.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

enum {
    /* Rows that are ranked when all are looked at in order: as many as there is time
     * for in half of the 30 ms that an answer may take. */
    RANKED_MAX = 1500,
    /* Rows that a filter refused, and those it took, until it is too many. */
    SCANNED_MAX = 4000,
    /* When that was not all, as many again are taken from parts of what is left. Each
     * part costs a look at where every word of the expression begins. */
    PARTS = 4,
};

struct bound {
    size_t ranked, scanned;
};

void gather_add(struct gathered *gathered, int64_t row, double score)
{
    gathered->items = mem_grow(gathered->items, gathered->count, &gathered->cap,
                               sizeof *gathered->items);
    gathered->items[gathered->count++] = (struct candidate){row, score};
}

/* Takes rows in [from, to] up to a bound; false when that was all, else `*next` is the
 * row to go on with. */
static bool take(struct gathered *gathered, struct search_index *index,
                 struct str match, int64_t from, int64_t to, struct bound bound,
                 int64_t *next)
{
    struct statement *ranked = index->ranked;
    size_t before = gathered->count, scanned = 0;

    statement_bytes(ranked, 1, match);
    statement_int(ranked, 2, from);
    statement_int(ranked, 3, to);
    while (statement_next(ranked)) {
        double score = column_real(ranked, 1);

        if (gathered->count - before == bound.ranked || scanned++ == bound.scanned) {
            *next = column_int(ranked, 0);
            statement_end(ranked);
            return true;
        }
        if (score > 0 && isfinite(score))
            gather_add(gathered, column_int(ranked, 0), score);
    }
    return false;
}

void gather_rows(struct gathered *gathered, struct search *search,
                 struct search_index *index, struct str match, struct filter *filter,
                 bool all)
{
    struct bound whole = {RANKED_MAX, SCANNED_MAX};
    struct bound part = {RANKED_MAX / PARTS, SCANNED_MAX / PARTS};
    int64_t from, to, step, next;

    if (all)
        whole = (struct bound){SIZE_MAX, SIZE_MAX};
    index->ranker->accepts =
        filter->takes_all && !filter->has_kind ? NULL : filter_accepts_row;
    index->ranker->context = filter;
    filter_rows(filter, &from, &to);
    if (from > to || !take(gathered, index, match, from, to, whole, &next))
        return;
    gathered->is_partial = true;
    step = (to - next) / PARTS + 1;
    for (int i = 0; i < PARTS && !search_is_stopped(search); i++) {
        int64_t start = next + i * step, ignored;
        int64_t end = start + step - 1;

        (void)take(gathered, index, match, start, end < to ? end : to, part, &ignored);
    }
}

/* By row, of equal rows the best first. */
static int compare_rows(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;

    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    return left->score > right->score ? -1 : left->score < right->score;
}

static int compare_scores(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;

    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->row < right->row ? -1 : left->row > right->row;
}

void gather_sort(struct gathered *gathered)
{
    struct candidate *items = gathered->items;
    size_t kept = 0;

    if (gathered->count == 0)
        return;
    qsort(items, gathered->count, sizeof *items, compare_rows);
    for (size_t i = 1; i < gathered->count; i++) {
        if (items[i].row != items[kept].row)
            items[++kept] = items[i];
    }
    gathered->count = kept + 1;
    qsort(items, gathered->count, sizeof *items, compare_scores);
}

void gather_release(struct gathered *gathered)
{
    free(gathered->items);
    *gathered = (struct gathered){0};
}
