/*
 * Walks the folder beside the catalog and counts files that differ, without writing.
 */
#include "catalog/sync/compare.h"

#include <stdlib.h>

#include "catalog/store/cache_location.h"
#include "catalog/sync/structure.h"
#include "library/source.h"

int compare_open(const char *path, struct catalog **out, struct error *err)
{
    struct catalog_options options = {.library = path, .wake_fd = -1};
    struct arena arena = {0};
    struct source source;
    struct located located;
    char *made = NULL;
    int status = source_locate(&source, path, &arena, &located, err);
    if (status == 0) {
        made = cache_location_cached(located.root);
        options.made = made;
        status = made == NULL ? error_set(err, "'%s' has no catalog", path)
                              : catalog_open(&options, out, err);
    }
    free(made);
    source_close(&source);
    arena_release(&arena);
    return status;
}

static int open_changed(struct catalog *catalog, struct structure *structure,
                        struct library **out, uint32_t *start, struct error *err)
{
    struct library_hooks hooks = structure_hooks(structure);
    struct library_opening how = {.hooks = &hooks};
    hooks.learned = NULL;
    hooks.empty = NULL;
    int status = library_open_as(catalog_path(catalog), &how, out, NULL, err);
    if (status == LIBRARY_NOT_WANTED)
        *out = NULL;
    if (status != 0)
        return status < 0 ? -1 : 0;
    *start = library_article_at(*out, catalog_wanted(catalog));
    return 0;
}

int compare_folder(struct catalog *catalog, struct library **out, uint32_t *start,
                   struct error *err)
{
    struct database database;
    char *path = catalog_file(catalog);
    int status = database_open(&database, path, DATABASE_FROZEN, err);
    free(path);
    if (status != 0)
        return -1;
    struct structure structure;
    structure_init(&structure, &database);
    structure.only_files = true;
    status = open_changed(catalog, &structure, out, start, err);
    structure_release(&structure);
    database_close(&database);
    return status;
}

/* --- Counting --- */

struct counting {
    struct structure structure;
    size_t unseen, articles;
};

static void count(void *context, const struct scan_file *file)
{
    struct counting *it = context;
    enum structure_sight sight = structure_sight(&it->structure, file);
    it->articles += sight != SIGHT_NO_ARTICLE;
    it->unseen += sight == SIGHT_UNSEEN;
}

/* All was met: nothing needs to be opened. */
static bool is_enough(void *context)
{
    (void)context;
    return false;
}

static int count_files(struct catalog *catalog, struct counting *it, struct error *err)
{
    const struct library_hooks hooks = {
        .context = it, .met = count, .has_changed = is_enough};
    const struct library_opening how = {.hooks = &hooks};
    struct library *none;
    return library_open_as(catalog_path(catalog), &how, &none, NULL, err) ==
                   LIBRARY_NOT_WANTED
               ? 0
               : -1;
}

int catalog_count_unseen(struct catalog *catalog, size_t *unseen, size_t *articles,
                         struct error *err)
{
    struct counting it = {.unseen = 0};
    struct database database;
    char *path = catalog_file(catalog);
    int status = database_open(&database, path, DATABASE_FROZEN, err);
    free(path);
    if (status != 0)
        return -1;
    structure_init(&it.structure, &database);
    structure_load(&it.structure);
    status = database_check(&database, "read the catalog", err);
    if (status == 0)
        status = count_files(catalog, &it, err);
    structure_release(&it.structure);
    database_close(&database);
    *unseen = it.unseen;
    *articles = it.articles;
    return status;
}
