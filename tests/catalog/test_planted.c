/*
 * What others have put where a catalog is kept: folders that are theirs or open to
 * them, and links to files that must not be written to. A catalog is for its reader
 * alone.
 */
#include "kept.h"

#include <dirent.h>
#include <sys/stat.h>

#include "base/text.h"

static const char *const ends[] = {"", "-wal", "-shm", "-journal", "-lock"};

enum { ENDS = sizeof ends / sizeof *ends, NOBODY = 65534 };

static void fill(struct kept *it)
{
    kept_make(it);
    temp_write(&it->temp, "quay.md", "# Quay\n\nOf stone.\n");
    temp_write(&it->temp, "tide.md", "# Tide\n\nAt the [[quay]].\n");
}

static mode_t mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 07777;
}

static void folder_of(struct kept *it, char *path, size_t cap)
{
    temp_path(&it->cache, "lectern", path, cap);
}

/* Each file in a folder is its owner's alone. */
static int assert_private(const char *folder)
{
    DIR *dir = opendir(folder);
    int count = 0;
    assert_non_null(dir);
    assert_int_equal(mode_of(folder), 0700);
    struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        assert_int_equal(mode_of(path), 0600);
        count++;
    }
    closedir(dir);
    return count;
}

/* --- For its reader alone --- */

static void a_catalog_is_for_its_reader_alone(void **state)
{
    static const mode_t masks[] = {0, 022, 077};

    (void)state;
    char folder[4096];
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        mode_t was = umask(masks[i]);
        struct kept it;
        fill(&it);
        folder_of(&it, folder, sizeof folder);
        kept_open(&it);
        kept_view(&it);
        /* The database, what SQLite puts beside it, and the lock. */
        assert_true(assert_private(folder) >= 2);
        kept_close(&it);
        assert_private(folder);
        umask(was);
        kept_remove(&it);
    }
}

static void a_folder_that_is_open_is_closed(void **state)
{
    static const mode_t modes[] = {0755, 0777, 0770, 01777};

    (void)state;
    char folder[4096];
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        struct kept it;
        fill(&it);
        folder_of(&it, folder, sizeof folder);
        kept_sync(&it);
        char *path = kept_file(&it);
        assert_int_equal(chmod(path, 0666), 0);
        assert_int_equal(chmod(folder, modes[i]), 0);
        kept_sync(&it);
        assert_private(folder);
        free(path);
        kept_remove(&it);
    }
}

static void a_folder_of_someone_else_is_not_used(void **state)
{
    (void)state;
    if (geteuid() != 0)
        skip();
    struct kept it;
    fill(&it);
    char folder[4096];
    folder_of(&it, folder, sizeof folder);
    assert_int_equal(mkdir(folder, 0777), 0);
    assert_int_equal(chown(folder, NOBODY, NOBODY), 0);
    kept_open(&it);
    kept_assert_trouble(&it, "another user's");
    assert_int_equal(view_library(kept_view(&it))->article_count, 2);
    kept_close(&it);
    assert_int_equal(rmdir(folder), 0); /* nothing was put there */
    kept_remove(&it);
}

static void a_folder_that_is_a_link_is_not_used(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    struct temp_library other;
    temp_make(&other);
    char folder[4096];
    folder_of(&it, folder, sizeof folder);
    assert_int_equal(symlink(other.path, folder), 0);
    kept_open(&it);
    kept_assert_trouble(&it, "for this session only");
    assert_int_equal(view_library(kept_view(&it))->article_count, 2);
    kept_close(&it);
    assert_int_equal(rmdir(other.path), 0);
    kept_remove(&it);
}

/* A link above, like a cache that lies on another disk, is the reader's own. */
static void folders_above_may_be_links(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    struct temp_library other;
    temp_make(&other);
    char link[4096];
    temp_path(&it.cache, "elsewhere", link, sizeof link);
    assert_int_equal(symlink(other.path, link), 0);
    setenv("XDG_CACHE_HOME", link, 1);
    kept_sync(&it);
    snprintf(link, sizeof link, "%s/lectern", other.path);
    assert_private(link);
    temp_remove(&other);
    kept_remove(&it);
}

/* --- Planted files --- */

static void assert_text_at(const char *path, const char *text)
{
    char bytes[200] = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    (void)!fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    assert_string_equal(bytes, text);
}

/* Plants by `plant` what leads to a file with `text`, under each name in turn. */
static void assert_never_written(int (*plant)(const char *, const char *),
                                 const char *text)
{
    for (int i = 0; i < ENDS; i++) {
        print_message("# %s\n", ends[i]);
        struct kept it;
        fill(&it);
        char *path = kept_file(&it);
        temp_write(&it.cache, "victim", text);
        char victim[4096], at[4200];
        temp_path(&it.cache, "victim", victim, sizeof victim);
        snprintf(at, sizeof at, "%s%s", path, ends[i]);
        (void)unlink(at);
        assert_int_equal(plant(victim, at), 0);
        temp_write(&it.temp, "new.md", "# New\n\nIt came later.\n");
        kept_sync(&it);
        assert_text_at(victim, text);
        kept_assert_right(&it);
        assert_text_at(victim, text);
        assert_int_equal(mode_of(path), 0600);
        free(path);
        kept_remove(&it);
    }
}

static void links_are_not_written_through(void **state)
{
    (void)state;
    assert_never_written(symlink, "");
    assert_never_written(symlink, "My diary, which is longer than a header is: it has "
                                  "more than a hundred bytes, all of them my own.\n");
    assert_never_written(link, "");
    assert_never_written(link, "My diary.\n");
}

static int plant_folder(const char *victim, const char *at)
{
    (void)victim;
    return mkdir(at, 0777);
}

static void what_cannot_be_removed_is_left(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    char *path = kept_file(&it);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(plant_folder(NULL, path), 0);
    kept_open(&it);
    kept_assert_trouble(&it, "for this session only");
    assert_int_equal(view_library(kept_view(&it))->article_count, 2);
    kept_close(&it);
    assert_int_equal(rmdir(path), 0);
    free(path);
    kept_remove(&it);
}

static void a_file_that_is_named_is_no_link(void **state)
{
    static const char *const texts[] = {"", "My diary.\n"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct catalog_options options = {.wake_fd = -1};
        struct error err = {0};
        struct kept it;
        fill(&it);
        temp_write(&it.cache, "victim", texts[i]);
        char victim[4096], at[4096];
        temp_path(&it.cache, "victim", victim, sizeof victim);
        temp_path(&it.cache, "out", at, sizeof at);
        assert_int_equal(symlink(victim, at), 0);
        options.library = it.temp.path;
        options.output = at;
        assert_int_equal(catalog_open(&options, &it.catalog, &err), -1);
        assert_non_null(strstr(err.text, "will not write"));
        it.catalog = NULL;
        assert_text_at(victim, texts[i]);
        kept_remove(&it);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_catalog_is_for_its_reader_alone),
        cmocka_unit_test(a_folder_that_is_open_is_closed),
        cmocka_unit_test(a_folder_of_someone_else_is_not_used),
        cmocka_unit_test(a_folder_that_is_a_link_is_not_used),
        cmocka_unit_test(folders_above_may_be_links),
        cmocka_unit_test(links_are_not_written_through),
        cmocka_unit_test(what_cannot_be_removed_is_left),
        cmocka_unit_test(a_file_that_is_named_is_no_link),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
