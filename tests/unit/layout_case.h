/*
 * What the tests of the layout share: a document that is built by hand, laid out, and
 * looked at as text.
 */
#ifndef LECTERN_TESTS_LAYOUT_CASE_H
#define LECTERN_TESTS_LAYOUT_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "layout/layout.h"

struct layout_case {
    struct arena arena;
    struct doc *doc;
    struct layout_options options;
    struct layout *layout;
};

static inline int setup(void **state)
{
    struct layout_case *at = calloc(1, sizeof *at);
    text_setup();
    at->doc = doc_new(&at->arena, DOC_MARKDOWN);
    at->options.width_cols = 40;
    *state = at;
    return 0;
}

static inline int teardown(void **state)
{
    struct layout_case *at = *state;
    arena_release(&at->arena);
    free(at);
    return 0;
}

static inline struct node *add(struct layout_case *at, struct node *parent,
                               enum node_kind kind)
{
    struct node *node = doc_node(at->doc, kind, 1);
    node_append(parent ? parent : at->doc->root, node);
    return node;
}

static inline void say(struct layout_case *at, struct node *parent, const char *text)
{
    doc_text(at->doc, parent, str_from(text), 1);
}

/* A block with plain text. */
static inline struct node *add_with(struct layout_case *at, struct node *parent,
                                    enum node_kind kind, const char *text)
{
    struct node *node = add(at, parent, kind);
    say(at, node, text);
    return node;
}

static inline struct node *para(struct layout_case *at, struct node *parent,
                                const char *text)
{
    return add_with(at, parent, NODE_PARAGRAPH, text);
}

static inline struct node *heading(struct layout_case *at, int level, const char *text)
{
    return doc_heading(at->doc, level, str_from(text), 1);
}

static inline struct node *list(struct layout_case *at, struct node *parent, bool tight)
{
    struct node *node = add(at, parent, NODE_LIST);
    node->u.list.tight = tight;
    node->u.list.start = 1;
    return node;
}

/* An item with a paragraph. */
static inline struct node *item(struct layout_case *at, struct node *parent,
                                const char *text)
{
    struct node *node = add(at, parent, NODE_ITEM);
    para(at, node, text);
    return node;
}

static inline struct node *code(struct layout_case *at, struct node *parent,
                                const char *text)
{
    struct node *node = add(at, parent, NODE_CODE_BLOCK);
    node->u.code.text = arena_str(&at->arena, str_from(text));
    return node;
}

/* Cells are apart by '|', rows by line ends; the first row is the header. */
static inline struct node *table(struct layout_case *at, struct node *parent,
                                 const char *text)
{
    struct node *node = add(at, parent, NODE_TABLE);
    struct str rest = str_from(text);
    node->u.table.header = true;
    struct str line, cell;
    while (str_cut_line(&rest, &line)) {
        struct node *row = add(at, node, NODE_ROW);
        uint16_t columns = 0;
        for (; str_cut(&line, '|', &cell); columns++)
            doc_text(at->doc, add(at, row, NODE_CELL), cell, 1);
        if (columns > node->u.table.columns)
            node->u.table.columns = columns;
    }
    node->u.table.align = ARENA_ARRAY(&at->arena, node->u.table.columns, uint8_t);
    return node;
}

/* Lays out at a width and gives the text. */
static inline const char *shown(struct layout_case *at, int width)
{
    struct buf out = {0};
    doc_finish(at->doc);
    at->options.width_cols = width;
    at->layout = layout_new(&at->arena, at->doc, &at->options);
    layout_plain(at->layout, &out);
    const char *text = arena_cstr(&at->arena, buf_str(&out));
    buf_release(&out);
    return text;
}

/* The first span with that text. */
static inline const struct span *span_of(const struct layout_case *at, const char *text)
{
    for (size_t i = 0; i < at->layout->span_count; i++) {
        if (str_eq(at->layout->spans[i].text, str_from(text)))
            return &at->layout->spans[i];
    }
    fail_msg("no span shows '%s'", text);
    return NULL;
}

/* What must hold of every layout. */
static inline void check_lines(const struct layout *layout)
{
    struct anchor last = {0, 0};
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];
        int col = 0;
        for (uint32_t j = 0; j < line->count; j++) {
            const struct span *span = &layout->spans[line->first + j];
            assert_true(span->col >= col);
            assert_int_equal(span->cols, text_cols(span->text));
            col = span->col + span->cols;
        }
        assert_true(col <= layout->width_cols);
        assert_true(line->anchor.node > last.node ||
                    (line->anchor.node == last.node && line->anchor.byte >= last.byte));
        last = line->anchor;
    }
}

/* Lays out at all widths up to `most` and checks the lines of each. */
static inline void check_widths(struct layout_case *at, int most)
{
    for (int width = 1; width <= most; width++) {
        shown(at, width);
        check_lines(at->layout);
    }
}

#endif
