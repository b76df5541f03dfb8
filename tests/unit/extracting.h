/*
 * What the tests of the extractors share: Markdown in, points, questions and links out,
 * written a line each so that a test shows what a reader would see.
 */
#ifndef LECTERN_TESTS_EXTRACTING_H
#define LECTERN_TESTS_EXTRACTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "doc/doc.h"
#include "extract/extract.h"
#include "read/markdown/markdown.h"
#include "read/title.h"

struct extracting {
    struct arena arena;
    struct buf out;
    struct doc *doc;
    struct extract *extract;
};

static int extracting_setup(void **state)
{
    static struct extracting it;

    text_setup();
    it = (struct extracting){0};
    *state = &it;
    return 0;
}

static int extracting_teardown(void **state)
{
    struct extracting *it = *state;
    buf_release(&it->out);
    arena_release(&it->arena);
    return 0;
}

/* Extracts from a finished document. */
static inline void extracting_doc(struct extracting *it, struct doc *doc)
{
    buf_clear(&it->out);
    it->doc = doc;
    it->extract = extract_all(&it->arena, doc);
}

static inline void extracting_markdown(struct extracting *it, const char *text)
{
    const struct markdown_input input = {
        .text = str_from(text), .first_line = 1, .video_id = STR_INIT("AbCdEfGhIjk")};
    struct doc *doc = doc_new(&it->arena, DOC_MARKDOWN);
    markdown_read(doc, doc->root, &input);
    markdown_finish(doc);
    doc_finish(doc);
    title_find(doc, UINT32_MAX);
    extracting_doc(it, doc);
}

static inline void extracting_compare(struct extracting *it, const char *wanted)
{
    buf_putc(&it->out, '\0');
    assert_string_equal(it->out.data, wanted);
    buf_clear(&it->out);
}

/* "source: label | text", a point a line. */
static inline void assert_points(struct extracting *it, const char *text,
                                 const char *wanted)
{
    extracting_markdown(it, text);
    for (size_t i = 0; i < it->extract->point_count; i++) {
        const struct point *point = &it->extract->points[i];
        buf_printf(&it->out, "%s: " STR_FMT " | " STR_FMT "\n",
                   point_source_name(point->source), STR_ARG(point->label),
                   STR_ARG(point->text));
        assert_true(point->node->flags & NODE_POINT);
    }
    extracting_compare(it, wanted);
}

/* "question => answer", a question a line; "~" opens one that is inferred, the line
 * ends of an answer are "/". */
static inline void extracted_questions(struct extracting *it, const char *wanted)
{
    for (size_t i = 0; i < it->extract->question_count; i++) {
        const struct question *entry = &it->extract->questions[i];
        buf_printf(&it->out, "%s" STR_FMT " => ", entry->inferred ? "~" : "",
                   STR_ARG(entry->question));
        for (size_t at = 0; at < entry->answer.len; at++)
            buf_putc(&it->out,
                     entry->answer.ptr[at] == '\n' ? '/' : entry->answer.ptr[at]);
        buf_putc(&it->out, '\n');
        assert_true(entry->node->flags & NODE_QUESTION);
    }
    extracting_compare(it, wanted);
}

static inline void assert_questions(struct extracting *it, const char *text,
                                    const char *wanted)
{
    extracting_markdown(it, text);
    extracted_questions(it, wanted);
}

/* The terms that became links, a line each. */
static inline void assert_terms(struct extracting *it, const char *text,
                                const char *wanted)
{
    extracting_markdown(it, text);
    for (size_t i = 0; i < it->doc->link_count; i++) {
        const struct node *link = it->doc->links[i];
        if (link->kind != NODE_LINK || link->u.link.form != LINK_TERM)
            continue;
        buf_puts(&it->out, link->u.link.dest);
        buf_putc(&it->out, '\n');
    }
    extracting_compare(it, wanted);
}

#endif
