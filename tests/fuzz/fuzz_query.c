/*
 * Search and go-to on any bytes: the first line is typed, the rest is an article and
 * the names of others. The index never finds fault with a query, and finds what is lit.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/query_match.h"
#include "base/text.h"
#include "catalog/names/fuzzy.h"
#include "catalog/names/name_match.h"
#include "catalog/query/forms.h"
#include "catalog/query/query.h"
#include "catalog/store/schema.h"
#include "catalog/text/segment.h"
#include "catalog/text/tokenizer.h"
#include "catalog/words/small_words.h"
#include "catalog/words/word_runs.h"
#include "fuzz.h"

/* --- The index -------------------------------------------------------------------- */

struct index {
    sqlite3 *db;
    sqlite3_stmt *begin, *insert, *find, *undo;
};

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    MUST(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK);
    return statement;
}

/* Opened once: it takes longer than all that is done with it. */
static const struct index *open_index(void)
{
    static struct index index;
    if (index.db)
        return &index;
    MUST(sqlite3_open(":memory:", &index.db) == SQLITE_OK);
    MUST(tokenizer_register(index.db) == SQLITE_OK);
    MUST(sqlite3_exec(index.db,
                      "CREATE VIRTUAL TABLE t USING fts5(title, heading, body, "
                      "tokenize='" TOKENIZER_NAME "')",
                      NULL, NULL, NULL) == SQLITE_OK);
    index.begin = prepare(index.db, "BEGIN");
    index.insert = prepare(index.db, "INSERT INTO t(title, body) VALUES (?1, ?1)");
    index.find = prepare(index.db, "SELECT count(*) FROM t WHERE t MATCH ?");
    index.undo = prepare(index.db, "ROLLBACK");
    return &index;
}

static void bind(sqlite3_stmt *statement, struct str text)
{
    MUST(sqlite3_bind_text(statement, 1, text.len ? text.ptr : "", (int)text.len,
                           SQLITE_STATIC) == SQLITE_OK);
}

static void run(sqlite3_stmt *statement)
{
    MUST(sqlite3_step(statement) == SQLITE_DONE);
    MUST(sqlite3_reset(statement) == SQLITE_OK);
}

/* Makes the text all that the index holds, until it is undone. */
static void fill(const struct index *index, struct str text)
{
    struct buf words = {0};
    segment_text(&words, text);
    MUST(words.len <= SEGMENT_GROWTH_MAX * text.len);
    bind(index->insert, buf_str(&words));
    run(index->begin);
    run(index->insert);
    buf_release(&words);
}

static bool finds(const struct index *index, struct str match)
{
    if (match.len == 0)
        return false;
    bind(index->find, match);
    MUST(sqlite3_step(index->find) == SQLITE_ROW);
    bool found = sqlite3_column_int(index->find, 0) > 0;
    MUST(sqlite3_reset(index->find) == SQLITE_OK);
    return found;
}

/* --- Search ----------------------------------------------------------------------- */

static void check_lights(const struct query *query, struct str text,
                         const struct query_light *lights, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        struct byte_range range = lights[i].range;
        MUST(range.from >= at && range.to > range.from);
        MUST(range.to <= text.len);
        MUST(lights[i].terms != 0 &&
             (uint64_t)lights[i].terms >> query->term_count == 0);
        at = range.to;
    }
}

static void check_filters(const struct query_filter *filters, size_t count)
{
    MUST(count <= QUERY_FILTERS_MAX);
    for (size_t i = 0; i < count; i++) {
        MUST(filters[i].name.len > 0);
        fuzz_must_be_clean(filters[i].name);
    }
}

static void check_query(const struct query *query)
{
    MUST(query->term_count <= QUERY_TERMS_MAX);
    for (size_t i = 0; i < query->term_count; i++) {
        const struct query_term *term = &query->terms[i];
        MUST(term->count > 0 && term->is_phrase == (term->count > 1));
        for (size_t j = 0; j < term->count; j++)
            MUST(term->words[j].len > 0);
    }
    check_filters(query->topics, query->topic_count);
    check_filters(query->folders, query->folder_count);
    for (size_t i = 0; i < query->term_count; i++)
        fuzz_must_be_harmless(query->terms[i].text);
    for (size_t i = 0; i < query->excluded_count; i++)
        fuzz_must_be_harmless(query->excluded[i].text);
    if (query->is_empty)
        MUST(query->term_count + query->excluded_count + query->topic_count == 0);
}

static void check_search(struct arena *arena, struct str typed, struct str text,
                         bool typing)
{
    const struct index *index = open_index();
    const struct query *query = query_parse(arena, typed, typing);
    check_query(query);
    size_t count;
    const struct query_light *lights = query_highlight(query, text, arena, &count);
    check_lights(query, text, lights, count);
    bool found = finds(index, query_match(arena, query));
    bool excluded = finds(index, query_excluded(arena, query));
    MUST(!found || (count > 0 && !excluded));
    if (query->term_count == 1 && count > 0)
        MUST(found || excluded);
}

/* --- Forms ------------------------------------------------------------------------ */

struct library_words {
    struct database database;
    struct statement *insert;
    struct forms_finder *finder;
};

/* Opened once, too. */
static struct library_words *open_words(void)
{
    static struct library_words words;
    struct error err;
    if (words.finder != NULL)
        return &words;
    MUST(database_open(&words.database, ":memory:", DATABASE_WRITE, &err) == 0);
    MUST(schema_make(&words.database));
    words.insert =
        statement_new(&words.database, "INSERT INTO passage(rowid, body) VALUES(1, ?)");
    words.finder = forms_finder_new(&words.database);
    return &words;
}

static void check_term_forms(const struct query_term *term)
{
    const struct term_forms *forms = &term->forms;
    MUST(forms->count > 0 && forms->items[0].words == term->words);
    MUST(!term->is_exact || (forms->count == 1 && !forms->is_small));
    for (size_t i = 0; i < forms->count; i++) {
        const struct form *form = &forms->items[i];
        MUST(form->count > 0 && form->worth > 0 && form->worth <= 1);
        for (size_t k = 0; k < form->count; k++) {
            MUST(form->words[k].len > 0);
            fuzz_must_be_harmless(form->words[k]);
        }
    }
    fuzz_must_be_harmless(forms->shown_for);
}

/* In a library whose only article is the text. */
static void check_forms(struct arena *arena, struct str typed, struct str text,
                        bool typing)
{
    struct library_words *words = open_words();
    const struct query *query = query_parse(arena, typed, typing);
    struct word_collector collector = {0};
    struct buf segmented = {0};
    segment_text(&segmented, text);
    database_run(&words->database, "BEGIN");
    statement_bytes(words->insert, 1, buf_str(&segmented));
    statement_run(words->insert);
    word_collector_add(&collector, buf_str(&segmented));
    word_collector_write(&collector, &words->database);
    forms_finder_expire(words->finder);
    forms_find(words->finder, query, arena);
    MUST(database_fault(&words->database) == FAULT_NONE);
    for (size_t i = 0; i < query->term_count; i++)
        check_term_forms(&query->terms[i]);
    size_t count;
    const struct query_light *lights = query_highlight(query, text, arena, &count);
    check_lights(query, text, lights, count);
    database_run(&words->database, "ROLLBACK");
    word_collector_release(&collector);
    buf_release(&segmented);
}

/* --- Go-to ------------------------------------------------------------------------ */

static void check_ranges(struct str text, const struct byte_range *ranges, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        MUST(ranges[i].from >= at && ranges[i].to > ranges[i].from);
        MUST(ranges[i].to <= text.len);
        at = ranges[i].to;
    }
}

static void check_name(const struct fuzzy *query, struct arena *arena, struct str name)
{
    struct str folded = fuzzy_fold(arena, name);
    int score;
    bool matches = fuzzy_score(query, folded, &score);
    if (matches)
        MUST(fuzzy_may_match(query, fuzzy_mask(folded)));
    struct byte_range *ranges;
    size_t count;
    fuzzy_positions(query, name, arena, &ranges, &count);
    check_ranges(name, ranges, count);
    MUST((count > 0) == (matches && query->word_count > 0));
}

/* By its words: what fits strictly does so when slips are forgiven, marks are in the
 * name and only where it is meant, and a name that has words is meant by itself. */
static void check_name_words(struct str typed, struct arena *arena, struct str name)
{
    const struct small_words none = {0};
    static struct name_query strict, forgiving, itself;
    name_query_init(&strict, typed, FIT_STRICT, &none, arena);
    name_query_init(&forgiving, typed, FIT_FORGIVING, &none, arena);
    name_query_init(&itself, name, FIT_STRICT, &none, arena);
    for (int kind = NAME_OF_TITLE; kind <= NAME_OF_PATH; kind++) {
        struct byte_ranges marks;
        struct name_score first =
            name_match_shown(&strict, name, (enum name_kind)kind, arena, &marks);
        check_ranges(name, marks.items, marks.count);
        MUST((marks.count > 0) == (first.score > 0));
        struct name_score second =
            name_match_shown(&forgiving, name, (enum name_kind)kind, arena, &marks);
        check_ranges(name, marks.items, marks.count);
        MUST(first.score <= second.score);
        struct name_score own =
            name_match_shown(&itself, name, (enum name_kind)kind, NULL, NULL);
        MUST((own.score > 0) == (itself.word_count > 0));
    }
}

static void check_goto(struct arena *arena, struct str typed, struct str text)
{
    struct fuzzy query;
    fuzzy_init(&query, arena, typed);
    MUST(query.letter_count <= FUZZY_LETTERS_MAX);
    MUST(query.word_count <= FUZZY_WORDS_MAX);
    int score;
    MUST(fuzzy_score(&query, query.text, &score));
    struct str line;
    while (str_cut_line(&text, &line)) {
        check_name(&query, arena, line);
        check_name_words(typed, arena, line);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    char *copy = malloc(size ? size : 1);
    memcpy(copy, data, size);
    struct str text = {copy, size}, typed = {copy, 0};
    str_cut_line(&text, &typed);
    if (text.ptr == NULL)
        text = typed;
    fill(open_index(), text);
    check_search(&arena, typed, text, false);
    check_search(&arena, typed, text, true);
    run(open_index()->undo);
    check_forms(&arena, typed, text, false);
    check_forms(&arena, typed, text, true);
    check_goto(&arena, typed, text);
    arena_release(&arena);
    free(copy);
    return 0;
}
