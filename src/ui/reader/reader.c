/*
 * Layout, scrolling and the anchor. Finding is in reader_find.c, what Tab stops at in
 * reader_stops.c, drawing in reader_draw.c.
 */
#include "ui/reader/reader.h"

#include <assert.h>
#include <stdlib.h>

enum {
    /* Air at the left edge of the text, where there is room for it. */
    MARGIN_COLS = 2,
    /* More of it in a wide pane, but the text stays near the tree. */
    MARGIN_MAX_COLS = 10,
    /* Below this every column is needed for text. */
    MARGIN_PANE_COLS = 30,
    /* A layout of more lines takes longer to make than a key may wait. */
    LAG_LINES = 10000,
};

void reader_init(struct reader *reader)
{
    *reader = (struct reader){.here = -1, .selected = NODE_NONE};
}

void reader_release(struct reader *reader)
{
    page_drop(reader->page);
    page_footer_drop(reader->footer);
    arena_release(&reader->arena);
    reader_finding_release(&reader->finding);
    free(reader->folds.items);
    reader_init(reader);
}

const struct doc *reader_doc(const struct reader *reader)
{
    assert(reader->page != NULL);
    return reader->page->opened->doc;
}

static const struct footer *footer_of(const struct reader *reader)
{
    return reader->footer != NULL ? &reader->footer->parts : NULL;
}

struct content reader_content(const struct reader *reader)
{
    return (struct content){reader->page->id, reader_doc(reader), footer_of(reader)};
}

const struct node *reader_node(const struct reader *reader, uint32_t id)
{
    return footer_node(reader_doc(reader), footer_of(reader), id);
}

const struct target *reader_target(const struct reader *reader, uint32_t link)
{
    const struct opened *opened = reader->page->opened;
    size_t count = opened->doc->link_count;
    return link < count ? &opened->targets[link]
                        : &reader->footer->targets[link - count];
}

void reader_take_content(struct reader *reader)
{
    struct page_footer *old = reader->footer;
    reader->footer = page_footer_hold(reader->page->footer);
    page_footer_drop(old);
}

void reader_show(struct reader *reader, struct page *page)
{
    page_drop(reader->page);
    page_footer_drop(reader->footer);
    reader->page = page;
    reader->footer = page != NULL ? page_footer_hold(page->footer) : NULL;
    reader->layout = NULL;
    reader->top = 0;
    reader->anchor = (struct anchor){0};
    reader->anchor_offset = 0;
    reader->here = -1;
    reader->selected = NODE_NONE;
    reader->stop_count = 0;
    reader->folds.count = 0;
    reader->numbered = false;
    reader->lit = (struct highlight){0};
    reader->skim = false;
    reader->from = reader->to = 0;
    reader->is_stale = false;
    reader->finding.matches = NULL;
    reader_find_settle(reader);
}

void reader_limit(struct reader *reader, uint32_t from, uint32_t to)
{
    reader->from = from;
    reader->to = to;
}

/* --- Laying out --- */

/* Where the text is in a pane: beside the left edge, with air around it. */
static struct area text_box(int rows, int cols)
{
    int left = cols < MARGIN_PANE_COLS ? (cols > 8 ? 1 : 0) : MARGIN_COLS;
    int spare = cols - left - READER_MEASURE_COLS - MARGIN_COLS;
    if (spare > 8)
        left += spare / 4 < MARGIN_MAX_COLS ? spare / 4 : MARGIN_MAX_COLS;
    int width = cols - left - (cols > 8 ? 1 : 0);
    return (struct area){0, left, rows, width > 1 ? width : 1};
}

static bool is_folded(const void *context, const struct node *node)
{
    return reader_is_folded(context, node);
}

static bool is_empty_line(const struct layout *layout, size_t line)
{
    return layout->lines[line].count == 0;
}

/* Where the text of the document ends. */
static size_t own_end(const struct layout *layout)
{
    size_t end = layout->tail_line;
    while (end < layout->line_count && end > 0 && is_empty_line(layout, end - 1))
        end--;
    return end;
}

/* Which lines the nodes are on that are shown. */
static void find_limits(struct reader *reader)
{
    const struct layout *layout = reader->layout;
    const struct doc *doc = layout->doc;
    reader->first_line = 0;
    reader->end_line = layout->line_count;
    reader->own_end = own_end(layout);
    if (reader->to == 0)
        return;
    if (reader->from > 0 && reader->from < doc->node_count)
        reader->first_line = layout_line_of_node(layout, doc->nodes[reader->from]);
    if (reader->to < doc->node_count)
        reader->end_line = layout_line_of_node(layout, doc->nodes[reader->to]);
    else if (reader->to == doc->node_count)
        reader->end_line = reader->own_end;
    if (reader->end_line <= reader->first_line)
        reader->end_line = layout->line_count;
    while (reader->end_line > reader->first_line + 1 &&
           is_empty_line(layout, reader->end_line - 1))
        reader->end_line--;
}

static struct layout_options options_for(const struct footer *footer, int cols)
{
    return (struct layout_options){
        .footer = footer,
        .width_cols = cols,
        .measure_cols = READER_MEASURE_COLS,
    };
}

struct layout *reader_lay_out_all(const struct reader *reader, struct arena *arena,
                                  const atomic_bool *stop)
{
    struct layout_options options = options_for(footer_of(reader), reader->box.cols);
    options.unfolded = true;
    options.stop = stop;
    return layout_new(arena, reader_doc(reader), &options);
}

void lines_make(struct prepared_lines *lines, struct content content, int cols,
                const atomic_bool *stop)
{
    struct layout_options options = options_for(content.footer, cols);
    options.stop = stop;
    arena_clear(&lines->arena);
    lines->layout = layout_new(&lines->arena, content.doc, &options);
}

/* The place of a node of the old footer in the page's. */
static struct anchor move_anchor(const struct reader *reader, struct anchor anchor)
{
    if (anchor.node < reader_doc(reader)->node_count)
        return anchor;
    struct position position = position_of(reader_content(reader), anchor);
    (void)position_find(&position, page_content(reader->page), &anchor);
    return anchor;
}

static uint32_t move_node(const struct reader *reader, uint32_t node)
{
    if (node == NODE_NONE || node < reader_doc(reader)->node_count)
        return node;
    struct position position =
        position_of(reader_content(reader), (struct anchor){node, 0});
    return position_node(&position, page_content(reader->page));
}

/* The page has got another footer: what is in the old one is found in that. */
static void take_footer(struct reader *reader)
{
    if (reader->footer == reader->page->footer)
        return;
    reader->anchor = move_anchor(reader, reader->anchor);
    reader->selected = move_node(reader, reader->selected);
    reader_take_content(reader);
}

/* After the layout became another. */
static void look_through(struct reader *reader)
{
    reader->serial++;
    find_limits(reader);
    reader_find_stops(reader);
    reader_find_again(reader);
}

static struct layout_options options_of(const struct reader *reader)
{
    struct layout_options options = options_for(footer_of(reader), reader->box.cols);
    options.skim = reader->skim;
    options.folded = is_folded;
    options.context = reader;
    return options;
}

static void lay_out(struct reader *reader)
{
    take_footer(reader);
    struct layout_options options = options_of(reader);
    arena_clear(&reader->arena);
    reader->layout = layout_new(&reader->arena, reader_doc(reader), &options);
    reader->is_stale = false;
    look_through(reader);
}

void reader_make_lines(const struct reader *reader, struct prepared_lines *lines,
                       const atomic_bool *stop)
{
    struct layout_options options = options_of(reader);
    options.stop = stop;
    lines->layout = layout_new(&lines->arena, reader_doc(reader), &options);
    /* Here nobody waits for it, and the first letter of a search would. */
    if (!atomic_load_explicit(stop, memory_order_relaxed))
        layout_prepare_find(lines->layout);
}

/* Whether there are no lines until some come. */
static bool waits(const struct reader *reader)
{
    return reader->layout == NULL && reader->may_wait && reader->page != NULL &&
           page_is_long(reader->page) && !page_waits(reader->page);
}

bool reader_lags(const struct reader *reader)
{
    return waits(reader) ||
           (reader->layout != NULL && reader->page != NULL &&
            (reader->is_stale || reader->footer != reader->page->footer ||
             reader->layout->width_cols != reader->box.cols));
}

/* Whether other lines may come later: there are some, of the page as it is, and it is
 * long. A head is soon another page. */
static bool may_lag(const struct reader *reader)
{
    return reader->may_lag && reader->layout != NULL &&
           reader->layout->line_count > LAG_LINES &&
           reader->layout->doc == reader_doc(reader) && !page_waits(reader->page);
}

static void set_top(struct reader *reader, long line)
{
    long most = (long)reader_top_max(reader), least = (long)reader->first_line;
    reader->top = (size_t)(line < least ? least : line > most ? most : line);
}

/* The lines between the anchor and the top are only the same at the same width; the
 * empty line above a heading is everywhere. */
static int anchor_offset(const struct reader *reader)
{
    bool holds = reader->anchor_cols == reader->layout->width_cols ||
                 reader->anchor_offset == -1;
    return holds ? reader->anchor_offset : 0;
}

/* After the reader moved: what is at the top now is what shall stay there. */
static void keep_place(struct reader *reader)
{
    const struct layout *layout = reader->layout;
    if (layout->line_count == 0)
        return;
    reader->anchor = layout->lines[reader->top].anchor;
    reader->anchor_offset =
        (int)((long)reader->top - (long)layout_line_of(layout, reader->anchor));
    reader->anchor_cols = layout->width_cols;
}

static void keep_top(struct reader *reader)
{
    long line = (long)layout_line_of(reader->layout, reader->anchor);
    set_top(reader, line + anchor_offset(reader));
}

void reader_fit(struct reader *reader, int rows, int cols, bool force)
{
    struct area box = text_box(rows, cols);
    reader->box = box;
    reader->rows = rows;
    reader->cols = cols;
    if (reader->page == NULL || waits(reader))
        return;
    if (reader->layout == NULL || force || (reader_lags(reader) && !may_lag(reader)))
        lay_out(reader);
    keep_top(reader);
}

void reader_fit_soon(struct reader *reader)
{
    reader->is_stale = may_lag(reader);
    reader_fit(reader, reader->rows, reader->cols, !reader->is_stale);
}

void reader_replace_lines(struct reader *reader, struct prepared_lines *lines)
{
    take_footer(reader);
    arena_release(&reader->arena);
    reader->arena = lines->arena;
    reader->layout = lines->layout;
    reader->layout->arena = &reader->arena;
    reader->is_stale = false;
    *lines = (struct prepared_lines){0};
    look_through(reader);
    keep_top(reader);
}

/* Whether the lines are laid out as the reader shows its page. */
static bool are_alike(const struct reader *reader, const struct prepared_lines *lines)
{
    return lines != NULL && lines->layout != NULL &&
           lines->layout->doc == reader_doc(reader) &&
           lines->layout->footer == footer_of(reader) &&
           lines->layout->width_cols == reader->box.cols && !reader->skim &&
           reader->folds.count == 0;
}

void reader_take_lines(struct reader *reader, struct prepared_lines *lines)
{
    if (reader->layout == NULL)
        return;
    if (are_alike(reader, lines)) {
        reader_replace_lines(reader, lines);
    } else if (reader->may_lag && lines != NULL && lines->layout != NULL &&
               lines->layout->doc == reader_doc(reader) &&
               lines->layout->line_count > LAG_LINES) {
        reader_replace_lines(reader, lines);
        reader->is_stale = true;
    } else {
        reader_fit(reader, reader->rows, reader->cols, true);
    }
}

/* --- Skimming --- */

static struct position node_position(const struct reader *reader, uint32_t node)
{
    return position_of(reader_content(reader), (struct anchor){node, 0});
}

struct viewport reader_viewport(const struct reader *reader)
{
    const struct doc *doc = reader_doc(reader);
    struct viewport viewport = {
        .top = position_of(reader_content(reader), reader->anchor),
        .offset = reader->anchor_offset,
        .cols = reader->anchor_cols,
    };
    if (reader->here >= 0)
        viewport.here = node_position(reader, doc->headings[reader->here]->id);
    if (reader->selected != NODE_NONE)
        viewport.selected = node_position(reader, reader->selected);
    return viewport;
}

void reader_skim(struct reader *reader, bool on)
{
    struct anchor anchor = reader->anchor;
    ptrdiff_t here = reader->here;
    if (reader->skim == on)
        return;
    reader->skim = on;
    if (on)
        reader->full = reader_viewport(reader);
    reader_fit(reader, reader->rows, reader->cols, true);
    if (!on) {
        reader_resume(reader, &reader->full);
        return;
    }
    /* The place itself may not be shown now: the heading or point before it is. */
    reader_go_anchor(reader, anchor);
    reader->here = here;
}

void reader_unskim_at(struct reader *reader, const struct node *node)
{
    const struct doc *doc = reader_doc(reader);
    ptrdiff_t heading = doc_heading_index(doc, node->id);
    reader->skim = false;
    reader->selected = NODE_NONE;
    reader_fit(reader, reader->rows, reader->cols, true);
    reader_unfold_around(reader, node);
    if (heading >= 0 && doc->headings[heading] == node)
        reader_go_heading(reader, (size_t)heading);
    else
        reader_go_node(reader, node);
}

/* --- Moving --- */

size_t reader_top_max(const struct reader *reader)
{
    size_t rows = (size_t)(reader->box.rows > 0 ? reader->box.rows : 1);
    size_t count = reader->end_line - reader->first_line;
    return reader->first_line + (count > rows ? count - rows : 0);
}

bool reader_go_line(struct reader *reader, size_t line)
{
    size_t before = reader->top;
    ptrdiff_t here = reader->here;
    size_t most = reader_top_max(reader);
    reader->top = line < most ? line : most;
    if (reader->top < reader->first_line)
        reader->top = reader->first_line;
    reader->here = -1;
    keep_place(reader);
    return reader->top != before || here >= 0;
}

bool reader_scroll(struct reader *reader, long lines)
{
    size_t before = reader->top;
    set_top(reader, (long)reader->top + lines);
    if (reader->top == before)
        return false;
    reader->here = -1;
    keep_place(reader);
    return true;
}

/* Brings a line to the top, with the empty line above it. */
static void go_place(struct reader *reader, size_t line)
{
    if (line >= reader->layout->line_count)
        return;
    reader->here = -1;
    reader->anchor = reader->layout->lines[line].anchor;
    /* A line with no text of its own may be found by its block only. */
    long found = (long)layout_line_of(reader->layout, reader->anchor);
    bool air = line > 0 && is_empty_line(reader->layout, line - 1);
    reader->anchor_offset = (int)((long)line - found) - (air ? 1 : 0);
    reader->anchor_cols = reader->layout->width_cols;
    set_top(reader, found + reader->anchor_offset);
}

void reader_go_anchor(struct reader *reader, struct anchor anchor)
{
    go_place(reader, layout_line_of(reader->layout, anchor));
}

void reader_go_node(struct reader *reader, const struct node *node)
{
    go_place(reader, layout_line_of_node(reader->layout, node));
}

void reader_go_heading(struct reader *reader, size_t index)
{
    const struct node *heading = reader_doc(reader)->headings[index];
    reader_unfold_around(reader, heading);
    reader_go_node(reader, heading);
    reader->here = (ptrdiff_t)index;
}

void reader_find_viewport(struct reader *reader, const struct viewport *viewport)
{
    const struct doc *doc = reader_doc(reader);
    struct content content = reader_content(reader);
    uint32_t here = position_node(&viewport->here, content);
    bool is_there = position_find(&viewport->top, content, &reader->anchor);
    reader->anchor_offset = is_there ? viewport->offset : 0;
    reader->anchor_cols = viewport->cols;
    reader->here = here == NODE_NONE ? -1 : doc_heading_index(doc, here);
    reader->selected = position_node(&viewport->selected, content);
}

void reader_resume(struct reader *reader, const struct viewport *viewport)
{
    reader_find_viewport(reader, viewport);
    set_top(reader, (long)layout_line_of(reader->layout, reader->anchor) +
                        anchor_offset(reader));
}

static size_t heading_line(const struct reader *reader, ptrdiff_t index)
{
    return layout_line_of_node(reader->layout, reader_doc(reader)->headings[index]);
}

/* The heading that what is on a line belongs to. */
static ptrdiff_t heading_at(const struct reader *reader, size_t line)
{
    const struct layout *layout = reader->layout;
    /* An empty line belongs to what comes after it. */
    while (line + 1 < layout->line_count && is_empty_line(layout, line))
        line++;
    if (line >= layout->line_count)
        return -1;
    return doc_heading_index(reader_doc(reader), layout->lines[line].anchor.node);
}

ptrdiff_t reader_heading(const struct reader *reader)
{
    if (reader->here >= 0)
        return reader->here;
    if (reader->layout == NULL || reader->layout->line_count == 0)
        return -1;
    size_t line = reader->top;
    /* At the end one reads what is last, though it cannot come to the top. */
    if (line > 0 && line == reader_top_max(reader))
        line = reader->layout->line_count - 1;
    return heading_at(reader, line);
}

/* False when it is folded away. */
static bool is_shown(const struct reader *reader, ptrdiff_t index)
{
    return reader_line_shows(reader, heading_line(reader, index),
                             reader_doc(reader)->headings[index]);
}

bool reader_step_heading(struct reader *reader, int direction)
{
    ptrdiff_t count = (ptrdiff_t)reader_doc(reader)->heading_count;
    ptrdiff_t index = reader->here;
    if (index < 0)
        index = heading_at(reader, reader->top);
    else
        index += direction;
    /* From within a section, back is to its own heading; forward never stands still. */
    if (reader->here < 0 && direction > 0)
        while (index < count &&
               (index < 0 || heading_line(reader, index) <= reader->top + 1))
            index++;
    else if (reader->here < 0 && index >= 0 &&
             heading_line(reader, index) >= reader->top)
        index--;
    while (index >= 0 && index < count && !is_shown(reader, index))
        index += direction;
    if (index < 0 || index >= count)
        return false;
    reader_go_heading(reader, (size_t)index);
    return true;
}

int reader_percent(const struct reader *reader)
{
    size_t first = reader->layout == NULL ? 0 : reader->first_line;
    size_t end =
        reader->own_end < reader->end_line ? reader->own_end : reader->end_line;
    size_t count = reader->layout == NULL || end < first ? 0 : end - first;
    size_t rows = (size_t)(reader->box.rows > 0 ? reader->box.rows : 0);
    size_t seen = reader->top + rows - first;
    return seen >= count ? 100 : (int)(seen * 100 / count);
}
