/*
 * Tables: grids, their columns, and row by row where a grid has no room.
 */
#include "layout_case.h"

static void grid_of_content_width(void **state)
{
    struct layout_case *at = *state;
    struct node *node = table(at, NULL, "Frame|Members|Since\nNATO|32|1949\nAUKUS|3|");
    node->u.table.align[1] = ALIGN_RIGHT;
    node->u.table.align[2] = ALIGN_CENTER;
    assert_string_equal(shown(at, 40), "│ Frame │ Members │ Since │\n"
                                       "├───────┼─────────┼───────┤\n"
                                       "│ NATO  │      32 │ 1949  │\n"
                                       "│ AUKUS │       3 │       │\n");
    assert_true(span_of(at, "Frame")->attrs & SPAN_BOLD);
    assert_false(span_of(at, "NATO")->attrs & SPAN_BOLD);
    check_lines(at->layout);
}

static void cells_wrap(void **state)
{
    struct layout_case *at = *state;
    table(at, NULL,
          "Light|Remark\nGull Rock|Rebuilt after the great gale of that year\n"
          "Stack|Dark");
    assert_string_equal(shown(at, 36), "│ Light     │ Remark               │\n"
                                       "├───────────┼──────────────────────┤\n"
                                       "│ Gull Rock │ Rebuilt after the    │\n"
                                       "│           │ great gale of that   │\n"
                                       "│           │ year                 │\n"
                                       "│ Stack     │ Dark                 │\n");
    check_widths(at, 80);
}

/* A table whose cells have to wrap leaves no column of the page empty, whichever of
 * its columns gets what is left over. */
static void no_room_is_left_over(void **state)
{
    struct layout_case *at = *state;
    int filled = 0;
    table(at, NULL,
          "Light|Remark|Keeper\n"
          "A rock of gulls off the cape|Rebuilt after the gale of a year|Ada and Bo "
          "and their dog\n"
          "Stack|Dark|Nobody");
    for (int width = 48; width <= 80; width++) {
        struct str text = str_from(shown(at, width)), line;
        assert_true(str_cut_line(&text, &line));
        assert_true(str_starts(line, STR("│ Light")));
        assert_int_equal(text_cols(line), width);
        filled++;
    }
    assert_int_equal(filled, 33);
}

static void tall_rows_stand_apart(void **state)
{
    struct layout_case *at = *state;
    table(at, NULL,
          "Light|Remark\nGull Rock|Rebuilt after the great gale\n"
          "Stack|Dark since the year of the gale");
    assert_string_equal(shown(at, 36), "│ Light     │ Remark               │\n"
                                       "├───────────┼──────────────────────┤\n"
                                       "│ Gull Rock │ Rebuilt after the    │\n"
                                       "│           │ great gale           │\n"
                                       "│           │                      │\n"
                                       "│ Stack     │ Dark since the year  │\n"
                                       "│           │ of the gale          │\n");
}

static void links_live_in_cells(void **state)
{
    struct layout_case *at = *state;
    struct node *node = table(at, NULL, "Light|Remark\nStack|see ");
    doc_link(at->doc, node->last->last, LINK_INLINE, STR("g.md"),
             STR("The great gale of 1809"), 1);
    shown(at, 26);
    assert_int_equal(at->layout->link_line[0], 2);
    assert_int_equal(span_of(at, "The great")->link, 0);
    assert_int_equal(span_of(at, "gale of 1809")->link, 0);
}

static void stacks_where_narrow(void **state)
{
    struct layout_case *at = *state;
    table(at, NULL, "Light|Height|Remark\nGull Rock|9 metres|Rebuilt\nStack||Dark");
    assert_string_equal(shown(at, 22), "Light · Height ·\n"
                                       "Remark\n"
                                       "\n"
                                       "Light: Gull Rock\n"
                                       "Height: 9 metres\n"
                                       "Remark: Rebuilt\n"
                                       "\n"
                                       "Light: Stack\n"
                                       "Remark: Dark\n");
    assert_true(span_of(at, "Height")->is_text);
    check_lines(at->layout);
}

static void header_is_optional(void **state)
{
    struct layout_case *at = *state;
    table(at, NULL, "a|b\nc|d")->u.table.header = false;
    assert_string_equal(shown(at, 22), "│ a │ b │\n│ c │ d │\n");
    assert_string_equal(shown(at, 8), "a\nb\n\nc\nd\n");
}

static void wide_text_in_cells(void **state)
{
    struct layout_case *at = *state;
    table(at, NULL, "名|x\n日本|e\u0301y");
    assert_string_equal(shown(at, 22), "│ 名   │ x  │\n"
                                       "├──────┼────┤\n"
                                       "│ 日本 │ e\u0301y │\n");
    check_widths(at, 30);
}

static void points_are_marked(void **state)
{
    struct layout_case *at = *state;
    struct node *node = table(at, NULL, "Point|Why\nFair shares|who pays\nOther|x");
    node->first->next->flags |= NODE_POINT;
    assert_string_equal(shown(at, 40), "│ Point         │ Why      │\n"
                                       "├───────────────┼──────────┤\n"
                                       "│ ◆ Fair shares │ who pays │\n"
                                       "│ Other         │ x        │\n");
    at->options.skim = true;
    assert_string_equal(shown(at, 40), "│ Point         │ Why      │\n"
                                       "├───────────────┼──────────┤\n"
                                       "│ ◆ Fair shares │ who pays │\n");
    node->first->next->flags = 0;
    assert_string_equal(shown(at, 40), "");
}

static void ragged_and_empty(void **state)
{
    struct layout_case *at = *state;
    struct node *node = table(at, NULL, "a|b\nc\n|");
    add(at, node, NODE_ROW);
    assert_string_equal(shown(at, 40), "│ a │ b │\n"
                                       "├───┼───┤\n"
                                       "│ c │   │\n"
                                       "│   │   │\n"
                                       "│   │   │\n");
    add(at, NULL, NODE_TABLE);
    check_widths(at, 20);
}

static void tables_in_lists_are_indented(void **state)
{
    struct layout_case *at = *state;
    struct node *node = item(at, list(at, NULL, true), "see");
    table(at, node, "a|b\nc|d");
    assert_string_equal(shown(at, 40), "• see\n"
                                       "\n"
                                       "  │ a │ b │\n"
                                       "  ├───┼───┤\n"
                                       "  │ c │ d │\n");
}

/* As many columns as a table may have, and one long cell: no line too wide, no fault,
 * and spans stay few. */
static void many_columns(void **state)
{
    struct layout_case *at = *state;
    struct node *node = add(at, NULL, NODE_TABLE);
    node->u.table.columns = DOC_COLUMNS_MAX;
    for (int row = 0; row < 3; row++) {
        struct node *cells = add(at, node, NODE_ROW);
        for (int i = 0; i < DOC_COLUMNS_MAX; i++)
            say(at, add(at, cells, NODE_CELL), "cell of a row");
    }
    check_widths(at, 30);
    shown(at, 2100);
    check_lines(at->layout);
    assert_int_equal(at->layout->line_count, 3);
}

static void long_cells_take_few_spans(void **state)
{
    struct layout_case *at = *state;
    struct node *node = table(at, NULL, "a|b|c|d|e\n1|2|3|4|");
    for (int i = 0; i < 2000; i++)
        say(at, node->last->last, "words and words ");
    shown(at, 60);
    assert_true(at->layout->line_count > 500);
    assert_true(at->layout->span_count < 4 * at->layout->line_count);
}

static void lines_stay_in_order_beside_empty_ones(void **state)
{
    struct layout_case *at = *state;
    struct node *node = table(at, NULL, "a|b\nfirst|one two three four five six");
    struct node *cell = node->last->first;
    add(at, cell, NODE_LINE_BREAK);
    add(at, cell, NODE_LINE_BREAK);
    say(at, cell, "last");
    assert_string_equal(shown(at, 28), "│ a     │ b                │\n"
                                       "├───────┼──────────────────┤\n"
                                       "│ first │ one two three    │\n"
                                       "│       │ four five six    │\n"
                                       "│ last  │                  │\n");
    check_widths(at, 60);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(grid_of_content_width),
        CASE(cells_wrap),
        CASE(no_room_is_left_over),
        CASE(tall_rows_stand_apart),
        CASE(links_live_in_cells),
        CASE(stacks_where_narrow),
        CASE(header_is_optional),
        CASE(wide_text_in_cells),
        CASE(points_are_marked),
        CASE(ragged_and_empty),
        CASE(tables_in_lists_are_indented),
        CASE(many_columns),
        CASE(long_cells_take_few_spans),
        CASE(lines_stay_in_order_beside_empty_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
