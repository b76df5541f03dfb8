/*
 * A catalog that is damaged, of another version or no catalog at all: it is made anew,
 * that is said once, and what it holds then is right.
 */
#include "kept.h"

#include <sys/stat.h>

#include "base/text.h"

enum {
    NOISY = 40, /* catalogs overwritten in places */
};

static void fill(struct kept *it)
{
    kept_make(it);
    temp_write(&it->temp, "harbour.md",
               "---\ntitle: Harbour\naliases: [port]\ntags: [sea]\n---\nOf ships and "
               "[[Pilots]].\n\n## Key points\n\n- **Depth**: enough.\n\n## Who comes?\n"
               "\nShips with [pilots](pilots.md).\n");
    temp_write(&it->temp, "pilots.md", "# Pilots\n\nThey know the [[port]].\n");
    temp_write(&it->temp, "more/tugs.txt", "Tugs\n\nTugs turn large ships.\n");
    for (int i = 0; i < 20; i++) {
        char name[32], text[200];
        snprintf(name, sizeof name, "ships/s%d.md", i);
        snprintf(text, sizeof text,
                 "# Ship %d\n\nShe lies in [[Harbour]] by [[s%d]].\n", i, (i + 7) % 20);
        temp_write(&it->temp, name, text);
    }
    kept_sync(it);
}

static struct buf read_whole(const char *path)
{
    struct buf bytes = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (int c; (c = getc(file)) != EOF;)
        buf_putc(&bytes, (char)c);
    fclose(file);
    return bytes;
}

static void write_whole(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *handle;
    assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
    contents_run(handle, sql);
    sqlite3_close(handle);
}

/* Opened now, the catalog is mended and says so. */
static void assert_mended(struct kept *it)
{
    kept_open(it);
    kept_assert_trouble(it, "made anew");
    kept_view(it);
    assert_int_equal(view_library(it->view)->article_count, 23);
    kept_close(it);
    kept_assert_right(it);
    kept_sync(it);
}

static void a_sound_catalog_is_kept(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    char *path = kept_file(&it);
    struct stat was, is;
    assert_int_equal(stat(path, &was), 0);
    kept_sync(&it);
    assert_int_equal(stat(path, &is), 0);
    assert_int_equal(is.st_ino, was.st_ino);
    kept_assert_right(&it);
    free(path);
    kept_remove(&it);
}

static void a_truncated_catalog_is_made_anew(void **state)
{
    static const size_t kept_bytes[] = {100, 512, 4096, 5000, 20480};

    (void)state;
    struct kept it;
    fill(&it);
    char *path = kept_file(&it);
    for (size_t i = 0; i < sizeof kept_bytes / sizeof *kept_bytes; i++) {
        assert_int_equal(truncate(path, (off_t)kept_bytes[i]), 0);
        assert_mended(&it);
    }
    free(path);
    kept_remove(&it);
}

/* Nothing is lost with what has no header, so nothing need be said. */
static void an_empty_file_is_filled(void **state)
{
    static const size_t kept_bytes[] = {0, 1, 15, 16, 99};

    (void)state;
    struct kept it;
    fill(&it);
    char *path = kept_file(&it);
    struct error ignored;
    for (size_t i = 0; i < sizeof kept_bytes / sizeof *kept_bytes; i++) {
        assert_int_equal(truncate(path, (off_t)kept_bytes[i]), 0);
        kept_open(&it);
        (void)catalog_trouble(it.catalog, &ignored);
        kept_close(&it);
        kept_assert_right(&it);
    }
    free(path);
    kept_remove(&it);
}

static void what_is_no_database_is_made_anew(void **state)
{
    static const char text[] =
        "These are the notes of someone, and long enough to be "
        "taken for a header: 0123456789 0123456789 0123456789.\n";

    (void)state;
    struct kept it;
    fill(&it);
    char *path = kept_file(&it);
    write_whole(path, text, sizeof text - 1);
    assert_mended(&it);
    free(path);
    kept_remove(&it);
}

static void other_databases_are_made_anew(void **state)
{
    static const char *const changes[] = {
        "PRAGMA user_version = 99999",
        "PRAGMA user_version = 0",
        "PRAGMA application_id = 7",
        "DROP TABLE facts",
        "DROP TABLE article",
        "DROP TABLE state",
        "DROP TABLE name",
        "DROP TABLE topic",
        "DROP TABLE passage",

        "ALTER TABLE lead RENAME COLUMN section TO other",
        "ALTER TABLE facts RENAME TO notes",
    };

    (void)state;
    struct kept it;
    fill(&it);
    char *path = kept_file(&it);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        print_message("# %s\n", changes[i]);
        run_sql(path, changes[i]);
        assert_mended(&it);
    }
    unlink(path);
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    contents_run(handle, "CREATE TABLE birds(name); INSERT INTO birds VALUES('owl')");
    sqlite3_close(handle);
    assert_mended(&it);
    free(path);
    kept_remove(&it);
}

/* --- Noise -------------------------------------------------------------------------
 */

static uint32_t draw(uint32_t *state, size_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (uint32_t)((*state >> 8) % below);
}

static void make_noise(struct buf *bytes, uint32_t seed)
{
    uint32_t state = seed * 2654435761u;
    for (uint32_t i = 1 + draw(&state, 40); i > 0; i--) {
        size_t at = draw(&state, bytes->len), len = 1 + draw(&state, 1 + seed % 64);
        for (size_t k = at; k < at + len && k < bytes->len; k++)
            bytes->data[k] = (char)draw(&state, 256);
    }
}

/* As if a stranger had made it: with the right checksums. */
static void write_checked(const char *path, const struct buf *bytes)
{
    enum { PAGE_BYTES = 8192 };
    sqlite3_vfs *vfs = sqlite3_vfs_find(checksum_vfs());
    sqlite3_file *file = calloc(1, (size_t)vfs->szOsFile);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_DB;
    assert_int_equal(vfs->xOpen(vfs, path, file, flags, NULL), SQLITE_OK);
    for (size_t at = 0; at + PAGE_BYTES <= bytes->len; at += PAGE_BYTES)
        assert_int_equal(file->pMethods->xWrite(file, bytes->data + at, PAGE_BYTES,
                                                (sqlite3_int64)at),
                         SQLITE_OK);
    file->pMethods->xClose(file);
    free(file);
}

/* Asks a view for everything, as often as a reader would. */
static void ask_all(struct kept *it)
{
    struct library *library = view_library(it->view);
    struct arena arena = {0};
    size_t steps = 0, count;
    for (uint32_t id = library_step(library, ARTICLE_NONE, 1);
         id != ARTICLE_NONE && steps < 1000;
         id = library_step(library, id, 1), steps++) {
        const struct article *article = library_article(library, id);
        const struct facts *facts = view_facts(it->view, id, &arena);
        assert_true(text_is_clean(article->title));
        for (const struct topic *at = article->topic; at != NULL; at = at->parent)
            assert_true(text_is_clean(at->title));
        for (size_t i = 0; facts != NULL && i < facts->question_count; i++)
            view_see_also(it->view, id, facts, i, &arena, &count);
        view_related(it->view, id, &arena, &count);
        struct backlink *links = view_backlinks(it->view, id, &arena, &count);
        view_backlink_texts(it->view, id, links, count, &arena);
    }
    library_children(library, library->tree);
    struct str section;
    library_find(library, STR("port"), &section);
    arena_release(&arena);
}

/* Whatever is in the file: a reader sees a library, nothing breaks, and what was
 * noticed is mended. */
static void noise_breaks_nothing(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    char *path = kept_file(&it);
    struct buf sound = read_whole(path);
    for (uint32_t seed = 1; seed <= NOISY; seed++) {
        struct buf noisy = {0};
        print_message("# seed %u\n", seed);
        buf_puts(&noisy, buf_str(&sound));
        make_noise(&noisy, seed);
        write_whole(path, noisy.data, noisy.len);
        if (seed % 4 != 0)
            write_checked(path, &noisy);
        buf_release(&noisy);
        kept_open(&it);
        struct error err;
        struct view *view;
        if (view_open(it.catalog, &view, &err) == 0) {
            it.view = view;
            ask_all(&it);
        }
        kept_close(&it);
    }
    /* The file's header is damaged in any case here. */
    write_whole(path, "noise", 5);
    assert_mended(&it);
    buf_release(&sound);
    free(path);
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_catalog_is_kept),
        cmocka_unit_test(a_truncated_catalog_is_made_anew),
        cmocka_unit_test(an_empty_file_is_filled),
        cmocka_unit_test(what_is_no_database_is_made_anew),
        cmocka_unit_test(other_databases_are_made_anew),
        cmocka_unit_test(noise_breaks_nothing),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
