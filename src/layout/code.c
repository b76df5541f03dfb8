/*
 * Code blocks: their lines as they are, a little indented.
 *
 * A line that is too long goes on below, between clusters, and a quiet mark in the
 * indent says that it is no line of its own.
 */
#include <string.h>

#include "base/text.h"
#include "layout/block_layout.h"

enum { CODE_INDENT_COLS = 2 };

/* The bytes of `rest` that fit on a line: at least a cluster. */
static size_t fitting(struct str rest, int cols)
{
    /* A column is at most so many bytes long that all fits without being measured. */
    if (rest.len <= (size_t)cols)
        return rest.len;
    size_t len = text_fit(rest, (size_t)cols).len;
    int wide;
    if (len == 0)
        text_cluster(rest, &len, &wide);
    return len;
}

static void add_code(struct line_builder *builder, const struct node *block,
                     struct str text)
{
    if (text.len == 0)
        return;
    builder_span(builder,
                 (struct span){.text = text,
                               .node = block->id,
                               .byte = (uint32_t)(text.ptr - block->u.code.text.ptr),
                               .link = SPAN_NO_LINK,
                               .cols = (uint16_t)text_cols(text),
                               .role = ROLE_CODE,
                               .is_text = true});
}

static void begin_line(struct line_builder *builder, const struct node *block,
                       bool goes_on)
{
    builder_line(builder);
    if (goes_on && builder_frame(builder)->indent_cols == CODE_INDENT_COLS) {
        builder->col -= CODE_INDENT_COLS;
        builder_mark(builder, block->id, STR("›"), 1, ROLE_QUIET);
        builder->col++;
    }
}

static void lay_code_line(struct line_builder *builder, const struct node *block,
                          struct str line)
{
    int cols = builder_wide_cols(builder);
    bool goes_on = false;
    do {
        size_t len = fitting(line, cols);
        begin_line(builder, block, goes_on);
        add_code(builder, block, str_slice(line, 0, len));
        builder_line_end(builder);
        line = str_tail(line, len);
        goes_on = true;
    } while (line.len > 0);
}

enum visit code_lay(struct line_builder *builder, const struct node *block)
{
    struct str rest = block->u.code.text;
    if (rest.len == 0)
        return VISIT_OVER;
    builder_gap(builder, 1);
    builder_settle(builder);
    builder_push(builder, (struct frame){.node = block,
                                         .until = node_end(block),
                                         .indent_cols = CODE_INDENT_COLS,
                                         .text_role = ROLE_CODE});
    for (struct str line; !builder_is_stopped(builder) && str_cut_line(&rest, &line);)
        lay_code_line(builder, block, line);
    builder_leave(builder, node_end(block));
    builder_gap(builder, 1);
    return VISIT_OVER;
}
