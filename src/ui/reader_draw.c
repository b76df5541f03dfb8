/* Drawing the page: lines of spans, the selected stop, matches, numbers of links. */
#include "ui/reader.h"

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

/* The first piece, by place, that ends behind `byte` of the node. */
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

/* Draws the part of a piece that a span shows; false when it begins behind the span. */
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

static void draw_line(const struct canvas *canvas, size_t index)
{
    const struct layout *layout = canvas->reader->layout;
    const struct line *line = &layout->lines[index];
    for (uint32_t i = 0; i < line->count; i++)
        draw_span(canvas, &layout->spans[line->first + i]);
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

void reader_draw(const struct reader *reader, struct grid *grid, struct area pane)
{
    if (reader->layout == NULL)
        return;
    struct area box = reader->box;
    struct canvas canvas = {
        .reader = reader,
        .grid = grid,
        .box = {pane.row + box.row, pane.col + box.col, box.rows, box.cols},
        .selected = reader_selected(reader),
    };
    for (int row = 0; row < box.rows; row++) {
        size_t index = reader->top + (size_t)row;
        if (index >= reader->end_line)
            break;
        canvas.row = row;
        draw_line(&canvas, index);
    }
    if (reader->numbered)
        draw_numbers(&canvas);
}
