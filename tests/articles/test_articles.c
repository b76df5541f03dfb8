/*
 * Articles of every kind, read whole: title, facts, notices, tree with its source
 * lines, outline, marks, key points, FAQ entries, links and plain text, as they were
 * written down before.
 *
 * Run from the root of the source. A NAME.set holds many articles: a line "%%% x.md"
 * begins one, its suffix tells the reader. Signs that an editor would not keep are
 * written in braces: {TAB}, {NBSP}, {FF}, {CR}, {BS}, {ESC}, {WIDE}, {END} (a blank at
 * the end of a line), {NOTHING}. Beside it stands NAME.read, what was read of them;
 * with GOLDEN set in the environment it is written anew, and its difference has to be
 * looked at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "doc/doc.h"
#include "extract/extract.h"
#include "read/read.h"

#include "set.h"

enum { SET_BYTES_MAX = 1 << 20 };

static const char *const names[] = {"plain", "markdown", "facts", "found", "html"};

/* --- Sets ----------------------------------------------------------------------- */

static struct str load(struct arena *arena, const char *name, const char *suffix)
{
    struct file_root root;
    struct error err = {0};
    struct str path = arena_printf(arena, "%s%s", name, suffix), text = {0};
    assert_int_equal(file_root_open(&root, "tests/articles", &err), 0);
    if (file_read(&root, path, SET_BYTES_MAX, false, arena, &text, NULL, &err) != 0)
        fail_msg("%s", err.text);
    file_root_close(&root);
    return text;
}

static void keep(struct arena *arena, const char *name, struct str text)
{
    struct str path = arena_printf(arena, "tests/articles/%s.read", name);
    FILE *file = fopen(arena_cstr(arena, path), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
    assert_int_equal(fclose(file), 0);
}

static enum doc_format format_of(struct str name)
{
    enum doc_format format = DOC_TEXT;
    assert_true(read_format_of(name, &format));
    return format;
}

/* --- What was read --------------------------------------------------------------- */

/* A node by its line and kind: numbers of nodes change with all that stands before. */
static void put_place(const struct doc *doc, uint32_t id, struct buf *out)
{
    const struct node *node = id < doc->node_count ? doc->nodes[id] : NULL;
    if (node == NULL)
        buf_puts(out, STR("the end"));
    else
        buf_printf(out, "%u (kind %u)", node->line, node->kind);
}

static void put_facts(const struct doc *doc, struct buf *out)
{
    buf_printf(out, "title%s: " STR_FMT "\n", doc->title_inferred ? " (inferred)" : "",
               STR_ARG(doc->title));
    for (const struct meta *meta = doc->meta; meta != NULL; meta = meta->next) {
        buf_printf(out, "fact " STR_FMT "%s:", STR_ARG(meta->key),
                   meta->is_list ? " (list)" : "");
        for (size_t i = 0; i < meta->count; i++)
            buf_printf(out, " | " STR_FMT, STR_ARG(meta->values[i]));
        buf_putc(out, '\n');
    }
    for (const struct notice *notice = doc->notices; notice != NULL;
         notice = notice->next)
        buf_printf(out, "notice at %u: " STR_FMT "\n", notice->line,
                   STR_ARG(notice->text));
    for (const struct mark *mark = doc->marks; mark != NULL; mark = mark->next) {
        buf_printf(out, "mark " STR_FMT ": ", STR_ARG(mark->id));
        put_place(doc, mark->node->id, out);
        buf_putc(out, '\n');
    }
}

/* doc_dump, each node behind its line of the source. */
static void put_tree(const struct doc *doc, struct buf *out)
{
    struct buf dump = {0};
    doc_dump(doc, &dump);
    struct str rest = buf_str(&dump);
    struct str line;
    for (uint32_t id = 0; str_cut_line(&rest, &line); id++) {
        assert_true(id < doc->node_count);
        buf_printf(out, "%3u " STR_FMT "\n", doc->nodes[id]->line, STR_ARG(line));
    }
    buf_release(&dump);
}

static void put_outline(const struct doc *doc, struct buf *out)
{
    for (size_t i = 0; i < doc->heading_count; i++) {
        buf_printf(out, "section%s ",
                   doc->headings[i] == doc->title_node ? " (the title)" : "");
        put_place(doc, doc->headings[i]->id, out);
        buf_puts(out, STR(" to "));
        put_place(doc, doc_section_end(doc, i), out);
        buf_puts(out, STR(": "));
        node_text(doc->headings[i], out);
        buf_putc(out, '\n');
    }
}

static void put_section(const struct doc *doc, const struct node *section,
                        struct buf *out)
{
    buf_puts(out, STR(" in "));
    put_place(doc, section != NULL ? section->id : 0, out);
    buf_puts(out, STR(": "));
}

static void put_found(const struct doc *doc, const struct extract *extract,
                      struct buf *out)
{
    for (size_t i = 0; i < extract->point_count; i++) {
        const struct point *point = &extract->points[i];
        buf_printf(out, "point %d %s at ", point->weight,
                   point_source_name(point->source));
        put_place(doc, point->node->id, out);
        put_section(doc, point->section, out);
        buf_printf(out, STR_FMT " | " STR_FMT "\n", STR_ARG(point->label),
                   STR_ARG(point->text));
    }
    for (size_t i = 0; i < extract->question_count; i++) {
        const struct question *entry = &extract->questions[i];
        buf_printf(out, "question%s at ", entry->inferred ? " (inferred)" : "");
        put_place(doc, entry->node->id, out);
        put_section(doc, entry->section, out);
        buf_printf(out, STR_FMT "\n  answer from ", STR_ARG(entry->question));
        put_place(doc, entry->from, out);
        buf_puts(out, STR(" to "));
        put_place(doc, entry->to, out);
        buf_puts(out, STR(": "));
        for (size_t at = 0; at < entry->answer.len; at++)
            buf_putc(out, entry->answer.ptr[at] == '\n' ? '/' : entry->answer.ptr[at]);
        buf_putc(out, '\n');
    }
}

/* What the first bytes alone tell, when they are the whole. */
static void put_head(struct arena *arena, enum doc_format format, struct str text,
                     struct buf *out)
{
    struct read_head head;
    read_head(arena, format, text, true, &head);
    buf_printf(out, "head%s%s: " STR_FMT ", cut at %zu\n",
               head.title_inferred ? " (inferred)" : "",
               head.is_article ? "" : " (no article)", STR_ARG(head.title),
               read_cut(format, text));
}

/* The plain text; what is searched, where moments are left out of it. */
static void put_texts(const struct doc *doc, struct buf *out)
{
    struct buf plain = {0}, prose = {0};
    doc_plain(doc, 0, doc->node_count, &plain);
    doc_prose(doc, 0, doc->node_count, &prose);
    buf_puts(out, STR("---\n"));
    buf_puts(out, buf_str(&plain));
    if (!str_eq(buf_str(&plain), buf_str(&prose))) {
        buf_puts(out, STR("--- without moments\n"));
        buf_puts(out, buf_str(&prose));
    }
    buf_release(&prose);
    buf_release(&plain);
}

static void put_article(struct str name, struct str text, struct buf *out)
{
    struct arena arena = {0};
    struct buf raw = {0};
    set_put(text, &raw);
    struct doc *doc = read_document(&arena, format_of(name), buf_str(&raw));
    struct extract *extract = extract_all(&arena, doc);
    buf_printf(out, "%%%%%% " STR_FMT "\n", STR_ARG(name));
    put_facts(doc, out);
    put_tree(doc, out);
    put_outline(doc, out);
    put_found(doc, extract, out);
    put_head(&arena, format_of(name), buf_str(&raw), out);
    put_texts(doc, out);
    buf_release(&raw);
    arena_release(&arena);
}

/* The first lines that differ tell more than all of them. */
static void assert_lines(const char *set, struct str seen, struct str expected)
{
    struct str line = {0}, wanted = {0}, article = {0};
    while (seen.len > 0 || expected.len > 0) {
        bool more = str_cut_line(&seen, &line);
        if (str_cut_line(&expected, &wanted) != more || !str_eq(line, wanted))
            fail_msg("%s.set, " STR_FMT ":\n'" STR_FMT "' was\n'" STR_FMT
                     "' (GOLDEN=1 writes anew)",
                     set, STR_ARG(article), STR_ARG(line), STR_ARG(wanted));
        if (str_starts(line, STR("=== ")))
            article = line;
    }
}

static void articles_are_read_as_they_were(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct arena arena = {0};
        struct buf out = {0};
        struct str rest = load(&arena, names[i], ".set"), name, text;
        size_t count = 0;
        for (; set_next(&rest, &name, &text); count++)
            put_article(name, text, &out);
        assert_true(count > 1);
        if (getenv("GOLDEN") != NULL)
            keep(&arena, names[i], buf_str(&out));
        assert_lines(names[i], buf_str(&out), load(&arena, names[i], ".read"));
        buf_release(&out);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_are_read_as_they_were),
    };
    text_setup();
    return cmocka_run_group_tests_name("articles", tests, NULL, NULL);
}
