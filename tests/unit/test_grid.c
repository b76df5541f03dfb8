/*
 * The grid: clipping, wide characters and marks at edges, the second fence, dumps; and
 * when it pays to scroll.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "ui/term/grid.h"
#include "ui/term/scroll.h"

struct grid_case {
    struct grid grid;
    struct buf text;
};

static struct grid_case at;

static int setup(void **state)
{
    (void)state;
    text_setup();
    grid_init(&at.grid);
    grid_resize(&at.grid, 3, 10);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    grid_release(&at.grid);
    buf_release(&at.text);
    return 0;
}

static const char *dump(void)
{
    buf_clear(&at.text);
    grid_dump(&at.grid, &at.text);
    buf_putc(&at.text, '\0');
    return at.text.data;
}

static int put(struct area area, int row, int col, const char *text)
{
    return grid_put(&at.grid, area, row, col, str_from(text), ROLE_TEXT, 0);
}

static void puts_text_in_an_area(void **state)
{
    (void)state;
    struct area area = {1, 2, 2, 5};
    assert_int_equal(put(area, 0, 1, "abc"), 4);
    assert_string_equal(dump(), "\n   abc\n\n");
}

static void clips_at_every_edge(void **state)
{
    (void)state;
    struct area area = {1, 2, 1, 4};
    put(area, 0, -2, "abcdefgh");
    put(area, 1, 0, "below");
    put(area, -1, 0, "above");
    assert_string_equal(dump(), "\n  cdef\n\n");
}

static void an_area_may_lie_outside(void **state)
{
    (void)state;
    put((struct area){-1, -3, 3, 100}, 1, 0, "abcdefghijklmnopqrst");
    put((struct area){2, 8, 9, 9}, 0, 0, "xyz");
    assert_string_equal(dump(), "defghijklm\n\n        xy\n");
}

static void wide_characters_never_straddle(void **state)
{
    (void)state;
    struct area area = {0, 0, 3, 4};
    assert_int_equal(put(area, 0, 1, "日本語"), 7);
    put(area, 1, -1, "日a");
    assert_string_equal(dump(), " 日\n a\n\n");
    assert_int_equal(grid_at(&at.grid, 0, 1)->cols, 2);
    assert_int_equal(grid_at(&at.grid, 0, 2)->cols, 0);
    assert_int_equal(grid_at(&at.grid, 0, 3)->cols, 1);
}

static void half_a_wide_character_is_taken_away(void **state)
{
    (void)state;
    struct area all = grid_area(&at.grid);
    put(all, 0, 0, "日本");
    put(all, 0, 1, "x");
    assert_string_equal(dump(), " x本\n\n\n");
    put(all, 0, 2, "y");
    assert_string_equal(dump(), " xy\n\n\n");
    put(all, 1, 0, "a日b");
    put(all, 1, 0, "語");
    assert_string_equal(dump(), " xy\n語 b\n\n");
}

static void marks_join_their_base(void **state)
{
    (void)state;
    struct area all = grid_area(&at.grid);
    assert_int_equal(put(all, 0, 0, "e\u0301x"), 2);
    const struct cell *cell = grid_at(&at.grid, 0, 0);
    assert_int_equal(cell->codes[0], 'e');
    assert_int_equal(cell->codes[1], 0x301);
    assert_int_equal(grid_at(&at.grid, 0, 1)->codes[0], 'x');
    put(all, 1, 0, "\u0301x"); /* none to join: dropped, and nothing moves */
    assert_int_equal(grid_at(&at.grid, 1, 0)->codes[0], 'x');
}

static void marks_are_capped(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_putc(&text, 'a');
    for (int i = 0; i < 50; i++)
        text_put(&text, 0x301);
    grid_put(&at.grid, grid_area(&at.grid), 0, 0, buf_str(&text), ROLE_TEXT, 0);
    assert_int_equal(grid_at(&at.grid, 0, 0)->codes[CELL_CODES_MAX - 1], 0x301);
    assert_int_equal(grid_at(&at.grid, 0, 1)->codes[0], 0);
    buf_release(&text);
}

static void the_second_fence_holds(void **state)
{
    (void)state;
    /* clang-format off */
    static const char *const bad[] = {
        "\x1b", "\x07", "\x7f", "\xc2\x9b", "\u202e", "\u200f", "\u200b", "\ufeff",
        "\xff", "\n",
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[16];
        snprintf(text, sizeof text, "a%sb", bad[i]);
        grid_clear(&at.grid);
        put(grid_area(&at.grid), 0, 0, text);
        const char *shown = dump();
        assert_null(strstr(shown, "\x1b"));
        assert_string_equal(shown, "a\uFFFDb\n\n\n");
    }
}

static void roles_can_be_changed(void **state)
{
    (void)state;
    struct area area = {0, 1, 2, 5};
    grid_put(&at.grid, area, 0, 0, STR("abc"), ROLE_LINK, SPAN_BOLD);
    grid_role(&at.grid, area, 0, 1, 100, ROLE_LINK_SELECTED);
    grid_role(&at.grid, area, 5, 0, 3, ROLE_ERROR);
    buf_clear(&at.text);
    grid_dump_roles(&at.grid, &at.text);
    buf_putc(&at.text, '\0');
    assert_string_equal(at.text.data, ".lLLLL\n\n\n");
    assert_int_equal(grid_at(&at.grid, 0, 1)->attrs, SPAN_BOLD);
}

static void sizes_are_bounded(void **state)
{
    (void)state;
    grid_resize(&at.grid, 100000, 100000);
    assert_int_equal(at.grid.rows, GRID_ROWS_MAX);
    assert_int_equal(at.grid.cols, GRID_COLS_MAX);
    grid_resize(&at.grid, 0, 0);
    put((struct area){0, 0, 5, 5}, 0, 0, "nothing");
    assert_string_equal(dump(), "");
    grid_resize(&at.grid, -3, 4);
    assert_int_equal(at.grid.rows, 0);
}

/* --- Scrolling --- */

enum { ROWS = 20, COLS = 60 };

/* A text pane that shows line `top` first, beside a pane of `side` columns. */
static void fill(struct grid *grid, int top, int side)
{
    grid_init(grid);
    grid_resize(grid, ROWS, COLS);
    struct area all = grid_area(grid);
    for (int row = 0; row < ROWS; row++) {
        char text[COLS + 1];
        memset(text, 'a' + (row + top) % 26, COLS);
        text[COLS] = '\0';
        grid_put(grid, all, row, side, str_from(text), ROLE_TEXT, 0);
        memset(text, 'A' + row, COLS);
        text[side] = '\0';
        grid_put(grid, all, row, 0, str_from(text), ROLE_TEXT, 0);
    }
}

static bool pays(int side, int rows)
{
    struct grid shown, next;
    fill(&shown, 0, side);
    fill(&next, rows, side);
    next.shift = (struct grid_shift){0, ROWS, rows};
    bool result = scroll_pays(&shown, &next);
    grid_release(&shown);
    grid_release(&next);
    return result;
}

static void scrolling_pays_beside_a_narrow_pane(void **state)
{
    (void)state;
    assert_true(pays(0, 1));
    assert_true(pays(20, 1));
    assert_true(pays(20, -3));
    assert_false(pays(45, 1)); /* the pane costs more than the text */
    assert_false(pays(0, ROWS));
    assert_false(pays(0, 0));
}

static void a_scrolled_grid_has_blank_new_rows(void **state)
{
    (void)state;
    struct area all = grid_area(&at.grid);
    put(all, 0, 0, "one");
    put(all, 1, 0, "two");
    put(all, 2, 0, "three");
    scroll_grid(&at.grid, (struct grid_shift){0, 3, 1});
    assert_string_equal(dump(), "two\nthree\n\n");
    scroll_grid(&at.grid, (struct grid_shift){0, 2, -1});
    assert_string_equal(dump(), "\ntwo\n\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(puts_text_in_an_area, setup, teardown),
        cmocka_unit_test_setup_teardown(clips_at_every_edge, setup, teardown),
        cmocka_unit_test_setup_teardown(an_area_may_lie_outside, setup, teardown),
        cmocka_unit_test_setup_teardown(wide_characters_never_straddle, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(half_a_wide_character_is_taken_away, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(marks_join_their_base, setup, teardown),
        cmocka_unit_test_setup_teardown(marks_are_capped, setup, teardown),
        cmocka_unit_test_setup_teardown(the_second_fence_holds, setup, teardown),
        cmocka_unit_test_setup_teardown(roles_can_be_changed, setup, teardown),
        cmocka_unit_test_setup_teardown(sizes_are_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(scrolling_pays_beside_a_narrow_pane, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_scrolled_grid_has_blank_new_rows, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
