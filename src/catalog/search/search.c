/*
 * A search's connection and what all kinds of questions need of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/names/similar.h"
#include "catalog/query/forms.h"
#include "catalog/query/query.h"
#include "catalog/search.h"
#include "catalog/search/searching.h"

enum {
    /* Pages of the index that SQLite keeps between two keystrokes. */
    CACHE_KIB = 8 << 10,
    /* Enough of a word that was left out to recognise it. */
    LEFT_OUT_COLS = 60,
};

/* --- Opening --- */

#define INDEX_STATEMENTS(table)                                                        \
    "SELECT term FROM temp." table "_words WHERE term >= ? AND term < ? LIMIT 1",      \
        "SELECT rowid FROM " table " WHERE " table " MATCH ? AND rowid BETWEEN ? AND"  \
        " ?"

static void prepare_index(struct search *search, struct search_index *index,
                          const char *const sql[2])
{
    index->next_word = statement_new(&search->database, sql[0]);
    index->rows = statement_new(&search->database, sql[1]);
}

static void prepare_indexes(struct search *search)
{
    static const char *const passage[] = {INDEX_STATEMENTS("passage")};
    static const char *const called[] = {INDEX_STATEMENTS("called")};

    database_run(&search->database, "CREATE VIRTUAL TABLE temp.passage_words USING"
                                    " fts5vocab('main', 'passage', 'instance');"
                                    "CREATE VIRTUAL TABLE temp.called_words USING"
                                    " fts5vocab('main', 'called', 'instance')");
    rank_register(&search->database, &search->ranker);
    prepare_index(search, &search->passage, passage);
    prepare_index(search, &search->called, called);
    search->some = statement_new(&search->database, "SELECT rowid FROM passage"
                                                    " WHERE passage MATCH ? LIMIT ?");
    search->ranked =
        statement_new(&search->database, "SELECT rowid, found_in(passage) FROM passage"
                                         " WHERE passage MATCH ? AND rowid BETWEEN ?"
                                         " AND ?");
}

static void prepare(struct search *search)
{
    struct database *database = &search->database;
    search->text_of =
        statement_new(database, "SELECT a.id, a.ord FROM text t JOIN article a"
                                " ON a.id = t.article WHERE t.article = ?");
    search->ids_end = statement_new(database, "SELECT max(article) + 1 FROM text");
    search->spans = statement_new(database, "SELECT spans FROM text WHERE article = ?");
    search->words =
        statement_new(database, "SELECT word FROM word WHERE word >= ? AND word < ?"
                                " ORDER BY count DESC, word LIMIT 256");
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
    search->forms = forms_finder_new(database);
    name_index_init(&search->index, database, &search->stop);
}

static int open_search(struct search *search, struct error *err)
{
    enum database_mode mode =
        catalog_is_prebuilt(search->catalog) ? DATABASE_FROZEN : DATABASE_READ;
    char *path = catalog_file(search->catalog);
    int status = view_open(search->catalog, &search->view, err);
    if (status == 0)
        status = database_open(&search->database, path, mode, err);
    free(path);
    if (status != 0)
        return -1;
    database_stop_at(&search->database, &search->stop);
    char cache[64];
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
        if (database_fault(&search->database) == FAULT_BROKEN)
            catalog_is_broken(catalog);
        search_close(search);
        return -1;
    }
    *out = search;
    return 0;
}

static void close_index(struct search_index *index)
{
    statement_free(index->next_word);
    statement_free(index->rows);
}

static void forget_names(struct search *search)
{
    name_index_clear(&search->index);
    similar_names_free(search->similar);
    search->similar = NULL;
}

void search_close(struct search *search)
{
    if (search == NULL)
        return;
    struct statement *all[] = {
        search->some,  search->ranked, search->ids_end,  search->text_of,
        search->spans, search->words,  search->tags,     search->place,
        search->topic, search->below,  search->in_order, search->facts,
        search->name,
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        statement_free(all[i]);
    close_index(&search->passage);
    close_index(&search->called);
    forget_names(search);
    forms_finder_free(search->forms);
    name_index_release(&search->index);
    text_cache_clear(&search->read);
    arena_release(&search->extracted.arena);
    arena_release(&search->spans_arena);
    database_close(&search->database);
    rank_release(&search->ranker);
    view_close(search->view);
    free(search->scope.articles);
    free(search);
}

struct view *search_view(struct search *search)
{
    return search->view;
}

/* --- Stopping --- */

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

/* Hundreds of rows are looked up, which need not be locked one by one. What was read of
 * articles that may have changed is forgotten. */
void search_begin(struct search *search)
{
    unsigned state = catalog_state(search->catalog);
    unsigned structure = catalog_structure(search->catalog);
    database_clear_error(&search->database);
    database_run(&search->database, "BEGIN");
    search->text = (struct text){.article = ARTICLE_NONE};
    if (state != search->state || !search->is_begun) {
        text_cache_clear(&search->read);
        search->extracted.extract = NULL;
        lengths_load(&search->database, &search->ranker.lengths);
        forms_finder_expire(search->forms);
    }
    if (structure != search->structure)
        forget_names(search);
    search->structure = structure;
    search->state = state;
    search->is_begun = true;
}

enum search_status search_end(struct search *search)
{
    enum database_fault fault = database_fault(&search->database);
    database_rollback(&search->database);
    if (atomic_load(&search->stop) || fault == FAULT_STOPPED)
        return SEARCH_STOPPED;
    if (fault == FAULT_BROKEN)
        catalog_is_broken(search->catalog);
    return fault == FAULT_NONE ? SEARCH_DONE : SEARCH_FAILED;
}

enum search_status search_load_ahead(struct search *search)
{
    search_begin(search);
    forms_finder_load(search->forms);
    (void)name_index_update(&search->index, true);
    return search_end(search);
}

/* --- Texts --- */

/* Reads the text of a row; false when the row is damaged or no article of the
 * library. */
static bool read_text(const struct statement *row, struct text *text)
{
    int64_t article = column_int(row, 0);
    if (column_is_null(row, 1) || article < 0 || article >= ARTICLE_NONE)
        return false;
    *text = (struct text){(uint32_t)article, column_int(row, 1)};
    return true;
}

bool search_text_of(struct search *search, int64_t article, struct text *text)
{
    bool is_there = search->text.article == article && article != ARTICLE_NONE;
    if (!is_there) {
        statement_int(search->text_of, 1, article);
        is_there = statement_next(search->text_of) &&
                   read_text(search->text_of, &search->text);
        statement_end(search->text_of);
    }
    if (!is_there)
        search->text.article = ARTICLE_NONE;
    *text = search->text;
    return is_there;
}

/* The record of a text that exists; a record that cannot be read is damage. */
static struct str spans_record(struct search *search, int64_t article)
{
    statement_int(search->spans, 1, article);
    return statement_next(search->spans) ? column_bytes(search->spans, 0)
                                         : (struct str){0};
}

static bool end_spans(struct search *search, struct str record, bool found)
{
    statement_end(search->spans);
    if (record.ptr != NULL && !found)
        database_mark_corrupt(&search->database);
    return found;
}

bool search_spans_of(struct search *search, int64_t article, struct spans *spans)
{
    struct str record = spans_record(search, article);
    arena_clear(&search->spans_arena);
    return end_spans(search, record, spans_get(record, &search->spans_arena, spans));
}

bool search_counts_of(struct search *search, int64_t article,
                      size_t counts[SPAN_KIND_COUNT])
{
    struct str record = spans_record(search, article);
    return end_spans(search, record, spans_count(record, counts));
}

struct str search_left_out(const struct query *query, struct arena *arena)
{
    struct str left_out = text_clean(arena, query->left_out, TEXT_ONE_LINE);
    if (left_out.len == 0)
        return left_out;
    return arena_printf(arena,
                        "the query is too long: '" STR_FMT "' was not looked for (%d"
                        " bytes, %d words or phrases, %d folders, %d topics at most)",
                        STR_ARG(text_ellipsis(arena, left_out, LEFT_OUT_COLS)),
                        (int)QUERY_BYTES_MAX, (int)QUERY_TERMS_MAX,
                        (int)QUERY_FILTERS_MAX, (int)QUERY_FILTERS_MAX);
}

size_t search_terms(const struct query *query, uint32_t set, struct arena *arena,
                    struct str **terms)
{
    size_t count = 0;
    *terms = ARENA_ARRAY(arena, query->term_count, struct str);
    for (size_t i = 0; i < query->term_count; i++) {
        if ((set & rank_bit(i)) != 0)
            (*terms)[count++] = text_clean(arena, query->terms[i].typed, TEXT_ONE_LINE);
    }
    return count;
}

static void put_mended(struct buf *line, const struct query_term *term, bool is_first,
                       struct arena *arena)
{
    buf_puts(line, is_first ? STR("shown for ") : STR(", "));
    buf_printf(line, "'" STR_FMT "'",
               STR_ARG(text_clean(arena, term->forms.shown_for, TEXT_ONE_LINE)));
    buf_printf(line, " (there is no '" STR_FMT "')",
               STR_ARG(text_clean(arena, term->typed, TEXT_ONE_LINE)));
}

struct str search_unquoted(const struct query *query, struct arena *arena)
{
    return text_clean(arena, query->unquoted, TEXT_ONE_LINE);
}

struct str search_shown_for(const struct query *query, struct arena *arena)
{
    struct buf line = {0};
    struct str unquoted = search_unquoted(query, arena);
    bool is_first = true;
    if (unquoted.len > 0)
        buf_printf(&line, "nothing has " STR_FMT "; shown without the quotes",
                   STR_ARG(unquoted));
    for (size_t i = 0; i < query->term_count; i++) {
        if (query->terms[i].forms.shown_for.len == 0)
            continue;
        buf_puts(&line, is_first && line.len > 0 ? STR("; ") : STR(""));
        put_mended(&line, &query->terms[i], is_first, arena);
        is_first = false;
    }
    struct str kept = buf_keep(&line, arena);
    buf_release(&line);
    return kept;
}

size_t search_shown_words(const struct query *query, struct arena *arena,
                          struct str **words)
{
    size_t count = 0;
    *words = ARENA_ARRAY(arena, query->term_count, struct str);
    for (size_t i = 0; i < query->term_count; i++) {
        struct str word = query->terms[i].forms.shown_for;
        if (word.len > 0)
            (*words)[count++] = text_clean(arena, word, TEXT_ONE_LINE);
    }
    return count;
}

int64_t search_ids_end(struct search *search)
{
    int64_t end = statement_next(search->ids_end) ? column_int(search->ids_end, 0) : 0;
    statement_end(search->ids_end);
    return end > 0 && end <= ARTICLE_NONE ? end : 0;
}
