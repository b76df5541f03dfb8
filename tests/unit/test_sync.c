/*
 * A run of the sync by itself: what it writes, what it says when the database cannot be
 * written, and what the next run makes of what was left.
 */
#include "../catalog/kept.h"

#include "base/text.h"
#include "catalog/store/database.h"
#include "catalog/store/schema.h"
#include "catalog/sync/sync.h"

enum {
    ARTICLES = 30,
    WORDS = 200, /* of each: enough for pages to overflow */
};

struct synced {
    struct kept kept;
    struct database database;
    char path[128];
    atomic_bool stop;
    sqlite3 *other; /* another process's connection */
    /* What happens when so many commits of facts were told of. */
    void (*at_commit)(struct synced *it);
    int commits_left;
    bool stops_at_structure;
    size_t structures, commits, read;
    size_t walks;   /* of the whole library */
    size_t folders; /* that were listed */
    const struct watch_place *places;
    size_t place_count;
};

static void tell_folder(void *context, struct str path)
{
    struct synced *it = context;
    it->walks += path.len == 0;
    it->folders++;
}

static void tell_progress(void *context, enum catalog_phase phase, size_t done,
                          size_t total)
{
    struct synced *it = context;
    assert_true(done <= total);
    if (phase == CATALOG_READING)
        it->read++;
}

static void tell_commit(void *context, bool structure)
{
    struct synced *it = context;
    it->structures += structure;
    it->commits++;
    if (structure && it->stops_at_structure)
        atomic_store(&it->stop, true);
    if (!structure && it->at_commit != NULL && it->commits_left-- == 0)
        it->at_commit(it);
}

static void open_database(struct synced *it)
{
    struct error err;
    assert_int_equal(database_open(&it->database, it->path, DATABASE_WRITE, &err), 0);
    assert_true(schema_make(&it->database));
    sqlite3_busy_timeout(it->database.handle, 0);
}

static void synced_make(struct synced *it)
{
    *it = (struct synced){0};
    kept_make(&it->kept);
    for (int i = 0; i < ARTICLES; i++) {
        struct buf text = {0};
        char name[32];
        snprintf(name, sizeof name, "a%02d.md", i);
        buf_printf(&text, "# Article %d\n\nAbout [[a%02d]].\n\n## More?\n\nYes: ", i,
                   (i + 1) % ARTICLES);
        for (int k = 0; k < WORDS; k++)
            buf_printf(&text, "word%d ", i * k % 997);
        temp_write_bytes(&it->kept.temp, name, text.data, text.len);
        buf_release(&text);
    }
    snprintf(it->path, sizeof it->path, "%s/catalog.db", it->kept.cache.path);
    open_database(it);
}

static void synced_remove(struct synced *it)
{
    sqlite3_close(it->other);
    database_close(&it->database);
    kept_remove(&it->kept);
}

static int run(struct synced *it, enum sync_found *found, struct error *err)
{
    struct sync sync = {
        .database = &it->database,
        .path = it->kept.temp.path,
        .places = it->places,
        .place_count = it->place_count,
        .stop = &it->stop,
        .context = it,
        .folder = tell_folder,
        .progress = tell_progress,
        .committed = tell_commit,
    };
    it->structures = it->commits = it->read = it->walks = it->folders = 0;
    return sync_run(&sync, found, err);
}

static void run_well(struct synced *it)
{
    struct error err;
    enum sync_found found;
    if (run(it, &found, &err) != 0)
        fail_msg("%s", err.text);
    assert_int_equal(database_fault(&it->database), FAULT_NONE);
}

/* All is there, as if nothing had happened. */
static void assert_right(struct synced *it)
{
    struct contents_lines should_be = kept_made_anew(&it->kept);
    contents_assert_sound(it->path);
    struct contents_lines is = contents_of(it->path);
    contents_assert_equal(&is, &should_be);
    contents_free(&is);
    contents_free(&should_be);
}

static void a_run_tells_what_it_does(void **state)
{
    enum sync_found found = SYNC_NOTHING;
    (void)state;
    struct synced it;
    synced_make(&it);
    struct error err;
    assert_int_equal(run(&it, &found, &err), 0);
    assert_int_equal(found, SYNC_CHANGES);
    assert_int_equal(it.structures, 1);
    assert_int_equal(it.read, ARTICLES);
    assert_right(&it);
    assert_int_equal(run(&it, &found, &err), 0);
    assert_int_equal(found, SYNC_NOTHING);
    assert_int_equal(it.structures + it.commits + it.read, 0);
    temp_write(&it.kept.temp, "a03.md", "# Article 3\n\nNow short.\n");
    assert_int_equal(run(&it, &found, &err), 0);
    assert_int_equal(found, SYNC_CHANGES);
    assert_int_equal(it.read, 1);
    synced_remove(&it);
}

/* --- Edited ------------------------------------------------------------------------
 */

/* Appends to article i. */
static void append(struct synced *it, int i, const char *text)
{
    char name[32], path[4096];
    snprintf(name, sizeof name, "a%02d.md", i);
    temp_path(&it->kept.temp, name, path, sizeof path);
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* Only what was edited is looked at a second time, and all that leads to it and from it
 * is right. */
static void an_edit_takes_one_walk(void **state)
{
    (void)state;
    struct synced it;
    synced_make(&it);
    temp_write(&it.kept.temp, "sub/z.md",
               "---\naliases: [zet]\n---\n# Zed\n\n[[a03]]\n");
    run_well(&it);
    append(&it, 3,
           "\n## Knots\n\nA [[zet|bend]], [[nowhere]], [[Article 7]], "
           "[one](sub/z.md) and [[a03#Knots]].\n");
    append(&it, 8, "\n- **Bowline**: a loop\n");
    run_well(&it);
    assert_int_equal(it.walks, 1);
    assert_int_equal(it.read, 2);
    assert_right(&it);
    run_well(&it);
    assert_int_equal(it.walks, 1);
    assert_int_equal(it.read + it.structures, 0);
    synced_remove(&it);
}

static void edit_title(struct synced *it)
{
    temp_write(&it->kept.temp, "a03.md", "# Another\n\nSee [[a05]].\n");
}

static void edit_and_add(struct synced *it)
{
    append(it, 3, "\nMore.\n");
    temp_write(&it->kept.temp, "new.md", "# New\n\n[[a03]]\n");
}

static void edit_and_replace(struct synced *it)
{
    char path[4096];
    edit_and_add(it);
    temp_path(&it->kept.temp, "a09.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
}

static void swap(struct synced *it)
{
    char one[4096], two[4096], between[4096];
    temp_path(&it->kept.temp, "a03.md", one, sizeof one);
    temp_path(&it->kept.temp, "a04.md", two, sizeof two);
    temp_path(&it->kept.temp, "between", between, sizeof between);
    assert_int_equal(rename(one, between), 0);
    assert_int_equal(rename(two, one), 0);
    assert_int_equal(rename(between, two), 0);
}

static void edit_and_ignore(struct synced *it)
{
    append(it, 3, "\nMore.\n");
    temp_write(&it->kept.temp, ".gitignore", "a07.md\n");
    temp_write(&it->kept.temp, "new.md", "# New\n\n[[a03]]\n");
}

static void edit_order(struct synced *it)
{
    append(it, 3, "\nMore.\n");
    temp_write(&it->kept.temp, "SUMMARY.md",
               "# Summary\n\n- [Called so](a05.md)\n- [Three](a03.md)\n");
}

static void edit_data(struct synced *it)
{
    temp_write(&it->kept.temp, "data.csv", "1,2,3\n");
}

static void make_binary(struct synced *it)
{
    temp_write_bytes(&it->kept.temp, "a03.md", "\0\1\2# Article 3\n", 15);
}

static void edit_many(struct synced *it)
{
    for (int i = 0; i < ARTICLES; i++)
        append(it, i, "\nMore of [[a01]].\n");
}

/* What is more than an edit is followed as ever. */
static void more_than_an_edit_is_followed(void **state)
{
    void (*const changes[])(struct synced * it) = {
        edit_title, edit_and_add, edit_and_replace, swap,      edit_and_ignore,
        edit_order, edit_data,    make_binary,      edit_many,
    };
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct synced it;
        synced_make(&it);
        temp_write(&it.kept.temp, "data.csv", "1,2\n");
        temp_write(&it.kept.temp, "SUMMARY.md", "# Summary\n\n- [Five](a05.md)\n");
        run_well(&it);
        changes[i](&it);
        run_well(&it);
        assert_right(&it);
        run_well(&it);
        assert_int_equal(it.read + it.structures, 0);
        synced_remove(&it);
    }
}

/* A run that is stopped before it has read what was edited leaves it to the next. */
static void a_stopped_edit_is_finished_by_the_next(void **state)
{
    (void)state;
    struct synced it;
    synced_make(&it);
    run_well(&it);
    append(&it, 3, "\nOf knots.\n");
    it.stops_at_structure = true;
    run_well(&it);
    assert_int_equal(it.read, 0);
    atomic_store(&it.stop, false);
    it.stops_at_structure = false;
    run_well(&it);
    assert_int_equal(it.read, 1);
    assert_right(&it);
    synced_remove(&it);
}

/* --- Named by a watch --------------------------------------------------------------
 */

enum { FOLDERS = 40 };

/* Articles in folders, with rules of their own that come from above. */
static void make_folders(struct synced *it)
{
    synced_make(it);
    temp_write(&it->kept.temp, "f01/.lecternignore", "*.txt\n!kept.txt\n");
    temp_write(&it->kept.temp, "f01/in/left.txt", "Left out.\n");
    temp_write(&it->kept.temp, "f01/in/kept.txt", "# Kept\n\nRopes.\n");
    for (int i = 0; i < FOLDERS; i++) {
        char name[32];
        snprintf(name, sizeof name, "f%02d/in/knot.md", i);
        temp_write(&it->kept.temp, name, "# Knot\n\nSee [[a03]].\n");
        snprintf(name, sizeof name, "f%02d/in/table.csv", i);
        temp_write(&it->kept.temp, name, "1,2\n");
    }
    run_well(it);
}

static void run_places(struct synced *it, const struct watch_place *places,
                       size_t count)
{
    it->places = places;
    it->place_count = count;
    run_well(it);
    it->places = NULL;
    it->place_count = 0;
}

static void write_knot(struct synced *it, int folder, const char *text)
{
    char name[32];
    snprintf(name, sizeof name, "f%02d/in/knot.md", folder);
    temp_write(&it->kept.temp, name, text);
}

/* As editors do that write beside and rename. */
static void replace_knot(struct synced *it, int folder, const char *text)
{
    char from[4096], to[4096], name[32];
    temp_write(&it->kept.temp, "f00/.new", text);
    temp_path(&it->kept.temp, "f00/.new", from, sizeof from);
    snprintf(name, sizeof name, "f%02d/in/knot.md", folder);
    temp_path(&it->kept.temp, name, to, sizeof to);
    assert_int_equal(rename(from, to), 0);
}

/* However large the library is: the folders that were named, and no other. */
static void named_folders_alone_are_listed(void **state)
{
    static const struct watch_place one[] = {{STR_INIT("f01/in"), false}},
                                    two[] = {{STR_INIT("f01/in"), false},
                                             {STR_INIT("f07/in"), false}},
                                    root[] = {{STR_INIT(""), false}};
    (void)state;
    struct synced it;
    make_folders(&it);
    write_knot(&it, 1, "# Knot\n\nA bowline, see [[a04]].\n");
    run_places(&it, one, 1);
    assert_int_equal(it.folders, 1);
    assert_int_equal(it.read, 1);
    assert_right(&it);
    replace_knot(&it, 1, "# Knot\n\nA sheet bend.\n");
    write_knot(&it, 7, "# Knot\n\nA reef knot, see [[a05]].\n");
    run_places(&it, two, 2);
    assert_int_equal(it.folders, 2);
    assert_int_equal(it.read, 2);
    assert_right(&it);
    append(&it, 9, "\nOf the root.\n");
    run_places(&it, root, 1);
    assert_int_equal(it.folders, 1);
    assert_int_equal(it.read, 1);
    assert_right(&it);
    run_places(&it, two, 2); /* nothing: it was saved as it was, say */
    assert_int_equal(it.folders, 2);
    assert_int_equal(it.read + it.structures + it.commits, 0);
    run_well(&it); /* and a walk finds nothing else */
    assert_int_equal(it.read + it.structures, 0);
    synced_remove(&it);
}

static void name_anew(struct synced *it)
{
    write_knot(it, 1, "# Hitch\n\nSee [[a03]].\n");
}

static void add_one(struct synced *it)
{
    temp_write(&it->kept.temp, "f01/in/new.md", "# New\n\n[[a03]]\n");
}

static void remove_one(struct synced *it)
{
    char path[4096];
    temp_path(&it->kept.temp, "f01/in/kept.txt", path, sizeof path);
    assert_int_equal(unlink(path), 0);
}

static void edit_table(struct synced *it)
{
    temp_write(&it->kept.temp, "f01/in/table.csv", "1,2,3\n");
}

/* What a hidden file changes is not named. */
static void edit_rules(struct synced *it)
{
    write_knot(it, 1, "# Knot\n\nSee [[a06]].\n");
    temp_write(&it->kept.temp, "f02/.lecternignore", "knot.md\n");
    temp_write(&it->kept.temp, "f01/.lecternignore", "table.csv\n");
}

/* More than an edit is found all the same, and in no other folder than that. */
static void more_than_edits_of_named_folders_is_walked_for(void **state)
{
    static const struct watch_place one[] = {{STR_INIT("f01/in"), false}};
    void (*const changes[])(struct synced * it) = {name_anew, add_one, remove_one,
                                                   edit_table, edit_rules};
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct synced it;
        make_folders(&it);
        if (changes[i] == edit_rules) {
            temp_write(&it.kept.temp, "f02/.lecternignore", "nothing\n");
            run_well(&it);
        }
        changes[i](&it);
        run_places(&it, one, 1);
        assert_true(it.walks > 0);
        assert_right(&it);
        run_well(&it);
        assert_int_equal(it.read + it.structures, 0);
        synced_remove(&it);
    }
}

/* A folder that came or went, that the catalog does not have, or more of them than are
 * listed one by one. */
static void other_places_are_walked_for(void **state)
{
    static const struct watch_place below[] = {{STR_INIT("f01/in"), true}},
                                    unknown[] = {{STR_INIT("f01/out"), false}};
    struct watch_place many[FOLDERS];
    char names[FOLDERS][16];
    (void)state;
    struct synced it;
    make_folders(&it);
    for (int i = 0; i < FOLDERS; i++) {
        snprintf(names[i], sizeof names[i], "f%02d/in", i);
        many[i] = (struct watch_place){str_from(names[i]), false};
    }
    run_places(&it, below, 1);
    assert_int_equal(it.walks, 1);
    run_places(&it, unknown, 1);
    assert_int_equal(it.walks, 1);
    run_places(&it, many, FOLDERS);
    assert_int_equal(it.walks, 1);
    assert_right(&it);
    synced_remove(&it);
}

/* --- Stopped -----------------------------------------------------------------------
 */

static void stop_now(struct synced *it)
{
    atomic_store(&it->stop, true);
}

static void a_stopped_run_is_finished_by_the_next(void **state)
{
    (void)state;
    for (int commits = 0; commits < ARTICLES + 3; commits += 3) {
        struct synced it;
        synced_make(&it);
        it.at_commit = stop_now;
        it.commits_left = commits;
        run_well(&it);
        assert_true(commits >= ARTICLES || it.read < ARTICLES);
        atomic_store(&it.stop, false);
        it.at_commit = NULL;
        run_well(&it);
        assert_right(&it);
        synced_remove(&it);
    }
}

/* What was named anew when the run ended is not named anew in the next one. */
static void links_follow_names_after_a_stop(void **state)
{
    (void)state;
    struct synced it;
    synced_make(&it);
    temp_write(&it.kept.temp, "z.md", "# Zed\n\nSee [[a99]] and [[a05]].\n");
    run_well(&it);
    char path[4096];
    temp_path(&it.kept.temp, "a05.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    temp_write(&it.kept.temp, "sub/a99.md", "# Late\n\nHere I am.\n");
    it.stops_at_structure = true;
    run_well(&it);
    atomic_store(&it.stop, false);
    it.stops_at_structure = false;
    run_well(&it);
    assert_right(&it);
    synced_remove(&it);
}

/* The same where nothing is left to be read. */
static void links_follow_what_went_after_a_stop(void **state)
{
    (void)state;
    struct synced it;
    synced_make(&it);
    temp_write(&it.kept.temp, "sub/a05.md", "# Another\n\nWords.\n");
    run_well(&it);
    char path[4096];
    temp_path(&it.kept.temp, "a05.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    it.stops_at_structure = true;
    run_well(&it);
    atomic_store(&it.stop, false);
    it.stops_at_structure = false;
    run_well(&it);
    assert_right(&it);
    synced_remove(&it);
}

/* --- What is gone ------------------------------------------------------------------
 */

static int64_t number_of(struct synced *it, const char *sql)
{
    struct contents_lines lines = {0};
    contents_ask(&lines, it->database.handle, sql);
    assert_int_equal(lines.count, 1);
    int64_t number = atoll(lines.items[0]);
    contents_free(&lines);
    return number;
}

/* Who remembers an article by its number must not be shown another one. */
static void numbers_are_not_given_twice(void **state)
{
    (void)state;
    struct synced it;
    synced_make(&it);
    run_well(&it);
    int64_t was = number_of(&it, "SELECT max(id) FROM article");
    char path[4096];
    temp_path(&it.kept.temp, "a29.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    run_well(&it);
    temp_write(&it.kept.temp, "new.md", "# New\n\nWords.\n");
    run_well(&it);
    assert_true(number_of(&it, "SELECT id FROM article WHERE path = 'new.md'") > was);
    synced_remove(&it);
}

#define GONE(column) #column " NOT IN (SELECT id FROM article WHERE ord IS NOT NULL)"

/* Related articles and answers of others do not lead to what is gone. */
static void nothing_is_left_of_what_is_gone(void **state)
{
    (void)state;
    struct synced it;
    synced_make(&it);
    run_well(&it);
    char path[4096];
    temp_path(&it.kept.temp, "a07.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    temp_write_bytes(&it.kept.temp, "a08.md", "\0\0\0\0", 4);
    run_well(&it);
    assert_int_equal(number_of(&it, "SELECT count(*) FROM facts WHERE " GONE(article)),
                     0);
    assert_int_equal(number_of(&it, "SELECT count(*) FROM text WHERE " GONE(article)),
                     0);
    assert_int_equal(number_of(&it, "SELECT count(*) FROM terms WHERE " GONE(article)),
                     0);
    assert_right(&it);
    synced_remove(&it);
}

/* An id that no catalog would have given. */
static void numbers_out_of_range_are_damage(void **state)
{
    static const char *const ids[] = {"4294967295", "-1", "9223372036854775807",
                                      "1000000000"};

    (void)state;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct synced it;
        synced_make(&it);
        run_well(&it);
        char sql[100];
        snprintf(sql, sizeof sql, "UPDATE article SET id = %s WHERE path = 'a03.md'",
                 ids[i]);
        contents_run(it.database.handle, sql);
        temp_write(&it.kept.temp, "new.md", "# New\n\nWords.\n");
        struct error err;
        enum sync_found found;
        assert_int_equal(run(&it, &found, &err), -1);
        assert_int_equal(database_fault(&it.database), FAULT_BROKEN);
        synced_remove(&it);
    }
}

/* --- Faults ------------------------------------------------------------------------
 */

static void hold_lock(struct synced *it)
{
    assert_int_equal(contents_connect(it->path, &it->other), SQLITE_OK);
    contents_run(it->other, "BEGIN IMMEDIATE");
}

/* Nothing is damaged, nothing is done: it must not be made anew. */
static void another_writer_is_told_as_such(void **state)
{
    (void)state;
    struct synced it;
    synced_make(&it);
    it.at_commit = hold_lock;
    it.commits_left = 7;
    struct error err;
    enum sync_found found;
    assert_int_equal(run(&it, &found, &err), -1);
    assert_int_equal(database_fault(&it.database), FAULT_BUSY);
    assert_true(it.read < ARTICLES);
    sqlite3_close(it.other);
    it.other = NULL;
    it.at_commit = NULL;
    database_close(&it.database);
    open_database(&it);
    run_well(&it);
    assert_right(&it);
    synced_remove(&it);
}

/* The tree cannot be written either. */
static void another_writer_at_once_is_told_as_such(void **state)
{
    (void)state;
    struct synced it;
    synced_make(&it);
    hold_lock(&it);
    struct error err;
    enum sync_found found;
    assert_int_equal(run(&it, &found, &err), -1);
    assert_int_equal(database_fault(&it.database), FAULT_BUSY);
    assert_int_equal(it.structures, 0);
    synced_remove(&it);
}

/* So many pages more than the empty tables take. */
static void allow_pages(struct synced *it, int pages)
{
    struct contents_lines count = {0};
    contents_ask(&count, it->database.handle, "PRAGMA page_count");
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA max_page_count=%d", atoi(count.items[0]) + pages);
    database_run(&it->database, sql);
    contents_free(&count);
}

/* However little room is left, a run that could not write all says so. */
static void a_full_disk_is_told_as_such(void **state)
{
    int failed = 0, written = 0;
    (void)state;
    for (int pages = 0; pages < 80; pages += 5) {
        struct synced it;
        synced_make(&it);
        allow_pages(&it, pages);
        struct error err;
        enum sync_found found;
        if (run(&it, &found, &err) != 0) {
            failed++;
            written += it.structures > 0;
            assert_int_equal(database_fault(&it.database), FAULT_FULL);
        } else {
            assert_right(&it);
        }
        database_close(&it.database);
        open_database(&it);
        run_well(&it);
        assert_right(&it);
        synced_remove(&it);
    }
    assert_true(failed > 1);
    assert_true(written > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_tells_what_it_does),
        cmocka_unit_test(an_edit_takes_one_walk),
        cmocka_unit_test(more_than_an_edit_is_followed),
        cmocka_unit_test(a_stopped_edit_is_finished_by_the_next),
        cmocka_unit_test(named_folders_alone_are_listed),
        cmocka_unit_test(more_than_edits_of_named_folders_is_walked_for),
        cmocka_unit_test(other_places_are_walked_for),
        cmocka_unit_test(a_stopped_run_is_finished_by_the_next),
        cmocka_unit_test(links_follow_names_after_a_stop),
        cmocka_unit_test(links_follow_what_went_after_a_stop),
        cmocka_unit_test(numbers_are_not_given_twice),
        cmocka_unit_test(nothing_is_left_of_what_is_gone),
        cmocka_unit_test(numbers_out_of_range_are_damage),
        cmocka_unit_test(another_writer_is_told_as_such),
        cmocka_unit_test(another_writer_at_once_is_told_as_such),
        cmocka_unit_test(a_full_disk_is_told_as_such),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
