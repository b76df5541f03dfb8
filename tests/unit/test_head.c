/*
 * The head of an article: of any part of it, what the reader of the whole says, or that
 * more is wanted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "read/read.h"

enum { DOCUMENTS = 1500, PIECES = 9 };

static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % below;
}

/* --- Documents -------------------------------------------------------------------- */

static const char *const fronts[] = {
    "",
    "",
    "",
    "---\ntitle: Given\naliases: [Other]\n---\n",
    "---\ntags: [one, two]\n---\n",
    "---\nsummary: \"# In front\"\n---\n",
    "---\nrelated: [a, b]\n---\n",
    "+++\ntitle = \"Toml\"\n+++\n",
    "{\n\"title\": \"Json\"\n}\n",
    "---\nno end of it\n\n",
    "---\nbroken: [\n---\n",
    "\xEF\xBB\xBF",
};

static const char *const pieces[] = {
    "\n",
    "Some prose that says little.\nAnd goes on.\n\n",
    "# Heading one\n\n",
    "## Second *level* with `code`\n",
    "Under lined\n=====\n",
    "Under lined too\n---\n\n",
    "---\n\n",
    "<!--\n# Old\n-->\n\n",
    "<!-- one line --># not\n",
    "<!-- never ended\n\n",
    "```\n# code\n```\n",
    "~~~\n```\n# code\n~~~\n\n",
    "````\n```\n# x\n```\n````\n\n",
    "```c\n# never ended\n",
    "%%\n# hidden\n%%\n\n",
    "%% a remark %%\n",
    "%%\nnever ended\n",
    "    # indented\n\n",
    "> # quoted\n\n",
    "- # in an item\n\n",
    "- item\n\n  ## below it\n\n",
    "1. one\n2. two\n===\n\n",
    "<h1 align=\"center\">Drawn</h1>\n\n",
    "<h2>\nOver lines\n</h2>\n",
    "<div>\n\n# within\n\n</div>\n\n",
    "<details>\n<summary>Sum</summary>\n\n# in details\n\n</details>\n\n",
    "<pre>\n# pre\n</pre>\n",
    "<script>\n# script\n\n# more\n</script>\n",
    "<p\n",
    "$$\n# formula\n$$\n\n",
    "::: note\n# in a container\n:::\n\n",
    "{% raw %}\n# raw\n{% endraw %}\n",
    "| a | b |\n|---|---|\n| # | x |\n\n",
    "# [Ref] here\n\n",
    "[Ref]: http://a.example/ 'one\n# two'\n\n",
    "[^1]: note\n    # in a note\n\n",
    "Term\n: definition\n\n",
    "#tag and text\n\n",
    "####### seven\n\n",
    "#\n",
    "# \n",
    "\\# escaped\n\n",
    "! note\n    # admonition\n\n",
    "!!! note\n    # admonition\n\n",
    "# With $x$ and %%no%% {#id}\n",
    "![[picture.png]]\n\n",
    "a\tb\n\n",
    "word",
    "***\n\n",
    "* * *\n",
    "== ==\n",
    "> quoted\n---\n",
    "\r\n",
};

static void put_document(uint32_t *state, struct buf *text)
{
    size_t count = 1 + draw(state, PIECES);
    const char *front = fronts[draw(state, sizeof fronts / sizeof *fronts)];
    buf_puts(text, str_from(front));
    for (size_t i = 0; i < count; i++)
        buf_puts(text, str_from(pieces[draw(state, sizeof pieces / sizeof *pieces)]));
}

static void put_yaml(uint32_t *state, struct buf *text)
{
    static const char *const keys[] = {
        "title: One\n",
        "title: \"Two: 2\"\n",
        "topics: [a, b]\n",
        "aliases:\n  - c\n",
        "body: |\n  # not this\n\n  text\n",
        "body: \"words and\n  words\"\n",
        "faq:\n  - {question: Why?, answer: So.}\n",
        "other: {title: deep}\n",
        "# a remark\n",
        "TITLE: Three\n",
        "'title': Four\n",
        "bad: a: b\n",
    };

    for (uint32_t i = 1 + draw(state, 6); i > 0; i--)
        buf_puts(text, str_from(keys[draw(state, sizeof keys / sizeof *keys)]));
}

/* --- Comparing -------------------------------------------------------------------- */

static bool same_meta(const struct meta *a, const struct meta *b)
{
    for (; a != NULL && b != NULL; a = a->next, b = b->next) {
        if (!str_eq(a->key, b->key) || a->count != b->count)
            return false;
        for (size_t i = 0; i < a->count; i++) {
            if (!str_eq(a->values[i], b->values[i]))
                return false;
        }
    }
    return a == b;
}

static void assert_as_whole(const struct doc *doc, enum doc_format format,
                            struct str text, size_t cut, struct arena *arena)
{
    arena_clear(arena);
    struct read_head head;
    read_head(arena, format, str_slice(text, 0, cut), cut == text.len, &head);
    if (head.wants_more) {
        assert_true(cut < text.len);
        return;
    }
    if (head.title.len == 0 && format != DOC_MARKDOWN && cut < text.len)
        return; /* who asks wants more */
    bool names =
        format != DOC_MARKDOWN || !doc->title_inferred; /* opening words do not */
    if (str_eq(head.title, names ? doc->title : STR("")) &&
        head.title_inferred == (names && doc->title_inferred) &&
        same_meta(head.meta, doc->meta))
        return;
    fail_msg("of %zu bytes of\n" STR_FMT "\nthe title is '" STR_FMT
             "', and of the whole '" STR_FMT "'",
             cut, STR_ARG(str_slice(text, 0, 3000)), STR_ARG(head.title),
             STR_ARG(doc->title));
}

static void assert_parts(enum doc_format format, struct str text, size_t step)
{
    struct arena whole = {0}, part = {0};
    const struct doc *doc = read_document(&whole, format, text);
    size_t last = 0;
    for (size_t cut = 1; cut < text.len; cut++) {
        if (text.ptr[cut - 1] != '\n' || cut < last + step)
            continue;
        assert_as_whole(doc, format, text, cut, &part);
        last = cut;
    }
    if (text.len <= READ_TITLE_BYTES)
        assert_as_whole(doc, format, text, text.len, &part);
    arena_release(&whole);
    arena_release(&part);
}

static void parts_of_markdown_tell_what_the_whole_tells(void **state)
{
    uint32_t random = 12345;
    (void)state;
    for (int i = 0; i < DOCUMENTS; i++) {
        struct buf text = {0};
        put_document(&random, &text);
        assert_parts(DOC_MARKDOWN, buf_str(&text), 1);
        buf_release(&text);
    }
}

static void parts_of_yaml_tell_what_the_whole_tells(void **state)
{
    uint32_t random = 54321;
    (void)state;
    for (int i = 0; i < DOCUMENTS; i++) {
        struct arena arena = {0};
        struct buf text = {0};
        put_yaml(&random, &text);
        struct read_head head;
        read_head(&arena, DOC_YAML, buf_str(&text), true, &head);
        if (head.is_article)
            assert_parts(DOC_YAML, buf_str(&text), 1);
        arena_release(&arena);
        buf_release(&text);
    }
}

static const char *const page_pieces[] = {
    "<h1>Quay</h1>\n",
    "<main>\n",
    "</main>\n",
    "<nav>\n<h1>Menu</h1>\n</nav>\n",
    "<article><h1>Pier <b>four</b></h1>\n",
    "<p>Words of a harbour.\n",
    "<title>Ropes - Harbour</title>\n",
    "<h2>Ropes</h2>\n",
    "<!-- <h1>No</h1> -->\n",
    "<script>\n'<h1>No</h1>'\n</script>\n",
    "<h1></h1>\n",
    "<div class=title>Ropes</div>\n",
    "{{ page.title }}\n",
    "<body>\n",
};

static void parts_of_pages_tell_what_the_whole_tells(void **state)
{
    uint32_t random = 777;
    (void)state;
    for (int i = 0; i < DOCUMENTS; i++) {
        struct arena arena = {0};
        struct buf text = {0};
        buf_puts(&text,
                 str_from(fronts[draw(&random, sizeof fronts / sizeof *fronts)]));
        for (uint32_t left = 1 + draw(&random, PIECES); left > 0; left--)
            buf_puts(&text, str_from(page_pieces[draw(
                                &random, sizeof page_pieces / sizeof *page_pieces)]));
        struct read_head head;
        read_head(&arena, DOC_HTML, buf_str(&text), true, &head);
        if (head.is_article)
            assert_parts(DOC_HTML, buf_str(&text), 1);
        arena_release(&arena);
        buf_release(&text);
    }
}

static void templates_are_no_articles(void **state)
{
    static const struct {
        const char *text;
        bool is_article;
    } cases[] = {
        {"<html><head><title>{{ page.title }}</title></head><body>x</body>", false},
        {"{% include nav.html %}\n<p>x</p>\n", false},
        {"<?php the_title(); ?>\n<p>x</p>\n", false},
        {"<html><body><h1>Marks</h1><pre>{{ x }}</pre></body></html>", true},
        {"<p>Words</p>", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct read_head head;
        read_head(&arena, DOC_HTML, str_from(cases[i].text), true, &head);
        if (head.is_article != cases[i].is_article)
            fail_msg("%s", cases[i].text);
        arena_release(&arena);
    }
}

static void hidden_headings_are_no_titles(void **state)
{
    static const char *const cases[][2] = {
        {"<!--\n# Before\n-->\n\n# After\n", "After"},
        {"~~~\n```\n# Before\n~~~\n\n# After\n", "After"},
        {"````\n```\n# Before\n```\n````\n\n# After\n", "After"},
        {"%%\n# Before\n%%\n\n# After\n", "After"},
        {"<pre>\n# Before\n</pre>\n\n# After\n", "After"},
        {"Words.\n\n# After\n\n<!--\n# Later\n-->\n", "After"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct read_head head;
        read_head(&arena, DOC_MARKDOWN, str_from(cases[i][0]), true, &head);
        if (!str_eq(head.title, str_from(cases[i][1])))
            fail_msg("'%s' is called '" STR_FMT "'", cases[i][0], STR_ARG(head.title));
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_markdown_tell_what_the_whole_tells),
        cmocka_unit_test(parts_of_yaml_tell_what_the_whole_tells),
        cmocka_unit_test(parts_of_pages_tell_what_the_whole_tells),
        cmocka_unit_test(templates_are_no_articles),
        cmocka_unit_test(hidden_headings_are_no_titles),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
