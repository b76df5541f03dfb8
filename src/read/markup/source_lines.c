/*
 * Lines and views of them (see the header).
 */
#include "read/markup/source_lines.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"
#include "read/budget.h"

static size_t count_lines(struct str text)
{
    size_t count = text.len > 0 && text.ptr[text.len - 1] != '\n';
    for (size_t at = str_chr(text, '\n'); at < text.len; at = str_chr(text, '\n')) {
        text = str_tail(text, at + 1);
        count++;
    }
    return count;
}

static struct str without_end(struct str line)
{
    while (line.len > 0 && ascii_is_space(line.ptr[line.len - 1]))
        line.len--;
    return line;
}

/* Tabs lead to the next multiple of eight bytes; of other scripts that is near enough.
 */
static struct str expand_tabs(struct arena *arena, struct str line, struct buf *out)
{
    if (str_chr(line, '\t') == line.len)
        return line;
    buf_clear(out);
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '\t')
            buf_repeat(out, ' ', TEXT_TAB_COLS - out->len % TEXT_TAB_COLS);
        else
            buf_putc(out, line.ptr[i]);
    }
    return buf_keep(out, arena);
}

static uint32_t leading_blanks(struct str line)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    return (uint32_t)at;
}

bool source_lines_read(struct source_lines *lines, struct arena *arena, struct str text,
                       uint32_t first_line)
{
    const size_t count = count_lines(text);
    *lines = (struct source_lines){.first_line = first_line};
    if (count > BUDGET_LINES_MAX || text.len > UINT32_MAX / 2)
        return false;
    lines->at = ARENA_ARRAY(arena, count, struct source_line);
    struct buf scratch = {0};
    struct str line;
    while (lines->count < count && str_cut_line(&text, &line)) {
        struct source_line *to = &lines->at[lines->count++];
        to->text = expand_tabs(arena, without_end(line), &scratch);
        to->indent = leading_blanks(to->text);
        to->number = first_line + (uint32_t)lines->count - 1;
    }
    buf_release(&scratch);
    return true;
}

struct excerpt excerpt_all(const struct source_lines *lines)
{
    return (struct excerpt){.source = lines, .to = lines->count};
}

static uint32_t column_of(const struct excerpt *lines, size_t at)
{
    if (at == lines->from)
        return lines->first_col;
    const uint32_t indent = lines->source->at[at].indent;
    return indent < lines->col ? indent : lines->col;
}

struct excerpt excerpt_part(const struct excerpt *lines, size_t from, size_t to)
{
    struct excerpt part = *lines;
    part.first_col = from < lines->to ? column_of(lines, from) : lines->col;
    part.from = from;
    part.to = to;
    return part;
}

struct excerpt excerpt_body(const struct excerpt *lines, size_t from, size_t to,
                            uint32_t first_cols, uint32_t cols)
{
    struct excerpt body = excerpt_part(lines, from, to);
    body.first_col += first_cols;
    body.col += cols;
    return body;
}

struct str excerpt_line(const struct excerpt *lines, size_t at)
{
    return str_tail(lines->source->at[at].text, column_of(lines, at));
}

bool excerpt_is_blank(const struct excerpt *lines, size_t at)
{
    if (at >= lines->to)
        return true;
    const struct source_line *line = &lines->source->at[at];
    return line->text.len == line->indent || line->text.len <= column_of(lines, at);
}

uint32_t excerpt_indent(const struct excerpt *lines, size_t at)
{
    const struct source_line *line = &lines->source->at[at];
    const uint32_t col = column_of(lines, at);
    return line->indent >= col ? line->indent - col
                               : leading_blanks(excerpt_line(lines, at));
}

uint32_t excerpt_number(const struct excerpt *lines, size_t at)
{
    return at < lines->source->count ? lines->source->at[at].number
                                     : lines->source->first_line + (uint32_t)at;
}

size_t excerpt_indented_end(const struct excerpt *lines, size_t at, uint32_t cols)
{
    size_t end = at;
    for (; at < lines->to; at++) {
        if (excerpt_is_blank(lines, at))
            continue;
        if (excerpt_indent(lines, at) < cols)
            break;
        end = at + 1;
    }
    return end;
}

uint32_t excerpt_least_indent(const struct excerpt *lines, size_t from, size_t to)
{
    uint32_t least = UINT32_MAX;
    for (size_t i = from; i < to; i++) {
        if (!excerpt_is_blank(lines, i) && excerpt_indent(lines, i) < least)
            least = excerpt_indent(lines, i);
    }
    return least == UINT32_MAX ? 0 : least;
}

size_t excerpt_skip_blank(const struct excerpt *lines, size_t at)
{
    while (at < lines->to && excerpt_is_blank(lines, at))
        at++;
    return at;
}

size_t excerpt_next_blank(const struct excerpt *lines, size_t at)
{
    while (at < lines->to && !excerpt_is_blank(lines, at))
        at++;
    return at;
}

struct str excerpt_text(const struct excerpt *lines, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = lines->from; i < lines->to; i++) {
        if (!excerpt_is_blank(lines, i))
            buf_puts(&out, excerpt_line(lines, i));
        buf_putc(&out, '\n');
    }
    const struct str text = buf_keep(&out, arena);
    buf_release(&out);
    return text;
}

struct str excerpt_paragraph(const struct excerpt *lines, struct arena *arena)
{
    if (lines->from >= lines->to)
        return (struct str){0};
    if (lines->to - lines->from == 1)
        return str_trim(excerpt_line(lines, lines->from));
    struct buf out = {0};
    for (size_t i = lines->from; i < lines->to; i++) {
        if (out.len > 0)
            buf_putc(&out, '\n');
        if (!excerpt_is_blank(lines, i))
            buf_puts(&out, str_trim(excerpt_line(lines, i)));
    }
    const struct str text = buf_keep(&out, arena);
    buf_release(&out);
    return text;
}
