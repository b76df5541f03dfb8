/*
 * Pages: lines and spans.
 */
#include "layout/lines.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "base/mem.h"
#include "base/text.h"

uint32_t builder_tail_from(const struct doc *doc)
{
    uint32_t id = doc->node_count;
    for (const struct node *node = doc->root->last; node && node->kind == NODE_FOOTNOTE;
         node = node->prev)
        id = node->id;
    return id;
}

/* An array of so many lines, none of them known. */
static uint32_t *no_lines(struct arena *arena, size_t count)
{
    uint32_t *lines = ARENA_ARRAY(arena, count, uint32_t);
    memset(lines, 0xFF, count * sizeof *lines);
    return lines;
}

void builder_init(struct line_builder *builder, struct arena *arena,
                  const struct doc *doc, const struct layout_options *options)
{
    *builder = (struct line_builder){.doc = doc, .options = options, .arena = arena};
    builder->width_cols = int_clamp(options->width_cols, 1, WIDTH_MAX_COLS);
    builder->measure_cols = builder->width_cols;
    if (options->measure_cols > 0 && options->measure_cols < builder->width_cols)
        builder->measure_cols = options->measure_cols;
    builder->flow.is_ascii = true;
    builder->tail_from = builder_tail_from(doc);
    builder->link_line =
        no_lines(arena, doc->link_count + footer_link_count(options->footer));
    if (options->footer)
        builder->footer_line = no_lines(arena, options->footer->doc->node_count);
}

bool builder_is_stopped(const struct line_builder *builder)
{
    const atomic_bool *stop = builder->options->stop;
    return stop != NULL && atomic_load_explicit(stop, memory_order_relaxed);
}

struct layout *builder_finish(struct line_builder *builder)
{
    struct layout *layout = ARENA_NEW(builder->arena, struct layout);
    layout->doc = builder->doc;
    layout->footer = builder->options->footer;
    layout->arena = builder->arena;
    layout->width_cols = builder->width_cols;
    layout->line_count = builder->line_count;
    layout->span_count = builder->span_count;
    layout->link_line = builder->link_line;
    layout->footer_line = builder->footer_line;
    layout->tail_line = builder->in_tail ? builder->tail_line : builder->line_count;
    layout->lines = arena_adopt(builder->arena, builder->lines, builder->line_count,
                                sizeof *builder->lines);
    layout->spans = arena_adopt(builder->arena, builder->spans, builder->span_count,
                                sizeof *builder->spans);
    flow_release(&builder->flow);
    return layout;
}

/* --- Lines --- */

void builder_gap(struct line_builder *builder, int lines)
{
    if (!builder->options->skim && !builder->stuck)
        builder_part(builder, lines);
}

void builder_part(struct line_builder *builder, int lines)
{
    if (lines == 0)
        return;
    if (builder->gap_lines == 0 || builder->frame_count < builder->gap_frames)
        builder->gap_frames = builder->frame_count;
    if (builder->gap_lines < lines)
        builder->gap_lines = lines;
}

void builder_stick(struct line_builder *builder)
{
    builder->gap_lines = 0;
    builder->stuck = true;
}

void builder_unstick(struct line_builder *builder)
{
    builder->stuck = false;
}

static struct line *add_line(struct line_builder *builder)
{
    builder->lines = mem_grow(builder->lines, builder->line_count, &builder->line_cap,
                              sizeof *builder->lines);
    struct line *line = &builder->lines[builder->line_count++];
    line->first = (uint32_t)builder->span_count;
    line->count = 0;
    builder->col = 0;
    return line;
}

static bool is_before(struct anchor a, struct anchor b)
{
    return a.node != b.node ? a.node < b.node : a.byte < b.byte;
}

/* The lines of annexes are among those of the document, whose ids are lower. */
static bool has_anchor(const struct line_builder *builder, const struct span *span)
{
    return builder->in_tail || span->node < builder->doc->node_count;
}

/* A line is anchored at its first text; without text at what it decorates. Neither may
 * be further up than the line before: beside an empty line of a cell, text of the cells
 * after it comes first. */
void builder_line_end(struct line_builder *builder)
{
    struct line *line = &builder->lines[builder->line_count - 1];
    bool has_text = false;
    line->count = (uint32_t)builder->span_count - line->first;
    line->anchor = builder->line_count > 1 ? line[-1].anchor : (struct anchor){0};
    for (uint32_t i = 0; i < line->count && !has_text; i++) {
        const struct span *span = &builder->spans[line->first + i];
        struct anchor anchor = {span->node, span->is_text ? span->byte : 0};
        if (!has_anchor(builder, span))
            continue;
        has_text = span->is_text;
        if (is_before(line->anchor, anchor))
            line->anchor = anchor;
    }
}

static void draw_bars(struct line_builder *builder, int frames)
{
    for (int i = 0; i < frames; i++) {
        const struct frame *frame = &builder->frames[i];
        int next = builder->col + frame->indent_cols;
        if (frame->bar.len > 0 && frame->indent_cols > 0)
            builder_mark(builder, frame->node->id, frame->bar, 1, frame->bar_role);
        builder->col = next;
    }
}

static void draw_gap(struct line_builder *builder)
{
    int lines = builder->line_count > 0 ? builder->gap_lines : 0;
    for (int i = 0; i < lines; i++) {
        add_line(builder);
        draw_bars(builder, builder->gap_frames);
        builder_line_end(builder);
    }
    builder->gap_lines = 0;
    builder->stuck = false;
}

static void draw_marker(struct line_builder *builder, struct frame *frame)
{
    struct span span = {.text = frame->marker,
                        .node = frame->node->id,
                        .link = frame->marker_link,
                        .role = frame->marker_role};
    while (span.text.len > 0 && span.text.ptr[span.text.len - 1] == ' ')
        span.text.len--;
    span.cols = (uint16_t)text_cols(span.text);
    builder_span(builder, span);
    frame->marker.len = 0;
}

static void draw_frames(struct line_builder *builder)
{
    for (int i = 0; i < builder->frame_count; i++) {
        struct frame *frame = &builder->frames[i];
        int next = builder->col + frame->indent_cols;
        if (frame->marker.len > 0)
            draw_marker(builder, frame);
        else if (frame->bar.len > 0 && frame->indent_cols > 0)
            builder_mark(builder, frame->node->id, frame->bar, 1, frame->bar_role);
        builder->col = next;
    }
}

void builder_line(struct line_builder *builder)
{
    draw_gap(builder);
    add_line(builder);
    draw_frames(builder);
}

/* --- Spans --- */

/* Remembers the first line of what has no anchors, or none that are easily found. */
static void note_line(struct line_builder *builder, const struct span *span)
{
    uint32_t line = (uint32_t)builder->line_count - 1, count = builder->doc->node_count;
    if (span->link != SPAN_NO_LINK && builder->link_line[span->link] == UINT32_MAX)
        builder->link_line[span->link] = line;
    if (span->node >= count && builder->footer_line[span->node - count] == UINT32_MAX)
        builder->footer_line[span->node - count] = line;
}

void builder_span(struct line_builder *builder, struct span span)
{
    if (builder->col + span.cols > builder->width_cols) {
        /* Only a wide character in a single column: something must stand for it. */
        span.text = STR("…");
        span.cols = 1;
    }
    assert(builder->col + span.cols <= builder->width_cols);
    span.col = (uint16_t)builder->col;
    builder->spans = mem_grow(builder->spans, builder->span_count, &builder->span_cap,
                              sizeof *builder->spans);
    builder->spans[builder->span_count++] = span;
    builder->col += span.cols;
    note_line(builder, &span);
}

void builder_mark(struct line_builder *builder, uint32_t node, struct str text,
                  int cols, int role)
{
    builder_span(builder, (struct span){.text = text,
                                        .node = node,
                                        .link = SPAN_NO_LINK,
                                        .cols = (uint16_t)cols,
                                        .role = (uint8_t)role});
}

static void add_piece(struct line_builder *builder, const struct flow *flow,
                      const struct run *run, uint32_t from, uint32_t to)
{
    uint32_t skip = from - run->at;
    builder_span(builder, (struct span){
                              .text = {run->src + skip, to - from},
                              .node = run->node,
                              .byte = run->is_text ? run->byte + skip : 0,
                              .link = run->look.link,
                              .cols = (uint16_t)flow_cols(flow, from, to),
                              .role = run->look.role,
                              .attrs = run->look.attrs,
                              .is_text = run->is_text,
                          });
}

void builder_wrapped(struct line_builder *builder, struct flow *flow,
                     struct strip *strip, struct wrapped line)
{
    uint32_t pos = line.from;
    for (; strip->run < flow->run_count; strip->run++) {
        const struct run *run = &flow->runs[strip->run];
        uint32_t end = run->at + run->len;
        uint32_t from = run->at > line.from ? run->at : line.from;
        uint32_t to = end < line.to ? end : line.to;
        if (run->at >= line.to)
            return;
        if (from < to) {
            builder->col += (int)(from - pos); /* blanks that no run covers */
            add_piece(builder, flow, run, from, to);
            pos = to;
        }
        if (end > line.to)
            return;
    }
}
