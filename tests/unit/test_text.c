/*
 * Text: decoding, the sanitiser over every code point, columns, breaks, folding.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/text.h"

static struct arena arena;

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const char *fold(const char *s, bool marks)
{
    return arena_cstr(&arena, text_fold(&arena, str_from(s), marks));
}

static const char *clean(const char *raw, enum text_lines lines)
{
    return arena_cstr(&arena, text_clean(&arena, str_from(raw), lines));
}

static void shows_controls_visibly(void **state)
{
    (void)state;
    assert_string_equal(clean("a\x1b[2Jz", TEXT_ONE_LINE), "a^[[2Jz");
    assert_string_equal(clean("\x07\x7f", TEXT_ONE_LINE), "^G^?");
    assert_string_equal(clean("\xc2\x9b"
                              "7m",
                              TEXT_ONE_LINE),
                        "<9B>7m");
    assert_string_equal(clean("a\u202eb\u2066c", TEXT_ONE_LINE), "a<202E>b<2066>c");
}

static void drops_what_cannot_be_seen(void **state)
{
    (void)state;
    assert_string_equal(clean("a\u200bb\u00adc\ufeffd\u200ee", TEXT_ONE_LINE), "abcde");
    assert_string_equal(clean("a\u200d\u200cb \u200dc", TEXT_ONE_LINE),
                        "a\u200d\u200cb c");
    assert_string_equal(clean("x\U000e0041y", TEXT_ONE_LINE), "xy");
}

static void keeps_joiners_in_text_but_shows_none(void **state)
{
    struct str text = STR("\u2764\ufe0f \u0645\u06cc\u200c\u062e");
    struct buf out = {0};
    (void)state;
    assert_ptr_equal(text_clean(&arena, text, TEXT_ONE_LINE).ptr, text.ptr);
    text_show_to(&out, text);
    assert_true(str_eq(buf_str(&out), STR("\u2764 \u0645\u06cc\u062e")));
    assert_int_equal(text_cols(text), 5);
    assert_string_equal(fold("\u2764\ufe0f", true), "\u2764");
    buf_release(&out);
}

static void replaces_each_ill_formed_part_once(void **state)
{
    (void)state;
    assert_string_equal(clean("\xff", TEXT_ONE_LINE), "\ufffd");
    assert_string_equal(clean("\xf0\x9f\x98z", TEXT_ONE_LINE), "\ufffdz");
    assert_string_equal(clean("\xc0\x9b", TEXT_ONE_LINE), "\ufffd\ufffd");
    assert_string_equal(clean("\xed\xa0\x80", TEXT_ONE_LINE), "\ufffd\ufffd\ufffd");
    assert_string_equal(clean("\ufdd0", TEXT_ONE_LINE), "\ufffd");
}

static void ends_lines_and_sets_tabs(void **state)
{
    (void)state;
    assert_string_equal(clean("a\r\nb\rc\vd\u2028e", TEXT_MANY_LINES), "a\nb\nc\nd\ne");
    assert_string_equal(clean("a\r\nb\n\tc", TEXT_ONE_LINE), "a b c");
    assert_string_equal(clean("ab\tc", TEXT_MANY_LINES), "ab      c");
    assert_string_equal(clean("\u4e00\tc", TEXT_MANY_LINES), "\u4e00      c");
}

static void limits_marks(void **state)
{
    const char *wanted = "e\u0301\u0301\u0301\u0301z";
    (void)state;
    assert_string_equal(clean("e\u0301\u0301\u0301\u0301\u0301\u0301z", TEXT_ONE_LINE),
                        wanted);
    assert_string_equal(clean("\u0301x", TEXT_ONE_LINE), "\u25cc\u0301x");
}

static void runs_of_printable_ascii_end_where_they_do(void **state)
{
    (void)state;
    char bytes[24];
    for (int c = 0; c < 256; c++) {
        for (size_t at = 0; at < sizeof bytes; at++) {
            memset(bytes, 'a', sizeof bytes);
            bytes[at] = (char)c;
            assert_int_equal(text_plain_run((struct str){bytes, sizeof bytes}),
                             c >= 0x20 && c < 0x7F ? sizeof bytes : at);
        }
    }
}

static void clean_text_is_left_alone(void **state)
{
    struct str text = STR("Caf\u00e9, na\u00efve \u65e5\u672c\u8a9e \u2014 plain.");
    (void)state;
    assert_ptr_equal(text_clean(&arena, text, TEXT_ONE_LINE).ptr, text.ptr);
}

/* Stated anew from the standard's properties, not from the sanitiser's own table. */
static bool is_forbidden(uint32_t c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7F && c <= 0x9F) || c == 0x061C ||
           c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFDD0 && c <= 0xFDEF) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE ||
           (c >= 0xE0000 && c <= 0xE007F) || c > 0x10FFFF ||
           (uc_is_property_default_ignorable_code_point(c) && !text_is_joiner(c));
}

static void check_output(struct str raw)
{
    struct buf out = {0}, again = {0};
    size_t pos = 0;
    text_clean_to(&out, raw, TEXT_MANY_LINES);
    while (pos < out.len) {
        size_t from = pos;
        uint32_t c = text_next(buf_str(&out), &pos);
        if (is_forbidden(c) || (c == 0xFFFD && pos - from != 3))
            fail_msg("U+%04X came out", c);
    }
    assert_true(text_is_clean(buf_str(&out)));
    /* Clean is what the sanitiser leaves as it is, and nothing else. */
    assert_int_equal(text_is_clean(raw), str_eq(buf_str(&out), raw));
    text_clean_to(&again, buf_str(&out), TEXT_MANY_LINES);
    assert_true(str_eq(buf_str(&out), buf_str(&again)));
    buf_release(&out);
    buf_release(&again);
}

static void no_code_point_comes_out_raw(void **state)
{
    struct buf raw = {0};
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        buf_clear(&raw);
        buf_putc(&raw, 'a');
        text_put(&raw, c);
        buf_putc(&raw, 'z');
        check_output(buf_str(&raw));
    }
    buf_release(&raw);
}

/* Bases of all widths, marks, joiners, tones, line ends and what is ill-formed, in
 * a sample of all orders of five. */
static void no_sequence_comes_out_raw(void **state)
{
    static const char *const parts[] = {
        "a",      " ",      "\n",         "\t",         "\r\n",   "\u0301", "\u65e5",
        "\u200d", "\ufe0f", "\U0001f44d", "\U0001f3fd", "\u00ad", "\xC3",   "\ufffd"};
    enum {
        PARTS = sizeof parts / sizeof *parts,
        LONGEST = 5,
        MANY = PARTS * PARTS * PARTS * PARTS * PARTS
    };
    struct buf raw = {0};
    (void)state;
    for (size_t number = 0; number < MANY; number += 11) {
        size_t rest = number;
        buf_clear(&raw);
        for (int i = 0; i < LONGEST; i++, rest /= PARTS)
            buf_puts(&raw, str_from(parts[rest % PARTS]));
        check_output(buf_str(&raw));
    }
    /* Marks beyond the most that a cell holds, over each kind of base. */
    for (size_t base = 0; base < PARTS; base++) {
        buf_clear(&raw);
        buf_puts(&raw, str_from(parts[base]));
        for (int marks = 0; marks < 2 * TEXT_MARKS_MAX; marks++) {
            buf_puts(&raw, STR("\u0301"));
            check_output(buf_str(&raw));
        }
    }
    buf_release(&raw);
}

static void no_pair_of_bytes_comes_out_raw(void **state)
{
    (void)state;
    for (int first = 0; first < 256; first++) {
        for (int second = 0; second < 256; second++) {
            char raw[2] = {(char)first, (char)second};
            check_output((struct str){raw, 1});
            check_output((struct str){raw, 2});
        }
    }
}

static const char *decode(struct str raw)
{
    return arena_cstr(&arena, text_decode(&arena, raw));
}

static void decodes_files(void **state)
{
    (void)state;
    assert_string_equal(decode(STR("\xEF\xBB\xBF# T\r\nx\ry")), "# T\nx\ny");
    assert_string_equal(decode(STR("caf\xe9 \x93ok\x94")), "caf\u00e9 \u201cok\u201d");
    assert_string_equal(decode(STR("caf\u00e9 \xff.")), "caf\u00e9 \ufffd.");
    assert_string_equal(decode(STR("a\0b")), "a\ufffdb");
    assert_string_equal(decode(STR("\0a\0\0bcdefgh\0")),
                        "\ufffda\ufffd\ufffdbcdefgh\ufffd");
    assert_string_equal(decode(STR("\rab\r\rc\r\r\nd\n\re\r\n\r\nf\r")),
                        "\nab\n\nc\n\nd\n\ne\n\nf\n");
    assert_string_equal(decode(STR("\xE2\x82z\xF0\x9F\x98y\xE2\x82\xAC\xC3")),
                        "\ufffdz\ufffdy\u20ac\ufffd");
    assert_string_equal(decode(STR("a\0 \0b\0o\0a\0t\0 \0o\0n\0 \0i\0t\0\n\0")),
                        "a boat on it\n");
    assert_string_equal(decode(STR("\0a\0 \0b\0o\0a\0t\0 \0o\0n\0 \0i\0t\0\n")),
                        "a boat on it\n");
    assert_string_equal(decode(STR("\xFF\xFEh\0i\0\x3D\xD8\x00\xDE")), "hi\U0001F600");
    assert_string_equal(decode(STR("\xFE\xFF\0h\0i")), "hi");
}

static void tells_binaries(void **state)
{
    (void)state;
    char noise[512];
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(i * 37 % 31);
    assert_true(text_is_binary((struct str){noise, sizeof noise}));
    assert_true(text_is_binary(STR("\x89PNG\r\n")));
    assert_false(text_is_binary(
        STR("N\bNA\bAM\bME\bE w\bwh\bhe\bee\bel\bl - t\btu\bur\brn\bn a s\bst\bt")));
    assert_false(text_is_binary(STR("a\0 \0b\0o\0a\0t\0 \0o\0n\0 \0i\0t\0\n\0")));
    assert_false(text_is_binary(STR("A line with one \x1b[31mcolour\x1b[m and a \0.")));
}

static void counts_columns(void **state)
{
    size_t pos = 0;
    (void)state;
    assert_int_equal(text_cols(STR("abc")), 3);
    assert_int_equal(text_cols(STR("\u65e5\u672ce\u0301")), 5);
    int cols;
    assert_int_equal(text_cluster(STR("e\u0301x"), &pos, &cols).len, 3);
    assert_int_equal(cols, 1);
    assert_int_equal(text_fit(STR("a\u65e5b"), 2).len, 1);
    assert_int_equal(text_fit(STR("a\u65e5b"), 3).len, 4);
    assert_string_equal(arena_cstr(&arena, text_ellipsis(&arena, STR("abc def"), 5)),
                        "abc\u2026");
    assert_string_equal(arena_cstr(&arena, text_ellipsis(&arena, STR("abc"), 3)),
                        "abc");
}

static void marks_breaks(const char *text, const char *wanted)
{
    char breaks[256];
    struct str s = str_from(text);
    text_breaks(s, breaks);
    for (size_t i = 0; i < s.len; i++)
        breaks[i] = ".|!"[(int)breaks[i]];
    breaks[s.len] = '\0';
    assert_string_equal(breaks, wanted);
}

static void finds_line_breaks(void **state)
{
    (void)state;
    marks_breaks("ab cd", "...|.");
    marks_breaks("a well-kept", "..|....|...");
    marks_breaks("x --opt -1", "..|.....|.");
    marks_breaks("a  b", "...|");
    marks_breaks("oh !x", ".....");
    marks_breaks("a\nb", "..!");
    marks_breaks("\u65e5\u672c", "...|..");
    marks_breaks("a\u00a0b", "....");
}

static void writes_ascii_twins(void **state)
{
    struct buf out = {0};
    (void)state;
    text_ascii(&out, STR("\u2014"), 1);
    text_ascii(&out, STR("e\u0301"), 1);
    text_ascii(&out, STR("\u00dc"), 1);
    text_ascii(&out, STR("\u65e5"), 2);
    text_ascii(&out, STR("\u25c6"), 1);
    assert_true(str_eq(buf_str(&out), STR("-eU??*")));
    buf_release(&out);
}

static void folds_for_comparing(void **state)
{
    (void)state;
    assert_string_equal(fold("  Big \t House ", true), "big house");
    assert_string_equal(fold("STRA\u00dfE \u00c9t\u00e9", true),
                        "strasse \u00e9t\u00e9");
    assert_string_equal(fold("\u00c9t\u00e9 \ufb01n", false), "ete fin");
    assert_string_equal(fold("\u041c\u0418\u0420", true), "\u043c\u0438\u0440");
}

static void makes_slugs(void **state)
{
    (void)state;
    assert_string_equal(
        arena_cstr(&arena, text_slug(&arena, STR("  What's new, in 2.0? -- A_b  "))),
        "whats-new-in-20----a_b");
    assert_string_equal(
        arena_cstr(&arena, text_slug(&arena, STR("\u00dcber \u65e5\u672c"))),
        "\u00fcber-\u65e5\u672c");
}

static void counts_words(void **state)
{
    (void)state;
    assert_int_equal(text_words(STR("It's a well-kept 2nd one.")), 6);
    assert_int_equal(text_words(STR("\u65e5\u672c\u8a9e text")), 4);
    assert_int_equal(text_words(STR(" -- ")), 0);
}

/* Words, quotes and letters above ASCII count the same wherever in the text they are.
 */
static void counts_words_at_any_offset(void **state)
{
    static const struct {
        struct str text;
        size_t words;
    } cases[] = {
        {STR_INIT("don't do 'it' 24/7"), 5},
        {STR_INIT("a''b '' c' 'd"), 3},
        {STR_INIT("caf\u00e9's, na\u00efve'"), 2},
        {STR_INIT("[{`/:@z~Z0?9"), 3},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t before = 0; before < 20; before++) {
            struct buf text = {0};
            buf_repeat(&text, '.', before);
            buf_puts(&text, cases[i].text);
            buf_repeat(&text, '.', 9);
            assert_int_equal(text_words(buf_str(&text)), cases[i].words);
            buf_release(&text);
        }
    }
}

/* What is typed is folded as what is searched for, also where a table tells it. */
static void letters_fold_alike_for_typing_and_search(void **state)
{
    (void)state;
    for (uint32_t c = 0xC0; c < 0x250; c++) {
        uint32_t codes[TEXT_SEARCH_CODES_MAX];
        struct buf letter = {0}, folded = {0};
        size_t count;
        if (text_search_fold(c, codes, &count) != TEXT_SEARCH_LETTER)
            continue;
        text_put(&letter, c);
        for (size_t i = 0; i < count; i++)
            text_put(&folded, codes[i]);
        assert_true(
            str_eq(text_fold_typed(&arena, buf_str(&letter), false), buf_str(&folded)));
        buf_release(&letter);
        buf_release(&folded);
    }
}

static void case_is_kept_where_it_is_asked_for(void **state)
{
    (void)state;
    assert_true(
        str_eq(text_fold_typed(&arena, STR("\u00C9t\u00E9 \u0152uvre \u0416"), true),
               STR("Ete OEuvre \u0416")));
    assert_true(str_eq(text_fold_typed(&arena, STR("  E\u0301cole \u00A0 B "), true),
                       STR("Ecole B")));
    assert_true(str_eq(text_fold_typed(&arena, STR("\u00AD\u200B"), false), STR("")));
}

/* Every code point is decoded as it was written, alone and before another, and cut off
 * within it is no other one. */
static void code_points_come_back(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x110000; c += c < 0x3000 ? 1 : 7) {
        bool is_scalar = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
        struct buf out = {0};
        size_t pos = 0, wanted = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        text_put(&out, c);
        size_t len = out.len;
        assert_int_equal(len, is_scalar ? wanted : 3);
        buf_putc(&out, 'x');
        assert_int_equal(text_next(buf_str(&out), &pos), is_scalar ? c : 0xFFFD);
        assert_int_equal(pos, len);
        for (size_t cut = 1; cut < len; cut++) {
            pos = 0;
            assert_int_equal(text_next((struct str){out.data, cut}, &pos), 0xFFFD);
            assert_int_equal(pos, cut);
        }
        buf_release(&out);
    }
}

/* Columns are those that curses counts, also where a shorter way tells them. */
static void columns_are_those_of_the_system(void **state)
{
    (void)state;
    if (MB_CUR_MAX == 1)
        skip();
    for (uint32_t c = 0xA0; c <= 0x10FFFF; c++) {
        int cols = wcwidth((wchar_t)c);
        if (text_code_cols(c) != cols)
            fail_msg("U+%04X: %d, not %d", c, text_code_cols(c), cols);
    }
    for (uint32_t c = 0; c < 0xA0; c++)
        assert_int_equal(text_code_cols(c), c >= 0x20 && c < 0x7F ? 1 : -1);
    assert_int_equal(text_code_cols(0x110000), -1);
}

/* Each width that a text is cut to: no wider, no narrower than it must be, whole
 * characters with their marks. */
static void texts_are_cut_to_their_columns(void **state)
{
    static const char *const texts[] = {
        "plain words",
        "\u65e5\u672c\u8a9e x \u65e5",
        "e\u0301e\u0301 e\u0301",
        "a  b   c",
        "",
        "\u65e5",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct str text = str_from(texts[i]);
        size_t all = text_cols(text), sum = 0, pos = 0;
        while (pos < text.len) {
            int cols;
            text_cluster(text, &pos, &cols);
            sum += (size_t)cols;
        }
        assert_int_equal(sum, all);
        for (size_t cols = 0; cols <= all + 2; cols++) {
            struct str fit = text_fit(text, cols);
            struct str cut = text_ellipsis(&arena, text, cols);
            size_t next = fit.len;
            int wide = 0;
            assert_ptr_equal(fit.ptr, text.ptr);
            assert_true(text_cols(fit) <= cols);
            if (fit.len < text.len) {
                text_cluster(text, &next, &wide);
                assert_true(text_cols(fit) + (size_t)wide > cols);
            }
            assert_true(text_cols(cut) <= cols);
            assert_int_equal(str_eq(cut, text), cols >= all);
            if (cols < all && cols > 0) {
                assert_true(str_ends(cut, STR("\u2026")));
                assert_false(str_ends(cut, STR(" \u2026")));
                assert_true(str_eq(str_trim(str_slice(cut, 0, cut.len - 3)),
                                   str_trim(text_fit(text, cols - 1))));
            }
        }
        for (size_t bytes = 3; bytes <= text.len + 1; bytes++) {
            struct str cut = text_cut(&arena, text, bytes);
            assert_true(cut.len <= bytes && text_is_clean(cut));
            assert_int_equal(str_eq(cut, text), text.len <= bytes);
            assert_true(text.len <= bytes || cut.len + 3 > bytes);
        }
    }
}

/* The stand-ins of what screens are made of, and of what texts are full of. */
static void marks_have_their_twins(void **state)
{
    static const char *const twins[][2] = {
        {"─│┌┐└┘├┤┬┴┼", "-|++++++"
                        "+++"},
        {"━┃═║╪█▌▏▐", "=|=|+#>||"},
        {"▸▾◆▪•◦○●▶", "+-*--oo*@"},
        {"←↑→↓↗↩↵‹›", "<^>v^^<<>"},
        {"✓✗☑☐≈−×·§", "xxx ~-x.S"},
        {"‘’‚“”„«»′″", "'',\"\"\"\"\"'\""},
        {"‐‑‒–—―…\u00A0", "------. "},
        {"ÀéîõüçñÅž", "AeioucnAz"},
        {"ßøł日", "???"
                  "??"},
        {"ab~ ", "ab~ "},
    };

    (void)state;
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        struct str text = str_from(twins[i][0]);
        struct buf out = {0};
        size_t pos = 0;
        int cols;
        while (pos < text.len) {
            struct str cluster = text_cluster(text, &pos, &cols);
            text_ascii(&out, cluster, cols);
        }
        if (!str_eq(buf_str(&out), str_from(twins[i][1])))
            fail_msg("%s: '" STR_FMT "', not '%s'", twins[i][0], STR_ARG(buf_str(&out)),
                     twins[i][1]);
        buf_release(&out);
    }
}

static void more_line_breaks(void **state)
{
    (void)state;
    marks_breaks("a|b|", ".."
                         "|"
                         ".");
    marks_breaks("1/2 a/b a/2 a-1", "....|.|.|...|..");
    marks_breaks("-a a- -", "...|..|");
    marks_breaks("a-b-c/d", "..|.|.|");
    marks_breaks("a )b .c ,d :e ;f ?g ]h }i (j", ".........................."
                                                 "|.");
    marks_breaks(" a", ".|");
    marks_breaks("a ", "..");
    marks_breaks("\n", ".");
    marks_breaks("a\n\nb", "..!!");
    marks_breaks("a\n b", "..!|");
    marks_breaks("\u65e5 a", "....|");
    marks_breaks("a \u65e5", "..|..");
    marks_breaks("a \u00e9-x", "..|..|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_fold_alike_for_typing_and_search),
        cmocka_unit_test(case_is_kept_where_it_is_asked_for),
        cmocka_unit_test(shows_controls_visibly),
        cmocka_unit_test(drops_what_cannot_be_seen),
        cmocka_unit_test(keeps_joiners_in_text_but_shows_none),
        cmocka_unit_test(replaces_each_ill_formed_part_once),
        cmocka_unit_test(ends_lines_and_sets_tabs),
        cmocka_unit_test(limits_marks),
        cmocka_unit_test(runs_of_printable_ascii_end_where_they_do),
        cmocka_unit_test(clean_text_is_left_alone),
        cmocka_unit_test(no_code_point_comes_out_raw),
        cmocka_unit_test(no_sequence_comes_out_raw),
        cmocka_unit_test(no_pair_of_bytes_comes_out_raw),
        cmocka_unit_test(decodes_files),
        cmocka_unit_test(tells_binaries),
        cmocka_unit_test(counts_columns),
        cmocka_unit_test(finds_line_breaks),
        cmocka_unit_test(writes_ascii_twins),
        cmocka_unit_test(folds_for_comparing),
        cmocka_unit_test(makes_slugs),
        cmocka_unit_test(counts_words),
        cmocka_unit_test(counts_words_at_any_offset),
        cmocka_unit_test(code_points_come_back),
        cmocka_unit_test(columns_are_those_of_the_system),
        cmocka_unit_test(texts_are_cut_to_their_columns),
        cmocka_unit_test(marks_have_their_twins),
        cmocka_unit_test(more_line_breaks),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, teardown);
}
