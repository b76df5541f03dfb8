/*
 * What goes wrong around a catalog: no place for it, no room, others who hold it, files
 * that go away. The reader goes on, and it is said once what was done.
 */
#include "kept.h"

#include <dirent.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/text.h"

enum {
    ARTICLES = 24,
    PARTS = 5,      /* of the room that is needed, one after the other */
    NOBODY = 65534, /* a user who owns nothing here */
};

static void write_article(struct kept *it, int number, const char *words)
{
    char name[32];
    struct buf text = {0};
    snprintf(name, sizeof name, "a%02d.md", number);
    buf_printf(&text, "# Article %d\n\nSee [[a%02d]]. %s\n\n", number,
               (number + 1) % ARTICLES, words);
    for (int i = 0; i < 300; i++)
        buf_printf(&text, "word%d ", number * i % 499);
    temp_write_bytes(&it->temp, name, text.data, text.len);
    buf_release(&text);
}

static void fill(struct kept *it)
{
    kept_make(it);
    for (int i = 0; i < ARTICLES; i++)
        write_article(it, i, "As it was.");
}

/* The library can be read by the catalog that is open, whatever that is. */
static void assert_readable(struct kept *it)
{
    struct arena arena = {0};
    assert_true(catalog_wait_structure(it->catalog, 0));
    struct library *library = view_library(kept_view(it));
    assert_int_equal(library->article_count, ARTICLES);
    assert_text(library_article(library, kept_article(it, "a03.md"))->title,
                "Article 3");
    size_t count;
    struct backlink *links =
        view_backlinks(it->view, kept_article(it, "a03.md"), &arena, &count);
    assert_int_equal(count, 1);
    assert_int_equal(links[0].from, kept_article(it, "a02.md"));
    assert_non_null(view_facts(it->view, kept_article(it, "a03.md"), &arena));
    arena_release(&arena);
}

/* Opened now, it is readable, and one line says why it is not kept. */
static void assert_goes_on(struct kept *it, const char *words)
{
    kept_open(it);
    kept_assert_trouble(it, words);
    assert_readable(it);
    kept_close(it);
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

/* --- In a process of its own -------------------------------------------------------
 */

/* Runs `test` in a child, as a group of its own. Status 77: it could not be tried. */
static void in_child(CMUnitTestFunction test, struct kept *it)
{
    const struct CMUnitTest tests[] = {{"in a child", test, NULL, NULL, it}};
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    int status;
    if (child == 0) {
        /* What it says is no part of what this program says. */
        (void)dup2(STDERR_FILENO, STDOUT_FILENO);
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

/* The rights of root are none of a reader's. */
static void become_nobody(void)
{
    if (geteuid() == 0 && (setresgid(NOBODY, NOBODY, NOBODY) != 0 ||
                           setresuid(NOBODY, NOBODY, NOBODY) != 0))
        _exit(77);
}

/* --- No place ----------------------------------------------------------------------
 */

static void a_relative_cache_folder_is_none(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    setenv("HOME", it.cache.path, 1);
    setenv("XDG_CACHE_HOME", "relative/cache", 1);
    char *path = kept_file(&it);
    assert_true(str_starts(str_from(path), str_from(it.cache.path)));
    assert_non_null(strstr(path, "/.cache/lectern/"));
    assert_int_equal(access("relative", F_OK), -1);
    free(path);
    kept_remove(&it);
}

static void without_a_home_it_is_kept_for_the_session(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    unsetenv("HOME");
    unsetenv("XDG_CACHE_HOME");
    setenv("TMPDIR", it.cache.path, 1);
    kept_open(&it);
    char *path = catalog_file(it.catalog);
    assert_true(str_starts(str_from(path), str_from(it.cache.path)));
    kept_assert_trouble(&it, "HOME is not set");
    assert_readable(&it);
    kept_close(&it);
    assert_int_equal(count_entries(it.cache.path), 0);
    unsetenv("TMPDIR");
    setenv("HOME", "/", 1);
    free(path);
    kept_remove(&it);
}

static void what_is_no_folder_takes_no_catalog(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    temp_write(&it.cache, "file", "text");
    char path[128];
    snprintf(path, sizeof path, "%s/file", it.cache.path);
    setenv("XDG_CACHE_HOME", path, 1);
    assert_goes_on(&it, "for this session only");
    snprintf(path, sizeof path, "%s/file/deeper", it.cache.path);
    setenv("XDG_CACHE_HOME", path, 1);
    assert_goes_on(&it, "for this session only");
    kept_remove(&it);
}

static void in_missing_folders_it_is_made(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    char path[128];
    snprintf(path, sizeof path, "%s/one/two/three", it.cache.path);
    setenv("XDG_CACHE_HOME", path, 1);
    kept_sync(&it);
    assert_int_equal(count_entries(path), 1);
    kept_remove(&it);
}

static void as_nobody(void **state)
{
    struct kept *it = *state;
    become_nobody();
    assert_goes_on(it, "for this session only");
}

static void an_unwritable_cache_folder_is_left(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    assert_int_equal(chmod(it.cache.path, 0555), 0);
    in_child(as_nobody, &it);
    assert_int_equal(count_entries(it.cache.path), 0);
    kept_remove(&it);
}

static void an_unwritable_catalog_is_left(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    assert_int_equal(chmod(it.cache.path, 0777), 0);
    kept_sync(&it);
    char *path = kept_file(&it);
    *strrchr(path, '/') = '\0';
    assert_int_equal(chmod(path, 0777), 0);
    path[strlen(path)] = '/';
    assert_int_equal(chmod(path, 0444), 0);
    write_article(&it, 3, "As it is.");
    in_child(as_nobody, &it);
    free(path);
    kept_remove(&it);
}

/* No place at all but memory. */
static void without_any_folder(void **state)
{
    struct kept *it = *state;
    become_nobody();
    setenv("TMPDIR", it->cache.path, 1);
    kept_open(it);
    kept_assert_trouble(it, "for this session only");
    assert_true(str_starts(str_from(catalog_file(it->catalog)), STR("file:")));
    assert_readable(it);
    kept_close(it);
}

static void without_any_folder_it_is_in_memory(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    assert_int_equal(chmod(it.cache.path, 0555), 0);
    in_child(without_any_folder, &it);
    kept_remove(&it);
}

/* --- No room -----------------------------------------------------------------------
 */

/* What a whole catalog takes; it is removed. */
static off_t catalog_size(struct kept *it)
{
    kept_sync(it);
    char *path = kept_file(it);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(unlink(path), 0);
    free(path);
    return st.st_size;
}

/* A limit on the size of files stands for a disk that is full. */
static void with_little_room(void **state)
{
    struct kept *it = *state;
    off_t whole = catalog_size(it);
    signal(SIGXFSZ, SIG_IGN);
    for (int part = 0; part < PARTS; part++) {
        struct rlimit limit = {(rlim_t)(whole / PARTS * part), RLIM_INFINITY};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(77);
        /* Where the cache has no room, no temporary file has. */
        assert_goes_on(it, "for this session only");
    }
}

static void where_files_are_limited_it_is_in_memory(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    in_child(with_little_room, &it);
    /* And as soon as there is room, it is finished where it belongs. */
    kept_sync(&it);
    kept_assert_right(&it);
    kept_remove(&it);
}

static bool write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    bool written = file != NULL && fputs(text, file) >= 0;
    return (file == NULL || fclose(file) == 0) && written;
}

/* A user namespace gives the right to mount without being root. */
static void enter_namespace(void)
{
    char uid[64], gid[64];
    snprintf(uid, sizeof uid, "0 %u 1", (unsigned)getuid());
    snprintf(gid, sizeof gid, "0 %u 1", (unsigned)getgid());
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 ||
        !write_text("/proc/self/setgroups", "deny") ||
        !write_text("/proc/self/uid_map", uid) ||
        !write_text("/proc/self/gid_map", gid))
        _exit(77);
}

/* Of all files of the catalog whose names end so. */
static off_t bytes_kept(struct kept *it, const char *end)
{
    char folder[4096];
    off_t bytes = 0;
    snprintf(folder, sizeof folder, "%s/lectern", it->cache.path);
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        struct stat st;
        assert_int_equal(fstatat(dirfd(dir), entry->d_name, &st, 0), 0);
        if (S_ISREG(st.st_mode) && str_ends(str_from(entry->d_name), str_from(end)))
            bytes += st.st_size;
    }
    closedir(dir);
    return bytes;
}

static void on_a_small_disk(void **state)
{
    struct kept *it = *state;
    off_t whole = catalog_size(it);
    enter_namespace();
    char size[64];
    for (int part = 1; part < PARTS; part++) {
        snprintf(size, sizeof size, "size=%ldk", (long)(whole / PARTS * part / 1024));
        if (mount("none", it->cache.path, "tmpfs", 0, size) != 0)
            _exit(77);
        assert_goes_on(it, "it is kept for this session only");
        assert_int_equal(bytes_kept(it, ""), 0);
        /* As soon as there is room it is made where it belongs. */
        if (mount("none", it->cache.path, "tmpfs", MS_REMOUNT, "size=8m") != 0)
            _exit(77);
        kept_sync(it);
        kept_assert_right(it);
        assert_int_equal(umount2(it->cache.path, MNT_DETACH), 0);
    }
    /* With room enough nothing is said. */
    if (mount("none", it->cache.path, "tmpfs", 0, "size=8m") != 0)
        _exit(77);
    kept_sync(it);
}

static void a_full_disk_is_left(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    in_child(on_a_small_disk, &it);
    kept_remove(&it);
}

/* A catalog that was complete, and a library that has grown since. */
static void when_the_disk_has_filled(void **state)
{
    struct kept *it = *state;
    enter_namespace();
    if (mount("none", it->cache.path, "tmpfs", 0, "size=8m") != 0)
        _exit(77);
    kept_sync(it);
    for (int part = 1; part < PARTS; part++) {
        char size[64];
        off_t before = bytes_kept(it, "");
        snprintf(size, sizeof size, "size=%ldk", (long)(before / 1024 + 8 * part));
        if (mount("none", it->cache.path, "tmpfs", MS_REMOUNT, size) != 0)
            _exit(77);
        for (int i = 0; i < ARTICLES; i++)
            write_article(it, i, part % 2 ? "As it has become." : "As it was.");
        kept_open(it);
        assert_readable(it);
        kept_close(it);
        assert_int_equal(bytes_kept(it, "-wal") + bytes_kept(it, "-journal"), 0);
        if (mount("none", it->cache.path, "tmpfs", MS_REMOUNT, "size=8m") != 0)
            _exit(77);
        kept_sync(it);
        kept_assert_right(it);
    }
}

static void a_disk_that_fills_later_is_left(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    in_child(when_the_disk_has_filled, &it);
    kept_remove(&it);
}

/* --- Others ------------------------------------------------------------------------
 */

/* A process that holds what `hold` takes, until it is let go. */
struct holder {
    pid_t child;
    int let_go;
};

static struct holder hold(void (*take)(const char *path), const char *path)
{
    int ready[2], done[2];
    struct holder holder;
    char byte;
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe(done), 0);
    holder.child = fork();
    assert_true(holder.child >= 0);
    if (holder.child == 0) {
        close(done[1]);
        take(path);
        if (write(ready[1], "r", 1) == 1)
            (void)!read(done[0], &byte, 1);
        _exit(0);
    }
    close(ready[1]);
    close(done[0]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    holder.let_go = done[1];
    return holder;
}

static void let_go(struct holder *holder)
{
    close(holder->let_go);
    int status;
    assert_int_equal(waitpid(holder->child, &status, 0), holder->child);
}

static void take_exclusive(const char *path)
{
    sqlite3 *handle;
    if (contents_connect(path, &handle) != SQLITE_OK ||
        sqlite3_exec(handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL) != SQLITE_OK)
        _exit(1);
}

/* A database that even readers are kept from. */
static void take_whole(const char *path)
{
    sqlite3 *handle;
    if (contents_connect(path, &handle) != SQLITE_OK ||
        sqlite3_exec(handle,
                     "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE;"
                     "CREATE TABLE IF NOT EXISTS mine(x); COMMIT",
                     NULL, NULL, NULL) != SQLITE_OK)
        _exit(1);
}

static void take_lock(const char *path)
{
    char lock[4096];
    snprintf(lock, sizeof lock, "%s-lock", path);
    int fd = open(lock, O_RDWR | O_CREAT, 0600);
    if (fd < 0 || flock(fd, LOCK_EX) != 0)
        _exit(1);
}

/* Waits for a byte on the wake-up pipe. */
static void wait_for_news(int fd)
{
    struct pollfd poller = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&poller, 1, -1), 1);
    char bytes[64];
    assert_true(read(fd, bytes, sizeof bytes) > 0);
}

/* Opens the catalog and waits until it waits for another process. */
static void open_held(struct kept *it, int wake[2])
{
    assert_int_equal(pipe(wake), 0);
    kept_try_open(it, (struct catalog_options){.wake_fd = wake[1]});
    while (catalog_progress(it->catalog).phase != CATALOG_WAITING)
        wait_for_news(wake[0]);
}

static void close_held(struct kept *it, int wake[2])
{
    kept_close(it);
    close(wake[0]);
    close(wake[1]);
}

/* What is there can be read, and it is known how much is not there. */
static void assert_behind(struct kept *it, size_t wanted, size_t of)
{
    assert_true(catalog_wait_structure(it->catalog, -1));
    assert_readable(it);
    kept_assert_no_trouble(it);
    size_t unseen, articles;
    struct error err;
    assert_int_equal(catalog_count_unseen(it->catalog, &unseen, &articles, &err), 0);
    assert_int_equal(unseen, wanted);
    assert_int_equal(articles, of);
}

static void who_holds_a_transaction_stops_nobody(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    char *path = kept_file(&it);
    struct holder holder = hold(take_exclusive, path);
    write_article(&it, 3, "As it is.");
    int wake[2];
    open_held(&it, wake);
    assert_behind(&it, 1, ARTICLES);
    let_go(&holder);
    assert_true(catalog_wait(it.catalog, -1));
    close_held(&it, wake);
    kept_assert_right(&it);
    free(path);
    kept_remove(&it);
}

static void who_holds_all_stops_nobody(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    char *path = kept_file(&it);
    unlink(path);
    struct holder holder = hold(take_whole, path);
    assert_goes_on(&it, "for this session only");
    let_go(&holder);
    kept_open(&it);
    kept_assert_trouble(&it, "made anew");
    assert_readable(&it);
    kept_close(&it);
    kept_assert_right(&it);
    free(path);
    kept_remove(&it);
}

static void while_another_writes_its_catalog_is_shown(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    char *path = kept_file(&it);
    struct holder holder = hold(take_lock, path);
    write_article(&it, ARTICLES, "New.");
    int wake[2];
    open_held(&it, wake);
    assert_behind(&it, 1, ARTICLES + 1);
    let_go(&holder);
    assert_true(catalog_wait(it.catalog, -1));
    assert_int_equal(view_library(kept_view(&it))->article_count, ARTICLES + 1);
    close_held(&it, wake);
    kept_assert_right(&it);
    free(path);
    kept_remove(&it);
}

/* Nothing is there yet, and perhaps never will be: nobody waits for it. */
static void who_has_only_begun_is_not_waited_for(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    char *path = kept_file(&it);
    unlink(path);
    struct holder holder = hold(take_lock, path);
    kept_open(&it);
    assert_true(catalog_is_beside(it.catalog));
    kept_assert_no_trouble(&it); /* nothing is missing */
    assert_readable(&it);
    kept_close(&it);
    assert_int_equal(access(path, F_OK), -1);
    let_go(&holder);
    kept_sync(&it);
    kept_assert_right(&it);
    free(path);
    kept_remove(&it);
}

/* --- Processes side by side --------------------------------------------------------
 */

static void sync_once(const char *library)
{
    struct catalog_options options = {.library = library, .wake_fd = -1};
    struct catalog *catalog;
    struct error err;
    if (catalog_open(&options, &catalog, &err) != 0)
        _exit(1);
    catalog_wait(catalog, -1);
    struct view *view;
    if (catalog_trouble(catalog, &err) || view_open(catalog, &view, &err) != 0)
        _exit(2);
    view_close(view);
    catalog_close(catalog);
    _exit(0);
}

static void processes_take_turns(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it); /* who finds none does not wait for another to make it */
    pid_t children[4];
    int status;
    for (int round = 0; round < 6; round++) {
        for (int i = 0; i < ARTICLES; i += 5)
            write_article(&it, i, round % 2 == 0 ? "One." : "Or two.");
        for (int i = 0; i < 4; i++) {
            children[i] = fork();
            assert_true(children[i] >= 0);
            if (children[i] == 0)
                sync_once(it.temp.path);
        }
        for (int i = 0; i < 4; i++) {
            assert_int_equal(waitpid(children[i], &status, 0), children[i]);
            assert_true(WIFEXITED(status));
            assert_int_equal(WEXITSTATUS(status), 0);
        }
        kept_assert_right(&it);
    }
    kept_remove(&it);
}

/* --- While it is open --------------------------------------------------------------
 */

static void rescan(struct kept *it)
{
    catalog_rescan(it->catalog);
    assert_true(catalog_wait(it->catalog, -1));
}

static void a_catalog_that_is_deleted_while_open_is_made_again(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait(it.catalog, -1));
    assert_readable(&it);
    char *path = catalog_file(it.catalog);
    assert_int_equal(unlink(path), 0);
    /* A view that is open goes on with what it has. */
    assert_text(
        library_article(view_library(it.view), kept_article(&it, "a05.md"))->title,
        "Article 5");
    rescan(&it);
    assert_readable(&it);
    kept_close(&it);
    kept_assert_right(&it);
    free(path);
    kept_remove(&it);
}

static void a_view_that_finds_no_file_has_it_made_again(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait(it.catalog, -1));
    char *path = catalog_file(it.catalog);
    assert_int_equal(unlink(path), 0);
    struct error err;
    struct view *view;
    assert_int_equal(view_open(it.catalog, &view, &err), -1);
    assert_true(catalog_wait(it.catalog, -1));
    kept_assert_trouble(&it, "made anew");
    assert_readable(&it);
    kept_close(&it);
    kept_assert_right(&it);
    free(path);
    kept_remove(&it);
}

/* A process whose catalog was replaced under it leaves the other one whole. */
static void who_lost_the_file_does_no_harm_at_the_end(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait(it.catalog, -1));
    char *path = catalog_file(it.catalog);
    assert_int_equal(unlink(path), 0);
    struct kept other = (struct kept){.temp = it.temp, .cache = it.cache};
    kept_open(&other);
    kept_close(&it);
    assert_readable(&other);
    kept_close(&other);
    kept_assert_right(&it);
    free(path);
    kept_remove(&it);
}

static void damage_that_a_view_meets_is_mended(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait(it.catalog, -1));
    char *path = catalog_file(it.catalog);
    sqlite3 *handle;
    assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
    contents_run(handle, "UPDATE facts SET data = x'ffffffffff'");
    sqlite3_close(handle);
    kept_view(&it);
    assert_null(view_facts(it.view, kept_article(&it, "a01.md"), &arena));
    assert_true(catalog_wait(it.catalog, -1));
    kept_assert_trouble(&it, "made anew");
    assert_readable(&it);
    kept_close(&it);
    kept_assert_right(&it);
    arena_release(&arena);
    free(path);
    kept_remove(&it);
}

/* Where links lead is asked for when the names of other articles have changed. */
static void damage_that_a_writer_meets_is_mended(void **state)
{
    static const char *const damages[] = {
        "UPDATE facts SET targets = x'ff'",
        "UPDATE facts SET data = x'ffffffffff'",
    };

    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        struct kept it;
        fill(&it);
        kept_sync(&it);
        char *path = kept_file(&it);
        sqlite3 *handle;
        assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
        contents_run(handle, damages[i]);
        sqlite3_close(handle);
        temp_write(&it.temp, "a01.md", "# Another name\n");
        kept_try_open(&it, (struct catalog_options){0});
        assert_true(catalog_wait(it.catalog, -1));
        kept_assert_trouble(&it, "made anew");
        kept_close(&it);
        kept_assert_right(&it);
        free(path);
        kept_remove(&it);
    }
}

/* Where the thread is gone, the next life makes it anew. */
static void damage_that_is_met_late_is_mended_next_time(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    char *path = kept_file(&it);
    sqlite3 *handle;
    assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
    contents_run(handle, "UPDATE facts SET data = x'ffffffffff'");
    sqlite3_close(handle);
    kept_open(&it);
    kept_view(&it);
    assert_null(view_facts(it.view, kept_article(&it, "a01.md"), &arena));
    kept_assert_trouble(&it, "damaged");
    kept_close(&it);
    kept_sync(&it);
    kept_assert_right(&it);
    arena_release(&arena);
    free(path);
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_relative_cache_folder_is_none),
        cmocka_unit_test(without_a_home_it_is_kept_for_the_session),
        cmocka_unit_test(what_is_no_folder_takes_no_catalog),
        cmocka_unit_test(in_missing_folders_it_is_made),
        cmocka_unit_test(an_unwritable_cache_folder_is_left),
        cmocka_unit_test(an_unwritable_catalog_is_left),
        cmocka_unit_test(without_any_folder_it_is_in_memory),
        cmocka_unit_test(where_files_are_limited_it_is_in_memory),
        cmocka_unit_test(a_full_disk_is_left),
        cmocka_unit_test(a_disk_that_fills_later_is_left),
        cmocka_unit_test(who_holds_a_transaction_stops_nobody),
        cmocka_unit_test(who_holds_all_stops_nobody),
        cmocka_unit_test(while_another_writes_its_catalog_is_shown),
        cmocka_unit_test(who_has_only_begun_is_not_waited_for),
        cmocka_unit_test(processes_take_turns),
        cmocka_unit_test(a_catalog_that_is_deleted_while_open_is_made_again),
        cmocka_unit_test(a_view_that_finds_no_file_has_it_made_again),
        cmocka_unit_test(who_lost_the_file_does_no_harm_at_the_end),
        cmocka_unit_test(damage_that_a_view_meets_is_mended),
        cmocka_unit_test(damage_that_a_writer_meets_is_mended),
        cmocka_unit_test(damage_that_is_met_late_is_mended_next_time),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
