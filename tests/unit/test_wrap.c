/*
 * Flows and wrapping: where lines end, what holds together, what cells ask for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "layout/flow.h"
#include "layout/layout.h"

static const struct run_look plain = {SPAN_NO_LINK, ROLE_TEXT, 0};

static int setup(void **state)
{
    static struct flow flow;

    text_setup();
    flow = (struct flow){.is_ascii = true};
    *state = &flow;
    return 0;
}

static int teardown(void **state)
{
    flow_release(*state);
    return 0;
}

/* The lines of the flow at a width, apart by '|'. */
static void assert_wraps(struct flow *flow, int width, const char *wanted)
{
    struct strip strip = strip_of(0, flow_len(flow), 0);
    struct wrapped line;
    struct buf got = {0};
    bool first = true;
    for (; wrap_next(flow, &strip, width, &line); first = false) {
        if (!first)
            buf_putc(&got, '|');
        buf_puts(&got, str_slice(buf_str(&flow->text), line.from, line.to));
        assert_true(flow_cols(flow, line.from, line.to) <= width);
    }
    buf_putc(&got, '\0');
    assert_string_equal(got.data, wanted);
    buf_release(&got);
}

static void put(struct flow *flow, const char *text, enum hold hold)
{
    flow_text(flow, 1, 0, str_from(text), plain, hold);
}

static void at_blanks(void **state)
{
    struct flow *flow = *state;
    put(flow, "one two  three", HOLD_NOTHING);
    assert_wraps(flow, 20, "one two  three");
    assert_wraps(flow, 8, "one two|three");
    assert_wraps(flow, 7, "one two|three");
    assert_wraps(flow, 6, "one|two|three");
    assert_wraps(flow, 3, "one|two|thr|ee");
    assert_wraps(flow, 1, "o|n|e|t|w|o|t|h|r|e|e");
}

static void at_hyphens_but_not_in_options(void **state)
{
    struct flow *flow = *state;
    put(flow, "burden-sharing, --option", HOLD_NOTHING);
    assert_wraps(flow, 10, "burden-|sharing,|--option");
}

static void the_same_far_into_a_long_line(void **state)
{
    struct flow *flow = *state;
    put(flow, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c",
        HOLD_NOTHING);
    assert_wraps(flow, 59,
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c");
    assert_wraps(flow, 62,
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|c");
}

static void closing_signs_stay(void **state)
{
    struct flow *flow = *state;
    put(flow, "what next ? no", HOLD_NOTHING);
    assert_wraps(flow, 9, "what|next ? no");
}

static void line_ends(void **state)
{
    struct flow *flow = *state;
    put(flow, "one", HOLD_NOTHING);
    flow_newline(flow);
    flow_newline(flow);
    put(flow, " two", HOLD_NOTHING);
    flow_newline(flow);
    assert_wraps(flow, 10, "one||two");
    assert_wraps(flow, 3, "one||two");
}

static void code_breaks_at_blanks_only(void **state)
{
    struct flow *flow = *state;
    put(flow, "run ", HOLD_NOTHING);
    put(flow, "a-bcd e/fgh", HOLD_WORDS);
    assert_wraps(flow, 7, "run|a-bcd|e/fgh");
}

static void marks_cling(void **state)
{
    struct flow *flow = *state;
    put(flow, "a word", HOLD_NOTHING);
    flow_mark(flow, 1, STR(" x"), plain, HOLD_ALL);
    assert_wraps(flow, 7, "a|word x");
}

static void whole_clusters(void **state)
{
    struct flow *flow = *state;
    put(flow, "e\u0301e\u0301e\u0301日本", HOLD_NOTHING);
    assert_wraps(flow, 2, "e\u0301e\u0301|e\u0301|日|本");
    assert_wraps(flow, 4, "e\u0301e\u0301e\u0301|日本");
}

/* A wide character in one column is all that may be too wide. */
static void wide_in_one_column(void **state)
{
    struct flow *flow = *state;
    put(flow, "日x", HOLD_NOTHING);
    struct strip strip = strip_of(0, flow_len(flow), 0);
    struct wrapped line;
    assert_true(wrap_next(flow, &strip, 1, &line));
    assert_int_equal(line.to - line.from, 3);
    assert_true(wrap_next(flow, &strip, 1, &line));
    assert_false(wrap_next(flow, &strip, 1, &line));
}

static void extents(void **state)
{
    struct flow *flow = *state;
    assert_int_equal(strip_extent(flow, strip_of(0, 0, 0)).lines, 0);
    put(flow, "a longest word ", HOLD_NOTHING);
    flow_newline(flow);
    put(flow, "日本", HOLD_NOTHING);
    struct extent extent = strip_extent(flow, strip_of(0, flow_len(flow), 0));
    assert_int_equal(extent.word_cols, 7);
    assert_int_equal(extent.line_cols, 14);
    assert_int_equal(extent.lines, 2);
}

static void strips_are_apart(void **state)
{
    struct flow *flow = *state;
    put(flow, "one ", HOLD_NOTHING);
    put(flow, "two", HOLD_NOTHING);
    struct strip strip = strip_of(0, 4, 0);
    struct wrapped line;
    assert_true(wrap_next(flow, &strip, 10, &line));
    assert_int_equal(line.to, 3);
    assert_false(wrap_next(flow, &strip, 10, &line));
    strip = strip_of(4, 7, 1);
    assert_true(wrap_next(flow, &strip, 2, &line));
    assert_int_equal(line.from, 4);
    assert_int_equal(line.to, 6);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(at_blanks),
        CASE(at_hyphens_but_not_in_options),
        CASE(the_same_far_into_a_long_line),
        CASE(closing_signs_stay),
        CASE(line_ends),
        CASE(code_breaks_at_blanks_only),
        CASE(marks_cling),
        CASE(whole_clusters),
        CASE(wide_in_one_column),
        CASE(extents),
        CASE(strips_are_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
