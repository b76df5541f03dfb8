#include "catalog/writer.h"

#include <stdlib.h>

#include "base/mem.h"
#include "catalog/schema.h"

struct writer {
    const struct structure *structure;
    struct database *database;
    struct statement *drop_text, *drop_links;
    struct statement *put_facts, *put_text, *put_link, *mark_read;
    struct statement *put_passage, *put_called;
    int64_t next_text;
    bool is_begun;
};

struct writer *writer_new(const struct structure *structure)
{
    struct writer *writer = mem_zalloc(1, sizeof *writer);
    struct database *database = structure->database;

    writer->structure = structure;
    writer->database = database;
    writer->drop_text = statement_new(
        database,
        "DELETE FROM text WHERE id = (SELECT text FROM facts WHERE article = ?)");
    writer->drop_links = statement_new(database, "DELETE FROM link WHERE article = ?");
    writer->put_facts = statement_new(database, "REPLACE INTO facts VALUES(?,?,?,?)");
    writer->put_text = statement_new(database, "INSERT INTO text VALUES(?,?,?)");
    writer->put_link =
        statement_new(database, "INSERT INTO link VALUES(?,?,?,?,?,?,?)");
    writer->mark_read =
        statement_new(database, "UPDATE article SET is_read = 1 WHERE id = ?");
    writer->put_passage = statement_new(
        database, "INSERT INTO passage(rowid, title, body) VALUES(?,?,?)");
    writer->put_called =
        statement_new(database, "INSERT INTO called(rowid, name) VALUES(?,?)");
    return writer;
}

void writer_free(struct writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->is_begun)
        database_rollback(writer->database);
    statement_free(writer->drop_text);
    statement_free(writer->drop_links);
    statement_free(writer->put_facts);
    statement_free(writer->put_text);
    statement_free(writer->put_link);
    statement_free(writer->mark_read);
    statement_free(writer->put_passage);
    statement_free(writer->put_called);
    free(writer);
}

/* The next number is read within the transaction: another process may have written
 * before it. */
static void begin(struct writer *writer)
{
    if (writer->is_begun)
        return;
    database_run(writer->database, "BEGIN IMMEDIATE");
    writer->next_text = state_get(writer->database, "next_text");
    if (!schema_is_text(writer->next_text))
        database_distrust(writer->database);
    writer->is_begun = true;
}

void writer_commit(struct writer *writer)
{
    if (!writer->is_begun)
        return;
    state_set(writer->database, "next_text", writer->next_text);
    database_run(writer->database, "COMMIT");
    writer->is_begun = database_fault(writer->database) != FAULT_NONE;
}

static void run_for(struct statement *statement, int64_t id)
{
    statement_int(statement, 1, id);
    statement_run(statement);
}

static void put_called(struct writer *writer, int64_t row, struct str words)
{
    statement_int(writer->put_called, 1, row);
    statement_bytes(writer->put_called, 2, words);
    statement_run(writer->put_called);
}

static void put_words(struct writer *writer, const struct reading *reading,
                      int64_t text)
{
    statement_int(writer->put_passage, 1, text);
    statement_bytes(writer->put_passage, 2, reading->title);
    statement_bytes(writer->put_passage, 3, reading->text);
    statement_run(writer->put_passage);
    put_called(writer, schema_names_row(text), reading->names);
    if (reading->headings.len > 0)
        put_called(writer, schema_headings_row(text), reading->headings);
}

static void put_links(struct writer *writer, const struct reading *reading, int64_t id)
{
    for (size_t i = 0; i < reading->link_count; i++) {
        const struct reading_link *link = &reading->links[i];

        statement_int(writer->put_link, 1, id);
        statement_int(writer->put_link, 2, (int64_t)i);
        if (link->target == ARTICLE_NONE)
            statement_null(writer->put_link, 3);
        else
            statement_int(writer->put_link, 3, writer->structure->ids[link->target]);
        statement_int(writer->put_link, 4, link->form);
        statement_bytes(writer->put_link, 5, link->dest);
        statement_bytes(writer->put_link, 6, link->text);
        statement_int(writer->put_link, 7, link->section);
        statement_run(writer->put_link);
    }
}

void writer_put(struct writer *writer, const struct reading *reading)
{
    int64_t id = writer->structure->ids[reading->article], text;

    begin(writer);
    text = writer->next_text++;
    run_for(writer->drop_text, id);
    run_for(writer->drop_links, id);
    statement_int(writer->put_facts, 1, id);
    statement_int(writer->put_facts, 2, text);
    statement_record(writer->put_facts, 3, reading->facts);
    statement_record(writer->put_facts, 4, reading->words);
    statement_run(writer->put_facts);
    statement_int(writer->put_text, 1, text);
    statement_int(writer->put_text, 2, id);
    statement_record(writer->put_text, 3, reading->spans);
    statement_run(writer->put_text);
    put_links(writer, reading, id);
    put_words(writer, reading, text);
    run_for(writer->mark_read, id);
}

/* --- Links anew ---------------------------------------------------------------------
 */

/* A link that leads elsewhere now. */
struct moved {
    int64_t article, n;
    uint32_t target; /* id, or ARTICLE_NONE */
};

struct moves {
    struct moved *items;
    size_t count, cap;
};

static uint32_t resolve(const struct structure *structure,
                        const struct library *library, const struct statement *row,
                        struct arena *arena)
{
    uint32_t from = structure_number(structure, column_int(row, 0));
    struct target target;

    if (from == ARTICLE_NONE)
        return ARTICLE_NONE;
    target = library_resolve(library, from, (enum link_form)column_int(row, 3),
                             arena_str(arena, column_bytes(row, 4)), arena);
    if (target.dangling || target.article == ARTICLE_NONE || target.article == from)
        return ARTICLE_NONE;
    return structure->ids[target.article];
}

static void find_moved(struct writer *writer, const struct library *library,
                       const atomic_bool *stop, struct moves *moves)
{
    struct statement *rows = statement_new(
        writer->database, "SELECT article, n, target, form, dest FROM link");
    struct arena arena = {0};

    while (!atomic_load(stop) && statement_next(rows)) {
        uint32_t was =
            column_is_null(rows, 2) ? ARTICLE_NONE : (uint32_t)column_int(rows, 2);
        uint32_t now;

        arena_clear(&arena);
        now = resolve(writer->structure, library, rows, &arena);
        if (now == was)
            continue;
        moves->items =
            mem_grow(moves->items, moves->count, &moves->cap, sizeof *moves->items);
        moves->items[moves->count++] =
            (struct moved){column_int(rows, 0), column_int(rows, 1), now};
    }
    statement_end(rows);
    statement_free(rows);
    arena_release(&arena);
}

void writer_relink(struct writer *writer, const struct library *library,
                   const atomic_bool *stop)
{
    struct moves moves = {0};
    struct statement *put;

    find_moved(writer, library, stop, &moves);
    if (!atomic_load(stop)) {
        put = statement_new(writer->database,
                            "UPDATE link SET target = ? WHERE article = ? AND n = ?");
        begin(writer);
        for (size_t i = 0; i < moves.count; i++) {
            statement_null(put, 1);
            if (moves.items[i].target != ARTICLE_NONE)
                statement_int(put, 1, moves.items[i].target);
            statement_int(put, 2, moves.items[i].article);
            statement_int(put, 3, moves.items[i].n);
            statement_run(put);
        }
        state_set(writer->database, "stale_links", 0);
        writer_commit(writer);
        statement_free(put);
    }
    free(moves.items);
}
