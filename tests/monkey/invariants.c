/* What must hold after every step, whatever was done. */
#include "monkey.h"
#include "ui/lists/lists.h"

/* --- The grid --------------------------------------------------------------------- */

/* What a terminal must never be sent. */
static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code > 0x10FFFF;
}

static bool is_cell_clean(const struct cell *cell)
{
    for (int i = 0; i < CELL_CODES_MAX && cell->codes[i] != 0; i++)
        if (is_control(cell->codes[i]))
            return false;
    return true;
}

static const char *row_broken(const struct grid *grid, int row)
{
    int col = 0;
    while (col < grid->cols) {
        const struct cell *cell = grid_at(grid, row, col);
        if (!is_cell_clean(cell))
            return "a cell holds a control character";
        if (cell->cols != 1 && cell->cols != 2)
            return "a right half without its left";
        for (int i = 1; i < cell->cols; i++)
            if (col + i >= grid->cols || grid_at(grid, row, col + i)->cols != 0)
                return "a wide character without its right half";
        col += cell->cols;
    }
    return col == grid->cols ? NULL : "a row does not fit";
}

static const char *grid_broken(const struct grid *grid)
{
    for (int row = 0; row < grid->rows; row++) {
        const char *broken = row_broken(grid, row);
        if (broken != NULL)
            return broken;
    }
    if (grid->cursor_row >= grid->rows || grid->cursor_col >= grid->cols)
        return "the cursor is beyond the screen";
    return NULL;
}

/* --- Readers ---------------------------------------------------------------------- */

static const char *folds_broken(const struct reader *reader)
{
    const struct doc *doc = reader_doc(reader);
    for (size_t i = 0; i < reader->folds.count; i++) {
        uint32_t id = reader->folds.items[i];
        if (id >= doc->node_count)
            return "a fold is beyond the page";
        if (!layout_can_fold(doc->nodes[id]))
            return "what cannot be folded is";
        if (i > 0 && reader->folds.items[i - 1] >= id)
            return "folds are out of order";
    }
    return NULL;
}

static const char *stops_broken(const struct reader *reader)
{
    size_t links =
        reader_doc(reader)->link_count + footer_link_count(reader->layout->footer);
    for (size_t i = 0; i < reader->stop_count; i++) {
        const struct stop *stop = &reader->stops[i];
        if (reader_node(reader, stop->node) == NULL ||
            stop->line >= reader->layout->line_count)
            return "a stop is beyond the page";
        if (stop->link != SPAN_NO_LINK && stop->link >= links)
            return "a link is beyond the page";
    }
    return NULL;
}

static bool is_stop_of(const struct reader *reader, uint32_t id)
{
    const struct node *node = reader_node(reader, id);
    return node != NULL && (node->kind == NODE_LINK || node->kind == NODE_IMAGE ||
                            node->kind == NODE_FOOTNOTE_REF || node_is_block(node));
}

static const char *found_broken(const struct reader *reader)
{
    const struct finding *finding = &reader->finding;
    if (finding->matches == NULL)
        return NULL;
    if (finding->current > finding->matches->match_count)
        return "the match is beyond the last";
    for (size_t i = 0; i < finding->matches->count; i++)
        if (reader_node(reader, finding->matches->items[i].anchor.node) == NULL)
            return "a match is beyond the page";
    return NULL;
}

static const char *reader_broken(const struct reader *reader)
{
    const struct doc *doc = reader_doc(reader);
    const struct layout *layout = reader->layout;
    if (layout == NULL || layout->doc != doc ||
        layout->footer != reader_content(reader).footer)
        return "the lines are those of another page";
    if (reader->top > reader_top_max(reader) || reader->top < reader->first_line ||
        reader->end_line > layout->line_count)
        return "the top is beyond the page";
    if (reader_node(reader, reader->anchor.node) == NULL)
        return "the place is beyond the page";
    if (reader->here >= (ptrdiff_t)doc->heading_count)
        return "the heading is beyond the page";
    if (reader->selected != NODE_NONE && !is_stop_of(reader, reader->selected))
        return "what is selected does not exist";
    if (reader->lit.from > reader->lit.to || reader->lit.to > doc->node_count)
        return "what is marked is beyond the page";
    if (reader->from > reader->to ||
        (reader->to > doc->node_count && reader->to != UINT32_MAX))
        return "the part that is shown is beyond the page";
    const char *broken;
    if ((broken = folds_broken(reader)) != NULL ||
        (broken = stops_broken(reader)) != NULL)
        return broken;
    return found_broken(reader);
}

/* --- The list --------------------------------------------------------------------- */

static const char *list_broken(const struct app *app)
{
    const struct list *list = &app->list;
    const struct list_source *source = list_source_of(list->kind);
    const struct list_row *row = list_selected(list);
    if (list->shown_count > 0 && row == NULL)
        return "no row of the list is selected";
    if (list->top > list->selected)
        return "the selected row is above the list";
    for (size_t i = 0; i < list->shown_count; i++)
        if (list->shown[i] >= list->row_count)
            return "a row of the list does not exist";
    struct destination destination;
    if (source->destination != NULL && row != NULL &&
        source->destination(app, row->value, &destination) &&
        (destination.page.kind == PAGE_ARTICLE) != (destination.page.path.len > 0))
        return "a row leads to an article that has no path";
    return list->preview.page != NULL ? reader_broken(&list->preview) : NULL;
}

/* --- All -------------------------------------------------------------------------- */

static const char *tree_broken(const struct app *app)
{
    const struct tree_pane *tree = &app->tree;
    if (tree->selected > tree->row_count || tree->current > tree->row_count)
        return "the row of the tree does not exist";
    if (app->tree_focus && app->screen.text.rows > 0 && app->screen.tree.cols == 0)
        return "the keys are in a tree that is not shown";
    for (size_t i = 0; i < tree->row_count; i++)
        if (tree->rows[i].kind == TREE_SECTION &&
            tree->rows[i].section >= reader_doc(&app->reader)->heading_count)
            return "a section in the tree does not exist";
    return NULL;
}

static bool is_blank(const struct grid *grid, struct area area)
{
    for (int col = 0; col < area.cols; col++) {
        uint32_t code = grid_at(grid, area.row, area.col + col)->codes[0];
        if (code != 0 && code != ' ')
            return false;
    }
    return true;
}

/* The status row says something wherever there is room for it. */
static const char *status_broken(const struct app *app)
{
    const struct area *status = &app->screen.status;
    if (status->rows == 0 || status->cols < 10 || app->list.open)
        return NULL;
    return is_blank(&app->grid, *status) ? "the status row says nothing" : NULL;
}

const char *invariants_broken(const struct app *app)
{
    const char *broken = grid_broken(&app->grid);
    if (broken == NULL)
        broken = reader_broken(&app->reader);
    if (broken == NULL && app->popup.open)
        broken = reader_broken(&app->popup.reader);
    if (broken == NULL && app->list.open)
        broken = list_broken(app);
    if (broken == NULL && app->prompt.kind == PROMPT_NUMBER && !app->reader.numbered)
        broken = "links have no numbers while one is asked for";
    if (broken == NULL)
        broken = tree_broken(app);
    return broken != NULL ? broken : status_broken(app);
}
