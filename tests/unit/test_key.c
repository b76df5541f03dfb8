/*
 * Forms of names: folded and loose keys, suffixes, titles made of names, and what names
 * say. ASCII has a way of its own, which must give what the general way would.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "library/links/key.h"

static struct arena arena;

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const char *loose(const char *name)
{
    return arena_cstr(&arena, key_loose(&arena, str_from(name)));
}

/* Strings of three bytes of printable ASCII, blanks at all their places. */
static void ascii_is_folded_as_all_text_is(void **state)
{
    (void)state;
    for (int a = ' '; a < 0x7F; a++) {
        for (int b = ' '; b < 0x7F; b++) {
            char name[] = {(char)a, (char)b, ' ', ' ', (char)a, '\0'};
            for (size_t len = 0; len < sizeof name; len++) {
                struct str text = {name, len};
                assert_true(
                    str_eq(key_folded(&arena, text), text_fold(&arena, text, true)));
            }
        }
        arena_clear(&arena);
    }
    assert_true(str_eq(key_folded(&arena, STR("A\tB")), STR("a b")));
    assert_true(str_eq(key_folded(&arena, STR("\xC3\x84 b")), STR("\xC3\xA4 b")));
    assert_true(str_eq(key_folded(&arena, STR("~Tilde ")), STR("~tilde")));
}

static void loose_keys_leave_out_what_authors_do(void **state)
{
    static const char *const cases[][2] = {
        {"US_China-Relations", "us china relations"},
        {"US\u2013China relations", "us china relations"},
        {"a\u2010b\u2011c\u2012d\u2013e\u2014f\u2015g", "a b c d e f g"},
        {"a\u2016b", "a\u2016b"},
        {"either/or", "either or"},
        {"It's", "its"},
        {"It\u2019s \u201Cso\u201D", "its so"},
        {"\u2018a\u201Fb", "ab"},
        {"\u00ABa\u00BB", "a"},
        {"and so on\u2026", "and so on"},
        {"Q. and A., (both): \"x\"; y! z?", "q and a both x y z"},
        {"-a-", "a"},
        {" _ a _ ", "a"},
        {"a - b", "a b"},
        {"Caf\u00E9", "cafe"},
        {"C#", "c#"},
        {"R&D", "r&d"},
        {"100%", "100%"},
        {"a+b=c", "a+b=c"},
        {"...", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(loose(cases[i][0]), cases[i][1]);
}

static void suffixes_of_articles_are_taken_off(void **state)
{
    static const char *const names[] = {"x.md",   "x.markdown", "x.mdown",
                                        "x.mkd",  "x.txt",      "x.text",
                                        "x.yaml", "x.yml",      "x.MD"};

    (void)state;
    unsigned char ext, kinds[9];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(str_eq(key_stem(str_from(names[i]), &kinds[i]), STR("x")));
        assert_true(kinds[i] > 0);
        for (size_t k = 0; k < i && i < 8; k++)
            assert_int_not_equal(kinds[i], kinds[k]);
    }
    assert_int_equal(kinds[8], kinds[0]);
    assert_true(str_eq(key_stem(STR("a.b/x.png"), &ext), STR("a.b/x.png")));
    assert_int_equal(ext, 0);
    assert_true(str_eq(key_stem(STR("v1.md.txt"), &ext), STR("v1.md")));
    assert_true(str_eq(key_stem(STR("README"), &ext), STR("README")));
    assert_int_equal(ext, 0);
}

static void titles_are_made_of_names(void **state)
{
    static const char *const cases[][2] = {
        {"harbour-rules.md", "Harbour rules"},
        {"a/b/high_water.txt", "High water"},
        {"NATO-talks", "NATO talks"},
        {"iPhone-repair", "iPhone repair"},
        {"\u00E9tude.md", "\u00C9tude"},
        {"-x-", "X"},
        {"07-moss.md", "Moss"},
        {"1_dry moss.md", "Dry moss"},
        {"12. moss.md", "Moss"},
        {"12 mosses.md", "12 mosses"},
        {"2031-moss.md", "2031 moss"},
        {"7.0-moss.md", "7.0 moss"},
        {"7-.md", "7"},
        {"moss.html.md", "Moss"},
        {"v1.2", "V1.2"},
        {"---", "---"},
        {".md", ".md"},
        {"", "Untitled"},
        {"a\x1B"
         "b",
         "A^[b"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str title = title_from_name(&arena, str_from(cases[i][0]));
        assert_string_equal(arena_cstr(&arena, title), cases[i][1]);
    }
}

static void some_names_say_something(void **state)
{
    static const char *const something[] = {
        "harbour-rules.txt", "tides.md",      "a/b/Moss.txt",    "high water 2",
        "README-tides",      "the.big.story", "caf\u00E9.txt",   "2019-review.txt",
        "a1-tides.txt",      "rhythm.txt",    "\u65E5\u672C.md",
    };
    static const char *const nothing[] = {
        "README",
        "readme.md",
        "2031-04-01.txt",
        "000_eb527153aa29.txt",
        "ab.txt",
        "x1.txt",
        "brrr.txt",
        "index.md",
        "NEWS",
        "changelog",
        "notes-2.txt",
        "draft new copy1234",
        "article.txt",
        "page_3.md",
        "scan.txt",
        "untitled document.txt",
        "output.txt",
        "",
        "tides-20310401a.txt",
    };

    (void)state;
    for (size_t i = 0; i < sizeof something / sizeof *something; i++) {
        if (!name_says_something(str_from(something[i])))
            fail_msg("'%s' says something", something[i]);
    }
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        if (name_says_something(str_from(nothing[i])))
            fail_msg("'%s' says nothing", nothing[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_is_folded_as_all_text_is),
        cmocka_unit_test(loose_keys_leave_out_what_authors_do),
        cmocka_unit_test(suffixes_of_articles_are_taken_off),
        cmocka_unit_test(titles_are_made_of_names),
        cmocka_unit_test(some_names_say_something),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, teardown);
}
