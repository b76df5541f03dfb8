/*
 * Go-to: what matches, in which order, and which letters are lit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../between.h"
#include "base/buf.h"
#include "base/text.h"
#include "catalog/names/fuzzy.h"

enum { NO_MATCH = -1000000 };

static int score_of(const char *typed, const char *name)
{
    struct arena arena = {0};
    struct fuzzy query;
    struct str folded = fuzzy_fold(&arena, str_from(name));
    int score = NO_MATCH;
    fuzzy_init(&query, &arena, str_from(typed));
    if (fuzzy_score(&query, folded, &score))
        assert_true(fuzzy_may_match(&query, fuzzy_mask(folded)));
    else
        score = NO_MATCH;
    arena_release(&arena);
    return score;
}

static void assert_matches(const char *typed, const char *name)
{
    if (score_of(typed, name) == NO_MATCH)
        fail_msg("'%s' does not match '%s'", typed, name);
}

static void assert_differs(const char *typed, const char *name)
{
    if (score_of(typed, name) != NO_MATCH)
        fail_msg("'%s' matches '%s'", typed, name);
}

/* The names, apart by bars, are in the order in which they are listed for the query. */
static void assert_ranked(const char *typed, const char *names)
{
    struct arena arena = {0};
    struct str rest = str_from(names), name;
    int before = 1000000;
    while (str_cut(&rest, '|', &name)) {
        const char *at = arena_cstr(&arena, name);
        int score = score_of(typed, at);
        if (score == NO_MATCH || score >= before)
            fail_msg("'%s': '%s' has %d behind %d", typed, at, score, before);
        before = score;
    }
    arena_release(&arena);
}

static void matches_letters_in_order(void **state)
{
    (void)state;
    assert_matches("frgnpol", "Foreign policy");
    assert_matches("nato", "North Atlantic Treaty Organization");
    assert_differs("natp", "NATO");
    assert_differs("otan", "NATO");
    assert_differs("nato", "nat");
    assert_differs("nato", "");
    assert_matches("", "anything");
    assert_matches("  ", "");
}

static void looks_through_case_and_accents(void **state)
{
    (void)state;
    assert_matches("UBER", "Über den Frieden");
    assert_matches("élé", "elegance");
    assert_matches("strasse", "Straße");
    assert_matches("вой", "Война и мир");
    assert_matches("北学", "北京大学");
    assert_differs("が", "か");
    assert_matches("が", "か\xE3\x82\x99");
    assert_matches("한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8");
    /* The bytes of two characters make no third one. */
    assert_differs("п", "р\xD0");
}

static void takes_words_in_any_order(void **state)
{
    (void)state;
    assert_matches("war cold", "The Cold War");
    assert_matches("cold war", "War, cold and hot");
    assert_differs("cold war", "Cold wind");
    assert_matches("eur nato", "europe/nato.md");
    assert_matches("eur/nato", "europe/nato.md");
    assert_differs("eur/nato", "europe-nato.md");
}

static void ranks_names(void **state)
{
    (void)state;
    /* The name itself, its beginning, a word's beginning, inside, scattered. */
    assert_ranked("nato", "NATO|NATO enlargement|The NATO alliance|Senator|"
                          "Northern Africa, tomorrow");
    assert_ranked("nato", "NATO and Russia|Natomas|Why NATO|Senator");
    assert_ranked("frgnpol", "Foreign policy|Foreign and security policy|"
                             "Foreigners and their politics since 1945");
    assert_ranked("cold war", "Cold War|Cold War: origins|The Cold War|"
                              "Cold weather and warfare");
    assert_ranked("us ch", "US choices|US-China relations|Russia and its church");
    assert_ranked("fp", "FP|Foreign policy|Of policy");
    assert_ranked("deter", "Deterrence|Nuclear deterrence|Undeterred");
    /* The shorter one of two that fit alike. */
    assert_ranked("treaty", "The treaty of Rome|The treaty of Maastricht on unions");
    /* Behind a slash and at the start more than inside. */
    assert_ranked("nato", "nato.md|europe/nato.md|europe-anatomy.md");
    assert_ranked("京", "京都|北京大学的历史");
}

/* Whatever its length, a name that is typed in full comes before all others. */
static void ranks_the_name_itself_first(void **state)
{
    static const char *const names[] = {
        "a",     "us", "nato", "north atlantic treaty organization", "a b c d e f g",
        "x/y/z",
    };
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *name = names[i];
        const char *begins = arena_cstr(&arena, arena_printf(&arena, "%s more", name));
        const char *word = arena_cstr(&arena, arena_printf(&arena, "the %s", name));
        const char *inside = arena_cstr(&arena, arena_printf(&arena, "th%s", name));
        struct buf apart = {0};
        assert_true(score_of(name, name) > score_of(name, begins));
        assert_true(score_of(name, begins) > score_of(name, word));
        assert_true(score_of(name, word) > score_of(name, inside));
        for (const char *at = name; *at; at++)
            buf_printf(&apart, "z%cz-", *at);
        assert_true(score_of(name, word) >
                    score_of(name, arena_cstr(&arena, buf_str(&apart))));
        buf_release(&apart);
    }
    arena_release(&arena);
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static void put_random(struct buf *out, uint32_t *seed, uint32_t most)
{
    static const char letters[] = "abcdabcdabcd  /-9";

    for (uint32_t i = draw(seed, most); i > 0; i--)
        buf_putc(out, letters[draw(seed, sizeof letters - 1)]);
}

/* By hand: is each word of the query a part of the name's letters, in their order? */
static bool is_match(struct str typed, struct str name)
{
    struct str word;
    while (str_cut(&typed, ' ', &word)) {
        size_t at = 0;
        for (size_t i = 0; i < word.len; i++) {
            at += str_chr(str_tail(name, at), word.ptr[i]);
            if (at++ >= name.len)
                return false;
        }
    }
    return true;
}

static char *upper(struct arena *arena, struct str text)
{
    char *copy = arena_cstr(arena, text);
    for (char *at = copy; *at; at++) {
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 32);
    }
    return copy;
}

static void matches_whatever_the_case(void **state)
{
    struct arena arena = {0};
    struct buf typed = {0}, name = {0};
    uint32_t seed = 5, matches = 0;
    (void)state;
    for (int i = 0; i < 4000; i++) {
        buf_clear(&typed);
        buf_clear(&name);
        put_random(&typed, &seed, 6);
        put_random(&name, &seed, 24);
        int score = score_of(arena_cstr(&arena, buf_str(&typed)),
                             arena_cstr(&arena, buf_str(&name)));
        assert_int_equal(score != NO_MATCH, is_match(buf_str(&typed), buf_str(&name)));
        assert_int_equal(score, score_of(upper(&arena, buf_str(&typed)),
                                         upper(&arena, buf_str(&name))));
        matches += score != NO_MATCH;
        arena_clear(&arena);
    }
    assert_between(matches, 400, 3600);
    buf_release(&typed);
    buf_release(&name);
    arena_release(&arena);
}

static void narrows_as_one_types(void **state)
{
    struct arena arena = {0};
    struct buf typed = {0}, name = {0};
    uint32_t seed = 7, matches = 0;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        buf_clear(&typed);
        buf_clear(&name);
        put_random(&typed, &seed, 6);
        put_random(&name, &seed, 24);
        struct str longer = buf_str(&typed);
        struct str shorter = str_slice(longer, 0, draw(&seed, 6));
        if (score_of(arena_cstr(&arena, longer), arena_cstr(&arena, buf_str(&name))) ==
            NO_MATCH)
            continue;
        assert_matches(arena_cstr(&arena, shorter), arena_cstr(&arena, buf_str(&name)));
        matches++;
        arena_clear(&arena);
    }
    assert_between(matches, 300, 2900);
    buf_release(&typed);
    buf_release(&name);
    arena_release(&arena);
}

/* The name with the letters that are lit in brackets. */
static char *lit(struct arena *arena, const char *typed, struct str name)
{
    struct fuzzy query;
    struct buf out = {0};
    size_t at = 0;
    fuzzy_init(&query, arena, str_from(typed));
    struct byte_range *ranges;
    size_t count;
    fuzzy_positions(&query, name, arena, &ranges, &count);
    for (size_t i = 0; i < count; i++) {
        assert_true(ranges[i].from >= at && ranges[i].to > ranges[i].from);
        assert_true(ranges[i].to <= name.len);
        buf_puts(&out, str_slice(name, at, ranges[i].from));
        buf_putc(&out, '[');
        buf_puts(&out, str_slice(name, ranges[i].from, ranges[i].to));
        buf_putc(&out, ']');
        at = ranges[i].to;
    }
    buf_puts(&out, str_tail(name, at));
    char *result = arena_cstr(arena, buf_str(&out));
    buf_release(&out);
    return result;
}

static void check_lit(const char *typed, const char *name, const char *wanted)
{
    struct arena arena = {0};
    assert_string_equal(lit(&arena, typed, str_from(name)), wanted);
    arena_release(&arena);
}

static void lights_the_best_letters(void **state)
{
    (void)state;
    check_lit("nato", "Senate and NATO", "Senate and [NATO]");
    check_lit("fp", "of foreign policy", "of [f]oreign [p]olicy");
    check_lit("war cold", "The Cold War", "The [Cold] [War]");
    check_lit("uber", "Für Übung", "Für Übung");
    check_lit("ub", "Für Übung", "Für [Üb]ung");
    check_lit("e", "e\xCC\x81t", "[e\xCC\x81]t");
    check_lit("strasse", "Straße 7", "[Straße] 7");
    check_lit("ts", "Straße", "S[t]ra[ß]e");
    check_lit("北学", "北京大学", "[北]京大[学]");
    check_lit("x", "none", "none");
    check_lit("", "name", "name");
    check_lit("ab",
              "a\xFF"
              "b",
              "[a]\xFF[b]");
}

/* What is lit is what was typed, and the score is that of a choice of letters. */
static void lights_what_was_typed(void **state)
{
    struct arena arena = {0};
    struct buf typed = {0}, name = {0};
    uint32_t seed = 6;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        size_t letters = 0;
        buf_clear(&typed);
        buf_clear(&name);
        put_random(&typed, &seed, 5);
        put_random(&name, &seed, i % 50 ? 30 : 800);
        struct fuzzy query;
        fuzzy_init(&query, &arena, buf_str(&typed));
        struct byte_range *ranges;
        size_t count;
        fuzzy_positions(&query, buf_str(&name), &arena, &ranges, &count);
        struct str word = buf_str(&typed);
        if (query.word_count == 1 && is_match(str_trim(word), buf_str(&name))) {
            for (size_t j = 0; j < count; j++) {
                struct str piece =
                    str_slice(buf_str(&name), ranges[j].from, ranges[j].to);
                assert_true(
                    str_eq(piece, str_slice(query.text, letters, letters + piece.len)));
                letters += piece.len;
            }
            assert_int_equal(letters, query.text.len);
        }
        arena_clear(&arena);
    }
    buf_release(&typed);
    buf_release(&name);
    arena_release(&arena);
}

static void keeps_its_bounds(void **state)
{
    struct arena arena = {0};
    struct buf typed = {0}, name = {0};
    (void)state;
    for (int i = 0; i < 100; i++)
        buf_puts(&typed, STR("abcdefg "));
    struct fuzzy query;
    fuzzy_init(&query, &arena, buf_str(&typed));
    assert_int_equal(query.word_count, FUZZY_WORDS_MAX);
    assert_int_equal(query.letter_count, 7 * FUZZY_WORDS_MAX);
    buf_clear(&typed);
    buf_repeat(&typed, 'x', 1000);
    fuzzy_init(&query, &arena, buf_str(&typed));
    assert_int_equal(query.letter_count, FUZZY_LETTERS_MAX);
    int score;
    assert_true(fuzzy_score(&query, buf_str(&typed), &score));

    /* A name of any length. */
    buf_repeat(&name, '-', 100000);
    assert_false(fuzzy_score(&query, buf_str(&name), &score));
    buf_puts(&name, buf_str(&typed));
    assert_true(fuzzy_score(&query, buf_str(&name), &score));
    buf_release(&typed);
    buf_release(&name);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_letters_in_order),
        cmocka_unit_test(looks_through_case_and_accents),
        cmocka_unit_test(takes_words_in_any_order),
        cmocka_unit_test(ranks_names),
        cmocka_unit_test(ranks_the_name_itself_first),
        cmocka_unit_test(matches_whatever_the_case),
        cmocka_unit_test(narrows_as_one_types),
        cmocka_unit_test(lights_the_best_letters),
        cmocka_unit_test(lights_what_was_typed),
        cmocka_unit_test(keeps_its_bounds),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
