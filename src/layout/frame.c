/*
 * Frames: what blocks take from the width, and flows laid out between them.
 */
#include <string.h>

#include "base/clamp.h"
#include "base/text.h"
#include "layout/lines.h"

/* The indent that a frame gets of the one it asks for: text needs its columns. */
static int fitting_indent(const struct page *page, int cols)
{
    int room = page->measure_cols - page->indent_cols -
               int_min(TEXT_MIN_COLS, page->measure_cols);

    if (page->frame_count >= INDENTS_MAX || room <= 0)
        return 0;
    return int_min(cols, room);
}

void page_push(struct page *page, struct frame frame)
{
    if (page->frame_count == FRAMES_MAX)
        return;
    frame.indent_cols = fitting_indent(page, frame.indent_cols);
    page->indent_cols += frame.indent_cols;
    page->frames[page->frame_count++] = frame;
}

/* A marker may lose the blank after it, but nothing else. */
static bool marker_fits(const struct frame *frame)
{
    return (int)text_cols(frame->marker) <= frame->indent_cols;
}

void page_pop(struct page *page)
{
    const struct frame *frame = &page->frames[page->frame_count - 1];

    if (frame->marker.len > 0 && !page->options->skim) {
        page_settle(page);
        if (frame->marker.len > 0) {
            page_line(page);
            page_line_end(page);
        }
    }
    page->indent_cols -= frame->indent_cols;
    page->frame_count--;
    page_unstick(page);
    if (page->gap_frames > page->frame_count)
        page->gap_frames = page->frame_count;
}

void page_leave(struct page *page, uint32_t node_id)
{
    while (page->frame_count > 0 && page_frame(page)->until <= node_id)
        page_pop(page);
}

const struct frame *page_frame(const struct page *page)
{
    return page->frame_count > 0 ? &page->frames[page->frame_count - 1] : NULL;
}

uint8_t page_text_role(const struct page *page)
{
    return page->frame_count > 0 ? page_frame(page)->text_role : ROLE_TEXT;
}

bool page_is_tight(const struct page *page)
{
    return page->frame_count > 0 && page_frame(page)->tight;
}

static int at_least_one(int cols)
{
    return cols > 0 ? cols : 1;
}

int page_prose_cols(const struct page *page)
{
    return at_least_one(page->measure_cols - page->indent_cols);
}

int page_wide_cols(const struct page *page)
{
    return at_least_one(page->width_cols - page->indent_cols);
}

/* --- Flows --- */

struct flow *page_flow(struct page *page)
{
    flow_clear(&page->flow);
    for (int i = 0; i < page->frame_count; i++) {
        struct frame *frame = &page->frames[i];
        struct look look = {.link = frame->marker_link, .role = frame->marker_role};

        if (frame->marker.len == 0 || marker_fits(frame))
            continue;
        flow_mark(&page->flow, frame->node->id, frame->marker, look, HOLD_NOTHING);
        frame->marker.len = 0;
    }
    return &page->flow;
}

int page_flow_end(struct page *page)
{
    struct flow *flow = &page->flow;
    struct strip strip = strip_of(0, flow_len(flow), 0);
    struct wrapped line;
    int cols = page_prose_cols(page), widest = 0;

    while (!page_is_stopped(page) && wrap_next(flow, &strip, cols, &line)) {
        int left;

        page_line(page);
        left = page->col;
        page_wrapped(page, flow, &strip, line);
        if (page->col - left > widest)
            widest = page->col - left;
        page_line_end(page);
    }
    return widest;
}

void page_settle(struct page *page)
{
    page_flow(page);
    page_flow_end(page);
}

/* --- Rules --- */

void page_rule(struct page *page, const struct node *node, int cols)
{
    struct buf rule = {0};

    for (int i = 0; i < cols; i++)
        buf_puts(&rule, STR("─"));
    page_line(page);
    page_mark(page, node->id, buf_keep(&rule, page->arena), cols, ROLE_RULE);
    page_line_end(page);
    buf_release(&rule);
}

int page_short_rule_cols(const struct page *page)
{
    int cols = page_prose_cols(page);

    return cols < SHORT_RULE_COLS ? cols : SHORT_RULE_COLS;
}
