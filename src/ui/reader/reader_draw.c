/* Drawing the page: lines of spans, the selected stop, matches, numbers of links. */
#include "ui/reader/reader.h"

#include <stdio.h>

/* What is drawn where. */
struct canvas {
    const struct reader *reader;
    struct grid *grid;
    struct area box; /* of the text, in the grid */
    int row;
    const struct stop *selected;
};

static bool is_selected(const struct canvas *canvas, const struct span *span)
{
    return canvas->selected != NULL && canvas->selected->link != SPAN_NO_LINK &&
           span->link == canvas->selected->link;
}

/* The first piece, by place, that ends after `byte` of the node. */
static size_t piece_from(const struct finding *finding, uint32_t node, uint32_t byte)
{
    size_t low = 0, high = finding->matches->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct match *piece = &finding->matches->items[finding->by_place[middle]];
        bool before =
            piece->anchor.node < node ||
            (piece->anchor.node == node && piece->anchor.byte + piece->len <= byte);
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Draws the part of a piece that a span shows; false when it begins after the span. */
static bool draw_piece(const struct canvas *canvas, const struct span *span,
                       uint32_t index)
{
    const struct finding *finding = &canvas->reader->finding;
    const struct match *piece = &finding->matches->items[index];
    size_t end = span->byte + span->text.len;
    if (piece->anchor.node != span->node || piece->anchor.byte >= end)
        return false;
    size_t from = piece->anchor.byte > span->byte ? piece->anchor.byte - span->byte : 0;
    size_t to = piece->anchor.byte + piece->len - span->byte;
    int col = span->col + (int)text_cols(str_slice(span->text, 0, from));
    bool current = finding->match_of[index] == finding->current;
    grid_put(canvas->grid, canvas->box, canvas->row, col,
             str_slice(span->text, from, to), current ? ROLE_MATCH_CURRENT : ROLE_MATCH,
             span->attrs);
    return true;
}

static void draw_matches(const struct canvas *canvas, const struct span *span)
{
    const struct finding *finding = &canvas->reader->finding;
    if (finding->matches == NULL || !span->is_text)
        return;
    size_t at = piece_from(finding, span->node, span->byte);
    while (at < finding->matches->count &&
           draw_piece(canvas, span, finding->by_place[at]))
        at++;
}

static void draw_span(const struct canvas *canvas, const struct span *span)
{
    enum role role = is_selected(canvas, span) ? ROLE_LINK_SELECTED : span->role;
    grid_put(canvas->grid, canvas->box, canvas->row, span->col, span->text, role,
             span->attrs);
    draw_matches(canvas, span);
}

/* What can be folded is selected as a whole line, from its mark on. */
static void draw_selected_fold(const struct canvas *canvas, const struct line *line)
{
    const struct layout *layout = canvas->reader->layout;
    if (line->count == 0)
        return;
    const struct span *first = &layout->spans[line->first];
    const struct span *last = first + line->count - 1;
    grid_role(canvas->grid, canvas->box, canvas->row, first->col,
              last->col + last->cols - first->col, ROLE_LINK_SELECTED);
}

static bool is_lit(const struct reader *reader, const struct span *span)
{
    return span->node >= reader->lit.from && span->node < reader->lit.to;
}

/* A bar in the margin of what was gone to. */
static void draw_lit(const struct canvas *canvas, const struct line *line)
{
    const struct layout *layout = canvas->reader->layout;
    bool lit = false;
    for (uint32_t i = 0; i < line->count; i++)
        lit |= is_lit(canvas->reader, &layout->spans[line->first + i]);
    struct area margin = canvas->box;
    margin.col--;
    if (lit && canvas->reader->box.col > 0)
        grid_put(canvas->grid, margin, canvas->row, 0, STR("▌"), ROLE_MARK, 0);
}

static void draw_line(const struct canvas *canvas, size_t index)
{
    const struct layout *layout = canvas->reader->layout;
    const struct line *line = &layout->lines[index];
    for (uint32_t i = 0; i < line->count; i++)
        draw_span(canvas, &layout->spans[line->first + i]);
    draw_lit(canvas, line);
    const struct stop *selected = canvas->selected;
    if (selected != NULL && selected->link == SPAN_NO_LINK && selected->line == index)
        draw_selected_fold(canvas, line);
}

/* The column that a link starts at, on the line it starts on. */
static int link_col(const struct layout *layout, const struct stop *stop)
{
    const struct line *line = &layout->lines[stop->line];
    for (uint32_t i = 0; i < line->count; i++)
        if (layout->spans[line->first + i].link == stop->link)
            return layout->spans[line->first + i].col;
    return 0;
}

/* The number covers the first columns of its link, so that nothing else moves. */
static void draw_numbers(const struct canvas *canvas)
{
    const struct reader *reader = canvas->reader;
    size_t count = reader_numbered_count(reader);
    for (size_t number = 1; number <= count; number++) {
        const struct stop *stop = reader_numbered_link(reader, number);
        char text[32];
        snprintf(text, sizeof text, "%zu", number);
        grid_put(canvas->grid, canvas->box, (int)(stop->line - reader->top),
                 link_col(reader->layout, stop), str_from(text), ROLE_KEY, 0);
    }
}

static struct canvas canvas_of(const struct reader *reader, struct grid *grid,
                               struct area pane)
{
    struct area box = reader->box;
    return (struct canvas){
        .reader = reader,
        .grid = grid,
        .box = {pane.row + box.row, pane.col + box.col, box.rows, box.cols},
        .selected = reader_selected(reader),
    };
}

/* The line in a row of the canvas; NULL after the last that is shown. */
static const struct line *line_at(const struct canvas *canvas)
{
    const struct layout *layout = canvas->reader->layout;
    size_t index = canvas->reader->top + (size_t)canvas->row;
    return index < canvas->reader->end_line ? &layout->lines[index] : NULL;
}

void reader_draw(const struct reader *reader, struct grid *grid, struct area pane)
{
    if (reader->layout == NULL)
        return;
    struct canvas canvas = canvas_of(reader, grid, pane);
    for (int row = 0; row < canvas.box.rows; row++) {
        canvas.row = row;
        if (line_at(&canvas) != NULL)
            draw_line(&canvas, reader->top + (size_t)row);
    }
    if (reader->numbered)
        draw_numbers(&canvas);
}

void reader_draw_words(const struct reader *reader, const struct list_words *words,
                       struct grid *grid, struct area pane)
{
    if (reader->layout == NULL || words->count == 0)
        return;
    struct canvas canvas = canvas_of(reader, grid, pane);
    for (canvas.row = 0; canvas.row < canvas.box.rows; canvas.row++) {
        const struct line *line = line_at(&canvas);
        for (uint32_t i = 0; line != NULL && i < line->count; i++) {
            const struct span *span = &reader->layout->spans[line->first + i];
            if (is_lit(reader, span) && span->is_text)
                words_draw(words, grid, canvas.box, canvas.row, span->col, span->text,
                           (enum role)span->role);
        }
    }
}
