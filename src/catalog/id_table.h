/*
 * Things by their ids.
 */
#ifndef LECTERN_CATALOG_ID_TABLE_H
#define LECTERN_CATALOG_ID_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* Open addressing; a zeroed table is empty. The things are not the table's. */
struct id_table {
    struct id_slot {
        int64_t id;
        void *thing; /* NULL for a free slot */
    } * slots;
    size_t count, cap; /* the cap is a power of two */
};

void id_table_release(struct id_table *table);

/* NULL when there is none. */
void *id_table_find(const struct id_table *table, int64_t id);

/* The id must not be there yet. */
void id_table_add(struct id_table *table, int64_t id, void *thing);

#endif
