#include "catalog/near/missing.h"

#include <assert.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog/view_own.h"
#include "library/fragments.h"

/* A link to a section that may be missing. */
struct wanted {
    struct flaw flaw;
    int64_t place; /* of its article in reading order */
    uint32_t to;
    bool is_missing; /* for sure */
    struct str fragment;
};

struct looking {
    struct view *view;
    struct arena *arena;
    struct wanted *items;
    size_t count, cap;
    struct arena scratch; /* of one article that links lead to */
    const struct facts *facts;
    struct map headings; /* by hashes of their titles and slugs: their index + 1 */
    uint32_t of;         /* whose these are */
    struct arena word;   /* of one link */
};

static const char links[] =
    "SELECT a.id, a.path, f.line, f.n, f.text, t.path, a.ord, f.target, f.kind,"
    " f.fragment FROM flaw f CROSS JOIN article a ON a.id = f.article"
    " CROSS JOIN article t ON t.id = f.target"
    " WHERE f.kind IN (4, 7) AND a.ord IS NOT NULL ORDER BY f.target, a.ord, f.n";

static_assert(FLAW_SECTION == 4 && FLAW_FRAGMENT == 7, "the query names them");

static void take(struct looking *it, const struct statement *row)
{
    struct arena *arena = it->arena;

    it->items = mem_grow(it->items, it->count, &it->cap, sizeof *it->items);
    it->items[it->count++] = (struct wanted){
        .flaw = {.article = (uint32_t)column_int(row, 0),
                 .path = arena_str(arena, column_bytes(row, 1)),
                 .line = (uint32_t)column_int(row, 2),
                 .order = (uint32_t)column_int(row, 3),
                 .text = arena_str(arena, column_bytes(row, 4)),
                 .other = arena_str(arena, column_bytes(row, 5))},
        .place = column_int(row, 6),
        .to = (uint32_t)column_int(row, 7),
        .is_missing = column_int(row, 8) == FLAW_SECTION,
        .fragment = arena_str(arena, column_bytes(row, 9)),
    };
}

static void know_headings(struct looking *it, uint32_t article)
{
    arena_clear(&it->scratch);
    map_release(&it->headings);
    it->facts = view_facts(it->view, article, &it->scratch);
    it->of = article;
    for (size_t i = 0; it->facts != NULL && i < it->facts->heading_count; i++) {
        const struct fact_heading *heading = &it->facts->headings[i];

        map_put(&it->headings, str_hash(heading->title), i + 1);
        map_put(&it->headings, str_hash(heading->slug), i + 1);
    }
}

static bool is_called(const struct looking *it, struct str name)
{
    uint64_t index = map_get(&it->headings, str_hash(name));
    const struct fact_heading *heading;

    if (index == 0)
        return false;
    heading = &it->facts->headings[index - 1];
    return str_eq(heading->title, name) || str_eq(heading->slug, name);
}

/* Whether a heading of the article is called so, by its text or its slug. */
static bool has_heading(struct looking *it, uint32_t article, struct str fragment)
{
    if (it->of != article)
        know_headings(it, article);
    arena_clear(&it->word);
    return is_called(it, fragment) || is_called(it, text_slug(&it->word, fragment));
}

/* Whether a row is of a link to a section that the catalog knows, as most are. */
static bool is_known(struct looking *it, const struct statement *row)
{
    return column_int(row, 8) != FLAW_SECTION &&
           has_heading(it, (uint32_t)column_int(row, 7), column_bytes(row, 9));
}

/* What a row gives lasts until the next one is asked for. */
static bool next_row(struct looking *it, struct statement *rows)
{
    bool is_there;

    view_lock(it->view);
    is_there = statement_next(rows);
    view_unlock(it->view);
    return is_there;
}

static void find_wanted(struct looking *it)
{
    struct statement *rows;

    view_lock(it->view);
    rows = statement_new(&it->view->database, links);
    view_unlock(it->view);
    while (next_row(it, rows))
        if (!is_known(it, rows))
            take(it, rows);
    view_lock(it->view);
    statement_free(rows);
    view_unlock(it->view);
}

/* Keeps at `kept` those of the links to one article that it has no section for; one
 * that cannot be read has other troubles. */
static size_t keep_missing(struct looking *it, size_t from, size_t to, size_t kept)
{
    struct places *places = NULL;
    bool is_read = false, can_read = false;

    arena_clear(&it->scratch);
    for (size_t i = from; i < to; i++) {
        struct wanted *wanted = &it->items[i];

        if (!wanted->is_missing && !is_read) {
            struct doc *doc;
            struct error ignored;

            is_read = true;
            can_read = article_read(view_library(it->view), wanted->to, NULL,
                                    &it->scratch, &doc, &ignored) == 0;
            if (can_read)
                places = places_new(&it->scratch, doc);
        }
        if (wanted->is_missing ||
            (can_read && places_find(places, wanted->fragment, &it->scratch) == NULL))
            it->items[kept++] = *wanted;
    }
    return kept;
}

static void keep_all_missing(struct looking *it)
{
    size_t kept = 0;

    for (size_t i = 0, end; i < it->count; i = end) {
        for (end = i + 1; end < it->count && it->items[end].to == it->items[i].to;)
            end++;
        kept = keep_missing(it, i, end, kept);
    }
    it->count = kept;
}

static int compare_reading(const void *a, const void *b)
{
    const struct wanted *left = a, *right = b;

    if (left->place != right->place)
        return left->place < right->place ? -1 : 1;
    return left->flaw.order < right->flaw.order ? -1
                                                : left->flaw.order > right->flaw.order;
}

struct flaw *missing_sections(struct view *view, struct arena *arena, size_t *count)
{
    struct looking it = {.view = view, .arena = arena, .of = ARTICLE_NONE};
    struct flaw *flaws;

    find_wanted(&it);
    keep_all_missing(&it);
    if (it.count > 0)
        qsort(it.items, it.count, sizeof *it.items, compare_reading);
    flaws = ARENA_ARRAY(arena, it.count, struct flaw);
    for (size_t i = 0; i < it.count; i++)
        flaws[i] = it.items[i].flaw;
    *count = it.count;
    free(it.items);
    map_release(&it.headings);
    arena_release(&it.scratch);
    arena_release(&it.word);
    return flaws;
}
