/*
 * The order of the phases, and the batches in which articles are read and committed.
 */
#include "catalog/sync/sync.h"

#include <stdlib.h>

#include "base/mem.h"
#include "catalog/article_rows.h"
#include "catalog/names/vocabulary.h"
#include "catalog/store/catalog_limits.h"
#include "catalog/store/record.h"
#include "catalog/store/schema.h"
#include "catalog/sync/readers.h"
#include "catalog/sync/structure.h"
#include "catalog/sync/writer.h"

enum {
    /* Articles from this size on are read last: each takes a tenth of a second and
     * more, and twenty times its size in memory meanwhile. */
    LARGE_BYTES = 1 << 20,
    /* Text in one transaction: what a kill may lose, some two seconds' work. */
    BATCH_BYTES = 24 << 20,
    /* Pages kept in memory while the database is written: the rows of an article go to
     * many pages. */
    WRITE_CACHE_KIB = 16000,
};

struct sync_pass {
    const struct sync *sync;
    struct structure structure;
    const struct library *library;
    struct library *opened; /* by this run, or NULL */
    uint32_t *unread;       /* numbers of the articles to read, in order of their ids */
    size_t unread_count;
};

static bool is_stopped(const struct sync_pass *run)
{
    return atomic_load(run->sync->stop) ||
           database_fault(run->sync->database) != FAULT_NONE;
}

/* --- Opening --- */

/* A library in memory: it was walked already. */
static int take_given(struct sync_pass *run)
{
    struct library_hooks hooks = structure_hooks(&run->structure);
    const struct library *library = run->sync->library;
    run->library = library;
    for (uint32_t i = 0; i < library->article_count; i++) {
        const struct article *article = library_article(library, i);
        struct head head = {
            .is_article = true,
            .title_inferred = article->title_inferred,
            .title = article->own_title.len > 0 ? article->own_title : article->title,
            .aliases = article->aliases,
            .topics = article->topics,
            .alias_count = article->alias_count,
            .topic_count = article->topic_count,
            .addresses = article->addresses,
            .address_count = article->address_count,
        };
        hooks.learned(hooks.context, article->path, &article->stamp, &head);
    }
    structure_sort(&run->structure);
    return 0;
}

/* LIBRARY_NOT_WANTED when nothing is to be done. */
static int open_library(struct sync_pass *run, struct error *err)
{
    struct library_hooks hooks = structure_hooks(&run->structure);
    struct library_opening how = {.hooks = &hooks};
    hooks.stop = run->sync->stop;
    if (run->sync->library != NULL) {
        structure_load(&run->structure);
        return run->structure.known_count > 0 ? LIBRARY_NOT_WANTED : take_given(run);
    }
    int status = library_open_as(run->sync->path, &how, &run->opened, NULL, err);
    run->library = run->opened;
    return status;
}

/* --- Edited files --- */

/* A library of which only what is asked for is in memory, by ids: to read a few
 * articles of it. */
struct asked_library {
    struct library own;
    struct article_rows rows;
};

static const struct article *asked_article(const struct library *library, uint32_t id)
{
    struct asked_library *asked = library->backing;
    return article_rows_get(&asked->rows, id);
}

static void asked_called(void *context, enum name_class class, struct str key,
                         unsigned char ext, struct name_list *list)
{
    struct asked_library *asked = context;
    article_rows_called(&asked->rows, class, key, ext, list);
}

/* On this thread, which alone may use the connection. */
static void read_edited(struct sync_pass *run, struct writer *writer,
                        const struct library *library)
{
    const struct sync *sync = run->sync;
    const struct edited *edited = &run->structure.edited;
    struct reading_tools tools;
    reading_tools_init(&tools, writer_lexicon(writer));
    for (size_t i = 0; i < edited->count && !is_stopped(run); i++) {
        struct reading *reading =
            reading_new(library, edited->files[i].known.id, sync->stop, &tools);
        if (reading != NULL)
            writer_put(writer, reading);
        reading_free(reading);
        sync->progress(sync->context, CATALOG_READING, i + 1, edited->count);
    }
    writer_commit(writer);
    reading_tools_release(&tools);
}

static void read_edited_of(struct sync_pass *run, struct source *source)
{
    static const struct library_ops ops = {.article = asked_article};
    struct database *database = run->sync->database;
    struct asked_library asked = {.own = {.ops = &ops, .source = source}};
    struct writer *writer = writer_new(&run->structure);
    article_rows_init(&asked.rows, database, &asked.own.arena);
    asked.own.backing = &asked;
    asked.own.names = names_new_elsewhere(asked_called, &asked);
    read_edited(run, writer, &asked.own);
    writer_free(writer);
    names_free(asked.own.names);
    article_rows_release(&asked.rows);
    arena_release(&asked.own.arena);
}

/* Which the watch must not miss from here on. */
static void watch_folders(const struct sync *sync, const struct edited *edited)
{
    for (size_t i = 0; i < edited->folder_count && sync->folder != NULL; i++)
        sync->folder(sync->context, edited->folders[i].path);
}

static void write_edited(struct sync_pass *run, struct source *source)
{
    const struct sync *sync = run->sync;
    run->structure.changed_files = true;
    database_cache(sync->database, WRITE_CACHE_KIB);
    edited_write(&run->structure.edited, sync->database);
    structure_write_probes(&run->structure);
    sync->committed(sync->context, true);
    read_edited_of(run, source);
}

/* Takes over what was edited in place; false when it was more than that. */
static bool take_edited(struct sync_pass *run)
{
    const struct sync *sync = run->sync;
    struct edited *edited = &run->structure.edited;
    struct source source = {.root = {.fd = -1}};
    struct located located;
    struct arena arena = {0};
    struct error ignored;
    bool is_taken = source_locate(&source, sync->path, &arena, &located, &ignored) == 0;
    source.root.stop = sync->stop;
    is_taken = is_taken && edited_has_same_rules(sync->database, &source) &&
               edited_look(edited, sync->database, &source, located.wanted);
    if (is_taken && edited->count > 0)
        write_edited(run, &source);
    source_close(&source);
    arena_release(&arena);
    return is_taken;
}

/* --- Reading --- */

static void find_unread(struct sync_pass *run)
{
    struct statement *rows = statement_new(
        run->sync->database, "SELECT id FROM article WHERE is_read = 0 AND"
                             " ord IS NOT NULL ORDER BY size > ?, id");
    size_t cap = 0;
    statement_int(rows, 1, LARGE_BYTES);
    while (statement_next(rows)) {
        uint32_t number = structure_number(&run->structure, column_int(rows, 0));
        if (number == ARTICLE_NONE)
            continue;
        run->unread =
            mem_grow(run->unread, run->unread_count, &cap, sizeof *run->unread);
        run->unread[run->unread_count++] = number;
    }
    statement_free(rows);
}

/* What goes into one transaction. */
struct batch {
    size_t articles, bytes;
    size_t most; /* articles */
};

/* Where readers would have to wait for a writer, each article is a batch. */
static bool is_batch_full(const struct sync_pass *run, const struct batch *batch)
{
    return !run->sync->is_shared || batch->articles >= batch->most ||
           batch->bytes >= BATCH_BYTES;
}

static void read_articles(struct sync_pass *run, struct writer *writer)
{
    const struct sync *sync = run->sync;
    struct readers *readers =
        readers_start(run->library, run->unread, run->unread_count,
                      writer_lexicon(writer), sync->stop);
    struct batch batch = {.most = LIMIT_BATCH_FIRST};
    size_t done = 0;
    struct reading *reading = NULL;
    while (!is_stopped(run) && (reading = readers_take(readers)) != NULL) {
        writer_put(writer, reading);
        batch.articles++;
        batch.bytes += reading->bytes;
        reading_free(reading);
        sync->progress(sync->context, CATALOG_READING, ++done, run->unread_count);
        if (is_batch_full(run, &batch)) {
            writer_commit(writer);
            sync->committed(sync->context, false);
            batch = (struct batch){.most = 2 * batch.most};
        }
    }
    readers_stop(readers);
    writer_commit(writer);
    sync->committed(sync->context, false);
}

static void read_and_relink(struct sync_pass *run)
{
    struct writer *writer = writer_new(&run->structure);
    find_unread(run);
    if (run->unread_count > 0)
        read_articles(run, writer);
    if (state_get(run->sync->database, "stale_links") != 0 && !is_stopped(run))
        writer_relink(writer, run->library, run->sync->stop);
    writer_free(writer);
}

/* --- All --- */

/* Counts words again where many texts are new, and announces the end. */
static int finish(struct sync_pass *run, struct error *err)
{
    const struct sync *sync = run->sync;
    if (!is_stopped(run))
        vocabulary_write(sync->database);
    if (database_check(sync->database, "write the catalog", err) != 0)
        return -1;
    sync->committed(sync->context, false);
    return 0;
}

/* What was named as edited may have been saved as it was. */
static int finish_edited(struct sync_pass *run, struct error *err)
{
    return run->structure.edited.count > 0
               ? finish(run, err)
               : database_check(run->sync->database, "read the catalog", err);
}

static int run_all(struct sync_pass *run, struct error *err)
{
    const struct sync *sync = run->sync;
    sync->progress(sync->context, CATALOG_LOOKING, 0, 0);
    if (sync->place_count > 0 &&
        structure_take_places(&run->structure, sync->places, sync->place_count)) {
        watch_folders(sync, &run->structure.edited);
        if (take_edited(run))
            return finish_edited(run, err);
        edited_forget(&run->structure.edited);
    }
    int status = open_library(run, err);
    if (status == LIBRARY_NOT_WANTED && run->structure.edited.folder_count > 0) {
        if (take_edited(run))
            return finish_edited(run, err);
        if (!is_stopped(run))
            status = open_library(run, err);
    }
    if (database_check(sync->database, "read the catalog", err) != 0)
        return -1;
    if (status == LIBRARY_NOT_WANTED)
        structure_write_probes(&run->structure);
    if (status != 0)
        return status < 0 ? -1 : 0;
    database_cache(sync->database, WRITE_CACHE_KIB);
    structure_write(&run->structure, run->library);
    if (database_check(sync->database, "write the catalog", err) != 0)
        return -1;
    if (run->structure.changed_files || run->structure.changed_names)
        sync->committed(sync->context, true);
    read_and_relink(run);
    return finish(run, err);
}

static enum sync_found what_was_found(const struct structure *structure)
{
    if (structure->changed_files)
        return SYNC_CHANGES;
    return structure->is_unwalked ? SYNC_UNWALKED : SYNC_NOTHING;
}

int sync_run(const struct sync *sync, enum sync_found *found, struct error *err)
{
    struct sync_pass run = {.sync = sync};
    structure_init(&run.structure, sync->database);
    run.structure.folder = sync->folder;
    run.structure.unwalked_from = sync->unwalked_from;
    run.structure.progress = sync->progress;
    run.structure.context = sync->context;
    run.structure.wants_edited = true;
    int status = run_all(&run, err);
    *found = what_was_found(&run.structure);
    structure_release(&run.structure);
    library_close(run.opened);
    free(run.unread);
    return status;
}
