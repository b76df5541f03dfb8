#include "library/bags.h"

struct entry {
    uint32_t key;
    uint32_t count; /* of its postings; 0 of an empty entry */
    size_t first;
};

struct index {
    struct entry *entries; /* open addressing */
    size_t mask, keys;
    struct posting *postings;
};

static struct entry *entry_of(const struct index *index, uint32_t key)
{
    size_t at = (size_t)(key * 0x9E3779B1u) & index->mask;

    while (index->entries[at].count > 0 && index->entries[at].key != key)
        at = (at + 1) & index->mask;
    return &index->entries[at];
}

/* Doubles the table. The old one stays in the arena; all old ones together are as large
 * as the new one. */
static void grow(struct index *index, struct arena *arena)
{
    const struct entry *old = index->entries;
    size_t size = old == NULL ? 0 : index->mask + 1;

    index->mask = size == 0 ? 255 : size * 2 - 1;
    index->entries = ARENA_ARRAY(arena, index->mask + 1, struct entry);
    for (size_t i = 0; i < size; i++) {
        if (old[i].count > 0)
            *entry_of(index, old[i].key) = old[i];
    }
}

static void count_key(struct index *index, uint32_t key, struct arena *arena)
{
    struct entry *entry = entry_of(index, key);

    if (entry->count == 0) {
        if (index->keys >= (index->mask + 1) / 3 * 2) {
            grow(index, arena);
            entry = entry_of(index, key);
        }
        index->keys++;
        entry->key = key;
    }
    entry->count++;
}

static void count_keys(struct index *index, const struct bag *bags, size_t count,
                       struct arena *arena)
{
    size_t sum = 0;

    grow(index, arena);
    for (size_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < bags[i].count; k++)
            count_key(index, bags[i].items[k].key, arena);
    }
    for (size_t i = 0; i <= index->mask; i++) {
        index->entries[i].first = sum;
        sum += index->entries[i].count;
    }
    index->postings = ARENA_ARRAY(arena, sum, struct posting);
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

    count_keys(index, bags, count, arena);
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
