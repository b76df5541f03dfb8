/*
 * SQLite with sticky faults.
 */
#include "catalog/store/database.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/mem.h"
#include "catalog/store/checksum_vfs.h"
#include "catalog/text/tokenizer.h"

enum {
    /* The largest value that is read: no record of an article is a tenth as large, and
     * in memory it may become a dozen times as large. */
    VALUE_BYTES_MAX = 64 << 20,
    /* How long another connection is waited for: a longer wait would be noticed, and a
     * transaction of a writer is over in less. */
    BUSY_MS = 200,
    BUSY_STEP_MS = 5,
    /* Instructions of SQLite's machine between two looks at whether to stop: some
     * hundredths of a millisecond. */
    STOP_STEP = 1000,
};

struct statement {
    struct database *database;
    sqlite3_stmt *handle; /* NULL when it could not be prepared */
};

static void note(struct database *database, int result)
{
    if (database->result == SQLITE_OK && result != SQLITE_OK && result != SQLITE_ROW &&
        result != SQLITE_DONE)
        database->result = result;
}

/* A catalog that was made ahead may be named by way of a link; what is written is not
 * where a link leads. */
static int flags_of(enum database_mode mode)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    flags |= mode == DATABASE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                    : SQLITE_OPEN_READONLY;
    return mode == DATABASE_FROZEN ? flags : flags | SQLITE_OPEN_NOFOLLOW;
}

static bool is_stopped(const struct database *database)
{
    return database->stop != NULL &&
           atomic_load_explicit(database->stop, memory_order_relaxed);
}

/* Between two tries of a statement that another connection is in the way of. */
static int wait_busy(void *context, int tries)
{
    const struct database *database = context;
    const struct timespec step = {.tv_nsec = BUSY_STEP_MS * 1000000L};
    if (is_stopped(database) || tries >= database->busy_ms / BUSY_STEP_MS)
        return 0;
    (void)nanosleep(&step, NULL);
    return 1;
}

static int look_stopped(void *context)
{
    return is_stopped(context);
}

/* The catalog may be a stranger's: it runs nothing, and is looked at twice. */
static void defend(struct database *database)
{
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_limit(database->handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_handler(database->handle, wait_busy, database);
    database_run(database, "PRAGMA cell_size_check=ON");
    database_run(database, "PRAGMA mmap_size=0");
    database_run(database, "PRAGMA temp_store=MEMORY");
}

static int open_as(struct database *database, const char *path, int flags)
{
    *database = (struct database){.busy_ms = BUSY_MS};
    int result = sqlite3_open_v2(path, &database->handle, flags, checksum_vfs());
    if (result != SQLITE_OK) {
        database_close(database);
        return result;
    }
    sqlite3_extended_result_codes(database->handle, 1);
    defend(database);
    /* Settings of a new database. Records of an article take some kilobytes; smaller
     * pages would stay empty by a fifth. Pages that come free can be given back. */
    if ((flags & SQLITE_OPEN_CREATE) != 0) {
        note(database, checksum_reserve(database->handle)); /* before all else */
        database_run(database, "PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL");
    }
    note(database, tokenizer_register(database->handle));
    if ((flags & SQLITE_OPEN_READONLY) != 0)
        sqlite3_limit(database->handle, SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX);
    return result;
}

/* As a URI with immutable=1: nothing writes the file. */
static void put_frozen(struct buf *uri, struct str path)
{
    buf_puts(uri, STR("file:"));
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (isalnum(c) || c == '/' || c == '.' || c == '-' || c == '_')
            buf_putc(uri, (char)c);
        else
            buf_printf(uri, "%%%02X", c);
    }
    buf_puts(uri, STR("?immutable=1"));
    buf_putc(uri, '\0');
}

/* What is read may have a log beside it, or may need one made to be read at all. Where
 * none can be made, it is read as it lies there. */
static void thaw_or_freeze(struct database *database, const char *path, int flags)
{
    struct buf uri = {0};
    database_run(database, "SELECT 1 FROM sqlite_schema LIMIT 1");
    if (database_fault(database) != FAULT_FULL)
        return;
    database_close(database);
    put_frozen(&uri, str_from(path));
    (void)open_as(database, uri.data, flags);
    buf_release(&uri);
}

/* A path without links but, perhaps, at its end: SQLite takes none in its folders, too.
 * The caller's; NULL when it is no file's. */
static char *path_in_real_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct buf whole = {0};
    if (slash == NULL || slash == path || strncmp(path, "file:", 5) == 0)
        return NULL;
    buf_puts(&whole, (struct str){path, (size_t)(slash - path)});
    buf_putc(&whole, '\0');
    char *folder = whole.data;
    char *real = realpath(folder, NULL);
    free(folder);
    if (real == NULL)
        return NULL;
    whole = (struct buf){0};
    buf_printf(&whole, "%s%s", strcmp(real, "/") == 0 ? "" : real, slash);
    buf_putc(&whole, '\0');
    free(real);
    return whole.data;
}

int database_open(struct database *database, const char *path, enum database_mode mode,
                  struct error *err)
{
    char *real = mode == DATABASE_FROZEN ? NULL : path_in_real_folder(path);
    int result = open_as(database, real != NULL ? real : path, flags_of(mode));
    free(real);
    if (result != SQLITE_OK)
        return error_set(err, "cannot open the catalog '%s': %s", path,
                         sqlite3_errstr(result));
    if (mode == DATABASE_FROZEN)
        thaw_or_freeze(database, path, flags_of(mode));
    if (database->handle == NULL)
        return error_set(err, "cannot open the catalog '%s'", path);
    return 0;
}

void database_close(struct database *database)
{
    if (database_has_moved(database)) {
        database_close_readonly(database);
        return;
    }
    sqlite3_close(database->handle);
    *database = (struct database){0};
}

void database_close_readonly(struct database *database)
{
    if (database->handle != NULL)
        sqlite3_db_config(database->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_close(database->handle);
    *database = (struct database){0};
}

bool database_settle(struct database *database)
{
    if (database->handle == NULL || database_has_moved(database))
        return true;
    database_clear_error(database);
    database_run(database, "PRAGMA wal_checkpoint(TRUNCATE)");
    return database_fault(database) != FAULT_FULL;
}

bool database_has_moved(const struct database *database)
{
    int moved = 0;
    return database->handle != NULL &&
           sqlite3_file_control(database->handle, "main", SQLITE_FCNTL_HAS_MOVED,
                                &moved) == SQLITE_OK &&
           moved != 0;
}

void database_stop_at(struct database *database, const atomic_bool *stop)
{
    database->stop = stop;
    sqlite3_progress_handler(database->handle, STOP_STEP, look_stopped, database);
}

/* Whether there is no fault so far, and nobody has asked to stop. */
static bool goes_on(struct database *database)
{
    if (is_stopped(database))
        note(database, SQLITE_INTERRUPT);
    return database->result == SQLITE_OK;
}

void database_run(struct database *database, const char *sql)
{
    if (goes_on(database))
        note(database, sqlite3_exec(database->handle, sql, NULL, NULL, NULL));
}

void database_be_patient(struct database *database, int ms)
{
    database->busy_ms = ms;
}

void database_cache(struct database *database, int kib)
{
    char sql[48];
    snprintf(sql, sizeof sql, "PRAGMA cache_size=-%d", kib);
    database_run(database, sql);
    if (database->handle != NULL)
        sqlite3_db_release_memory(database->handle);
}

void database_rollback(struct database *database)
{
    if (database->handle != NULL && !sqlite3_get_autocommit(database->handle))
        note(database, sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL));
}

void database_mark_corrupt(struct database *database)
{
    note(database, SQLITE_CORRUPT);
}

enum database_fault database_fault(const struct database *database)
{
    switch (database->result & 0xFF) {
    case SQLITE_OK:
        return FAULT_NONE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR: /* a table or column is missing */
    case SQLITE_MISMATCH:
    case SQLITE_CONSTRAINT:
        return FAULT_BROKEN;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return FAULT_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FAULT_BUSY;
    case SQLITE_INTERRUPT:
        return FAULT_STOPPED;
    default:
        return FAULT_OTHER;
    }
}

int database_check(const struct database *database, const char *what, struct error *err)
{
    if (database->result == SQLITE_OK)
        return 0;
    return error_set(err, "cannot %s: %s", what, sqlite3_errstr(database->result));
}

void database_clear_error(struct database *database)
{
    database->result = SQLITE_OK;
}

void database_interrupt(struct database *database)
{
    sqlite3_interrupt(database->handle);
}

/* --- Statements --- */

struct statement *statement_new(struct database *database, const char *sql)
{
    struct statement *statement = mem_zalloc(1, sizeof *statement);
    statement->database = database;
    if (goes_on(database))
        note(database,
             sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                &statement->handle, NULL));
    return statement;
}

void statement_free(struct statement *statement)
{
    if (statement == NULL)
        return;
    sqlite3_finalize(statement->handle);
    free(statement);
}

static bool can_go(const struct statement *statement)
{
    return statement->handle != NULL && statement->database->result == SQLITE_OK;
}

void statement_int(struct statement *statement, int index, int64_t value)
{
    if (can_go(statement))
        note(statement->database, sqlite3_bind_int64(statement->handle, index, value));
}

void statement_bytes(struct statement *statement, int index, struct str value)
{
    if (can_go(statement))
        note(statement->database,
             sqlite3_bind_text64(statement->handle, index,
                                 value.ptr != NULL ? value.ptr : "", value.len,
                                 SQLITE_STATIC, SQLITE_UTF8));
}

void statement_record(struct statement *statement, int index, struct str value)
{
    if (can_go(statement))
        note(statement->database,
             sqlite3_bind_blob64(statement->handle, index,
                                 value.ptr != NULL ? value.ptr : "", value.len,
                                 SQLITE_STATIC));
}

void statement_null(struct statement *statement, int index)
{
    if (can_go(statement))
        note(statement->database, sqlite3_bind_null(statement->handle, index));
}

void statement_end(struct statement *statement)
{
    if (statement->handle == NULL)
        return;
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle);
}

bool statement_next(struct statement *statement)
{
    if (!can_go(statement) || !goes_on(statement->database)) {
        statement_end(statement);
        return false;
    }
    int result = sqlite3_step(statement->handle);
    if (result == SQLITE_ROW)
        return true;
    note(statement->database, result);
    statement_end(statement);
    return false;
}

void statement_run(struct statement *statement)
{
    while (statement_next(statement))
        continue;
}

int64_t column_int(const struct statement *statement, int index)
{
    return sqlite3_column_int64(statement->handle, index);
}

double column_real(const struct statement *statement, int index)
{
    return sqlite3_column_double(statement->handle, index);
}

bool column_is_null(const struct statement *statement, int index)
{
    return sqlite3_column_type(statement->handle, index) == SQLITE_NULL;
}

struct str column_bytes(const struct statement *statement, int index)
{
    const void *bytes = sqlite3_column_blob(statement->handle, index);
    int len = sqlite3_column_bytes(statement->handle, index);
    if (bytes == NULL || len <= 0)
        return (struct str){0};
    return (struct str){bytes, (size_t)len};
}
