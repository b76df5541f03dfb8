/*
 * The examples of tests/spec/<feature>.txt: what Lectern reads beyond CommonMark,
 * and the other markups.
 *
 * A file is prose with examples in it. An example is the input between "<<<" and "===",
 * and the tree that is expected of it (doc_dump) between "===" and ">>>". The program
 * is run from the root of the source.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "doc/doc.h"
#include "read/read.h"

/* clang-format off */
static const struct feature {
    const char *name;
    enum doc_format format;
} features[] = {
    {"callouts", DOC_MARKDOWN},
    {"definitions", DOC_MARKDOWN},
    {"footnotes", DOC_MARKDOWN},
    {"front-matter", DOC_MARKDOWN},
    {"html", DOC_MARKDOWN},
    {"limits", DOC_MARKDOWN},
    {"links", DOC_MARKDOWN},
    {"math", DOC_MARKDOWN},
    {"tables", DOC_MARKDOWN},
    {"templates", DOC_MARKDOWN},
    {"inline", DOC_MARKDOWN},
    {"components", DOC_MARKDOWN},
    {"outliner", DOC_MARKDOWN},
    {"text", DOC_MARKDOWN},
    {"rst", DOC_RST},
    {"org", DOC_ORG},
    {"asciidoc", DOC_ASCIIDOC},
    {"gemtext", DOC_GEMTEXT},
};
/* clang-format on */

static struct str load(struct arena *arena, const char *feature)
{
    char path[128];
    snprintf(path, sizeof path, "tests/spec/%s.txt", feature);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("cannot read %s", path);
    struct buf content = {0};
    for (int c; (c = fgetc(file)) != EOF;)
        buf_putc(&content, (char)c);
    fclose(file);
    const struct str kept = buf_keep(&content, arena);
    buf_release(&content);
    return kept;
}

/* The lines up to one that is `mark`, which is taken, too. */
static bool take_until(struct str *rest, struct str mark, struct str *taken)
{
    const char *from = rest->ptr;
    for (struct str line; str_cut_line(rest, &line);) {
        if (str_eq(line, mark)) {
            *taken = (struct str){from, (size_t)(line.ptr - from)};
            return true;
        }
    }
    return false;
}

static bool reads_as(enum doc_format format, struct str input, struct str expected)
{
    struct arena arena = {0};
    struct buf dump = {0};
    doc_dump(read_document(&arena, format, input), &dump);
    const bool same = str_eq(buf_str(&dump), expected);
    if (!same)
        printf("--- input\n" STR_FMT "--- expected\n" STR_FMT "--- found\n" STR_FMT
               "\n",
               STR_ARG(input), STR_ARG(expected), STR_ARG(buf_str(&dump)));
    buf_release(&dump);
    arena_release(&arena);
    return same;
}

static void examples_read_as_they_say(void **state)
{
    (void)state;
    int total = 0, wrong = 0;
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        struct arena arena = {0};
        struct str rest = load(&arena, features[i].name), prose, input = {0},
                   expected = {0};
        int count = 0;
        while (take_until(&rest, STR("<<<"), &prose)) {
            assert_true(take_until(&rest, STR("==="), &input));
            assert_true(take_until(&rest, STR(">>>"), &expected));
            wrong += !reads_as(features[i].format, input, expected);
            count++;
        }
        if (count == 0)
            fail_msg("no example in %s", features[i].name);
        total += count;
        arena_release(&arena);
    }
    printf("spec: %d examples, %d wrong\n", total, wrong);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    text_setup();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_read_as_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
