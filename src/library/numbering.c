#include "library/numbering.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"

enum { SLOTS_FIRST = 256 };

void numbering_release(struct numbering *numbering)
{
    free(numbering->keys);
    free(numbering->slots);
    *numbering = (struct numbering){0};
}

/* The upper bits of the product depend on all bits of the key. */
static size_t slot_of(const struct numbering *numbering, uint32_t key)
{
    return (size_t)((uint64_t)key * 0x9E3779B97F4A7C15u >> 32) & numbering->mask;
}

static uint32_t *find(const struct numbering *numbering, uint32_t key)
{
    size_t at = slot_of(numbering, key);

    while (numbering->slots[at] > 0 && numbering->keys[numbering->slots[at] - 1] != key)
        at = (at + 1) & numbering->mask;
    return &numbering->slots[at];
}

static void grow(struct numbering *numbering)
{
    size_t size = numbering->slots == NULL ? SLOTS_FIRST : (numbering->mask + 1) * 2;

    free(numbering->slots);
    numbering->slots = mem_zalloc(size, sizeof *numbering->slots);
    numbering->mask = size - 1;
    for (size_t i = 0; i < numbering->count; i++)
        *find(numbering, numbering->keys[i]) = (uint32_t)i + 1;
}

uint32_t numbering_of(struct numbering *numbering, uint32_t key)
{
    uint32_t *slot;

    assert(numbering->count < UINT32_MAX);
    if (numbering->count * 2 >= numbering->mask)
        grow(numbering);
    slot = find(numbering, key);
    if (*slot == 0) {
        numbering->keys = mem_grow(numbering->keys, numbering->count, &numbering->cap,
                                   sizeof *numbering->keys);
        numbering->keys[numbering->count++] = key;
        *slot = (uint32_t)numbering->count;
    }
    return *slot - 1;
}
