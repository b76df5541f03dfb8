/*
 * A search's connection and what all kinds of questions need of it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "catalog/search.h"
#include "catalog/searching.h"

enum {
    /* Of the index, kept between two letters. */
    CACHE_KIB = 8 << 10,
    /* Bits of a row's number: more rows than a library can have, however often they
     * were replaced. */
    ROW_BITS = 48,
};

/* --- Opening ------------------------------------------------------------------------
 */

/* The title's words stand in every section of an article; those of a section that has
 * nothing else of what is asked are no news. */
static bool repeats_title(void *context, int64_t row)
{
    struct search *search = context;
    struct text text;

    return search_text_at(search, row, &text) && row != text.from;
}

/* clang-format off */
static const struct ranker passage_ranker = {
    .function = "passage_rank",
    .columns = {{8, 0.6}, {4, 0.6}, {1, 0.75}}, /* title, heading, body */
    .repeats = repeats_title,
};

/* Half of a point's place is its article's title, so it is worth little. */
static const struct ranker item_ranker = {
    .function = "item_rank",
    .columns = {{8, 0.4}, {3, 0.5}, {1, 0.5}}, /* label, body, place */
};
/* clang-format on */

#define INDEX_STATEMENTS(table)                                                        \
    "SELECT term FROM temp." table "_words WHERE term >= ? AND term < ? LIMIT 1",      \
        "SELECT rowid FROM " table " WHERE " table " MATCH ? LIMIT ?",                 \
        "SELECT rowid FROM " table " WHERE " table " MATCH ? AND rowid BETWEEN ? AND"  \
        " ?"

static void prepare_index(struct search *search, struct search_index *index,
                          const char *const sql[3], const char *ranked)
{
    index->next_word = statement_new(&search->database, sql[0]);
    index->some = statement_new(&search->database, sql[1]);
    index->rows = statement_new(&search->database, sql[2]);
    if (ranked != NULL)
        index->ranked = statement_new(&search->database, ranked);
}

static void prepare_indexes(struct search *search)
{
    static const char *const passage[] = {INDEX_STATEMENTS("passage")};
    static const char *const item[] = {INDEX_STATEMENTS("item")};
    static const char *const called[] = {INDEX_STATEMENTS("called")};

    database_run(&search->database, "CREATE VIRTUAL TABLE temp.passage_words USING"
                                    " fts5vocab('main', 'passage', 'instance');"
                                    "CREATE VIRTUAL TABLE temp.item_words USING"
                                    " fts5vocab('main', 'item', 'instance');"
                                    "CREATE VIRTUAL TABLE temp.called_words USING"
                                    " fts5vocab('main', 'called', 'instance')");
    search->passage_ranker = passage_ranker;
    search->passage_ranker.repeats_context = search;
    search->item_ranker = item_ranker;
    rank_register(&search->database, &search->passage_ranker);
    rank_register(&search->database, &search->item_ranker);
    search->passage.named = "title";
    search->passage.ranker = &search->passage_ranker;
    search->item.named = "place";
    search->item.ranker = &search->item_ranker;
    prepare_index(search, &search->passage, passage,
                  "SELECT rowid, passage_rank(passage) FROM passage"
                  " WHERE passage MATCH ? AND rowid BETWEEN ? AND ?");
    prepare_index(search, &search->item, item,
                  "SELECT rowid, item_rank(item) FROM item"
                  " WHERE item MATCH ? AND rowid BETWEEN ? AND ?");
    prepare_index(search, &search->called, called, NULL);
}

static void prepare(struct search *search)
{
    struct database *database = &search->database;

    search->text_at = statement_new(
        database, "SELECT t.id, t.rows, a.id, a.ord FROM text t JOIN article a"
                  " ON a.id = t.article WHERE t.id <= ? ORDER BY t.id DESC LIMIT 1");
    search->text_of = statement_new(
        database, "SELECT t.id, t.rows, a.id, a.ord FROM facts f JOIN text t"
                  " ON t.id = f.text JOIN article a ON a.id = f.article"
                  " WHERE f.article = ?");
    search->words =
        statement_new(database, "SELECT word FROM word WHERE word >= ? AND word < ?"
                                " ORDER BY count DESC, word LIMIT 256");
    search->has_items = statement_new(database, "SELECT 1 FROM item WHERE rowid = ?");
    search->tags = statement_new(database, "SELECT tag FROM tag WHERE article = ?");
    search->place =
        statement_new(database, "SELECT path, topic FROM article WHERE id = ?");
    search->topic =
        statement_new(database, "SELECT parent, title FROM topic WHERE id = ?");
    search->below = statement_new(
        database,
        "WITH RECURSIVE below(id) AS (VALUES(?) UNION SELECT topic.id FROM below"
        " JOIN topic ON topic.parent = below.id) SELECT DISTINCT topic.article"
        " FROM below JOIN topic ON topic.id = below.id"
        " WHERE topic.article IS NOT NULL ORDER BY 1");
    search->in_order = statement_new(
        database, "SELECT id FROM article WHERE ord IS NOT NULL ORDER BY ord");
    search->facts = statement_new(database, "SELECT data FROM facts WHERE article = ?");
    search->name =
        statement_new(database, "SELECT title, path, head FROM article WHERE id = ?");
    search->names_from = statement_new(
        database, "SELECT t.id, t.rows, a.title, a.path, a.head, f.data FROM text t"
                  " JOIN article a ON a.id = t.article JOIN facts f"
                  " ON f.article = a.id WHERE t.id >= ? AND a.ord IS NOT NULL"
                  " ORDER BY t.id");
}

static int open_search(struct search *search, struct error *err)
{
    enum database_mode mode =
        catalog_is_made(search->catalog) ? DATABASE_FROZEN : DATABASE_READ;
    char *path = catalog_file(search->catalog), cache[64];
    int status = view_open(search->catalog, &search->view, err);

    if (status == 0)
        status = database_open(&search->database, path, mode, err);
    free(path);
    if (status != 0)
        return -1;
    snprintf(cache, sizeof cache, "PRAGMA cache_size=-%d", CACHE_KIB);
    database_run(&search->database, cache);
    prepare_indexes(search);
    prepare(search);
    return database_check(&search->database, "search the catalog", err);
}

int search_open(struct catalog *catalog, struct search **out, struct error *err)
{
    struct search *search = mem_zalloc(1, sizeof *search);

    search->catalog = catalog;
    if (open_search(search, err) != 0) {
        search_close(search);
        return -1;
    }
    *out = search;
    return 0;
}

static void close_index(struct search_index *index)
{
    statement_free(index->next_word);
    statement_free(index->some);
    statement_free(index->rows);
    statement_free(index->ranked);
}

void search_close(struct search *search)
{
    if (search == NULL)
        return;
    struct statement *all[] = {
        search->text_at,  search->text_of, search->words, search->has_items,
        search->tags,     search->place,   search->topic, search->below,
        search->in_order, search->facts,   search->name,  search->names_from,
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        statement_free(all[i]);
    close_index(&search->passage);
    close_index(&search->item);
    close_index(&search->called);
    names_pack_release(&search->names);
    text_cache_clear(&search->read);
    arena_release(&search->extracted.arena);
    database_close(&search->database);
    view_close(search->view);
    free(search->scope.articles);
    free(search);
}

struct view *search_view(struct search *search)
{
    return search->view;
}

/* --- Stopping -----------------------------------------------------------------------
 */

void search_stop(struct search *search)
{
    atomic_store(&search->stop, true);
    database_interrupt(&search->database);
}

void search_resume(struct search *search)
{
    atomic_store(&search->stop, false);
}

bool search_is_stopped(const struct search *search)
{
    return atomic_load(&search->stop) ||
           database_fault(&search->database) != FAULT_NONE;
}

/* What was read of articles that may have changed is forgotten. */
void search_begin(struct search *search)
{
    unsigned state = catalog_state(search->catalog);

    if (state != search->state) {
        text_cache_clear(&search->read);
        search->extracted.extract = NULL;
    }
    search->state = state;
    search->text = (struct text){0};
    database_forget(&search->database);
}

enum search_status search_end(struct search *search)
{
    enum database_fault fault = database_fault(&search->database);

    if (atomic_load(&search->stop) || fault == FAULT_STOPPED)
        return SEARCH_STOPPED;
    if (fault == FAULT_BROKEN)
        catalog_is_broken(search->catalog);
    return fault == FAULT_NONE ? SEARCH_DONE : SEARCH_FAILED;
}

/* --- Texts --------------------------------------------------------------------------
 */

/* Takes the text of a statement's row; false when that is damaged or of no article. */
static bool take_text(struct statement *ask, struct text *text)
{
    int64_t rows, article;

    if (column_is_null(ask, 3))
        return false;
    text->from = column_int(ask, 0);
    rows = column_int(ask, 1);
    article = column_int(ask, 2);
    text->end = text->from + rows;
    text->article = (uint32_t)article;
    text->order = column_int(ask, 3);
    return text->from >= 0 && text->from >> ROW_BITS == 0 && rows > 0 &&
           rows <= TEXT_ROWS_MAX && article >= 0 && article < ARTICLE_NONE;
}

bool search_text_at(struct search *search, int64_t row, struct text *text)
{
    struct statement *ask = search->text_at;
    bool found = true;

    if (row < search->text.from || row >= search->text.end) {
        statement_int(ask, 1, row);
        found = statement_next(ask) && take_text(ask, text) && row < text->end;
        statement_end(ask);
        if (found)
            search->text = *text;
    }
    if (found)
        *text = search->text;
    return found;
}

bool search_text_of(struct search *search, uint32_t article, struct text *text)
{
    struct statement *ask = search->text_of;
    bool found;

    statement_int(ask, 1, article);
    found = statement_next(ask) && take_text(ask, text);
    statement_end(ask);
    return found;
}

int64_t search_rows_end(struct search *search)
{
    int64_t end = state_get(&search->database, "next_row");

    return end < 0 || end >> ROW_BITS != 0 ? 0 : end;
}
