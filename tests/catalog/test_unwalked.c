/*
 * A catalog whose folders are looked at instead of all files: whatever comes, goes or
 * is called otherwise must be seen by them, and what cannot be seen by them is known.
 */
#include "kept.h"

#include "base/text.h"
#include "library/probes.h"

static void run_in(const struct kept *it, const char *command)
{
    char line[1024];
    snprintf(line, sizeof line, "cd '%s' && { %s; }", it->temp.path, command);
    assert_int_equal(system(line), 0);
}

/* As if nothing had been written for long. */
static void make_old(const struct kept *it)
{
    run_in(it, "find . -exec touch -h -d '2001-09-09 01:46:40 UTC' {} +");
}

/* Without a library on a file system that can tell there is nothing to test. */
static bool can_tell(const struct kept *it)
{
    struct source source;
    struct error err;
    assert_int_equal(source_open_folder(&source, it->temp.path, &err), 0);
    bool can = probes_can_tell(&source);
    source_close(&source);
    return can;
}

static void fill(struct kept *it)
{
    kept_make(it);
    temp_write(&it->temp, "ebb.md",
               "# Ebb\n\nThe sea falls. [More](deep/er/flood.md)\n");
    temp_write(&it->temp, "deep/er/flood.md", "# Flood\n\nThe sea rises.\n");
    temp_write(&it->temp, "deep/er/list.csv", "a,b\n");
    temp_write(&it->temp, "heights.csv", "1,2\n");
    temp_write(&it->temp, "left/out.md", "# Out\n");
    temp_write(&it->temp, ".lecternignore", "left\n");
    temp_write(&it->temp, "deep/.lecternignore", "*.txt\n");
    temp_write(&it->temp, "deep/own.txt", "Words of nobody.\n");
    temp_write(&it->temp, "library.yaml",
               "title: Water\ntopics:\n  - title: All\n    articles: [ebb.md]\n");
    temp_write(&it->temp, ".store/neap.md", "# Neap\n");
    run_in(it, "ln -s .store/neap.md neap.md && ln -s .store/spring.md spring.md &&"
               " ln -s deep/er other");
    make_old(it);
    kept_sync(it);
}

/* Opens it as a command does that cannot wait; whether it was walked all the same. */
static bool is_walked(struct kept *it)
{
    struct catalog_options options = {.unwalked_from = 1};
    struct catalog *catalog = kept_try_open(it, options);
    assert_true(catalog_wait(catalog, -1));
    kept_assert_no_trouble(it);
    return !catalog_is_unwalked(catalog);
}

static void assert_walked(struct kept *it, bool wanted)
{
    assert_int_equal(is_walked(it), wanted);
    kept_close(it);
}

static void what_did_not_change_is_not_walked(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    if (can_tell(&it)) {
        assert_walked(&it, false);
        assert_walked(&it, false);
        kept_sync(&it); /* a whole look changes nothing about that */
        assert_walked(&it, false);
    }
    kept_remove(&it);
}

static void a_small_library_is_walked(void **state)
{
    struct catalog_options options = {.unwalked_from = 1000};
    (void)state;
    struct kept it;
    fill(&it);
    assert_true(catalog_wait(kept_try_open(&it, options), -1));
    assert_false(catalog_is_unwalked(it.catalog));
    kept_remove(&it);
}

/* What a person or a program may do to a library, but for writing to an article. */
static const char *const edits[] = {
    "echo '# New' > new.md",
    "echo '# New' > deep/er/new.md",
    "mkdir -p deep/er/est && echo '# New' > deep/er/est/new.md",
    "echo '# New' > deep/new.md",
    "mkdir empty",
    "rm deep/er/flood.md",
    "rm deep/er/list.csv",
    "rm -r deep",
    "mv deep/er/flood.md deep/er/high.md",
    "mv deep/er deep/ly",
    "mv ebb.md deep/ebb.md",
    "mv left right",
    "mv .store shown",
    "echo '# High water' > x && mv x deep/er/flood.md", /* as editors write */
    "echo out.md > .lecternignore",
    ": > deep/.lecternignore",
    "rm .lecternignore",
    "echo '*.csv' > deep/er/.lecternignore",
    "echo 'title: Sea' > library.yaml",
    "rm library.yaml",
    "echo '# Spring' > .store/spring.md",  /* a link led there to nothing */
    "echo '# Neap tide' > .store/neap.md", /* and one to this */
    "ln -sfn deep other",
    "rm other",
    "rm spring.md && ln -s deep/er/flood.md spring.md",
    "rm .store/neap.md",
    "chmod 700 deep/er", /* a folder that could be read may be no more */
};

/* The times that a backup or an archive brings along: only ctime or inode is new. */
#define KEEP_TIMES                                                                     \
    " && find . -newermt '2002-01-01' -exec touch -h -d '2001-09-09 01:46:40 UTC' {} " \
    "+"

static void try_edits(const char *after)
{
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct kept it;
        char command[512];
        fill(&it);
        char *path = kept_file(&it);
        snprintf(command, sizeof command, "%s%s", edits[i], after);
        run_in(&it, command);
        if (!is_walked(&it) && can_tell(&it))
            fail_msg("not seen: %s", edits[i]);
        kept_close(&it);
        struct contents_lines should_be = kept_made_anew(&it);
        struct contents_lines is = contents_of(path);
        contents_assert_equal(&is, &should_be);
        contents_free(&is);
        contents_free(&should_be);
        free(path);
        kept_remove(&it);
    }
}

static void whatever_comes_or_goes_is_seen(void **state)
{
    (void)state;
    try_edits("");
}

static void old_times_hide_nothing(void **state)
{
    (void)state;
    try_edits(KEEP_TIMES);
}

/* It may change again without another time. */
static void what_has_just_changed_is_walked_again(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    run_in(&it, "echo '# New' > deep/new.md");
    assert_walked(&it, true);
    assert_walked(&it, true);
    make_old(&it);
    assert_walked(&it, true);
    if (can_tell(&it))
        assert_walked(&it, false);
    kept_remove(&it);
}

static void a_time_to_come_is_not_relied_upon(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    run_in(&it, "touch -d '2037-01-01' deep");
    assert_walked(&it, true);
    assert_walked(&it, true);
    kept_remove(&it);
}

/* Nothing shows that but the file itself. */
static void an_article_that_is_written_to_is_known_by_its_file(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    if (can_tell(&it)) {
        run_in(&it, "echo More. >> deep/er/flood.md");
        assert_false(is_walked(&it));
        kept_view(&it);
        assert_false(view_is_current(it.view, kept_article(&it, "deep/er/flood.md")));
        assert_true(view_is_current(it.view, kept_article(&it, "ebb.md")));
    }
    kept_remove(&it);
}

/* A file that is no article but when it is named was one the last time. */
static void a_file_that_was_named_is_forgotten(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    char path[4096];
    temp_path(&it.temp, "heights.csv", path, sizeof path);
    kept_try_open(&it, (struct catalog_options){.library = path});
    assert_true(catalog_wait(it.catalog, -1));
    kept_view(&it);
    assert_int_not_equal(view_wanted(it.view), ARTICLE_NONE);
    kept_close(&it);
    assert_true(is_walked(&it));
    kept_view(&it);
    assert_int_equal(library_article_at(view_library(it.view), STR("heights.csv")),
                     ARTICLE_NONE);
    kept_remove(&it);
}

/* What another run left undone is done. */
static void what_was_not_read_is_read(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    char *path = kept_file(&it);
    sqlite3 *handle = contents_open(path);
    assert_int_equal(
        sqlite3_exec(handle, "UPDATE article SET is_read = 0", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(handle);
    assert_true(is_walked(&it));
    kept_view(&it);
    assert_true(view_is_complete(it.view));
    free(path);
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_did_not_change_is_not_walked),
        cmocka_unit_test(a_small_library_is_walked),
        cmocka_unit_test(whatever_comes_or_goes_is_seen),
        cmocka_unit_test(old_times_hide_nothing),
        cmocka_unit_test(what_has_just_changed_is_walked_again),
        cmocka_unit_test(a_time_to_come_is_not_relied_upon),
        cmocka_unit_test(an_article_that_is_written_to_is_known_by_its_file),
        cmocka_unit_test(a_file_that_was_named_is_forgotten),
        cmocka_unit_test(what_was_not_read_is_read),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
