/*
 * A catalog that followed its library, whatever was done to it, answers like one that
 * is made of it in one go, in the same order.
 *
 * Each series of random edits begins with a seed, which is shown when it fails:
 *
 *     LECTERN_SERIES=200    so many series instead of a few
 *     LECTERN_SEED=17       begins with this one
 *     LECTERN_VERBOSE=1     shows the edits
 */
#include "edits.h"

#include <sys/resource.h>
#include <sys/wait.h>

#ifdef __linux__
#include <linux/capability.h>
#include <sys/syscall.h>
#endif

#include "base/text.h"
#include "cli/cli.h"

enum {
    SERIES = 4, /* libraries */
    STEPS = 12, /* comparisons of each */
    EDITS = 5,  /* between two, at most */
    ARGUMENTS = 10,
};

struct followed {
    struct kept kept;
    struct edits edits;
    char file[128], anew[128]; /* the two catalogs */
};

/* --- Who may read what ------------------------------------------------------------ */

/* Root reads what is forbidden, unless it gives up that for a while. */
static void read_all(bool may)
{
#ifdef __linux__
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2] = {0};
    const uint32_t dac = 1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH;

    if (syscall(SYS_capget, &header, data) != 0)
        return;
    if (may)
        data[0].effective |= data[0].permitted & dac;
    else
        data[0].effective &= ~dac;
    (void)syscall(SYS_capset, &header, data);
#else
    (void)may;
#endif
}

/* --- Catalogs --------------------------------------------------------------------- */

/* False when there is no library to make one of. */
static bool bring_up(struct followed *it, const char *file, bool is_watched)
{
    struct catalog_options options = {.output = file};
    struct error trouble;
    bool is_there = catalog_wait(kept_try_open(&it->kept, options), -1);
    while (catalog_trouble(it->kept.catalog, &trouble)) {
        if (strstr(trouble.text, "no articles in") != NULL)
            is_there = false;
        else if (is_watched)
            fail_msg("trouble: %s", trouble.text);
    }
    kept_close(&it->kept);
    return is_there;
}

/* A run that is stopped at once, or cannot open enough files. What it makes of that is
 * not looked at. */
static void bring_up_badly(struct followed *it)
{
    buf_printf(&it->edits.log, "#   a bad run\n");
    if (edits_chance(&it->edits, 2)) {
        kept_try_open(&it->kept, (struct catalog_options){.output = it->file});
        kept_close(&it->kept);
        return;
    }
    struct rlimit was;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &was), 0);
    struct rlimit limit = was;
    kept_try_open(&it->kept, (struct catalog_options){.output = it->file});
    limit.rlim_cur = 12 + edits_draw(&it->edits, 12);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    (void)catalog_wait(it->kept.catalog, -1);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &was), 0);
    kept_close(&it->kept);
}

/* --- Answers ---------------------------------------------------------------------- */

static void ask(struct followed *it, const char *catalog, const char *const *words)
{
    const char *line[ARGUMENTS] = {words[0], "--json", "--catalog",
                                   catalog,  "-L",     it->kept.temp.path};
    int count = 6;
    printf("$");
    for (int i = 0; words[i] != NULL; i++)
        printf(" %s", words[i]);
    printf("\n");
    fflush(stdout);
    for (int i = 1; words[i] != NULL; i++)
        line[count++] = words[i];
    int status = cli_run(count, (char **)(void *)line, true);
    fflush(stdout);
    printf("status %d\n", status);
}

static void ask_all(struct followed *it, const char *catalog)
{
    static const char *const asked[][4] = {
        {"toc"},
        {"links"},
        {"check"},
        {"export"},
        {"points"},
        {"points", "tide"},
        {"faq"},
        {"faq", "rope"},
        {"search", "harbour"},
        {"search", "har*"},
        {"search", "h*"},
        {"search", "tide rope"},
        {"search", "\"silt river\""},
        {"search", "title"},
        {"search", "called"},
        {"search", "title:called"},
        {"search", "related"},
        {"search", "see also"},
        {"search", "topic:tag1"},
        {"search", "in:two"},
        {"search", "pilot in:one"},
        {"search", "has:faq crane"},
        {"search", "tide -rope"},
        {"search", "same"},
    };

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        ask(it, catalog, asked[i]);
}

static void ask_articles(struct followed *it, const char *catalog)
{
    static const char *const suffixes[] = {"md", "txt", "yaml"};
    char path[96];
    for (size_t folder = 0; folder < 8; folder++) {
        for (unsigned i = 0; i < EDITS_STEMS * 3; i++) {
            const char *name = edits_folders[folder];
            const char *words[] = {"show", path, NULL};
            snprintf(path, sizeof path, "%s%sa%u.%s", name, *name == '\0' ? "" : "/",
                     i % EDITS_STEMS, suffixes[i / EDITS_STEMS]);
            char whole[4096];
            temp_path(&it->kept.temp, path, whole, sizeof whole);
            if (access(whole, F_OK) == 0)
                ask(it, catalog, words);
        }
    }
}

/* Everything that a catalog answers; the caller's. */
static struct buf answers_of(struct followed *it, const char *catalog)
{
    char path[160];
    struct buf all = {0};
    snprintf(path, sizeof path, "%s/answers", it->kept.cache.path);
    fflush(stdout);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (freopen(path, "w", stdout) == NULL || dup2(1, 2) < 0)
            _exit(3);
        ask_all(it, catalog);
        ask_articles(it, catalog);
        fflush(stdout);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail_msg("asking '%s' ended with status %d", catalog, status);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (int c; (c = getc(file)) != EOF;)
        buf_putc(&all, (char)c);
    fclose(file);
    return all;
}

static void assert_same_answers(struct str is, struct str should_be)
{
    struct str left, right, asked = {0};
    for (;;) {
        bool more = str_cut_line(&is, &left), too = str_cut_line(&should_be, &right);
        if (!more && !too)
            return;
        if (more != too || !str_eq(left, right))
            fail_msg(STR_FMT "\nanswers\n%.1500s\nand should answer\n%.1500s",
                     STR_ARG(asked), more ? left.ptr : "nothing",
                     too ? right.ptr : "nothing");
        if (str_starts(left, STR("$")))
            asked = left;
    }
}

/* --- Comparing -------------------------------------------------------------------- */

static void assert_same_contents(const char *is_file, const char *should_be_file)
{
    struct contents_lines is = contents_of(is_file);
    struct contents_lines should_be = contents_of(should_be_file);
    contents_assert_equal(&is, &should_be);
    contents_free(&is);
    contents_free(&should_be);
}

static void compare(struct followed *it)
{
    bool is_there = bring_up(it, it->file, true);
    (void)unlink(it->anew);
    bool is_anew = bring_up(it, it->anew, true);
    assert_int_equal(is_there, is_anew);
    if (!is_anew)
        return;
    assert_same_contents(it->file, it->anew);
    struct buf is = answers_of(it, it->file);
    struct buf should_be = answers_of(it, it->anew);
    buf_putc(&is, '\0');
    buf_putc(&should_be, '\0');
    assert_same_answers(str_from(is.data), str_from(should_be.data));
    buf_release(&is);
    buf_release(&should_be);
}

static void edit(struct followed *it)
{
    for (uint32_t i = 1 + edits_draw(&it->edits, EDITS); i > 0; i--)
        edits_one(&it->edits);
    if (edits_chance(&it->edits, 8))
        bring_up_badly(it);
    read_all(edits_chance(&it->edits, 3));
}

static void followed_make(struct followed *it, uint32_t seed)
{
    *it = (struct followed){.edits = {.state = seed * 77777}};
    kept_make(&it->kept);
    it->edits.temp = &it->kept.temp;
    snprintf(it->file, sizeof it->file, "%s/followed.db", it->kept.cache.path);
    snprintf(it->anew, sizeof it->anew, "%s/anew.db", it->kept.cache.path);
    for (int i = 0; i < EDITS_STEMS; i++)
        edits_article(&it->edits);
}

static void follow(uint32_t seed)
{
    struct followed it;
    followed_make(&it, seed);
    for (int step = 0; step < STEPS; step++) {
        edit(&it);
        print_message("# series %u, step %d\n", seed, step);
        if (getenv("LECTERN_VERBOSE") != NULL)
            print_message(STR_FMT, STR_ARG(buf_str(&it.edits.log)));
        buf_clear(&it.edits.log);
        compare(&it);
    }
    read_all(true);
    buf_release(&it.edits.log);
    kept_remove(&it.kept);
}

static uint32_t number_of(const char *variable, uint32_t otherwise)
{
    const char *value = getenv(variable);
    return value != NULL ? (uint32_t)strtoul(value, NULL, 10) : otherwise;
}

static void a_catalog_that_followed_is_one_made_anew(void **state)
{
    uint32_t seed = number_of("LECTERN_SEED", 1);
    uint32_t count = number_of("LECTERN_SERIES", SERIES);
    (void)state;
    for (uint32_t i = 0; i < count; i++)
        follow(seed + i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_catalog_that_followed_is_one_made_anew),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
