/*
 * Tables drawn with pipes.
 */
#include "read/plain/plain_lines.h"

#include <string.h>

/* Cuts the next cell off `*rest`: up to a pipe that no backslash is before. */
static struct str next_cell(struct str *rest)
{
    size_t i = 0;
    while (i < rest->len &&
           (rest->ptr[i] != '|' || (i > 0 && rest->ptr[i - 1] == '\\'))) {
        i++;
    }
    struct str cell = str_trim(str_slice(*rest, 0, i));
    *rest = i < rest->len ? str_tail(*rest, i + 1) : (struct str){0};
    return cell;
}

/* The row without the pipes at its ends. */
static struct str row_inside(const struct plain *plain, const struct plain_line *line)
{
    struct str s = line_str(plain, line);
    if (s.len > 0 && s.ptr[0] == '|') {
        s = str_tail(s, 1);
    }
    if (s.len > 0 && s.ptr[s.len - 1] == '|' && !str_ends(s, STR("\\|"))) {
        s.len--;
    }
    return s;
}

static size_t count_cells(const struct plain *plain, const struct plain_line *line)
{
    struct str rest = row_inside(plain, line);
    size_t count = 0;
    while (rest.ptr != NULL && count <= DOC_COLUMNS_MAX) {
        next_cell(&rest);
        count++;
    }
    return count;
}

static enum cell_align align_of(struct str cell)
{
    bool left = cell.len > 0 && cell.ptr[0] == ':';
    bool right = cell.len > 1 && cell.ptr[cell.len - 1] == ':';
    return left && right ? ALIGN_CENTER
           : right       ? ALIGN_RIGHT
           : left        ? ALIGN_LEFT
                         : ALIGN_NONE;
}

static void set_align(const struct plain *plain, struct node *table,
                      const struct plain_line *rule)
{
    struct str rest = row_inside(plain, rule);
    for (size_t i = 0; i < table->u.table.columns && rest.ptr != NULL; i++) {
        table->u.table.align[i] = (uint8_t)align_of(next_cell(&rest));
    }
}

/* The cell's text without the backslashes before its pipes. */
static void add_cell(const struct plain *plain, struct node *row, struct str text,
                     uint32_t number, struct buf *words)
{
    struct node *cell = doc_node(plain->doc, NODE_CELL, number);
    node_append(row, cell);
    buf_clear(words);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\\' || i + 1 == text.len || text.ptr[i + 1] != '|') {
            buf_putc(words, text.ptr[i]);
        }
    }
    plain_inline(plain, cell, buf_str(words), number);
}

static void add_row(const struct plain *plain, struct node *table,
                    const struct plain_line *line, struct buf *words)
{
    struct node *row = doc_node(plain->doc, NODE_ROW, line->number);
    struct str rest = row_inside(plain, line);
    node_append(table, row);
    for (size_t i = 0; i < table->u.table.columns; i++) {
        struct str cell = rest.ptr != NULL ? next_cell(&rest) : (struct str){0};
        add_cell(plain, row, cell, line->number, words);
    }
}

bool plain_table(const struct plain *plain, const struct chunk *chunk)
{
    size_t columns = 0, rows = 0;
    for (size_t i = chunk->first; i < chunk->end; i++) {
        if (plain->lines[i].kind == LINE_ROW) {
            size_t cells = count_cells(plain, &plain->lines[i]);
            columns = cells > columns ? cells : columns;
            rows++;
        }
    }
    if (columns > DOC_COLUMNS_MAX || columns * rows > DOC_CELLS_MAX || rows == 0) {
        return false;
    }
    const struct plain_line *first = &plain->lines[chunk->first];
    struct node *table = doc_node(plain->doc, NODE_TABLE, first->number);
    struct buf words = {0};
    node_append(plain->doc->root, table);
    table->u.table.columns = (uint16_t)columns;
    table->u.table.align = arena_alloc(plain->doc->arena, columns);
    table->u.table.header =
        chunk->end - chunk->first > 1 && first[1].kind == LINE_ROW_RULE;
    for (size_t i = chunk->first; i < chunk->end; i++) {
        if (plain->lines[i].kind == LINE_ROW) {
            add_row(plain, table, &plain->lines[i], &words);
        } else if (i == chunk->first + 1) {
            set_align(plain, table, &plain->lines[i]);
        }
    }
    buf_release(&words);
    return true;
}
