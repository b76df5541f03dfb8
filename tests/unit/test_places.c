/*
 * Places of catalogs and their locks, and the connection to a database.
 */
#include "../catalog/kept.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "catalog/store/cache_location.h"
#include "catalog/store/database.h"

/* --- Places ------------------------------------------------------------------------
 */

static void libraries_have_places_of_their_own(void **state)
{
    static const char *const roots[] = {"/a/wiki", "/b/wiki", "/a/wiki/",
                                        "/",       "/\xFF\n", "/a/wiki-"};

    (void)state;
    struct temp_library cache;
    temp_make(&cache);
    setenv("XDG_CACHE_HOME", cache.path, 1);
    struct cache_location places[6];
    struct error err;
    for (size_t i = 0; i < 6; i++) {
        cache_location_find(&places[i], PLACE_CACHE, str_from(roots[i]), &err);
        assert_string_equal(err.text, "");
        assert_int_equal(places[i].kind, PLACE_CACHE);
        assert_true(str_starts(str_from(places[i].path), str_from(cache.path)));
        assert_null(strchr(places[i].path, '\n'));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(places[i].path, places[k].path);
    }
    assert_non_null(strstr(places[0].path, "/lectern/wiki-"));
    for (size_t i = 0; i < 6; i++)
        cache_location_leave(&places[i]);
    temp_remove(&cache);
}

static void one_of_two_has_the_lock(void **state)
{
    (void)state;
    struct temp_library cache;
    temp_make(&cache);
    setenv("XDG_CACHE_HOME", cache.path, 1);
    struct cache_location one, two;
    struct error err;
    cache_location_find(&one, PLACE_CACHE, STR("/wiki"), &err);
    cache_location_find(&two, PLACE_CACHE, STR("/wiki"), &err);
    assert_true(cache_location_lock(&one));
    assert_true(cache_location_lock(&one)); /* it has it already */
    assert_false(cache_location_lock(&two));
    cache_location_unlock(&one);
    assert_true(cache_location_lock(&two));
    assert_false(cache_location_lock(&one));
    cache_location_leave(&two);
    assert_true(cache_location_lock(&one));
    cache_location_leave(&one);
    temp_remove(&cache);
}

/* Whether another process could lock a file as its own. */
static bool is_free_to_others(const char *path)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        int fd = open(path, O_RDWR);
        _exit(fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type == F_UNLCK);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status) != 0;
}

/* SQLite's locks are a process's: they go when it closes one of the files, whoever has
 * opened it. */
static void looking_at_a_place_gives_up_no_locks(void **state)
{
    static const char *const ends[] = {"", "-shm"};

    (void)state;
    struct temp_library cache;
    temp_make(&cache);
    setenv("XDG_CACHE_HOME", cache.path, 1);
    struct cache_location place, again;
    struct error err;
    cache_location_find(&place, PLACE_CACHE, STR("/wiki"), &err);
    int fds[2];
    char paths[2][256];
    for (size_t i = 0; i < 2; i++) {
        struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
        snprintf(paths[i], sizeof paths[i], "%s%s", place.path, ends[i]);
        fds[i] = open(paths[i], O_RDWR | O_CREAT, 0600);
        assert_true(fds[i] >= 0);
        assert_true(is_free_to_others(paths[i]));
        assert_int_equal(fcntl(fds[i], F_SETLK, &lock), 0);
    }
    cache_location_find(&again, PLACE_CACHE, STR("/wiki"), &err);
    assert_int_equal(cache_location_make_file(&place, &err), 0);
    free(cache_location_cached(STR("/wiki")));
    for (size_t i = 0; i < 2; i++) {
        assert_false(is_free_to_others(paths[i]));
        close(fds[i]);
    }
    cache_location_leave(&again);
    cache_location_leave(&place);
    temp_remove(&cache);
}

/* The file of a lock goes with who holds it; who comes then makes another. */
static void a_removed_lock_excludes_still(void **state)
{
    (void)state;
    struct temp_library folder;
    temp_make(&folder);
    char path[128], lock[160];
    snprintf(path, sizeof path, "%s/out.db", folder.path);
    snprintf(lock, sizeof lock, "%s-lock", path);
    struct cache_location one, two, three;
    cache_location_named(&one, path);
    cache_location_named(&two, path);
    cache_location_named(&three, path);
    assert_true(cache_location_lock(&one));
    assert_int_equal(unlink(lock), 0);
    assert_true(cache_location_lock(&two)); /* nothing is known of the first */
    assert_false(cache_location_lock(&three));
    cache_location_leave(&two);
    assert_int_equal(access(lock, F_OK), -1);
    assert_true(cache_location_lock(&three));
    cache_location_leave(&three);
    cache_location_leave(&one);
    assert_int_equal(rmdir(folder.path), 0);
}

static void temporary_places_go_away(void **state)
{
    (void)state;
    struct temp_library tmp;
    temp_make(&tmp);
    setenv("TMPDIR", tmp.path, 1);
    struct cache_location place;
    struct error err;
    cache_location_find(&place, PLACE_TEMPORARY, STR("/wiki"), &err);
    assert_int_equal(place.kind, PLACE_TEMPORARY);
    assert_true(cache_location_lock(&place));
    FILE *file = fopen(place.path, "w");
    assert_non_null(file);
    fclose(file);
    cache_location_leave(&place);
    assert_int_equal(rmdir(tmp.path), 0);
    unsetenv("TMPDIR");
    cache_location_leave(&place); /* once more is fine */
}

static void in_memory_each_is_another(void **state)
{
    (void)state;
    struct cache_location one, two;
    struct error err;
    cache_location_find(&one, PLACE_MEMORY, STR("/wiki"), &err);
    cache_location_find(&two, PLACE_MEMORY, STR("/wiki"), &err);
    assert_int_equal(one.kind, PLACE_MEMORY);
    assert_string_not_equal(one.path, two.path);
    assert_true(cache_location_lock(&one) && cache_location_lock(&two));
    cache_location_leave(&one);
    cache_location_leave(&two);
}

/* --- Databases ---------------------------------------------------------------------
 */

static int64_t ask(struct database *database, const char *sql)
{
    struct statement *statement = statement_new(database, sql);
    int64_t value = statement_next(statement) ? column_int(statement, 0) : -1;
    statement_end(statement);
    statement_free(statement);
    return value;
}

static void the_first_fault_stays(void **state)
{
    (void)state;
    struct database database;
    struct error err;
    assert_int_equal(database_open(&database, ":memory:", DATABASE_WRITE, &err), 0);
    database_run(&database, "CREATE TABLE t(x UNIQUE)");
    struct statement *put = statement_new(&database, "INSERT INTO t VALUES(?)");
    statement_int(put, 1, 1);
    statement_run(put);
    statement_int(put, 1, 1);
    statement_run(put);
    assert_int_equal(database_fault(&database), FAULT_BROKEN);
    /* Nothing goes on, nothing is given. */
    statement_int(put, 1, 2);
    statement_run(put);
    database_run(&database, "DROP TABLE t");
    assert_int_equal(ask(&database, "SELECT count(*) FROM t"), -1);
    assert_int_equal(database_check(&database, "count", &err), -1);
    assert_true(str_starts(error_str(&err), STR("cannot count: ")));
    database_clear_error(&database);
    assert_int_equal(ask(&database, "SELECT count(*) FROM t"), 1);
    assert_int_equal(database_check(&database, "count", &err), 0);
    statement_free(put);
    database_close(&database);
}

static void a_rollback_keeps_the_fault(void **state)
{
    (void)state;
    struct database database;
    struct error err;
    assert_int_equal(database_open(&database, ":memory:", DATABASE_WRITE, &err), 0);
    database_run(&database, "CREATE TABLE t(x); BEGIN; INSERT INTO t VALUES(1)");
    database_mark_corrupt(&database);
    database_rollback(&database);
    assert_int_equal(database_fault(&database), FAULT_BROKEN);
    database_clear_error(&database);
    assert_int_equal(ask(&database, "SELECT count(*) FROM t"), 0);
    database_rollback(&database); /* there is none */
    assert_int_equal(database_fault(&database), FAULT_NONE);
    database_close(&database);
    database_rollback(&database);
}

static void values_come_back_as_they_were(void **state)
{
    static const struct str odd = STR_INIT("a\0b\xFF\xC3");

    (void)state;
    struct database database;
    struct error err;
    assert_int_equal(database_open(&database, ":memory:", DATABASE_WRITE, &err), 0);
    database_run(&database, "CREATE TABLE t(a, b, c, d)");
    struct statement *put =
        statement_new(&database, "INSERT INTO t VALUES(?, ?, ?, ?)");
    statement_int(put, 1, INT64_MIN);
    statement_bytes(put, 2, odd);
    statement_record(put, 3, odd);
    statement_null(put, 4);
    statement_run(put);
    struct statement *get = statement_new(&database, "SELECT * FROM t");
    assert_true(statement_next(get));
    assert_true(column_int(get, 0) == INT64_MIN);
    assert_true(str_eq(column_bytes(get, 1), odd));
    assert_true(str_eq(column_bytes(get, 2), odd));
    assert_true(column_is_null(get, 3));
    assert_int_equal(column_bytes(get, 3).len, 0);
    assert_false(statement_next(get));
    assert_int_equal(database_fault(&database), FAULT_NONE);
    statement_free(put);
    statement_free(get);
    database_close(&database);
}

static void a_file_that_moved_is_noticed(void **state)
{
    (void)state;
    struct temp_library folder;
    temp_make(&folder);
    char path[128], wal[160];
    snprintf(path, sizeof path, "%s/x.db", folder.path);
    snprintf(wal, sizeof wal, "%s-wal", path);
    struct database database, other;
    struct error err;
    assert_int_equal(database_open(&database, path, DATABASE_WRITE, &err), 0);
    database_run(&database, "PRAGMA journal_mode=WAL; CREATE TABLE t(x)");
    assert_false(database_has_moved(&database));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(unlink(wal), 0);
    assert_true(database_has_moved(&database));
    assert_int_equal(database_open(&other, path, DATABASE_WRITE, &err), 0);
    database_run(&other, "PRAGMA journal_mode=WAL; CREATE TABLE u(x)");
    assert_true(database_has_moved(&database));
    assert_false(database_has_moved(&other));
    /* The log that lies there now is the other's, and stays. */
    database_close(&database);
    assert_int_equal(access(wal, F_OK), 0);
    assert_int_equal(ask(&other, "SELECT count(*) FROM u"), 0);
    database_close(&other);
    assert_int_equal(access(wal, F_OK), -1);
    assert_false(database_has_moved(&other));
    temp_remove(&folder);
}

static void who_leaves_takes_nothing_along(void **state)
{
    (void)state;
    struct temp_library folder;
    temp_make(&folder);
    char path[128], wal[160];
    snprintf(path, sizeof path, "%s/x.db", folder.path);
    snprintf(wal, sizeof wal, "%s-wal", path);
    struct database database;
    struct error err;
    assert_int_equal(database_open(&database, path, DATABASE_WRITE, &err), 0);
    database_run(&database, "PRAGMA journal_mode=WAL; CREATE TABLE t(x)");
    database_close_readonly(&database);
    assert_int_equal(access(wal, F_OK), 0);
    assert_int_equal(database_open(&database, path, DATABASE_READ, &err), 0);
    assert_int_equal(ask(&database, "SELECT count(*) FROM t"), 0);
    database_run(&database, "DROP TABLE t");
    assert_int_equal(database_fault(&database), FAULT_FULL);
    database_close(&database);
    temp_remove(&folder);
}

/* A query that would take hours, with a row for each step of the way. */
#define ENDLESS                                                                        \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "            \
    "1000000000000)"

static void *set_flag(void *context)
{
    atomic_store((atomic_bool *)context, true);
    return NULL;
}

static void a_statement_ends_when_it_is_stopped(void **state)
{
    atomic_bool stop = false;
    (void)state;
    struct database database;
    struct error err;
    assert_int_equal(database_open(&database, ":memory:", DATABASE_WRITE, &err), 0);
    database_stop_at(&database, &stop);
    database_run(&database, "CREATE TABLE t(x); INSERT INTO t VALUES(1); BEGIN;"
                            " INSERT INTO t VALUES(2)");
    assert_int_equal(database_fault(&database), FAULT_NONE);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, set_flag, &stop), 0);
    assert_int_equal(ask(&database, ENDLESS " SELECT count(*) FROM n"), -1);
    pthread_join(thread, NULL);
    assert_int_equal(database_fault(&database), FAULT_STOPPED);
    /* Nothing is asked of it any more, and what was not committed is lost. */
    database_run(&database, "COMMIT");
    database_rollback(&database);
    database_clear_error(&database);
    assert_int_equal(ask(&database, "SELECT 1"), -1);
    database_clear_error(&database);
    atomic_store(&stop, false);
    assert_int_equal(ask(&database, "SELECT count(*) FROM t"), 1);
    database_close(&database);
}

/* Another connection holds the database: neither ends before the time that it has, but
 * one that is stopped ends at once. */
static void nobody_waits_who_is_stopped(void **state)
{
    atomic_bool stop = true;
    (void)state;
    struct temp_library folder;
    temp_make(&folder);
    char path[128];
    snprintf(path, sizeof path, "%s/x.db", folder.path);
    struct database holder, other;
    struct error err;
    assert_int_equal(database_open(&holder, path, DATABASE_WRITE, &err), 0);
    database_run(&holder, "CREATE TABLE t(x); BEGIN EXCLUSIVE");
    assert_int_equal(database_open(&other, path, DATABASE_READ, &err), 0);
    assert_int_equal(ask(&other, "SELECT count(*) FROM t"), -1);
    assert_int_equal(database_fault(&other), FAULT_BUSY);
    database_clear_error(&other);
    database_stop_at(&other, &stop);
    assert_int_equal(ask(&other, "SELECT count(*) FROM t"), -1);
    assert_int_equal(database_fault(&other), FAULT_STOPPED);
    database_close(&other);
    database_close(&holder);
    temp_remove(&folder);
}

/* A run that ended while it made its file leaves one without our number and without
 * tables. That is ours to go on with; a database with a table is somebody's. */
static void a_file_that_is_only_begun_is_ours(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        bool is_ours;
    } files[] = {
        {"PRAGMA auto_vacuum=INCREMENTAL", true},
        {"PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL", true},
        {"PRAGMA user_version=3", true},
        {"PRAGMA application_id=77", false},
        {"CREATE TABLE a (b)", false},
        {"PRAGMA auto_vacuum=FULL; CREATE TABLE a (b)", false},
    };
    struct temp_library folder;
    temp_make(&folder);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[300];
        snprintf(path, sizeof path, "%s/%zu.db", folder.path, i);
        sqlite3 *handle;
        assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
        assert_int_equal(sqlite3_exec(handle, files[i].sql, NULL, NULL, NULL),
                         SQLITE_OK);
        sqlite3_close(handle);
        struct cache_location place;
        cache_location_named(&place, path);
        if (cache_location_is_ours(&place) != files[i].is_ours)
            fail_msg("%s: it is %s", files[i].sql, files[i].is_ours ? "ours" : "not");
        cache_location_leave(&place);
    }
    temp_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(libraries_have_places_of_their_own),
        cmocka_unit_test(one_of_two_has_the_lock),
        cmocka_unit_test(looking_at_a_place_gives_up_no_locks),
        cmocka_unit_test(a_removed_lock_excludes_still),
        cmocka_unit_test(temporary_places_go_away),
        cmocka_unit_test(in_memory_each_is_another),
        cmocka_unit_test(the_first_fault_stays),
        cmocka_unit_test(a_rollback_keeps_the_fault),
        cmocka_unit_test(values_come_back_as_they_were),
        cmocka_unit_test(a_file_that_moved_is_noticed),
        cmocka_unit_test(who_leaves_takes_nothing_along),
        cmocka_unit_test(a_statement_ends_when_it_is_stopped),
        cmocka_unit_test(nobody_waits_who_is_stopped),
        cmocka_unit_test(a_file_that_is_only_begun_is_ours),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
