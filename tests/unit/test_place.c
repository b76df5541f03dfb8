/*
 * Places in a document: what a fragment names, from exact text to slugs and marks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "library/library.h"

static struct arena arena;
static struct doc *doc;

static int make_doc(void **state)
{
    (void)state;
    doc = doc_new(&arena, DOC_MARKDOWN);
    doc_heading(doc, 1, STR("Title"), 1);
    doc_heading(doc, 2, STR("What's new?"), 2);
    doc_heading(doc, 3, STR("Details"), 3);
    doc_heading(doc, 2, STR("Plans - and hopes"), 4);
    doc_heading(doc, 3, STR("Details"), 5);
    doc_heading(doc, 2, STR("plans"), 6);
    doc_heading(doc, 2, STR("Plans"), 7);
    struct node *paragraph = doc_node(doc, NODE_PARAGRAPH, 8);
    node_append(doc->root, paragraph);
    doc_text(doc, paragraph, STR("Marked."), 8);
    doc_mark(doc, STR("my-block"), paragraph);
    doc_finish(doc);
    return 0;
}

static int drop_doc(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* The source line of what the fragment names; 0 for nothing. */
static uint32_t line_of(const char *fragment)
{
    const struct node *node = target_place(doc, str_from(fragment));
    return node == NULL ? 0 : node->line;
}

static void headings_by_text(void **state)
{
    (void)state;
    assert_int_equal(line_of("Title"), 1);
    assert_int_equal(line_of("What's new?"), 2);
    assert_int_equal(line_of(" title "), 1);
    assert_int_equal(line_of("WHAT'S NEW?"), 2);
    assert_int_equal(line_of("whats new"), 2);
    assert_int_equal(line_of("What s new"), 2);
    assert_int_equal(line_of("Plans and   hopes"), 4);
    assert_int_equal(line_of("Nothing"), 0);
    assert_int_equal(line_of(""), 0);
}

static void exact_text_wins_over_folded(void **state)
{
    (void)state;
    assert_int_equal(line_of("plans"), 6);
    assert_int_equal(line_of("Plans"), 7);
    assert_int_equal(line_of("PLANS"), 6);
}

static void headings_by_slug(void **state)
{
    (void)state;
    assert_int_equal(line_of("whats-new"), 2);
    assert_int_equal(line_of("details"), 3);
    assert_int_equal(line_of("details-1"), 5);
    assert_int_equal(line_of("plans---and-hopes"), 4);
    assert_int_equal(line_of("plans-and-hopes"), 4);
}

static void nested_headings(void **state)
{
    (void)state;
    assert_int_equal(line_of("What's new?#Details"), 3);
    assert_int_equal(line_of("Plans - and hopes#Details"), 5);
    assert_int_equal(line_of("Title#plans"), 6);
    assert_int_equal(line_of("plans#Details"), 0);
    assert_int_equal(line_of("#a#b#c#d#e#f#g#h"), 0);
}

static void marks(void **state)
{
    (void)state;
    assert_int_equal(line_of("my-block"), 8);
    assert_int_equal(line_of("^my-block"), 8);
    assert_int_equal(line_of("^details"), 0);
    assert_int_equal(line_of("^"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_by_text),
        cmocka_unit_test(exact_text_wins_over_folded),
        cmocka_unit_test(headings_by_slug),
        cmocka_unit_test(nested_headings),
        cmocka_unit_test(marks),
    };
    return cmocka_run_group_tests(tests, make_doc, drop_doc);
}
