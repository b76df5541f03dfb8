/*
 * A map of numbers to numbers, or to things by their addresses: open addressing, at
 * most half full.
 *
 * Keys are ids or hashes; a caller that maps by a hash must accept that two things may
 * share one. No entry is taken out. A zeroed map is empty.
 */
#ifndef LECTERN_BASE_MAP_H
#define LECTERN_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map {
    struct map_slot {
        uint64_t key;
        uint64_t value; /* 0 in a free slot */
    } * slots;
    size_t count, cap; /* the cap is a power of two, or 0 */
};

void map_release(struct map *map);

/* Takes all entries out and keeps the memory for the next ones. */
void map_clear(struct map *map);

/* The value of a key; 0 when it has none. */
uint64_t map_get(const struct map *map, uint64_t key);

/* Gives a key a value, which is not 0. */
void map_put(struct map *map, uint64_t key, uint64_t value);

/* Uses the map as a set: adds a key; false when it is there already. */
bool map_add(struct map *map, uint64_t key);

/* For a map of things, which are not the map's; NULL when there is none. */
static inline void *map_thing(const struct map *map, uint64_t key)
{
    return (void *)(uintptr_t)map_get(map, key);
}

static inline void map_put_thing(struct map *map, uint64_t key, const void *thing)
{
    map_put(map, key, (uintptr_t)thing);
}

#endif
