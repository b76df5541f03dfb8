/*
 * The outlines that the reader of plain text finds, scored on texts whose outlines are
 * known: our own (texts.set, several styles and languages), and those of others
 * (tests/outline/run.sh) where there are such texts.
 *
 *     test_outline              the test
 *     test_outline TEXTS OUT    reads TEXTS/NAME.txt, writes OUT/NAME.json
 *     test_outline FILE         prints its blocks, for a developer's eyes
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "doc/doc.h"
#include "read/plain/plain.h"
#include "read/read.h"

#include "../articles/set.h"

static struct doc *read_text(struct arena *arena, const struct file_root *root,
                             struct str path)
{
    struct str raw;
    struct error err;
    if (file_read(root, path, READ_FILE_MAX_BYTES, false, arena, &raw, NULL, &err) !=
        0) {
        fprintf(stderr, "test_outline: %s\n", err.text);
        exit(2);
    }
    struct doc *doc = doc_new(arena, DOC_TEXT);
    plain_read(doc, text_decode(arena, raw), 1);
    doc_finish(doc);
    return doc;
}

static void put_outline(const struct doc *doc, struct arena *arena, struct buf *out)
{
    struct json json;
    json_init(&json, out);
    json_open(&json, NULL, '{');
    json_str(&json, "title", doc->title);
    json_bool(&json, "title_inferred", doc->title_inferred);
    json_open(&json, "outline", '[');
    for (size_t i = 0; i < doc->heading_count; i++) {
        const struct node *heading = doc->headings[i];
        json_open(&json, NULL, '{');
        json_int(&json, "level", heading->u.heading.level);
        json_str(&json, "title", node_text_in(heading, arena));
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_close(&json, '}');
    json_end(&json);
}

static void write_outline(const char *folder, struct str stem, struct str json)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/" STR_FMT ".json", folder, STR_ARG(stem));
    FILE *file = fopen(path, "w");
    if (file == NULL || fwrite(json.ptr, 1, json.len, file) != json.len ||
        fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

static void outlines_of(const struct file_root *root, const char *out_folder)
{
    struct arena listing = {0}, arena = {0};
    struct buf out = {0};
    struct file_entry *entries;
    size_t count;
    struct error err;
    if (file_list(root, STR(""), &listing, &entries, &count, &err) != 0) {
        fprintf(stderr, "test_outline: %s\n", err.text);
        exit(2);
    }
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(path_suffix(entries[i].name), STR("txt"))) {
            continue;
        }
        buf_clear(&out);
        put_outline(read_text(&arena, root, entries[i].name), &arena, &out);
        write_outline(out_folder, path_stem(entries[i].name), buf_str(&out));
        arena_clear(&arena);
    }
    buf_release(&out);
    arena_release(&arena);
    arena_release(&listing);
}

static void dump(const struct file_root *root, struct str path)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct doc *doc = read_text(&arena, root, path);
    doc_dump(doc, &out);
    printf("title%s: " STR_FMT "\n", doc->title_inferred ? " (inferred)" : "",
           STR_ARG(doc->title));
    fwrite(out.data, 1, out.len, stdout);
    buf_release(&out);
    arena_release(&arena);
}

/* --- Our own texts ---------------------------------------------------------------- */

/* A little below what is reached, so that a change for the worse is seen. */
static const double floor_of_all = 0.97, floor_of_each = 0.80;

enum { HEADINGS_MAX = 32, SET_BYTES_MAX = 1 << 20 };

struct outline {
    struct str titles[HEADINGS_MAX]; /* folded */
    size_t count;
};

struct score {
    size_t found, wanted, right;
};

static void outline_add(struct outline *outline, struct arena *arena, struct str title)
{
    assert_true(outline->count < HEADINGS_MAX);
    outline->titles[outline->count++] = text_fold(arena, str_trim(title), true);
}

/* Takes the signs of headings off a text, and these as its true outline. */
static struct str take_signs(struct arena *arena, struct str text,
                             struct outline *true_one)
{
    static const struct str sign = STR_INIT("§");
    struct buf out = {0};
    for (struct str line; str_cut_line(&text, &line);) {
        if (str_starts(line, sign)) {
            line = str_tail(line, sign.len + 2); /* the level, a blank */
            outline_add(true_one, arena, line);
        }
        buf_puts(&out, line);
        buf_putc(&out, '\n');
    }
    struct str plain = buf_keep(&out, arena);
    buf_release(&out);
    return plain;
}

static struct outline outline_found(struct arena *arena, struct str text)
{
    struct outline outline = {0};
    const struct doc *doc = read_document(arena, DOC_TEXT, text);
    for (size_t i = 0; i < doc->heading_count; i++)
        outline_add(&outline, arena, node_text_in(doc->headings[i], arena));
    return outline;
}

/* The longest common part of both in their order: what is right. */
static size_t count_right(const struct outline *a, const struct outline *b)
{
    size_t longest[HEADINGS_MAX + 1][HEADINGS_MAX + 1] = {{0}};
    for (size_t i = 0; i < a->count; i++) {
        for (size_t k = 0; k < b->count; k++) {
            size_t left = longest[i + 1][k], above = longest[i][k + 1];
            longest[i + 1][k + 1] = str_eq(a->titles[i], b->titles[k])
                                        ? longest[i][k] + 1
                                    : left > above ? left
                                                   : above;
        }
    }
    return longest[a->count][b->count];
}

static double f1(const struct score *score)
{
    return 2.0 * (double)score->right / (double)(score->found + score->wanted);
}

static void show_differences(const struct outline *wanted, const struct outline *found)
{
    for (size_t i = 0; i < wanted->count; i++)
        print_message("  wanted: " STR_FMT "\n", STR_ARG(wanted->titles[i]));
    for (size_t i = 0; i < found->count; i++)
        print_message("  found:  " STR_FMT "\n", STR_ARG(found->titles[i]));
}

static struct str load_set(struct arena *arena)
{
    struct file_root root;
    assert_int_equal(file_root_open(&root, "tests/outline", NULL), 0);
    struct str text;
    assert_int_equal(file_read(&root, STR("texts.set"), SET_BYTES_MAX, false, arena,
                               &text, NULL, NULL),
                     0);
    file_root_close(&root);
    return text;
}

static void own_outlines_are_found(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct score all = {0};
    size_t below = 0;
    struct str rest = load_set(&arena), name, text;
    while (set_next(&rest, &name, &text)) {
        struct outline wanted = {0};
        struct str plain = take_signs(&arena, text, &wanted);
        struct outline found = outline_found(&arena, plain);
        struct score score = {found.count, wanted.count, count_right(&wanted, &found)};
        all = (struct score){all.found + score.found, all.wanted + score.wanted,
                             all.right + score.right};
        if (f1(&score) < floor_of_each) {
            print_message(STR_FMT ": F1 %.3f\n", STR_ARG(name), f1(&score));
            show_differences(&wanted, &found);
            below++;
        }
    }
    arena_release(&arena);
    printf("info: own texts: %zu headings, F1 %.3f\n", all.wanted, f1(&all));
    assert_int_equal(below, 0);
    assert_true(f1(&all) >= floor_of_all);
}

/* --- Texts of others -------------------------------------------------------------- */

/* run.sh with this program; its lines are shown by the one who runs the tests. */
static void outlines_are_found(void **state)
{
    char command[4200], line[512];
    snprintf(command, sizeof command, "sh tests/outline/run.sh '%s' 2>&1",
             (const char *)*state);
    FILE *run = popen(command, "r");
    assert_non_null(run);
    while (fgets(line, sizeof line, run) != NULL) {
        printf("info: %s", line);
    }
    int status = pclose(run);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static int run_tests_here(char *program)
{
    const struct CMUnitTest own[] = {cmocka_unit_test(own_outlines_are_found)};
    const struct CMUnitTest others[] = {
        cmocka_unit_test_prestate(outlines_are_found, program),
    };
    int failed = cmocka_run_group_tests(own, NULL, NULL);
    if (system("sh tests/outline/run.sh --has-texts") == 0)
        failed += cmocka_run_group_tests(others, NULL, NULL);
    return failed;
}

int main(int argc, char **argv)
{
    text_setup();
    if (argc < 2) {
        return run_tests_here(argv[0]);
    }
    struct str path = str_from(argv[1]), folder = path_folder(path);
    char top[4096];
    snprintf(top, sizeof top, STR_FMT, STR_ARG(folder));
    const char *base = argc == 3 ? argv[1] : folder.len > 0 ? top : ".";
    struct file_root root;
    struct error err;
    if (file_root_open(&root, base, &err) != 0) {
        fprintf(stderr, "test_outline: %s\n", err.text);
        return 2;
    }
    if (argc == 3) {
        outlines_of(&root, argv[2]);
    } else {
        dump(&root, path_name(path));
    }
    file_root_close(&root);
    return 0;
}
