/*
 * Pages of HTML that articles' sets cannot hold: large ones, deep ones, ones in other
 * encodings.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "read/read.h"
#include "read/read_limits.h"
#include "read/web/tame.h"

static struct arena arena;

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct doc *read_page(struct str text)
{
    return read_document(&arena, DOC_HTML, text);
}

static void assert_says(struct str page, const char *words)
{
    struct buf plain = {0};
    const struct doc *doc = read_page(page);
    doc_plain(doc, 0, doc->node_count, &plain);
    if (str_find(buf_str(&plain), str_from(words)) == plain.len)
        fail_msg("'%s' is not in '" STR_FMT "'", words,
                 STR_ARG(str_slice(buf_str(&plain), 0, 400)));
    buf_release(&plain);
}

static void repeat(struct buf *out, const char *piece, size_t bytes)
{
    for (size_t i = 0; i < bytes; i += strlen(piece))
        buf_puts(out, str_from(piece));
}

/* --- Encodings --- */

static void pages_are_read_in_the_encoding_that_they_name(void **state)
{
    static const struct {
        const char *page, *words;
    } cases[] = {
        {"<meta charset=koi8-r><p>\xF0\xCF\xD2\xD4", "Порт"},
        {"<META http-equiv=x content='text/html; charset=\"windows-1251\"'><p>"
         "\xCF\xEE\xF0\xF2",
         "Порт"},
        {"<meta charset=\"Shift_JIS\"><p>\x8D\x60", "港"},
        {"<?xml version='1.0' encoding='ISO-8859-2'?><html><p>\xB1</p></html>", "ą"},
        /* What is said is not always so. */
        {"<meta charset=koi8-r><p>Порт", "Порт"},
        {"<meta charset=no-such-thing><p>caf\xE9", "café"},
        {"<meta charset=iso-8859-1><p>\x93quay\x94", "“quay”"},
        {"<meta charset=utf-16><p>Plain", "Plain"},
        {"<meta charset=gb2312><p>\xB8\xDB\xFF\xFF end", "港"},
        {"<p>charset=", "charset="},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_says(str_from(cases[i].page), cases[i].words);
}

/* --- Size and depth --- */

static void words_are_found_however_deep(void **state)
{
    static const char *const pieces[] = {
        "<div>",
        "<b>",
        "<b><p>",
        "<ul><li>",
        "<table><tr><td>",
        "<blockquote>",
        "<dl><dt>a<dd>",
        "<a href=x>",
        "<div class=note>",
        "<details>",
        "<form>",
        "<i></p>",
        "<section><span>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buf page = {0};
        repeat(&page, pieces[i], 700000);
        buf_puts(&page, STR("words of a harbour"));
        assert_says(buf_str(&page), "words of a harbour");
        buf_release(&page);
        arena_release(&arena);
    }
}

/* The most that the tamer passes on of one kind of start tags without their ends. */
static size_t open_in(const char *piece)
{
    struct buf html = {0}, page = {0};
    repeat(&html, piece, 20000);
    tame(buf_str(&html), &page, NULL);
    size_t open = 0, most = 0;
    for (size_t i = 0; i + 1 < page.len; i++) {
        if (page.data[i] != '<')
            continue;
        if (page.data[i + 1] == '/')
            open--;
        else
            open++;
        most = open > most ? open : most;
    }
    buf_release(&html);
    buf_release(&page);
    return most;
}

static void no_more_than_so_many_elements_are_open(void **state)
{
    (void)state;
    assert_int_equal(open_in("<div>"), TAME_DEPTH_MAX);
    assert_int_equal(open_in("<b>"), TAME_DEPTH_MAX);
    assert_int_equal(open_in("<div></div>"), 1);
    assert_int_equal(open_in("<span><b></span></b>"), 2);
}

static size_t count_nodes(const struct doc *doc, enum node_kind kind)
{
    size_t count = 0;
    for (uint32_t i = 0; i < doc->node_count; i++)
        count += doc->nodes[i]->kind == kind;
    return count;
}

/* Pages may leave out end tags; what follows does not become deeper by that. */
static void elements_without_end_tags_stand_beside_each_other(void **state)
{
    enum { TIMES = 2 * TAME_DEPTH_MAX };
    static const struct {
        const char *begin, *again, *end;
        enum node_kind kind;
        size_t each;
    } cases[] = {
        {"", "<p>quay", "", NODE_PARAGRAPH, 1},
        {"<ul>", "<li>quay", "</ul>", NODE_ITEM, 1},
        {"<table>", "<tr><td>quay<td>pier", "</table>", NODE_ROW, 1},
        {"<table>", "<tr><td>quay<td>pier", "", NODE_CELL, 2},
        {"<table><tr><th>a<th>b", "<tr><td>quay</td><td><b>pier</b>", "</table>",
         NODE_CELL, 2},
        {"<table>", "<tbody><tr><td>quay<td>pier", "</table>", NODE_ROW, 1},
        {"<table>", "<thead><tr><th>a<th>b<tbody><tr><td>c<td>d", "</table>", NODE_ROW,
         2},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf page = {0};
        buf_puts(&page, str_from(cases[i].begin));
        repeat(&page, cases[i].again, TIMES * strlen(cases[i].again));
        buf_puts(&page, str_from(cases[i].end));
        const size_t count = count_nodes(read_page(buf_str(&page)), cases[i].kind);
        if (count < TIMES * cases[i].each)
            fail_msg("%s: %zu of %zu", cases[i].again, count, TIMES * cases[i].each);
        buf_release(&page);
    }
}

static void attributes_and_scripts_that_nobody_reads_go(void **state)
{
    struct buf page = {0}, data = {0};
    (void)state;
    tame(
        STR("<p onclick=\"x('>')\" class=a data-x=1\nstyle='display :none'>a<!-- b -->c"
            "<script>if (a < b) document.write('<p>')</script>d"
            "<script type=application/ld+json>{}</script>"),
        &page, &data);
    assert_true(str_eq(buf_str(&page), STR("<p class=\"a\" hidden\n>acd")));
    assert_int_equal(data.len, 3);
    assert_memory_equal(data.data, "{}", 3);
    buf_release(&page);
    buf_release(&data);
}

static void pages_that_take_too_much_are_text(void **state)
{
    struct buf page = {0};
    (void)state;
    /* All of these are opened again in each paragraph. */
    buf_puts(&page, STR("<p>"));
    for (int i = 0; i < 150; i++)
        buf_printf(&page, "<b id=a%d>", i);
    repeat(&page, "<p>x", 1 << 20);
    const struct doc *doc = read_page(buf_str(&page));
    assert_non_null(doc->notices);
    buf_clear(&page);
    repeat(&page, "<p>x", READ_HTML_MAX_BYTES + 1);
    doc = read_page(buf_str(&page));
    assert_non_null(doc->notices);
    assert_true(
        str_eq(doc->notices->text, STR("larger than 16 MB: shown as plain text")));
    buf_release(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_read_in_the_encoding_that_they_name),
        cmocka_unit_test(words_are_found_however_deep),
        cmocka_unit_test(no_more_than_so_many_elements_are_open),
        cmocka_unit_test(elements_without_end_tags_stand_beside_each_other),
        cmocka_unit_test(attributes_and_scripts_that_nobody_reads_go),
        cmocka_unit_test(pages_that_take_too_much_are_text),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, release);
}
