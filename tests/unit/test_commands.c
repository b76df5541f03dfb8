/*
 * The tables of commands and bindings: nothing missing, nothing twice, nothing that can
 * be meant in two ways; and the theme, which must tell everything without colour.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/app.h"
#include "ui/keys/commands.h"
#include "ui/term/theme.h"

static void every_command_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < CMD_COUNT; i++) {
        const struct command *command = &commands[i];
        assert_non_null(command->name);
        assert_non_null(command->help);
        assert_non_null(command->run);
        assert_true(command->group < GROUP_COUNT);
        size_t len = strlen(command->help);
        assert_true(len > 0 && len <= 50); /* a row of the help, without wrapping */
        assert_true(command->help[len - 1] != '.');
        for (const char *c = command->name; *c != '\0'; c++)
            assert_true((*c >= 'a' && *c <= 'z') || *c == '-');
    }
}

static void names_are_unique(void **state)
{
    (void)state;
    for (int i = 0; i < CMD_COUNT; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(commands[i].name, commands[k].name);
}

static void every_group_has_a_title(void **state)
{
    (void)state;
    for (int i = 0; i < GROUP_COUNT; i++)
        assert_true(strlen(command_group_title((enum command_group)i)) > 0);
}

static void every_binding_can_be_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < binding_count; i++) {
        struct key keys[KEYS_SEQUENCE_MAX];
        if (keys_parse(bindings[i].keys, keys) == 0)
            fail_msg("'%s' is no key", bindings[i].keys);
        assert_true(bindings[i].mode < MODE_COUNT);
        assert_true(bindings[i].command < CMD_COUNT);
    }
}

static int common(const struct binding *a, const struct binding *b, int *a_len,
                  int *b_len)
{
    struct key left[KEYS_SEQUENCE_MAX], right[KEYS_SEQUENCE_MAX];
    *a_len = keys_parse(a->keys, left);
    *b_len = keys_parse(b->keys, right);
    int same = 0;
    while (same < *a_len && same < *b_len && key_eq(left[same], right[same]))
        same++;
    return same;
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    for (size_t i = 0; i < binding_count; i++) {
        for (size_t k = 0; k < i; k++) {
            int a_len, b_len;
            int same = common(&bindings[i], &bindings[k], &a_len, &b_len);
            if (bindings[i].mode == bindings[k].mode &&
                (same == a_len || same == b_len))
                fail_msg("'%s' and '%s' clash", bindings[i].keys, bindings[k].keys);
        }
    }
}

static void every_command_has_a_key(void **state)
{
    (void)state;
    for (int i = 0; i < CMD_COUNT; i++) {
        struct buf key = {0};
        if (!command_key((enum command_id)i, &key))
            fail_msg("'%s' has no key", commands[i].name);
        buf_release(&key);
    }
}

/* Keys that later commands are going to have. */
static void reserved_keys_are_free(void **state)
{
    (void)state;
    static const char *const reserved[] = {"y", "i"};
    for (size_t i = 0; i < binding_count; i++)
        for (size_t k = 0; k < sizeof reserved / sizeof *reserved; k++)
            assert_string_not_equal(bindings[i].keys, reserved[k]);
}

static void finds_bindings(void **state)
{
    (void)state;
    struct key keys[KEYS_SEQUENCE_MAX];
    keys_parse("Z Z", keys);
    enum command_id id;
    assert_int_equal(binding_find(MODE_ANY, keys, 1, &id), BINDING_PREFIX);
    assert_int_equal(binding_find(MODE_ANY, keys, 2, &id), BINDING_FOUND);
    assert_int_equal(id, CMD_QUIT);
    keys_parse("<Enter>", keys);
    assert_int_equal(binding_find(MODE_TREE, keys, 1, &id), BINDING_FOUND);
    assert_int_equal(id, CMD_TREE_OPEN);
    assert_int_equal(binding_find(MODE_READER, keys, 1, &id), BINDING_FOUND);
    assert_int_equal(id, CMD_FOLLOW);
    keys_parse("<F9>", keys);
    assert_int_equal(binding_find(MODE_ANY, keys, 1, &id), BINDING_NONE);
}

static void the_key_table_has_every_command(void **state)
{
    (void)state;
    struct buf out = {0};
    app_print_keys(&out);
    buf_putc(&out, '\0');
    for (int i = 0; i < CMD_COUNT; i++) {
        assert_non_null(strstr(out.data, commands[i].name));
        assert_non_null(strstr(out.data, commands[i].help));
    }
    assert_non_null(strstr(out.data, "  j, Down, ^N "));
    buf_release(&out);
}

/* --- The theme --- */

static bool differs(enum role role, bool color)
{
    struct look plain = theme_look(ROLE_TEXT, 0, color);
    struct look look = theme_look(role, 0, color);
    return look.fg != plain.fg || look.bg != plain.bg || look.attrs != plain.attrs;
}

static void what_must_stand_out_does_without_colour(void **state)
{
    (void)state;
    static const enum role roles[] = {
        ROLE_LINK,      ROLE_LINK_SELECTED, ROLE_MATCH, ROLE_MATCH_CURRENT,
        ROLE_HEADING_1, ROLE_ERROR,         ROLE_KEY,   ROLE_MARK};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        assert_true(differs(roles[i], true));
        assert_true(differs(roles[i], false));
    }
    struct look link = theme_look(ROLE_LINK, 0, false);
    struct look selected = theme_look(ROLE_LINK_SELECTED, 0, false);
    struct look match = theme_look(ROLE_MATCH, 0, false);
    struct look current = theme_look(ROLE_MATCH_CURRENT, 0, false);
    assert_true(link.attrs != selected.attrs);
    assert_true(match.attrs != current.attrs);
}

/* What leads nowhere never looks as if it led somewhere, selected or not. */
static void a_dangling_link_looks_so(void **state)
{
    (void)state;
    for (int color = 0; color < 2; color++) {
        struct look text = theme_look(ROLE_TEXT, 0, color);
        struct look link = theme_look(ROLE_LINK, 0, color);
        struct look dangling = theme_look(ROLE_LINK_DANGLING, 0, color);
        assert_true(link.attrs & LOOK_UNDERLINE);
        assert_int_equal(dangling.attrs, LOOK_DIM);
        assert_int_equal(dangling.fg, text.fg);
        assert_int_equal(dangling.bg, text.bg);
        assert_int_equal(theme_look(ROLE_QUIET, 0, color).attrs, LOOK_DIM);
        assert_int_equal(theme_look(ROLE_RULE, 0, color).attrs, LOOK_DIM);
    }
}

static void without_colour_there_is_none(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct look look = theme_look((enum role)role, 0, false);
        assert_int_equal(look.fg, COLOR_OWN);
        assert_int_equal(look.bg, COLOR_OWN);
    }
}

static void spans_add_their_attributes(void **state)
{
    (void)state;
    struct look look = theme_look(ROLE_LINK, SPAN_BOLD | SPAN_ITALIC, true);
    assert_int_equal(look.attrs, LOOK_UNDERLINE | LOOK_BOLD | LOOK_ITALIC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_is_whole),
        cmocka_unit_test(names_are_unique),
        cmocka_unit_test(every_group_has_a_title),
        cmocka_unit_test(every_binding_can_be_read),
        cmocka_unit_test(no_key_means_two_things),
        cmocka_unit_test(every_command_has_a_key),
        cmocka_unit_test(reserved_keys_are_free),
        cmocka_unit_test(finds_bindings),
        cmocka_unit_test(the_key_table_has_every_command),
        cmocka_unit_test(what_must_stand_out_does_without_colour),
        cmocka_unit_test(a_dangling_link_looks_so),
        cmocka_unit_test(without_colour_there_is_none),
        cmocka_unit_test(spans_add_their_attributes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
