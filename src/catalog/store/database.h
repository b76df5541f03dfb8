/*
 * A connection to a SQLite database, and its prepared statements.
 *
 * Faults are sticky: after the first one every call does nothing and gives nothing, and
 * a caller asks once at the end of a piece of work (database_check). A catalog is a
 * cache, so what follows from a fault is decided in one place (catalog.c), by its kind.
 *
 * A connection and its statements belong to one thread at a time. What a statement
 * gives is valid until it goes on.
 */
#ifndef LECTERN_CATALOG_STORE_DATABASE_H
#define LECTERN_CATALOG_STORE_DATABASE_H

#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

enum database_mode {
    DATABASE_WRITE,  /* is made when it is not there */
    DATABASE_READ,   /* beside a writer */
    DATABASE_FROZEN, /* nobody writes it, perhaps nobody can: if need be nothing is
                      * locked, and nothing made beside it */
};

/* Kinds of faults, by what can be done about them. */
enum database_fault {
    FAULT_NONE,
    FAULT_BROKEN,  /* it is damaged, or no database: make it again */
    FAULT_FULL,    /* no room, or not allowed to write: go on elsewhere */
    FAULT_BUSY,    /* another process holds it */
    FAULT_STOPPED, /* interrupted on purpose */
    FAULT_OTHER,
};

struct database {
    sqlite3 *handle;         /* NULL when closed */
    int result;              /* of the first fault, else SQLITE_OK */
    int busy_ms;             /* see database_be_patient() */
    const atomic_bool *stop; /* see database_stop_at(); or NULL */
};

struct statement;

/* `path` is a file's, or ":memory:". Fails when it cannot be opened at all. */
int database_open(struct database *database, const char *path, enum database_mode mode,
                  struct error *err);

/* Its statements must be freed before. Files beside the database that are not needed
 * any more go with the last connection, unless the database is not the one that lies at
 * its path now: then they belong to that one. */
void database_close(struct database *database);

/* As database_close(), but all files stay as they are: for a process that does not hold
 * the write lock. */
void database_close_readonly(struct database *database);

/* Brings what is in the log beside the database into it, as far as nobody reads from
 * there, and empties the log. False when there is no room for that. */
bool database_settle(struct database *database);

/* Whether the file is gone or another one lies at its path. */
bool database_has_moved(const struct database *database);

void database_run(struct database *database, const char *sql);

/* How much of the database is kept in memory from one statement to the next. What is
 * kept now is given back. */
void database_cache(struct database *database, int kib);

/* How long another connection that is in the way is waited for: some 200 ms unless this
 * says otherwise. */
void database_be_patient(struct database *database, int ms);

/* Undoes the transaction that is open, if there is one: after a fault SQLite may have
 * done so by itself. The fault stays. */
void database_rollback(struct database *database);

/* Notes that a value that was read makes no sense: FAULT_BROKEN. */
void database_mark_corrupt(struct database *database);

enum database_fault database_fault(const struct database *database);

/* Fails, saying "cannot `what`: ...", when there was a fault. */
int database_check(const struct database *database, const char *what,
                   struct error *err);

/* Forgets a fault, for work that starts again. */
void database_clear_error(struct database *database);

/* Once `*stop` is set, whatever runs on the connection and all that is asked of it
 * later ends with FAULT_STOPPED; what was not committed is lost. */
void database_stop_at(struct database *database, const atomic_bool *stop);

/* Lets whatever runs on the connection end with FAULT_STOPPED. From any thread. */
void database_interrupt(struct database *database);

/* --- Statements --- */

/* Prepares `sql`, which stays the caller's. Never NULL; what is wrong with it is a
 * fault of the connection. */
struct statement *statement_new(struct database *database, const char *sql);
void statement_free(struct statement *statement); /* NULL is fine */

/* Values for the next run, from 1 on. Bytes are not copied: they must stay until the
 * statement has ended. */
void statement_int(struct statement *statement, int index, int64_t value);
void statement_bytes(struct statement *statement, int index, struct str value);
void statement_record(struct statement *statement, int index, struct str value);
void statement_null(struct statement *statement, int index);

/* The next row; false at the end, where the statement is ready for new values. */
bool statement_next(struct statement *statement);

/* Runs it to its end. */
void statement_run(struct statement *statement);

/* Ends it before its last row. */
void statement_end(struct statement *statement);

/* Values of the row, from 0 on. */
int64_t column_int(const struct statement *statement, int index);
double column_real(const struct statement *statement, int index);
bool column_is_null(const struct statement *statement, int index);
struct str column_bytes(const struct statement *statement, int index);

#endif
