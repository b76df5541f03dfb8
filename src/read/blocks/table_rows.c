/*
 * Table rows (see the header).
 */
#include "read/blocks/table_rows.h"

#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "doc/doc.h"
#include "read/inline/token_scan.h"

enum { WIKILINK_MAX_BYTES = 1024 };

/* The end of the part of a cell at `at`: "\|", a wikilink with its label, a letter. */
static size_t pass_part(struct str row, size_t at)
{
    const struct str rest = str_tail(row, at);
    if (str_starts(rest, STR("\\|")))
        return at + 2;
    if (!str_starts(rest, STR("[[")))
        return at + 1;
    size_t end = 2;
    while (end < rest.len && end < WIKILINK_MAX_BYTES && rest.ptr[end] != '[' &&
           rest.ptr[end] != ']')
        end++;
    return at + (str_starts(str_tail(rest, end), STR("]]")) ? end + 2 : 2);
}

/* Cuts the next cell off `*row`; false at the end. A pipe after '\' is no border, nor
 * is one in a wikilink. */
static bool cut_cell(struct str *row, struct str *cell)
{
    if (row->ptr == NULL || row->len == 0)
        return false;
    size_t at = 0;
    while (at < row->len && row->ptr[at] != '|')
        at = pass_part(*row, at);
    *cell = str_trim(str_slice(*row, 0, at));
    *row = str_tail(*row, at < row->len ? at + 1 : at);
    return true;
}

/* A row without the pipes that may frame it. */
static struct str inner(struct str row)
{
    row = str_trim(row);
    if (row.len > 0 && row.ptr[0] == '|')
        row = str_tail(row, 1);
    return row;
}

size_t rows_count_cells(struct str row)
{
    struct str rest = inner(row), cell;
    size_t count = 0;
    while (cut_cell(&rest, &cell))
        count++;
    return count;
}

/* ":--", ":-:", "--:", "---"; false for anything else. */
static bool read_align(struct str cell, uint8_t *align)
{
    const bool left = cell.len > 0 && cell.ptr[0] == ':';
    const bool right = cell.len > 1 && cell.ptr[cell.len - 1] == ':';
    const struct str dashes = str_slice(cell, left ? 1 : 0, cell.len - (right ? 1 : 0));
    for (size_t i = 0; i < dashes.len; i++) {
        if (dashes.ptr[i] != '-')
            return false;
    }
    *align = left && right ? ALIGN_CENTER
             : left        ? ALIGN_LEFT
             : right       ? ALIGN_RIGHT
                           : ALIGN_NONE;
    return dashes.len > 0;
}

/* The line without the marks of quotes and the indent of list items before it. */
static struct str without_containers(struct str line)
{
    size_t at = 0;
    while (at < line.len && (ascii_is_blank(line.ptr[at]) || line.ptr[at] == '>'))
        at++;
    return str_trim(str_tail(line, at));
}

/* Quick, as it is asked of every line of prose: only "|:- \t" may be there. */
static bool may_align(struct str s)
{
    bool pipe = false;
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        if (c != '|' && c != ':' && c != '-' && !ascii_is_blank(c))
            return false;
        pipe = pipe || c == '|';
    }
    return pipe;
}

bool rows_start(struct arena *arena, struct str header, struct str next,
                struct token_table *table)
{
    const struct str row = without_containers(next);
    if (!may_align(row) || str_chr(header, '|') == header.len)
        return false;
    const size_t columns = rows_count_cells(row);
    if (columns == 0 || columns != rows_count_cells(header))
        return false;
    uint8_t *align = ARENA_ARRAY(arena, columns, uint8_t);
    struct str rest = inner(row), cell;
    for (size_t i = 0; cut_cell(&rest, &cell); i++) {
        if (!read_align(cell, &align[i]))
            return false;
    }
    *table = (struct token_table){.align = align, .columns = (uint32_t)columns};
    return true;
}

/* "\|" is a pipe in a cell, in code as well. */
static struct str without_escapes(struct arena *arena, struct str cell)
{
    const struct str escaped = STR("\\|");
    if (str_find(cell, escaped) == cell.len)
        return cell;
    char *copy = arena_bytes(arena, cell.len);
    size_t len = 0;
    for (size_t i = 0; i < cell.len; i++) {
        if (!str_starts(str_tail(cell, i), escaped))
            copy[len++] = cell.ptr[i];
    }
    return (struct str){copy, len};
}

/* True when no character of the cell can mean anything to cmark or the scanner. */
static bool is_plain(struct str cell)
{
    static const bool is_mark[256] = {
        ['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true,  ['['] = true,
        [']'] = true,  ['<'] = true, ['!'] = true, ['&'] = true,  ['%'] = true,
        ['^'] = true,  ['$'] = true, ['{'] = true, [0xEF] = true,
    };
    for (size_t i = 0; i < cell.len; i++) {
        if (is_mark[(unsigned char)cell.ptr[i]])
            return false;
    }
    return true;
}

static void add_cell(struct tokens *tokens, struct str raw, uint32_t line)
{
    const struct str cell = without_escapes(tokens->arena, raw);
    struct token_cell added = {.text = cell, .fragment = TOKEN_NO_FRAGMENT};
    if (!is_plain(cell))
        added.fragment = scan_fragment(tokens, cell, line);
    tokens->cells = mem_grow(tokens->cells, tokens->cell_count, &tokens->cell_cap,
                             sizeof *tokens->cells);
    tokens->cells[tokens->cell_count++] = added;
}

/* The cell and the rest of its row, without the pipes at the end. */
static struct str with_rest(struct str cell, struct str rest)
{
    size_t end = rest.len;
    while (end > 0 && memchr("| \t", rest.ptr[end - 1], 3) != NULL)
        end--;
    return end == 0 ? cell
                    : (struct str){cell.ptr, (size_t)(rest.ptr + end - cell.ptr)};
}

size_t rows_add(struct tokens *tokens, uint32_t table, struct str row, uint32_t line)
{
    struct token_table *t = &tokens->tables[table];
    struct token token = {.kind = TOKEN_ROW,
                          .before = 2,
                          .after = 2,
                          .line = line,
                          .source = row,
                          .fragment = TOKEN_NO_FRAGMENT,
                          .cells = (uint32_t)tokens->cell_count,
                          .table = table};
    struct str rest = inner(row);
    t->rows++;
    struct str cell;
    /* A table beyond the limits becomes a code block: its cells are not needed. */
    while ((uint64_t)t->rows * t->columns <= DOC_CELLS_MAX &&
           t->columns <= DOC_COLUMNS_MAX && token.count < t->columns &&
           cut_cell(&rest, &cell)) {
        token.count++;
        /* What goes beyond the columns belongs to the last one. */
        if (token.count == t->columns)
            cell = with_rest(cell, rest);
        add_cell(tokens, cell, line);
    }
    return tokens_add(tokens, &token);
}
