/*
 * The README's tables of keys and commands are what the program itself prints. With
 * GOLDEN=1 they are written anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "cli/cli.h"
#include "ui/app.h"

static const char readme[] = "README.md";

/* The text between "<!-- NAME -->" and the next "<!-- end -->". */
struct part {
    size_t from, to;
};

static struct part find_part(struct str text, struct str mark)
{
    struct part part;
    part.from = str_find(text, mark);
    if (part.from == text.len)
        fail_msg("no part '" STR_FMT "'", STR_ARG(mark));
    part.from += mark.len + 1;
    part.to = part.from + str_find(str_tail(text, part.from), STR("<!-- end -->"));
    return part;
}

static struct str read_readme(struct arena *arena)
{
    struct file_root root;
    assert_int_equal(file_root_open(&root, ".", NULL), 0);
    struct str text;
    assert_int_equal(
        file_read(&root, str_from(readme), 1 << 20, false, arena, &text, NULL, NULL),
        0);
    file_root_close(&root);
    return text;
}

static void write_readme(struct str before, struct str part, struct str after)
{
    FILE *file = fopen(readme, "w");
    assert_non_null(file);
    fprintf(file, STR_FMT STR_FMT STR_FMT, STR_ARG(before), STR_ARG(part),
            STR_ARG(after));
    assert_int_equal(fclose(file), 0);
}

static void check_part(struct str mark, void (*print)(struct buf *out))
{
    struct arena arena = {0};
    struct str text = read_readme(&arena);
    struct part part = find_part(text, mark);
    struct buf wanted = {0};
    buf_puts(&wanted, STR("```\n"));
    print(&wanted);
    buf_puts(&wanted, STR("```\n"));
    struct str is = str_slice(text, part.from, part.to);
    if (getenv("GOLDEN") != NULL)
        write_readme(str_slice(text, 0, part.from), buf_str(&wanted),
                     str_tail(text, part.to));
    else if (!str_eq(is, buf_str(&wanted)))
        fail_msg(STR_FMT " in %s is behind: make golden", STR_ARG(mark), readme);
    buf_release(&wanted);
    arena_release(&arena);
}

static void keys_are_those_of_the_program(void **state)
{
    (void)state;
    check_part(STR("<!-- keys -->"), app_print_keys);
}

static void commands_are_those_of_the_program(void **state)
{
    (void)state;
    check_part(STR("<!-- commands -->"), cli_print_commands);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_those_of_the_program),
        cmocka_unit_test(commands_are_those_of_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
