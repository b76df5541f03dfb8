/*
 * Puts items in order: by score, then each that says the same once, then a varied top.
 */
#include "catalog/search/item_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"

enum {
    VARIED = 5,        /* rows at the top that are to differ */
    OF_AN_ARTICLE = 2, /* of them */
};

/* How good another one must be, as a part of what it comes before. */
static const double enough_for_article = 0.6, enough_for_label = 0.1;

static int compare_places(const struct placed_item *a, const struct placed_item *b)
{
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->hit.index < b->hit.index ? -1 : a->hit.index > b->hit.index;
}

static int compare_scores(const void *a, const void *b)
{
    const struct placed_item *left = a, *right = b;
    if (left->hit.score != right->hit.score)
        return left->hit.score > right->hit.score ? -1 : 1;
    return compare_places(left, right);
}

void item_order_sort(struct placed_item *items, size_t count)
{
    if (count > 0)
        qsort(items, count, sizeof *items, compare_scores);
}

/* --- The same --- */

/* Writes the number of the first that says the same for each, and counts the others of
 * each first. */
static void find_firsts(struct placed_item *items, size_t count, size_t *firsts)
{
    struct map seen = {0};
    for (size_t i = 0; i < count; i++) {
        size_t first = (size_t)map_get(&seen, items[i].says);
        items[i].hit.also_count = 0;
        if (first == 0)
            map_put(&seen, items[i].says, first = i + 1);
        else
            items[first - 1].hit.also_count++;
        firsts[i] = first - 1;
    }
    map_release(&seen);
}

size_t item_order_join(struct placed_item *items, size_t count, struct arena *arena)
{
    size_t *firsts = ARENA_ARRAY(arena, count, size_t), kept = 0;
    find_firsts(items, count, firsts);
    for (size_t i = 0; i < count; i++) {
        struct item_hit *hit = &items[i].hit, *first = &items[firsts[i]].hit;
        if (firsts[i] == i) {
            hit->also = ARENA_ARRAY(arena, hit->also_count, struct item_place);
            hit->also_count = 0;
        } else {
            first->also[first->also_count++] =
                (struct item_place){hit->article, hit->index};
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (firsts[i] == i)
            items[kept++] = items[i];
    }
    return kept;
}

/* --- Variety --- */

static bool has_label(const struct placed_item *top, size_t count, uint64_t name)
{
    for (size_t i = 0; name != 0 && i < count; i++) {
        if (top[i].name == name)
            return true;
    }
    return false;
}

static bool has_enough_of(const struct placed_item *top, size_t count, uint32_t article)
{
    int found = 0;
    for (size_t i = 0; i < count; i++)
        found += top[i].hit.article == article;
    return found >= OF_AN_ARTICLE;
}

/* How good one that comes before this must be; 0: this may stay. */
static double least_for(const struct placed_item *top, size_t count,
                        const struct placed_item *item, bool is_one_article)
{
    if (has_label(top, count, item->name))
        return item->hit.score * enough_for_label;
    if (!is_one_article && has_enough_of(top, count, item->hit.article))
        return item->hit.score * enough_for_article;
    return 0;
}

/* The next one for the top, of those from `from` on. */
static size_t choose(const struct placed_item *items, size_t from, size_t count,
                     bool is_one_article)
{
    double least = least_for(items, from, &items[from], is_one_article);
    bool is_double = has_label(items, from, items[from].name);
    if (least == 0)
        return from;
    for (size_t i = from + 1; i < count && items[i].hit.score >= least; i++) {
        bool lacks_more = (items[i].hit.missing & ~items[from].hit.missing) != 0;
        if ((!lacks_more || is_double) &&
            least_for(items, from, &items[i], is_one_article) == 0)
            return i;
    }
    return from;
}

void item_order_vary(struct placed_item *items, size_t count, bool is_one_article)
{
    for (size_t at = 0; at < VARIED && at < count; at++) {
        size_t chosen = choose(items, at, count, is_one_article);
        struct placed_item item = items[chosen];
        memmove(&items[at + 1], &items[at], (chosen - at) * sizeof *items);
        items[at] = item;
    }
}
