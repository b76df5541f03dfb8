/*
 * Blocks: which kind begins at a line; headings, paragraphs, quotes, literal blocks.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "read/budget.h"
#include "read/rst/rst_reader.h"

enum {
    ADORNMENT_SHORT = 4, /* a shorter one has to be as long as its title */
};

static bool is_punctuation(char c)
{
    return c > ' ' && c < 0x7F && !ascii_is_alnum(c);
}

bool rst_is_adornment(struct str line)
{
    if (line.len == 0 || !is_punctuation(line.ptr[0]))
        return false;
    size_t at = 1;
    while (at < line.len && line.ptr[at] == line.ptr[0])
        at++;
    return at == line.len;
}

/* Code points: what wide ones take more is made good by a line of four. */
static size_t count_characters(struct str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return count;
}

bool rst_underlines(struct str title, struct str under)
{
    return rst_is_adornment(under) &&
           (under.len >= ADORNMENT_SHORT || under.len >= count_characters(title));
}

/* --- Labels --- */

void rst_add_label(struct rst *rst, struct str label)
{
    if (rst->pending_count < RST_PENDING_MAX)
        rst->pending[rst->pending_count++] = label;
}

void rst_attach_labels(struct rst *rst, struct node *node)
{
    for (size_t i = 0; i < rst->pending_count; i++)
        doc_mark(rst->m.doc, rst->pending[i], node);
    rst->pending_count = 0;
}

/* --- Headings --- */

/* Levels are given to styles in the order in which they come. */
static int level_of(struct rst *rst, char adornment, bool over)
{
    const uint16_t style = (uint16_t)((unsigned char)adornment | (over ? 0x100 : 0));
    size_t at = 0;
    while (at < rst->style_count && rst->styles[at] != style)
        at++;
    if (at == rst->style_count && at < RST_STYLES_MAX)
        rst->styles[rst->style_count++] = style;
    return (int)at + 1;
}

static size_t read_heading(struct rst *rst, struct node *parent,
                           const struct excerpt *lines, size_t at)
{
    if (parent->kind != NODE_DOCUMENT)
        return at;
    const struct str line = excerpt_line(lines, at);
    const bool over = rst_is_adornment(line);
    const size_t title_at = over ? at + 1 : at;
    if (excerpt_is_blank(lines, title_at) || excerpt_is_blank(lines, title_at + 1) ||
        title_at + 1 >= lines->to)
        return at;
    const struct str title = str_trim(excerpt_line(lines, title_at));
    const struct str under = excerpt_line(lines, title_at + 1);
    if (!rst_underlines(title, under) ||
        (over && (line.ptr[0] != under.ptr[0] || line.len < 2)))
        return at;
    struct node *heading =
        markup_heading(&rst->m, parent, level_of(rst, under.ptr[0], over), title,
                       excerpt_number(lines, title_at));
    (void)heading;
    return title_at + 2;
}

static size_t read_transition(struct rst *rst, struct node *parent,
                              const struct excerpt *lines, size_t at)
{
    const struct str line = excerpt_line(lines, at);
    if (line.len < ADORNMENT_SHORT || !rst_is_adornment(line) ||
        !excerpt_is_blank(lines, at + 1))
        return at;
    if (parent->last != NULL)
        markup_block(&rst->m, parent, NODE_RULE, excerpt_number(lines, at));
    return at + 1;
}

/* --- Literal blocks --- */

/* A block of lines that all begin with one punctuation character. */
static size_t quoted_end(const struct excerpt *lines, size_t at)
{
    const char quote = excerpt_line(lines, at).ptr[0];
    if (!is_punctuation(quote))
        return at;
    size_t end = at;
    while (!excerpt_is_blank(lines, end) && excerpt_line(lines, end).ptr[0] == quote)
        end++;
    return end;
}

/* What is after a paragraph that ends in "::". */
static size_t read_literal(struct rst *rst, struct node *parent,
                           const struct excerpt *lines, size_t at)
{
    const size_t from = excerpt_skip_blank(lines, at);
    if (from >= lines->to)
        return at;
    const size_t end = excerpt_indent(lines, from) > 0
                           ? excerpt_indented_end(lines, from, 1)
                           : quoted_end(lines, from);
    if (end == from)
        return at;
    const uint32_t cols = excerpt_least_indent(lines, from, end);
    const struct excerpt body = excerpt_body(lines, from, end, cols, cols);
    markup_code(&rst->m, parent, rst->language, excerpt_text(&body, rst->m.doc->arena),
                excerpt_number(lines, from));
    return end;
}

static size_t read_doctest(struct rst *rst, struct node *parent,
                           const struct excerpt *lines, size_t at)
{
    if (!str_starts(excerpt_line(lines, at), STR(">>>")))
        return at;
    const size_t end = excerpt_next_blank(lines, at);
    const struct excerpt part = excerpt_part(lines, at, end);
    markup_code(&rst->m, parent, STR("python"), excerpt_text(&part, rst->m.doc->arena),
                excerpt_number(lines, at));
    return end;
}

/* --- Paragraphs and quotes --- */

/* Up to a blank line, a line that is indented, or a directive that lacks the blank line
 * before it. */
static size_t paragraph_end(const struct excerpt *lines, size_t at)
{
    size_t end = at + 1;
    while (!excerpt_is_blank(lines, end) && excerpt_indent(lines, end) == 0 &&
           !rst_is_explicit(excerpt_line(lines, end)))
        end++;
    return end;
}

/* Takes "::" off the end: "Text::" keeps one colon, "Text ::" none. */
static struct str without_colons(struct str text)
{
    text.len--;
    if (text.len == 1 || (text.len > 1 && ascii_is_space(text.ptr[text.len - 2])))
        text.len--;
    return str_trim(text);
}

static size_t read_paragraph(struct rst *rst, struct node *parent,
                             const struct excerpt *lines, size_t at)
{
    const size_t end = paragraph_end(lines, at);
    const struct excerpt part = excerpt_part(lines, at, end);
    struct str text = excerpt_paragraph(&part, rst->m.doc->arena);
    const bool literal = str_ends(text, STR("::"));
    if (literal)
        text = without_colons(text);
    if (text.len > 0)
        markup_inline_block(&rst->m, parent, NODE_PARAGRAPH, text,
                            excerpt_number(lines, at));
    return literal ? read_literal(rst, parent, lines, end) : end;
}

static size_t read_quote(struct rst *rst, struct node *parent,
                         const struct excerpt *lines, size_t at)
{
    if (excerpt_indent(lines, at) == 0)
        return at;
    const size_t end = excerpt_indented_end(lines, at, 1);
    const uint32_t cols = excerpt_least_indent(lines, at, end);
    const struct excerpt body = excerpt_body(lines, at, end, cols, cols);
    rst_body(rst, markup_block(&rst->m, parent, NODE_QUOTE, excerpt_number(lines, at)),
             &body);
    return end;
}

/* "__ url" was gathered as a name. */
static size_t read_anonymous(struct rst *rst, struct node *parent,
                             const struct excerpt *lines, size_t at)
{
    (void)rst;
    (void)parent;
    return str_starts(excerpt_line(lines, at), STR("__ ")) ? at + 1 : at;
}

/* --- All --- */

typedef size_t (*block_reader)(struct rst *rst, struct node *parent,
                               const struct excerpt *lines, size_t at);

/* The first that takes the line reads it. */
static const block_reader readers[] = {
    read_quote,     rst_explicit, read_heading,   read_transition, rst_bullets,
    rst_numbers,    rst_fields,   rst_options,    rst_grid_table,  rst_simple_table,
    rst_line_block, read_doctest, read_anonymous, rst_definitions, read_paragraph,
};

static size_t read_block(struct rst *rst, struct node *parent,
                         const struct excerpt *lines, size_t at)
{
    size_t end = at;
    for (size_t i = 0; end == at && i < sizeof readers / sizeof *readers; i++)
        end = readers[i](rst, parent, lines, at);
    return end;
}

void rst_blocks(struct rst *rst, struct node *parent, const struct excerpt *lines)
{
    size_t at = excerpt_skip_blank(lines, lines->from);
    while (at < lines->to && !budget_is_spent(rst->m.doc)) {
        struct node *before = parent->last;
        at = read_block(rst, parent, lines, at);
        struct node *made = before != NULL ? before->next : parent->first;
        if (made != NULL)
            rst_attach_labels(rst, made);
        at = excerpt_skip_blank(lines, at);
    }
}

void rst_body(struct rst *rst, struct node *parent, const struct excerpt *lines)
{
    if (rst->m.depth >= MARKUP_DEPTH_MAX) {
        markup_paragraph(&rst->m, parent, lines);
        return;
    }
    rst->m.depth++;
    rst_blocks(rst, parent, lines);
    rst->m.depth--;
}
