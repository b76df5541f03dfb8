/*
 * The watch: which changes of a folder are told, when, and what is done where the
 * system tells of none. In real folders; the time is the tests' own, so nothing sleeps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#ifdef __linux__
#include <sched.h>
#endif
#include <sys/wait.h>

#include "base/buf.h"
#include "library/source.h"
#include "library/watch.h"
#include "library/watch/watch_marks.h"

#include "temp_library.h"

enum { PATIENCE_MS = 10000 };

/* A folder with "lib", which is watched, and "outside", which is not. */
struct fixture {
    struct temp_library temp;
    struct source source;
    struct watch *watch;
    struct watch_change change;
    int64_t now_ms;
    char said[4096];
};

static void run(const struct fixture *fixture, const char *command)
{
    char line[4096];
    snprintf(line, sizeof line, "cd '%s' && { %s; }", fixture->temp.path, command);
    assert_int_equal(system(line), 0);
}

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    temp_make(&fixture->temp);
    run(fixture, "mkdir -p lib/a/b lib/c outside && echo one > lib/a/x.md");
    char root[128];
    temp_path(&fixture->temp, "lib", root, sizeof root);
    assert_int_equal(source_open_folder(&fixture->source, root, NULL), 0);
    fixture->now_ms = 1000;
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    watch_free(fixture->watch);
    source_close(&fixture->source);
    temp_remove(&fixture->temp);
    free(fixture);
    return 0;
}

static void watch_all(struct fixture *fixture)
{
    static const char *const folders[] = {"", "a", "a/b", "c"};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        watch_folder(fixture->watch, str_from(folders[i]));
}

/* Begins to watch, as if the library had been looked at for the first time. Where the
 * system tells of no changes the test is skipped. */
static void start(struct fixture *fixture, const struct watch_options *options)
{
    fixture->watch = watch_new(&fixture->source, options, fixture->now_ms);
    assert_non_null(fixture->watch);
    if (watch_fd(fixture->watch) < 0 && (options == NULL || !options->no_events))
        skip();
    watch_all(fixture);
    watch_rescanned(fixture->watch, fixture->now_ms, true);
}

static bool take(struct fixture *fixture)
{
    return watch_take(fixture->watch, fixture->now_ms, &fixture->change);
}

static bool has_events(const struct fixture *fixture, int timeout_ms)
{
    struct pollfd wait = {.fd = watch_fd(fixture->watch), .events = POLLIN};
    return poll(&wait, 1, timeout_ms) == 1;
}

/* What is told when it is quiet: "a b/", with a slash behind what is told with all
 * below it, "." for the root, "*" for everything, "!" when the root is gone. */
static const char *told(struct fixture *fixture)
{
    struct buf text = {0};
    assert_true(has_events(fixture, PATIENCE_MS));
    (void)take(fixture);
    fixture->now_ms += WATCH_QUIET_MS;
    if (take(fixture)) {
        const struct watch_change *change = &fixture->change;
        buf_puts(&text, change->everything ? STR("*") : STR(""));
        buf_puts(&text, change->root_gone ? STR("!") : STR(""));
        for (size_t i = 0; i < change->count; i++) {
            const struct watch_place *place = &change->places[i];
            buf_puts(&text, i > 0 ? STR(" ") : STR(""));
            buf_puts(&text, place->path.len > 0 ? place->path : STR("."));
            buf_puts(&text, place->below ? STR("/") : STR(""));
        }
    }
    assert_true(text.len < sizeof fixture->said);
    snprintf(fixture->said, sizeof fixture->said, STR_FMT, STR_ARG(buf_str(&text)));
    buf_release(&text);
    return fixture->said;
}

/* Nothing is told, now or later. */
static void assert_nothing_told(struct fixture *fixture)
{
    assert_false(take(fixture));
    assert_int_equal(watch_timeout_ms(fixture->watch, fixture->now_ms), -1);
}

/* --- What is told ---------------------------------------------------------------- */

static void tells_the_folder_of_a_file(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    assert_nothing_told(fixture);
    run(fixture, "echo two >> lib/a/x.md");
    assert_string_equal(told(fixture), "a");
    run(fixture, "echo new > lib/new.md");
    assert_string_equal(told(fixture), ".");
    run(fixture, "rm lib/a/x.md");
    assert_string_equal(told(fixture), "a");
    run(fixture, "mv lib/new.md lib/c/new.md");
    assert_string_equal(told(fixture), ". c");
    run(fixture, "touch -d 2001-01-01 lib/c/new.md");
    assert_string_equal(told(fixture), "c");
    assert_nothing_told(fixture);
}

static void does_not_tell_of_reading(void **state)
{
    struct fixture *fixture = *state;
    struct arena arena = {0};
    start(fixture, NULL);
    struct str content;
    assert_int_equal(fixture->source.ops->read(&fixture->source, STR("a/x.md"), 100,
                                               false, &arena, &content, NULL, NULL),
                     0);
    struct file_entry *entries;
    size_t count;
    assert_int_equal(fixture->source.ops->list(&fixture->source, STR("a"), &arena,
                                               &entries, &count, NULL),
                     0);
    run(fixture, "cat lib/a/x.md > /dev/null && ls -lR lib > /dev/null");
    assert_false(has_events(fixture, 0));
    assert_nothing_told(fixture);
    arena_release(&arena);
}

static void does_not_tell_of_hidden_names(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "echo > lib/a/.x.md.swp && mkdir lib/.git && rm lib/a/.x.md.swp");
    assert_true(has_events(fixture, PATIENCE_MS));
    assert_nothing_told(fixture);
    run(fixture, "mv lib/a/x.md lib/a/.x.md");
    assert_string_equal(told(fixture), "a");
}

static void tells_rules_with_all_they_rule(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "echo '*.txt' > lib/a/.lecternignore && touch lib/a/b/z.md lib/y.md");
    assert_string_equal(told(fixture), ". a/");
}

static void tells_an_editors_save_once(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "cd lib/a && echo > 4913 && rm 4913 && mv x.md x.md~ && "
                 "echo two > x.md && chmod 600 x.md && rm x.md~");
    assert_string_equal(told(fixture), "a");
    run(fixture, "cd lib/a && echo three > .x.md.new && mv .x.md.new x.md");
    assert_string_equal(told(fixture), "a");
    assert_nothing_told(fixture);
}

static void tells_names_of_any_bytes(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "mkdir \"lib/$(printf 'n\\033\\377\\012e')\"");
    assert_string_equal(told(fixture), ". n\033\377\ne/");
}

/* --- Folders --------------------------------------------------------------------- */

static void tells_new_folders_with_all_below(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "mkdir -p lib/c/n/m && echo > lib/c/n/m/z.md && echo > lib/c-d.md");
    assert_string_equal(told(fixture), ". c c/n/");
    watch_folder(fixture->watch, STR("c/n"));
    watch_folder(fixture->watch, STR("c/n/m"));
    run(fixture, "echo more >> lib/c/n/m/z.md");
    assert_string_equal(told(fixture), "c/n/m");
}

static void tells_folders_that_go(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "rm -r lib/a");
    assert_string_equal(told(fixture), ". a/");
    watch_folder(fixture->watch, STR("a"));
    assert_nothing_told(fixture);
    run(fixture, "mkdir lib/a");
    assert_string_equal(told(fixture), ". a/");
    watch_folder(fixture->watch, STR("a"));
    run(fixture, "echo again > lib/a/x.md");
    assert_string_equal(told(fixture), "a");
}

static void follows_a_folder_to_its_new_name(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "mv lib/a lib/c/moved");
    assert_string_equal(told(fixture), ". a/ c c/moved/");
    watch_folder(fixture->watch, STR("c/moved"));
    watch_folder(fixture->watch, STR("c/moved/b"));
    run(fixture, "echo > lib/c/moved/b/z.md && echo > lib/c/moved/x.md");
    assert_string_equal(told(fixture), "c/moved c/moved/b");
}

static void lets_go_of_a_folder_that_leaves(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "mv lib/a outside/a");
    assert_string_equal(told(fixture), ". a/");
    run(fixture, "echo > outside/a/x.md && echo > outside/a/b/x.md");
    assert_nothing_told(fixture);
    run(fixture, "mv outside/a lib/a");
    assert_string_equal(told(fixture), ". a/");
}

/* Both names stay, so only their being told with all below shows what happened. */
static void tells_folders_that_change_places(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "mv lib/a lib/t && mv lib/c lib/a && mv lib/t lib/c");
    assert_string_equal(told(fixture), ". a/ c/ t/");
    watch_folder(fixture->watch, STR("a"));
    watch_folder(fixture->watch, STR("c"));
    watch_folder(fixture->watch, STR("c/b"));
    run(fixture, "echo > lib/c/b/x.md && echo > lib/a/x.md");
    assert_string_equal(told(fixture), "a c/b");
}

static void knows_a_folder_that_takes_the_place_of_the_one_above(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    /* The same folder, by its new path, before the watch has read that it moved. */
    run(fixture, "mv lib/a/b lib/t && rm -r lib/a && mv lib/t lib/a");
    watch_folder(fixture->watch, STR("a"));
    assert_string_equal(told(fixture), ". a/ t/");
    watch_folder(fixture->watch, STR("a"));
    run(fixture, "echo > lib/a/x.md");
    assert_string_equal(told(fixture), "a");
}

static void does_not_follow_links_out_of_the_library(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    /* Between the scan, which saw a folder, and the watch, which would follow a link.
     */
    run(fixture, "rm -r lib/a && ln -s ../outside lib/a && mkdir outside/b");
    assert_string_equal(told(fixture), ". a/");
    watch_folder(fixture->watch, STR("a"));
    watch_folder(fixture->watch, STR("a/b"));
    watch_folder(fixture->watch, STR("../outside"));
    run(fixture, "echo > outside/secret && echo > outside/b/secret");
    assert_false(has_events(fixture, 0));
    assert_nothing_told(fixture);
}

static void watches_through_links_inside(void **state)
{
    struct fixture *fixture = *state;
    run(fixture, "mkdir -p lib/.data/d && ln -s .data/d lib/link");
    start(fixture, NULL);
    watch_folder(fixture->watch, STR("link"));
    run(fixture, "echo > lib/.data/d/x.md");
    assert_string_equal(told(fixture), "link");
    run(fixture, "ln -s c lib/t && mv -T lib/t lib/link");
    assert_string_equal(told(fixture), ". link/");
}

static void tells_that_the_root_is_gone(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "mv lib lib.old && mkdir lib");
    assert_string_equal(told(fixture), "*!");
    watch_all(fixture);
    watch_rescanned(fixture->watch, fixture->now_ms, true);
    run(fixture, "echo > lib.old/a/x.md");
    assert_string_equal(told(fixture), "a");
    run(fixture, "rm -r lib.old");
    assert_string_equal(told(fixture), "*!");
}

/* --- When ------------------------------------------------------------------------ */

static void waits_until_it_is_quiet(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    run(fixture, "echo two > lib/a/x.md");
    assert_false(take(fixture));
    int64_t began_ms = fixture->now_ms;
    fixture->now_ms += WATCH_QUIET_MS - 1;
    run(fixture, "echo three > lib/c/y.md");
    assert_false(take(fixture));
    assert_int_equal(watch_timeout_ms(fixture->watch, fixture->now_ms), WATCH_QUIET_MS);
    fixture->now_ms += WATCH_QUIET_MS - 1;
    assert_false(take(fixture));
    assert_int_equal(watch_timeout_ms(fixture->watch, fixture->now_ms), 1);
    fixture->now_ms = began_ms + 2 * WATCH_QUIET_MS - 1;
    assert_true(take(fixture));
    assert_int_equal(fixture->change.count, 2);
    assert_nothing_told(fixture);
}

static void does_not_wait_for_ever(void **state)
{
    struct fixture *fixture = *state;
    int64_t began_ms = fixture->now_ms;
    bool has_told = false;
    start(fixture, NULL);
    while (!has_told && fixture->now_ms < began_ms + 10 * WATCH_NOISE_MS) {
        run(fixture, "echo more > lib/a/x.md");
        has_told = take(fixture);
        fixture->now_ms += has_told ? 0 : WATCH_QUIET_MS / 2;
    }
    assert_true(has_told);
    assert_int_equal(fixture->now_ms - began_ms, WATCH_NOISE_MS);
}

/* --- Too much -------------------------------------------------------------------- */

static void tells_everything_when_events_are_lost(void **state)
{
    struct fixture *fixture = *state;
    FILE *limit = fopen("/proc/sys/fs/inotify/max_queued_events", "r");
    char text[32] = "";
    start(fixture, NULL);
    if (limit != NULL) {
        (void)fgets(text, sizeof text, limit);
        (void)fclose(limit);
    }
    if (atoi(text) <= 0 || atoi(text) > 100000)
        skip(); /* there are systems where this would take minutes */
    char paths[2][128];
    temp_path(&fixture->temp, "lib/a/x.md", paths[0], sizeof paths[0]);
    temp_path(&fixture->temp, "lib/c/y.md", paths[1], sizeof paths[1]);
    for (int i = 0; i <= atoi(text); i++)
        close(open(paths[i & 1], O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    assert_string_equal(told(fixture), "*");
    watch_all(fixture);
    watch_rescanned(fixture->watch, fixture->now_ms, true);
    run(fixture, "echo > lib/c/y.md");
    assert_string_equal(told(fixture), "c");
}

static void tells_everything_instead_of_too_many_places(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    for (int i = 0; i < WATCH_PLACES_MAX; i++) {
        char name[32], path[128];
        snprintf(name, sizeof name, "lib/c/%d", i);
        temp_path(&fixture->temp, name, path, sizeof path);
        assert_int_equal(mkdir(path, 0755), 0);
    }
    run(fixture, "mv lib/a lib/t");
    assert_string_equal(told(fixture), "*");
    assert_int_equal(fixture->change.count, 0);
    run(fixture, "echo > lib/c/y.md");
    assert_string_equal(told(fixture), "c");
}

/* What a rescan of everything did not meet is let go of, whatever became of it. */
static void forgets_folders_that_a_rescan_did_not_meet(void **state)
{
    struct fixture *fixture = *state;
    struct watch_event lost = {.kind = WATCH_EVENT_OVERFLOW, .wd = -1};
    start(fixture, NULL);
    watch_tell(fixture->watch, &lost);
    run(fixture, "echo > lib/a/x.md");
    assert_string_equal(told(fixture), "*");
    watch_folder(fixture->watch, STR(""));
    watch_folder(fixture->watch, STR("a"));
    watch_rescanned(fixture->watch, fixture->now_ms, true);
    run(fixture, "echo > lib/c/y.md && echo > lib/a/b/y.md && echo > lib/a/y.md");
    assert_string_equal(told(fixture), "a");
}

/* The kernel gives a descriptor out anew when all others were; then the last word of
 * its first folder may still be in the queue. */
static void heals_a_descriptor_used_twice(void **state)
{
    struct fixture *fixture = *state;
    struct watch_event ended = {.kind = WATCH_EVENT_ENDED};
    struct watch_event unknown = {.kind = WATCH_EVENT_NAME, .wd = 1 << 30};
    start(fixture, NULL);
    unknown.name = STR("x.md");
    watch_tell(fixture->watch, &unknown);
    assert_nothing_told(fixture);
    /* Which is that of "c"? They are numbered from 1 in the order of watch_all(). */
    ended.wd = 4;
    watch_tell(fixture->watch, &ended);
    run(fixture, "echo > lib/a/x.md");
    assert_string_equal(told(fixture), ". a c/");
    watch_folder(fixture->watch, STR("c"));
    run(fixture, "echo > lib/c/x.md");
    assert_string_equal(told(fixture), "c");
}

static void rescans_what_is_too_much_to_watch(void **state)
{
    struct fixture *fixture = *state;
    const struct watch_options options = {.folders_max = 3};
    start(fixture, &options); /* all but "c" */
    assert_string_equal(watch_trouble(fixture->watch),
                        "changes in some folders show late: there are too many to "
                        "watch");
    assert_null(watch_trouble(fixture->watch));
    assert_int_equal(watch_timeout_ms(fixture->watch, fixture->now_ms),
                     WATCH_RESCAN_MIN_MS);
    run(fixture, "echo > lib/c/x.md");
    assert_false(has_events(fixture, 0));
    run(fixture, "echo > lib/a/b/x.md");
    assert_string_equal(told(fixture), "a/b");
    fixture->now_ms += WATCH_RESCAN_MIN_MS;
    assert_true(take(fixture));
    assert_true(fixture->change.everything);
    /* One folder is gone when it is looked at again: there is room for all others. */
    run(fixture, "rmdir lib/a/b 2>/dev/null || rm -r lib/a/b");
    assert_string_equal(told(fixture), "a a/b/");
    watch_folder(fixture->watch, STR(""));
    watch_folder(fixture->watch, STR("a"));
    watch_folder(fixture->watch, STR("c"));
    watch_rescanned(fixture->watch, fixture->now_ms, true);
    assert_nothing_told(fixture);
    assert_null(watch_trouble(fixture->watch));
}

enum { CHILD_GOOD, CHILD_BAD, CHILD_CANNOT };

/* Lets the system watch `count` folders for this process, from here on and nobody else;
 * false where that cannot be done. */
static bool limit_watches(int count)
{
#ifdef CLONE_NEWUSER
    FILE *limit = unshare(CLONE_NEWUSER) == 0
                      ? fopen("/proc/sys/user/max_inotify_watches", "w")
                      : NULL;

    if (limit == NULL)
        return false;
    fprintf(limit, "%d", count);
    return fclose(limit) == 0;
#else
    (void)count;
    return false;
#endif
}

/* In a process of its own, which the limit ends with: no assert may leave it. */
static int reach_the_limit(struct fixture *fixture)
{
    if (!limit_watches(3))
        return CHILD_CANNOT;
    fixture->watch = watch_new(&fixture->source, NULL, fixture->now_ms);
    watch_all(fixture);
    watch_rescanned(fixture->watch, fixture->now_ms, true);
    const char *trouble = watch_trouble(fixture->watch);
    if (trouble == NULL || strstr(trouble, "fs.inotify.max_user_watches") == NULL)
        return CHILD_BAD;
    if (watch_timeout_ms(fixture->watch, fixture->now_ms) != WATCH_RESCAN_MIN_MS)
        return CHILD_BAD;
    /* One that is let go of makes room for the one that was refused. */
    (void)rmdir("a/b");
    fixture->now_ms += WATCH_RESCAN_MIN_MS;
    if (!take(fixture) || !fixture->change.everything)
        return CHILD_BAD;
    watch_all(fixture);
    watch_rescanned(fixture->watch, fixture->now_ms, true);
    return watch_timeout_ms(fixture->watch, fixture->now_ms) == -1 ? CHILD_GOOD
                                                                   : CHILD_BAD;
}

static void rescans_what_the_system_refuses_to_watch(void **state)
{
    struct fixture *fixture = *state;
    int status = -1;
    pid_t child = fork();
    if (child == 0)
        _exit(fchdir(fixture->source.root.fd) == 0 ? reach_the_limit(fixture)
                                                   : CHILD_BAD);
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == CHILD_CANNOT)
        skip();
    assert_int_equal(WEXITSTATUS(status), CHILD_GOOD);
}

/* --- The fallback ---------------------------------------------------------------- */

static void assert_rescan_after(struct fixture *fixture, int64_t wait_ms)
{
    assert_int_equal(watch_timeout_ms(fixture->watch, fixture->now_ms), wait_ms);
    fixture->now_ms += wait_ms - 1;
    assert_false(take(fixture));
    fixture->now_ms += 1;
    assert_true(take(fixture));
    assert_true(fixture->change.everything);
    assert_false(fixture->change.root_gone);
}

static void rescans_less_and_less_while_nothing_is_found(void **state)
{
    static const int64_t waits_ms[] = {10000, 20000, 40000, 60000, 60000};
    struct fixture *fixture = *state;
    const struct watch_options options = {.no_events = true};
    start(fixture, &options);
    assert_int_equal(watch_fd(fixture->watch), -1);
    assert_string_equal(watch_trouble(fixture->watch),
                        "changes show late: the system does not tell of them");
    assert_null(watch_trouble(fixture->watch));
    for (size_t i = 0; i < sizeof waits_ms / sizeof *waits_ms; i++) {
        assert_rescan_after(fixture, waits_ms[i]);
        watch_all(fixture);
        watch_rescanned(fixture->watch, fixture->now_ms, false);
    }
    assert_rescan_after(fixture, 60000);
    watch_rescanned(fixture->watch, fixture->now_ms, true);
    assert_rescan_after(fixture, 10000);
}

static void rests_after_a_long_rescan(void **state)
{
    struct fixture *fixture = *state;
    const struct watch_options options = {.no_events = true};
    start(fixture, &options);
    assert_rescan_after(fixture, WATCH_RESCAN_MIN_MS);
    fixture->now_ms += 30000;
    watch_rescanned(fixture->watch, fixture->now_ms, true);
    assert_rescan_after(fixture, INT64_C(30000) * WATCH_PAUSE_FACTOR);
    /* It was broken off, so it is asked for again. */
    assert_rescan_after(fixture, WATCH_RESCAN_MIN_MS);
}

static void tells_that_the_root_is_gone_without_events(void **state)
{
    struct fixture *fixture = *state;
    const struct watch_options options = {.no_events = true};
    start(fixture, &options);
    run(fixture, "rm -r lib");
    fixture->now_ms += WATCH_RESCAN_MIN_MS;
    assert_true(take(fixture));
    assert_true(fixture->change.everything && fixture->change.root_gone);
}

static void does_not_watch_what_never_changes(void **state)
{
    (void)state;
    struct source starter;
    source_open_starter(&starter);
    assert_null(watch_new(&starter, NULL, 0));
    watch_folder(NULL, STR(""));
    watch_rescanned(NULL, 0, true);
    struct watch_change change;
    assert_false(watch_take(NULL, 0, &change));
    assert_int_equal(watch_fd(NULL), -1);
    assert_int_equal(watch_timeout_ms(NULL, 0), -1);
    assert_null(watch_trouble(NULL));
    watch_free(NULL);
}

/* How many descriptors the program has open. */
static int open_files(void)
{
    DIR *dir = opendir("/proc/self/fd");
    int count = 0;
    while (dir != NULL && readdir(dir) != NULL)
        count++;
    if (dir != NULL)
        closedir(dir);
    return count;
}

static void keeps_no_folder_open(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, NULL);
    int before = open_files();
    for (int i = 0; i < 10; i++)
        watch_all(fixture);
    watch_folder(fixture->watch, STR("none"));
    watch_folder(fixture->watch, STR("a/x.md"));
    assert_int_equal(open_files(), before);
    assert_nothing_told(fixture);
}

#define WATCH_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WATCH_TEST(tells_the_folder_of_a_file),
        WATCH_TEST(does_not_tell_of_reading),
        WATCH_TEST(does_not_tell_of_hidden_names),
        WATCH_TEST(tells_rules_with_all_they_rule),
        WATCH_TEST(tells_an_editors_save_once),
        WATCH_TEST(tells_names_of_any_bytes),
        WATCH_TEST(tells_new_folders_with_all_below),
        WATCH_TEST(tells_folders_that_go),
        WATCH_TEST(follows_a_folder_to_its_new_name),
        WATCH_TEST(lets_go_of_a_folder_that_leaves),
        WATCH_TEST(tells_folders_that_change_places),
        WATCH_TEST(knows_a_folder_that_takes_the_place_of_the_one_above),
        WATCH_TEST(does_not_follow_links_out_of_the_library),
        WATCH_TEST(watches_through_links_inside),
        WATCH_TEST(tells_that_the_root_is_gone),
        WATCH_TEST(waits_until_it_is_quiet),
        WATCH_TEST(does_not_wait_for_ever),
        WATCH_TEST(tells_everything_when_events_are_lost),
        WATCH_TEST(tells_everything_instead_of_too_many_places),
        WATCH_TEST(forgets_folders_that_a_rescan_did_not_meet),
        WATCH_TEST(heals_a_descriptor_used_twice),
        WATCH_TEST(rescans_what_is_too_much_to_watch),
        WATCH_TEST(rescans_what_the_system_refuses_to_watch),
        WATCH_TEST(rescans_less_and_less_while_nothing_is_found),
        WATCH_TEST(rests_after_a_long_rescan),
        WATCH_TEST(tells_that_the_root_is_gone_without_events),
        WATCH_TEST(keeps_no_folder_open),
        cmocka_unit_test(does_not_watch_what_never_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
