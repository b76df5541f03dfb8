/*
 * The outlines that the reader of plain text finds, scored on texts whose outlines are
 * known (tests/outline/run.sh), where there are such texts; else skipped.
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

/* run.sh with this program; its lines are shown by the one who runs the tests. */
static void outlines_are_found(void **state)
{
    enum { STATUS_SKIPPED = 77 };
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
    if (WEXITSTATUS(status) == STATUS_SKIPPED) {
        skip();
    }
    assert_int_equal(WEXITSTATUS(status), 0);
}

static int run_tests_here(char *program)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(outlines_are_found, program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(int argc, char **argv)
{
    struct file_root root;
    struct error err;
    text_setup();
    if (argc < 2) {
        return run_tests_here(argv[0]);
    }
    struct str path = str_from(argv[1]), folder = path_folder(path);
    char top[4096];
    snprintf(top, sizeof top, STR_FMT, STR_ARG(folder));
    const char *base = argc == 3 ? argv[1] : folder.len > 0 ? top : ".";
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
