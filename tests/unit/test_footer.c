/*
 * Footers: what is laid out with a document and is no part of it. Whatever stands below
 * its blocks and below all of it, the document's own lines, numbers and anchors stay.
 */
#include "layout_case.h"

enum { ANNEXES_MAX = 16 };

struct footer_case {
    struct footer footer;
    struct annex annexes[ANNEXES_MAX];
};

/* A label and a link. */
static struct node *add_part(struct layout_case *at, struct doc *doc, const char *label,
                             const char *leads)
{
    struct node *part = doc_node(doc, NODE_PARAGRAPH, 0);
    struct node *text = doc_node(doc, NODE_TEXT, 0);
    node_append(doc->root, part);
    node_append(part, text);
    text->u.text = arena_str(&at->arena, str_from(label));
    doc_link(doc, part, LINK_TERM, STR("x.md"), str_from(leads), 0);
    return part;
}

/* Blocks that answers may end with, in the order of their ends. */
static size_t find_blocks(const struct layout_case *at,
                          const struct node *blocks[ANNEXES_MAX])
{
    size_t count = 0;
    for (uint32_t id = 1; id < at->doc->node_count; id++) {
        const struct node *node = at->doc->nodes[id];
        if (node->kind == NODE_CELL
                ? node->prev != NULL && node->parent->prev != NULL
                : node->kind == NODE_PARAGRAPH || node->kind == NODE_CODE_BLOCK)
            blocks[count++] = node;
        assert_true(count < ANNEXES_MAX);
    }
    return count;
}

/* Below each of the blocks, and below all of it. */
static void add_footer(struct layout_case *at, struct footer_case *it)
{
    struct doc *doc = doc_new(&at->arena, DOC_TEXT);
    doc_finish(at->doc);
    const struct node *blocks[ANNEXES_MAX];
    size_t count = find_blocks(at, blocks);
    *it = (struct footer_case){.footer = {.doc = doc, .annexes = it->annexes}};
    for (size_t i = 0; i < count; i++)
        it->annexes[it->footer.annex_count++] =
            (struct annex){add_part(at, doc, "More  ", "dues"), blocks[i]};
    add_part(at, doc, "Related  ", "the dues of boats");
    add_part(at, doc, "Next  ", "tides");
    doc_finish(doc);
    doc_number_from(doc, at->doc->node_count, (uint32_t)at->doc->link_count);
    at->options.footer = &it->footer;
}

/* Every kind that an answer may end in. */
static void build(struct layout_case *at)
{
    heading(at, 1, "Harbour");
    para(at, NULL, "Dues are paid by the metre, and each boat has its own.");
    struct node *quote = add(at, NULL, NODE_QUOTE);
    para(at, quote, "A quoted answer of some length, which is wrapped.");
    struct node *outer = list(at, NULL, true);
    item(at, outer, "An item");
    item(at, list(at, item(at, outer, "Another item"), true), "An inner item");
    code(at, NULL, "moor --fast\n");
    table(at, NULL, "Who|What\nMaster|collects the dues\nMate|sells tickets");
    struct node *details = add(at, NULL, NODE_DETAILS);
    para(at, details, "Nobody sees this before it is unfolded.");
    para(at, NULL, "The last words.");
}

/* The lines without what the footer shows. */
static const char *own_lines(struct layout_case *at)
{
    struct buf out = {0};
    for (size_t i = 0; i < at->layout->tail_line; i++) {
        const struct line *line = &at->layout->lines[i];
        bool foreign = false;
        for (uint32_t j = 0; j < line->count; j++)
            foreign |= at->layout->spans[line->first + j].node >= at->doc->node_count;
        for (uint32_t j = 0; j < line->count && !foreign; j++)
            buf_puts(&out, at->layout->spans[line->first + j].text);
        if (!foreign)
            buf_putc(&out, '\n');
    }
    const char *text = arena_cstr(&at->arena, buf_str(&out));
    buf_release(&out);
    return text;
}

static void the_lines_of_the_document_stay(void **state)
{
    struct layout_case *at = *state;
    heading(at, 1, "Harbour");
    para(at, NULL, "Dues are paid by the metre, and each boat has its own.");
    para(at, add(at, NULL, NODE_QUOTE), "A quoted answer of some length.");
    item(at, list(at, NULL, true), "An item that is long enough to be wrapped.");
    para(at, NULL, "The last words.");
    struct footer_case it;
    for (int width = 1; width <= 60; width++) {
        at->options.footer = NULL;
        shown(at, width);
        const char *plain = own_lines(at);
        size_t count = at->layout->line_count;
        assert_int_equal(at->layout->tail_line, count);
        add_footer(at, &it);
        shown(at, width);
        check_lines(at->layout);
        assert_string_equal(own_lines(at), plain);
        assert_true(at->layout->tail_line < at->layout->line_count);
    }
}

static void annexes_stand_below_their_blocks(void **state)
{
    struct layout_case *at = *state;
    build(at);
    doc_finish(at->doc);
    struct footer_case it;
    add_footer(at, &it);
    assert_string_equal(shown(at, 50),
                        "Harbour\n"
                        "\n"
                        "Dues are paid by the metre, and each boat has its\n"
                        "own.\n"
                        "More  dues\n"
                        "\n"
                        "│ A quoted answer of some length, which is\n"
                        "│ wrapped.\n"
                        "│ More  dues\n"
                        "\n"
                        "• An item\n"
                        "  More  dues\n"
                        "• Another item\n"
                        "  More  dues\n"
                        "  ◦ An inner item\n"
                        "    More  dues\n"
                        "\n"
                        "  moor --fast\n"
                        "\n"
                        "More  dues\n"
                        "\n"
                        "│ Who    │ What              │\n"
                        "├────────┼───────────────────┤\n"
                        "│ Master │ collects the dues │\n"
                        "│        │ More  dues        │\n"
                        "│        │                   │\n"
                        "│ Mate   │ sells tickets     │\n"
                        "│        │ More  dues        │\n"
                        "\n"
                        "▸ Details\n"
                        "\n"
                        "The last words.\n"
                        "More  dues\n"
                        "\n"
                        "────────────────\n"
                        "Related  the dues of boats\n"
                        "Next  tides\n");
    check_widths(at, 60);
}

/* Where each is, and nothing of what is folded away. */
static void nodes_of_a_footer_are_on_their_lines(void **state)
{
    struct layout_case *at = *state;
    build(at);
    struct footer_case it;
    add_footer(at, &it);
    for (int width = 4; width <= 60; width++) {
        shown(at, width);
        for (size_t i = 0; i < it.footer.doc->link_count; i++) {
            const struct node *link = it.footer.doc->links[i];
            uint32_t line = at->layout->link_line[at->doc->link_count + i];
            bool hidden = i < it.footer.annex_count &&
                          node_within(it.annexes[i].below, NODE_DETAILS) != NULL;
            assert_true(hidden == (line == UINT32_MAX));
            if (!hidden)
                assert_int_equal(layout_line_of_node(at->layout, link), line);
        }
    }
}

static void skimming_shows_no_footer(void **state)
{
    struct layout_case *at = *state;
    build(at);
    struct footer_case it;
    add_footer(at, &it);
    at->options.skim = true;
    shown(at, 50);
    check_lines(at->layout);
    assert_int_equal(at->layout->tail_line, at->layout->line_count);
    for (size_t i = 0; i < at->layout->span_count; i++)
        assert_true(at->layout->spans[i].node < at->doc->node_count);
}

/* One reads down the page, whatever the numbers of the nodes are. */
static void matches_come_in_the_order_of_the_lines(void **state)
{
    struct layout_case *at = *state;
    size_t last = 0;
    build(at);
    struct footer_case it;
    add_footer(at, &it);
    shown(at, 50);
    struct matches *matches = layout_find(&at->arena, at->layout, STR("dues"));
    /* Two of the document, one of the tail, and the annexes but the folded one. */
    assert_int_equal(matches->match_count, 2 + 1 + it.footer.annex_count - 1);
    for (size_t i = 0; i < matches->count; i++) {
        assert_true(matches->items[i].line >= last);
        last = matches->items[i].line;
        assert_int_equal(layout_line_of(at->layout, matches->items[i].anchor), last);
    }
}

static void an_annex_with_no_line_is_where_its_block_is(void **state)
{
    struct layout_case *at = *state;
    build(at);
    struct footer_case it;
    add_footer(at, &it);
    shown(at, 50);
    for (size_t i = 0; i < it.footer.annex_count; i++) {
        const struct node *below = it.annexes[i].below;
        if (node_within(below, NODE_DETAILS) == NULL)
            continue;
        struct anchor anchor = {it.annexes[i].node->first->id, 0};
        size_t line = layout_line_of(at->layout, anchor);
        assert_int_equal(line, layout_line_of_node(at->layout, below));
        return;
    }
    fail_msg("nothing was folded");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_lines_of_the_document_stay, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(annexes_stand_below_their_blocks, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(nodes_of_a_footer_are_on_their_lines, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(skimming_shows_no_footer, setup, teardown),
        cmocka_unit_test_setup_teardown(matches_come_in_the_order_of_the_lines, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_annex_with_no_line_is_where_its_block_is,
                                        setup, teardown),
    };
    return cmocka_run_group_tests_name("footer", tests, NULL, NULL);
}
