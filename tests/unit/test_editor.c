/*
 * The line editor: typing, moving, taking away; and how it shows itself where there is
 * less room than text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "ui/lists/editor.h"

static struct editor editor;

static int setup(void **state)
{
    (void)state;
    text_setup();
    editor = (struct editor){0};
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    editor_release(&editor);
    return 0;
}

static enum edit_result type(const char *keys)
{
    struct key key[KEYS_SEQUENCE_MAX];
    enum edit_result last = EDIT_IGNORED;
    struct str rest = str_from(keys);
    for (struct str part; str_cut(&rest, ' ', &part);) {
        struct arena arena = {0};
        assert_int_equal(keys_parse(arena_cstr(&arena, part), key), 1);
        last = editor_key(&editor, key[0]);
        arena_release(&arena);
    }
    return last;
}

static void has(const char *text, size_t cursor)
{
    assert_true(str_eq(editor_text(&editor), str_from(text)));
    assert_int_equal(editor.cursor, cursor);
}

static void types_at_the_cursor(void **state)
{
    (void)state;
    assert_int_equal(type("a c <Left> b"), EDIT_CHANGED);
    has("abc", 2);
    type("<End> <Space> é");
    has("abc é", 6);
}

static void moves_by_clusters(void **state)
{
    (void)state;
    editor_set(&editor, STR("xe\u0301日"));
    has("xe\u0301日", 7);
    type("<Left>");
    assert_int_equal(editor.cursor, 4);
    type("<Left>");
    assert_int_equal(editor.cursor, 1);
    type("<C-a> <Left>");
    assert_int_equal(editor.cursor, 0);
    type("<Right> <Right>");
    assert_int_equal(editor.cursor, 4);
    type("<C-e> <Right>");
    assert_int_equal(editor.cursor, 7);
}

static void takes_away(void **state)
{
    (void)state;
    editor_set(&editor, STR("one two  three"));
    type("<C-w>");
    has("one two  ", 9);
    type("<C-w>");
    has("one ", 4);
    type("<BS>");
    has("one", 3);
    type("<C-a> <Del>");
    has("ne", 0);
    assert_int_equal(type("<BS>"), EDIT_MOVED); /* nothing is there */
    type("<Right> <C-k>");
    has("n", 1);
    type("<C-u>");
    has("", 0);
    assert_int_equal(type("<C-w>"), EDIT_MOVED);
    assert_int_equal(type("<Del>"), EDIT_MOVED);
}

static void takes_a_cluster_away_whole(void **state)
{
    (void)state;
    editor_set(&editor, STR("ae\u0301"));
    type("<BS>");
    has("a", 1);
}

static void ignores_other_keys(void **state)
{
    (void)state;
    assert_int_equal(type("<F5>"), EDIT_IGNORED);
    assert_int_equal(type("<M-x>"), EDIT_IGNORED);
    assert_int_equal(type("<C-t>"), EDIT_IGNORED);
    assert_int_equal(type("<Up>"), EDIT_IGNORED);
    has("", 0);
}

static void its_text_is_clean(void **state)
{
    (void)state;
    editor_set(&editor, STR("a\x1b[m\nb"));
    assert_true(text_is_clean(editor_text(&editor)));
    editor_set(&editor, (struct str){0});
    editor_key(&editor, (struct key){0x202E, 0});
    editor_key(&editor, (struct key){0x301, 0});
    editor_key(&editor, (struct key){0x9B, 0});
    assert_true(text_is_clean(editor_text(&editor)));
}

static void is_bounded(void **state)
{
    (void)state;
    for (int i = 0; i < EDITOR_MAX_BYTES + 10; i++)
        editor_key(&editor, (struct key){'x', 0});
    assert_int_equal(editor_text(&editor).len, EDITOR_MAX_BYTES);
}

static void shows_the_cursor_where_room_ends(void **state)
{
    (void)state;
    struct grid grid;
    struct buf out = {0};
    grid_init(&grid);
    grid_resize(&grid, 1, 8);
    editor_set(&editor, STR("abcdefghij"));
    editor_draw(&editor, &grid, grid_area(&grid), 0, 2, ROLE_TEXT);
    grid_dump(&grid, &out);
    buf_putc(&out, '\0');
    assert_string_equal(out.data, "  fghij\n");
    assert_int_equal(grid.cursor_col, 7);
    grid_clear(&grid);
    buf_clear(&out);
    type("<C-a>");
    editor_draw(&editor, &grid, grid_area(&grid), 0, 2, ROLE_TEXT);
    assert_int_equal(grid.cursor_col, 2);
    buf_release(&out);
    grid_release(&grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(types_at_the_cursor, setup, teardown),
        cmocka_unit_test_setup_teardown(moves_by_clusters, setup, teardown),
        cmocka_unit_test_setup_teardown(takes_away, setup, teardown),
        cmocka_unit_test_setup_teardown(takes_a_cluster_away_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(ignores_other_keys, setup, teardown),
        cmocka_unit_test_setup_teardown(its_text_is_clean, setup, teardown),
        cmocka_unit_test_setup_teardown(is_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(shows_the_cursor_where_room_ends, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
