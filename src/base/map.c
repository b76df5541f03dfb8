/*
 * Maps (see the header).
 */
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { CAP_FIRST = 64 };

void map_release(struct map *map)
{
    free(map->slots);
    *map = (struct map){0};
}

void map_clear(struct map *map)
{
    if (map->count > 0)
        memset(map->slots, 0, map->cap * sizeof *map->slots);
    map->count = 0;
}

/* The slot of a key, or the free one where it would be. Keys are often numbers in a
 * row: the odd constant, from the golden ratio, spreads them. */
static struct map_slot *slot_of(const struct map *map, uint64_t key)
{
    size_t at = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (map->cap - 1);
    while (map->slots[at].value != 0 && map->slots[at].key != key)
        at = (at + 1) & (map->cap - 1);
    return &map->slots[at];
}

uint64_t map_get(const struct map *map, uint64_t key)
{
    return map->cap == 0 ? 0 : slot_of(map, key)->value;
}

static void grow(struct map *map)
{
    struct map larger = {.count = map->count,
                         .cap = map->cap > 0 ? 2 * map->cap : CAP_FIRST};
    larger.slots = mem_zalloc(larger.cap, sizeof *larger.slots);
    for (size_t i = 0; i < map->cap; i++) {
        if (map->slots[i].value != 0)
            *slot_of(&larger, map->slots[i].key) = map->slots[i];
    }
    free(map->slots);
    *map = larger;
}

void map_put(struct map *map, uint64_t key, uint64_t value)
{
    assert(value != 0);
    if (2 * (map->count + 1) > map->cap)
        grow(map);
    struct map_slot *slot = slot_of(map, key);
    map->count += slot->value == 0;
    *slot = (struct map_slot){key, value};
}

bool map_add(struct map *map, uint64_t key)
{
    if (map_get(map, key) != 0)
        return false;
    map_put(map, key, 1);
    return true;
}
