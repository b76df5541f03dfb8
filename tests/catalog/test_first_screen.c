/*
 * What the first screen is made of: what lies in the catalog, without a thread, and
 * whoever else has the catalog.
 */
#include "kept.h"

#include <dirent.h>
#include <sqlite3.h>
#include <sys/file.h>

#include "catalog/session.h"

static void make_library(struct kept *it)
{
    kept_make(it);
    temp_write(&it->temp, "index.md", "# Harbours\n\nSee [quays](quay.md).\n");
    temp_write(&it->temp, "quay.md", "# Quays\n\nStone and timber.\n");
}

static struct session *start(struct kept *it, const char *article)
{
    struct session_options options = {.path = it->temp.path, .article = article};
    struct error err = {{0}};
    struct session *session;
    if (session_open(&options, &session, &err) != 0)
        fail_msg("session_open: %s", err.text);
    return session;
}

static size_t count_threads(void)
{
    DIR *tasks = opendir("/proc/self/task");
    size_t count = 0;
    if (tasks == NULL)
        return 0;
    for (const struct dirent *entry; (entry = readdir(tasks)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(tasks);
    return count;
}

static void assert_goes_on(struct session *session)
{
    struct error trouble;
    session_begin(session);
    assert_true(catalog_wait(session_catalog(session), -1));
    (void)session_poll(session, &trouble);
    assert_string_equal(trouble.text, "");
}

static void what_is_known_is_shown_before_a_thread_begins(void **state)
{
    (void)state;
    struct kept it;
    make_library(&it);
    kept_sync(&it);
    size_t threads = count_threads();
    struct session *session = start(&it, "Quays");
    assert_int_equal(count_threads(), threads);
    assert_non_null(session_view(session));
    assert_int_equal(session_library(session)->article_count, 2);
    const struct article *article =
        library_article(session_library(session), session_article(session));
    assert_true(str_eq(article->path, STR("quay.md")));
    assert_goes_on(session);
    session_close(session);
    kept_remove(&it);
}

/* It is what was seen already, not news. */
static void what_is_known_is_no_news(void **state)
{
    (void)state;
    struct kept it;
    make_library(&it);
    kept_sync(&it);
    struct session *session = start(&it, NULL);
    struct error trouble;
    session_begin(session);
    assert_true(catalog_wait(session_catalog(session), -1));
    assert_int_not_equal(session_poll(session, &trouble), SESSION_LIBRARY);
    session_close(session);
    kept_remove(&it);
}

static void a_change_from_before_is_news(void **state)
{
    (void)state;
    struct kept it;
    make_library(&it);
    kept_sync(&it);
    temp_write(&it.temp, "mole.md", "# Moles\n");
    struct session *session = start(&it, NULL);
    struct error trouble;
    assert_int_equal(session_library(session)->article_count, 2);
    session_begin(session);
    assert_true(catalog_wait(session_catalog(session), -1));
    assert_int_equal(session_poll(session, &trouble), SESSION_LIBRARY);
    assert_true(session_swap(session));
    session_drop_old(session);
    assert_int_equal(session_library(session)->article_count, 3);
    session_close(session);
    kept_remove(&it);
}

/* Another process is indexing, or has not ended yet. */
static void a_lock_of_another_process_is_not_waited_for(void **state)
{
    (void)state;
    struct kept it;
    make_library(&it);
    kept_sync(&it);
    char *path = kept_file(&it), lock[4096];
    snprintf(lock, sizeof lock, "%s-lock", path);
    int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    size_t threads = count_threads();
    struct session *session = start(&it, NULL);
    assert_int_equal(count_threads(), threads);
    assert_non_null(session_view(session));
    close(fd);
    assert_goes_on(session);
    session_close(session);
    free(path);
    kept_remove(&it);
}

/* What is held by a program that knows nothing of the lock cannot be read: the folder
 * itself is shown until it lets go. */
static void a_catalog_that_is_held_is_left_alone(void **state)
{
    (void)state;
    struct kept it;
    make_library(&it);
    kept_sync(&it);
    char *path = kept_file(&it);
    sqlite3 *holder;
    assert_int_equal(sqlite3_open(path, &holder), SQLITE_OK);
    assert_int_equal(sqlite3_exec(holder,
                                  "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE;"
                                  " SELECT count(*) FROM article;",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    struct session *session = start(&it, "quay.md");
    assert_null(session_view(session));
    const struct article *article =
        library_article(session_library(session), session_article(session));
    assert_true(str_eq(article->title, STR("Quays")));
    sqlite3_exec(holder, "COMMIT", NULL, NULL, NULL);
    sqlite3_close(holder);
    session_close(session);
    free(path);
    kept_remove(&it);
}

/* Its thread makes it anew; nothing of it is shown. */
static void a_catalog_without_a_tree_is_none(void **state)
{
    (void)state;
    struct kept it;
    make_library(&it);
    kept_sync(&it);
    char *path = kept_file(&it);
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle,
                                  "UPDATE state SET value = 0 WHERE key = 'articles'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(handle);
    struct catalog_options options = {
        .library = it.temp.path, .wake_fd = -1, .starts_later = true};
    struct view *view = NULL;
    struct error err;
    kept_try_open(&it, options);
    assert_int_equal(view_open_known(it.catalog, &view, &err), -1);
    assert_null(view);
    assert_false(catalog_wait_structure(it.catalog, 0));
    assert_int_equal(catalog_start(it.catalog, &err), 0);
    assert_true(catalog_wait(it.catalog, -1));
    free(path);
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_known_is_shown_before_a_thread_begins),
        cmocka_unit_test(what_is_known_is_no_news),
        cmocka_unit_test(a_change_from_before_is_news),
        cmocka_unit_test(a_lock_of_another_process_is_not_waited_for),
        cmocka_unit_test(a_catalog_that_is_held_is_left_alone),
        cmocka_unit_test(a_catalog_without_a_tree_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
