#include "catalog/names/name_index.h"

#include <stdlib.h>

#include "base/mem.h"
#include "catalog/store/record.h"

enum {
    BYTES_MAX = 64 << 20, /* of all names together */
    STOP_STEP = 4096,     /* names between two looks at whether to go on */
};

/* --- Making --- */

/* What an article is called changes with the structure of the catalog alone, which
 * makes another index; its headings when it is read. */
static const char *const sql[2] = {
    "SELECT ord, id, title, path, head FROM article WHERE ord >= ? ORDER BY ord",
    "SELECT t.written, t.article, f.data FROM text t JOIN facts f"
    " ON f.article = t.article WHERE t.written >= ? ORDER BY t.written",
};

static void add_name(struct name_index *it, uint32_t article, enum indexed_kind kind,
                     struct str name, struct arena *arena)
{
    struct str folded = fuzzy_fold(arena, name);
    uint32_t from = (uint32_t)it->bytes.len;
    if (name.len == 0 || it->is_full)
        return;
    if (it->count == NAME_INDEX_MAX || it->bytes.len + folded.len > BYTES_MAX) {
        it->is_full = true;
        return;
    }
    buf_puts(&it->bytes, folded);
    it->names = mem_grow(it->names, it->count, &it->cap, sizeof *it->names);
    it->names[it->count++] = (struct indexed_name){
        .mask = fuzzy_mask(folded),
        .from = from,
        .to = (uint32_t)it->bytes.len,
        .article = article,
        .kind = kind,
    };
}

static void add_article(struct name_index *it, const struct statement *row,
                        struct arena *arena)
{
    uint32_t article = (uint32_t)column_int(row, 1);
    struct head head = {0};
    add_name(it, article, INDEXED_NAME, column_bytes(row, 2), arena);
    add_name(it, article, INDEXED_PATH, column_bytes(row, 3), arena);
    if (record_get_head(column_bytes(row, 4), arena, &head)) {
        for (size_t i = 0; i < head.alias_count; i++)
            add_name(it, article, INDEXED_NAME, head.aliases[i], arena);
    }
}

static void add_headings(struct name_index *it, const struct statement *row,
                         struct arena *arena)
{
    uint32_t article = (uint32_t)column_int(row, 1);
    struct str *headings;
    size_t count;
    if (record_get_headings(column_bytes(row, 2), arena, &headings, &count)) {
        for (size_t i = 0; i < count; i++)
            add_name(it, article, INDEXED_HEADING, headings[i], arena);
    }
}

void name_index_init(struct name_index *it, struct database *database,
                     const atomic_bool *stop)
{
    *it = (struct name_index){.database = database, .stop = stop};
    for (int part = 0; part < 2; part++)
        it->rows[part] = statement_new(database, sql[part]);
}

static bool is_stopped(const struct name_index *it)
{
    return atomic_load(it->stop) || database_fault(it->database) != FAULT_NONE;
}

bool name_index_update(struct name_index *it, bool headings)
{
    struct arena scratch = {0};
    for (int part = 0; part <= headings && !it->is_full; part++) {
        struct statement *rows = it->rows[part];
        statement_int(rows, 1, it->next[part]);
        while (!it->is_full && !is_stopped(it) && statement_next(rows)) {
            arena_clear(&scratch);
            (part == 0 ? add_article : add_headings)(it, rows, &scratch);
            it->next[part] = column_int(rows, 0) + 1;
        }
        statement_end(rows);
        if (it->next[1] == 0)
            it->article_names = it->count;
    }
    arena_release(&scratch);
    it->is_whole |= headings && !is_stopped(it);
    it->is_whole &= !it->is_full;
    return !is_stopped(it);
}

void name_index_clear(struct name_index *it)
{
    free(it->names);
    buf_release(&it->bytes);
    *it = (struct name_index){
        .database = it->database, .stop = it->stop, .rows = {it->rows[0], it->rows[1]}};
}

void name_index_release(struct name_index *it)
{
    name_index_clear(it);
    statement_free(it->rows[0]);
    statement_free(it->rows[1]);
}

/* --- Finding --- */

struct str name_index_text(const struct name_index *it, size_t number)
{
    const struct indexed_name *name = &it->names[number];
    return str_slice(buf_str(&it->bytes), name->from, name->to);
}

static int compare_places(const void *a, const void *b)
{
    const struct indexed_hit *left = a, *right = b;
    if (left->article != right->article)
        return left->article < right->article ? -1 : 1;
    return left->is_heading - right->is_heading;
}

static int compare_hits(const void *a, const void *b)
{
    const struct indexed_hit *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return compare_places(a, b);
}

static size_t drop_repeated(struct indexed_hit *list, size_t count)
{
    size_t kept = 0;
    if (count == 0)
        return 0;
    qsort(list, count, sizeof *list, compare_places);
    for (size_t i = 1; i < count; i++) {
        if (compare_places(&list[i], &list[kept]) != 0)
            list[++kept] = list[i];
    }
    return kept + 1;
}

static size_t keep_best(struct indexed_hit *list, size_t count, size_t most)
{
    if (count > 0)
        qsort(list, count, sizeof *list, compare_hits);
    return count < most ? count : most;
}

size_t name_index_best(const struct name_index *it, const struct fuzzy *query,
                       size_t most, struct indexed_hit **hits, bool *is_cut)
{
    struct indexed_hit *list = mem_zalloc(2 * most, sizeof *list);
    size_t count = 0;
    int least = INT32_MIN;
    *is_cut = false;
    int score;
    for (size_t i = 0; i < it->count; i++) {
        const struct indexed_name *name = &it->names[i];
        if (i % STOP_STEP == 0 && is_stopped(it))
            break;
        if (!fuzzy_may_match(query, name->mask) ||
            !fuzzy_score_from(query, name_index_text(it, i), least, &score))
            continue;
        if (count == 2 * most) {
            count = keep_best(list, count, most);
            least = list[most - 1].score;
            *is_cut = true;
        }
        list[count++] =
            (struct indexed_hit){name->article, name->kind == INDEXED_HEADING, score};
    }
    *is_cut |= count > most;
    *hits = list;
    return drop_repeated(list, keep_best(list, count, most));
}
