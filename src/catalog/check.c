#include "catalog/check.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/near/missing.h"
#include "catalog/view_own.h"

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

/* --- Rows ------------------------------------------------------------------------- */

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

/* A catalog may be a stranger's: what is to be shown as it stands is made clean. */
static bool is_clean(enum check_kind kind)
{
    return kind == CHECK_UNREADABLE || kind == CHECK_NOTICE || kind == CHECK_DUPLICATE;
}

static bool next_row(struct check *check, struct arena *arena, struct flaw *flaw)
{
    const struct statement *row = check->rows;
    bool is_there;

    view_lock(check->view);
    is_there = statement_next(check->rows);
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

/* --- Articles of one title -------------------------------------------------------- */

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
    struct repeated *list;
    struct flaw flaw;
    struct arena row = {0};
    size_t count = 0;

    keep_repeated(&titles);
    list = ARENA_ARRAY(&check->arena, titles.count, struct repeated);
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

/* --- All -------------------------------------------------------------------------- */

struct check *check_begin(struct view *view, enum check_kind kind)
{
    struct check *check = mem_zalloc(1, sizeof *check);
    const char *query = query_of(kind);

    check->view = view;
    check->kind = kind;
    check->has_list = kind == CHECK_SECTION || kind == CHECK_DUPLICATE;
    if (kind == CHECK_SECTION)
        check->list = missing_sections(view, &check->arena, &check->count);
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
