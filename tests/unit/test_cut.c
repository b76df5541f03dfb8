/*
 * Where the head of a large article is cut off: never within a block, and so that the
 * head reads as it does in the whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "read/read.h"

static struct str head_of(enum doc_format format, struct str text)
{
    return str_slice(text, 0, read_cut(format, text));
}

/* Whatever is cut off, the head ends before `rest`. */
static void cuts_before(const char *text, const char *rest)
{
    struct str all = str_from(text);
    size_t expected = str_find(all, str_from(rest));
    assert_true(expected < all.len || *rest == '\0');
    assert_int_equal(read_cut(DOC_MARKDOWN, all), expected);
}

static void never_cuts(const char *text)
{
    assert_int_equal(read_cut(DOC_MARKDOWN, str_from(text)), 0);
}

static void cuts_behind_the_last_empty_line(void **state)
{
    (void)state;
    cuts_before("# One\n\nFirst.\n\nSecond\ngoes on\n", "Second");
    cuts_before("One\n \t\n## Two\nand", "## Two");
    cuts_before("One\r\n\r\nTwo\r\nand", "Two");
    never_cuts("One\nand two\nand three\n");
    never_cuts("");
    never_cuts("One line");
}

static void never_cuts_what_goes_on_over_empty_lines(void **state)
{
    (void)state;
    cuts_before("A\n\nText\n\n```c\nint a;\n\nint b;\n\nint c;\n", "```c");
    cuts_before("A\n\nText\n\n~~~~\na\n\n~~~\n\nb\n", "~~~~");
    cuts_before("A\n\nText\n\n    code\n\n    more\n", "Text");
    cuts_before("A\n\nText\n\n<!-- gone\n\nfor ever\n\nand -->", "Text");
    cuts_before("A\n\nText\n\n<pre>\na\n\nb\n", "Text");
    cuts_before("A\n\nText\n\n%%\nnot\n\nshown\n", "Text");
    cuts_before("A\n\nText\n\n<details>\n<summary>S</summary>\n\nfolded\n\nmore\n",
                "Text");
    cuts_before("A\n\nText\n\n:::note\n\nin it\n\nmore\n", "Text");
}

static void never_cuts_lists_quotes_tables_and_notes(void **state)
{
    (void)state;
    cuts_before("A\n\nList:\n\n- a\n\n- b\n\n1. c\n\n  in it\n", "List:");
    cuts_before("A\n\nQuote:\n\n> a\n\n> b\n", "Quote:");
    cuts_before("A\n\nTable:\n\n| a |\n|---|\n\n| b |\n", "Table:");
    cuts_before("A\n\nNote[^1]:\n\n[^1]: a\n\n    b\n\n[^2]: c\n", "Note[^1]:");
    cuts_before("A\n\nTerm\n\n: is this\n", "Term");
}

static void cuts_behind_what_is_closed(void **state)
{
    (void)state;
    cuts_before("A\n\n```\na\n\n```\n\nText\nx", "Text");
    cuts_before("A\n\n<!-- a -->\n\nText\nx", "Text");
    cuts_before("A\n\n<!-- a\n\nb -->\n\nText\nx", "Text");
    cuts_before("A\n\n%% a %%\n\nText\nx", "Text");
    cuts_before("A\n\n<details>\n\na\n\n</details>\n\nText\nx", "Text");
    cuts_before("A\n\n:::note\n\na\n\n:::\n\nText\nx", "Text");
    cuts_before("A\n\n- a\n\n  b\n\n**Bold** text\nx", "**Bold**");
}

static void never_cuts_front_matter(void **state)
{
    (void)state;
    cuts_before("---\ntitle: A\n\nsummary: B\n---\n\nText\n\nMore\n", "More");
    cuts_before("\xEF\xBB\xBF---\ntitle: A\n\nsummary: B\n---\nText\n\nMore\n", "More");
    never_cuts("---\ntitle: A\n\nsummary: B\n---\nText\n");
}

static void text_is_cut_behind_a_line_if_need_be(void **state)
{
    (void)state;
    struct str log = STR("one\ntwo\nthr");
    assert_int_equal(head_of(DOC_TEXT, log).len, 8);
    assert_int_equal(head_of(DOC_TEXT, STR("one\n\ntwo\nthr")).len, 5);
    assert_int_equal(head_of(DOC_TEXT, STR("no line ends here")).len, 0);
}

static void yaml_and_coded_bytes_have_no_head(void **state)
{
    (void)state;
    assert_int_equal(read_cut(DOC_YAML, STR("title: A\n\nbody: B\n")), 0);
    assert_int_equal(read_cut(DOC_TEXT, STR("\xFF\xFE"
                                            "a\0\n\0\n\0b\0")),
                     0);
}

/* --- What is made of a head ------------------------------------------------------- */

static const char blocks[] = "# Title\n\n"
                             "A paragraph with *marks* and a [link](other.md).\n\n"
                             "- an item\n- another\n\n  with more\n\n"
                             "> a quote\n> goes on\n\n"
                             "Text again, of\ntwo lines.\n\n"
                             "| a | b |\n|---|---|\n| 1 | 2 |\n\n"
                             "## A section\n\n"
                             "```\ncode\n\nin it\n```\n\n"
                             "Words that follow.\n\n";

/* All nodes of the head are those of the whole, with the same numbers. */
static void assert_begins(const struct doc *whole, const struct doc *head)
{
    assert_true(head->node_count <= whole->node_count);
    for (uint32_t id = 1; id < head->node_count; id++) {
        const struct node *a = head->nodes[id], *b = whole->nodes[id];
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->line, b->line);
        if (a->kind == NODE_TEXT)
            assert_true(str_eq(a->u.text, b->u.text));
    }
}

static void a_head_reads_as_in_the_whole(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    for (int i = 0; i < 3; i++)
        buf_puts(&text, str_from(blocks));
    const struct doc *whole = read_document(&arena, DOC_MARKDOWN, buf_str(&text));
    for (size_t len = 0; len < text.len; len++) {
        struct str head = head_of(DOC_MARKDOWN, str_slice(buf_str(&text), 0, len));
        assert_begins(whole, read_document(&arena, DOC_MARKDOWN, head));
    }
    buf_release(&text);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_behind_the_last_empty_line),
        cmocka_unit_test(never_cuts_what_goes_on_over_empty_lines),
        cmocka_unit_test(never_cuts_lists_quotes_tables_and_notes),
        cmocka_unit_test(cuts_behind_what_is_closed),
        cmocka_unit_test(never_cuts_front_matter),
        cmocka_unit_test(text_is_cut_behind_a_line_if_need_be),
        cmocka_unit_test(yaml_and_coded_bytes_have_no_head),
        cmocka_unit_test(a_head_reads_as_in_the_whole),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
