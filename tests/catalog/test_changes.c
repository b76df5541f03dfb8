/*
 * A library that changes in odd ways, also while it is read. The catalog follows, and
 * nothing is ever written to the library.
 */
#include "../between.h"
#include "kept.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

#include "base/text.h"

enum {
    SYNCS = 15,        /* while files change all the time */
    LARGE = 300 << 10, /* bytes: enough for several reads */
};

static void fill(struct kept *it)
{
    kept_make(it);
    temp_write(&it->temp, "harbour.md", "# Harbour\n\nOf ships and [[Pilots]].\n");
    temp_write(&it->temp, "more/pilots.md", "# Pilots\n\nThey know the [[Harbour]].\n");
    temp_write(&it->temp, "tugs.txt", "Tugs\n\nTugs turn large ships.\n");
    temp_write(&it->temp, "data.csv", "a,b\n1,2\n");
    temp_write(&it->temp, ".lecternignore", "*.tmp\n");
}

static void take_away(struct kept *it, const char *name)
{
    char path[4096];
    temp_path(&it->temp, name, path, sizeof path);
    assert_int_equal(remove(path), 0);
}

static size_t count_articles(struct kept *it)
{
    kept_open(it);
    kept_assert_no_trouble(it);
    size_t count = view_library(kept_view(it))->article_count;
    kept_close(it);
    return count;
}

/* --- Something else of the same name ------------------------------------------------
 */

static void put_folder(const char *path)
{
    assert_int_equal(mkdir(path, 0755), 0);
    char below[4200];
    snprintf(below, sizeof below, "%s/within.md", path);
    FILE *file = fopen(below, "w");
    assert_non_null(file);
    fputs("# Within\n\nSee [[Harbour]].\n", file);
    fclose(file);
}

static void put_fifo(const char *path)
{
    assert_int_equal(mkfifo(path, 0600), 0);
}

static void put_link_out(const char *path)
{
    assert_int_equal(symlink("/etc/passwd", path), 0);
}

static void put_link_in(const char *path)
{
    assert_int_equal(symlink("../harbour.md", path), 0);
}

static void put_loop(const char *path)
{
    assert_int_equal(symlink("pilots.md", path), 0);
}

static void what_takes_the_place_of_a_file_is_followed(void **state)
{
    static const struct {
        void (*put)(const char *path);
        size_t articles;
    } cases[] = {
        {put_folder, 3},  {put_fifo, 2}, {put_link_out, 2},
        {put_link_in, 3}, {put_loop, 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kept it;
        fill(&it);
        kept_sync(&it);
        take_away(&it, "more/pilots.md");
        char path[4096];
        temp_path(&it.temp, "more/pilots.md", path, sizeof path);
        cases[i].put(path);
        assert_int_equal(count_articles(&it), cases[i].articles);
        kept_assert_right(&it);
        kept_remove(&it);
    }
}

/* --- Clocks ------------------------------------------------------------------------
 */

static void set_time(struct kept *it, const char *name, time_t seconds)
{
    struct timespec times[2] = {{seconds, 0}, {seconds, 0}};
    char path[4096];
    temp_path(&it->temp, name, path, sizeof path);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void assert_title(struct kept *it, const char *path, const char *title)
{
    kept_open(it);
    kept_assert_no_trouble(it);
    kept_view(it);
    assert_text(library_article(view_library(it->view), kept_article(it, path))->title,
                title);
    kept_close(it);
}

static void a_clock_that_goes_back_hides_nothing(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    set_time(&it, "harbour.md", 2000000000);
    kept_sync(&it);
    temp_write(&it.temp, "harbour.md", "# Hxrbour\n\nOf ships and [[Pilots]].\n");
    set_time(&it, "harbour.md", 1000000000);
    assert_title(&it, "harbour.md", "Hxrbour");
    /* The very same time and size: the change of the inode tells. */
    temp_write(&it.temp, "harbour.md", "# Hyrbour\n\nOf ships and [[Pilots]].\n");
    set_time(&it, "harbour.md", 1000000000);
    assert_title(&it, "harbour.md", "Hyrbour");
    set_time(&it, "harbour.md", 0);
    set_time(&it, "tugs.txt", -100000);
    kept_sync(&it);
    kept_assert_right(&it);
    kept_remove(&it);
}

/* --- While it is read --------------------------------------------------------------
 */

struct changer {
    struct kept *kept;
    atomic_bool stop;
};

static void *keep_changing(void *context)
{
    struct changer *changer = context;
    char *bytes = malloc(LARGE);
    memset(bytes, 'x', LARGE);
    for (size_t i = 0; i < LARGE; i += 60)
        memcpy(bytes + i, i % 600 == 0 ? "\n\n## y\n\n" : "[[Harbour]]", 8);
    char large[4096], gone[4096];
    temp_path(&changer->kept->temp, "large.md", large, sizeof large);
    temp_path(&changer->kept->temp, "gone.md", gone, sizeof gone);
    for (uint32_t i = 0; !atomic_load(&changer->stop); i++) {
        switch (i % 5) {
        case 0: /* grows */
            temp_write_bytes(&changer->kept->temp, "large.md", bytes, LARGE);
            break;
        case 1: /* shrinks */
            (void)!truncate(large, (off_t)(i * 7919 % LARGE));
            break;
        case 2:
            temp_write(&changer->kept->temp, "gone.md", "# Gone\n\nSoon.\n");
            break;
        case 3: /* vanishes */
            (void)unlink(gone);
            break;
        default:
            (void)truncate(large, 0);
        }
    }
    free(bytes);
    return NULL;
}

static void what_changes_while_it_is_read_is_right_in_the_end(void **state)
{
    struct kept it;
    struct changer changer = {.kept = &it};
    (void)state;
    fill(&it);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, keep_changing, &changer), 0);
    for (int i = 0; i < SYNCS; i++)
        assert_between(count_articles(&it), 3, 5);
    atomic_store(&changer.stop, true);
    pthread_join(thread, NULL);
    kept_sync(&it);
    kept_assert_right(&it);
    kept_remove(&it);
}

static bool read_article(struct kept *it, uint32_t id)
{
    struct arena arena = {0};
    struct opened *opened;
    struct error err;
    bool read = article_open(view_library(it->view), id, &arena, &opened, &err) == 0;
    arena_release(&arena);
    return read;
}

/* A view goes on, whatever becomes of the structure below it. */
static void a_view_outlives_the_structure_that_it_shows(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait(it.catalog, -1));
    struct library *library = view_library(kept_view(&it));
    uint32_t pilots = kept_article(&it, "more/pilots.md");
    uint32_t harbour = kept_article(&it, "harbour.md");
    take_away(&it, "more/pilots.md");
    take_away(&it, "more");
    temp_write(&it.temp, "library.yaml",
               "topics:\n  - title: One\n    articles: [tugs.txt]\n");
    temp_write(&it.temp, "new/new.md", "# New\n\nOf [[Harbour]].\n");
    catalog_rescan(it.catalog);
    assert_true(catalog_wait(it.catalog, -1));
    assert_true(catalog_structure(it.catalog) != view_structure(it.view));
    /* What it has shown it shows still; what is not there cannot be read. */
    assert_text(library_article(library, pilots)->title, "Pilots");
    assert_false(read_article(&it, pilots));
    assert_true(read_article(&it, harbour));
    for (struct topic *at = library_children(library, library->tree); at != NULL;
         at = at->next)
        (void)library_children(library, at);
    struct error err;
    struct view *after;
    assert_int_equal(view_open(it.catalog, &after, &err), 0);
    assert_int_equal(view_library(after)->article_count, 3);
    assert_text(library_article(view_library(after), harbour)->path, "harbour.md");
    assert_text(library_article(view_library(after), pilots)->path, "");
    view_close(after);
    kept_close(&it);
    kept_assert_right(&it);
    kept_remove(&it);
}

/* --- A file by its name ------------------------------------------------------------
 */

/* The file that is named is an article, whatever it is called; otherwise it is none. */
static void a_file_that_is_named_is_an_article_that_time(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    char path[4096];
    temp_path(&it.temp, "data.csv", path, sizeof path);
    assert_int_equal(count_articles(&it), 3);
    for (int i = 0; i < 2; i++) {
        kept_try_open(&it, (struct catalog_options){.library = path});
        assert_true(catalog_wait(it.catalog, -1));
        kept_assert_no_trouble(&it);
        assert_int_equal(view_library(kept_view(&it))->article_count, 4);
        assert_int_equal(view_wanted(it.view), kept_article(&it, "data.csv"));
        kept_close(&it);
        assert_int_equal(count_articles(&it), 3);
        kept_assert_right(&it);
    }
    temp_path(&it.temp, "harbour.md", path, sizeof path);
    kept_try_open(&it, (struct catalog_options){.library = path});
    assert_true(catalog_wait(it.catalog, -1));
    kept_view(&it);
    assert_int_equal(view_wanted(it.view), kept_article(&it, "harbour.md"));
    kept_remove(&it);
}

/* --- The library is left alone ------------------------------------------------------
 */

struct listing {
    struct arena arena;
    struct buf text;
};

static struct listing *the_listing;

static int list_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)type, (void)ftw;
    buf_printf(&the_listing->text, "%s %lld %lld.%09ld %lld.%09ld %o\n", path,
               (long long)st->st_size, (long long)st->st_mtim.tv_sec,
               st->st_mtim.tv_nsec, (long long)st->st_ctim.tv_sec, st->st_ctim.tv_nsec,
               (unsigned)st->st_mode);
    return 0;
}

static int compare_lines(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* All that is in the folder, with its stamps, in order. */
static struct buf list_all(const char *path)
{
    struct listing listing = {0};
    struct buf sorted = {0};
    size_t count = 0;
    the_listing = &listing;
    assert_int_equal(nftw(path, list_one, 16, FTW_PHYS), 0);
    struct str rest = buf_str(&listing.text);
    struct str lines[64];
    while (count < 64 && str_cut_line(&rest, &lines[count]))
        count++;
    qsort(lines, count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < count; i++) {
        buf_puts(&sorted, lines[i]);
        buf_putc(&sorted, '\n');
    }
    buf_release(&listing.text);
    return sorted;
}

static void use_all(struct kept *it)
{
    struct arena arena = {0};
    kept_open(it);
    struct library *library = view_library(kept_view(it));
    size_t count;
    for (uint32_t id = library_step(library, ARTICLE_NONE, 1); id != ARTICLE_NONE;
         id = library_step(library, id, 1)) {
        assert_true(read_article(it, id));
        view_related(it->view, id, &arena, &count);
    }
    catalog_is_broken(it->catalog);
    kept_close(it);
    arena_release(&arena);
}

static void the_library_is_left_as_it_is(void **state)
{
    static const char *const caches[] = {NULL, "/dev/null", "relative", ""};

    (void)state;
    struct kept it;
    fill(&it);
    struct buf before = list_all(it.temp.path);
    assert_int_equal(chdir(it.temp.path), 0);
    struct buf after;
    for (size_t i = 0; i < sizeof caches / sizeof *caches; i++) {
        if (caches[i] != NULL)
            setenv("XDG_CACHE_HOME", caches[i], 1);
        if (i >= 2)
            setenv("HOME", "", 1);
        use_all(&it);
        after = list_all(it.temp.path);
        if (!str_eq(buf_str(&before), buf_str(&after)))
            fail_msg("was\n" STR_FMT "and is\n" STR_FMT, STR_ARG(buf_str(&before)),
                     STR_ARG(buf_str(&after)));
        buf_release(&after);
    }
    assert_int_equal(chdir("/"), 0);
    buf_release(&before);
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_takes_the_place_of_a_file_is_followed),
        cmocka_unit_test(a_clock_that_goes_back_hides_nothing),
        cmocka_unit_test(what_changes_while_it_is_read_is_right_in_the_end),
        cmocka_unit_test(a_view_outlives_the_structure_that_it_shows),
        cmocka_unit_test(a_file_that_is_named_is_an_article_that_time),
        cmocka_unit_test(the_library_is_left_as_it_is),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
