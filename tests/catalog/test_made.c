/*
 * Catalogs that are made ahead, by `lectern index`, and read where nothing may be
 * written; and what is said when that cannot be done.
 */
#include "kept.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include "base/text.h"

enum {
    NOBODY = 65534, /* a user who owns nothing here */
    TEXT_MAX = 4096,
};

struct ran {
    int status;
    char out[TEXT_MAX], err[TEXT_MAX];
};

static void take_text(FILE *file, char *text)
{
    rewind(file);
    size_t len = fread(text, 1, TEXT_MAX - 1, file);
    text[len] = '\0';
    fclose(file);
}

/* Runs the program in `folder`; arguments end with NULL. */
static struct ran run(const char *folder, const char *const *arguments)
{
    const char *program = getenv("LECTERN");
    const char *argv[16] = {program};
    FILE *out = tmpfile(), *err = tmpfile();
    if (program == NULL)
        skip();
    for (size_t i = 0; arguments[i] != NULL; i++)
        argv[i + 1] = arguments[i];
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (chdir(folder) != 0 || dup2(fileno(out), 1) < 0 || dup2(fileno(err), 2) < 0)
            _exit(99);
        execv(program, (char *const *)(uintptr_t)argv);
        _exit(99);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    struct ran ran;
    ran.status = WEXITSTATUS(status);
    take_text(out, ran.out);
    take_text(err, ran.err);
    return ran;
}

#define RUN(folder, ...) run((folder), (const char *const[]){__VA_ARGS__, NULL})

static void fill(struct kept *it)
{
    kept_make(it);
    temp_write(&it->temp, "harbour.md", "# Harbour\n\nOf ships and [[Pilots]].\n");
    temp_write(&it->temp, "more/pilots.md", "# Pilots\n\nThey know the [[Harbour]].\n");
    temp_write(&it->temp, "tugs.txt", "Tugs\n\nTugs turn large ships.\n");
}

static void assert_says(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("'%s' says nothing of '%s'", text, words);
}

static size_t count_entries(const char *path)
{
    struct arena arena = {0};
    struct file_root root;
    struct error err;
    assert_int_equal(file_root_open(&root, path, &err), 0);
    struct file_entry *entries;
    size_t count;
    assert_int_equal(file_list(&root, STR(""), &arena, &entries, &count, &err), 0);
    file_root_close(&root);
    arena_release(&arena);
    return count;
}

/* --- lectern index -----------------------------------------------------------------
 */

static void index_tells_what_it_made(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    struct ran ran = RUN("/", "index", "-L", it.temp.path);
    assert_int_equal(ran.status, 0);
    assert_string_equal(ran.err, "");
    assert_says(ran.out, "3 articles in ");
    char *path = ran.out + strlen("3 articles in ");
    assert_true(str_starts(str_from(path), str_from(it.cache.path)));
    *strchr(path, '\n') = '\0';
    struct contents_lines is = contents_of(path);
    struct contents_lines should_be = kept_made_anew(&it);
    contents_assert_equal(&is, &should_be);
    ran = RUN("/", "index", "--json", "-L", it.temp.path);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "\"articles\":3");
    assert_says(ran.out, "\"catalog\":\"");
    contents_free(&is);
    contents_free(&should_be);
    kept_remove(&it);
}

static void index_makes_one_file(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    struct temp_library folder;
    temp_make(&folder);
    for (int i = 0; i < 3; i++) { /* the later ones bring it up to date */
        struct ran ran =
            RUN(folder.path, "index", "-L", it.temp.path, "--output", "out.db");
        assert_int_equal(ran.status, 0);
        assert_string_equal(ran.err, "");
        assert_says(ran.out, i < 2 ? "3 articles in " : "4 articles in ");
        assert_int_equal(count_entries(folder.path), 1);
        if (i == 1)
            temp_write(&it.temp, "new.md", "# New\n\nWords.\n");
    }
    assert_int_equal(count_entries(it.cache.path), 0);
    temp_remove(&folder);
    kept_remove(&it);
}

/* A file of someone's is never written over, a catalog of any version is. */
static void index_writes_over_catalogs_only(void **state)
{
    static const char *const mine[] = {
        "my notes\n",
        "SQLite format 3",
        "x",
    };

    (void)state;
    struct kept it;
    fill(&it);
    struct temp_library folder;
    temp_make(&folder);
    char path[128];
    snprintf(path, sizeof path, "%s/notes", folder.path);
    struct ran ran;
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) {
        char text[64] = "";
        temp_write(&folder, "notes", mine[i]);
        ran = RUN(folder.path, "index", "-L", it.temp.path, "--output", "notes");
        assert_int_equal(ran.status, 2);
        assert_says(ran.err, "notes");
        assert_string_equal(ran.out, "");
        assert_int_equal(count_entries(folder.path), 1);
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        assert_true(fread(text, 1, sizeof text - 1, file) > 0);
        fclose(file);
        assert_string_equal(text, mine[i]);
    }
    unlink(path);
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    contents_run(handle, "PRAGMA journal_mode=DELETE; CREATE TABLE birds(name)");
    sqlite3_close(handle);
    ran = RUN(folder.path, "index", "-L", it.temp.path, "--output", "notes");
    assert_int_equal(ran.status, 2);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    contents_run(handle, "SELECT * FROM birds; PRAGMA application_id = 1279480910;"
                         "PRAGMA user_version = 99");
    sqlite3_close(handle);
    ran = RUN(folder.path, "index", "-L", it.temp.path, "--output", "notes");
    assert_int_equal(ran.status, 0);
    assert_says(ran.err, "made anew");
    assert_says(ran.out, "3 articles");
    temp_write(&folder, "empty", "");
    ran = RUN(folder.path, "index", "-L", it.temp.path, "--output", "empty");
    assert_int_equal(ran.status, 0);
    assert_string_equal(ran.err, "");
    temp_remove(&folder);
    kept_remove(&it);
}

/* Names that SQLite takes for more than files. */
static void index_takes_names_as_they_are(void **state)
{
    static const char *const names[] = {":memory:", "file:x?mode=memory",
                                        "a b%20c#d?e"};

    (void)state;
    struct kept it;
    fill(&it);
    struct temp_library folder;
    temp_make(&folder);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct ran ran =
            RUN(folder.path, "index", "-L", it.temp.path, "--output", names[i]);
        assert_int_equal(ran.status, 0);
        char path[128];
        snprintf(path, sizeof path, "%s/%s", folder.path, names[i]);
        assert_int_equal(access(path, F_OK), 0);
        assert_int_equal(count_entries(folder.path), i + 1);
    }
    temp_remove(&folder);
    kept_remove(&it);
}

static void index_says_what_it_cannot_do(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    struct ran ran =
        RUN("/", "index", "-L", it.temp.path, "--output", "/no/such/folder/x.db");
    assert_int_equal(ran.status, 2);
    assert_says(ran.err, "/no/such/folder/x.db");
    assert_string_equal(ran.out, "");
    ran = RUN("/", "index", "-L", it.temp.path, "--output", "/tmp");
    assert_int_equal(ran.status, 2);
    ran = RUN("/", "index", "-L", it.temp.path, "--output", "");
    assert_int_equal(ran.status, 2);
    ran = RUN("/", "index", "-L", "/no/such/library");
    assert_int_equal(ran.status, 2);
    assert_says(ran.err, "/no/such/library");
    ran = RUN("/", "index", "-L", it.cache.path);
    assert_int_equal(ran.status, 2);
    assert_says(ran.err, "no articles");
    kept_remove(&it);
}

/* What is gone when the program ends was not made. */
static void index_fails_where_nothing_can_be_kept(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    temp_write(&it.cache, "file", "text");
    setenv("XDG_CACHE_HOME", "/dev/null", 1);
    struct ran ran = RUN("/", "index", "-L", it.temp.path);
    assert_int_equal(ran.status, 2);
    assert_string_equal(ran.out, "");
    assert_says(ran.err, "/dev/null");
    kept_remove(&it);
}

/* --- Reading it --------------------------------------------------------------------
 */

/* Makes a catalog in `folder` and takes its path. */
static void make_catalog(struct kept *it, struct temp_library *folder, char path[128])
{
    temp_make(folder);
    snprintf(path, 128, "%s/made.db", folder->path);
    kept_try_open(it, (struct catalog_options){.output = path});
    assert_true(catalog_wait(it->catalog, -1));
    kept_assert_no_trouble(it);
    kept_close(it);
}

static void open_made(struct kept *it, const char *path)
{
    kept_try_open(it, (struct catalog_options){.made = path});
    assert_true(catalog_wait(it->catalog, -1));
    kept_view(it);
}

static void assert_shows(struct kept *it)
{
    struct arena arena = {0};
    assert_int_equal(view_library(it->view)->article_count, 3);
    size_t count;
    view_backlinks(it->view, kept_article(it, "more/pilots.md"), &arena, &count);
    assert_int_equal(count, 1);
    arena_release(&arena);
    kept_assert_no_trouble(it);
}

static void become_nobody(void)
{
    if (geteuid() == 0 && (setresgid(NOBODY, NOBODY, NOBODY) != 0 ||
                           setresuid(NOBODY, NOBODY, NOBODY) != 0))
        _exit(77);
}

struct frozen {
    struct kept kept;
    struct temp_library folder;
    char path[128];
};

static void read_as_nobody(void **state)
{
    struct frozen *it = *state;
    become_nobody();
    open_made(&it->kept, it->path);
    assert_shows(&it->kept);
    kept_close(&it->kept);
}

static void in_child(CMUnitTestFunction test, void *context)
{
    const struct CMUnitTest tests[] = {{"in a child", test, NULL, NULL, context}};
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    int status;
    if (child == 0) {
        status = cmocka_run_group_tests(tests, NULL, NULL);
        fflush(NULL);
        _exit(status);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
        skip();
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_made_catalog_is_read_where_nothing_is_written(void **state)
{
    struct frozen it = {0};
    (void)state;
    fill(&it.kept);
    make_catalog(&it.kept, &it.folder, it.path);
    assert_int_equal(chmod(it.path, 0444), 0);
    assert_int_equal(chmod(it.folder.path, 0555), 0);
    in_child(read_as_nobody, &it);
    assert_int_equal(count_entries(it.folder.path), 1);
    assert_int_equal(chmod(it.folder.path, 0755), 0);
    temp_remove(&it.folder);
    kept_remove(&it.kept);
}

/* Such a one is left by a program that was killed, or is one of the cache folder. */
static void a_catalog_with_a_log_is_read_where_nothing_is_written(void **state)
{
    struct frozen it = {0};
    (void)state;
    fill(&it.kept);
    make_catalog(&it.kept, &it.folder, it.path);
    sqlite3 *handle;
    assert_int_equal(contents_connect(it.path, &handle), SQLITE_OK);
    contents_run(handle, "PRAGMA journal_mode=WAL");
    sqlite3_close(handle);
    assert_int_equal(chmod(it.path, 0444), 0);
    assert_int_equal(chmod(it.folder.path, 0555), 0);
    in_child(read_as_nobody, &it);
    assert_int_equal(chmod(it.folder.path, 0755), 0);
    temp_remove(&it.folder);
    kept_remove(&it.kept);
}

/* No folder is walked: what is there now and was not then is not shown. */
static void a_made_catalog_is_shown_as_it_was_made(void **state)
{
    struct arena arena = {0};
    struct frozen it = {0};
    (void)state;
    fill(&it.kept);
    make_catalog(&it.kept, &it.folder, it.path);
    temp_write(&it.kept.temp, "new.md", "# New\n\nWords.\n");
    temp_write(&it.kept.temp, "more/pilots.md", "# Other\n\nWords.\n");
    open_made(&it.kept, it.path);
    assert_shows(&it.kept);
    uint32_t pilots = kept_article(&it.kept, "more/pilots.md");
    assert_text(library_article(view_library(it.kept.view), pilots)->title, "Pilots");
    struct opened *opened;
    struct error err;
    /* What one reads is what is there. */
    assert_int_equal(
        article_open(view_library(it.kept.view), pilots, &arena, &opened, &err), 0);
    assert_text(opened->doc->title, "Other");
    kept_close(&it.kept);
    arena_release(&arena);
    temp_remove(&it.folder);
    kept_remove(&it.kept);
}

static void an_article_that_went_is_said_to_be_gone(void **state)
{
    struct arena arena = {0};
    struct frozen it = {0};
    (void)state;
    fill(&it.kept);
    make_catalog(&it.kept, &it.folder, it.path);
    char path[4096];
    temp_path(&it.kept.temp, "more/pilots.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    open_made(&it.kept, it.path);
    assert_shows(&it.kept);
    struct opened *opened;
    struct error err;
    assert_int_equal(article_open(view_library(it.kept.view),
                                  kept_article(&it.kept, "more/pilots.md"), &arena,
                                  &opened, &err),
                     -1);
    assert_says(err.text, "more/pilots.md");
    kept_close(&it.kept);
    arena_release(&arena);
    temp_remove(&it.folder);
    kept_remove(&it.kept);
}

static void assert_refused(const char *library, const char *made, const char *words)
{
    struct catalog_options options = {.library = library, .made = made, .wake_fd = -1};
    struct catalog *catalog;
    struct error err;
    assert_int_equal(catalog_open(&options, &catalog, &err), -1);
    assert_says(err.text, words);
}

static void what_cannot_be_used_is_refused(void **state)
{
    struct frozen it = {0};
    (void)state;
    fill(&it.kept);
    make_catalog(&it.kept, &it.folder, it.path);
    assert_refused("/no/such/library", it.path, "/no/such/library");
    assert_refused(it.kept.temp.path, "/no/such/catalog", "/no/such/catalog");
    assert_refused(it.kept.temp.path, it.folder.path, it.folder.path);
    temp_write(&it.folder, "notes", "These are the notes of someone.\n");
    char path[128];
    snprintf(path, sizeof path, "%s/notes", it.folder.path);
    assert_refused(it.kept.temp.path, path, "no catalog");
    temp_write(&it.folder, "notes", "");
    assert_refused(it.kept.temp.path, path, "no catalog");
    sqlite3 *handle;
    assert_int_equal(contents_connect(it.path, &handle), SQLITE_OK);
    contents_run(handle, "CREATE TRIGGER t AFTER INSERT ON state BEGIN SELECT 1; END");
    assert_refused(it.kept.temp.path, it.path, "no catalog");
    contents_run(handle, "DROP TRIGGER t; DELETE FROM state WHERE key = 'articles'");
    assert_refused(it.kept.temp.path, it.path, "not finished");
    sqlite3_close(handle);
    assert_int_equal(count_entries(it.folder.path), 2);
    temp_remove(&it.folder);
    kept_remove(&it.kept);
}

/* --- Without a library ---------------------------------------------------------------
 */

static void change(const struct frozen *it, const char *sql)
{
    sqlite3 *handle;
    assert_int_equal(contents_connect(it->path, &handle), SQLITE_OK);
    contents_run(handle, sql);
    sqlite3_close(handle);
}

static void a_catalog_knows_where_its_library_is(void **state)
{
    struct catalog_options options = {.wake_fd = -1};
    struct frozen it = {0};
    struct error err = {{0}};
    (void)state;
    fill(&it.kept);
    make_catalog(&it.kept, &it.folder, it.path);
    options.made = it.path;
    options.fallback = it.folder.path; /* is not asked for */
    assert_int_equal(catalog_open(&options, &it.kept.catalog, &err), 0);
    kept_view(&it.kept);
    assert_shows(&it.kept);
    assert_string_equal(catalog_path(it.kept.catalog), it.kept.temp.path);
    kept_close(&it.kept);
    temp_remove(&it.folder);
    kept_remove(&it.kept);
}

static void where_it_is_not_another_is_asked_for(void **state)
{
    static const struct {
        const char *said, *words;
    } cases[] = {
        {"'/no/such/folder'", "cannot open '/no/such/folder': no such file"},
        {"'/dev/null'", "cannot open '/dev/null': not a directory"},
        {"'relative'", "does not say"},
        {"''", "does not say"},
        {"NULL", "does not say"},
        {"7", "does not say"},
        {"x'2F0065'", "does not say"},
    };
    struct frozen it = {0};
    (void)state;
    fill(&it.kept);
    make_catalog(&it.kept, &it.folder, it.path);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct catalog_options options = {.made = it.path, .wake_fd = -1};
        struct error err = {{0}};
        char sql[128];
        snprintf(sql, sizeof sql, "UPDATE state SET value = %s WHERE key = 'library'",
                 cases[i].said);
        change(&it, sql);
        assert_refused(NULL, it.path, cases[i].words);
        assert_refused(NULL, it.path, "-L");
        options.fallback = it.kept.temp.path;
        assert_int_equal(catalog_open(&options, &it.kept.catalog, &err), 0);
        kept_view(&it.kept);
        assert_shows(&it.kept);
        kept_close(&it.kept);
    }
    change(&it, "DELETE FROM state WHERE key = 'library'");
    assert_refused(NULL, it.path, "does not say");
    temp_remove(&it.folder);
    kept_remove(&it.kept);
}

/* Nobody's files are taken for those of a catalog's library. */
static void a_folder_without_its_articles_is_refused(void **state)
{
    struct frozen it = {0};
    (void)state;
    fill(&it.kept);
    for (int i = 0; i < 9; i++) {
        char name[] = "a0.md";
        name[1] = (char)('0' + i);
        temp_write(&it.kept.temp, name, "# Article\n");
    }
    make_catalog(&it.kept, &it.folder, it.path);
    struct temp_library other;
    temp_make(&other);
    temp_write(&other, "notes.md", "# Notes\n");
    assert_refused(other.path, it.path, "its articles are not in");
    /* One that is called the same is there by chance. */
    temp_write(&other, "a0.md", "# Article\n");
    assert_refused(other.path, it.path, "its articles are not in");
    change(&it, "UPDATE article SET path = '../' || path");
    assert_refused(it.kept.temp.path, it.path, "its articles are not in");
    temp_remove(&other);
    temp_remove(&it.folder);
    kept_remove(&it.kept);
}

/* It is not ours to mend. */
static void a_damaged_made_catalog_is_said_to_be_one(void **state)
{
    struct arena arena = {0};
    struct frozen it = {0};
    (void)state;
    fill(&it.kept);
    make_catalog(&it.kept, &it.folder, it.path);
    sqlite3 *handle;
    assert_int_equal(contents_connect(it.path, &handle), SQLITE_OK);
    contents_run(handle, "UPDATE facts SET data = x'ffffffffff'");
    sqlite3_close(handle);
    open_made(&it.kept, it.path);
    assert_null(view_facts(it.kept.view, 0, &arena));
    kept_assert_trouble(&it.kept, it.path);
    assert_null(view_facts(it.kept.view, 0, &arena));
    kept_assert_no_trouble(&it.kept);
    kept_close(&it.kept);
    arena_release(&arena);
    assert_int_equal(access(it.path, F_OK), 0);
    temp_remove(&it.folder);
    kept_remove(&it.kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(index_tells_what_it_made),
        cmocka_unit_test(index_makes_one_file),
        cmocka_unit_test(index_writes_over_catalogs_only),
        cmocka_unit_test(index_takes_names_as_they_are),
        cmocka_unit_test(index_says_what_it_cannot_do),
        cmocka_unit_test(index_fails_where_nothing_can_be_kept),
        cmocka_unit_test(a_made_catalog_is_read_where_nothing_is_written),
        cmocka_unit_test(a_catalog_with_a_log_is_read_where_nothing_is_written),
        cmocka_unit_test(a_made_catalog_is_shown_as_it_was_made),
        cmocka_unit_test(an_article_that_went_is_said_to_be_gone),
        cmocka_unit_test(what_cannot_be_used_is_refused),
        cmocka_unit_test(a_catalog_knows_where_its_library_is),
        cmocka_unit_test(where_it_is_not_another_is_asked_for),
        cmocka_unit_test(a_folder_without_its_articles_is_refused),
        cmocka_unit_test(a_damaged_made_catalog_is_said_to_be_one),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
