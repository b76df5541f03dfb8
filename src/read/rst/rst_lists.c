/*
 * Lists: bullets, numbers, fields, options, definitions, lines.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "read/rst/rst_reader.h"

/* --- Items --- */

struct excerpt rst_item_body(const struct excerpt *lines, size_t at, size_t end,
                             uint32_t first_cols)
{
    uint32_t cols = excerpt_least_indent(lines, at + 1, end);
    /* What is indented further than the text of the item belongs below its first line
     * when it follows it at once. */
    if (cols == 0 || (cols > first_cols && !excerpt_is_blank(lines, at + 1)))
        cols = first_cols;
    return excerpt_body(lines, at, end, first_cols, cols);
}

/* True when a blank line is before the next item. */
static bool is_apart(const struct excerpt *lines, size_t end)
{
    return end < lines->to && excerpt_is_blank(lines, end);
}

static size_t read_item(struct rst *rst, struct node *list, const struct excerpt *lines,
                        size_t at, uint32_t cols)
{
    const size_t end = excerpt_indented_end(lines, at + 1, 1);
    const struct excerpt body = rst_item_body(lines, at, end, cols);
    struct node *item =
        markup_block(&rst->m, list, NODE_ITEM, excerpt_number(lines, at));
    rst_body(rst, item, &body);
    return end;
}

/* --- Bullets --- */

uint32_t rst_bullet(struct str line)
{
    static const struct str marks[] = {STR_INIT("-"),
                                       STR_INIT("*"),
                                       STR_INIT("+"),
                                       STR_INIT("\xE2\x80\xA2"),
                                       STR_INIT("\xE2\x80\xA3"),
                                       STR_INIT("\xE2\x81\x83")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = marks[i].len;
        if (!str_starts(line, marks[i]))
            continue;
        if (line.len == at)
            return (uint32_t)at + 1;
        if (line.ptr[at] != ' ')
            return 0;
        while (line.ptr[at] == ' ')
            at++;
        return (uint32_t)at;
    }
    return 0;
}

size_t rst_bullets(struct rst *rst, struct node *parent, const struct excerpt *lines,
                   size_t at)
{
    uint32_t cols = rst_bullet(excerpt_line(lines, at));
    if (cols == 0)
        return at;
    const char mark = excerpt_line(lines, at).ptr[0];
    struct node *list =
        markup_list(&rst->m, parent, false, 0, excerpt_number(lines, at));
    bool has_blank = false;
    size_t end = at;
    while (cols > 0) {
        end = read_item(rst, list, lines, at, cols);
        at = excerpt_skip_blank(lines, end);
        if (at >= lines->to || excerpt_indent(lines, at) > 0 ||
            excerpt_line(lines, at).ptr[0] != mark)
            break;
        cols = rst_bullet(excerpt_line(lines, at));
        has_blank |= cols > 0 && is_apart(lines, end);
    }
    markup_list_tight(list, has_blank);
    return end;
}

/* --- Numbers --- */

struct enumerator {
    enum list_numbering numbering;
    uint32_t number; /* 0: "#" */
    char delimiter;
    bool enclosed;
    uint32_t cols; /* bytes of it and the blanks after it */
};

static uint32_t roman_value(struct str digits)
{
    static const char letters[] = "ivxlcdm";
    static const uint32_t values[] = {1, 5, 10, 50, 100, 500, 1000};
    uint32_t sum = 0, last = 1000;
    for (size_t i = 0; i < digits.len; i++) {
        const char *at = strchr(letters, ascii_lower(digits.ptr[i]));
        if (digits.ptr[i] == '\0' || at == NULL)
            return 0;
        const uint32_t value = values[at - letters];
        sum += value > last ? value - 2 * last : value;
        last = value;
    }
    return sum;
}

/* Digits, one letter, or a Roman number; "i" alone is one. */
static bool read_number(struct str s, struct enumerator *out)
{
    if (s.len == 0 || s.len > 9)
        return false;
    const bool upper = ascii_is_upper(s.ptr[0]);
    if (ascii_is_digit(s.ptr[0])) {
        for (size_t i = 0; i < s.len; i++)
            out->number = out->number * 10 + (uint32_t)(s.ptr[i] - '0');
        out->numbering = LIST_DIGITS;
        return true;
    }
    if (str_eq(s, STR("#")))
        return true;
    if (s.len == 1 && ascii_lower(s.ptr[0]) != 'i') {
        out->number = (uint32_t)(ascii_lower(s.ptr[0]) - 'a' + 1);
        out->numbering = upper ? LIST_UPPER : LIST_LOWER;
        return true;
    }
    out->number = roman_value(s);
    out->numbering = upper ? LIST_UPPER_ROMAN : LIST_LOWER_ROMAN;
    return out->number > 0;
}

static bool read_enumerator(struct str line, struct enumerator *out)
{
    *out = (struct enumerator){.enclosed = str_starts(line, STR("("))};
    size_t from = out->enclosed, at = from;
    const bool digits = at < line.len && ascii_is_digit(line.ptr[at]);
    while (at < line.len &&
           (digits ? ascii_is_digit(line.ptr[at]) : ascii_is_letter(line.ptr[at])))
        at++;
    if (at == from && at < line.len && line.ptr[at] == '#')
        at++;
    if (at >= line.len ||
        (line.ptr[at] != ')' && (out->enclosed || line.ptr[at] != '.')))
        return false;
    out->delimiter = line.ptr[at];
    if (!read_number(str_slice(line, from, at), out))
        return false;
    at++;
    if (at < line.len && line.ptr[at] != ' ')
        return false;
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    out->cols = (uint32_t)(at < line.len ? at : at + 1);
    return true;
}

/* "v." after "iv." and "d." after "c.": what the letter means depends on the list. */
static bool goes_on(const struct enumerator *last, struct enumerator *next,
                    struct str line)
{
    if (last->delimiter != next->delimiter || last->enclosed != next->enclosed)
        return false;
    if (next->number == 0)
        return true;
    if (last->numbering != next->numbering && last->numbering != LIST_DIGITS &&
        next->numbering != LIST_DIGITS) {
        const struct str bare = str_tail(line, next->enclosed);
        size_t len = 0;
        while (len < bare.len && ascii_is_letter(bare.ptr[len]))
            len++;
        const bool roman = last->numbering >= LIST_LOWER_ROMAN;
        next->number = roman ? roman_value(str_slice(bare, 0, len))
                             : (uint32_t)(ascii_lower(bare.ptr[0]) - 'a' + 1);
        next->numbering = last->numbering;
    }
    return last->numbering == next->numbering && next->number == last->number + 1;
}

/* A line of prose may begin like an item: then the next one is not indented. */
static bool is_item_line(const struct excerpt *lines, size_t at)
{
    struct enumerator next;
    return excerpt_is_blank(lines, at + 1) || excerpt_indent(lines, at + 1) > 0 ||
           read_enumerator(excerpt_line(lines, at + 1), &next);
}

size_t rst_numbers(struct rst *rst, struct node *parent, const struct excerpt *lines,
                   size_t at)
{
    struct enumerator last;
    if (!read_enumerator(excerpt_line(lines, at), &last) || !is_item_line(lines, at))
        return at;
    if (last.number == 0)
        last.number = 1;
    struct node *list =
        markup_list(&rst->m, parent, true, last.number, excerpt_number(lines, at));
    list->u.list.numbering = (uint8_t)last.numbering;
    list->u.list.delimiter = last.delimiter;
    list->u.list.enclosed = last.enclosed;
    bool has_blank = false;
    size_t end = at;
    for (uint32_t cols = last.cols; cols > 0;) {
        end = read_item(rst, list, lines, at, cols);
        at = excerpt_skip_blank(lines, end);
        struct enumerator next;
        if (at >= lines->to || excerpt_indent(lines, at) > 0 ||
            !read_enumerator(excerpt_line(lines, at), &next) ||
            !goes_on(&last, &next, excerpt_line(lines, at)) || !is_item_line(lines, at))
            break;
        last.number++;
        cols = next.cols;
        has_blank |= is_apart(lines, end);
    }
    markup_list_tight(list, has_blank);
    return end;
}

/* --- Fields --- */

bool rst_field(struct str line, struct str *name, uint32_t *body)
{
    if (line.len < 3 || line.ptr[0] != ':' || ascii_is_space(line.ptr[1]) ||
        line.ptr[1] == ':')
        return false;
    size_t at = 1;
    for (; at < line.len; at++) {
        if (line.ptr[at] == '\\')
            at++;
        else if (line.ptr[at] == ':' && (at + 1 == line.len || line.ptr[at + 1] == ' '))
            break;
        else if (line.ptr[at] == '`' && line.ptr[at - 1] == ':')
            return false; /* a role */
    }
    if (at >= line.len)
        return false;
    *name = str_slice(line, 1, at);
    at++;
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    *body = (uint32_t)at;
    return true;
}

size_t rst_fields(struct rst *rst, struct node *parent, const struct excerpt *lines,
                  size_t at)
{
    struct str name;
    uint32_t cols;
    if (!rst_field(excerpt_line(lines, at), &name, &cols))
        return at;
    struct node *terms = markup_terms(&rst->m, parent, excerpt_number(lines, at));
    const size_t end = excerpt_indented_end(lines, at + 1, 1);
    const struct excerpt body = rst_item_body(lines, at, end, cols);
    markup_inline_block(&rst->m, terms, NODE_TERM, name, excerpt_number(lines, at));
    rst_body(rst,
             markup_block(&rst->m, terms, NODE_DEFINITION, excerpt_number(lines, at)),
             &body);
    return end;
}

/* --- Options of a command --- */

/* Bytes of "-a, --all=VALUE" and the blanks after it; 0 when the line begins with
 * prose. */
static uint32_t option_cols(const struct excerpt *lines, size_t at, struct str *option)
{
    const struct str line = excerpt_line(lines, at);
    const size_t dashes = str_starts(line, STR("--")) ? 2 : 1;
    if (line.len <= dashes || (line.ptr[0] != '-' && line.ptr[0] != '/') ||
        !(ascii_is_alnum(line.ptr[dashes]) || line.ptr[dashes] == '?'))
        return 0;
    size_t end = str_find(line, STR("  "));
    *option = str_slice(line, 0, end);
    if (end == line.len)
        return !excerpt_is_blank(lines, at + 1) && excerpt_indent(lines, at + 1) > 0
                   ? (uint32_t)end
                   : 0;
    while (end < line.len && line.ptr[end] == ' ')
        end++;
    return (uint32_t)end;
}

size_t rst_options(struct rst *rst, struct node *parent, const struct excerpt *lines,
                   size_t at)
{
    struct str option;
    const uint32_t cols = option_cols(lines, at, &option);
    if (cols == 0)
        return at;
    const uint32_t line = excerpt_number(lines, at);
    struct node *terms = markup_terms(&rst->m, parent, line);
    const size_t end = excerpt_indented_end(lines, at + 1, 1);
    struct node *term = markup_block(&rst->m, terms, NODE_TERM, line);
    markup_code_span(&rst->m, term, option, line);
    uint32_t rest = excerpt_least_indent(lines, at + 1, end);
    const struct excerpt body = excerpt_body(lines, at, end, cols, rest ? rest : cols);
    rst_body(rst, markup_block(&rst->m, terms, NODE_DEFINITION, line), &body);
    return end;
}

/* --- Definitions --- */

static void add_term(struct rst *rst, struct node *terms, struct str raw, uint32_t line)
{
    const size_t at = str_find(raw, STR(" : "));
    struct node *term =
        markup_inline_block(&rst->m, terms, NODE_TERM, str_slice(raw, 0, at), line);
    if (at == raw.len)
        return;
    doc_text(rst->m.doc, term, STR(" ("), line);
    struct node *kind = markup_block(&rst->m, term, NODE_EMPHASIS, line);
    rst->m.inlines(&rst->m, kind, str_trim(str_tail(raw, at + 3)), line);
    doc_text(rst->m.doc, term, STR(")"), line);
}

size_t rst_definitions(struct rst *rst, struct node *parent,
                       const struct excerpt *lines, size_t at)
{
    const struct str term = excerpt_line(lines, at);
    if (excerpt_is_blank(lines, at + 1) || excerpt_indent(lines, at + 1) == 0 ||
        str_ends(term, STR("::")))
        return at;
    const uint32_t line = excerpt_number(lines, at);
    struct node *terms = markup_terms(&rst->m, parent, line);
    const size_t end = excerpt_indented_end(lines, at + 1, 1);
    const uint32_t cols = excerpt_least_indent(lines, at + 1, end);
    const struct excerpt body = excerpt_body(lines, at + 1, end, cols, cols);
    add_term(rst, terms, term, line);
    rst_body(rst, markup_block(&rst->m, terms, NODE_DEFINITION, line + 1), &body);
    return end;
}

/* --- Lines --- */

static bool is_line(struct str line)
{
    return str_eq(line, STR("|")) || str_starts(line, STR("| "));
}

size_t rst_line_block(struct rst *rst, struct node *parent, const struct excerpt *lines,
                      size_t at)
{
    if (!is_line(excerpt_line(lines, at)))
        return at;
    struct node *block =
        markup_block(&rst->m, parent, NODE_PARAGRAPH, excerpt_number(lines, at));
    while (!excerpt_is_blank(lines, at) && is_line(excerpt_line(lines, at))) {
        size_t end = at + 1;
        while (!excerpt_is_blank(lines, end) && excerpt_indent(lines, end) > 0)
            end++;
        const struct excerpt part = excerpt_part(lines, at, end);
        const struct str text = excerpt_paragraph(&part, rst->m.doc->arena);
        if (block->last != NULL)
            markup_block(&rst->m, block, NODE_LINE_BREAK, excerpt_number(lines, at));
        rst->m.inlines(&rst->m, block, str_trim(str_tail(text, 1)),
                       excerpt_number(lines, at));
        at = end;
    }
    return at;
}
