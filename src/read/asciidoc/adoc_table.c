/*
 * Tables of AsciiDoc: cells as they come, in rows of as many as there are columns.
 */
#include "base/ascii.h"
#include "read/asciidoc/adoc_reader.h"
#include "read/markup/cells.h"

/* What is before the mark of a cell: "2+", "3*", "a". */
struct cell_spec {
    size_t begin; /* where it begins in the text before the mark */
    uint32_t span, repeat;
};

/* The table that is being filled. */
struct filling {
    struct cells cells;
    size_t columns;
    char mark;
};

/* "1,2*<,3": how many columns that is. */
static size_t count_columns(struct str cols)
{
    size_t count = 0;
    struct str part;
    if (cols.len == 0)
        return 0;
    while (str_cut(&cols, str_chr(cols, ';') < cols.len ? ';' : ',', &part)) {
        part = str_trim(part);
        uint32_t times = 0;
        size_t at = 0;
        while (at < part.len && at < 4 && ascii_is_digit(part.ptr[at]))
            times = times * 10 + (uint32_t)(part.ptr[at++] - '0');
        count += at > 0 && at < part.len && part.ptr[at] == '*' ? times : 1;
    }
    return count;
}

static bool is_spec_byte(char c)
{
    return ascii_is_alnum(c) || c == '.' || c == '+' || c == '*' || c == '<' ||
           c == '^' || c == '>';
}

/* The spec at the end of the text before a mark: after a blank or at its beginning. */
static struct cell_spec spec_of(struct str before)
{
    struct cell_spec spec = {before.len, 1, 1};
    size_t at = before.len;
    while (at > 0 && before.len - at < 12 && is_spec_byte(before.ptr[at - 1]))
        at--;
    const struct str s = str_tail(before, at);
    if (s.len == 0 || (at > 0 && !ascii_is_space(before.ptr[at - 1])))
        return spec;
    size_t i = 0;
    uint32_t number = 0;
    while (i < s.len && ascii_is_digit(s.ptr[i]))
        number = number * 10 + (uint32_t)(s.ptr[i++] - '0');
    while (i < s.len && (ascii_is_digit(s.ptr[i]) || s.ptr[i] == '.'))
        i++;
    const char sign = i < s.len ? s.ptr[i] : '\0';
    const bool signed_ = sign == '+' || sign == '*';
    i += signed_;
    while (i < s.len &&
           (s.ptr[i] == '<' || s.ptr[i] == '^' || s.ptr[i] == '>' || s.ptr[i] == '.'))
        i++;
    i += i < s.len && ascii_is_lower(s.ptr[i]);
    if (i < s.len || (!signed_ && number > 0))
        return spec;
    spec.begin = at;
    if (sign == '+' && number > 0)
        spec.span = number;
    if (sign == '*' && number > 0)
        spec.repeat = number;
    return spec;
}

static void add_cell(struct filling *filling, struct str text, uint32_t line)
{
    struct cells *cells = &filling->cells;
    if (cells_is_full(cells))
        return;
    if (cells->rows == 0 || cells->row_cells >= filling->columns)
        cells_row(cells, line);
    cells_add(cells, str_trim(text), line);
}

static void put_cell(struct filling *filling, struct str text,
                     const struct cell_spec *spec, uint32_t line)
{
    for (uint32_t i = 0; i < spec->repeat && i < DOC_COLUMNS_MAX; i++)
        add_cell(filling, text, line);
    for (uint32_t i = 1; i < spec->span && i < DOC_COLUMNS_MAX; i++)
        add_cell(filling, (struct str){0}, line);
}

/* Where the next mark is, at or after `at`; one after a backslash is text. */
static size_t next_mark(struct str text, size_t at, char mark)
{
    while (at < text.len &&
           (text.ptr[at] != mark || (at > 0 && text.ptr[at - 1] == '\\')))
        at++;
    return at;
}

/* "\|" as it is meant. */
static struct str unescaped(struct arena *arena, struct str text, char mark)
{
    if (str_chr(text, '\\') == text.len)
        return text;
    struct buf out = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\\' || i + 1 == text.len || text.ptr[i + 1] != mark)
            buf_putc(&out, text.ptr[i]);
    }
    const struct str kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

static void fill(struct filling *filling, struct arena *arena, struct str text,
                 uint32_t line)
{
    size_t at = next_mark(text, 0, filling->mark);
    struct cell_spec spec = spec_of(str_slice(text, 0, at));
    while (at < text.len && !cells_is_full(&filling->cells)) {
        const size_t from = at + 1;
        at = next_mark(text, from, filling->mark);
        const struct str cell = str_slice(text, from, at);
        struct cell_spec next = {cell.len, 1, 1};
        if (at < text.len)
            next = spec_of(cell);
        put_cell(filling,
                 unescaped(arena, str_slice(cell, 0, next.begin), filling->mark), &spec,
                 line);
        spec = next;
    }
}

/* Cells of the first line that has any. */
static size_t first_line_cells(const struct excerpt *body, char mark)
{
    const size_t at = excerpt_skip_blank(body, body->from);
    if (at >= body->to)
        return 0;
    const struct str line = excerpt_line(body, at);
    size_t count = 0;
    for (size_t i = next_mark(line, 0, mark); i < line.len;
         i = next_mark(line, i + 1, mark)) {
        const struct cell_spec spec = spec_of(str_slice(line, 0, i));
        count += spec.repeat * spec.span;
    }
    return count;
}

/* A first line that holds a whole row, with an empty line after it, is a header. */
static bool has_header(const struct excerpt *body, const struct adoc_block *block,
                       const struct filling *filling)
{
    if (str_find(block->options, STR("header")) < block->options.len)
        return true;
    if (str_find(block->options, STR("noheader")) < block->options.len)
        return false;
    const size_t at = body->from;
    return at < body->to && !excerpt_is_blank(body, at) &&
           excerpt_is_blank(body, at + 1) && at + 1 < body->to &&
           first_line_cells(body, filling->mark) == filling->columns;
}

void adoc_table(struct adoc *adoc, struct node *parent, const struct excerpt *body,
                const struct adoc_block *block, char mark, uint32_t line)
{
    struct arena *arena = adoc->m.doc->arena;
    const struct str format = adoc_named(&block->attributes, STR("format"));
    const struct str text = excerpt_text(body, arena);
    struct filling filling = {.mark = mark == '!' ? '!' : '|'};
    if (block->title.len > 0) {
        struct node *caption = markup_block(&adoc->m, parent, NODE_PARAGRAPH, line);
        adoc_inlines(&adoc->m, markup_block(&adoc->m, caption, NODE_STRONG, line),
                     block->title, line);
    }
    cells_begin(&filling.cells, &adoc->m, parent, line);
    bool header = str_find(block->options, STR("header")) < block->options.len;
    if (mark == ',' || mark == ':' || str_eq(format, STR("csv")) ||
        str_eq(format, STR("dsv"))) {
        cells_values(&filling.cells, text,
                     mark == ':' || str_eq(format, STR("dsv")) ? ':' : ',', line);
    } else {
        filling.columns = count_columns(adoc_named(&block->attributes, STR("cols")));
        if (filling.columns == 0)
            filling.columns = first_line_cells(body, filling.mark);
        if (filling.columns == 0)
            filling.columns = 1;
        fill(&filling, arena, text, line);
        header = has_header(body, block, &filling);
    }
    cells_end(&filling.cells, header, body);
}
