#include "catalog/id_table.h"

#include <stdlib.h>

#include "base/mem.h"

void id_table_release(struct id_table *table)
{
    free(table->slots);
    *table = (struct id_table){0};
}

static size_t place_in(const struct id_table *table, int64_t id)
{
    /* The odd constant, from the golden ratio, spreads ids that follow each other. */
    size_t i = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 20) & (table->cap - 1);

    while (table->slots[i].thing != NULL && table->slots[i].id != id)
        i = (i + 1) & (table->cap - 1);
    return i;
}

void *id_table_find(const struct id_table *table, int64_t id)
{
    return table->cap == 0 ? NULL : table->slots[place_in(table, id)].thing;
}

static void widen(struct id_table *table)
{
    struct id_table wider = {.count = table->count,
                             .cap = table->cap ? table->cap * 2 : 64};

    wider.slots = mem_zalloc(wider.cap, sizeof *wider.slots);
    for (size_t i = 0; i < table->cap; i++)
        if (table->slots[i].thing != NULL)
            wider.slots[place_in(&wider, table->slots[i].id)] = table->slots[i];
    free(table->slots);
    *table = wider;
}

void id_table_add(struct id_table *table, int64_t id, void *thing)
{
    if (table->count * 2 >= table->cap)
        widen(table);
    table->slots[place_in(table, id)] = (struct id_slot){id, thing};
    table->count++;
}
