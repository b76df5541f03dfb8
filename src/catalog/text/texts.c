/*
 * Writing and deleting the rows of an article's words. The old rows of a contentless
 * FTS5 table can only be deleted with their old words, which the table `terms` keeps
 * for that.
 */
#include "catalog/text/texts.h"

#include "catalog/store/schema.h"

void texts_init(struct texts *texts, struct database *database)
{
    *texts = (struct texts){.database = database, .lexicon = lexicon_new()};
    lexicon_load(texts->lexicon, database);
    texts->find = statement_new(database, "SELECT spans, terms.data FROM text"
                                          " LEFT JOIN terms USING(article)"
                                          " WHERE article = ?");
    texts->put = statement_new(database, "REPLACE INTO text VALUES(?,?,?)");
    texts->drop = statement_new(database, "DELETE FROM text WHERE article = ?");
    texts->put_terms = statement_new(database, "REPLACE INTO terms VALUES(?,?)");
    texts->drop_terms = statement_new(database, "DELETE FROM terms WHERE article = ?");
    texts->put_passage = statement_new(
        database, "INSERT INTO passage(rowid, title, body) VALUES(?,?,?)");
    texts->drop_passage =
        statement_new(database, "INSERT INTO passage(passage, rowid, title, body)"
                                " VALUES('delete',?,?,?)");
    texts->put_called =
        statement_new(database, "INSERT INTO called(rowid, name) VALUES(?,?)");
    texts->drop_called = statement_new(
        database, "INSERT INTO called(called, rowid, name) VALUES('delete',?,?)");
}

void texts_release(struct texts *texts)
{
    struct statement *all[] = {
        texts->find,       texts->put,          texts->drop,
        texts->put_terms,  texts->drop_terms,   texts->put_passage,
        texts->put_called, texts->drop_passage, texts->drop_called,
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        statement_free(all[i]);
    buf_release(&texts->words[0]);
    buf_release(&texts->words[1]);
    lexicon_free(texts->lexicon);
    lexicon_growth_release(&texts->growth);
    word_collector_release(&texts->collector);
    arena_release(&texts->scratch);
}

/* The count is read within the transaction: another process may have written before
 * it. */
void texts_begin(struct texts *texts)
{
    lengths_load(texts->database, &texts->lengths);
    texts->written = state_get(texts->database, "written");
}

void texts_end(struct texts *texts)
{
    word_collector_write(&texts->collector, texts->database);
    lengths_save(texts->database, &texts->lengths);
    state_set(texts->database, "written", texts->written);
}

/* --- Rows of the full-text tables ---
 *
 * What is deleted and written again under one rowid must follow each other: a smaller
 * rowid than the last one makes FTS5 write out all it has gathered.
 */

static struct str join(struct texts *texts, int buffer, const struct terms *terms,
                       enum term_column column)
{
    struct buf *words = &texts->words[buffer];
    buf_clear(words);
    terms_join(terms, column, words);
    return buf_str(words);
}

static void drop_passage(struct texts *texts, uint32_t article,
                         const struct terms *terms)
{
    statement_int(texts->drop_passage, 1, article);
    statement_bytes(texts->drop_passage, 2, join(texts, 0, terms, TERM_TITLE));
    statement_bytes(texts->drop_passage, 3, join(texts, 1, terms, TERM_BODY));
    statement_run(texts->drop_passage);
}

static void put_passage(struct texts *texts, uint32_t article,
                        const struct columns *columns)
{
    statement_int(texts->put_passage, 1, article);
    statement_bytes(texts->put_passage, 2, columns->title);
    statement_bytes(texts->put_passage, 3, columns->body);
    statement_run(texts->put_passage);
}

/* An article without headings has no row for them. */
static void drop_called(struct texts *texts, int64_t row, const struct terms *terms,
                        enum term_column column)
{
    struct str words = join(texts, 0, terms, column);
    if (words.len == 0)
        return;
    statement_int(texts->drop_called, 1, row);
    statement_bytes(texts->drop_called, 2, words);
    statement_run(texts->drop_called);
}

static void put_called(struct texts *texts, int64_t row, struct str words)
{
    if (words.len == 0)
        return;
    statement_int(texts->put_called, 1, row);
    statement_bytes(texts->put_called, 2, words);
    statement_run(texts->put_called);
}

/* Deletes the old rows, if there are any, and writes new ones, if there are any. */
static void replace_rows(struct texts *texts, uint32_t article, const struct terms *old,
                         const struct columns *new)
{
    if (old != NULL)
        drop_passage(texts, article, old);
    if (new != NULL)
        put_passage(texts, article, new);
    if (old != NULL)
        drop_called(texts, schema_names_row(article), old, TERM_NAMES);
    if (new != NULL)
        put_called(texts, schema_names_row(article), new->names);
    if (old != NULL)
        drop_called(texts, schema_headings_row(article), old, TERM_HEADINGS);
    if (new != NULL)
        put_called(texts, schema_headings_row(article), new->headings);
}

/* --- Texts --- */

/* What was written can be read, unless it is damaged. */
static bool read_old(struct texts *texts, struct str record, struct str terms_record,
                     struct terms *terms)
{
    struct spans spans;
    if (spans_get(record, &texts->scratch, &spans) &&
        terms_get(terms_record, texts->lexicon, &texts->scratch, terms) &&
        lengths_drop(&texts->lengths, &spans))
        return true;
    database_mark_corrupt(texts->database);
    return false;
}

/* Reads the terms of the text that an article has and takes it out of the sums; false
 * when there is none. */
static bool take_old(struct texts *texts, uint32_t article, struct terms *terms)
{
    arena_clear(&texts->scratch);
    statement_int(texts->find, 1, article);
    bool is_there =
        statement_next(texts->find) && read_old(texts, column_bytes(texts->find, 0),
                                                column_bytes(texts->find, 1), terms);
    statement_end(texts->find);
    return is_there;
}

static void put_records(struct texts *texts, uint32_t article, struct str spans,
                        struct str terms)
{
    struct spans parts;
    if (spans_get(spans, &texts->scratch, &parts))
        lengths_add(&texts->lengths, &parts);
    statement_int(texts->put, 1, article);
    statement_int(texts->put, 2, texts->written++);
    statement_record(texts->put, 3, spans);
    statement_run(texts->put);
    statement_int(texts->put_terms, 1, article);
    statement_record(texts->put_terms, 2, terms);
    statement_run(texts->put_terms);
}

void texts_put(struct texts *texts, uint32_t article, const struct columns *columns,
               struct str spans, struct str terms, struct str unnumbered)
{
    struct terms old;
    bool has_old = take_old(texts, article, &old);
    replace_rows(texts, article, has_old ? &old : NULL, columns);
    put_records(texts, article, spans, terms);
    lexicon_growth_count(&texts->growth, texts->lexicon, texts->database, unnumbered);
    word_collector_add(&texts->collector, unnumbered);
}

static void delete_row(struct statement *drop, uint32_t article)
{
    statement_int(drop, 1, article);
    statement_run(drop);
}

void texts_drop(struct texts *texts, uint32_t article)
{
    struct terms old;
    if (!take_old(texts, article, &old))
        return;
    replace_rows(texts, article, &old, NULL);
    texts->written++;
    delete_row(texts->drop, article);
    delete_row(texts->drop_terms, article);
}
