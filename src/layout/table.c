/*
 * Tables: as a grid where the columns have room, else row by row.
 *
 *     │ Frame  │ Members │        Frame: NATO
 *     ├────────┼─────────┤        Members: 32
 *     │ NATO   │      32 │
 *     │ AUKUS  │       3 │        Frame: AUKUS
 *
 * Every column gets the width of its longest line while all of them fit; else no column
 * gets more than a level that makes them fit, so that short columns stay whole and long
 * ones share what is left. Cells are gathered twice, to measure and to draw: the work
 * is linear in the table. All that is between two cells' texts is one span, a slice of
 * the grid's empty row.
 */
#include <limits.h>
#include <string.h>

#include "base/clamp.h"
#include "base/text.h"
#include "layout/block_layout.h"
#include "layout/inline_layout.h"

enum {
    /* A longer word in a cell is broken rather than let its column take the page. */
    WORD_MAX_COLS = 24,
    /* Narrower columns would break most words: better row by row. */
    COLUMN_MIN_COLS = 7,
    /* A column narrower than this is no place for more than so many lines of prose. */
    PROSE_MIN_COLS = 12,
    PROSE_MAX_LINES = 3,
    BAR_COLS = 1,
    BAR_BYTES = 3,
    /* Beside its text a column takes a blank, a blank and a bar. */
    COLUMN_EXTRA_COLS = 3,
    STACK_INDENT_COLS = 2,
    /* The height of a cell that has several lines at any width; more than any cell can
     * ask for. */
    CELL_TALL = INT_MAX,
};

struct column {
    int word_cols, line_cols; /* the most that its cells ask for */
    int cols;                 /* what it gets */
    int col;                  /* where its text begins, from the grid's left edge */
    uint8_t align;
};

struct table_grid {
    const struct node *table;
    struct column columns[DOC_COLUMNS_MAX];
    int count;
    int *cell_cols; /* what each cell asks for, in order; CELL_TALL for several lines */
    size_t cell_count;
    bool airy; /* most rows have several lines: an empty row between rows */
    struct str empty_row, rule_row;
    int row_cols;
};

static bool is_header(const struct node *table, const struct node *row)
{
    return table->u.table.header && row == table->first;
}

static bool is_shown(const struct line_builder *builder, const struct node *row)
{
    if (row->flags & NODE_HIDDEN)
        return false;
    return !builder->options->skim || row->id < builder->kept_until ||
           row->flags & NODE_POINT || is_header(row->parent, row);
}

static void gather_cell(const struct line_builder *builder, struct flow *flow,
                        const struct node *cell, bool strong)
{
    const struct run_look mark = {SPAN_NO_LINK, ROLE_MARK, 0};
    const struct node *row = cell->parent;
    struct dress dress = {.role = builder_text_role(builder)};
    if (strong)
        dress = (struct dress){.role = ROLE_STRONG, .attrs = SPAN_BOLD};
    if (row->flags & NODE_POINT && !cell->prev)
        flow_mark(flow, row->id, STR("◆ "), mark, HOLD_NOTHING);
    inline_gather(builder, flow, cell, dress);
    const struct node *annex = footer_annex(builder, cell);
    if (annex) {
        flow_newline(flow);
        inline_gather(builder, flow, annex, dress);
    }
}

/* --- Measuring --- */

static void measure_cell(struct line_builder *builder, struct table_grid *grid,
                         int index, const struct node *cell)
{
    struct column *column = &grid->columns[index];
    flow_clear(&builder->flow);
    gather_cell(builder, &builder->flow, cell, false);
    struct extent extent =
        strip_extent(&builder->flow, strip_of(0, flow_len(&builder->flow), 0));
    column->word_cols =
        int_max(column->word_cols, int_min(extent.word_cols, WORD_MAX_COLS));
    column->line_cols = int_max(column->line_cols, extent.line_cols);
    grid->cell_cols[grid->cell_count++] =
        extent.lines > 1 ? CELL_TALL : extent.line_cols;
    grid->count = int_max(grid->count, index + 1);
}

static size_t count_cells(const struct node *table)
{
    size_t count = 0;
    for (const struct node *row = table->first; row; row = row->next) {
        for (const struct node *cell = row->first; cell; cell = cell->next)
            count++;
    }
    return count;
}

/* False when the table is no grid at all: empty, or with too many columns. */
static bool measure(struct line_builder *builder, struct table_grid *grid)
{
    const struct node *table = grid->table;
    grid->cell_cols = ARENA_ARRAY(builder->arena, count_cells(table), int);
    for (const struct node *row = table->first; row && !builder_is_stopped(builder);
         row = row->next) {
        int index = 0;
        for (const struct node *cell = row->first; cell; cell = cell->next, index++) {
            if (index == DOC_COLUMNS_MAX)
                return false;
            measure_cell(builder, grid, index, cell);
        }
    }
    for (int i = 0; i < grid->count && i < table->u.table.columns; i++)
        grid->columns[i].align = table->u.table.align ? table->u.table.align[i] : 0;
    return grid->count > 0 && !builder_is_stopped(builder);
}

static int sum_at_level(const struct table_grid *grid, int level)
{
    int sum = 0;
    for (int i = 0; i < grid->count; i++)
        sum += int_min(grid->columns[i].line_cols, level);
    return sum;
}

/* The highest level at which all columns fit, by halving. */
static int find_level(const struct table_grid *grid, int cols)
{
    int low = 0, high = cols + 1;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (sum_at_level(grid, middle) <= cols)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* A column below its longest word takes from the widest, column by column, until no one
 * else has anything to give. */
static void save_words(struct table_grid *grid)
{
    for (int i = 0; i < grid->count; i++) {
        struct column *poor = &grid->columns[i];
        while (poor->cols < poor->word_cols) {
            struct column *rich = &grid->columns[0];
            for (int j = 1; j < grid->count; j++) {
                if (grid->columns[j].cols - grid->columns[j].word_cols >
                    rich->cols - rich->word_cols)
                    rich = &grid->columns[j];
            }
            if (rich->cols <= rich->word_cols)
                return;
            rich->cols--;
            poor->cols++;
        }
    }
}

/* The columns that halving left over go to those that want more, from the left. */
static void give_rest(struct table_grid *grid, int rest)
{
    for (int i = 0; i < grid->count && rest > 0; i++) {
        struct column *column = &grid->columns[i];
        if (column->cols < column->line_cols) {
            column->cols++;
            rest--;
        }
    }
}

static bool is_too_narrow(const struct column *column)
{
    if (column->cols < int_min(column->word_cols, COLUMN_MIN_COLS))
        return true;
    return column->cols < PROSE_MIN_COLS &&
           column->line_cols > PROSE_MAX_LINES * column->cols;
}

static bool share(struct table_grid *grid, int width)
{
    int cols = width - BAR_COLS - COLUMN_EXTRA_COLS * grid->count;
    int level = cols > 0 ? find_level(grid, cols) : 0;
    int sum = 0;
    for (int i = 0; i < grid->count; i++) {
        grid->columns[i].cols = int_min(grid->columns[i].line_cols, level);
        sum += grid->columns[i].cols;
    }
    give_rest(grid, cols - sum);
    save_words(grid);
    for (int i = 0, col = BAR_COLS + 1; i < grid->count; i++) {
        struct column *column = &grid->columns[i];
        column->cols = int_max(column->cols, int_min(1, cols));
        if (is_too_narrow(column))
            return false;
        column->col = col;
        col += column->cols + COLUMN_EXTRA_COLS;
        grid->row_cols = col - 1;
    }
    return grid->row_cols <= width;
}

static bool is_tall(const struct table_grid *grid, const struct node *row,
                    const int *cols)
{
    int index = 0;
    for (const struct node *cell = row->first; cell; cell = cell->next, index++) {
        if (cols[index] == CELL_TALL || cols[index] > grid->columns[index].cols)
            return true;
    }
    return false;
}

/* Rows of one line are told apart by themselves; where most have several, an empty row
 * between them helps the eye. */
static bool is_airy(const struct table_grid *grid)
{
    const int *cols = grid->cell_cols;
    int rows = 0, tall = 0;
    for (const struct node *row = grid->table->first; row; row = row->next) {
        rows++;
        tall += is_tall(grid, row, cols);
        for (const struct node *cell = row->first; cell; cell = cell->next)
            cols++;
    }
    return tall * 2 > rows;
}

/* --- The grid --- */

static struct str draw_row(struct line_builder *builder, const struct table_grid *grid,
                           struct str fill, const char *const bars[3])
{
    struct buf row = {0};
    buf_puts(&row, str_from(bars[0]));
    for (int i = 0; i < grid->count; i++) {
        for (int cols = grid->columns[i].cols + 2; cols > 0; cols--)
            buf_puts(&row, fill);
        buf_puts(&row, str_from(bars[i + 1 < grid->count ? 1 : 2]));
    }
    struct str kept = buf_keep(&row, builder->arena);
    buf_release(&row);
    return kept;
}

static void draw_rows(struct line_builder *builder, struct table_grid *grid)
{
    static const char *const empty[] = {"│", "│", "│"};
    static const char *const rule[] = {"├", "┼", "┤"};

    grid->empty_row = draw_row(builder, grid, STR(" "), empty);
    grid->rule_row = draw_row(builder, grid, STR("─"), rule);
}

/* The byte of the empty row at a column that has so many bars before it. */
static size_t byte_of(int col, int bars)
{
    return (size_t)(col + bars * (BAR_BYTES - BAR_COLS));
}

/* The cells of a row while their lines are drawn. */
struct cells {
    const struct table_grid *grid;
    struct strip strips[DOC_COLUMNS_MAX];
    int left;       /* where the grid begins on the page */
    int drawn_cols; /* of the empty row, on this line */
    int drawn_bars;
};

static void draw_empty_to(struct line_builder *builder, struct cells *cells, int col,
                          int bars)
{
    size_t from = byte_of(cells->drawn_cols, cells->drawn_bars);
    struct str text = str_slice(cells->grid->empty_row, from, byte_of(col, bars));
    builder->col = cells->left + cells->drawn_cols;
    if (text.len > 0)
        builder_mark(builder, cells->grid->table->id, text, col - cells->drawn_cols,
                     ROLE_RULE);
    cells->drawn_cols = col;
    cells->drawn_bars = bars;
}

static int aligned(const struct column *column, int cols)
{
    int room = int_max(column->cols - cols, 0);
    if (column->align == ALIGN_RIGHT)
        return room;
    return column->align == ALIGN_CENTER ? room / 2 : 0;
}

static void draw_cell_line(struct line_builder *builder, struct cells *cells, int index)
{
    const struct column *column = &cells->grid->columns[index];
    struct wrapped line;
    if (!wrap_next(&builder->flow, &cells->strips[index], column->cols, &line))
        return;
    int cols = flow_cols(&builder->flow, line.from, line.to);
    int col = column->col + aligned(column, cols);
    draw_empty_to(builder, cells, col, index + 1);
    builder_wrapped(builder, &builder->flow, &cells->strips[index], line);
    cells->drawn_cols = builder->col - cells->left;
}

static bool has_more(const struct line_builder *builder, const struct strip *strip)
{
    const char *text = builder->flow.text.data;
    uint32_t pos = strip->pos;
    while (pos < strip->end && text[pos] == ' ')
        pos++;
    return pos < strip->end;
}

static bool any_more(const struct line_builder *builder, const struct cells *cells)
{
    for (int i = 0; i < cells->grid->count; i++) {
        if (has_more(builder, &cells->strips[i]))
            return true;
    }
    return false;
}

static void gather_row(struct line_builder *builder, struct cells *cells,
                       const struct node *row)
{
    struct flow *flow = &builder->flow;
    int index = 0;
    flow_clear(flow);
    memset(cells->strips, 0, (size_t)cells->grid->count * sizeof *cells->strips);
    for (const struct node *cell = row->first; cell; cell = cell->next, index++) {
        uint32_t from = flow_len(flow);
        size_t run = flow->run_count;
        gather_cell(builder, flow, cell, is_header(row->parent, row));
        cells->strips[index] = strip_of(from, flow_len(flow), run);
    }
}

/* A row without any text still is a row. */
static void draw_grid_row(struct line_builder *builder, const struct table_grid *grid,
                          const struct node *row)
{
    struct cells cells;
    cells.grid = grid;
    gather_row(builder, &cells, row);
    do {
        builder_line(builder);
        cells.left = builder->col;
        cells.drawn_cols = cells.drawn_bars = 0;
        for (int i = 0; i < grid->count; i++)
            draw_cell_line(builder, &cells, i);
        draw_empty_to(builder, &cells, grid->row_cols, grid->count + 1);
        builder_line_end(builder);
    } while (any_more(builder, &cells));
}

static void draw_whole_row(struct line_builder *builder, const struct table_grid *grid,
                           struct str text)
{
    builder_line(builder);
    builder_mark(builder, grid->table->id, text, grid->row_cols, ROLE_RULE);
    builder_line_end(builder);
}

static void draw_grid(struct line_builder *builder, struct table_grid *grid)
{
    const struct node *previous = NULL;
    grid->airy = is_airy(grid);
    draw_rows(builder, grid);
    for (const struct node *row = grid->table->first;
         row && !builder_is_stopped(builder); row = row->next) {
        if (!is_shown(builder, row))
            continue;
        if (previous && is_header(grid->table, previous))
            draw_whole_row(builder, grid, grid->rule_row);
        else if (previous && grid->airy)
            draw_whole_row(builder, grid, grid->empty_row);
        draw_grid_row(builder, grid, row);
        previous = row;
    }
}

/* --- Row by row --- */

/* All headings of the columns on a line, so that none of their words is lost. */
static void stack_header(struct line_builder *builder, const struct node *row)
{
    const struct run_look quiet = {SPAN_NO_LINK, ROLE_QUIET, 0};
    struct flow *flow = builder_flow(builder);
    for (const struct node *cell = row->first; cell; cell = cell->next) {
        if (cell->prev)
            flow_mark(flow, cell->id, STR(" · "), quiet, HOLD_NOTHING);
        gather_cell(builder, flow, cell, true);
    }
    builder_flow_end(builder);
}

/* The texts of the header's cells; none without one. */
static struct str *labels_of(struct line_builder *builder, const struct node *table,
                             int *count)
{
    const struct node *header = table->u.table.header ? table->first : NULL;
    const struct node *first = header ? header->first : NULL;
    size_t cells = 0;
    for (const struct node *cell = first; cell; cell = cell->next)
        cells++;
    struct str *labels = ARENA_ARRAY(builder->arena, cells, struct str);
    cells = 0;
    for (const struct node *cell = first; cell; cell = cell->next)
        labels[cells++] = node_text_in(cell, builder->arena);
    *count = (int)cells;
    return labels;
}

/* A cell on lines of its own, the heading of its column again before it. */
static void stack_cell(struct line_builder *builder, const struct node *cell,
                       struct str label)
{
    const struct run_look quiet = {SPAN_NO_LINK, ROLE_QUIET, 0};
    struct flow *flow = builder_flow(builder);
    if (label.len > 0) {
        flow_mark(flow, cell->id, label, quiet, HOLD_NOTHING);
        flow_mark(flow, cell->id, STR(":"), quiet, HOLD_ALL);
        flow_blank(flow);
    }
    gather_cell(builder, flow, cell, !cell->prev); /* what the row is about */
    builder_flow_end(builder);
}

static void stack_rows(struct line_builder *builder, const struct node *table)
{
    int label_count;
    const struct str *labels = labels_of(builder, table, &label_count);
    for (const struct node *row = table->first; row && !builder_is_stopped(builder);
         row = row->next) {
        int index = 0;
        if (!is_shown(builder, row))
            continue;
        builder_gap(builder, 1);
        if (is_header(table, row)) {
            stack_header(builder, row);
            continue;
        }
        for (const struct node *cell = row->first; cell; cell = cell->next, index++) {
            if (cell->first)
                stack_cell(builder, cell,
                           index < label_count ? labels[index] : STR(""));
        }
    }
}

/* --- Either --- */

static bool any_shown(const struct line_builder *builder, const struct node *table)
{
    for (const struct node *row = table->first; row; row = row->next) {
        if (is_shown(builder, row) && !is_header(table, row))
            return true;
    }
    return !builder->options->skim;
}

enum visit table_lay(struct line_builder *builder, const struct node *table)
{
    struct table_grid grid = {.table = table};
    if (!any_shown(builder, table))
        return VISIT_OVER;
    builder_part(builder, 1);
    builder_settle(builder);
    if (measure(builder, &grid) && share(&grid, builder_wide_cols(builder)))
        draw_grid(builder, &grid);
    else
        stack_rows(builder, table);
    builder_part(builder, 1);
    return VISIT_OVER;
}
