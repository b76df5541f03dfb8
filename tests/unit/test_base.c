/*
 * Slices, arenas, buffers, JSON.
 */
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/clamp.h"
#include "base/json.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

static void cuts_lines(void **state)
{
    struct str rest = STR("one\r\n\ntwo");
    (void)state;
    struct str line;
    assert_true(str_cut_line(&rest, &line) && str_eq(line, STR("one")));
    assert_true(str_cut_line(&rest, &line) && line.len == 0);
    assert_true(str_cut_line(&rest, &line) && str_eq(line, STR("two")));
    assert_false(str_cut_line(&rest, &line));
}

static void cuts_parts(void **state)
{
    struct str rest = STR("a,,b,");
    int count = 0;
    (void)state;
    struct str part;
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
        assert_int_equal((uintptr_t)piece % _Alignof(int64_t), 0);
        assert_int_equal((uintptr_t)piece % _Alignof(double), 0);
        assert_int_equal((uintptr_t)piece % _Alignof(void *), 0);
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

/* Numbers from `first` on, as an array that has grown. */
static int *grown(size_t count, int first)
{
    int *items = NULL;
    size_t cap = 0;
    for (size_t i = 0; i < count; i++) {
        items = mem_grow(items, i, &cap, sizeof *items);
        items[i] = first + (int)i;
    }
    return items;
}

static void arenas_take_over_what_has_grown(void **state)
{
    struct arena arena = {0};
    (void)state;
    int *kept = arena_adopt(&arena, grown(1000, 7), 1000, sizeof *kept);
    struct arena_mark mark = arena_mark(&arena);
    assert_non_null(arena_adopt(&arena, NULL, 0, sizeof *kept));
    (void)arena_alloc(&arena, 100);
    (void)arena_adopt(&arena, grown(5000, 0), 5000, sizeof *kept);
    assert_true(arena.total_bytes >= 6000 * sizeof *kept);
    arena_rewind(&arena, mark);
    assert_int_equal(arena.total_bytes, 1000 * sizeof *kept);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(kept[i], 7 + i);
    arena_clear(&arena); /* what was adopted is not used again */
    assert_int_equal(arena.total_bytes, 0);
    (void)arena_adopt(&arena, grown(10, 0), 10, sizeof *kept);
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
    (void)state;
    struct json json;
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
    buf_clear(out);
    struct json json;
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
        buf_clear(&text);
        for (int rest = number, i = 0; i < 5; i++, rest /= 10)
            buf_puts(&text, str_from(parts[rest % 10]));
        struct str written = json_of(&out, buf_str(&text));
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

/* All texts of up to four of these bytes against what is plainly meant. */
static void slices_are_what_they_say(void **state)
{
    static const char bytes[] = {'a', 'B', '/', ' ', '\n', '\r', '\xff', 'b'};
    enum { KINDS = sizeof bytes };
    (void)state;
    char a[4], b[2];
    for (int number = 0; number < 5 * KINDS * KINDS * KINDS * KINDS; number++) {
        size_t len = (size_t)(number / (KINDS * KINDS * KINDS * KINDS));
        struct str text = {a, len};
        size_t first = len, last = len, from = 0, to = len, at = len;
        for (int i = 0, rest = number; i < 4; i++, rest /= KINDS)
            a[i] = bytes[rest % KINDS];
        b[0] = a[3];
        b[1] = a[2];
        for (size_t i = 0; i < len; i++) {
            last = a[i] == 'a' ? i : last;
            first = a[i] == 'a' && first == len ? i : first;
            if (i + 1 < len && a[i] == b[0] && a[i + 1] == b[1] && at == len)
                at = i;
        }
        assert_int_equal(str_chr(text, 'a'), first);
        assert_int_equal(str_rchr(text, 'a'), last);
        assert_int_equal(str_find(text, (struct str){b, 2}), at);
        assert_int_equal(str_find(text, (struct str){b, 0}), 0);
        assert_int_equal(str_starts(text, (struct str){b, 2}),
                         len >= 2 && a[0] == b[0] && a[1] == b[1]);
        assert_int_equal(str_ends(text, (struct str){b, 2}),
                         len >= 2 && a[len - 2] == b[0] && a[len - 1] == b[1]);
        while (from < to && strchr(" \n\r", a[from]) != NULL)
            from++;
        while (to > from && strchr(" \n\r", a[to - 1]) != NULL)
            to--;
        assert_int_equal(str_trim(text).len, to - from);
        assert_ptr_equal(str_trim(text).ptr, a + from);
        assert_int_equal(str_is_ascii(text), str_chr(text, '\xff') == len);
        assert_int_equal(str_slice(text, 1, 3).len, len > 3   ? 2
                                                    : len > 1 ? len - 1
                                                              : 0);
        assert_int_equal(str_tail(text, 2).len, len > 2 ? len - 2 : 0);
        assert_true(str_eq(text, (struct str){a, len}));
        assert_true(len == 0 || !str_eq(text, str_tail(text, 1)));
    }
    for (int one = 0; one < 256; one++) {
        for (int two = 0; two < 256; two++) {
            char x[] = {'k', (char)one}, y[] = {'k', (char)two, 'k'};
            bool fold = one == two || (one < 128 && two < 128 && (one ^ two) == 0x20 &&
                                       ((one | 0x20) >= 'a' && (one | 0x20) <= 'z'));
            int order = one < two || one == two ? -1 : 1;
            assert_int_equal(str_eq_nocase((struct str){x, 2}, (struct str){y, 2}),
                             fold);
            assert_false(str_eq_nocase((struct str){x, 2}, (struct str){y, 3}));
            assert_true(str_cmp((struct str){x, 2}, (struct str){y, 3}) * order > 0);
            assert_true(str_cmp((struct str){y, 3}, (struct str){x, 2}) * order < 0);
        }
    }
    assert_int_equal(str_cmp(STR("ab"), STR("ab")), 0);
    assert_int_equal(str_cmp(STR(""), (struct str){0}), 0);
    assert_int_equal(str_from(NULL).len, 0);
    assert_int_equal(str_from("abc").len, 3);
    for (size_t len = 0; len < 40; len++) {
        char long_text[40] = {0};
        for (size_t i = 0; i < len; i++) {
            memset(long_text, 'x', len);
            long_text[i] = '\x80';
            assert_false(str_is_ascii((struct str){long_text, len}));
            assert_true(str_is_ascii((struct str){long_text, i}));
        }
    }
}

/* Parts and lines of all texts of up to six of these bytes, put together again. */
static void what_was_cut_makes_the_whole(void **state)
{
    static const char bytes[] = {'a', ',', '\n', '\r'};

    (void)state;
    char text[6];
    for (int number = 0; number < 4096; number++) {
        for (size_t len = 0; len <= sizeof text; len++) {
            struct str whole = {text, len}, rest = whole;
            struct buf joined = {0}, lines = {0};
            int parts = 0, commas = 0;
            for (int i = 0, left = number; i < 6; i++, left /= 4)
                text[i] = bytes[left % 4];
            struct str part;
            for (; str_cut(&rest, ',', &part); parts++) {
                buf_puts(&joined, parts > 0 ? STR(",") : STR(""));
                buf_puts(&joined, part);
            }
            for (size_t i = 0; i < len; i++)
                commas += text[i] == ',';
            assert_true(str_eq(buf_str(&joined), whole));
            assert_int_equal(parts, commas + 1);
            for (rest = whole; str_cut_line(&rest, &part);) {
                assert_int_equal(str_chr(part, '\n'), part.len);
                buf_puts(&lines, part);
                if (part.ptr + part.len < text + len && part.ptr[part.len] == '\r')
                    buf_putc(&lines, '\r');
                if (rest.ptr != NULL)
                    buf_putc(&lines, '\n');
            }
            assert_true(str_eq(buf_str(&lines), whole));
            buf_release(&joined);
            buf_release(&lines);
        }
    }
}

/* What is written to a buffer is what stands there, over all sizes that it grows to. */
static void buffers_hold_what_was_put(void **state)
{
    struct arena arena = {0};
    struct buf buf = {0};
    size_t len = 0;
    (void)state;
    char expected[4096];
    for (size_t i = 0; len < 3000; i++) {
        char c = (char)('a' + i % 26);
        if (i % 3 == 0) {
            buf_putc(&buf, c);
            expected[len++] = c;
        } else if (i % 3 == 1) {
            buf_repeat(&buf, c, i % 70);
            memset(expected + len, c, i % 70);
            len += i % 70;
        } else {
            buf_printf(&buf, "%c-%zu", c, i);
            len += (size_t)snprintf(expected + len, 32, "%c-%zu", c, i);
        }
        assert_true(str_eq(buf_str(&buf), (struct str){expected, len}));
    }
    memcpy(buf_extend(&buf, 3), "end", 3);
    memcpy(expected + len, "end", 3);
    assert_true(str_eq(buf_keep(&buf, &arena), (struct str){expected, len + 3}));
    buf_truncate(&buf, len + 3);
    assert_int_equal(buf.len, len + 3);
    buf_truncate(&buf, len);
    assert_int_equal(buf.len, len);
    buf_clear(&buf);
    buf_printf(&buf, "%s", "");
    assert_int_equal(buf.len, 0);
    for (size_t digits = 0; digits < 25; digits++) {
        for (unsigned long long n = 0; n < 100000; n = n * 7 + 9) {
            buf_clear(&buf);
            buf_number(&buf, n, digits);
            char text[64];
            snprintf(text, sizeof text, "%0*llu", (int)digits, n);
            assert_true(str_eq(buf_str(&buf), str_from(text)));
        }
    }
    buf_release(&buf);
    arena_release(&arena);
}

/* Each byte of ASCII, and what is behind it, in a string. */
static void json_escapes_ascii(void **state)
{
    struct buf out = {0};
    (void)state;
    for (int c = 0; c < 0x80; c++) {
        char text[] = {'x', (char)c, 'y'}, expected[32];
        if (c == '"' || c == '\\')
            snprintf(expected, sizeof expected, "\"x\\%cy\"", c);
        else if (c == '\n' || c == '\t')
            snprintf(expected, sizeof expected, "\"x\\%cy\"", c == '\n' ? 'n' : 't');
        else if (c < 0x20 || c == 0x7F)
            snprintf(expected, sizeof expected, "\"x\\u%04xy\"", (unsigned)c);
        else
            snprintf(expected, sizeof expected, "\"x%cy\"", c);
        assert_true(str_eq(json_of(&out, (struct str){text, 3}), str_from(expected)));
    }
    buf_clear(&out);
    struct json json;
    json_init(&json, &out);
    json_open(&json, NULL, '[');
    json_real(&json, NULL, 1.0 / 3);
    json_real(&json, NULL, NAN);
    json_real(&json, NULL, -INFINITY);
    json_real(&json, NULL, -2);
    json_bool(&json, NULL, false);
    json_open(&json, NULL, '{');
    json_real(&json, "r", 0.0005);
    json_close(&json, '}');
    json_str(&json, NULL, STR(""));
    json_close(&json, ']');
    json_end(&json);
    json_int(&json, NULL, 12);
    json_end(&json);
    json_int(&json, NULL, LLONG_MIN);
    assert_true(str_eq(buf_str(&out),
                       STR("[0.333,0.000,0.000,-2.000,false,{\"r\":0.001},\"\"]\n12\n"
                           "-9223372036854775808")));
    buf_release(&out);
}

/* Ids in a row, hashes all over the range, 0 and the last one; and keys that are not
 * there, before and after the map has grown. */
static void maps_keep_what_is_put(void **state)
{
    struct map map = {0};
    (void)state;
    assert_int_equal(map_get(&map, 7), 0);
    for (uint64_t i = 0; i < 5000; i++)
        map_put(&map, i % 2 == 0 ? i : ~(i * UINT64_C(0x100000001b3)), i + 1);
    assert_int_equal(map.count, 5000);
    for (uint64_t i = 0; i < 5000; i++) {
        uint64_t key = i % 2 == 0 ? i : ~(i * UINT64_C(0x100000001b3));
        assert_int_equal(map_get(&map, key), i + 1);
        assert_int_equal(map_get(&map, 10001 + 2 * i), 0);
    }
    map_put(&map, 0, 9);
    assert_int_equal(map_get(&map, 0), 9);
    assert_int_equal(map.count, 5000);
    assert_false(map_add(&map, 0));
    assert_true(map_add(&map, UINT64_MAX));
    assert_false(map_add(&map, UINT64_MAX));
    map_release(&map);
    assert_int_equal(map_get(&map, 0), 0);
}

static void ascii_knows_its_classes(void **state)
{
    (void)state;
    for (int i = 0; i < 256; i++) {
        char c = (char)(unsigned char)i;
        bool digit = i >= 48 && i <= 57, upper = i >= 65 && i <= 90;
        bool letter = upper || (i >= 97 && i <= 122);
        assert_int_equal(ascii_is_digit(c), digit);
        assert_int_equal(ascii_is_letter(c), letter);
        assert_int_equal(ascii_is_alnum(c), digit || letter);
        assert_int_equal(ascii_is_blank(c), i == 32 || i == 9);
        assert_int_equal(ascii_is_space(c), i == 32 || (i >= 9 && i <= 13));
        assert_int_equal((unsigned char)ascii_lower(c), upper ? i + 32 : i);
    }
}

static void clamps_into_a_range(void **state)
{
    (void)state;
    assert_int_equal(int_clamp(-3, 0, 5), 0);
    assert_int_equal(int_clamp(3, 0, 5), 3);
    assert_int_equal(int_clamp(9, 0, 5), 5);
    assert_int_equal(int_clamp(9, 4, 2), 4);
    assert_int_equal(int_min(2, -2), -2);
    assert_int_equal(int_max(2, -2), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_lines),
        cmocka_unit_test(cuts_parts),
        cmocka_unit_test(compares_and_searches),
        cmocka_unit_test(arena_pieces_are_aligned_zeroed_and_apart),
        cmocka_unit_test(arenas_take_over_what_has_grown),
        cmocka_unit_test(buffers_grow_and_shrink),
        cmocka_unit_test(numbers_are_put),
        cmocka_unit_test(json_nests_and_escapes),
        cmocka_unit_test(json_escapes_what_is_not_clean),
        cmocka_unit_test(json_escapes_ascii),
        cmocka_unit_test(slices_are_what_they_say),
        cmocka_unit_test(what_was_cut_makes_the_whole),
        cmocka_unit_test(buffers_hold_what_was_put),
        cmocka_unit_test(maps_keep_what_is_put),
        cmocka_unit_test(ascii_knows_its_classes),
        cmocka_unit_test(clamps_into_a_range),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
