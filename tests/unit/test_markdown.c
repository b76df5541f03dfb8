/*
 * Markdown: places and lines, forged tokens, hostile input. What it reads is in
 * tests/spec.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "read/read.h"

static const struct node *marked(const struct doc *doc, const char *id)
{
    for (const struct mark *mark = doc->marks; mark != NULL; mark = mark->next) {
        if (str_eq(mark->id, str_from(id)))
            return mark->node;
    }
    return NULL;
}

static void named_places_are_kept(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct doc *doc =
        read_document(&arena, DOC_MARKDOWN,
                      STR("# A {#head}\n\nText. ^blk-1\n\n> quote\n\n^q\n\n"
                          "x <a name=\"spot\"></a>\n\n<h2 id=\"two\">T</h2>\n"));
    assert_int_equal(marked(doc, "head")->kind, NODE_HEADING);
    assert_int_equal(marked(doc, "blk-1")->kind, NODE_PARAGRAPH);
    assert_int_equal(marked(doc, "q")->kind, NODE_QUOTE);
    assert_int_equal(marked(doc, "spot")->line, 9);
    assert_int_equal(marked(doc, "two")->u.heading.level, 2);
    arena_release(&arena);
}

/* Tables, footnotes and comments are rewritten, and yet lines stay what they were. */
static void lines_are_those_of_the_source(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct doc *doc = read_document(
        &arena, DOC_MARKDOWN,
        STR("---\ntitle: T\n---\na | b[^1]\n-|-\n*c* | d\n\n%%\nx\n%%\n\n[^1]: note\n\n"
            "# Head\n"));
    const struct node *table = doc->root->first;
    assert_int_equal(table->line, 4);
    assert_int_equal(table->last->line, 6);
    assert_int_equal(doc->headings[0]->line, 14);
    arena_release(&arena);
}

static size_t depth_of(const struct node *node)
{
    size_t depth = 0;
    for (; node->parent != NULL; node = node->parent)
        depth++;
    return depth;
}

static size_t deepest(const struct doc *doc)
{
    size_t deepest = 0;
    for (uint32_t id = 0; id < doc->node_count; id++) {
        const size_t depth = depth_of(doc->nodes[id]);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

/* Reads `unit` again and again, up to about `bytes`, between two texts. */
static void assert_bounded(const char *before, const char *unit, const char *after,
                           size_t bytes)
{
    struct arena arena = {0};
    struct buf text = {0};
    buf_puts(&text, str_from(before));
    while (text.len < bytes)
        buf_puts(&text, str_from(unit));
    buf_puts(&text, str_from(after));
    const struct doc *doc = read_document(&arena, DOC_MARKDOWN, buf_str(&text));
    assert_true(deepest(doc) <= DOC_DEPTH_MAX);
    /* No input makes much more tree than it is long. */
    assert_true(doc->node_count <= 2 * text.len + 100);
    buf_release(&text);
    arena_release(&arena);
}

static void hostile_repetitions_stay_shallow_and_small(void **state)
{
    (void)state;
    static const char *const units[] = {
        "> ",
        "- ",
        "* ",
        "1. ",
        "- > ",
        "[[",
        "![[",
        "[^a]",
        "^[",
        "^[a]",
        "%%",
        "~~a ",
        "~a ~~b ",
        "www._",
        "http://a)",
        "a@b.c",
        "*a **b ",
        "<b>",
        "<i><b>",
        "<details>\n",
        "<table><tr><td>",
        "<ul><li>",
        "<!--",
        "<?",
        "<p a=\"",
        "&hellip;",
        ":::note\n",
        "!!! note\n    ",
        "a\n: b\n",
        "> [!note]\n",
        "a|b\n-|-\n",
        "|",
        "# a\n",
        "- a\n\n",
        "[^a]: b\n",
        "&#xfdd0;0&#xfdd1;",
        ("\xEF\xB7\x90"
         "0\xEF\xB7\x91"),
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        assert_bounded("", units[i], "", 20000);
}

static void depth_over_many_lines_is_bounded(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    for (size_t i = 0; i < 200; i++) {
        buf_repeat(&text, ' ', 2 * i);
        buf_puts(&text, STR("- a\n"));
    }
    const struct doc *doc = read_document(&arena, DOC_MARKDOWN, buf_str(&text));
    assert_true(deepest(doc) <= DOC_DEPTH_MAX);
    buf_release(&text);
    arena_release(&arena);
    assert_bounded("<div>\n```\n</div>\n\n", "- ", "x\n\n\n", 4000);
}

static void tokens_cannot_be_forged(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf dump = {0};
    doc_dump(read_document(&arena, DOC_MARKDOWN,
                           STR("[[a]] &#xFDD0;0&#xFDD1; \xEF\xB7\x90"
                               "0\xEF\xB7\x91\n")),
             &dump);
    const struct str expected = STR("document\n  paragraph\n    link wiki \"a\"\n"
                                    "      text \"a\"\n"
                                    "    text \" \uFFFD0\uFFFD \uFFFD0\uFFFD\"\n");
    assert_int_equal(dump.len, expected.len);
    assert_memory_equal(dump.data, expected.ptr, expected.len);
    buf_release(&dump);
    arena_release(&arena);
}

static void a_text_file_in_markdown_is_read_as_such(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct doc *doc = read_document(
        &arena, DOC_TEXT, STR("---\ntitle: T\n---\n## One\n\n[[x]] **b**\n"));
    assert_int_equal(doc->format, DOC_MARKDOWN);
    assert_int_equal(doc->heading_count, 1);
    doc = read_document(&arena, DOC_TEXT, STR("Plain prose, 2 * 3 ** 4.\n"));
    assert_int_equal(doc->format, DOC_TEXT);
    arena_release(&arena);
}

static void any_bytes_are_an_article(void **state)
{
    (void)state;
    uint32_t seed = 1;
    static const char alphabet[] = "[]()|`*_~<>!#-+: \n\t%^\\\"'=&;ab1\xEF\xB7\x90\xFF";
    for (int round = 0; round < 300; round++) {
        struct arena arena = {0};
        char text[400];
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        const struct doc *doc =
            read_document(&arena, DOC_MARKDOWN, (struct str){text, sizeof text});
        for (uint32_t id = 0; id < doc->node_count; id++) {
            if (doc->nodes[id]->kind == NODE_TEXT)
                assert_true(text_is_clean(doc->nodes[id]->u.text));
        }
        arena_release(&arena);
    }
}

int main(void)
{
    text_setup();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_places_are_kept),
        cmocka_unit_test(lines_are_those_of_the_source),
        cmocka_unit_test(hostile_repetitions_stay_shallow_and_small),
        cmocka_unit_test(depth_over_many_lines_is_bounded),
        cmocka_unit_test(tokens_cannot_be_forged),
        cmocka_unit_test(a_text_file_in_markdown_is_read_as_such),
        cmocka_unit_test(any_bytes_are_an_article),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
