/*
 * Merges the segments of the FTS5 tables in steps, between which a stop is looked for.
 */
#include "catalog/store/compact.h"

#include <stdio.h>

#include "catalog/store/schema.h"
#include "catalog/text/lengths.h"

enum {
    /* One in so many texts may be new: their portions are few. */
    LOOSE_PART = 10,
    /* Pages of the index in a step, which is a transaction: some milliseconds. */
    STEP_PAGES = 500,
};

/* Merges some more pages; false when there is nothing left to merge. The first step of
 * a table passes a negative number, with which FTS5 chooses what to merge. */
static bool merge_step(struct database *database, const char *table, int pages)
{
    char sql[96];
    int before = sqlite3_total_changes(database->handle);
    snprintf(sql, sizeof sql, "INSERT INTO %s(%s, rank) VALUES('merge', %d)", table,
             table, pages);
    database_run(database, sql);
    /* The insertion itself counts for one. */
    return database_fault(database) == FAULT_NONE &&
           sqlite3_total_changes(database->handle) - before >= 2;
}

void compact(struct database *database, const atomic_bool *stop)
{
    static const char *const tables[] = {"called", "passage"};
    int64_t written = state_get(database, "written");
    int64_t joined = state_get(database, "joined");
    struct lengths lengths;
    lengths_load(database, &lengths);
    if ((written - joined) * LOOSE_PART <= (int64_t)lengths.texts)
        return;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        int pages = -STEP_PAGES;
        while (!atomic_load(stop) && merge_step(database, tables[i], pages))
            pages = STEP_PAGES;
    }
    if (!atomic_load(stop)) {
        state_set(database, "joined", written);
        database_run(database, "PRAGMA incremental_vacuum");
    }
}
