/*
 * `.lecternignore`: the patterns of gitignore, and which rule of several decides.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "library/ignore.h"

static bool leaves_out(const char *rules, const char *path, bool is_folder)
{
    struct arena arena = {0};
    struct str text = arena_str(&arena, str_from(rules));
    const struct ignore *ignore = ignore_parse(&arena, NULL, (struct str){0}, text);
    bool result = ignore_matches(ignore, str_from(path), is_folder);

    arena_release(&arena);
    return result;
}

static bool leaves_out_file(const char *rules, const char *path)
{
    return leaves_out(rules, path, false);
}

static void a_name_fits_at_any_depth(void **state)
{
    (void)state;
    assert_true(leaves_out_file("draft.md\n", "draft.md"));
    assert_true(leaves_out_file("draft.md\n", "a/b/draft.md"));
    assert_false(leaves_out_file("draft.md\n", "a/draft.md.txt"));
    assert_false(leaves_out_file("draft.md\n", "a/mydraft.md"));
}

static void a_slash_anchors(void **state)
{
    (void)state;
    assert_true(leaves_out_file("/draft.md\n", "draft.md"));
    assert_false(leaves_out_file("/draft.md\n", "a/draft.md"));
    assert_true(leaves_out_file("a/draft.md\n", "a/draft.md"));
    assert_false(leaves_out_file("a/draft.md\n", "b/a/draft.md"));
}

static void a_final_slash_means_folders(void **state)
{
    (void)state;
    assert_true(leaves_out("old/\n", "old", true));
    assert_true(leaves_out("old/\n", "a/old", true));
    assert_false(leaves_out("old/\n", "old", false));
    assert_false(leaves_out("old//\n", "old", true));
}

static void stars_stay_within_a_name(void **state)
{
    (void)state;
    assert_true(leaves_out_file("*.txt\n", "a/b.txt"));
    assert_true(leaves_out_file("a/*.txt\n", "a/b.txt"));
    assert_false(leaves_out_file("a/*.txt\n", "a/b/c.txt"));
    assert_true(leaves_out_file("n?te.md\n", "note.md"));
    assert_false(leaves_out_file("a?b\n", "a/b"));
    assert_true(leaves_out_file("*a*b*c\n", "xxaxxbxxbxxc"));
    assert_false(leaves_out_file("*a*b*c\n", "xxaxxcxxb"));
}

static void two_stars_span_folders(void **state)
{
    (void)state;
    assert_true(leaves_out_file("**/x.md\n", "x.md"));
    assert_true(leaves_out_file("**/x.md\n", "a/b/x.md"));
    assert_true(leaves_out_file("a/**/x.md\n", "a/x.md"));
    assert_true(leaves_out_file("a/**/x.md\n", "a/b/c/x.md"));
    assert_false(leaves_out_file("a/**/x.md\n", "b/a/x.md"));
    assert_true(leaves_out_file("a/**\n", "a/b/c"));
    assert_false(leaves_out("a/**\n", "a", true));
    assert_true(leaves_out_file("a/**/b/**/c\n", "a/x/b/y/z/b/c"));
    assert_false(leaves_out_file("a/**/b/**/c\n", "a/x/c/y/b"));
    assert_true(leaves_out_file("a**b\n", "axxb"));
}

static void classes_hold_ranges_and_names(void **state)
{
    (void)state;
    assert_true(leaves_out_file("v[0-9].md\n", "v7.md"));
    assert_false(leaves_out_file("v[0-9].md\n", "vx.md"));
    assert_true(leaves_out_file("v[!0-9].md\n", "vx.md"));
    assert_false(leaves_out_file("v[^0-9].md\n", "v7.md"));
    assert_true(leaves_out_file("v[[:digit:]_].md\n", "v_.md"));
    assert_true(leaves_out_file("v[]a].md\n", "v].md"));
    assert_true(leaves_out_file("v[a-].md\n", "v-.md"));
    assert_true(leaves_out_file("v[\\]].md\n", "v].md"));
    assert_false(leaves_out_file("v[0-9\n", "v7"));
    assert_false(leaves_out_file("v[0-9\n", "v[0-9"));
}

static void the_last_rule_decides(void **state)
{
    (void)state;
    assert_false(leaves_out_file("*.txt\n!keep.txt\n", "keep.txt"));
    assert_true(leaves_out_file("!keep.txt\n*.txt\n", "keep.txt"));
    assert_true(leaves_out_file("*.txt\n!keep.txt\n", "a/other.txt"));
}

static void comments_blanks_and_escapes(void **state)
{
    (void)state;
    assert_false(leaves_out_file("# x.md\n\n", "x.md"));
    assert_true(leaves_out_file("\\#x.md\n", "#x.md"));
    assert_true(leaves_out_file("\\!x.md\n", "!x.md"));
    assert_true(leaves_out_file("x.md   \n", "x.md"));
    assert_true(leaves_out_file("x\\ \n", "x "));
    assert_true(leaves_out_file("x.md\r\ny.md\r\n", "y.md"));
    assert_true(leaves_out_file("\xEF\xBB\xBFx.md\n", "x.md"));
    assert_false(leaves_out_file("x\\\n", "x"));
    assert_true(leaves_out_file("\\*.md\n", "*.md"));
    assert_false(leaves_out_file("\\*.md\n", "a.md"));
    assert_false(leaves_out_file("/\n", "x.md"));
}

static void inner_rules_come_before_outer_ones(void **state)
{
    struct arena arena = {0};
    const struct ignore *outer =
        ignore_parse(&arena, NULL, (struct str){0}, STR("*.txt\n"));
    const struct ignore *inner =
        ignore_parse(&arena, outer, STR("a"), STR("!b.txt\n/c.md\n"));

    (void)state;
    assert_false(ignore_matches(inner, STR("a/b.txt"), false));
    assert_true(ignore_matches(inner, STR("a/d.txt"), false));
    assert_true(ignore_matches(inner, STR("a/c.md"), false));
    assert_false(ignore_matches(inner, STR("a/d/c.md"), false));
    assert_true(ignore_matches(outer, STR("b.txt"), false));
    arena_release(&arena);
}

/* A glob that makes a naive matcher try every way to share the name out. */
static void a_hostile_glob_ends(void **state)
{
    char pattern[201], name[251];

    (void)state;
    for (size_t i = 0; i < 200; i++)
        pattern[i] = i % 2 == 0 ? '*' : 'a';
    pattern[199] = 'b';
    pattern[200] = '\0';
    memset(name, 'a', 250);
    name[250] = '\0';
    assert_false(ignore_glob(str_from(pattern), str_from(name)));
    assert_true(ignore_glob(STR("**/a/**/a/**/a/**/b"), STR("a/a/a/a/a/a/a/a/b")));
    assert_false(ignore_glob(STR("**/a/**/a/**/a/**/b"), STR("a/a/a/a/a/a/a/a/c")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_fits_at_any_depth),
        cmocka_unit_test(a_slash_anchors),
        cmocka_unit_test(a_final_slash_means_folders),
        cmocka_unit_test(stars_stay_within_a_name),
        cmocka_unit_test(two_stars_span_folders),
        cmocka_unit_test(classes_hold_ranges_and_names),
        cmocka_unit_test(the_last_rule_decides),
        cmocka_unit_test(comments_blanks_and_escapes),
        cmocka_unit_test(inner_rules_come_before_outer_ones),
        cmocka_unit_test(a_hostile_glob_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
