/*
 * Tables that directives make: of lists, of comma-separated values.
 */
#include "base/ascii.h"
#include "base/buf.h"
#include "read/markup/cells.h"
#include "read/rst/rst_reader.h"

static bool has_header(const struct rst_directive *directive)
{
    struct str rows;
    return rst_option(directive, STR("header-rows"), &rows) &&
           !str_eq(rows, STR("0")) && rows.len > 0;
}

/* --- Lists --- */

/* The text of an item, as a cell has it. */
static void add_cell(struct rst *rst, struct cells *cells, const struct excerpt *body)
{
    const size_t from = excerpt_skip_blank(body, body->from);
    if (from >= body->to) {
        cells_add(cells, STR(""), cells->row->line);
        return;
    }
    const struct excerpt part = excerpt_part(body, from, body->to);
    cells_add(cells, excerpt_paragraph(&part, rst->m.doc->arena),
              excerpt_number(body, from));
}

static void add_row(struct rst *rst, struct cells *cells, const struct excerpt *row)
{
    size_t at = excerpt_skip_blank(row, row->from);
    cells_row(cells, excerpt_number(row, at < row->to ? at : row->from));
    while (at < row->to) {
        const uint32_t cols = rst_bullet(excerpt_line(row, at));
        const size_t end = excerpt_indented_end(row, at + 1, 1);
        const struct excerpt body = rst_item_body(row, at, end, cols);
        add_cell(rst, cells, &body);
        at = excerpt_skip_blank(row, end);
    }
}

void rst_list_table(struct rst *rst, struct node *parent,
                    const struct rst_directive *directive)
{
    const struct excerpt *lines = &directive->body;
    struct cells cells;
    cells_begin(&cells, &rst->m, parent, directive->line);
    size_t at = excerpt_skip_blank(lines, lines->from);
    while (at < lines->to) {
        const uint32_t cols = rst_bullet(excerpt_line(lines, at));
        const size_t end = excerpt_indented_end(lines, at + 1, 1);
        if (cols > 0) {
            const struct excerpt body = rst_item_body(lines, at, end, cols);
            add_row(rst, &cells, &body);
        }
        at = excerpt_skip_blank(lines, end);
    }
    cells_end(&cells, has_header(directive), lines);
}

/* --- Comma-separated values --- */

static char delimiter_of(const struct rst_directive *directive)
{
    struct str given;
    if (!rst_option(directive, STR("delim"), &given) || given.len == 0)
        return ',';
    return str_eq_nocase(given, STR("tab"))     ? '\t'
           : str_eq_nocase(given, STR("space")) ? ' '
                                                : given.ptr[0];
}

void rst_csv_table(struct rst *rst, struct node *parent,
                   const struct rst_directive *directive)
{
    struct str header = {0}, file;
    struct cells cells;
    if (rst_option(directive, STR("file"), &file) && file.len > 0)
        markup_file_link(&rst->m, parent, file, file, directive->line);
    cells_begin(&cells, &rst->m, parent, directive->line);
    const bool headed = rst_option(directive, STR("header"), &header);
    if (headed)
        cells_values(&cells, header, ',', directive->line);
    cells_values(&cells, excerpt_text(&directive->body, rst->m.doc->arena),
                 delimiter_of(directive), directive->line);
    cells_end(&cells, headed || has_header(directive), &directive->body);
}
