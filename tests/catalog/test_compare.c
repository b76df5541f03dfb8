/*
 * The catalog in the cache folder, as it lies there, beside the folder as it is.
 */
#include "kept.h"

#include "base/text.h"
#include "catalog/sync/compare.h"

static void fill(struct kept *it)
{
    kept_make(it);
    temp_write(&it->temp, "ebb.md", "# Ebb\n\nThe sea falls.\n");
    temp_write(&it->temp, "flood.md", "# Flood\n\nThe sea rises.\n");
    temp_write(&it->temp, "list.csv", "a,b\n");
}

/* Opens the catalog that is in the cache folder. */
static void open_cached(struct kept *it, const char *path)
{
    struct error err = {{0}};
    if (compare_open(path, &it->catalog, &err) != 0)
        fail_msg("compare_open: %s", err.text);
}

static struct library *compare(struct kept *it, uint32_t *start)
{
    struct error err = {{0}};
    struct library *library;
    if (compare_folder(it->catalog, &library, start, &err) != 0)
        fail_msg("compare_folder: %s", err.text);
    return library;
}

static void what_was_not_indexed_has_none(void **state)
{
    struct error err = {{0}};
    (void)state;
    struct kept it;
    fill(&it);
    assert_int_equal(compare_open(it.temp.path, &it.catalog, &err), -1);
    assert_int_equal(compare_open("/nowhere/at/all", &it.catalog, &err), -1);
    assert_non_null(strstr(err.text, "no such file"));
    kept_remove(&it);
}

static void what_is_in_step_is_not_opened(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    open_cached(&it, it.temp.path);
    uint32_t start;
    assert_null(compare(&it, &start));
    kept_view(&it);
    assert_int_equal(view_library(it.view)->article_count, 2);
    kept_remove(&it);
}

static void assert_titles(struct kept *it, const char *const *titles, size_t count)
{
    uint32_t start;
    struct library *library = compare(it, &start);
    assert_non_null(library);
    assert_int_equal(library->article_count, count);
    assert_int_equal(start, ARTICLE_NONE);
    for (uint32_t i = 0; i < count; i++)
        assert_text(library_article(library, i)->title, titles[i]);
    library_close(library);
}

static void what_changed_is_as_it_is_now(void **state)
{
    static const char *const more[] = {"Ebb", "Flood", "Neap"};
    static const char *const renamed[] = {"Ebb", "High water", "Neap"};
    static const char *const fewer[] = {"High water", "Neap"};

    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    open_cached(&it, it.temp.path);
    temp_write(&it.temp, "neap.md", "# Neap\n");
    assert_titles(&it, more, 3);
    temp_write(&it.temp, "flood.md", "# High water\n");
    assert_titles(&it, renamed, 3);
    char path[4096];
    temp_path(&it.temp, "ebb.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    assert_titles(&it, fewer, 2);
    kept_remove(&it);
}

/* A file that links may lead to counts as well. */
static void other_files_count(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    char path[4096];
    temp_path(&it.temp, "list.csv", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    open_cached(&it, it.temp.path);
    uint32_t start;
    struct library *library = compare(&it, &start);
    assert_non_null(library);
    library_close(library);
    kept_remove(&it);
}

static void a_file_is_found_in_its_folder(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    char path[4096];
    temp_path(&it.temp, "flood.md", path, sizeof path);
    open_cached(&it, path);
    kept_view(&it);
    assert_text(library_article(view_library(it.view), view_wanted(it.view))->title,
                "Flood");
    kept_close(&it);
    temp_write(&it.temp, "neap.md", "# Neap\n");
    temp_path(&it.temp, "neap.md", path, sizeof path);
    open_cached(&it, path);
    uint32_t start;
    struct library *library = compare(&it, &start);
    assert_non_null(library);
    assert_text(library_article(library, start)->title, "Neap");
    library_close(library);
    kept_remove(&it);
}

/* What was indexed in part, by a run that was stopped, is in step all the same. */
static void what_was_not_read_does_not_count(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    char *path = kept_file(&it);
    sqlite3 *handle;
    assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
    contents_run(handle, "UPDATE article SET is_read = 0");
    sqlite3_close(handle);
    free(path);
    open_cached(&it, it.temp.path);
    uint32_t start;
    assert_null(compare(&it, &start));
    kept_remove(&it);
}

/* Nothing of the catalog is written, however far behind it is. */
static void the_catalog_stays_as_it_is(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_sync(&it);
    char *path = kept_file(&it);
    struct contents_lines was = contents_of(path);
    temp_write(&it.temp, "neap.md", "# Neap\n");
    open_cached(&it, it.temp.path);
    uint32_t start;
    struct library *library = compare(&it, &start);
    assert_non_null(library);
    library_close(library);
    kept_close(&it);
    struct contents_lines is = contents_of(path);
    contents_assert_equal(&is, &was);
    contents_free(&was);
    contents_free(&is);
    free(path);
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_not_indexed_has_none),
        cmocka_unit_test(what_is_in_step_is_not_opened),
        cmocka_unit_test(what_changed_is_as_it_is_now),
        cmocka_unit_test(other_files_count),
        cmocka_unit_test(a_file_is_found_in_its_folder),
        cmocka_unit_test(what_was_not_read_does_not_count),
        cmocka_unit_test(the_catalog_stays_as_it_is),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
