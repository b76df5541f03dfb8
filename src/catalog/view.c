/*
 * Opening a view.
 */
#include "catalog/view.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/store/schema.h"
#include "catalog/sync/worker.h"
#include "catalog/view_own.h"
#include "library/names.h"

enum {
    KEPT_BYTES = 4 << 20, /* of each kind, unless view_reserve() says otherwise */
    /* How long the first screen waits for a process that is about to let go of the
     * catalog. */
    KNOWN_WAIT_MS = 10,
};

/* --- Opening --- */

#define TOPIC_COLUMNS                                                                  \
    "id, parent, title, summary, article, is_topic, has_children, below FROM topic"

static void prepare(struct view *view)
{
    struct database *database = &view->database;
    article_rows_init(&view->rows, database, &view->own.arena);
    view->topic = statement_new(database, "SELECT " TOPIC_COLUMNS " WHERE id = ?");
    view->children = statement_new(database, "SELECT " TOPIC_COLUMNS
                                             " WHERE parent = ? ORDER BY ord");
    view->next = statement_new(
        database, "SELECT id FROM article WHERE ord > (SELECT ord FROM article WHERE"
                  " id = ?) ORDER BY ord LIMIT 1");
    view->previous = statement_new(
        database, "SELECT id FROM article WHERE ord < (SELECT ord FROM article WHERE"
                  " id = ?) ORDER BY ord DESC LIMIT 1");
    view->first = statement_new(
        database, "SELECT id FROM article WHERE ord IS NOT NULL ORDER BY ord LIMIT 1");
    view->last = statement_new(
        database,
        "SELECT id FROM article WHERE ord IS NOT NULL ORDER BY ord DESC LIMIT 1");
    view->facts = statement_new(database, "SELECT data FROM facts WHERE article = ?");
    view->links =
        statement_new(database, "SELECT data, targets FROM facts WHERE article = ?");
    view->backlinks = statement_new(
        database,
        "SELECT l.article, l.section FROM lead l JOIN article a ON a.id = l.article"
        " WHERE l.target = ? ORDER BY a.ord, l.section");
    view->stamp = statement_new(
        database, "SELECT size, mtime, ctime, inode, device FROM article WHERE id = ?");
}

static int open_catalog(struct view *view, struct error *err)
{
    char *path = catalog_file(view->catalog);
    enum database_mode mode =
        catalog_is_prebuilt(view->catalog) ? DATABASE_FROZEN : DATABASE_READ;
    int status = database_open(&view->database, path, mode, err);
    free(path);
    return status;
}

static void keep_bytes(struct view *view, size_t bytes)
{
    view->kept_bytes = bytes;
    database_cache(&view->database, (int)(bytes >> 10));
}

static int load(struct view *view, struct error *err)
{
    keep_bytes(view, KEPT_BYTES);
    prepare(view);
    view->library = catalog_given(view->catalog);
    if (view->library == NULL) {
        if (catalog_source(view->catalog, &view->own.arena, &view->source, err) != 0)
            return -1;
        view_load_library(view);
    }
    return database_check(&view->database, "read the catalog", err);
}

/* A catalog that was there, and cannot be opened or made sense of. */
static bool is_damaged(const struct view *view)
{
    return catalog_wait_structure(view->catalog, 0) &&
           (view->database.handle == NULL ||
            database_fault(&view->database) == FAULT_BROKEN);
}

static struct view *new_view(struct catalog *catalog)
{
    struct view *view = mem_zalloc(1, sizeof *view);
    view->catalog = catalog;
    view->structure = catalog_structure(catalog);
    view->source.root.fd = -1;
    pthread_mutex_init(&view->lock, NULL);
    return view;
}

int view_open(struct catalog *catalog, struct view **out, struct error *err)
{
    struct view *view = new_view(catalog);
    if (open_catalog(view, err) != 0 || load(view, err) != 0) {
        if (is_damaged(view))
            catalog_is_broken(catalog);
        view_close(view);
        return -1;
    }
    *out = view;
    return 0;
}

/* In one transaction: what was seen is what was loaded. */
static bool load_known(struct view *view, struct error *err)
{
    struct database *database = &view->database;
    int patience_ms = database->busy_ms;
    database_be_patient(database, KNOWN_WAIT_MS);
    database_run(database, "BEGIN");
    bool is_known = schema_is_current(database) && load(view, err) == 0 &&
                    catalog_take_known(view->catalog, database);
    database_rollback(database);
    database_be_patient(database, patience_ms);
    return is_known;
}

int view_open_known(struct catalog *catalog, struct view **out, struct error *err)
{
    struct view *view = new_view(catalog);
    if (open_catalog(view, err) != 0 || !load_known(view, err)) {
        view_close(view);
        return error_set(err, "nothing is known of '%s' yet", catalog_path(catalog));
    }
    view->structure = catalog_structure(catalog);
    *out = view;
    return 0;
}

void view_close(struct view *view)
{
    if (view == NULL)
        return;
    struct statement *all[] = {
        view->topic, view->children, view->next,  view->previous,  view->first,
        view->last,  view->facts,    view->links, view->backlinks, view->stamp};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        statement_free(all[i]);
    article_rows_release(&view->rows);
    related_finder_free(view->related);
    see_also_finder_free(view->see);
    database_close(&view->database);
    names_free(view->own.names);
    source_close(&view->source);
    arena_release(&view->own.arena);
    map_release(&view->topics);
    pthread_mutex_destroy(&view->lock);
    free(view);
}

void view_reserve(struct view *view, size_t bytes)
{
    view_lock(view);
    keep_bytes(view, bytes);
    view_unlock(view);
}

void view_begin_read(struct view *view)
{
    library_begin_read(view->library);
}

struct library *view_library(const struct view *view)
{
    return view->library;
}

uint32_t view_wanted(const struct view *view)
{
    return library_article_at(view->library, catalog_wanted(view->catalog));
}

unsigned view_structure(const struct view *view)
{
    return view->structure;
}
