/*
 * Slices, arenas, buffers, JSON.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"

static void cuts_lines(void **state)
{
    struct str rest = STR("one\r\n\ntwo"), line;

    (void)state;
    assert_true(str_cut_line(&rest, &line) && str_eq(line, STR("one")));
    assert_true(str_cut_line(&rest, &line) && line.len == 0);
    assert_true(str_cut_line(&rest, &line) && str_eq(line, STR("two")));
    assert_false(str_cut_line(&rest, &line));
}

static void cuts_parts(void **state)
{
    struct str rest = STR("a,,b,"), part;
    int count = 0;

    (void)state;
    while (str_cut(&rest, ',', &part))
        count++;
    assert_int_equal(count, 4);
}

static void compares_and_searches(void **state)
{
    (void)state;
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
    assert_true(str_cmp(STR("\xff"), STR("a")) > 0);
    assert_true(str_eq_nocase(STR("NATO"), STR("nato")));
    assert_int_equal(str_find(STR("see also"), STR("also")), 4);
    assert_int_equal(str_find(STR("see"), STR("also")), 3);
    assert_int_equal(str_rchr(STR("a/b/c"), '/'), 3);
    assert_true(str_eq(str_trim(STR(" \t x y\n")), STR("x y")));
}

static void arena_pieces_are_aligned_zeroed_and_apart(void **state)
{
    struct arena arena = {0};

    (void)state;
    for (size_t i = 1; i < 3000; i += 7) {
        unsigned char *piece = arena_alloc(&arena, i);

        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < i; k++)
            assert_int_equal(piece[k], 0);
        memset(piece, 0xAB, i);
        memset(arena_bytes(&arena, 3), 0xCD, 3);
    }
    arena_clear(&arena);
    assert_int_equal(*(char *)arena_alloc(&arena, 64), 0);
    arena_release(&arena);
    assert_int_equal(arena.total_bytes, 0);
}

static void buffers_grow_and_shrink(void **state)
{
    struct buf buf = {0};

    (void)state;
    buf_printf(&buf, "%d-%s", 42, "x");
    buf_repeat(&buf, '=', 200);
    buf_truncate(&buf, 5);
    buf_puts(&buf, STR("!"));
    assert_true(str_eq(buf_str(&buf), STR("42-x=!")));
    buf_release(&buf);
}

static void numbers_are_put(void **state)
{
    struct buf buf = {0};

    (void)state;
    buf_number(&buf, 0, 1);
    buf_putc(&buf, ' ');
    buf_number(&buf, 7, 2);
    buf_putc(&buf, ' ');
    buf_number(&buf, 120, 2);
    buf_putc(&buf, ' ');
    buf_number(&buf, UINT64_MAX, 1);
    assert_true(str_eq(buf_str(&buf), STR("0 07 120 18446744073709551615")));
    buf_release(&buf);
}

static void json_nests_and_escapes(void **state)
{
    struct buf out = {0};
    struct json json;

    (void)state;
    json_init(&json, &out);
    json_open(&json, NULL, '{');
    json_str(&json, "path", STR("a\"\\\x1b\n\u202e\xff\u00e9\U0001F91D"));
    json_open(&json, "list", '[');
    json_int(&json, NULL, -7);
    json_bool(&json, NULL, true);
    json_close(&json, ']');
    json_open(&json, "empty", '[');
    json_close(&json, ']');
    json_key(&json, STR("k\u200b"));
    json_str(&json, NULL, STR("\U000e0041"));
    json_close(&json, '}');
    json_end(&json);
    assert_true(str_eq(
        buf_str(&out),
        STR("{\"path\":\"a\\\"\\\\\\u001b\\n\\u202e\ufffd\u00e9\U0001F91D\","
            "\"list\":[-7,true],\"empty\":[],\"k\\u200b\":\"\\udb40\\udc41\"}\n")));
    buf_release(&out);
}

static struct str json_of(struct buf *out, struct str text)
{
    struct json json;

    buf_clear(out);
    json_init(&json, out);
    json_str(&json, NULL, text);
    return buf_str(out);
}

/* Clean text stands as it is, whatever its marks and widths; of other text something is
 * escaped, so that what is written is clean. */
static void json_escapes_what_is_not_clean(void **state)
{
    static const char *const parts[] = {"a",          " ",         "\u65e5", "\u0301",
                                        "\u200d",     "\ufe0f",    "\u00e9", "\u00ad",
                                        "\U0001f44d", "\U0001f3fd"};
    struct buf text = {0}, out = {0};

    (void)state;
    for (int number = 0; number < 10 * 10 * 10 * 10 * 10; number++) {
        struct str written;

        buf_clear(&text);
        for (int rest = number, i = 0; i < 5; i++, rest /= 10)
            buf_puts(&text, str_from(parts[rest % 10]));
        written = json_of(&out, buf_str(&text));
        assert_true(text_is_clean(written));
        assert_int_equal(str_eq(str_slice(written, 1, written.len - 1), buf_str(&text)),
                         text_is_clean(buf_str(&text)));
    }
    buf_clear(&text);
    buf_putc(&text, 'a');
    for (int marks = 1; marks < 3 * TEXT_MARKS_MAX; marks++) {
        buf_puts(&text, STR("\u0301"));
        assert_int_equal(str_chr(json_of(&out, buf_str(&text)), '\\') == out.len,
                         marks <= TEXT_MARKS_MAX);
        assert_true(text_is_clean(buf_str(&out)));
    }
    buf_release(&text);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_lines),
        cmocka_unit_test(cuts_parts),
        cmocka_unit_test(compares_and_searches),
        cmocka_unit_test(arena_pieces_are_aligned_zeroed_and_apart),
        cmocka_unit_test(buffers_grow_and_shrink),
        cmocka_unit_test(numbers_are_put),
        cmocka_unit_test(json_nests_and_escapes),
        cmocka_unit_test(json_escapes_what_is_not_clean),
    };

    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
