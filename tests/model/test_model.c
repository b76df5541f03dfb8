/*
 * What plain text is measured by before it becomes blocks: its chunks, their facts, and
 * the scores of the model that tells which of them are headings.
 *
 * The weights of the model were fitted to just these measures, so one that comes out
 * otherwise makes it worse, though no single heading need change. Beside NAME.txt
 * stands NAME.measures; with GOLDEN set in the environment it is written anew. The
 * articles of tests/articles/plain.set are measured, too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "read/plain/heading_model.h"
#include "read/plain/plain_lines.h"

#include "../articles/set.h"

enum { TEXT_MAX_BYTES = 1 << 20, SHOWN_COLS = 44 };

static const char *const names[] = {"winter", "others"};

/* One letter for each fact, in the order of enum fact. */
static const char fact_letters[] = "cATOs:,k0[ud\"lg@/ne";

static void read_all(struct arena *arena, const char *folder, const char *name,
                     const char *suffix, struct str *text)
{
    struct file_root root;
    struct error err = {0};
    struct str path = arena_printf(arena, "%s%s", name, suffix);
    assert_int_equal(file_root_open(&root, folder, &err), 0);
    if (file_read(&root, path, TEXT_MAX_BYTES, false, arena, text, NULL, &err) != 0)
        fail_msg("%s", err.text);
    file_root_close(&root);
}

static void write_all(struct arena *arena, const char *name, struct str text)
{
    struct str path = arena_printf(arena, "tests/model/%s.measures", name);
    FILE *file = fopen(arena_cstr(arena, path), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
    assert_int_equal(fclose(file), 0);
}

static void put_facts(struct buf *out, const struct chunk_facts *facts)
{
    buf_printf(out, " %3u ems %2u words ", facts->ems, facts->words);
    buf_printf(out, "%u-%u ", facts->start, facts->end);
    if (facts->number_form != NUMBER_NONE)
        buf_printf(out, "#%u.%u.%u ", facts->number_form, facts->number_depth,
                   facts->number);
    for (size_t i = 0; i < sizeof fact_letters - 1; i++) {
        if (facts->bits & (1u << i))
            buf_putc(out, fact_letters[i]);
    }
}

static void put_chunk(struct buf *out, const struct plain *plain, size_t i)
{
    const struct chunk *chunk = &plain->chunks[i];
    struct str text = line_str(plain, &plain->lines[chunk->first]);
    buf_puts(out, text_fit(text, SHOWN_COLS));
    buf_printf(out, "\n    kind %u, %u lines, %u before:", chunk->kind,
               chunk->end - chunk->first, chunk->blanks);
    put_facts(out, &chunk->facts);
    if (model_is_candidate(plain, i))
        buf_printf(out, " score %d, then %d, level %u, flags %x", chunk->first_score,
                   chunk->score, chunk->level, chunk->flags);
    buf_putc(out, '\n');
}

static void measure(struct arena *arena, struct str text, struct buf *out)
{
    struct plain plain = {
        .doc = doc_new(arena, DOC_TEXT), .text = text, .first_line = 1};
    plain_lines(&plain);
    plain_boilerplate(&plain);
    plain_shape(&plain);
    plain_chunks(&plain);
    plain_facts(&plain);
    plain_model(&plain);
    plain_depth(&plain);
    for (size_t i = 0; i < plain.chunk_count; i++)
        put_chunk(out, &plain, i);
    free(plain.lines);
    free(plain.chunks);
}

/* The first lines that differ tell more than all of them. */
static void assert_lines(const char *name, struct str seen, struct str expected)
{
    struct str line = {0}, wanted = {0};
    while (seen.len > 0 || expected.len > 0) {
        bool more = str_cut_line(&seen, &line);
        if (str_cut_line(&expected, &wanted) != more || !str_eq(line, wanted))
            fail_msg("%s.txt: '" STR_FMT "' was '" STR_FMT "' (GOLDEN=1 writes anew)",
                     name, STR_ARG(line), STR_ARG(wanted));
    }
}

static void compare(struct arena *arena, const char *name, struct str seen)
{
    if (getenv("GOLDEN") != NULL)
        write_all(arena, name, seen);
    struct str expected;
    read_all(arena, "tests/model", name, ".measures", &expected);
    assert_lines(name, seen, expected);
}

static void texts_are_measured_as_they_were(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct arena arena = {0};
        struct buf out = {0};
        struct str text;
        read_all(&arena, "tests/model", names[i], ".txt", &text);
        measure(&arena, text, &out);
        assert_true(out.len > 1000);
        compare(&arena, names[i], buf_str(&out));
        buf_release(&out);
        arena_release(&arena);
    }
}

static void articles_are_measured_as_they_were(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf out = {0}, text = {0};
    struct str rest, name, article;

    read_all(&arena, "tests/articles", "plain", ".set", &rest);
    while (set_next(&rest, &name, &article)) {
        buf_clear(&text);
        set_put(article, &text);
        buf_printf(&out, "%%%%%% " STR_FMT "\n", STR_ARG(name));
        measure(&arena, buf_str(&text), &out);
    }
    assert_true(out.len > 10000);
    compare(&arena, "plain", buf_str(&out));
    buf_release(&text);
    buf_release(&out);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_measured_as_they_were),
        cmocka_unit_test(articles_are_measured_as_they_were),
    };
    text_setup();
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
