/*
 * The shape of the whole text: whether lines are wrapped at a width, whether blank
 * lines part the paragraphs, how far the body is indented, how long a paragraph is.
 *
 * Whether lines were wrapped shows where two lines meet: in wrapped text the next
 * line's first word had no room at the end of the line before it.
 */
#include "read/plain_lines.h"

enum {
    WIDTH_MAX = 160, /* columns; nobody wraps text wider */
    WIDTH_MIN = 30,
    PROSE_COLS = 50, /* wide enough to be prose, for the indent of the body */
    INDENT_MAX = 40,
    FULL_PERCENT = 55, /* of the meeting lines are full: the text is wrapped */
    LONG_PERCENT = 12, /* of them longer than any width: it is not */
    AIRY_PERCENT = 50,
    PAIRS_MIN = 2,
    CODE_INDENT = 4, /* columns beyond the body's: verbatim, says nothing */
};

/* A line and the next, when both are text of the body and nothing is between them. */
static bool meet(const struct plain *plain, const struct line *line,
                 const struct line *next)
{
    size_t most = plain->shape.indent + CODE_INDENT;
    return line->indent < most && next->indent < most && line->kind <= LINE_NUMBER &&
           next->kind == LINE_TEXT && next->blanks == 0 && line->level == 0 &&
           next->level == 0;
}

/* Columns of the line's first word; one sign where words are not parted. */
static size_t first_word_cols(const struct plain *plain, const struct line *line)
{
    struct str s = line_str(plain, line);
    size_t cols = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] != ' ' && s.ptr[i] != '\t'; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0xE3 && c <= 0xE9) {
            return cols + 2; /* kana and ideographs: a break may come behind each */
        }
        cols += (c & 0xC0) != 0x80;
    }
    return cols;
}

static size_t percentile(const uint32_t *counts, size_t size, size_t total,
                         size_t percent)
{
    size_t sum = 0;
    for (size_t i = 0; i < size; i++) {
        sum += counts[i];
        if (sum * 100 >= total * percent && sum > 0) {
            return i;
        }
    }
    return size - 1;
}

static void find_width(struct plain *plain)
{
    uint32_t widths[WIDTH_MAX + 2] = {0};
    size_t pairs = 0;
    for (size_t i = 0; i + 1 < plain->line_count; i++) {
        const struct line *line = &plain->lines[i];
        if (meet(plain, line, line + 1)) {
            size_t cols = line->indent + line->cols;
            widths[cols <= WIDTH_MAX ? cols : WIDTH_MAX + 1]++;
            pairs++;
        }
    }
    size_t width = percentile(widths, WIDTH_MAX + 2, pairs, 95);
    bool too_long = widths[WIDTH_MAX + 1] * 100 > pairs * LONG_PERCENT;
    if (pairs < PAIRS_MIN || too_long || width < WIDTH_MIN) {
        return;
    }
    plain->shape.width = (uint16_t)(width <= WIDTH_MAX ? width : WIDTH_MAX);
}

/* True when the line ends before it is full: the next word would have had room. */
static bool ends_early(const struct plain *plain, const struct line *line)
{
    size_t cols = line->indent + line->cols;
    return cols + 1 + first_word_cols(plain, line + 1) + 2 <= plain->shape.width;
}

static bool ends_sentence(const struct plain *plain, const struct line *line)
{
    struct str s = line_str(plain, line);
    static const struct str stops[] = {STR_INIT("."),  STR_INIT("!"),  STR_INIT("?"),
                                       STR_INIT(":"),  STR_INIT("。"), STR_INIT("！"),
                                       STR_INIT("？"), STR_INIT("।"),  STR_INIT("۔")};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        if (str_ends(s, stops[i])) {
            return true;
        }
    }
    return false;
}

static void find_wrapping(struct plain *plain)
{
    size_t pairs = 0, full = 0;
    if (plain->shape.width == 0) {
        return;
    }
    for (size_t i = 0; i + 1 < plain->line_count; i++) {
        const struct line *line = &plain->lines[i];
        if (meet(plain, line, line + 1)) {
            pairs++;
            full += !ends_early(plain, line) && !ends_sentence(plain, line);
        }
    }
    plain->shape.wrapped = full * 100 >= pairs * FULL_PERCENT;
}

static void find_indent(struct plain *plain)
{
    uint32_t indents[INDENT_MAX + 1] = {0};
    size_t total = 0;
    for (size_t i = 0; i < plain->line_count; i++) {
        const struct line *line = &plain->lines[i];
        if (line->kind == LINE_TEXT && line->len >= PROSE_COLS) {
            indents[line->indent <= INDENT_MAX ? line->indent : INDENT_MAX]++;
            total++;
        }
    }
    if (total > 0) {
        plain->shape.indent = (uint16_t)percentile(indents, INDENT_MAX + 1, total, 25);
    }
}

/* Paragraphs that open with an indent: an indented line goes on in one that is not. */
static void find_first_line_indent(struct plain *plain)
{
    size_t opened = 0, indented = 0;
    for (size_t i = 0; i + 1 < plain->line_count; i++) {
        const struct line *line = &plain->lines[i], *next = line + 1;
        if (line->kind == LINE_TEXT && line->indent > plain->shape.indent) {
            indented++;
            opened += next->kind == LINE_TEXT && next->blanks == 0 &&
                      next->indent == plain->shape.indent;
        }
    }
    plain->shape.first_line_indent =
        plain->shape.wrapped && opened > PAIRS_MIN && opened * 2 > indented;
}

static void find_air(struct plain *plain)
{
    size_t texts = 0, parted = 0;
    for (size_t i = 1; i < plain->line_count; i++) {
        const struct line *line = &plain->lines[i];
        if (line->kind == LINE_TEXT) {
            texts++;
            parted += line->blanks > 0;
        }
    }
    plain->shape.airy = parted * 100 >= texts * AIRY_PERCENT || plain->shape.wrapped;
}

void plain_shape(struct plain *plain)
{
    find_indent(plain);
    find_width(plain);
    find_wrapping(plain);
    find_first_line_indent(plain);
    find_air(plain);
}
