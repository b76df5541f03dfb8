/*
 * Markdown: places and lines, forged tokens, hostile input. What it reads is in
 * tests/spec.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "read/budget.h"
#include "read/markdown/markdown.h"
#include "read/markdown/tree_memory.h"
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

static void assert_plain(const char *source, const char *expected)
{
    struct arena arena = {0};
    struct buf plain = {0};
    const struct doc *doc = read_document(&arena, DOC_MARKDOWN, str_from(source));
    doc_plain(doc, 0, doc->node_count, &plain);
    buf_putc(&plain, '\0');
    assert_string_equal(plain.data, expected);
    buf_release(&plain);
    arena_release(&arena);
}

/* "2n - 1" for a power would be another number, "act1" another word than "act". */
static void what_is_raised_stays_apart(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"3", "x^3"},           {"n", "x^n"},     {"2n", "x^2n"},    {"n-1", "x^n-1"},
        {"n - 1", "x^(n - 1)"}, {"a,b", "x^a,b"}, {"st", "xst"},     {"a", "xa"},
        {"o.", "xo."},          {"(a)", "x(a)"},  {"\\[1]", "x[1]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char source[80], expected[80];
        snprintf(source, sizeof source, "x<sup>%s</sup>\n", cases[i][0]);
        snprintf(expected, sizeof expected, "%s\n", cases[i][1]);
        assert_plain(source, expected);
    }
    assert_plain("H<sub>2</sub>O, law<sup><a href=\"n.md\">1</a></sup>\n",
                 "H2O, law^1\n");
}

/* The words of keys, pictures and readings are none with those beside them. */
static void boxes_stay_apart(void **state)
{
    (void)state;
    assert_plain("<kbd>Ctrl</kbd><kbd>C</kbd>now, <kbd>A</kbd>+<kbd>B</kbd>\n",
                 "Ctrl C now, A+B\n");
    assert_plain("*left*![mid](p.png)**right** ![](q.png). ![a](b)![c](d)\n",
                 "left mid right . a c\n");
    assert_plain("<div>x<img alt=\"y\">z<button>Go</button><button>Stop</button>"
                 "</div>\n",
                 "x y z Go Stop\n");
    assert_plain("| a![b](c)d |\n|---|\n| <kbd>e</kbd><kbd>f</kbd> |\n",
                 "a b d\ne f\n");
    assert_plain("<ruby>oak<rp>(</rp><rt>ohk</rt><rp>)</rp>en<rt>un</rt></ruby>\n",
                 "oak(ohk)en(un)\n");
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

static void a_text_file_about_markdown_is_no_markdown(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Type [[a name]] to link.\n\nThen [[b]] and [[c]], too.\n\n[[d]]\n",
        "Code:\n\n    auto f = [this](const char *s) { return [](int a) { }; };\n"
        "    auto g = [this](int b) { return b; };\n    x = a[i](n.m)(1);\n",
        "## a comment\n## of a script\n## over three lines\nset x 1\n",
        "a **b, c** d and 2 ** 3 ** 4\n",
        "Call f[0](x), f[1](y) and f[2](&z).\n",
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(read_document(&arena, DOC_TEXT, str_from(texts[i]))->format,
                         DOC_TEXT);
    arena_release(&arena);
}

static void marks_are_read_in_a_text_file_with_front_matter(void **state)
{
    (void)state;
    static const char *const bodies[] = {"A [link](https://hive.example/).\n",
                                         "A **strong** word.\n",
                                         "\n## Heading\n\nText.\n"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char text[256];
        snprintf(text, sizeof text, "---\ntitle: Hives\n---\n%s", bodies[i]);
        assert_int_equal(read_document(&arena, DOC_TEXT, str_from(text))->format,
                         DOC_MARKDOWN);
        assert_int_equal(read_document(&arena, DOC_TEXT, str_from(bodies[i]))->format,
                         DOC_TEXT);
    }
    arena_release(&arena);
}

/* The tree with its lines, read in pieces of at least so many bytes. */
static void dump_in_pieces(struct str text, size_t piece_bytes, struct buf *out)
{
    struct arena arena = {0};
    struct doc *doc = doc_new(&arena, DOC_MARKDOWN);
    const struct markdown_input input = {
        .text = text, .first_line = 7, .piece_bytes = piece_bytes};
    markdown_read(doc, doc->root, &input);
    markdown_finish(doc);
    doc_finish(doc);
    for (uint32_t id = 0; id < doc->node_count; id++)
        buf_printf(out, "%u ", doc->nodes[id]->line);
    doc_dump(doc, out);
    arena_release(&arena);
}

static void pieces_read_as_the_whole(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Harbour.\n\n# Head\n\na | *b*\n-|-\n`c` | d\n\nText[^1] and ^[more *so*].\n\n"
        "[^1]: note\n\n    goes on\n\nLast.\n",
        "- one\n\n  in it\n\nOut\n\n```\na\n\nb\n```\n\nEnd\n\n1. x\n\nY\n",
        "<details>\n<summary>S</summary>\n\nHidden\n\n## In "
        "it\n\n</details>\n\nAfter\n",
        ":::note\n\nInside\n\n:::\n\nTerm\n: means\n\nOther\n: too\n\n> q\n\nÄhre\n",
        "<!-- a\n\nb\n\n-->\n\nText\n\n%%\n\nno\n\n%%\n\nYes\n\n!!! tip\n\n    "
        "x\n\nz\n",
        "See [one].\n\n# H\n\nText.\n\n[one]: there.md\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf pieces = {0}, whole = {0};
        dump_in_pieces(str_from(texts[i]), 1, &pieces);
        dump_in_pieces(str_from(texts[i]), SIZE_MAX, &whole);
        buf_putc(&pieces, '\0');
        buf_putc(&whole, '\0');
        assert_string_equal(pieces.data, whole.data);
        buf_release(&pieces);
        buf_release(&whole);
    }
}

/* `unit` so many times. */
static struct str repeated(struct arena *arena, const char *unit, size_t count)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++)
        buf_puts(&text, str_from(unit));
    const struct str s = buf_keep(&text, arena);
    buf_release(&text);
    return s;
}

static size_t text_bytes(const struct doc *doc)
{
    size_t bytes = 0;
    for (uint32_t id = 0; id < doc->node_count; id++)
        bytes += doc->nodes[id]->kind == NODE_TEXT ? doc->nodes[id]->u.text.len : 0;
    return bytes;
}

/* What cmark gives back of one long line is no longer held, and what one tree may hold
 * grows with the article only. */
static void trees_of_long_lines_hold_what_they_need(void **state)
{
    (void)state;
    struct tree_memory memory;
    const size_t long_bytes = 4 << 20;
    tree_memory_begin(&memory, long_bytes);
    const struct cmark_mem *functions = &memory.functions;
    char *text = functions->calloc(1, long_bytes);
    char *small = functions->calloc(1, 10);
    text[long_bytes - 1] = 'x';
    for (int i = 0; i < 3; i++)
        text = functions->realloc(text, long_bytes * (size_t)(i + 2));
    assert_int_equal(text[long_bytes - 1], 'x');
    assert_true(memory.tree_bytes < 4 * long_bytes + 1000);
    functions->free(text);
    functions->free(small);
    assert_true(memory.tree_bytes < 1000);
    text = functions->calloc(1, long_bytes);
    tree_memory_clear(&memory); /* what is not given back, too */
    assert_int_equal(memory.tree_bytes, 0);
    memory.is_bounded = true;
    if (setjmp(memory.over) == 0) {
        for (size_t i = 0; i < BUDGET_TREE_TIMES + 30; i++)
            functions->calloc(1, long_bytes);
        fail();
    }
    assert_true(memory.tree_bytes >= BUDGET_TREE_TIMES * long_bytes);
    tree_memory_end(&memory);
}

/* Too many nodes in the tree of the document, in cmark's, for the article, too many
 * tokens, lines that will be too many nodes: the article is there as plain text, whole,
 * and says so. */
static void what_takes_too_much_is_shown_as_plain_text(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        size_t count;
    } cases[] = {{"*a* ", 450000},
                 {"*a **b ", 700000},
                 {"[[a]] ", 1100000},
                 {"[a](b) ", 300000},
                 {"- ab\n", 510000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        const struct str raw = repeated(&arena, cases[i].unit, cases[i].count);
        const struct doc *doc = read_document(&arena, DOC_MARKDOWN, raw);
        assert_non_null(doc->notices);
        assert_true(str_find(doc->notices->text, STR("shown as")) <
                    doc->notices->text.len);
        assert_true(doc->node_count < 1000);
        assert_true(text_bytes(doc) + 4000 >= raw.len);
        arena_release(&arena);
    }
}

/* As many lines that make no nodes, and links that an honest article has. */
static void large_articles_stay_markdown(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        size_t count;
    } cases[] = {{"    ab\n", 520000}, {"- *a* [b](c)\n", 40000}, {"word ", 2000000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        const struct str raw = repeated(&arena, cases[i].unit, cases[i].count);
        const struct doc *doc = read_document(&arena, DOC_MARKDOWN, raw);
        assert_null(doc->notices);
        arena_release(&arena);
    }
}

static void too_many_lines_are_shown_as_running_text(void **state)
{
    (void)state;
    struct arena arena = {0};
    const size_t count = 1000001;
    const struct str raw = repeated(&arena, "ab\n", count);
    const struct doc *doc = read_document(&arena, DOC_TEXT, raw);
    assert_true(str_find(doc->notices->text, STR("running text")) <
                doc->notices->text.len);
    assert_true(doc->node_count < 1000);
    assert_true(text_bytes(doc) >= count * 2);
    arena_release(&arena);
}

static size_t count_notices(const struct doc *doc, const char *words)
{
    size_t count = 0;
    for (const struct notice *at = doc->notices; at != NULL; at = at->next)
        count += str_find(at->text, str_from(words)) < at->text.len;
    return count;
}

static void what_is_left_out_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct str headings = repeated(&arena, "# h\n", DOC_HEADINGS_MAX);
    const struct doc *doc = read_document(&arena, DOC_MARKDOWN, headings);
    assert_null(doc->notices);
    doc = read_document(&arena, DOC_MARKDOWN,
                        arena_printf(&arena, STR_FMT "# h\n", STR_ARG(headings)));
    assert_int_equal(doc->heading_count, DOC_HEADINGS_MAX);
    assert_int_equal(count_notices(doc, "outline ends after 20000 headings"), 1);

    const struct str header = repeated(&arena, "|a", DOC_COLUMNS_MAX + 1);
    const struct str rule = repeated(&arena, "|-", DOC_COLUMNS_MAX + 1);
    const struct str table = arena_printf(&arena, STR_FMT "\n" STR_FMT "\n\n",
                                          STR_ARG(header), STR_ARG(rule));
    doc = read_document(&arena, DOC_MARKDOWN, table);
    assert_int_equal(count_notices(doc, "line 1: a table of more than 128"), 1);
    doc = read_document(&arena, DOC_MARKDOWN,
                        repeated(&arena, arena_cstr(&arena, table), 300));
    assert_int_equal(count_notices(doc, "a table of more"), DOC_NOTICES_MAX - 1);
    assert_int_equal(count_notices(doc, "more notices"), 1);
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

/* What is shown from elsewhere names something else; the words after it do. */
static void pictures_and_embeds_name_no_article(void **state)
{
    (void)state;
    static const struct {
        const char *text, *title;
    } articles[] = {
        {"![a gull](gull.png)\n\nThe lamp at night.\n", "The lamp at night."},
        {"![a gull](gull.png)\nThe lamp at night.\n", "The lamp at night."},
        {"[![passing](p.svg)](https://ci.example) ![b](c.svg) Lamp keeper\n",
         "Lamp keeper"},
        {"![[keeper]]\n\nThe lamp at night.\n", "The lamp at night."},
        {"![[keeper]]\n\n![[gull.png]]\n\n> Quoted words.\n", "Quoted words."},
        {"<img src=a.png alt=\"a gull\">\n\nThe lamp.\n", "The lamp."},
        {"![a gull](gull.png)\n\n# The lamp\n\nText.\n", "The lamp"},
        {"![a gull](gull.png)\n", ""},
        {"<h1 align=\"center\">The lamp</h1>\n\nText.\n\n## Its oil\n", "The lamp"},
        {"The lamp\nof the rock\n===\n\nText.\n", "The lamp of the rock"},
    };
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        struct arena arena = {0};
        const struct doc *doc =
            read_document(&arena, DOC_MARKDOWN, str_from(articles[i].text));
        if (!str_eq(doc->title, str_from(articles[i].title)))
            fail_msg("%s\nis called '" STR_FMT "'", articles[i].text,
                     STR_ARG(doc->title));
        arena_release(&arena);
    }
}

int main(void)
{
    text_setup();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_places_are_kept),
        cmocka_unit_test(what_is_raised_stays_apart),
        cmocka_unit_test(boxes_stay_apart),
        cmocka_unit_test(lines_are_those_of_the_source),
        cmocka_unit_test(hostile_repetitions_stay_shallow_and_small),
        cmocka_unit_test(depth_over_many_lines_is_bounded),
        cmocka_unit_test(tokens_cannot_be_forged),
        cmocka_unit_test(a_text_file_in_markdown_is_read_as_such),
        cmocka_unit_test(a_text_file_about_markdown_is_no_markdown),
        cmocka_unit_test(marks_are_read_in_a_text_file_with_front_matter),
        cmocka_unit_test(pieces_read_as_the_whole),
        cmocka_unit_test(trees_of_long_lines_hold_what_they_need),
        cmocka_unit_test(what_takes_too_much_is_shown_as_plain_text),
        cmocka_unit_test(large_articles_stay_markdown),
        cmocka_unit_test(too_many_lines_are_shown_as_running_text),
        cmocka_unit_test(what_is_left_out_is_told),
        cmocka_unit_test(any_bytes_are_an_article),
        cmocka_unit_test(pictures_and_embeds_name_no_article),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
