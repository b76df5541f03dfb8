/*
 * Killed in the middle of a sync, a hundred times: the catalog is sound after each, and
 * the next sync that comes to its end leaves what one that was never killed does.
 */
#include "kept.h"

#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

#include "base/text.h"

enum {
    ARTICLES = 120,
    ROUNDS = 10,
    KILLS = 10,   /* in each round */
    TRIES = 200,  /* likewise: a run may be over before its moment */
    CHANGES = 30, /* of articles, before each */
};

static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)(*state >> 8) * below >> 24);
}

static void write_article(struct kept *it, uint32_t *state, uint32_t number)
{
    struct buf text = {0};
    char name[64];
    snprintf(name, sizeof name, "f%u/a%03u.md", number % 7, number);
    buf_printf(&text, "---\ntitle: Title %u\naliases: [name %u]\n---\n\n",
               draw(state, ARTICLES), draw(state, ARTICLES));
    for (uint32_t i = 0; i < 6; i++) {
        buf_printf(&text, "## Part %u\n\n", i);
        for (uint32_t k = 0; k < 40; k++)
            buf_printf(&text, "word%u ", draw(state, 900));
        buf_printf(&text, "\n\nSee [[a%03u]], [[Title %u]] and [[name %u]].\n\n",
                   draw(state, ARTICLES), draw(state, ARTICLES), draw(state, ARTICLES));
    }
    buf_puts(&text, STR("## Who knows?\n\n- **Someone**: perhaps.\n"));
    temp_write_bytes(&it->temp, name, text.data, text.len);
    buf_release(&text);
}

static void change_some(struct kept *it, uint32_t *state)
{
    for (uint32_t i = 0; i < CHANGES; i++) {
        uint32_t number = draw(state, ARTICLES);
        char name[64], path[4096];
        snprintf(name, sizeof name, "f%u/a%03u.md", number % 7, number);
        temp_path(&it->temp, name, path, sizeof path);
        if (draw(state, 3) == 0)
            (void)unlink(path);
        else
            write_article(it, state, number);
    }
}

/* --- Children ----------------------------------------------------------------------
 */

static void die_now(int signal)
{
    (void)signal;
    kill(getpid(), SIGKILL);
}

/* Syncs in a process of its own, which is killed when so many microseconds are over;
 * 0: never. True when it was. */
static bool sync_killed(struct kept *it, long us)
{
    struct itimerval timer = {.it_value = {us / 1000000, us % 1000000}};
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct catalog_options options = {.library = it->temp.path, .wake_fd = -1};
        signal(SIGALRM, die_now);
        setitimer(ITIMER_REAL, &timer, NULL);
        struct catalog *catalog;
        struct error err;
        if (catalog_open(&options, &catalog, &err) != 0)
            _exit(1);
        catalog_wait(catalog, -1);
        if (catalog_trouble(catalog, &err))
            _exit(2);
        catalog_close(catalog);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status))
        assert_int_equal(WEXITSTATUS(status), 0);
    else
        assert_int_equal(WTERMSIG(status), SIGKILL);
    return WIFSIGNALED(status);
}

static long sync_length_us(struct kept *it)
{
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    assert_false(sync_killed(it, 0));
    clock_gettime(CLOCK_MONOTONIC, &to);
    return (to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000;
}

/* --- Rounds ------------------------------------------------------------------------
 */

static void remove_catalog(const char *path)
{
    (void)unlink(path);
    char wal[4096];
    snprintf(wal, sizeof wal, "%s-wal", path);
    (void)unlink(wal);
    snprintf(wal, sizeof wal, "%s-shm", path);
    (void)unlink(wal);
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* A file that was not begun, or holds no table yet, is as sound as one that is gone. */
static bool has_tables(const char *path)
{
    struct contents_lines count = {0};
    sqlite3 *handle;
    assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
    contents_ask(&count, handle, "SELECT count(*) FROM sqlite_schema");
    bool has = strcmp(count.items[0], "0") != 0;
    contents_free(&count);
    sqlite3_close(handle);
    return has;
}

/* Kills one run after the other, each of which goes on where the last had come to. One
 * that comes to its end is no part of the count, and the next begins anew. */
static int kill_some(struct kept *it, uint32_t *state, const char *path, bool whole,
                     long us)
{
    int killed = 0;
    bool begins = true;
    for (int tries = 0; killed < KILLS && tries < TRIES; tries++) {
        long moment = 1 + (long)draw(state, (uint32_t)us);
        if (begins && whole)
            remove_catalog(path);
        if (begins)
            change_some(it, state);
        begins = !sync_killed(it, moment);
        killed += !begins;
        print_message("# %ld of %ld us: %s\n", moment, us, begins ? "over" : "killed");
        if (is_there(path) && has_tables(path))
            contents_assert_sound(path);
    }
    return killed;
}

static void a_killed_sync_is_finished_by_the_next(void **test_state)
{
    uint32_t state = 4;
    int killed = 0;
    (void)test_state;
    struct kept it;
    kept_make(&it);
    for (uint32_t i = 0; i < ARTICLES; i++)
        write_article(&it, &state, i);
    long whole_us = sync_length_us(&it);
    char *path = kept_file(&it);
    change_some(&it, &state);
    long part_us = sync_length_us(&it);
    for (int round = 0; round < ROUNDS; round++) {
        bool whole = round % 2 == 0;
        long us = whole ? whole_us : part_us;
        killed += kill_some(&it, &state, path, whole, us);
        assert_false(sync_killed(&it, 0));
        kept_assert_right(&it);
    }
    print_message("# killed %d times\n", killed);
    assert_int_equal(killed, ROUNDS * KILLS);
    free(path);
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_sync_is_finished_by_the_next),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
