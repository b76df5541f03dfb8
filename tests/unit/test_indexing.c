/*
 * What a log is told of indexing: a line for each phase, and some about the articles,
 * few enough to be read however many those are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/indexing.h"

static struct catalog_progress at(enum catalog_phase phase, size_t done, size_t total)
{
    return (struct catalog_progress){.phase = phase, .done = done, .total = total};
}

static void each_phase_has_a_line(void **state)
{
    struct indexing_told told = {.is_any = false};
    (void)state;
    assert_true(indexing_is_news(&told, at(CATALOG_LOOKING, 0, 0)));
    assert_false(indexing_is_news(&told, at(CATALOG_LOOKING, 0, 0)));
    assert_true(indexing_is_news(&told, at(CATALOG_READING, 0, 20000)));
    for (int i = 0; i < 1000; i++)
        assert_false(indexing_is_news(&told, at(CATALOG_READING, 0, 20000)));
    assert_false(indexing_is_news(&told, at(CATALOG_READY, 0, 0)));
}

static size_t count_lines_of(enum catalog_phase phase, size_t total, size_t per_step)
{
    struct indexing_told told = {.is_any = false};
    size_t lines = 0;
    for (size_t done = 0; done < total; done += per_step)
        lines += indexing_is_news(&told, at(phase, done, total));
    return lines;
}

static size_t count_lines(size_t total, size_t per_step)
{
    size_t lines = count_lines_of(CATALOG_READING, total, per_step);
    assert_int_equal(count_lines_of(CATALOG_LOOKING, total, per_step), lines);
    return lines;
}

static void lines_are_seconds_apart(void **state)
{
    (void)state;
    assert_int_equal(count_lines(20000, 400), 1); /* 5 seconds */
    assert_int_equal(count_lines(20000, 199), 2); /* 10 seconds */
    assert_int_equal(count_lines(20000, 100), 4); /* 20 seconds */
}

static void lines_do_not_go_on_for_ever(void **state)
{
    (void)state;
    assert_int_equal(count_lines(1000000, 300), 10); /* six minutes */
    assert_int_equal(count_lines(1000000, 30), 10);  /* an hour */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_phase_has_a_line),
        cmocka_unit_test(lines_are_seconds_apart),
        cmocka_unit_test(lines_do_not_go_on_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
