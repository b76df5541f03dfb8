/*
 * The document tree: building, walking, numbering, slugs, sections, plain text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "doc/doc.h"

struct fixture {
    struct arena arena;
    struct doc *doc;
};

static int setup(void **state)
{
    static struct fixture fixture;

    arena_init(&fixture.arena);
    fixture.doc = doc_new(&fixture.arena, DOC_MARKDOWN);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    return 0;
}

static struct node *add_paragraph(struct doc *doc, struct node *parent, struct str text)
{
    struct node *paragraph = doc_node(doc, NODE_PARAGRAPH, 1);
    node_append(parent, paragraph);
    doc_text(doc, paragraph, text, 1);
    return paragraph;
}

static void assert_str(struct str got, const char *wanted)
{
    struct arena arena = {0};
    assert_string_equal(arena_cstr(&arena, got), wanted);
    arena_release(&arena);
}

static void walk_leaves_empty_containers(void **state)
{
    struct fixture *fixture = *state;
    struct doc *doc = fixture->doc;
    int entered = 0, left = 0;
    node_append(doc->root, doc_node(doc, NODE_PARAGRAPH, 1));
    node_append(doc->root, doc_node(doc, NODE_RULE, 2));
    struct walk walk = walk_begin(doc->root);
    while (walk_next(&walk) != NULL) {
        entered += walk.entering;
        left += !walk.entering;
    }
    assert_int_equal(entered, 3);
    assert_int_equal(left, 2); /* the rule is a leaf */
}

static void walk_skips_a_subtree(void **state)
{
    struct fixture *fixture = *state;
    struct doc *doc = fixture->doc;
    int texts = 0;
    add_paragraph(doc, doc->root, STR("one"));
    add_paragraph(doc, doc->root, STR("two"));
    struct walk walk = walk_begin(doc->root);
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        texts += node->kind == NODE_TEXT;
        if (node == doc->root->first)
            walk_skip(&walk);
    }
    assert_int_equal(texts, 1);
}

static void text_is_cleaned_and_joined(void **state)
{
    struct fixture *fixture = *state;
    struct doc *doc = fixture->doc;
    struct node *paragraph = add_paragraph(doc, doc->root, STR("a\x1b[31m"));
    doc_text(doc, paragraph, STR("b"), 1);
    doc_text(doc, paragraph, STR("c\nd"), 1);
    doc_finish(doc);
    assert_str(paragraph->first->u.text, "a^[[31mbc");
    assert_int_equal(paragraph->first->next->kind, NODE_SOFT_BREAK);
    assert_str(paragraph->last->u.text, "d");
}

static void slugs_are_unique(void **state)
{
    struct fixture *fixture = *state;
    struct doc *doc = fixture->doc;
    doc_heading(doc, 2, STR("See also"), 1);
    doc_heading(doc, 2, STR("See also"), 2);
    doc_heading(doc, 2, STR("See also 1"), 3);
    doc_heading(doc, 2, STR("Café & Co."), 4);
    doc_finish(doc);
    assert_str(doc->headings[0]->u.heading.slug, "see-also");
    assert_str(doc->headings[1]->u.heading.slug, "see-also-1");
    assert_str(doc->headings[2]->u.heading.slug, "see-also-1-1");
    assert_str(doc->headings[3]->u.heading.slug, "café--co");
}

static void sections_end_at_the_next_equal(void **state)
{
    struct fixture *fixture = *state;
    struct doc *doc = fixture->doc;
    struct node *quote = doc_node(doc, NODE_QUOTE, 3);
    doc_heading(doc, 2, STR("A"), 1);
    doc_heading(doc, 3, STR("A.1"), 2);
    node_append(doc->root, quote);
    struct node *inner = doc_heading(doc, 1, STR("quoted"), 3);
    node_unlink(inner);
    node_append(quote, inner);
    add_paragraph(doc, doc->root, STR("still A.1"));
    doc_heading(doc, 2, STR("B"), 5);
    doc_finish(doc);
    assert_int_equal(doc_section_end(doc, 0), doc->headings[3]->id);
    assert_int_equal(doc_section_end(doc, 1), doc->headings[3]->id);
    assert_int_equal(doc_section_end(doc, 2), quote->next->id);
    assert_int_equal(doc_section_end(doc, 3), doc->node_count);
    assert_int_equal(doc_heading_index(doc, 0), -1);
    assert_int_equal(doc_heading_index(doc, doc->node_count), 3);
}

static void plain_text_keeps_blocks_apart(void **state)
{
    struct fixture *fixture = *state;
    struct doc *doc = fixture->doc;
    struct node *list = doc_node(doc, NODE_LIST, 3);
    struct buf out = {0};
    doc_heading(doc, 1, STR("Title"), 1);
    add_paragraph(doc, doc->root, STR("Some\ntext."));
    list->u.list.ordered = list->u.list.tight = true;
    list->u.list.start = 9;
    node_append(doc->root, list);
    for (int i = 0; i < 2; i++) {
        struct node *item = doc_node(doc, NODE_ITEM, 3);
        node_append(list, item);
        add_paragraph(doc, item, i ? STR("two") : STR("one"));
    }
    struct node *hidden = add_paragraph(doc, doc->root, STR("never shown"));
    hidden->flags |= NODE_HIDDEN;
    add_paragraph(doc, doc->root, STR("end"));
    doc_finish(doc);
    doc_plain(doc, 0, doc->node_count, &out);
    assert_str(buf_str(&out), "Title\n\nSome text.\n\n9. one\n10. two\n\nend\n");
    buf_release(&out);
}

static void footnotes_count_by_first_use(void **state)
{
    struct fixture *fixture = *state;
    struct doc *doc = fixture->doc;
    struct node *paragraph = add_paragraph(doc, doc->root, STR("text"));
    struct node *notes[2];
    for (int i = 0; i < 2; i++) {
        notes[i] = doc_node(doc, NODE_FOOTNOTE, 9);
        node_append(doc->root, notes[i]);
    }
    for (int i = 0; i < 3; i++) {
        struct node *ref = doc_node(doc, NODE_FOOTNOTE_REF, 1);
        ref->u.footnote.other = notes[i == 1 ? 0 : 1];
        node_append(paragraph, ref);
    }
    doc_finish(doc);
    assert_int_equal(notes[1]->u.footnote.number, 1);
    assert_int_equal(notes[0]->u.footnote.number, 2);
    assert_int_equal(doc->links[2]->u.footnote.number, 1);
    assert_ptr_equal(notes[1]->u.footnote.other, doc->links[0]);
}

/* Bytes of an arena that so many paragraphs with nodes of these kinds were made in. */
static size_t bytes_of(enum node_kind first, enum node_kind second)
{
    enum { PAIRS = 100000 };
    struct arena arena = {0};
    struct doc *doc = doc_new(&arena, DOC_MARKDOWN);
    struct node *paragraph = doc_node(doc, NODE_PARAGRAPH, 1);
    node_append(doc->root, paragraph);
    for (int i = 0; i < PAIRS; i++) {
        node_append(paragraph, doc_node(doc, first, 1));
        node_append(paragraph, doc_node(doc, second, 1));
    }
    size_t bytes = arena.total_bytes;
    arena_release(&arena);
    return bytes;
}

/* Half of a large article is made of them. */
static void texts_and_breaks_take_what_they_need(void **state)
{
    (void)state;
    assert_true(bytes_of(NODE_TEXT, NODE_SOFT_BREAK) <
                bytes_of(NODE_LINK, NODE_CODE) * 3 / 4);
    assert_true(bytes_of(NODE_LINE_BREAK, NODE_SOFT_BREAK) <
                bytes_of(NODE_TEXT, NODE_TEXT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(walk_leaves_empty_containers, setup, teardown),
        cmocka_unit_test_setup_teardown(walk_skips_a_subtree, setup, teardown),
        cmocka_unit_test_setup_teardown(text_is_cleaned_and_joined, setup, teardown),
        cmocka_unit_test(texts_and_breaks_take_what_they_need),
        cmocka_unit_test_setup_teardown(slugs_are_unique, setup, teardown),
        cmocka_unit_test_setup_teardown(sections_end_at_the_next_equal, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(plain_text_keeps_blocks_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(footnotes_count_by_first_use, setup, teardown),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
