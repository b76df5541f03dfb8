/*
 * YAML: values, errors with their place, the bounds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/read.h"
#include "read/yaml.h"

static struct yaml *parse(struct arena *arena, struct str text)
{
    struct yaml *top = NULL;
    struct error err;
    assert_int_equal(yaml_parse(arena, text, 1, READ_YAML_EVENTS_MAX, &top, &err), 0);
    return top;
}

static void assert_fails(struct str text, uint32_t first_line, const char *message)
{
    struct arena arena = {0};
    struct yaml *top;
    struct error err;
    assert_int_equal(
        yaml_parse(&arena, text, first_line, READ_YAML_EVENTS_MAX, &top, &err), -1);
    assert_string_equal(err.text, message);
    arena_release(&arena);
}

static void assert_scalar(const struct yaml *map, const char *key, const char *value)
{
    const struct str found = yaml_str(map, key);
    assert_int_equal(found.len, str_from(value).len);
    assert_memory_equal(found.ptr ? found.ptr : "", value, found.len);
}

static void values_are_found_by_key(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct yaml *top =
        parse(&arena, STR("Title: \"a\\x41\"\nlist: [x, {k: v}]\nnone: ~\n"));
    assert_scalar(top, "title", "aA");
    assert_scalar(top, "none", "");
    assert_scalar(top, "missing", "");
    const struct yaml *list = yaml_get(top, "list");
    assert_int_equal(list->kind, YAML_LIST);
    assert_int_equal(list->line, 2);
    assert_scalar(list->first->next, "k", "v");
    arena_release(&arena);
}

static void the_last_of_equal_keys_counts(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_scalar(parse(&arena, STR("a: 1\nb: 2\na: 3\n")), "a", "3");
    arena_release(&arena);
}

static void an_empty_text_is_null(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_int_equal(parse(&arena, STR(""))->kind, YAML_NULL);
    assert_int_equal(parse(&arena, STR("# only this\n"))->kind, YAML_NULL);
    arena_release(&arena);
}

static void aliases_do_not_expand_and_tags_are_ignored(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct yaml *top = parse(&arena, STR("a: &x [1, 2]\nb: *x\nc: !odd 3\n"));
    assert_int_equal(yaml_get(top, "b")->kind, YAML_NULL);
    assert_scalar(top, "c", "3");
    arena_release(&arena);
}

static void errors_tell_their_place(void **state)
{
    (void)state;
    assert_fails(STR("a: b: c\n"), 1,
                 "line 1, column 5: mapping values are not allowed in this context");
    assert_fails(STR("ok: 1\na: b: c\n"), 10,
                 "line 11, column 5: mapping values are not allowed in this context");
}

static void depth_is_bounded(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_repeat(&text, '[', 100000);
    assert_fails(buf_str(&text), 1, "line 1, column 33: nested too deeply");
    buf_release(&text);
}

static void values_and_directives_are_bounded(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < READ_YAML_EVENTS_MAX; i++)
        buf_puts(&text, STR("- x\n"));
    assert_fails(buf_str(&text), 1, "line 9998, column 3: too many values");
    buf_clear(&text);
    for (int i = 0; i < 1000; i++)
        buf_printf(&text, "%%TAG !a%d! x\n", i);
    assert_fails(buf_str(&text), 1, "line 1, column 1: too many directives");
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_found_by_key),
        cmocka_unit_test(the_last_of_equal_keys_counts),
        cmocka_unit_test(an_empty_text_is_null),
        cmocka_unit_test(aliases_do_not_expand_and_tags_are_ignored),
        cmocka_unit_test(errors_tell_their_place),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(values_and_directives_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
