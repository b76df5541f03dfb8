/*
 * Layout: what blocks and inlines look like, and places that survive reflow.
 */
#include "../between.h"
#include "layout_case.h"

static void wraps_paragraphs(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "The keeper climbs\nthe stairs at dusk.");
    para(at, NULL, "Then he comes down.");
    assert_string_equal(shown(at, 20), "The keeper climbs\n"
                                       "the stairs at dusk.\n"
                                       "\n"
                                       "Then he comes down.\n");
    assert_string_equal(shown(at, 40), "The keeper climbs the stairs at dusk.\n"
                                       "\n"
                                       "Then he comes down.\n");
    check_widths(at, 50);
}

static void measure_binds_prose_but_not_code(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "one two three four five");
    code(at, NULL, "one two three four five\n");
    at->options.measure_cols = 12;
    assert_string_equal(shown(at, 40), "one two\n"
                                       "three four\n"
                                       "five\n"
                                       "\n"
                                       "  one two three four five\n");
}

static void title_heads_the_page(void **state)
{
    struct layout_case *at = *state;
    at->doc->title = STR("Tides");
    para(at, NULL, "Twice a day.");
    assert_string_equal(shown(at, 20), "Tides\n─────\n\nTwice a day.\n");
    assert_int_equal(span_of(at, "Tides")->role, ROLE_TITLE);
    assert_false(span_of(at, "Tides")->is_text);
}

static void heading_that_is_the_title_is_not_repeated(void **state)
{
    struct layout_case *at = *state;
    at->doc->title = STR("Tides");
    at->doc->title_node = heading(at, 1, "Tides");
    para(at, NULL, "Twice a day.");
    assert_string_equal(shown(at, 20), "Tides\n─────\n\nTwice a day.\n");
    assert_true(span_of(at, "Tides")->is_text);
    at->doc->title_node = NULL; /* from the front matter, in other case */
    at->doc->title = STR("TIDES");
    assert_string_equal(shown(at, 20), "Tides\n─────\n\nTwice a day.\n");
}

static void byline_and_notices(void **state)
{
    static struct str author[] = {STR_INIT("I. Calder")};
    static struct str tags[] = {STR_INIT("sea"), STR_INIT("moon")};
    struct meta more = {.key = STR("tags"), .values = tags, .count = 2};
    struct meta meta = {
        .key = STR("author"), .values = author, .count = 1, .next = &more};
    struct layout_case *at = *state;
    at->doc->title = STR("Tides");
    at->doc->title_inferred = true;
    at->doc->meta = &meta;
    doc_notice(at->doc, 3, "front matter, line 3: no colon");
    para(at, NULL, "Twice a day.");
    assert_string_equal(shown(at, 40), "! front matter, line 3: no colon\n"
                                       "\n"
                                       "Tides ≈\n"
                                       "───────\n"
                                       "I. Calder · sea, moon\n"
                                       "\n"
                                       "Twice a day.\n");
    assert_int_equal(span_of(at, "! ")->role, ROLE_ERROR);
    at->doc->meta = NULL;
}

/* A date after which an article tells of nothing needs to be told from its own. */
static void byline_says_as_of(void **state)
{
    static struct str month[] = {STR_INIT("March 1931")}, date[] = {STR_INIT("1932")};
    struct meta as_of = {.key = STR("as_of"), .values = month, .count = 1};
    struct meta meta = {.key = STR("date"), .values = date, .count = 1, .next = &as_of};
    struct layout_case *at = *state;
    at->doc->title = STR("Tides");
    at->doc->meta = &meta;
    para(at, NULL, "Twice a day.");
    assert_string_equal(shown(at, 40), "Tides\n─────\n1932 · as of March 1931\n\n"
                                       "Twice a day.\n");
    meta.key = STR("As-Of");
    meta.next = NULL;
    assert_string_equal(shown(at, 40), "Tides\n─────\nas of 1932\n\n"
                                       "Twice a day.\n");
    at->doc->meta = NULL;
}

static void headings_by_weight(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "a");
    heading(at, 2, "Two");
    para(at, NULL, "b");
    heading(at, 3, "Three");
    para(at, NULL, "c");
    heading(at, 2, "Found")->flags |= NODE_INFERRED;
    assert_string_equal(shown(at, 20), "a\n\nTwo\n\nb\n\nThree\nc\n\nFound ≈\n");
    assert_int_equal(span_of(at, "Two")->role, ROLE_HEADING_2);
    assert_true(span_of(at, "Two")->attrs & SPAN_BOLD);
    assert_int_equal(span_of(at, " ≈")->role, ROLE_MARK);
}

static void lists_hang(void **state)
{
    struct layout_case *at = *state;
    struct node *outer = list(at, NULL, true);
    item(at, outer, "oil the hinges of the door");
    item(at, list(at, item(at, outer, "glass"), true), "from the middle outwards");
    struct node *ordered = list(at, NULL, true);
    ordered->u.list.ordered = true;
    ordered->u.list.start = 9;
    item(at, ordered, "nine");
    item(at, ordered, "ten and what follows");
    assert_string_equal(shown(at, 22), "• oil the hinges of\n"
                                       "  the door\n"
                                       "• glass\n"
                                       "  ◦ from the middle\n"
                                       "    outwards\n"
                                       "\n"
                                       " 9. nine\n"
                                       "10. ten and what\n"
                                       "    follows\n");
    check_widths(at, 40);
}

static void loose_lists_breathe(void **state)
{
    struct layout_case *at = *state;
    struct node *loose = list(at, NULL, false);
    item(at, loose, "one");
    para(at, item(at, loose, "two"), "more");
    add(at, loose, NODE_ITEM);
    assert_string_equal(shown(at, 20), "• one\n\n• two\n\n  more\n\n•\n");
}

static void tasks_and_points(void **state)
{
    struct layout_case *at = *state;
    struct node *items = list(at, NULL, true);
    struct node *node = item(at, items, "done");
    node->u.item.task = node->u.item.done = true;
    item(at, items, "open")->u.item.task = true;
    item(at, items, "Range: how far it is seen")->flags |= NODE_POINT;
    para(at, NULL, "Arc: where it is seen from")->flags |= NODE_POINT;
    assert_string_equal(shown(at, 20), "[x] done\n"
                                       "[ ] open\n"
                                       "◆ Range: how far it\n"
                                       "  is seen\n"
                                       "\n"
                                       "◆ Arc: where it is\n"
                                       "  seen from\n");
    assert_int_equal(span_of(at, "Range:")->role, ROLE_STRONG);
    assert_true(span_of(at, "Arc:")->attrs & SPAN_BOLD);
    assert_int_equal(span_of(at, "◆")->role, ROLE_MARK);
}

static void quotes_have_bars(void **state)
{
    struct layout_case *at = *state;
    struct node *quote = add(at, NULL, NODE_QUOTE);
    para(at, quote, "The sea does not forgive");
    para(at, add(at, quote, NODE_QUOTE), "late lamps");
    para(at, NULL, "So they say.");
    assert_string_equal(shown(at, 18), "│ The sea does not\n"
                                       "│ forgive\n"
                                       "│\n"
                                       "│ │ late lamps\n"
                                       "\n"
                                       "So they say.\n");
    check_widths(at, 40);
}

static void callouts_have_titles(void **state)
{
    struct layout_case *at = *state;
    struct node *callout = add(at, NULL, NODE_CALLOUT);
    callout->u.callout.type = STR("warning");
    para(at, callout, "Close the shutters.");
    callout = add(at, NULL, NODE_CALLOUT);
    callout->u.callout.type = STR("tip");
    callout->u.callout.fold = true;
    struct node *title = para(at, callout, "By night");
    title->flags |= NODE_GIVEN;
    para(at, callout, "Hidden until opened.");
    assert_string_equal(shown(at, 30), "│ Warning\n"
                                       "│ Close the shutters.\n"
                                       "\n"
                                       "│ ▸ Tip: By night\n");
    callout->u.callout.open = true;
    assert_string_equal(shown(at, 30), "│ Warning\n"
                                       "│ Close the shutters.\n"
                                       "\n"
                                       "│ ▾ Tip: By night\n"
                                       "│ Hidden until opened.\n");
}

static void code_goes_on_below(void **state)
{
    struct layout_case *at = *state;
    code(at, NULL, "if lamp:\n    burn(oil, all_night)\n\nend\n");
    assert_string_equal(shown(at, 18), "  if lamp:\n"
                                       "      burn(oil, al\n"
                                       "› l_night)\n"
                                       "\n"
                                       "  end\n");
    assert_int_equal(span_of(at, "l_night)")->byte, 25);
    check_widths(at, 30);
}

static void terms_and_rules(void **state)
{
    struct layout_case *at = *state;
    struct node *terms = add(at, NULL, NODE_TERMS);
    add_with(at, terms, NODE_TERM, "Arc");
    para(at, add(at, terms, NODE_DEFINITION), "where the light is seen from");
    add_with(at, terms, NODE_TERM, "Range");
    para(at, add(at, terms, NODE_DEFINITION), "how far");
    add(at, NULL, NODE_RULE);
    assert_string_equal(shown(at, 24), "Arc\n"
                                       "    where the light is\n"
                                       "    seen from\n"
                                       "\n"
                                       "Range\n"
                                       "    how far\n"
                                       "\n"
                                       "────────────────────────\n");
}

static void inlines_look(void **state)
{
    struct layout_case *at = *state;
    struct node *p = para(at, NULL, "half");
    struct node *strong = add(at, p, NODE_STRONG);
    say(at, strong, "word");
    say(at, p, "s and ");
    add(at, p, NODE_CODE)->u.text = STR("a --b-c");
    add(at, p, NODE_LINE_BREAK);
    struct node *struck = add(at, p, NODE_STRIKE);
    say(at, struck, "wrong");
    say(at, p, " 1");
    say(at, add(at, p, NODE_SUPERSCRIPT), "st");
    assert_string_equal(shown(at, 20), "halfwords and a\n"
                                       "--b-c\n"
                                       "~wrong~ 1st\n");
    assert_true(span_of(at, "word")->attrs & SPAN_BOLD);
    assert_true(span_of(at, "wrong")->attrs & SPAN_STRIKE);
    assert_int_equal(span_of(at, "--b-c")->role, ROLE_CODE);
    assert_string_equal(shown(at, 8), "halfword\n"
                                      "s and a\n"
                                      "--b-c\n"
                                      "~wrong~\n"
                                      "1st\n");
}

static void links_are_known_on_every_line(void **state)
{
    struct layout_case *at = *state;
    struct node *p = para(at, NULL, "See ");
    doc_link(at->doc, p, LINK_INLINE, STR("a.md"), STR("the north light"), 1);
    say(at, p, " or ");
    struct node *link = doc_link(at->doc, p, LINK_WIKI, STR("b"), STR("nothing"), 1);
    link->flags |= NODE_DANGLING;
    say(at, p, " at ");
    doc_link(at->doc, p, LINK_TIMESTAMP, STR("https://x.example/?t=1"),
             STR("[01:59:01]"), 1);
    say(at, p, " and ");
    doc_link(at->doc, p, LINK_INLINE, STR("c d.md"), STR(""), 1)->flags |=
        NODE_EXTERNAL;
    assert_string_equal(shown(at, 16), "See the north\n"
                                       "light or\n"
                                       "nothing ✗ at\n"
                                       "▶1:59:01 and c\n"
                                       "d.md\n");
    assert_int_equal(span_of(at, "the north")->link, 0);
    assert_int_equal(span_of(at, "light")->link, 0);
    assert_int_equal(span_of(at, "light")->byte, 10);
    assert_int_equal(span_of(at, "nothing")->role, ROLE_LINK_DANGLING);
    assert_int_equal(span_of(at, " ✗")->link, 1);
    assert_int_equal(span_of(at, "d.md")->link, 3);
    assert_true(span_of(at, "d.md")->attrs & SPAN_UNDERLINE);
    assert_true(span_of(at, " or")->link == SPAN_NO_LINK);
}

static void link_lines(void **state)
{
    struct layout_case *at = *state;
    struct node *details = add(at, NULL, NODE_DETAILS);
    struct node *p = para(at, NULL, "one two ");
    doc_link(at->doc, para(at, details, ""), LINK_INLINE, STR("h"), STR("hid"), 1);
    doc_link(at->doc, p, LINK_INLINE, STR("a"), STR("three four"), 1);
    assert_string_equal(shown(at, 14), "▸ Details\n\none two three\nfour\n");
    assert_int_equal(at->layout->link_line[0], UINT32_MAX);
    assert_int_equal(at->layout->link_line[1], 2);
}

static void images_are_words(void **state)
{
    struct layout_case *at = *state;
    struct node *p = para(at, NULL, "");
    struct node *image = add(at, p, NODE_IMAGE);
    image->u.link.dest = STR("pictures/tower.jpg");
    say(at, p, " and ");
    say(at, add(at, p, NODE_IMAGE), "the lamp");
    assert_string_equal(shown(at, 50), "[image: tower.jpg] and [image: the lamp]\n");
}

static void footnotes_stand_at_the_end(void **state)
{
    struct layout_case *at = *state;
    struct node *p = para(at, NULL, "A rhythm");
    struct node *reference = add(at, p, NODE_FOOTNOTE_REF);
    say(at, p, ".");
    struct node *note = add(at, NULL, NODE_FOOTNOTE);
    para(at, note, "Counted in seconds.");
    reference->u.footnote.label = note->u.footnote.label = STR("r");
    reference->u.footnote.other = note;
    assert_string_equal(shown(at, 18), "A rhythm[1].\n"
                                       "\n"
                                       "────────────────\n"
                                       "[1] Counted in\n"
                                       "    seconds.\n");
    assert_int_equal(span_of(at, "[1]")->link, 0);
    assert_int_equal(at->layout->link_line[0], 0);
}

static bool fold_all(const void *context, const struct node *node)
{
    (void)context;
    (void)node;
    return true;
}

static bool fold_none(const void *context, const struct node *node)
{
    (void)context;
    (void)node;
    return false;
}

static void details_fold(void **state)
{
    struct layout_case *at = *state;
    struct node *details = add(at, NULL, NODE_DETAILS);
    add_with(at, details, NODE_SUMMARY, "Who keeps the keys?");
    para(at, details, "The first assistant.");
    para(at, NULL, "After.");
    assert_string_equal(shown(at, 30), "▸ Who keeps the keys?\n\nAfter.\n");
    at->options.folded = fold_none;
    assert_string_equal(shown(at, 30), "▾ Who keeps the keys?\n"
                                       "  The first assistant.\n"
                                       "\n"
                                       "After.\n");
}

static void questions_fold_their_section(void **state)
{
    struct layout_case *at = *state;
    heading(at, 2, "Questions");
    heading(at, 3, "Who pays?")->flags |= NODE_QUESTION;
    para(at, NULL, "The harbour.");
    heading(at, 3, "Since when?")->flags |= NODE_QUESTION | NODE_INFERRED;
    para(at, NULL, "1809.");
    heading(at, 2, "After");
    assert_string_equal(shown(at, 30), "Questions\n\nWho pays?\nThe harbour.\n\n"
                                       "Since when? ≈\n1809.\n\nAfter\n");
    at->options.folded = fold_all;
    assert_string_equal(shown(at, 30), "Questions\n\n▸ Who pays?\n"
                                       "▸ ≈ Since when?\n\nAfter\n");
    at->options.folded = fold_none;
    assert_string_equal(shown(at, 30), "Questions\n\n▾ Who pays?\n  The harbour.\n\n"
                                       "▾ ≈ Since when?\n  1809.\n\nAfter\n");
}

static void questions_fold_their_answers(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "Who pays?")->flags |= NODE_QUESTION;
    para(at, NULL, "The harbour.")->flags |= NODE_ANSWER;
    para(at, NULL, "After.");
    at->options.folded = fold_all;
    assert_string_equal(shown(at, 30), "▸ Who pays?\n\nAfter.\n");
    at->options.folded = NULL;
    assert_string_equal(shown(at, 30), "Who pays?\n\nThe harbour.\n\nAfter.\n");
}

static void skims(void **state)
{
    struct layout_case *at = *state;
    heading(at, 2, "Lights");
    para(at, NULL, "Prose.");
    struct node *items = list(at, NULL, true);
    item(at, items, "Range: how far")->flags |= NODE_POINT;
    item(at, items, "no point");
    code(at, NULL, "code\n");
    heading(at, 2, "Why?")->flags |= NODE_QUESTION;
    para(at, NULL, "Because.");
    struct node *folded = add(at, NULL, NODE_DETAILS);
    add_with(at, folded, NODE_SUMMARY, "More");
    para(at, folded, "Hidden.");
    item(at, list(at, folded, true), "Height: nine")->flags |= NODE_POINT;
    para(at, NULL, "The end.");
    at->options.skim = true;
    assert_string_equal(shown(at, 30), "Lights\n◆ Range: how far\n? Why?\n"
                                       "  ◆ Height: nine\n");
}

static void hidden_nodes_are_not_shown(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "Seen.");
    para(at, NULL, "Never.")->flags |= NODE_HIDDEN;
    assert_string_equal(shown(at, 30), "Seen.\n");
}

static void deep_nesting_leaves_room(void **state)
{
    struct layout_case *at = *state;
    struct node *node = at->doc->root;
    for (int i = 0; i < DOC_DEPTH_MAX; i++)
        node = add(at, node, i % 3 ? NODE_QUOTE : NODE_LIST);
    for (; node->kind != NODE_DOCUMENT; node = node->parent) {
        if (node->kind == NODE_LIST)
            item(at, node, "All of these words must be readable.");
        else
            para(at, node, "And these.");
    }
    shown(at, 80);
    for (size_t i = 0; i < at->layout->span_count; i++)
        assert_true(at->layout->spans[i].col < 80 - 10);
    check_widths(at, 90);
}

/* Anchors ---------------------------------------------------------------------------
 */

static void build_places(struct layout_case *at)
{
    at->doc->title = STR("Places");
    heading(at, 2, "First of all");
    para(at, NULL, "One two three four five six seven eight nine ten eleven twelve.");
    struct node *outer = list(at, NULL, true);
    item(at, list(at, item(at, outer, "alpha beta gamma"), true), "delta epsilon");
    table(at, NULL, "Name|Remark\nNorth|a long remark that wraps in its cell\nGull|b");
    code(at, NULL, "some code that is long enough to be broken\nmore\n");
    heading(at, 2, "Last");
    para(at, NULL, "The end.");
}

/* The place of a line at one width is found at every other, and found back. */
static void places_survive_reflow(void **state)
{
    struct layout_case *at = *state;
    build_places(at);
    for (int width = 1; width <= 60; width++) {
        shown(at, width);
        const struct layout *narrow = at->layout;
        shown(at, 61 - width);
        for (size_t i = 0; i < narrow->line_count; i++) {
            struct anchor anchor = narrow->lines[i].anchor;
            size_t line = layout_line_of(at->layout, anchor);
            assert_true(line < at->layout->line_count);
            assert_true(layout_line_of(narrow, anchor) <= i);
            assert_memory_equal(&narrow->lines[layout_line_of(narrow, anchor)].anchor,
                                &anchor, sizeof anchor);
        }
    }
}

static bool line_shows(const struct layout *layout, size_t line, uint32_t node,
                       uint32_t byte)
{
    const struct line *at = &layout->lines[line];
    for (uint32_t i = 0; i < at->count; i++) {
        const struct span *span = &layout->spans[at->first + i];
        if (span->is_text && span->node == node && span->byte <= byte &&
            byte < span->byte + span->text.len)
            return true;
    }
    return false;
}

static void every_shown_byte_is_found(void **state)
{
    struct layout_case *at = *state;
    build_places(at);
    for (int width = 1; width <= 80; width += 3) {
        shown(at, width);
        for (size_t i = 0; i < at->layout->span_count; i++) {
            const struct span *span = &at->layout->spans[i];
            struct anchor anchor = {span->node, span->byte};
            if (span->is_text)
                assert_true(line_shows(at->layout, layout_line_of(at->layout, anchor),
                                       span->node, span->byte));
        }
    }
}

static void nodes_are_found(void **state)
{
    struct layout_case *at = *state;
    build_places(at);
    shown(at, 30);
    const struct node *last = at->doc->headings[1];
    assert_true(line_shows(at->layout, layout_line_of_node(at->layout, last),
                           last->first->id, 0));
    assert_int_equal(layout_line_of_node(at->layout, at->doc->headings[0]), 3);
}

static void hostile_widths(void **state)
{
    struct layout_case *at = *state;
    para(at, NULL, "日本語のテキスト e\u0301\u0301 Ελληνικά עברית العربية");
    para(at, NULL, "https://example.org/a/very/long/path?with=a&query=string#and");
    build_places(at);
    check_widths(at, 130);
    shown(at, -5);
    assert_int_equal(at->layout->width_cols, 1);
    shown(at, 1 << 20);
    check_lines(at->layout);
}

/* A paragraph of a megabyte, and a word that never ends. */
static void long_lines(void **state)
{
    struct layout_case *at = *state;
    struct buf text = {0};
    struct node *p = add(at, NULL, NODE_PARAGRAPH);
    while (text.len < 1 << 20)
        buf_puts(&text, STR("a light on a rock "));
    doc_text(at->doc, p, buf_str(&text), 1);
    shown(at, 80);
    check_lines(at->layout);
    assert_between(at->layout->line_count, (1 << 20) / 81, (1 << 20) / 70);
    buf_clear(&text);
    buf_repeat(&text, 'x', 1 << 18);
    doc_text(at->doc, p, buf_str(&text), 1);
    shown(at, 3);
    check_lines(at->layout);
    buf_release(&text);
}

static void empty_documents(void **state)
{
    struct layout_case *at = *state;
    assert_string_equal(shown(at, 40), "");
    assert_int_equal(layout_line_of(at->layout, (struct anchor){7, 7}), 0);
    assert_int_equal(layout_line_of_node(at->layout, at->doc->root), 0);
}

/* A page of many paragraphs, a long paragraph, a long code block and a long table. */
static void fill_long(struct layout_case *at)
{
    struct buf words = {0};
    for (int i = 0; i < 500; i++)
        buf_puts(&words, STR("many words to wrap\n"));
    buf_putc(&words, '\0');
    for (int i = 0; i < 50; i++)
        say(at, add(at, NULL, NODE_PARAGRAPH), "A short one.");
    say(at, add(at, NULL, NODE_PARAGRAPH), words.data);
    struct node *code = add(at, NULL, NODE_CODE_BLOCK);
    code->u.code.text = arena_str(&at->arena, str_from(words.data));
    struct node *table = add(at, NULL, NODE_TABLE);
    for (int i = 0; i < 50; i++)
        say(at, add(at, add(at, table, NODE_ROW), NODE_CELL), "cell");
    doc_finish(at->doc);
    buf_release(&words);
}

static void ends_early_when_it_is_stopped(void **state)
{
    struct layout_case *at = *state;
    atomic_bool stop = true;
    fill_long(at);
    size_t whole = layout_new(&at->arena, at->doc, &at->options)->line_count;
    assert_true(whole > 700);
    at->options.stop = &stop;
    assert_true(layout_new(&at->arena, at->doc, &at->options)->line_count < 5);
    atomic_store(&stop, false);
    assert_int_equal(layout_new(&at->arena, at->doc, &at->options)->line_count, whole);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(wraps_paragraphs),
        CASE(measure_binds_prose_but_not_code),
        CASE(title_heads_the_page),
        CASE(heading_that_is_the_title_is_not_repeated),
        CASE(byline_and_notices),
        CASE(byline_says_as_of),
        CASE(headings_by_weight),
        CASE(lists_hang),
        CASE(loose_lists_breathe),
        CASE(tasks_and_points),
        CASE(quotes_have_bars),
        CASE(callouts_have_titles),
        CASE(code_goes_on_below),
        CASE(terms_and_rules),
        CASE(inlines_look),
        CASE(links_are_known_on_every_line),
        CASE(link_lines),
        CASE(images_are_words),
        CASE(footnotes_stand_at_the_end),
        CASE(details_fold),
        CASE(questions_fold_their_section),
        CASE(questions_fold_their_answers),
        CASE(skims),
        CASE(hidden_nodes_are_not_shown),
        CASE(deep_nesting_leaves_room),
        CASE(places_survive_reflow),
        CASE(every_shown_byte_is_found),
        CASE(nodes_are_found),
        CASE(hostile_widths),
        CASE(long_lines),
        CASE(empty_documents),
        CASE(ends_early_when_it_is_stopped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
