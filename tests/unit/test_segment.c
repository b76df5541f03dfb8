/*
 * Words for the index: what is folded, what is set apart, and that the index agrees.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "base/text_search.h"
#include "catalog/text/segment.h"
#include "catalog/text/tokenizer.h"

/* The words of a text with a bar between them. */
static char *words_of(struct arena *arena, struct str text)
{
    struct segment_words words;
    struct buf out = {0};
    segment_words_init(&words, text);
    struct segment_word word;
    while (segment_next(&words, &word)) {
        if (out.len > 0)
            buf_putc(&out, '|');
        buf_puts(&out, word.folded);
    }
    segment_words_release(&words);
    char *result = arena_cstr(arena, buf_str(&out));
    buf_release(&out);
    return result;
}

static void check_words(const char *text, const char *wanted)
{
    struct arena arena = {0};
    assert_string_equal(words_of(&arena, str_from(text)), wanted);
    arena_release(&arena);
}

static void folds_case_and_accents(void **state)
{
    (void)state;
    check_words("The U.S. Policy", "the|u|s|policy");
    check_words("Übermut Straße GROẞ", "ubermut|strasse|gross");
    check_words("Élève, naïveté; cœur", "eleve|naivete|coeur");
    check_words("e\xCC\x81le\xCC\x80ve", "eleve");
    check_words("Łódź Malmö Ærø", "lodz|malmo|aero");
    check_words("İstanbul ISPARTA ısparta", "istanbul|isparta|isparta");
    check_words("ΟΔΥΣΣΕΎΣ Οδυσσεύς", "οδυσσευσ|οδυσσευσ");
    check_words("ﬁn ＡＢＣ Ⅳ", "fin|abc|iv");
    check_words("don't foo_bar 3.40.1", "don|t|foo|bar|3|40|1");
}

static void keeps_letters_apart(void **state)
{
    (void)state;
    /* Cyrillic: й is no и, but ё is е; both ways to write them. */
    check_words("Мой мои ЁЖ", "мой|мои|еж");
    check_words("мои\xCC\x86 е\xCC\x88ж", "мой|еж");
    /* Kana: voiced or not. */
    check_words("か が か\xE3\x82\x99 ｶﾞ", "か|が|が|ガ");
    /* Hangul: whole or in letters. */
    check_words("한국 \u1112\u1161\u11AB\u1100\u116E\u11A8", "한국|한국");
}

static void drops_optional_points(void **state)
{
    (void)state;
    check_words("שָׁלוֹם", "שלום");
    check_words("مُحَمَّد أحمد ســـلام", "محمد|احمد|سلام");
    check_words("می\u200Cخواهم", "میخواهم");
}

static void sets_scripts_without_spaces_apart(void **state)
{
    (void)state;
    check_words("北京大学", "北|京|大|学");
    check_words("NATO北约2024年", "nato|北|约|2024|年");
    check_words("東京タワー。", "東|京|タ|ワ|ー");
    check_words("ที่ดี ดู", "ที่|ดี|ดู");
    check_words("ភាសាខ្មែរ", "ភា|សា|ខ្|មែ|រ");
    check_words("हिन्दी भाषा", "हिन्दी|भाषा");
}

static void shrugs_at_noise(void **state)
{
    (void)state;
    check_words("", "");
    check_words(" \t\n—…·", "");
    check_words("a\x01"
                "b\xFF"
                "c\xE2\x82",
                "a|b|c");
    check_words("\xCC\x81x", "x");
    check_words("😀 ❤\uFE0F ok", "ok");
}

static void writes_for_the_index(void **state)
{
    struct buf out = {0};
    (void)state;
    segment_text(&out, STR("The Großmacht 北京 — «A»"));
    assert_true(str_eq(buf_str(&out), STR("the grossmacht 北 京  a ")));
    segment_text(&out, STR("ASCII: @[`{ AZ az, Long Enough For Eight\n"));
    assert_true(
        str_ends(buf_str(&out), STR(" a  ascii: @[`{ az az, long enough for eight\n")));
    buf_release(&out);
}

static void finds_parts(void **state)
{
    struct str text = STR("x e\xCC\x81le\xCC\x80ve");
    (void)state;
    struct segment_words words;
    segment_words_init(&words, text);
    struct segment_word word;
    assert_true(segment_next(&words, &word));
    assert_int_equal(segment_part_end(text, &word, 1), 1);
    assert_true(segment_next(&words, &word));
    assert_int_equal(word.from, 2);
    assert_int_equal(word.to, text.len);
    assert_int_equal(segment_part_end(text, &word, 1), 5);
    assert_int_equal(segment_part_end(text, &word, 3), 9);
    assert_int_equal(segment_part_end(text, &word, 5), text.len);
    segment_words_release(&words);
}

/* Whatever the code point: folding twice is folding once, what is several letters is of
 * a script with spaces, and no text becomes too long. */
static void folds_every_code_point(void **state)
{
    (void)state;
    uint32_t folded[TEXT_SEARCH_CODES_MAX], again[TEXT_SEARCH_CODES_MAX];
    size_t count, more;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        enum text_search_kind kind = text_search_fold(c, folded, &count);
        bool shown = kind == TEXT_SEARCH_LETTER || kind == TEXT_SEARCH_MARK;
        assert_int_equal(count > 0, shown);
        for (size_t i = 0; i < count; i++) {
            if (text_search_fold(folded[i], again, &more) == TEXT_SEARCH_GAP ||
                more != 1 || again[0] != folded[i] ||
                (count > 1 && segment_is_alone(folded[i])))
                fail_msg("U+%04X", c);
        }
    }
}

/* --- Beside the index ------------------------------------------------------------- */

struct index {
    sqlite3 *db;
    sqlite3_stmt *insert, *tokens;
};

static void must(const struct index *index, int result)
{
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
        fail_msg("%s", sqlite3_errmsg(index->db));
}

static int open_index(void **state)
{
    static struct index index;

    must(&index, sqlite3_open(":memory:", &index.db));
    must(&index, tokenizer_register(index.db));
    must(&index, sqlite3_exec(index.db,
                              "CREATE VIRTUAL TABLE t USING fts5(body, tokenize='"
                              "" TOKENIZER_NAME "');"
                              "CREATE VIRTUAL TABLE v USING fts5vocab(t, instance);",
                              NULL, NULL, NULL));
    must(&index, sqlite3_prepare_v2(index.db, "INSERT INTO t(body) VALUES (?)", -1,
                                    &index.insert, NULL));
    must(&index, sqlite3_prepare_v2(index.db, "SELECT term FROM v ORDER BY offset", -1,
                                    &index.tokens, NULL));
    *state = &index;
    return 0;
}

static int close_index(void **state)
{
    struct index *index = *state;
    sqlite3_finalize(index->insert);
    sqlite3_finalize(index->tokens);
    sqlite3_close(index->db);
    return 0;
}

/* The words that the index has made of a text, with a bar between them. */
static char *tokens_of(const struct index *index, struct arena *arena, struct str text)
{
    struct buf out = {0};
    segment_text(&out, text);
    assert_true(out.len <= SEGMENT_GROWTH_MAX * text.len);
    must(index, sqlite3_exec(index->db, "DELETE FROM t", NULL, NULL, NULL));
    must(index, sqlite3_bind_text(index->insert, 1, out.len ? out.data : "",
                                  (int)out.len, SQLITE_STATIC));
    must(index, sqlite3_step(index->insert));
    sqlite3_reset(index->insert);
    buf_clear(&out);
    while (sqlite3_step(index->tokens) == SQLITE_ROW) {
        if (out.len > 0)
            buf_putc(&out, '|');
        buf_puts(&out, str_from((const char *)sqlite3_column_text(index->tokens, 0)));
    }
    sqlite3_reset(index->tokens);
    char *result = arena_cstr(arena, buf_str(&out));
    buf_release(&out);
    return result;
}

/* How many words the index has counted in a text. */
static uint32_t index_count(const struct index *index)
{
    uint32_t count = 0;
    while (sqlite3_step(index->tokens) == SQLITE_ROW)
        count++;
    sqlite3_reset(index->tokens);
    return count;
}

/* Sections are told apart by the numbers of their words, which are counted apart from
 * the index: beside every character both must count alike. */
static void counts_as_the_index_does(void **state)
{
    enum { STEP = 8192 };
    const struct index *index = *state;
    struct buf text = {0}, segmented = {0};
    for (uint32_t from = 1; from < 0x110000; from += STEP) {
        buf_clear(&text);
        buf_clear(&segmented);
        for (uint32_t c = from; c < from + STEP && c < 0x110000; c++) {
            buf_puts(&text, STR("a"));
            text_put(&text, c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
            buf_puts(&text, STR("b "));
        }
        segment_text(&segmented, buf_str(&text));
        must(index, sqlite3_exec(index->db, "DELETE FROM t", NULL, NULL, NULL));
        must(index, sqlite3_bind_text(index->insert, 1, segmented.data,
                                      (int)segmented.len, SQLITE_STATIC));
        must(index, sqlite3_step(index->insert));
        sqlite3_reset(index->insert);
        assert_int_equal(tokenizer_count(buf_str(&segmented)), index_count(index));
    }
    buf_release(&text);
    buf_release(&segmented);
}

/* A word longer than any buffer is one word, folded to its end. */
static void takes_long_words_whole(void **state)
{
    const struct index *index = *state;
    struct arena arena = {0};
    struct buf text = {0};
    for (int i = 0; i < 5000; i++)
        buf_putc(&text, "aB9"[i % 3]);
    const char *tokens = tokens_of(index, &arena, buf_str(&text));
    assert_int_equal(strlen(tokens), text.len);
    for (size_t i = 0; i < text.len; i++)
        assert_int_equal(tokens[i], "ab9"[i % 3]);
    buf_release(&text);
    arena_release(&arena);
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

/* Letters, marks, signs and pieces of characters, next to each other at random. */
static void put_random(struct buf *out, uint32_t *seed)
{
    static const char *const pieces[] = {
        "a",    "B",      "9",        " ",      "-",      "\n",     "\t",     "ß",
        "É",    "ﬃ",      "\u0301",   "и",      "\u0306", "京",     "が",     "か",
        "ｶ",    "ﾞ",      "\u3099",   "ก",      "ี",       "ำ",      "한",     "\u1112",
        "ᅡ",   "\u11AB", "ש",        "\u05B8", "ا",      "\u064E", "\u200D", "½",
        "²",    "😀",      "\uFE0F",   "—",      "ि",      "क",      "ខ",      "្",
        "\xFF", "\xC3",   "\xE2\x82", "\x80",   "\u00AD", "\u202E", "ﷺ",      "々",
    };

    for (uint32_t i = draw(seed, 12); i > 0; i--)
        buf_puts(out, str_from(pieces[draw(seed, sizeof pieces / sizeof *pieces)]));
}

static void agrees_with_the_index(void **state)
{
    const struct index *index = *state;
    struct arena arena = {0};
    struct buf text = {0};
    uint32_t seed = 1;
    for (int i = 0; i < 3000; i++) {
        buf_clear(&text);
        put_random(&text, &seed);
        if (text.len == 0)
            continue;
        assert_string_equal(tokens_of(index, &arena, buf_str(&text)),
                            words_of(&arena, buf_str(&text)));
        arena_clear(&arena);
    }
    buf_release(&text);
    arena_release(&arena);
}

/* What is folded stays so: what was asked for may be folded again. */
static void is_stable(void **state)
{
    struct arena arena = {0};
    struct buf text = {0}, once = {0}, twice = {0};
    uint32_t seed = 2;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        buf_clear(&text);
        buf_clear(&once);
        buf_clear(&twice);
        put_random(&text, &seed);
        segment_text(&once, buf_str(&text));
        segment_text(&twice, buf_str(&once));
        assert_string_equal(words_of(&arena, buf_str(&twice)),
                            words_of(&arena, buf_str(&text)));
        arena_clear(&arena);
    }
    buf_release(&text);
    buf_release(&once);
    buf_release(&twice);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_case_and_accents),
        cmocka_unit_test(keeps_letters_apart),
        cmocka_unit_test(drops_optional_points),
        cmocka_unit_test(sets_scripts_without_spaces_apart),
        cmocka_unit_test(shrugs_at_noise),
        cmocka_unit_test(writes_for_the_index),
        cmocka_unit_test(finds_parts),
        cmocka_unit_test(folds_every_code_point),
        cmocka_unit_test(is_stable),
        cmocka_unit_test_setup_teardown(counts_as_the_index_does, open_index,
                                        close_index),
        cmocka_unit_test_setup_teardown(takes_long_words_whole, open_index,
                                        close_index),
        cmocka_unit_test_setup_teardown(agrees_with_the_index, open_index, close_index),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
