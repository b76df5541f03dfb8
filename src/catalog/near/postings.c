/*
 * A cache of posting lists by word, in an arena that is emptied before the next
 * question once it has grown past KEPT_BYTES.
 */
#include "catalog/near/postings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"

struct cached_postings {
    struct str key; /* the expression */
    struct posting_list list;
    const struct cached_postings *next; /* with the same hash */
};

struct postings {
    struct statement *rows;
    int64_t state;
    struct arena arena; /* of all below */
    struct map entries; /* by the hashes of their keys */
    size_t most;
    int64_t *found; /* most + 1 */
};

struct postings *postings_new(struct database *database, const char *table, size_t most)
{
    struct postings *postings = mem_zalloc(1, sizeof *postings);
    char sql[96];
    snprintf(sql, sizeof sql, "SELECT rowid FROM %s WHERE %s MATCH ? LIMIT %zu", table,
             table, most + 1);
    postings->most = most;
    postings->found = mem_alloc((most + 1) * sizeof *postings->found);
    postings->rows = statement_new(database, sql);
    return postings;
}

void postings_free(struct postings *postings)
{
    if (postings == NULL)
        return;
    statement_free(postings->rows);
    arena_release(&postings->arena);
    map_release(&postings->entries);
    free(postings->found);
    free(postings);
}

void postings_begin(struct postings *postings, int64_t state, size_t kept_bytes)
{
    if (postings->state == state && postings->arena.total_bytes < kept_bytes)
        return;
    postings->state = state;
    arena_release(&postings->arena);
    map_release(&postings->entries);
}

static void read_rows(struct postings *postings, struct cached_postings *entry)
{
    struct posting_list *list = &entry->list;
    statement_bytes(postings->rows, 1, entry->key);
    while (list->count <= postings->most && statement_next(postings->rows))
        postings->found[list->count++] = column_int(postings->rows, 0);
    statement_end(postings->rows);
    list->is_over = list->count > postings->most;
    if (list->is_over)
        return;
    list->rows = ARENA_ARRAY(&postings->arena, list->count, int64_t);
    memcpy(list->rows, postings->found, list->count * sizeof *list->rows);
}

const struct posting_list *postings_of(struct postings *postings, struct str expression)
{
    uint64_t hash = str_hash(expression);
    const struct cached_postings *first = map_thing(&postings->entries, hash);
    for (const struct cached_postings *at = first; at != NULL; at = at->next) {
        if (str_eq(at->key, expression))
            return &at->list;
    }
    struct cached_postings *entry = ARENA_NEW(&postings->arena, struct cached_postings);
    *entry = (struct cached_postings){.key = arena_str(&postings->arena, expression),
                                      .next = first};
    map_put_thing(&postings->entries, hash, entry);
    read_rows(postings, entry);
    return &entry->list;
}
