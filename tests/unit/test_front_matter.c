/*
 * Front matter and heads: facts, titles, what happens to a broken block.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "read/format.h"
#include "read/read.h"

static void assert_str(struct str found, const char *expected)
{
    assert_int_equal(found.len, str_from(expected).len);
    assert_memory_equal(found.ptr ? found.ptr : "", expected, found.len);
}

static void assert_values(const struct doc *doc, const char *key, const char *joined)
{
    struct buf all = {0};
    const struct meta *meta = doc_meta(doc, str_from(key));
    assert_non_null(meta);
    for (size_t i = 0; i < meta->count; i++) {
        if (i > 0)
            buf_putc(&all, '|');
        buf_puts(&all, meta->values[i]);
    }
    assert_str(buf_str(&all), joined);
    buf_release(&all);
}

static void assert_title(struct str text, const char *title, bool inferred, bool node)
{
    struct arena arena = {0};
    const struct doc *doc = read_document(&arena, DOC_MARKDOWN, text);
    assert_str(doc->title, title);
    assert_int_equal(doc->title_inferred, inferred);
    assert_int_equal(doc->title_node != NULL, node);
    struct read_head head;
    read_head(&arena, DOC_MARKDOWN, text, true, &head);
    assert_str(head.title, inferred ? "" : title); /* it is called by its file then */
    assert_false(head.title_inferred);
    arena_release(&arena);
}

static void titles_come_from_the_first_that_has_one(void **state)
{
    (void)state;
    assert_title(STR("---\ntitle: Front\n---\n# Head\n"), "Front", false, false);
    assert_title(STR("---\nrelated: [x]\n---\nText\n"), "Text", true, false);
    assert_title(STR("---\ntitle: Same thing\n---\n# Same *Thing*\n"), "Same thing",
                 false, true);
    assert_title(STR("## A [[x|Head]]\n\nLead\n"), "A Head", false, true);
    assert_title(STR("Lead\n\n# A [[x|Head]]\n"), "A Head", false, true);
    assert_title(STR("Lead\n\n## A part\n"), "Lead", true, false);
    assert_title(STR("---\n\ntitle: Apart\nmade: by hand\n\n---\n\nText\n"), "Apart",
                 false, false);
    assert_title(STR("Under\n=====\n\ntext\n"), "Under", false, true);
    assert_title(STR("```\n# no\n```\n\n# Yes\n"), "Yes", false, true);
    assert_title(STR("First *line*\nsecond\n"), "First line", true, false);
    assert_title(STR(""), "", false, false);
}

static void names_come_as_lists_strings_and_commas(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct doc *doc =
        read_document(&arena, DOC_MARKDOWN,
                      STR("---\naliases: one, two\ntags: ['#a/b', c]\n"
                          "topics: Single\nauthor: A, B\n---\n"));
    assert_values(doc, "aliases", "one|two");
    assert_values(doc, "tags", "a/b|c");
    assert_values(doc, "topics", "Single");
    assert_values(doc, "author", "A, B");
    /* What is an address of the page and no name of it, the library tells apart. */
    doc = read_document(&arena, DOC_MARKDOWN,
                        STR("---\naliases: [/old/page/, Name]\n---\n"));
    assert_values(doc, "aliases", "/old/page/|Name");
    arena_release(&arena);
}

static void line_ends_and_marks_of_other_systems_are_fine(void **state)
{
    (void)state;
    assert_title(STR("\xEF\xBB\xBF---\r\ntitle: Dos\r\n---\r\nx\r\n"), "Dos", false,
                 false);
}

static void a_broken_block_is_told_and_shown(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf shown = {0};
    const struct doc *doc = read_document(
        &arena, DOC_MARKDOWN,
        STR("---\ntitle: a: b\ntags:\n  - x\n---\n\n# The reef\n\nBody\n"));
    assert_str(doc->title, "The reef");
    assert_null(doc->meta);
    assert_non_null(doc->notices);
    assert_str(doc->notices->text, "front matter, line 2, column 9: mapping values are "
                                   "not allowed in this context");
    doc_plain(doc, 0, doc->node_count, &shown);
    assert_str(buf_str(&shown), "title: a: b\ntags:\n  - x\n\nThe reef\n\nBody\n");
    buf_release(&shown);
    arena_release(&arena);
}

static void text_between_rules_is_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"---\nA boat lay on the reef.\n---\nIt is gone.\n",
         "A boat lay on the reef.\n\nIt is gone.\n"},
        {"---\n\nA boat lay on the reef.\n\n---\n\nIt is gone.\n",
         "A boat lay on the reef.\n\nIt is gone.\n"},
        {"---\n\nNote: a boat lay on it.\n\n---\n\nIt is gone.\n",
         "Note: a boat lay on it.\n\nIt is gone.\n"},
        {"---\n\n# The reef\n\nOwner: nobody.\n\n---\n\nIt is gone.\n",
         "The reef\n\nOwner: nobody.\n\nIt is gone.\n"},
        {"---\n- a boat\n- a reef\n---\nIt is gone.\n",
         "- a boat\n- a reef\n\nIt is gone.\n"},
        {"---\n---\nIt is gone.\n", "It is gone.\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct buf shown = {0};
        const struct doc *doc =
            read_document(&arena, DOC_MARKDOWN, str_from(cases[i].text));
        assert_null(doc->meta);
        doc_plain(doc, 0, doc->node_count, &shown);
        assert_str(buf_str(&shown), cases[i].shown);
        buf_release(&shown);
        arena_release(&arena);
    }
}

static void escapes_in_facts_are_shown_not_sent(void **state)
{
    (void)state;
    assert_title(STR("---\ntitle: \"a\\e[31m\\x9bb\"\n---\n"), "a^[[31m<9B>b", false,
                 false);
}

static void long_titles_are_cut_at_a_character(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    buf_puts(&text, STR("# x"));
    for (int i = 0; i < 400; i++)
        buf_puts(&text, STR("\xC3\xA4"));
    const struct doc *doc = read_document(&arena, DOC_MARKDOWN, buf_str(&text));
    assert_true(doc->title.len <= DOC_TITLE_MAX_BYTES);
    assert_true(text_is_clean(doc->title));
    assert_true(str_ends(doc->title, STR("\xC3\xA4…")));
    buf_release(&text);
    arena_release(&arena);
}

static bool has_notice(const struct doc *doc, const char *words)
{
    for (const struct notice *at = doc->notices; at != NULL; at = at->next) {
        if (str_find(at->text, str_from(words)) < at->text.len)
            return true;
    }
    return false;
}

/* Values and lines beyond the limits are not used, and the article says so. */
static void what_is_not_used_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    buf_puts(&text, STR("---\ntags:\n"));
    for (int i = 0; i < 64; i++)
        buf_printf(&text, "- t%d\n", i);
    const struct str end = STR("---\nBody.\n");
    const size_t len = text.len;
    buf_puts(&text, end);
    assert_null(read_document(&arena, DOC_MARKDOWN, buf_str(&text))->notices);
    buf_truncate(&text, len);
    buf_puts(&text, STR("- one more\n"));
    buf_puts(&text, end);
    const struct doc *doc = read_document(&arena, DOC_MARKDOWN, buf_str(&text));
    assert_int_equal(doc_meta(doc, STR("tags"))->count, 64);
    assert_true(has_notice(doc, "'tags': only the first 64 are used"));
    buf_clear(&text);
    buf_puts(&text, STR("---\n"));
    for (int i = 0; i < 1100; i++)
        buf_printf(&text, "k%d: v\n", i);
    buf_puts(&text, end);
    doc = read_document(&arena, DOC_MARKDOWN, buf_str(&text));
    assert_null(doc->meta);
    assert_true(has_notice(doc, "more than 1000 lines or 64 KB"));
    buf_release(&text);
    arena_release(&arena);
}

static void a_yaml_article_is_known_by_title_and_content(void **state)
{
    (void)state;
    assert_true(read_is_yaml_article(STR("title: A\nbody: text\n")));
    assert_true(read_is_yaml_article(STR("title: A\nfaq: []\n")));
    assert_false(read_is_yaml_article(STR("title: A\n")));
    assert_false(read_is_yaml_article(STR("body: text\n")));
    assert_false(read_is_yaml_article(STR("title: A\nrows: [1\n")));
    /* Broken ones are read line by line. */
    assert_true(read_is_yaml_article(STR("title: a: b\nbody: text\n")));
    struct arena arena = {0};
    struct read_head head;
    read_head(&arena, DOC_YAML, STR("title: A\ntopics: [T]\nbody: text\n"), true,
              &head);
    assert_str(head.title, "A");
    arena_release(&arena);
}

static void formats_are_told_by_name(void **state)
{
    (void)state;
    enum doc_format format = DOC_TEXT;
    assert_true(read_format_of(STR("a/b.MD"), &format));
    assert_int_equal(format, DOC_MARKDOWN);
    assert_true(read_format_of(STR("README"), &format));
    assert_int_equal(format, DOC_TEXT);
    assert_true(read_format_of(STR("a/guide.rst.txt"), &format));
    assert_int_equal(format, DOC_RST);
    assert_true(read_format_of(STR("a/guide.yaml.txt"), &format));
    assert_int_equal(format, DOC_TEXT);
    assert_true(read_format_of(STR("x.yml"), &format));
    assert_int_equal(format, DOC_YAML);
    assert_false(read_format_of(STR("x.png"), &format));
}

static void every_ending_has_a_number_of_its_own(void **state)
{
    unsigned last = 0;
    (void)state;
    for (unsigned f = 0; f < DOC_FORMAT_COUNT; f++) {
        const struct format *row = format_facts((enum doc_format)f);
        assert_true(row->name[0] != '\0' && row->endings[0].len > 0);
        assert_non_null(row->read);
        assert_true(row->head_bytes > 0 && row->head_bytes <= row->head_most_bytes);
        for (size_t i = 0; i < FORMAT_ENDINGS_MAX && row->endings[i].len > 0; i++) {
            char name[32];
            enum doc_format format;
            unsigned char number;
            snprintf(name, sizeof name, "x." STR_FMT, STR_ARG(row->endings[i]));
            assert_true(format_ending(str_from(name), &format, &number));
            assert_int_equal(format, f);
            assert_int_equal(number, ++last);
        }
    }
    assert_true(last < FORMAT_ENDING_NUMBERS);
}

int main(void)
{
    text_setup();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_come_from_the_first_that_has_one),
        cmocka_unit_test(names_come_as_lists_strings_and_commas),
        cmocka_unit_test(line_ends_and_marks_of_other_systems_are_fine),
        cmocka_unit_test(a_broken_block_is_told_and_shown),
        cmocka_unit_test(text_between_rules_is_text),
        cmocka_unit_test(escapes_in_facts_are_shown_not_sent),
        cmocka_unit_test(what_is_not_used_is_told),
        cmocka_unit_test(long_titles_are_cut_at_a_character),
        cmocka_unit_test(a_yaml_article_is_known_by_title_and_content),
        cmocka_unit_test(formats_are_told_by_name),
        cmocka_unit_test(every_ending_has_a_number_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
