/*
 * Cells, clipping and the wide-character invariants; and dumps of a grid for tests.
 */
#include "ui/term/grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "base/mem.h"

static_assert(sizeof(struct cell) == 24, "cells are compared as bytes");

enum { REPLACEMENT = 0xFFFD };

static const struct cell blank = {.cols = 1};

void grid_init(struct grid *grid)
{
    *grid = (struct grid){.cursor_row = -1, .cursor_col = -1};
}

void grid_release(struct grid *grid)
{
    free(grid->cells);
    grid_init(grid);
}

void grid_resize(struct grid *grid, int rows, int cols)
{
    rows = int_clamp(rows, 0, GRID_ROWS_MAX);
    cols = int_clamp(cols, 0, GRID_COLS_MAX);
    if (rows != grid->rows || cols != grid->cols) {
        free(grid->cells);
        grid->cells = mem_zalloc((size_t)rows * (size_t)cols + 1, sizeof *grid->cells);
        grid->rows = rows;
        grid->cols = cols;
    }
    grid_clear(grid);
}

void grid_clear(struct grid *grid)
{
    size_t count = (size_t)grid->rows * (size_t)grid->cols;
    for (size_t i = 0; i < count; i++)
        grid->cells[i] = blank;
    grid->cursor_row = grid->cursor_col = -1;
    grid->shift = (struct grid_shift){0};
}

struct area grid_area(const struct grid *grid)
{
    return (struct area){0, 0, grid->rows, grid->cols};
}

struct area grid_clip(const struct grid *grid, struct area area)
{
    int bottom = int_clamp(area.row + area.rows, 0, grid->rows);
    int right = int_clamp(area.col + area.cols, 0, grid->cols);
    area.row = int_clamp(area.row, 0, grid->rows);
    area.col = int_clamp(area.col, 0, grid->cols);
    area.rows = bottom > area.row ? bottom - area.row : 0;
    area.cols = right > area.col ? right - area.col : 0;
    return area;
}

static struct cell *cell_at(struct grid *grid, int row, int col)
{
    return &grid->cells[(size_t)row * (size_t)grid->cols + (size_t)col];
}

const struct cell *grid_at(const struct grid *grid, int row, int col)
{
    assert(row >= 0 && row < grid->rows && col >= 0 && col < grid->cols);
    return &grid->cells[(size_t)row * (size_t)grid->cols + (size_t)col];
}

/* A half of a wide character may not stay after when its other half is overwritten. */
static void part_wide(struct grid *grid, int row, int col)
{
    struct cell *cell = cell_at(grid, row, col);
    if (cell->cols == 0 && col > 0) {
        struct cell *left = cell - 1;
        *left = (struct cell){.cols = 1, .role = left->role, .attrs = left->attrs};
        *cell = (struct cell){.cols = 1, .role = cell->role, .attrs = cell->attrs};
    } else if (cell->cols == 2 && col + 1 < grid->cols) {
        struct cell *right = cell + 1;
        *right = (struct cell){.cols = 1, .role = right->role, .attrs = right->attrs};
    }
}

static void put_cell(struct grid *grid, int row, int col, struct cell cell)
{
    part_wide(grid, row, col);
    *cell_at(grid, row, col) = cell;
    if (cell.cols == 2) {
        part_wide(grid, row, col + 1);
        *cell_at(grid, row, col + 1) =
            (struct cell){.cols = 0, .role = cell.role, .attrs = cell.attrs};
    }
}

/* Adds a combining mark to the cell before `col`, when one is there and has room. */
static void put_mark(struct grid *grid, struct area area, int row, int col, uint32_t c)
{
    if (col <= area.col || col > area.col + area.cols)
        return;
    struct cell *cell = cell_at(grid, row, col - 1);
    if (cell->cols == 0)
        cell--;
    if (cell->codes[0] == 0)
        return;
    for (int i = 1; i < CELL_CODES_MAX; i++) {
        if (cell->codes[i] == 0) {
            cell->codes[i] = c;
            return;
        }
    }
}

/* One spacing character at a grid column that may lie outside of the area. */
static void put_code(struct grid *grid, struct area area, int row, int col, uint32_t c,
                     int cols, struct cell look)
{
    if (col + cols <= area.col || col >= area.col + area.cols)
        return;
    look.cols = 1;
    if (col < area.col || col + cols > area.col + area.cols) {
        put_cell(grid, row, col < area.col ? area.col : col, look); /* cut: a blank */
        return;
    }
    look.cols = (uint8_t)cols;
    look.codes[0] = c == ' ' ? 0 : c;
    put_cell(grid, row, col, look);
}

/* Whether the sanitiser would let a code point of more than a byte through. */
static bool is_shown(struct str code)
{
    /* After a letter, since a mark that stands alone is given a base to be on. */
    char bytes[8] = {'a'};
    size_t len = code.len < sizeof bytes ? code.len : sizeof bytes - 1;
    memcpy(bytes + 1, code.ptr, len);
    return text_is_clean((struct str){bytes, 1 + len});
}

/* The next character of `text` that may be shown, and its columns. */
static uint32_t next_code(struct str text, size_t *pos, bool clean, int *cols)
{
    size_t from = *pos;
    uint32_t c = text_next(text, pos);
    *cols = c >= 0x20 && c < 0x7F ? 1 : text_code_cols(c);
    if (*cols >= 0 && (clean || c < 0x7F || is_shown(str_slice(text, from, *pos))))
        return c;
    *cols = 1;
    return REPLACEMENT;
}

int grid_put(struct grid *grid, struct area area, int row, int col, struct str text,
             enum role role, unsigned attrs)
{
    struct area inside = grid_clip(grid, area);
    int grid_row = area.row + row;
    bool hidden = grid_row < inside.row || grid_row >= inside.row + inside.rows;
    struct cell look = {.role = (uint8_t)role, .attrs = (uint8_t)attrs};
    bool clean = text_is_clean(text);
    int at = area.col + col;
    for (size_t pos = 0; pos < text.len;) {
        int cols;
        uint32_t c = next_code(text, &pos, clean, &cols);
        if (text_is_joiner(c))
            continue;
        if (!hidden && cols == 0)
            put_mark(grid, inside, grid_row, at, c);
        else if (!hidden)
            put_code(grid, inside, grid_row, at, c, cols, look);
        at += cols;
    }
    return at - area.col;
}

void grid_repeat(struct grid *grid, struct area area, int row, int col, int cols,
                 struct str text, enum role role)
{
    for (int i = 0; i < cols; i++)
        grid_put(grid, area, row, col + i, text, role, 0);
}

void grid_fill(struct grid *grid, struct area area, enum role role)
{
    struct area inside = grid_clip(grid, area);
    for (int row = inside.row; row < inside.row + inside.rows; row++)
        for (int col = inside.col; col < inside.col + inside.cols; col++)
            put_cell(grid, row, col, (struct cell){.cols = 1, .role = (uint8_t)role});
}

void grid_role(struct grid *grid, struct area area, int row, int col, int cols,
               enum role role)
{
    struct area wanted = {area.row + row, area.col + col, 1, cols};
    struct area inside = grid_clip(grid, area);
    if (wanted.row < inside.row || wanted.row >= inside.row + inside.rows)
        return;
    int from = int_clamp(wanted.col, inside.col, inside.col + inside.cols);
    int to = int_clamp(wanted.col + cols, inside.col, inside.col + inside.cols);
    for (int i = from; i < to; i++)
        cell_at(grid, wanted.row, i)->role = (uint8_t)role;
}

bool cell_eq(const struct cell *a, const struct cell *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

void cell_text(const struct cell *cell, struct buf *out)
{
    if (cell->cols == 0)
        return;
    if (cell->codes[0] == 0)
        buf_putc(out, ' ');
    for (int i = 0; i < CELL_CODES_MAX && cell->codes[i] != 0; i++)
        text_put(out, cell->codes[i]);
}

/* Ends a row of a dump: takes the blanks off that it ends in. */
static void end_row(struct buf *out, size_t start, char filler)
{
    while (out->len > start && out->data[out->len - 1] == filler)
        buf_truncate(out, out->len - 1);
    buf_putc(out, '\n');
}

void grid_dump(const struct grid *grid, struct buf *out)
{
    for (int row = 0; row < grid->rows; row++) {
        size_t start = out->len;
        for (int col = 0; col < grid->cols; col++)
            cell_text(grid_at(grid, row, col), out);
        end_row(out, start, ' ');
    }
}

/* clang-format off */
static const char role_letters[ROLE_COUNT] = {
    [ROLE_TEXT] = '.',           [ROLE_QUIET] = 'q',      [ROLE_STRONG] = 'b',
    [ROLE_HEADING_1] = '1',      [ROLE_HEADING_2] = '2',  [ROLE_HEADING_3] = '3',
    [ROLE_LINK] = 'l',           [ROLE_LINK_SELECTED] = 'L',
    [ROLE_LINK_DANGLING] = 'x',  [ROLE_MARK] = 'm',       [ROLE_CODE] = 'c',
    [ROLE_QUOTE] = '>',          [ROLE_MATCH] = 'f',      [ROLE_MATCH_CURRENT] = 'F',
    [ROLE_TITLE] = 'T',          [ROLE_RULE] = '-',       [ROLE_STATUS] = 's',
    [ROLE_KEY] = 'k',            [ROLE_ERROR] = 'E',
};
/* clang-format on */

void grid_dump_roles(const struct grid *grid, struct buf *out)
{
    for (int row = 0; row < grid->rows; row++) {
        size_t start = out->len;
        for (int col = 0; col < grid->cols; col++)
            buf_putc(out, role_letters[grid_at(grid, row, col)->role]);
        end_row(out, start, '.');
    }
}
