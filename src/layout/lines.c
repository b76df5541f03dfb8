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

uint32_t page_tail_from(const struct doc *doc)
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

void page_init(struct page *page, struct arena *arena, const struct doc *doc,
               const struct layout_options *options)
{
    *page = (struct page){.doc = doc, .options = options, .arena = arena};
    page->width_cols = int_clamp(options->width_cols, 1, WIDTH_MAX_COLS);
    page->measure_cols = page->width_cols;
    if (options->measure_cols > 0 && options->measure_cols < page->width_cols)
        page->measure_cols = options->measure_cols;
    page->flow.is_ascii = true;
    page->tail_from = page_tail_from(doc);
    page->link_line =
        no_lines(arena, doc->link_count + footer_link_count(options->footer));
    if (options->footer)
        page->footer_line = no_lines(arena, options->footer->doc->node_count);
}

/* A copy in the arena, exactly as large as it must be. */
static void *keep(struct arena *arena, const void *items, size_t count, size_t size)
{
    void *kept = arena_array(arena, count, size);

    if (count > 0)
        memcpy(kept, items, count * size);
    return kept;
}

bool page_is_stopped(const struct page *page)
{
    const atomic_bool *stop = page->options->stop;

    return stop != NULL && atomic_load_explicit(stop, memory_order_relaxed);
}

struct layout *page_finish(struct page *page)
{
    struct layout *layout = ARENA_NEW(page->arena, struct layout);

    layout->doc = page->doc;
    layout->footer = page->options->footer;
    layout->arena = page->arena;
    layout->width_cols = page->width_cols;
    layout->line_count = page->line_count;
    layout->span_count = page->span_count;
    layout->link_line = page->link_line;
    layout->footer_line = page->footer_line;
    layout->tail_line = page->in_tail ? page->tail_line : page->line_count;
    layout->lines =
        keep(page->arena, page->lines, page->line_count, sizeof *page->lines);
    layout->spans =
        keep(page->arena, page->spans, page->span_count, sizeof *page->spans);
    free(page->lines);
    free(page->spans);
    flow_release(&page->flow);
    return layout;
}

/* --- Lines --- */

void page_gap(struct page *page, int lines)
{
    if (!page->options->skim && !page->stuck)
        page_part(page, lines);
}

void page_part(struct page *page, int lines)
{
    if (lines == 0)
        return;
    if (page->gap_lines == 0 || page->frame_count < page->gap_frames)
        page->gap_frames = page->frame_count;
    if (page->gap_lines < lines)
        page->gap_lines = lines;
}

void page_stick(struct page *page)
{
    page->gap_lines = 0;
    page->stuck = true;
}

void page_unstick(struct page *page)
{
    page->stuck = false;
}

static struct line *add_line(struct page *page)
{
    struct line *line;

    page->lines =
        mem_grow(page->lines, page->line_count, &page->line_cap, sizeof *page->lines);
    line = &page->lines[page->line_count++];
    line->first = (uint32_t)page->span_count;
    line->count = 0;
    page->col = 0;
    return line;
}

static bool is_before(struct anchor a, struct anchor b)
{
    return a.node != b.node ? a.node < b.node : a.byte < b.byte;
}

/* The lines of annexes are among those of the document, whose ids are lower. */
static bool has_anchor(const struct page *page, const struct span *span)
{
    return page->in_tail || span->node < page->doc->node_count;
}

/* A line is anchored at its first text; without text at what it decorates. Neither may
 * be further up than the line before: beside an empty line of a cell, text of the cells
 * after it comes first. */
void page_line_end(struct page *page)
{
    struct line *line = &page->lines[page->line_count - 1];
    bool has_text = false;

    line->count = (uint32_t)page->span_count - line->first;
    line->anchor = page->line_count > 1 ? line[-1].anchor : (struct anchor){0};
    for (uint32_t i = 0; i < line->count && !has_text; i++) {
        const struct span *span = &page->spans[line->first + i];
        struct anchor anchor = {span->node, span->is_text ? span->byte : 0};

        if (!has_anchor(page, span))
            continue;
        has_text = span->is_text;
        if (is_before(line->anchor, anchor))
            line->anchor = anchor;
    }
}

static void draw_bars(struct page *page, int frames)
{
    for (int i = 0; i < frames; i++) {
        const struct frame *frame = &page->frames[i];
        int next = page->col + frame->indent_cols;

        if (frame->bar.len > 0 && frame->indent_cols > 0)
            page_mark(page, frame->node->id, frame->bar, 1, frame->bar_role);
        page->col = next;
    }
}

static void draw_gap(struct page *page)
{
    int lines = page->line_count > 0 ? page->gap_lines : 0;

    for (int i = 0; i < lines; i++) {
        add_line(page);
        draw_bars(page, page->gap_frames);
        page_line_end(page);
    }
    page->gap_lines = 0;
    page->stuck = false;
}

static void draw_marker(struct page *page, struct frame *frame)
{
    struct span span = {.text = frame->marker,
                        .node = frame->node->id,
                        .link = frame->marker_link,
                        .role = frame->marker_role};

    while (span.text.len > 0 && span.text.ptr[span.text.len - 1] == ' ')
        span.text.len--;
    span.cols = (uint16_t)text_cols(span.text);
    page_span(page, span);
    frame->marker.len = 0;
}

static void draw_frames(struct page *page)
{
    for (int i = 0; i < page->frame_count; i++) {
        struct frame *frame = &page->frames[i];
        int next = page->col + frame->indent_cols;

        if (frame->marker.len > 0)
            draw_marker(page, frame);
        else if (frame->bar.len > 0 && frame->indent_cols > 0)
            page_mark(page, frame->node->id, frame->bar, 1, frame->bar_role);
        page->col = next;
    }
}

void page_line(struct page *page)
{
    draw_gap(page);
    add_line(page);
    draw_frames(page);
}

/* --- Spans --- */

/* Remembers the first line of what has no anchors, or none that are easily found. */
static void note_line(struct page *page, const struct span *span)
{
    uint32_t line = (uint32_t)page->line_count - 1, count = page->doc->node_count;

    if (span->link != SPAN_NO_LINK && page->link_line[span->link] == UINT32_MAX)
        page->link_line[span->link] = line;
    if (span->node >= count && page->footer_line[span->node - count] == UINT32_MAX)
        page->footer_line[span->node - count] = line;
}

void page_span(struct page *page, struct span span)
{
    if (page->col + span.cols > page->width_cols) {
        /* Only a wide character in a single column: something must stand for it. */
        span.text = STR("…");
        span.cols = 1;
    }
    assert(page->col + span.cols <= page->width_cols);
    span.col = (uint16_t)page->col;
    page->spans =
        mem_grow(page->spans, page->span_count, &page->span_cap, sizeof *page->spans);
    page->spans[page->span_count++] = span;
    page->col += span.cols;
    note_line(page, &span);
}

void page_mark(struct page *page, uint32_t node, struct str text, int cols, int role)
{
    page_span(page, (struct span){.text = text,
                                  .node = node,
                                  .link = SPAN_NO_LINK,
                                  .cols = (uint16_t)cols,
                                  .role = (uint8_t)role});
}

static void add_piece(struct page *page, const struct flow *flow, const struct run *run,
                      uint32_t from, uint32_t to)
{
    uint32_t skip = from - run->at;

    page_span(page, (struct span){
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

void page_wrapped(struct page *page, struct flow *flow, struct strip *strip,
                  struct wrapped line)
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
            page->col += (int)(from - pos); /* blanks that no run covers */
            add_piece(page, flow, run, from, to);
            pos = to;
        }
        if (end > line.to)
            return;
    }
}
