/*
 * Checks on a catalog that somebody else may have made: its version, that it was
 * finished, and that a sample of its articles exists in the folder that it names.
 */
#include "catalog/store/prebuilt.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/file.h"
#include "catalog/store/schema.h"

enum {
    /* Articles that are looked for before a folder is said to be another library's, of
     * which one in SAMPLES_PART must be there: some may well be gone, and another
     * library has a README, too. */
    SAMPLES = 8,
    SAMPLES_PART = 4,
};

void prebuilt_note_library(struct database *database, struct str root)
{
    struct statement *ask = statement_new(
        database, "SELECT 1 FROM state WHERE key = 'library' AND value = ?");
    struct statement *put =
        statement_new(database, "REPLACE INTO state VALUES('library', ?)");
    statement_record(ask, 1, root);
    bool is_noted = statement_next(ask);
    statement_end(ask);
    statement_record(put, 1, root);
    if (!is_noted)
        statement_run(put);
    statement_free(ask);
    statement_free(put);
}

/* --- The catalog --- */

static int check_current(struct database *database, const char *path, bool is_current,
                         struct error *err)
{
    enum database_fault fault = database_fault(database);
    char what[ERROR_CAP_BYTES];
    snprintf(what, sizeof what, "read the catalog '%s'", path);
    if (fault != FAULT_NONE && fault != FAULT_BROKEN)
        return database_check(database, what, err);
    if (!is_current)
        return error_set(err, "cannot use '%s': no catalog of this version of lectern",
                         path);
    if (state_get(database, "articles") <= 0)
        return error_set(err, "cannot use the catalog '%s': it was not finished", path);
    return database_check(database, what, err);
}

int prebuilt_check(const char *path, struct error *err)
{
    struct database database;
    int status = database_open(&database, path, DATABASE_FROZEN, err);
    if (status == 0)
        status = check_current(&database, path, schema_is_current(&database), err);
    database_close(&database);
    return status;
}

/* --- Its library --- */

/* What the catalog says, or NULL. Only an absolute path means the same to the process
 * that made the catalog and to this one. */
static const char *noted_library(struct database *database, struct arena *arena)
{
    struct statement *ask =
        statement_new(database, "SELECT value FROM state WHERE key = 'library'");
    const char *library = NULL;
    if (statement_next(ask)) {
        struct str root = column_bytes(ask, 0);
        if (str_starts(root, STR("/")) && str_chr(root, '\0') == root.len)
            library = arena_cstr(arena, root);
    }
    statement_end(ask);
    statement_free(ask);
    return library;
}

static int check_folder(const char *path, const char *library, struct error *err)
{
    struct stat st;
    int errnum = stat(library, &st) != 0 ? errno : S_ISDIR(st.st_mode) ? 0 : ENOTDIR;
    if (errnum == 0)
        return 0;
    return error_errno(err, errnum,
                       "give the library of the catalog '%s' with -L: cannot open '%s'",
                       path, library);
}

int prebuilt_library(const char *path, struct arena *arena, const char **library,
                     struct error *err)
{
    struct database database;
    int status = database_open(&database, path, DATABASE_FROZEN, err);
    if (status != 0)
        return -1;
    const char *noted = noted_library(&database, arena);
    database_close(&database);
    if (noted == NULL)
        return error_set(err,
                         "give the library of the catalog '%s' with -L: it does not "
                         "say where that is",
                         path);
    if (check_folder(path, noted, err) != 0)
        return -1;
    *library = noted;
    return 0;
}

static bool has_samples(struct database *database, const struct source *source)
{
    struct statement *ask = statement_new(
        database, "SELECT path FROM article WHERE ord >= ? ORDER BY ord LIMIT 1");
    int64_t articles = state_get(database, "articles");
    int64_t count = articles < SAMPLES ? articles : SAMPLES, there = 0;
    for (int64_t i = 0; i < count; i++) {
        statement_int(ask, 1, articles / count * i);
        enum file_kind kind;
        struct file_stamp stamp;
        struct error ignored;
        there += statement_next(ask) && file_stat(&source->root, column_bytes(ask, 0),
                                                  &kind, &stamp, &ignored) == 0;
        statement_end(ask);
    }
    statement_free(ask);
    return there > 0 && there >= count / SAMPLES_PART;
}

int prebuilt_check_library(const char *path, const char *library,
                           const struct source *source, struct error *err)
{
    struct database database;
    if (database_open(&database, path, DATABASE_FROZEN, err) != 0)
        return -1;
    bool has =
        has_samples(&database, source) || database_fault(&database) != FAULT_NONE;
    database_close(&database);
    if (has)
        return 0;
    return error_set(err,
                     "give the library of the catalog '%s' with -L: its articles are "
                     "not in '%s'",
                     path, library);
}
