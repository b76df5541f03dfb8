/*
 * Find in the article: over line ends, looks and cells, with smart case.
 */
#include "layout_case.h"

static const struct matches *find(struct layout_case *at, int width, const char *words)
{
    shown(at, width);
    return layout_find(&at->arena, at->layout, str_from(words));
}

/* The text that a piece covers. */
static struct str covered(const struct layout_case *at, const struct match *match)
{
    const struct node *node = at->doc->nodes[match->anchor.node];
    struct str text = node->kind == NODE_CODE_BLOCK ? node->u.code.text : node->u.text;
    return str_slice(text, match->anchor.byte, match->anchor.byte + match->len);
}

static void assert_covers(const struct layout_case *at, const struct match *match,
                          const char *wanted)
{
    assert_string_equal(
        arena_cstr(&((struct layout_case *)(uintptr_t)at)->arena, covered(at, match)),
        wanted);
}

static void folds_unless_upper(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "The lamp. A Lamp. LAMPS.");
    assert_int_equal(find(at, 40, "lamp")->match_count, 3);
    assert_int_equal(find(at, 40, "Lamp")->match_count, 1);
    assert_int_equal(find(at, 40, "LAMP")->match_count, 1);
    assert_int_equal(find(at, 40, "lamb")->match_count, 0);
    assert_int_equal(find(at, 40, "")->match_count, 0);
}

static void over_line_ends(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "The great gale\nof that year");
    const struct matches *matches = find(at, 10, "gale of");
    assert_int_equal(matches->match_count, 1);
    assert_int_equal(matches->count, 2);
    assert_true(matches->items[0].more);
    assert_false(matches->items[1].more);
    assert_covers(at, &matches->items[0], "gale");
    assert_covers(at, &matches->items[1], "of");
    matches = find(at, 10, "great  gale");
    assert_int_equal(matches->match_count, 1);
    assert_int_equal(matches->count, 1);
    assert_covers(at, &matches->items[0], "great gale");
    assert_int_equal(matches->items[0].line, 0);
}

static void inside_broken_words(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "unbreakableword");
    const struct matches *matches = find(at, 4, "breakable");
    assert_int_equal(matches->match_count, 1);
    assert_int_equal(matches->count, 1);
    assert_covers(at, &matches->items[0], "breakable");
}

static void over_looks(void **state)
{
    struct layout_case *at = *state;
    struct node *p = para(at, NULL, "half");
    say(at, add(at, p, NODE_STRONG), "word");
    say(at, p, " end");
    const struct matches *matches = find(at, 40, "fword e");
    assert_int_equal(matches->match_count, 1);
    assert_int_equal(matches->count, 3);
    assert_covers(at, &matches->items[0], "f");
    assert_covers(at, &matches->items[1], "word");
    assert_covers(at, &matches->items[2], " e");
}

static void not_over_blocks(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "north");
    para(at, NULL, "light");
    code(at, NULL, "a b\nc d\n");
    assert_int_equal(find(at, 40, "north light")->match_count, 0);
    assert_int_equal(find(at, 40, "northlight")->match_count, 0);
    assert_int_equal(find(at, 40, "b c")->match_count, 0);
    assert_int_equal(find(at, 40, "c d")->match_count, 1);
}

static void inside_cells(void **state)
{
    struct layout_case *at = *state;
    table(at, NULL, "Light|Remark\nthe long north stack of it|rebuilt after the gale");
    const struct matches *matches = find(at, 30, "north stack");
    assert_int_equal(matches->match_count, 1);
    assert_covers(at, &matches->items[0], "north stack");
    assert_int_equal(find(at, 30, "after the gale")->match_count, 1);
}

static void other_scripts(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "ΕΛΛΗΝΙΚΆ Straße日本語のテキスト École");
    const struct matches *matches = find(at, 8, "ελληνικά");
    assert_int_equal(matches->match_count, 1);
    assert_covers(at, &matches->items[0], "ΕΛΛΗΝΙΚΆ");
    matches = find(at, 8, "strasse");
    assert_int_equal(matches->match_count, 1);
    assert_covers(at, &matches->items[0], "Straße");
    matches = find(at, 5, "語のテキ");
    assert_int_equal(matches->match_count, 1);
    assert_covers(at, &matches->items[0], "語のテキ");
    assert_int_equal(find(at, 40, "école")->match_count, 1);
    assert_int_equal(find(at, 40, "ecole")->match_count, 1);
    assert_int_equal(find(at, 40, "Ecole")->match_count, 1);
    assert_int_equal(find(at, 40, "ECole")->match_count, 0);
}

/* Each letter from U+00C0 to U+00FF in a word of its own, which is to be found as it is
 * typed without accents, and as it stands. */
static void latin_letters_fold_as_they_should(void **state)
{
    struct layout_case *at = *state;
    for (unsigned char second = 0x80; second <= 0xBF; second++) {
        char word[] = {'x', (char)0xC3, (char)second, 'z', '\0'};
        struct str folded = text_fold_typed(&at->arena, str_from(word), false);
        para(at, NULL, word);
        const struct matches *matches = find(at, 40, arena_cstr(&at->arena, folded));
        assert_true(matches->match_count > 0);
        assert_covers(at, &matches->items[matches->count - 1], word);
        matches = find(at, 40, word);
        assert_true(matches->match_count > 0);
        assert_covers(at, &matches->items[matches->count - 1], word);
    }
    assert_int_equal(find(at, 40, "xaz")->match_count, 12);
    assert_int_equal(find(at, 40, "xAz")->match_count, 6);
}

/* What is typed, and what stands there. */
static void signs_are_found_as_they_are_typed(void **state)
{
    static const char *const pairs[][2] = {
        {"it's", "it\u2019s"},
        {"'tis", "\u2018tis"},
        {"\"lamp\"", "\u201Clamp\u201D"},
        {"\"lamp\"", "\u00ABlamp\u00BB"},
        {"\"lamp\"", "\u201Elamp\u201C"},
        {"it\u2019s", "it's"},
        {"\u201Clamp\u201D", "\"lamp\""},
        {"1914-18", "1914\u201318"},
        {"well-kept", "well\u2011kept"},
        {"well-kept", "well\u2010kept"},
        {"so - so", "so \u2014 so"},
        {"-4", "\u22124"},
        {"wait...", "wait\u2026"},
        {"cafe", "cafe\u0301"},
        {"caf\u00E9", "cafe\u0301"},
        {"cafe\u0301", "caf\u00E9"},
        {"cafe", "caf\u00E9"},
        {"office", "o\uFB03ce"},
        {"flame", "\uFB02ame"},
        {"aether", "\u00E6ther"},
        {"oeuvre", "\u0153uvre"},
        {"lodz", "\u0142\u00F3d\u017A"},
        {"ten miles", "ten\u00A0miles"},
        {"ten miles", "ten\u202Fmiles"},
        {"ten\u00A0miles", "ten miles"},
        {"lamp", "\uFF4C\uFF41\uFF4D\uFF50"},
        {"a (b)!", "\uFF41 \uFF08\uFF42\uFF09\uFF01"},
        {"naive", "na\u00EFve"},
        {"strasse", "stra\u00DFe"},
    };
    struct layout_case *at = *state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        para(at, NULL, pairs[i][1]);
        const struct matches *matches = find(at, 40, pairs[i][0]);
        assert_true(matches->match_count > 0);
        assert_covers(at, &matches->items[matches->count - 1], pairs[i][1]);
    }
}

/* What is not seen is not in the way, on either side. */
static void what_is_not_seen_is_not_in_the_way(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "light\u00ADhouse zero\u200Bwidth two \u00A0 blanks It\u2019s");
    assert_int_equal(find(at, 40, "lighthouse")->match_count, 1);
    assert_int_equal(find(at, 40, "light\u00ADhouse")->match_count, 1);
    assert_int_equal(find(at, 40, "zerowidth")->match_count, 1);
    assert_int_equal(find(at, 40, "two blanks")->match_count, 1);
    assert_int_equal(find(at, 40, "It's")->match_count, 1);
    assert_int_equal(find(at, 40, "IT'S")->match_count, 0);
}

static void blanks_match_any_run(void **state)
{
    struct layout_case *at = *state;
    code(at, NULL, "lamp    oil\n");
    const struct matches *matches = find(at, 40, "lamp oil");
    assert_int_equal(matches->match_count, 1);
    assert_covers(at, &matches->items[0], "lamp    oil");
}

/* Of several words those that begin at one place give the longest. */
static void the_longest_of_several_is_found(void **state)
{
    static const char *const orders[] = {"tide\ntides\nti", "tides\nti\ntide",
                                         "ti\ntide\ntides"};
    struct layout_case *at = *state;
    para(at, NULL, "Two tides, one tide, a tie and no riptide.");
    for (size_t i = 0; i < 3; i++) {
        const struct matches *matches = find(at, 60, orders[i]);
        assert_int_equal(matches->match_count, 3);
        assert_covers(at, &matches->items[0], "tides");
        assert_covers(at, &matches->items[1], "tide");
        assert_covers(at, &matches->items[2], "ti");
    }
}

static void decorations_are_not_found(void **state)
{
    struct layout_case *at = *state;
    at->doc->title = STR("Tides");
    item(at, list(at, NULL, true), "one");
    add(at, para(at, NULL, ""), NODE_IMAGE);
    assert_int_equal(find(at, 40, "tides")->match_count, 0);
    assert_int_equal(find(at, 40, "image")->match_count, 0);
}

static void many_matches_in_order(void **state)
{
    struct layout_case *at = *state;
    for (int i = 0; i < 100; i++)
        para(at, NULL, "lamp and lamp");
    const struct matches *matches = find(at, 8, "lamp");
    assert_int_equal(matches->match_count, 200);
    for (size_t i = 1; i < matches->count; i++)
        assert_true(matches->items[i].line > matches->items[i - 1].line);
}

/* What the first search made serves the next ones, whatever they look for. */
static void one_search_after_another(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "The lamp\nof Émile. A Lamp: \xC7\x84.");
    shown(at, 40);
    layout_prepare_find(at->layout);
    assert_int_equal(layout_find(&at->arena, at->layout, STR("lamp of"))->match_count,
                     1);
    assert_int_equal(layout_find(&at->arena, at->layout, STR("Lamp"))->match_count, 1);
    assert_int_equal(layout_find(&at->arena, at->layout, STR("lamp"))->match_count, 2);
    assert_covers(at, &layout_find(&at->arena, at->layout, STR("émile"))->items[0],
                  "Émile");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(folds_unless_upper),
        CASE(over_line_ends),
        CASE(inside_broken_words),
        CASE(over_looks),
        CASE(not_over_blocks),
        CASE(inside_cells),
        CASE(other_scripts),
        CASE(latin_letters_fold_as_they_should),
        CASE(signs_are_found_as_they_are_typed),
        CASE(what_is_not_seen_is_not_in_the_way),
        CASE(blanks_match_any_run),
        CASE(decorations_are_not_found),
        CASE(many_matches_in_order),
        CASE(the_longest_of_several_is_found),
        CASE(one_search_after_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
