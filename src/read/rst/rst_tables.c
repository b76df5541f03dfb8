/*
 * Tables that are drawn: grids, and simple ones between lines of '='.
 *
 * Our tables have no cells over several rows or columns: such a cell's text is in the
 * first of its places, and the others are empty.
 */
#include "base/buf.h"
#include "base/text.h"
#include "read/markup/cells.h"
#include "read/rst/rst_reader.h"

/* Where the columns of a table begin and end, in columns of the screen. */
struct columns {
    uint32_t from[DOC_COLUMNS_MAX], to[DOC_COLUMNS_MAX];
    size_t count;
};

/* The text of a row that is gathered, a buffer a column. */
struct row {
    struct buf cells[DOC_COLUMNS_MAX];
    uint32_t line;
    bool is_begun;
};

static void row_release(struct row *row)
{
    for (size_t i = 0; i < DOC_COLUMNS_MAX; i++)
        buf_release(&row->cells[i]);
}

static void row_put(struct rst *rst, struct cells *cells, struct row *row, size_t count)
{
    if (!row->is_begun)
        return;
    cells_row(cells, row->line);
    for (size_t i = 0; i < count; i++) {
        cells_add(cells, buf_keep(&row->cells[i], rst->m.doc->arena), row->line);
        buf_clear(&row->cells[i]);
    }
    row->is_begun = false;
}

static void row_add(struct row *row, size_t column, struct str text, uint32_t line)
{
    struct buf *cell = &row->cells[column];
    if (!row->is_begun)
        row->line = line;
    row->is_begun = true;
    text = str_trim(text);
    if (cell->len == 0 && text.len == 0)
        return;
    if (cell->len > 0)
        buf_putc(cell, '\n');
    buf_puts(cell, text);
}

/* Bytes of a line at which a column of the screen is, from those of another one on. */
static size_t byte_at(struct str line, size_t at, uint32_t *col, uint32_t wanted)
{
    while (at < line.len && *col < wanted) {
        if ((unsigned char)line.ptr[at] < 0x80) {
            at++;
            ++*col;
            continue;
        }
        const int cols = text_code_cols(text_next(line, &at));
        *col += cols > 0 ? (uint32_t)cols : 0;
    }
    return at;
}

/* --- Grids --- */

static bool is_grid_border(struct str line)
{
    if (line.len < 3 || line.ptr[0] != '+' || line.ptr[line.len - 1] != '+')
        return false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] != '+' && line.ptr[i] != '-' && line.ptr[i] != '=')
            return false;
    }
    return line.ptr[1] != '+';
}

static bool is_grid_line(struct str line)
{
    return line.len > 1 && (line.ptr[0] == '|' || line.ptr[0] == '+');
}

/* The borders of the columns are wherever any border line has its '+'. */
static bool grid_columns(const struct excerpt *lines, size_t at, size_t end,
                         struct columns *columns)
{
    const struct str first = excerpt_line(lines, at);
    struct buf marks = {0};
    buf_repeat(&marks, ' ', first.len);
    char *edges = marks.data;
    for (size_t i = at; i < end; i++) {
        const struct str line = excerpt_line(lines, i);
        if (line.ptr[0] != '+' || !str_is_ascii(line))
            continue;
        const bool border = is_grid_border(line);
        for (size_t col = 0; border && col < line.len && col < first.len; col++) {
            if (line.ptr[col] == '+')
                edges[col] = '+';
        }
    }
    columns->count = 0;
    for (size_t col = 1, from = 1; col < first.len; col++) {
        if (edges[col] != '+')
            continue;
        if (columns->count == DOC_COLUMNS_MAX) {
            buf_release(&marks);
            return false;
        }
        columns->from[columns->count] = (uint32_t)from;
        columns->to[columns->count++] = (uint32_t)col;
        from = col + 1;
    }
    buf_release(&marks);
    return columns->count > 0;
}

static bool is_rule(struct str part)
{
    return part.len > 0 && rst_is_adornment(part) &&
           (part.ptr[0] == '-' || part.ptr[0] == '=');
}

/* A line of text: a column that has no border after it goes on in the next ones. */
static void grid_text(struct row *row, const struct columns *columns, struct str line,
                      uint32_t number)
{
    uint32_t col = 0;
    size_t at = 0;
    for (size_t i = 0; i < columns->count;) {
        const size_t first = i;
        const size_t from = byte_at(line, at, &col, columns->from[i]);
        size_t to = byte_at(line, from, &col, columns->to[i]);
        while (i + 1 < columns->count && to < line.len && line.ptr[to] != '|' &&
               line.ptr[to] != '+') {
            i++;
            to = byte_at(line, to, &col, columns->to[i]);
        }
        const struct str part = str_slice(line, from, to);
        if (!is_rule(part))
            row_add(row, first, part, number);
        at = to;
        i++;
    }
}

/* A border that goes through some columns only: those end, the others go on. As rows
 * are whole here, the text of the latter stays where it began. */
static bool ends_row(struct str line)
{
    return line.ptr[0] == '+' || str_find(line, STR("+--")) < line.len ||
           str_find(line, STR("--+")) < line.len;
}

size_t rst_grid_table(struct rst *rst, struct node *parent, const struct excerpt *lines,
                      size_t at)
{
    const struct str first = excerpt_line(lines, at);
    size_t end = at;
    if (!is_grid_border(first) || excerpt_is_blank(lines, at + 1))
        return at;
    while (!excerpt_is_blank(lines, end) && is_grid_line(excerpt_line(lines, end)))
        end++;
    struct columns columns;
    const struct excerpt source = excerpt_part(lines, at, end);
    if (!grid_columns(lines, at, end, &columns)) {
        markup_code(&rst->m, parent, STR(""), excerpt_text(&source, rst->m.doc->arena),
                    excerpt_number(lines, at));
        return end;
    }
    struct cells cells;
    struct row row = {.line = excerpt_number(lines, at)};
    bool header = false;
    cells_begin(&cells, &rst->m, parent, excerpt_number(lines, at));
    for (size_t i = at + 1; i < end && !cells_is_full(&cells); i++) {
        const struct str line = excerpt_line(lines, i);
        const bool border = ends_row(line);
        if (border)
            row_put(rst, &cells, &row, columns.count);
        if (border && cells.rows == 1 && str_find(line, STR("==")) < line.len)
            header = true;
        if (!is_grid_border(line))
            grid_text(&row, &columns, line, excerpt_number(lines, i));
    }
    row_put(rst, &cells, &row, columns.count);
    row_release(&row);
    cells_end(&cells, header, &source);
    return end;
}

/* --- Simple tables --- */

/* Runs of '=' with blanks between them. */
static bool simple_columns(struct str line, struct columns *columns)
{
    size_t at = 0;
    columns->count = 0;
    while (at < line.len && columns->count < DOC_COLUMNS_MAX) {
        const size_t from = at;
        while (at < line.len && line.ptr[at] == '=')
            at++;
        if (at == from || (at < line.len && line.ptr[at] != ' '))
            return false;
        columns->from[columns->count] = (uint32_t)from;
        columns->to[columns->count++] = (uint32_t)at;
        while (at < line.len && line.ptr[at] == ' ')
            at++;
    }
    return at == line.len && columns->count > 1;
}

static bool is_simple_border(struct str line)
{
    bool any = false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] != '=' && line.ptr[i] != ' ')
            return false;
        any |= line.ptr[i] == '=';
    }
    return any;
}

/* "-----" below columns that a cell spans. */
static bool is_span_line(struct str line)
{
    bool any = false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] != '-' && line.ptr[i] != ' ')
            return false;
        any |= line.ptr[i] == '-';
    }
    return any;
}

/* The table ends at a border that an empty line follows. */
static size_t simple_end(const struct excerpt *lines, size_t at, size_t *header)
{
    size_t borders = 0;
    *header = at;
    for (size_t i = at + 1; i < lines->to; i++) {
        if (excerpt_is_blank(lines, i) || !is_simple_border(excerpt_line(lines, i)))
            continue;
        if (excerpt_is_blank(lines, i + 1) || borders == 1)
            return i + 1;
        borders++;
        *header = i;
    }
    return lines->to;
}

static void simple_line(struct rst *rst, struct cells *cells, struct row *row,
                        const struct columns *columns, struct str line, uint32_t number)
{
    uint32_t col = 0;
    size_t at = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const bool last = i + 1 == columns->count;
        const size_t from = byte_at(line, at, &col, columns->from[i]);
        /* What goes over the border of a column belongs to it, if no blank parts it. */
        size_t to = last ? line.len : byte_at(line, from, &col, columns->from[i + 1]);
        at = to;
        const struct str text = str_slice(line, from, to);
        if (i == 0 && str_trim(text).len > 0)
            row_put(rst, cells, row, columns->count);
        row_add(row, i, str_eq(str_trim(text), STR("\\")) ? STR("") : text, number);
    }
}

size_t rst_simple_table(struct rst *rst, struct node *parent,
                        const struct excerpt *lines, size_t at)
{
    struct columns columns;
    if (!simple_columns(excerpt_line(lines, at), &columns))
        return at;
    size_t header;
    const size_t end = simple_end(lines, at, &header);
    const struct excerpt source = excerpt_part(lines, at, end);
    struct cells cells;
    struct row row = {0};
    cells_begin(&cells, &rst->m, parent, excerpt_number(lines, at));
    for (size_t i = at + 1; i < end && !cells_is_full(&cells); i++) {
        if (excerpt_is_blank(lines, i))
            continue;
        const struct str line = excerpt_line(lines, i);
        if (is_simple_border(line) || is_span_line(line))
            row_put(rst, &cells, &row, columns.count);
        else
            simple_line(rst, &cells, &row, &columns, line, excerpt_number(lines, i));
    }
    row_put(rst, &cells, &row, columns.count);
    row_release(&row);
    cells_end(&cells, header > at, &source);
    return end;
}
