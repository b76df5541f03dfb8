/*
 * Flaws: queries of the table, titles that occur twice, and links to sections that
 * other articles do not have.
 */
#include "catalog/check.h"

#include <assert.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog/view.h"
#include "catalog/view_own.h"
#include "library/fragments.h"

/* Columns of each query: article, path, line, order, is_name, text, other. */
#define FLAWS                                                                          \
    "SELECT a.id, a.path, f.line, f.n, f.is_name, f.text, t.path FROM flaw f"          \
    " CROSS JOIN article a ON a.id = f.article"                                        \
    " LEFT JOIN article t ON t.id = f.target WHERE a.ord IS NOT NULL AND f.kind "
#define IN_ORDER " ORDER BY a.ord, f.n"

struct check {
    struct view *view;
    enum check_kind kind;
    struct statement *rows; /* what is found, or found in; NULL for missing sections */
    bool has_list;          /* else the rows are what is found */
    struct flaw *list;
    size_t count, at;
    struct arena arena; /* of the list, or of what is not clean in a row */
};

/* --- Rows --- */

/* The table of flaws is gone through for each kind: it is as short as a library is in
 * order. */
static const char *query_of(enum check_kind kind)
{
    switch (kind) {
    case CHECK_UNREADABLE:
        return FLAWS "= 0" IN_ORDER;
    case CHECK_NOTICE:
        return FLAWS "= 1" IN_ORDER;
    case CHECK_UNTITLED:
        return FLAWS "= 2" IN_ORDER;
    case CHECK_DANGLING:
        return FLAWS "IN (3, 5)" IN_ORDER;
    case CHECK_AMBIGUOUS:
        return FLAWS "= 6" IN_ORDER;
    case CHECK_ORPHAN: /* the page of a topic is found by the topic */
        return "SELECT a.id, a.path, 0, 0, 0, NULL, NULL FROM article a"
               " LEFT JOIN topic t ON t.id = a.topic WHERE a.ord IS NOT NULL"
               " AND NOT EXISTS(SELECT 1 FROM lead WHERE lead.target = a.id)"
               " AND NOT (t.is_topic IS TRUE AND t.article IS a.id)"
               " AND a.id IS NOT (SELECT value FROM state WHERE key = 'home')"
               " ORDER BY a.ord";
    case CHECK_DUPLICATE:
        return "SELECT id, path, 0, 0, 0, title, NULL FROM article"
               " WHERE ord IS NOT NULL ORDER BY ord";
    case CHECK_SECTION:
    case CHECK_KIND_COUNT:
        break;
    }
    return NULL;
}

static_assert(FLAW_UNREADABLE == 0 && FLAW_NOTICE == 1 && FLAW_UNTITLED == 2 &&
                  FLAW_LOST == 3 && FLAW_DANGLING == 5 && FLAW_AMBIGUOUS == 6,
              "the queries name kinds of flaws by their numbers");

/* A catalog may be a stranger's: what is to be shown as it is is made clean. */
static bool is_clean(enum check_kind kind)
{
    return kind == CHECK_UNREADABLE || kind == CHECK_NOTICE || kind == CHECK_DUPLICATE;
}

static bool next_row(struct check *check, struct arena *arena, struct flaw *flaw)
{
    const struct statement *row = check->rows;
    view_lock(check->view);
    bool is_there = statement_next(check->rows);
    if (is_there) {
        struct str text = column_bytes(row, 5);
        *flaw = (struct flaw){
            .article = (uint32_t)column_int(row, 0),
            .path = arena_str(arena, column_bytes(row, 1)),
            .line = (uint32_t)column_int(row, 2),
            .order = (uint32_t)column_int(row, 3),
            .is_name = column_int(row, 4) != 0,
            .text =
                is_clean(check->kind) ? view_line(arena, text) : arena_str(arena, text),
            .other = arena_str(arena, column_bytes(row, 6)),
        };
    }
    view_unlock(check->view);
    return is_there;
}

/* --- Articles of one title --- */

/* An article by its title, folded. */
struct titled {
    uint64_t hash;
    size_t place; /* in reading order */
};

struct titles {
    struct titled *items;
    size_t count, cap;
};

static int compare_hashes(const void *a, const void *b)
{
    const struct titled *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

/* Titles of a million articles are not held: only their hashes, and then those that
 * occur more than once. */
static struct titles all_titles(struct check *check)
{
    struct arena arena = {0};
    struct titles titles = {.count = 0};
    struct flaw flaw;
    while (next_row(check, &arena, &flaw)) {
        titles.items =
            mem_grow(titles.items, titles.count, &titles.cap, sizeof *titles.items);
        titles.items[titles.count] =
            (struct titled){str_hash(text_fold(&arena, flaw.text, true)), titles.count};
        titles.count++;
        arena_clear(&arena);
    }
    if (titles.count > 0)
        qsort(titles.items, titles.count, sizeof *titles.items, compare_hashes);
    arena_release(&arena);
    return titles;
}

static int compare_places(const void *a, const void *b)
{
    const struct titled *left = a, *right = b;
    return left->place < right->place ? -1 : left->place > right->place;
}

/* Keeps those with a hash that others have, too, in reading order. */
static void keep_repeated(struct titles *titles)
{
    const struct titled *items = titles->items;
    size_t kept = 0;
    for (size_t i = 0, end; i < titles->count; i = end) {
        for (end = i + 1; end < titles->count && items[end].hash == items[i].hash;)
            end++;
        for (size_t k = i; k < end && end > i + 1; k++)
            titles->items[kept++] = items[k];
    }
    titles->count = kept;
    if (kept > 0)
        qsort(titles->items, kept, sizeof *titles->items, compare_places);
}

/* An article, and its title as it is compared. */
struct repeated {
    struct flaw flaw;
    struct str folded;
    size_t place;
};

static int compare_repeated(const void *a, const void *b)
{
    const struct repeated *left = a, *right = b;
    int order = str_cmp(left->folded, right->folded);
    if (order != 0)
        return order;
    return left->place < right->place ? -1 : left->place > right->place;
}

static void find_duplicates(struct check *check)
{
    struct titles titles = all_titles(check);
    struct arena row = {0};
    size_t count = 0;
    keep_repeated(&titles);
    struct repeated *list = ARENA_ARRAY(&check->arena, titles.count, struct repeated);
    struct flaw flaw;
    for (size_t place = 0; count < titles.count && next_row(check, &row, &flaw);
         place++) {
        if (titles.items[count].place == place) {
            flaw.path = arena_str(&check->arena, flaw.path);
            flaw.text = arena_str(&check->arena, flaw.text);
            list[count++] = (struct repeated){
                flaw, text_fold(&check->arena, flaw.text, true), place};
        }
        arena_clear(&row);
    }
    arena_release(&row);
    if (count > 0)
        qsort(list, count, sizeof *list, compare_repeated);
    check->list = ARENA_ARRAY(&check->arena, count, struct flaw);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (!str_eq(list[i].folded, list[first].folded)) {
            first = i;
            continue;
        }
        list[i].flaw.other = list[first].flaw.path;
        check->list[check->count++] = list[i].flaw;
    }
    free(titles.items);
}

/* --- Links to sections that are not there --- */

/* A link to a section that may be missing. */
struct wanted {
    struct flaw flaw;
    int64_t place; /* of its article in reading order */
    uint32_t to;
    bool is_missing; /* for sure */
    struct str fragment;
};

struct wanted_sections {
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

static void take_link(struct wanted_sections *it, const struct statement *row)
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

static void know_headings(struct wanted_sections *it, uint32_t article)
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

static bool is_called(const struct wanted_sections *it, struct str name)
{
    uint64_t index = map_get(&it->headings, str_hash(name));
    if (index == 0)
        return false;
    const struct fact_heading *heading = &it->facts->headings[index - 1];
    return str_eq(heading->title, name) || str_eq(heading->slug, name);
}

/* Whether a heading of the article is called so, by its text or its slug. */
static bool has_heading(struct wanted_sections *it, uint32_t article,
                        struct str fragment)
{
    if (it->of != article)
        know_headings(it, article);
    arena_clear(&it->word);
    return is_called(it, fragment) || is_called(it, text_slug(&it->word, fragment));
}

/* Whether a row is of a link to a section that the catalog knows, as most are. */
static bool is_known(struct wanted_sections *it, const struct statement *row)
{
    return column_int(row, 8) != FLAW_SECTION &&
           has_heading(it, (uint32_t)column_int(row, 7), column_bytes(row, 9));
}

/* What a row gives lasts until the next one is asked for. */
static bool next_link(struct wanted_sections *it, struct statement *rows)
{
    view_lock(it->view);
    bool is_there = statement_next(rows);
    view_unlock(it->view);
    return is_there;
}

static void find_wanted(struct wanted_sections *it)
{
    view_lock(it->view);
    struct statement *rows = statement_new(&it->view->database, links);
    view_unlock(it->view);
    while (next_link(it, rows))
        if (!is_known(it, rows))
            take_link(it, rows);
    view_lock(it->view);
    statement_free(rows);
    view_unlock(it->view);
}

/* Keeps at `kept` those of the links to one article that it has no section for; one
 * that cannot be read has other troubles. */
static size_t keep_missing(struct wanted_sections *it, size_t from, size_t to,
                           size_t kept)
{
    struct fragment_index *places = NULL;
    bool is_read = false, can_read = false;
    arena_clear(&it->scratch);
    for (size_t i = from; i < to; i++) {
        struct wanted *wanted = &it->items[i];
        if (!wanted->is_missing && !is_read) {
            is_read = true;
            struct doc *doc;
            struct error ignored;
            can_read = article_read(view_library(it->view), wanted->to, NULL,
                                    &it->scratch, &doc, &ignored) == 0;
            if (can_read)
                places = fragment_index_new(&it->scratch, doc);
        }
        if (wanted->is_missing ||
            (can_read &&
             fragment_index_find(places, wanted->fragment, &it->scratch) == NULL))
            it->items[kept++] = *wanted;
    }
    return kept;
}

static void keep_all_missing(struct wanted_sections *it)
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

static struct flaw *find_missing(struct view *view, struct arena *arena, size_t *count)
{
    struct wanted_sections it = {.view = view, .arena = arena, .of = ARTICLE_NONE};
    find_wanted(&it);
    keep_all_missing(&it);
    if (it.count > 0)
        qsort(it.items, it.count, sizeof *it.items, compare_reading);
    struct flaw *flaws = ARENA_ARRAY(arena, it.count, struct flaw);
    for (size_t i = 0; i < it.count; i++)
        flaws[i] = it.items[i].flaw;
    *count = it.count;
    free(it.items);
    map_release(&it.headings);
    arena_release(&it.scratch);
    arena_release(&it.word);
    return flaws;
}

/* --- All --- */

struct check *check_begin(struct view *view, enum check_kind kind)
{
    struct check *check = mem_zalloc(1, sizeof *check);
    const char *query = query_of(kind);
    check->view = view;
    check->kind = kind;
    check->has_list = kind == CHECK_SECTION || kind == CHECK_DUPLICATE;
    if (kind == CHECK_SECTION)
        check->list = find_missing(view, &check->arena, &check->count);
    if (query != NULL) {
        view_lock(view);
        check->rows = statement_new(&view->database, query);
        view_unlock(view);
    }
    if (kind == CHECK_DUPLICATE)
        find_duplicates(check);
    return check;
}

bool check_next(struct check *check, struct flaw *flaw)
{
    if (check->has_list) {
        if (check->at == check->count)
            return false;
        *flaw = check->list[check->at++];
        return true;
    }
    arena_clear(&check->arena);
    return next_row(check, &check->arena, flaw);
}

void check_end(struct check *check)
{
    if (check == NULL)
        return;
    view_lock(check->view);
    statement_free(check->rows);
    view_unlock(check->view);
    arena_release(&check->arena);
    free(check);
}
