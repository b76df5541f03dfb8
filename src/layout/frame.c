/*
 * Frames: what blocks take from the width, and flows laid out between them.
 */
#include <string.h>

#include "base/clamp.h"
#include "base/text.h"
#include "layout/lines.h"

/* The indent that a frame gets of the one it asks for: text needs its columns. */
static int fitting_indent(const struct line_builder *builder, int cols)
{
    int room = builder->measure_cols - builder->indent_cols -
               int_min(TEXT_MIN_COLS, builder->measure_cols);
    if (builder->frame_count >= INDENTS_MAX || room <= 0)
        return 0;
    return int_min(cols, room);
}

void builder_push(struct line_builder *builder, struct frame frame)
{
    if (builder->frame_count == FRAMES_MAX)
        return;
    frame.indent_cols = fitting_indent(builder, frame.indent_cols);
    builder->indent_cols += frame.indent_cols;
    builder->frames[builder->frame_count++] = frame;
}

/* A marker may lose the blank after it, but nothing else. */
static bool marker_fits(const struct frame *frame)
{
    return (int)text_cols(frame->marker) <= frame->indent_cols;
}

void builder_pop(struct line_builder *builder)
{
    const struct frame *frame = &builder->frames[builder->frame_count - 1];
    if (frame->marker.len > 0 && !builder->options->skim) {
        builder_settle(builder);
        if (frame->marker.len > 0) {
            builder_line(builder);
            builder_line_end(builder);
        }
    }
    builder->indent_cols -= frame->indent_cols;
    builder->frame_count--;
    builder_unstick(builder);
    if (builder->gap_frames > builder->frame_count)
        builder->gap_frames = builder->frame_count;
}

void builder_leave(struct line_builder *builder, uint32_t node_id)
{
    while (builder->frame_count > 0 && builder_frame(builder)->until <= node_id)
        builder_pop(builder);
}

const struct frame *builder_frame(const struct line_builder *builder)
{
    return builder->frame_count > 0 ? &builder->frames[builder->frame_count - 1] : NULL;
}

uint8_t builder_text_role(const struct line_builder *builder)
{
    return builder->frame_count > 0 ? builder_frame(builder)->text_role : ROLE_TEXT;
}

bool builder_is_tight(const struct line_builder *builder)
{
    return builder->frame_count > 0 && builder_frame(builder)->tight;
}

static int at_least_one(int cols)
{
    return cols > 0 ? cols : 1;
}

int builder_prose_cols(const struct line_builder *builder)
{
    return at_least_one(builder->measure_cols - builder->indent_cols);
}

int builder_wide_cols(const struct line_builder *builder)
{
    return at_least_one(builder->width_cols - builder->indent_cols);
}

/* --- Flows --- */

struct flow *builder_flow(struct line_builder *builder)
{
    flow_clear(&builder->flow);
    for (int i = 0; i < builder->frame_count; i++) {
        struct frame *frame = &builder->frames[i];
        struct run_look look = {.link = frame->marker_link, .role = frame->marker_role};
        if (frame->marker.len == 0 || marker_fits(frame))
            continue;
        flow_mark(&builder->flow, frame->node->id, frame->marker, look, HOLD_NOTHING);
        frame->marker.len = 0;
    }
    return &builder->flow;
}

int builder_flow_end(struct line_builder *builder)
{
    struct flow *flow = &builder->flow;
    struct strip strip = strip_of(0, flow_len(flow), 0);
    struct wrapped line;
    int cols = builder_prose_cols(builder), widest = 0;
    while (!builder_is_stopped(builder) && wrap_next(flow, &strip, cols, &line)) {
        builder_line(builder);
        int left = builder->col;
        builder_wrapped(builder, flow, &strip, line);
        if (builder->col - left > widest)
            widest = builder->col - left;
        builder_line_end(builder);
    }
    return widest;
}

void builder_settle(struct line_builder *builder)
{
    builder_flow(builder);
    builder_flow_end(builder);
}

/* --- Rules --- */

void builder_rule(struct line_builder *builder, const struct node *node, int cols)
{
    struct buf rule = {0};
    for (int i = 0; i < cols; i++)
        buf_puts(&rule, STR("─"));
    builder_line(builder);
    builder_mark(builder, node->id, buf_keep(&rule, builder->arena), cols, ROLE_RULE);
    builder_line_end(builder);
    buf_release(&rule);
}

int builder_short_rule_cols(const struct line_builder *builder)
{
    int cols = builder_prose_cols(builder);
    return cols < SHORT_RULE_COLS ? cols : SHORT_RULE_COLS;
}
