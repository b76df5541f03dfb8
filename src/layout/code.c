/*
 * Code blocks: their lines as they are, a little indented.
 *
 * A line that is too long goes on below, between clusters, and a quiet mark in the
 * indent says that it is no line of its own.
 */
#include <string.h>

#include "base/text.h"
#include "layout/block.h"

enum { CODE_INDENT_COLS = 2 };

/* The bytes of `rest` that fit on a line: at least a cluster. */
static size_t fitting(struct str rest, int cols)
{
    size_t len;
    int wide;

    /* A column is at most so many bytes long that all fits without being measured. */
    if (rest.len <= (size_t)cols)
        return rest.len;
    len = text_fit(rest, (size_t)cols).len;
    if (len == 0)
        text_cluster(rest, &len, &wide);
    return len;
}

static void add_code(struct page *page, const struct node *block, struct str text)
{
    if (text.len == 0)
        return;
    page_span(page, (struct span){.text = text,
                                  .node = block->id,
                                  .byte = (uint32_t)(text.ptr - block->u.code.text.ptr),
                                  .link = SPAN_NO_LINK,
                                  .cols = (uint16_t)text_cols(text),
                                  .role = ROLE_CODE,
                                  .is_text = true});
}

static void begin_line(struct page *page, const struct node *block, bool goes_on)
{
    page_line(page);
    if (goes_on && page_frame(page)->indent_cols == CODE_INDENT_COLS) {
        page->col -= CODE_INDENT_COLS;
        page_mark(page, block->id, STR("›"), 1, ROLE_QUIET);
        page->col++;
    }
}

static void lay_code_line(struct page *page, const struct node *block, struct str line)
{
    int cols = page_wide_cols(page);
    bool goes_on = false;

    do {
        size_t len = fitting(line, cols);

        begin_line(page, block, goes_on);
        add_code(page, block, str_slice(line, 0, len));
        page_line_end(page);
        line = str_tail(line, len);
        goes_on = true;
    } while (line.len > 0);
}

enum visit code_lay(struct page *page, const struct node *block)
{
    struct str rest = block->u.code.text;

    if (rest.len == 0)
        return VISIT_OVER;
    page_gap(page, 1);
    page_settle(page);
    page_push(page, (struct frame){.node = block,
                                   .until = node_end(block),
                                   .indent_cols = CODE_INDENT_COLS,
                                   .text_role = ROLE_CODE});
    for (struct str line; !page_is_stopped(page) && str_cut_line(&rest, &line);)
        lay_code_line(page, block, line);
    page_leave(page, node_end(block));
    page_gap(page, 1);
    return VISIT_OVER;
}
