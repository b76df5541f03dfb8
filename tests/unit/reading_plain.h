/*
 * For the tests of the plain-text reader: a text read, and what a reader sees of it.
 */
#ifndef LECTERN_TESTS_READING_PLAIN_H
#define LECTERN_TESTS_READING_PLAIN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "read/plain/plain.h"

struct reading {
    struct arena arena;
    struct doc *doc;
    struct buf out;
};

static inline void read_text(struct reading *reading, const char *text)
{
    *reading = (struct reading){0};
    reading->doc = doc_new(&reading->arena, DOC_TEXT);
    plain_read(reading->doc, str_from(text), 1);
    doc_finish(reading->doc);
}

static inline void end_reading(struct reading *reading)
{
    buf_release(&reading->out);
    arena_release(&reading->arena);
}

/* One line a heading: its level and text, with '!' when it is explicit. */
static inline void put_outline(struct reading *reading)
{
    for (size_t i = 0; i < reading->doc->heading_count; i++) {
        const struct node *heading = reading->doc->headings[i];
        buf_printf(&reading->out, "%u%s ", heading->u.heading.level,
                   heading->flags & NODE_INFERRED ? "" : "!");
        node_text(heading, &reading->out);
        buf_putc(&reading->out, '\n');
    }
}

static inline void assert_text(struct buf *out, const char *expected)
{
    buf_putc(out, '\0');
    assert_string_equal(out->data, expected);
}

static inline void assert_outline(const char *text, const char *expected)
{
    struct reading reading;
    read_text(&reading, text);
    put_outline(&reading);
    assert_text(&reading.out, expected);
    end_reading(&reading);
}

/* The blocks as doc_plain shows them. */
static inline void assert_plain(const char *text, const char *expected)
{
    struct reading reading;
    read_text(&reading, text);
    doc_plain(reading.doc, 0, reading.doc->node_count, &reading.out);
    assert_text(&reading.out, expected);
    end_reading(&reading);
}

static inline void assert_title(const char *text, const char *expected, bool inferred)
{
    struct reading reading;
    read_text(&reading, text);
    buf_puts(&reading.out, reading.doc->title);
    assert_text(&reading.out, expected);
    assert_int_equal(reading.doc->title_inferred, inferred);
    end_reading(&reading);
}

static inline size_t count_kind(const struct doc *doc, enum node_kind kind)
{
    size_t count = 0;
    for (uint32_t i = 0; i < doc->node_count; i++) {
        count += doc->nodes[i]->kind == kind;
    }
    return count;
}

static inline const struct node *find_kind(const struct doc *doc, enum node_kind kind)
{
    for (uint32_t i = 0; i < doc->node_count; i++) {
        if (doc->nodes[i]->kind == kind) {
            return doc->nodes[i];
        }
    }
    return NULL;
}

#endif
