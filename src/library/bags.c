#include "library/bags.h"

#include <stdlib.h>

struct entry {
    uint32_t key;
    uint32_t count; /* of its postings; 0 of an empty entry */
    size_t first;
};

struct index {
    struct entry *entries; /* open addressing */
    size_t mask;
    struct posting *postings;
};

static struct entry *entry_of(const struct index *index, uint32_t key)
{
    size_t at = (size_t)(key * 0x9E3779B1u) & index->mask;

    while (index->entries[at].count > 0 && index->entries[at].key != key)
        at = (at + 1) & index->mask;
    return &index->entries[at];
}

/* A table that holds every key of the bags, however few of them are equal. */
static void make_table(struct index *index, const struct bag *bags, size_t count,
                       struct arena *arena)
{
    size_t items = 0, size = 16;

    for (size_t i = 0; i < count; i++)
        items += bags[i].count;
    while (size < items + items / 2)
        size *= 2;
    index->mask = size - 1;
    index->entries = ARENA_ARRAY(arena, size, struct entry);
    index->postings = ARENA_ARRAY(arena, items, struct posting);
}

static void count_keys(struct index *index, const struct bag *bags, size_t count)
{
    size_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < bags[i].count; k++) {
            struct entry *entry = entry_of(index, bags[i].items[k].key);

            entry->key = bags[i].items[k].key;
            entry->count++;
        }
    }
    for (size_t i = 0; i <= index->mask; i++) {
        index->entries[i].first = sum;
        sum += index->entries[i].count;
    }
}

/* Each `first` moves over its postings while they are put there, and back. */
static void put_postings(struct index *index, const struct bag *bags, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < bags[i].count; k++) {
            struct entry *entry = entry_of(index, bags[i].items[k].key);

            index->postings[entry->first++] =
                (struct posting){.bag = (uint32_t)i, .weight = bags[i].items[k].weight};
        }
    }
    for (size_t i = 0; i <= index->mask; i++)
        index->entries[i].first -= index->entries[i].count;
}

struct index *index_new(const struct bag *bags, size_t count, struct arena *arena)
{
    struct index *index = ARENA_NEW(arena, struct index);

    make_table(index, bags, count, arena);
    count_keys(index, bags, count);
    put_postings(index, bags, count);
    return index;
}

const struct posting *index_find(const struct index *index, uint32_t key,
                                 uint32_t *count)
{
    const struct entry *entry = entry_of(index, key);

    *count = entry->count;
    return index->postings + entry->first;
}

/* --- Sums ------------------------------------------------------------------------- */

struct sums sums_new(size_t bags, struct arena *arena)
{
    return (struct sums){
        .by_bag = ARENA_ARRAY(arena, bags, float),
        .touched = ARENA_ARRAY(arena, bags, uint32_t),
    };
}

void sums_add(struct sums *sums, uint32_t bag, float value)
{
    if (!(value > 0))
        return;
    if (!(sums->by_bag[bag] > 0))
        sums->touched[sums->count++] = bag;
    sums->by_bag[bag] += value;
}

void sums_clear(struct sums *sums)
{
    for (uint32_t i = 0; i < sums->count; i++)
        sums->by_bag[sums->touched[i]] = 0;
    sums->count = 0;
}

/* --- Bags ------------------------------------------------------------------------- */

static int compare_keys(const void *a, const void *b)
{
    const struct weighted *left = a, *right = b;

    return left->key < right->key ? -1 : left->key > right->key;
}

static int compare_weights(const void *a, const void *b)
{
    const struct weighted *left = a, *right = b;

    if (left->weight > right->weight || left->weight < right->weight)
        return left->weight > right->weight ? -1 : 1;
    return compare_keys(a, b);
}

void bag_prune(struct bag *bag, uint32_t most)
{
    if (bag->count <= most)
        return;
    qsort(bag->items, bag->count, sizeof *bag->items, compare_weights);
    bag->count = most;
    qsort(bag->items, bag->count, sizeof *bag->items, compare_keys);
}
