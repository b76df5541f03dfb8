/*
 * Tables, cell by cell (see the header).
 */
#include "read/markup/cells.h"

#include "base/buf.h"

void cells_begin(struct cells *cells, struct markup *m, struct node *parent,
                 uint32_t line)
{
    *cells = (struct cells){.m = m};
    cells->table = markup_block(m, parent, NODE_TABLE, line);
}

void cells_row(struct cells *cells, uint32_t line)
{
    cells->row = markup_block(cells->m, cells->table, NODE_ROW, line);
    cells->row_cells = 0;
    cells->rows++;
}

/* "- item" and "* item" at the start of a line. */
static bool is_item(struct str line)
{
    return str_starts(line, STR("- ")) || str_starts(line, STR("* "));
}

static void add_part(struct cells *cells, struct node *cell, struct str part,
                     uint32_t line)
{
    struct markup *m = cells->m;
    part = str_trim(part);
    if (part.len == 0)
        return;
    if (cell->last != NULL)
        node_append(cell, doc_node(m->doc, NODE_LINE_BREAK, line));
    if (is_item(part)) {
        doc_text(m->doc, cell, STR("\xE2\x80\xA2 "), line);
        part = str_trim(str_tail(part, 2));
    }
    m->inlines(m, cell, part, line);
}

/* A cell without lists and empty lines is one part. */
static void add_parts(struct cells *cells, struct node *cell, struct str text,
                      uint32_t line)
{
    struct str rest = text, next;
    const char *from = text.ptr;
    while (str_cut_line(&rest, &next)) {
        const struct str bare = str_trim(next);
        if ((bare.len == 0 || is_item(bare)) && next.ptr > from) {
            add_part(cells, cell, (struct str){from, (size_t)(next.ptr - from)}, line);
            from = next.ptr;
        }
    }
    if (text.len > 0)
        add_part(cells, cell, (struct str){from, (size_t)(text.ptr + text.len - from)},
                 line);
}

bool cells_is_full(const struct cells *cells)
{
    return cells->rows * cells->columns > DOC_CELLS_MAX;
}

void cells_add(struct cells *cells, struct str text, uint32_t line)
{
    struct node *cell = markup_block(cells->m, cells->row, NODE_CELL, line);
    add_parts(cells, cell, text, line);
    if (++cells->row_cells > cells->columns)
        cells->columns = cells->row_cells;
}

static void pad_row(struct cells *cells, struct node *row)
{
    size_t count = 0;
    for (struct node *cell = row->first; cell != NULL; cell = cell->next)
        count++;
    for (; count < cells->columns; count++)
        markup_block(cells->m, row, NODE_CELL, row->line);
}

struct node *cells_end(struct cells *cells, bool header, const struct excerpt *source)
{
    struct node *table = cells->table;
    const bool fits = cells->columns > 0 && cells->columns <= DOC_COLUMNS_MAX &&
                      cells->rows <= DOC_CELLS_MAX / cells->columns;
    if (!fits) {
        struct node *parent = table->parent;
        node_unlink(table);
        if (cells->columns > 0)
            markup_code(cells->m, parent, STR(""),
                        excerpt_text(source, cells->m->doc->arena), table->line);
        return NULL;
    }
    for (struct node *row = table->first; row != NULL; row = row->next)
        pad_row(cells, row);
    table->u.table.align = ARENA_ARRAY(cells->m->doc->arena, cells->columns, uint8_t);
    table->u.table.columns = (uint16_t)cells->columns;
    table->u.table.header = header && cells->rows > 1;
    return table;
}

/* --- Comma-separated values --- */

/* Cuts the next value off: quotes may hold the delimiter, and line ends. */
static struct str cut_value(struct arena *arena, struct str *rest, char delimiter,
                            bool *ends_row)
{
    struct buf value = {0};
    size_t at = 0;
    bool quoted = false;
    while (at < rest->len && rest->ptr[at] == ' ')
        at++;
    for (; at < rest->len; at++) {
        const char c = rest->ptr[at];
        if (c == '"' && quoted && at + 1 < rest->len && rest->ptr[at + 1] == '"')
            buf_putc(&value, rest->ptr[at++]);
        else if (c == '"' && (quoted || str_trim(buf_str(&value)).len == 0))
            quoted = !quoted;
        else if (!quoted && (c == delimiter || c == '\n'))
            break;
        else
            buf_putc(&value, c);
    }
    *ends_row = at >= rest->len || rest->ptr[at] == '\n';
    *rest = str_tail(*rest, at + 1);
    const struct str kept = buf_keep(&value, arena);
    buf_release(&value);
    return kept;
}

void cells_values(struct cells *cells, struct str text, char delimiter, uint32_t line)
{
    bool ends_row = true;
    while (text.len > 0 && !cells_is_full(cells)) {
        if (ends_row && text.ptr[0] == '\n') {
            text = str_tail(text, 1);
            continue;
        }
        if (ends_row)
            cells_row(cells, line);
        cells_add(cells, cut_value(cells->m->doc->arena, &text, delimiter, &ends_row),
                  line);
    }
}
