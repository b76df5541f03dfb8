/*
 * `.lecternignore`: the patterns of gitignore, and which rule of several decides.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "library/files/ignore.h"

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
    (void)state;
    char pattern[201], name[251];
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

/* --- Against every way to match ------------------------------------------------------
 */

enum { PIECES_MAX = 5, PARTS_MAX = 4, TRIES = 60000 };

/* A piece of a pattern for a name: a letter, or '*', '?', or a class of letters. */
struct piece {
    char sign; /* itself, or '[' */
    bool negated;
    char low, high;
};

struct pattern_part {
    struct piece pieces[PIECES_MAX];
    int count;
};

static uint32_t chance_state;

static int chance(int below)
{
    chance_state = chance_state * 1664525u + 1013904223u;
    return (int)((chance_state >> 10) % (uint32_t)below);
}

static struct piece make_piece(void)
{
    char low = (char)('a' + chance(3));
    switch (chance(7)) {
    case 0:
    case 1:
        return (struct piece){.sign = '*'};
    case 2:
        return (struct piece){.sign = '?'};
    case 3:
        return (struct piece){'[', chance(2) == 0, low, (char)(low + chance(2))};
    default:
        return (struct piece){.sign = low};
    }
}

static void make_part(struct pattern_part *part)
{
    part->count = 1 + chance(PIECES_MAX);
    for (int i = 0; i < part->count; i++)
        part->pieces[i] = make_piece();
    if (chance(4) == 0) {
        part->count = 2;
        part->pieces[0] = part->pieces[1] = (struct piece){.sign = '*'};
    }
}

static bool is_all_stars(const struct pattern_part *part)
{
    for (int i = 0; i < part->count; i++) {
        if (part->pieces[i].sign != '*')
            return false;
    }
    return part->count >= 2;
}

static void write_part(const struct pattern_part *part, char *out)
{
    char *at = out + strlen(out);
    for (int i = 0; i < part->count; i++) {
        const struct piece *piece = &part->pieces[i];
        if (piece->sign != '[')
            at += sprintf(at, "%s%c", chance(9) == 0 && piece->sign >= 'a' ? "\\" : "",
                          piece->sign);
        else if (piece->low == piece->high)
            at += sprintf(at, "[%s%c]", piece->negated ? "!" : "", piece->low);
        else
            at += sprintf(at, "[%s%c-%c]", piece->negated ? "^" : "", piece->low,
                          piece->high);
    }
}

/* Tries each way. */
static bool name_may_fit(const struct piece *piece, int count, const char *name)
{
    if (count == 0)
        return *name == '\0';
    if (piece->sign == '*')
        return name_may_fit(piece + 1, count - 1, name) ||
               (*name != '\0' && name_may_fit(piece, count, name + 1));
    if (*name == '\0')
        return false;
    if (piece->sign == '[' &&
        (*name >= piece->low && *name <= piece->high) == piece->negated)
        return false;
    if (piece->sign >= 'a' && piece->sign != *name)
        return false;
    return name_may_fit(piece + 1, count - 1, name + 1);
}

static bool path_may_fit(const struct pattern_part *part, int count,
                         char names[][PIECES_MAX + 1], int left)
{
    if (count == 0)
        return left == 0;
    if (is_all_stars(part)) {
        if (count == 1)
            return left > 0;
        return path_may_fit(part + 1, count - 1, names, left) ||
               (left > 0 && path_may_fit(part, count, names + 1, left - 1));
    }
    return left > 0 && name_may_fit(part->pieces, part->count, names[0]) &&
           path_may_fit(part + 1, count - 1, names + 1, left - 1);
}

/* What is said of a path by a rule agrees with what trying every way to share the path
 * out among the stars says. */
static void patterns_fit_as_all_ways_tried_do(void **state)
{
    int fitting = 0;
    (void)state;
    chance_state = 7;
    for (int i = 0; i < TRIES; i++) {
        struct pattern_part parts[PARTS_MAX];
        char names[PARTS_MAX][PIECES_MAX + 1] = {{0}};
        char rule[128] = "", path[64] = "";
        int part_count = 1 + chance(PARTS_MAX), name_count = 1 + chance(PARTS_MAX);
        bool anchored = chance(2) == 0;
        for (int k = 0; k < part_count; k++) {
            make_part(&parts[k]);
            if (k > 0 || anchored)
                strcat(rule, "/");
            write_part(&parts[k], rule);
        }
        for (int k = 0; k < name_count; k++) {
            for (int j = chance(PIECES_MAX); j >= 0; j--)
                names[k][j] = (char)('a' + chance(3));
            if (k > 0)
                strcat(path, "/");
            strcat(path, names[k]);
        }
        bool expected;
        if (part_count == 1 && !anchored)
            expected =
                name_may_fit(parts[0].pieces, parts[0].count, names[name_count - 1]);
        else
            expected = path_may_fit(parts, part_count, names, name_count);
        if (leaves_out_file(rule, path) != expected)
            fail_msg("'%s' and '%s': expected %d", rule, path, expected);
        fitting += expected;
    }
    assert_true(fitting > TRIES / 10 && fitting < TRIES - TRIES / 10);
}

/* Every class that has a name, over all bytes of ASCII. */
static void named_classes_hold_what_they_say(void **state)
{
    static const struct {
        const char *name;
        int (*holds)(int c);
    } classes[] = {
        {"alnum", isalnum}, {"alpha", isalpha},   {"blank", isblank},
        {"digit", isdigit}, {"graph", isgraph},   {"lower", islower},
        {"print", isprint}, {"punct", ispunct},   {"space", isspace},
        {"upper", isupper}, {"xdigit", isxdigit},
    };

    (void)state;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        for (int c = '!'; c < 0x7F; c++) {
            char name[] = {'n', (char)c, '\0'};
            if (c == '/')
                continue;
            char rule[32], out[32];
            snprintf(rule, sizeof rule, "n[[:%s:]]\n", classes[i].name);
            snprintf(out, sizeof out, "n[![:%s:]]\n", classes[i].name);
            assert_int_equal(leaves_out_file(rule, name), classes[i].holds(c) != 0);
            assert_int_equal(leaves_out_file(out, name), classes[i].holds(c) == 0);
        }
    }
    assert_true(leaves_out_file("n[[:none:]\n", "n:"));
    assert_true(leaves_out_file("n[[:alpha:]-z]\n", "n-"));
    assert_true(leaves_out_file("n[a-c-e]\n", "n-"));
    assert_false(leaves_out_file("n[a-c-e]\n", "nd"));
    assert_true(leaves_out_file("n[--0]\n", "n."));
    assert_true(leaves_out_file("n[!]a]\n", "nb"));
    assert_false(leaves_out_file("n[!]a]\n", "n]"));
    assert_true(leaves_out_file("n[a\\-z]\n", "n-"));
    assert_false(leaves_out_file("n[a\\-z]\n", "nb"));
    assert_false(leaves_out_file("n[]\n", "n"));
    assert_false(leaves_out_file("n[!a]\n", "n"));
}

/* What stands around a rule, and rules that are none. */
static void rules_are_read_line_by_line(void **state)
{
    (void)state;
    assert_true(leaves_out_file("a\nb", "b"));
    assert_true(leaves_out_file("\n\n#\n\na\n", "a"));
    assert_true(leaves_out_file("a\r", "a"));
    assert_false(leaves_out_file("a\\ ", "a"));
    assert_true(leaves_out_file("a\\  ", "a "));
    assert_true(leaves_out_file(" a", " a"));
    assert_false(leaves_out_file(" a", "a"));
    assert_false(leaves_out_file("!", "!"));
    assert_false(leaves_out_file("!a\n", "a"));
    assert_false(leaves_out_file("!/\n", "a"));
    assert_true(leaves_out("/old/\n", "old", true));
    assert_false(leaves_out("/old/\n", "x/old", true));
    assert_false(leaves_out("x/old/\n", "x/old", false));
    assert_true(leaves_out("x/old/\n", "x/old", true));
    assert_true(leaves_out("**/old/\n", "x/y/old", true));
    assert_false(leaves_out_file("//a\n", "a"));
    assert_false(leaves_out_file("a//b\n", "a/b"));
    assert_true(leaves_out("*\n!*/\n!*.md\n", "x.txt", false));
    assert_false(leaves_out("*\n!*/\n!*.md\n", "x.md", false));
    assert_false(leaves_out("*\n!*/\n!*.md\n", "x", true));
    assert_true(leaves_out_file("***/a\n", "x/y/a"));
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
        cmocka_unit_test(patterns_fit_as_all_ways_tried_do),
        cmocka_unit_test(named_classes_hold_what_they_say),
        cmocka_unit_test(rules_are_read_line_by_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
