/*
 * All statements that write an article's rows, and the relinking of articles whose
 * links may lead elsewhere because names came or went.
 */
#include "catalog/sync/writer.h"

#include <stdlib.h>

#include "base/mem.h"
#include "catalog/near/leads.h"
#include "catalog/store/schema.h"
#include "catalog/sync/flaw_rows.h"
#include "catalog/text/texts.h"
#include "library/facts_gather.h"

struct writer {
    const struct structure *structure;
    struct database *database;
    struct leads *leads;
    struct flaw_rows *flaws;
    struct texts texts;
    struct statement *put_facts, *mark_read;
    struct language_notes languages;
    struct arena scratch;
    struct buf targets;
    bool is_begun;
};

struct writer *writer_new(const struct structure *structure)
{
    struct writer *writer = mem_zalloc(1, sizeof *writer);
    struct database *database = structure->database;
    writer->structure = structure;
    writer->database = database;
    texts_init(&writer->texts, database);
    writer->leads = leads_new(database);
    writer->flaws = flaw_rows_new(database);
    writer->put_facts = statement_new(database, "REPLACE INTO facts VALUES(?,?,?)");
    writer->mark_read =
        statement_new(database, "UPDATE article SET is_read = ? WHERE id = ?");
    return writer;
}

void writer_free(struct writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->is_begun)
        database_rollback(writer->database);
    leads_free(writer->leads);
    flaw_rows_free(writer->flaws);
    texts_release(&writer->texts);
    statement_free(writer->put_facts);
    statement_free(writer->mark_read);
    arena_release(&writer->scratch);
    buf_release(&writer->targets);
    free(writer);
}

const struct lexicon *writer_lexicon(const struct writer *writer)
{
    return writer->texts.lexicon;
}

static void begin(struct writer *writer)
{
    if (writer->is_begun)
        return;
    database_run(writer->database, "BEGIN IMMEDIATE");
    texts_begin(&writer->texts);
    writer->is_begun = true;
}

void writer_commit(struct writer *writer)
{
    if (!writer->is_begun)
        return;
    texts_end(&writer->texts);
    language_notes_write(&writer->languages, writer->database);
    database_run(writer->database, "COMMIT");
    writer->is_begun = database_fault(writer->database) != FAULT_NONE;
}

/* The record of the targets; until the next one is made. */
static struct str targets_of(struct writer *writer, uint32_t article,
                             const struct record_link *links, size_t count)
{
    buf_clear(&writer->targets);
    record_put_targets(&writer->targets, article, links, count);
    return buf_str(&writer->targets);
}

/* The id of an article of the library that is no more than a number there. */
static uint32_t id_of(const struct structure *structure, uint32_t number)
{
    return number == ARTICLE_NONE ? ARTICLE_NONE : structure_id(structure, number);
}

/* The links of a reading, with ids for targets; until the next ones are asked for. */
static struct record_link *links_of(struct writer *writer,
                                    const struct reading *reading)
{
    arena_clear(&writer->scratch);
    struct record_link *links =
        ARENA_ARRAY(&writer->scratch, reading->link_count, struct record_link);
    for (size_t i = 0; i < reading->link_count; i++) {
        links[i] = reading->links[i];
        links[i].target = id_of(writer->structure, links[i].target);
    }
    return links;
}

static void put_flaws(struct writer *writer, const struct reading *reading)
{
    uint32_t id = structure_id(writer->structure, reading->article);
    struct fact_flaw *flaws =
        ARENA_ARRAY(&writer->scratch, reading->flaw_count, struct fact_flaw);
    for (size_t i = 0; i < reading->flaw_count; i++) {
        flaws[i] = reading->flaws[i];
        flaws[i].to = id_of(writer->structure, flaws[i].to);
    }
    flaw_rows_drop(writer->flaws, id);
    flaw_rows_put(writer->flaws, id, flaws, reading->flaw_count);
}

static void put_facts(struct writer *writer, const struct reading *reading)
{
    uint32_t id = structure_id(writer->structure, reading->article);
    struct record_link *links = links_of(writer, reading);
    leads_drop(writer->leads, id);
    statement_int(writer->put_facts, 1, id);
    statement_record(writer->put_facts, 2, reading->facts);
    statement_record(writer->put_facts, 3,
                     targets_of(writer, id, links, reading->link_count));
    statement_run(writer->put_facts);
    leads_put(writer->leads, id, links, reading->link_count);
}

void writer_put(struct writer *writer, const struct reading *reading)
{
    uint32_t id = structure_id(writer->structure, reading->article);
    begin(writer);
    put_facts(writer, reading);
    put_flaws(writer, reading);
    language_note(&writer->languages.said, reading->said);
    language_note(&writer->languages.in_path, reading->in_path);
    texts_put(&writer->texts, id, &reading->columns, reading->spans, reading->terms,
              reading->unnumbered);
    statement_int(writer->mark_read, 1,
                  reading->has_failed ? SCHEMA_FAILED : SCHEMA_READ);
    statement_int(writer->mark_read, 2, id);
    statement_run(writer->mark_read);
}

/* --- Links again --- */

/* An article of which a link leads elsewhere now, or is wrong in another way. */
struct moved {
    uint32_t article; /* id */
    struct record_link *links;
    size_t count;
    struct fact_flaw *flaws; /* that follow the names of others */
    size_t flaw_count;
};

struct moves {
    struct moved *items;
    size_t count, cap;
    struct arena arena; /* of what they hold, without the texts of links */
};

/* The links of a row of article, facts and targets, in the arena. */
static bool get_links(const struct statement *row, struct arena *arena,
                      struct record_link **links, size_t *count)
{
    return record_get_links(column_bytes(row, 1), arena, links, count) &&
           record_get_targets(column_bytes(row, 2), (uint32_t)column_int(row, 0),
                              *links, *count);
}

static void add_flaws(const struct structure *structure, struct moved *moved,
                      const struct record_link *link, const struct target *target)
{
    struct fact_flaw *flaws = &moved->flaws[moved->flaw_count];
    size_t count = facts_judge(target, flaws);
    for (size_t i = 0; i < count; i++) {
        flaws[i].to = id_of(structure, flaws[i].to);
        flaws[i].order = link->order;
        flaws[i].line = link->line;
        flaws[i].text = link->dest;
    }
    moved->flaw_count += count;
}

static int compare_flaws(const void *a, const void *b)
{
    const struct fact_flaw *left = a, *right = b;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

/* Resolves the links of an article again, in place, and judges them. True when any of
 * them led elsewhere. */
static bool resolve_all(const struct structure *structure,
                        const struct library *library, uint32_t from,
                        struct moved *moved, struct arena *arena)
{
    bool is_moved = false;
    moved->flaws =
        ARENA_ARRAY(arena, FACTS_FLAWS_PER_LINK * moved->count, struct fact_flaw);
    for (size_t i = 0; i < moved->count; i++) {
        struct record_link *link = &moved->links[i];
        struct target target =
            library_resolve(library, from, link->form, link->dest, arena);
        bool is_own = target.dangling || target.article == from;
        uint32_t now = is_own ? ARTICLE_NONE : id_of(structure, target.article);
        is_moved |= now != link->target;
        link->target = now;
        add_flaws(structure, moved, link, &target);
    }
    if (moved->flaw_count > 1)
        qsort(moved->flaws, moved->flaw_count, sizeof *moved->flaws, compare_flaws);
    return is_moved;
}

static void add_moved(struct moves *moves, const struct moved *moved)
{
    struct arena *arena = &moves->arena;
    struct moved kept = *moved;
    kept.links = ARENA_ARRAY(arena, moved->count, struct record_link);
    for (size_t i = 0; i < moved->count; i++)
        kept.links[i] = (struct record_link){.section = moved->links[i].section,
                                             .given = moved->links[i].given,
                                             .target = moved->links[i].target};
    kept.flaws = ARENA_ARRAY(arena, moved->flaw_count, struct fact_flaw);
    for (size_t i = 0; i < moved->flaw_count; i++) {
        kept.flaws[i] = moved->flaws[i];
        kept.flaws[i].text = arena_str(arena, moved->flaws[i].text);
        kept.flaws[i].fragment = arena_str(arena, moved->flaws[i].fragment);
    }
    moves->items =
        mem_grow(moves->items, moves->count, &moves->cap, sizeof *moves->items);
    moves->items[moves->count++] = kept;
}

static void find_moved(struct writer *writer, const struct library *library,
                       const atomic_bool *stop, struct moves *moves)
{
    const struct structure *structure = writer->structure;
    struct arena *scratch = &writer->scratch;
    struct statement *rows =
        statement_new(writer->database, "SELECT article, data, targets FROM facts");
    while (!atomic_load(stop) && statement_next(rows)) {
        uint32_t from = structure_number(structure, column_int(rows, 0));
        struct moved moved = {.count = 0};
        if (from == ARTICLE_NONE)
            continue;
        moved.article = structure_id(structure, from);
        arena_clear(scratch);
        if (!get_links(rows, scratch, &moved.links, &moved.count))
            database_mark_corrupt(writer->database);
        else if (resolve_all(structure, library, from, &moved, scratch) ||
                 !flaw_rows_are(writer->flaws, moved.article, moved.flaws,
                                moved.flaw_count))
            add_moved(moves, &moved);
    }
    statement_end(rows);
    statement_free(rows);
}

static void put_moved(struct writer *writer, const struct moves *moves)
{
    struct statement *put = statement_new(
        writer->database, "UPDATE facts SET targets = ? WHERE article = ?");
    for (size_t i = 0; i < moves->count; i++) {
        const struct moved *moved = &moves->items[i];
        leads_drop(writer->leads, moved->article);
        statement_record(
            put, 1, targets_of(writer, moved->article, moved->links, moved->count));
        statement_int(put, 2, moved->article);
        statement_run(put);
        leads_put(writer->leads, moved->article, moved->links, moved->count);
        flaw_rows_drop_named(writer->flaws, moved->article);
        flaw_rows_put(writer->flaws, moved->article, moved->flaws, moved->flaw_count);
    }
    statement_free(put);
}

void writer_relink(struct writer *writer, const struct library *library,
                   const atomic_bool *stop)
{
    struct moves moves = {0};
    find_moved(writer, library, stop, &moves);
    if (!atomic_load(stop)) {
        begin(writer);
        put_moved(writer, &moves);
        state_set(writer->database, "stale_links", 0);
        writer_commit(writer);
    }
    free(moves.items);
    arena_release(&moves.arena);
}
