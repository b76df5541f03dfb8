/*
 * Pages: a layout while it is being made.
 *
 * Lines are made one after the other, spans from left to right. Every line begins with
 * what its *frames* draw: a frame is a block that takes columns from all that is in it
 * (an item its hanging indent, a quote its bar) and may have a *marker*, shown on the
 * first line only. Blank lines are asked for with builder_gap() and drawn when the next
 * line is begun, so that the gaps of neighbours never add up.
 *
 *     │ 1. A quoted item        frame of the quote: bar "│", indent 2
 *     │    that goes on         frame of the item: marker "1. ", indent 3
 */
#ifndef LECTERN_LAYOUT_LINES_H
#define LECTERN_LAYOUT_LINES_H

#include "layout/flow.h"
#include "layout/layout.h"

enum {
    /* Every block may make a frame, and a heading that asks one more for its answer. */
    FRAMES_MAX = 2 * DOC_DEPTH_MAX,
    /* Indents shrink before text gets narrower than this (or than the page). */
    TEXT_MIN_COLS = 10,
    /* Deeper frames do not indent any more (SECURITY.md). */
    INDENTS_MAX = 12,
    SHORT_RULE_COLS = 16,
    /* A column is 16 bits in a span; no screen comes near. */
    WIDTH_MAX_COLS = 30000,
};

struct frame {
    const struct node *node;
    uint32_t until; /* the id after the last node that is in it */
    int indent_cols;
    struct str bar;    /* on every line; may be empty */
    struct str marker; /* before the first line; empty once it is shown */
    uint32_t marker_link;
    uint8_t bar_role, marker_role;
    uint8_t text_role; /* of plain text that is in it */
    bool tight;        /* no blank lines around what is in it */
};

struct line_builder {
    const struct doc *doc;
    const struct layout_options *options;
    struct arena *arena; /* of the layout: for texts that the document has not */

    int width_cols;   /* no line is wider */
    int measure_cols; /* prose is not wider */

    struct line *lines;
    size_t line_count, line_cap;
    struct span *spans;
    size_t span_count, span_cap;
    uint32_t *link_line;
    int col; /* where the next span of the line begins */

    struct frame frames[FRAMES_MAX];
    int frame_count;
    int indent_cols; /* of all frames */

    int gap_lines;  /* blank lines before the next line */
    int gap_frames; /* how many frames draw their bars on them */
    bool stuck;     /* the next line follows without a blank one */

    uint32_t hidden_until;  /* nodes below this id are folded away */
    uint32_t answers_until; /* answers below this id are folded away */
    uint32_t kept_until;    /* nodes below this id are shown even when skimming */
    uint32_t tail_from;     /* see builder_tail_from */

    size_t annex; /* of the footer, that comes next */
    size_t tail_line;
    bool in_tail;
    uint32_t *footer_line;
    size_t folded_line; /* the line after the last folded thing; 0 = none */

    struct flow flow; /* of the block being laid out */
};

void builder_init(struct line_builder *builder, struct arena *arena,
                  const struct doc *doc, const struct layout_options *options);

/* Whether nobody wants the layout any more: every loop over blocks or lines looks. */
bool builder_is_stopped(const struct line_builder *builder);

/* Gives the temporary memory back and makes the layout. */
struct layout *builder_finish(struct line_builder *builder);

/* The id of the first of the footnotes that end the document, which are in no section;
 * node_count without any. */
uint32_t builder_tail_from(const struct doc *doc);

/* --- Frames --- */

/* Enters a frame; its indent is made smaller where the page is narrow. Frames beyond
 * FRAMES_MAX are left out: their text is further left. */
void builder_push(struct line_builder *builder, struct frame frame);

/* Leaves the frames that do not hold the node. A marker that waited in vain for a text
 * gets a line of its own. */
void builder_leave(struct line_builder *builder, uint32_t node_id);

/* Leaves the innermost frame, of one at least. */
void builder_pop(struct line_builder *builder);

/* The innermost frame, or NULL. */
const struct frame *builder_frame(const struct line_builder *builder);

/* The role of plain text here. */
uint8_t builder_text_role(const struct line_builder *builder);

bool builder_is_tight(const struct line_builder *builder);

/* Columns left for prose, and for what may take the whole width. At least 1. */
int builder_prose_cols(const struct line_builder *builder);
int builder_wide_cols(const struct line_builder *builder);

/* --- Lines --- */

/* A rule of so many columns on a line of its own. */
void builder_rule(struct line_builder *builder, const struct node *node, int cols);

/* Less than the width: it sets apart from the text what is no part of it. */
int builder_short_rule_cols(const struct line_builder *builder);

/* At least that many blank lines before the next line; none when skimming. */
void builder_gap(struct line_builder *builder, int lines);

/* The same for blocks that stay apart even in a tight frame. */
void builder_part(struct line_builder *builder, int lines);

/* No blank lines before the next line, whatever is asked for meanwhile. */
void builder_stick(struct line_builder *builder);
void builder_unstick(struct line_builder *builder);

/* Begins a line with what the frames draw. */
void builder_line(struct line_builder *builder);

/* Ends it and gives it its anchor. */
void builder_line_end(struct line_builder *builder);

/* Adds a decoration at page->col and moves that on. */
void builder_mark(struct line_builder *builder, uint32_t node, struct str text,
                  int cols, int role);

/* Adds a span as it is, but for its column, and moves page->col on. */
void builder_span(struct line_builder *builder, struct span span);

/* Adds the spans of a wrapped line of the flow. */
void builder_wrapped(struct line_builder *builder, struct flow *flow,
                     struct strip *strip, struct wrapped line);

/* --- Flows --- */

/* Empties page->flow for a new block and puts markers into it that are too wide for
 * their frame's indent. */
struct flow *builder_flow(struct line_builder *builder);

/* Wraps page->flow and adds its lines; returns the columns of the widest. Nothing for a
 * flow without text. */
int builder_flow_end(struct line_builder *builder);

/* Shows waiting markers that are too wide for their indent on a line of their own; for
 * blocks that are not flows. */
void builder_settle(struct line_builder *builder);

#endif
