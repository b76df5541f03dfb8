#include "catalog/names/names_pack.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/search/searching.h"
#include "catalog/store/record.h"

enum {
    BYTES_MAX = 64 << 20, /* of all names together */
    STOP_STEP = 4096,     /* names between two looks at whether to go on */
};

/* --- Making -------------------------------------------------------------------------
 */

static void add_name(struct names_pack *pack, int64_t row, struct str name,
                     struct arena *arena)
{
    struct str folded = fuzzy_fold(arena, name);
    uint32_t from = (uint32_t)pack->bytes.len;

    if (name.len == 0)
        return;
    if (pack->count == NAMES_PACK_MAX || pack->bytes.len + folded.len > BYTES_MAX) {
        pack->is_too_big = true;
        return;
    }
    buf_puts(&pack->bytes, folded);
    pack->names = mem_grow(pack->names, pack->count, &pack->cap, sizeof *pack->names);
    pack->names[pack->count++] = (struct packed_name){
        .row = row,
        .mask = fuzzy_mask(folded),
        .from = from,
        .to = (uint32_t)pack->bytes.len,
    };
}

static void add_article(struct names_pack *pack, const struct statement *row,
                        struct arena *arena)
{
    int64_t article = column_int(row, 1);
    struct head head = {0};
    struct str *headings;
    size_t count;

    add_name(pack, schema_names_row(article), column_bytes(row, 2), arena);
    add_name(pack, schema_names_row(article), column_bytes(row, 3), arena);
    if (record_get_head(column_bytes(row, 4), arena, &head)) {
        for (size_t i = 0; i < head.alias_count; i++)
            add_name(pack, schema_names_row(article), head.aliases[i], arena);
    }
    if (record_get_headings(column_bytes(row, 5), arena, &headings, &count)) {
        for (size_t i = 0; i < count; i++)
            add_name(pack, schema_headings_row(article), headings[i], arena);
    }
    pack->written = column_int(row, 0) + 1;
}

/* Every text that counts has a title and a path, and half of them do (schema.h): of so
 * many it need not be tried. */
static bool are_too_many(int64_t texts)
{
    return texts > NAMES_PACK_MAX;
}

bool names_pack_update(struct names_pack *pack, struct search *search)
{
    struct statement *rows = search->names_from;
    struct arena scratch = {0};
    int64_t end = state_get(&search->database, "written");

    pack->is_too_big |= are_too_many((int64_t)search->ranker.lengths.texts);
    if (pack->written < end && !pack->is_too_big) {
        statement_int(rows, 1, pack->written);
        while (!pack->is_too_big && !search_is_stopped(search) &&
               statement_next(rows)) {
            arena_clear(&scratch);
            add_article(pack, rows, &scratch);
        }
        statement_end(rows);
        arena_release(&scratch);
    }
    if (pack->is_too_big) {
        names_pack_release(pack);
        pack->is_too_big = true;
    }
    return !pack->is_too_big && !search_is_stopped(search);
}

void names_pack_release(struct names_pack *pack)
{
    free(pack->names);
    buf_release(&pack->bytes);
    *pack = (struct names_pack){0};
}

/* --- Finding ------------------------------------------------------------------------
 */

static int compare_hits(const void *a, const void *b)
{
    const struct packed_hit *left = a, *right = b;

    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->row < right->row ? -1 : left->row > right->row;
}

static int compare_rows(const void *a, const void *b)
{
    const struct packed_hit *left = a, *right = b;

    return left->row < right->row ? -1 : left->row > right->row;
}

/* Each row once, in order. */
static size_t drop_repeated(struct packed_hit *list, size_t count)
{
    size_t kept = 0;

    if (count == 0)
        return 0;
    qsort(list, count, sizeof *list, compare_rows);
    for (size_t i = 1; i < count; i++) {
        if (list[i].row != list[kept].row)
            list[++kept] = list[i];
    }
    return kept + 1;
}

/* Leaves the best so many. */
static size_t keep_best(struct packed_hit *list, size_t count, size_t most)
{
    if (count > 0)
        qsort(list, count, sizeof *list, compare_hits);
    return count < most ? count : most;
}

size_t names_pack_find(const struct names_pack *pack, struct search *search,
                       const struct fuzzy *query, size_t most, struct packed_hit **hits)
{
    struct packed_hit *list = mem_zalloc(4 * most, sizeof *list);
    struct str bytes = buf_str(&pack->bytes);
    size_t count = 0;
    int least = INT32_MIN;

    for (size_t i = 0; i < pack->count; i++) {
        const struct packed_name *name = &pack->names[i];
        int score;

        if (i % STOP_STEP == 0 && search_is_stopped(search))
            break;
        if (!fuzzy_may_match(query, name->mask) ||
            !fuzzy_score(query, str_slice(bytes, name->from, name->to), &score) ||
            score < least)
            continue;
        if (count == 4 * most) {
            count = keep_best(list, count, most);
            least = list[most - 1].score;
        }
        list[count++] = (struct packed_hit){name->row, score};
    }
    *hits = list;
    return drop_repeated(list, keep_best(list, count, most));
}
