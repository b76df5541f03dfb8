/*
 * What begins with two dots: notes, citations, targets, directives, comments.
 */
#include "base/ascii.h"
#include "base/text.h"
#include "read/rst/rst_reader.h"

static bool is_name_byte(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.' || c == ':' ||
           c == '+';
}

bool rst_directive_of(struct str line, struct str *name, struct str *argument)
{
    size_t at = 0;
    while (at < line.len && is_name_byte(line.ptr[at]) &&
           !str_starts(str_tail(line, at), STR("::")))
        at++;
    size_t after = at;
    while (after < line.len && line.ptr[after] == ' ')
        after++; /* "name ::", which docutils takes as well */
    const struct str rest = str_tail(line, after);
    if (at == 0 || !str_starts(rest, STR("::")) || (rest.len > 2 && rest.ptr[2] != ' '))
        return false;
    *name = str_slice(line, 0, at);
    *argument = str_trim(str_tail(rest, 2));
    return true;
}

bool rst_is_explicit(struct str line)
{
    struct str name, argument;
    if (!str_starts(line, STR(".. ")))
        return false;
    const struct str text = str_trim(str_tail(line, 3));
    return str_starts(text, STR("_")) || rst_directive_of(text, &name, &argument);
}

/* --- Directives --- */

/* The lines of options begin at `at`. */
static size_t options_end(const struct excerpt *lines, size_t at)
{
    struct str name;
    uint32_t cols;
    if (excerpt_is_blank(lines, at) ||
        !rst_field(str_trim(excerpt_line(lines, at)), &name, &cols))
        return at;
    while (!excerpt_is_blank(lines, at))
        at++;
    return at;
}

/* The lines of an argument end before options and before an empty line. */
static size_t argument_end(const struct excerpt *lines, size_t at)
{
    struct str name;
    uint32_t cols;
    while (!excerpt_is_blank(lines, at) &&
           !rst_field(str_trim(excerpt_line(lines, at)), &name, &cols))
        at++;
    return at;
}

static size_t read_directive(struct rst *rst, struct node *parent,
                             const struct excerpt *lines, size_t at, struct str name)
{
    const size_t end = excerpt_indented_end(lines, at + 1, 1);
    const struct str line = excerpt_line(lines, at);
    size_t text_at = str_find(line, STR("::")) + 2;
    while (text_at < line.len && line.ptr[text_at] == ' ')
        text_at++;
    const uint32_t least = excerpt_least_indent(lines, at + 1, end);
    const struct excerpt whole =
        excerpt_body(lines, at, end, (uint32_t)text_at, least > 0 ? least : 3);
    const size_t from = excerpt_is_blank(&whole, at) ? at + 1 : at;
    const size_t options = argument_end(&whole, from),
                 body = options_end(&whole, options);
    const struct excerpt argument = excerpt_part(&whole, from, options);
    struct rst_directive directive = {
        .name = name,
        .argument = excerpt_paragraph(&argument, rst->m.doc->arena),
        .options = excerpt_part(&whole, options, body),
        .body = excerpt_part(&whole, body, end > body ? end : body),
        .content = excerpt_part(&whole, from, end > from ? end : from),
        .line = excerpt_number(lines, at),
    };
    /* Without an argument on its line a directive has none: a block that follows at
     * once is its body. */
    if (excerpt_is_blank(&whole, at)) {
        directive.argument = (struct str){0};
        directive.body.from = body > options ? body : from;
        directive.body =
            excerpt_part(&whole, directive.body.from,
                         end > directive.body.from ? end : directive.body.from);
    }
    if (body > options)
        directive.content =
            options == from ? directive.body : excerpt_part(&whole, from, options);
    rst_directive(rst, parent, &directive);
    return end > at ? end : at + 1;
}

/* --- Notes --- */

/* Notes without a number of their own are numbered in the order of the file. */
static struct str note_label(struct rst *rst, struct str label)
{
    if (str_eq(label, STR("#")))
        return arena_printf(rst->m.doc->arena, "#%u", ++rst->auto_notes);
    if (str_eq(label, STR("*")))
        return arena_printf(rst->m.doc->arena, "*%u", ++rst->auto_signs);
    return label;
}

static void read_note(struct rst *rst, struct node *parent, struct str label,
                      const struct excerpt *body, uint32_t line)
{
    struct arena *arena = rst->m.doc->arena;
    if (labels_find(&rst->notes, label) != NULL) {
        struct node *note = markup_block(&rst->m, parent, NODE_FOOTNOTE, line);
        note->u.footnote.label =
            arena_str(arena, text_clean(arena, note_label(rst, label), TEXT_ONE_LINE));
        rst->m.doc->has_notes = true;
        rst_body(rst, note, body);
        return;
    }
    struct node *terms = markup_terms(&rst->m, parent, line);
    struct node *term = markup_block(&rst->m, terms, NODE_TERM, line);
    doc_text(rst->m.doc, term, arena_printf(arena, "[" STR_FMT "]", STR_ARG(label)),
             line);
    doc_mark(rst->m.doc, label, term);
    rst_body(rst, markup_block(&rst->m, terms, NODE_DEFINITION, line), body);
}

static size_t try_note(struct rst *rst, struct node *parent,
                       const struct excerpt *lines, size_t at, struct str text)
{
    const size_t close = str_chr(text, ']');
    if (!str_starts(text, STR("[")) || close >= text.len || close < 2 ||
        (close + 1 < text.len && text.ptr[close + 1] != ' '))
        return at;
    const size_t end = excerpt_indented_end(lines, at + 1, 1);
    const struct str line = excerpt_line(lines, at);
    const uint32_t cols =
        (uint32_t)((size_t)(text.ptr - line.ptr) + close + (close + 1 < text.len) + 1);
    const uint32_t least = excerpt_least_indent(lines, at + 1, end);
    const struct excerpt body =
        excerpt_body(lines, at, end, cols, least > 0 ? least : 3);
    read_note(rst, parent, str_slice(text, 1, close), &body, excerpt_number(lines, at));
    return end;
}

/* --- Targets --- */

static size_t try_target(struct rst *rst, const struct excerpt *lines, size_t at,
                         struct str text)
{
    const size_t end = excerpt_indented_end(lines, at + 1, 1);
    if (!str_starts(text, STR("_")) || str_starts(text, STR("__:")))
        return str_starts(text, STR("_")) ? end : at;
    struct str name = str_tail(text, 1);
    /* A target without an address is the next block. */
    if (!str_ends(name, STR(":")))
        return end;
    name = str_slice(name, 0, name.len - 1);
    if (str_starts(name, STR("`")) && str_ends(name, STR("`")) && name.len > 2)
        name = str_slice(name, 1, name.len - 1);
    rst_add_label(rst, rst_unescape(rst, name));
    return end;
}

size_t rst_explicit(struct rst *rst, struct node *parent, const struct excerpt *lines,
                    size_t at)
{
    const struct str line = excerpt_line(lines, at);
    if (str_eq(line, STR("..")))
        return excerpt_is_blank(lines, at + 1) ? at + 1
                                               : excerpt_indented_end(lines, at + 1, 1);
    if (!str_starts(line, STR(".. ")))
        return at;
    const struct str text = str_trim(str_tail(line, 3));
    struct str name, argument;
    size_t end = try_note(rst, parent, lines, at, text);
    if (end == at)
        end = try_target(rst, lines, at, text);
    if (end == at && rst_directive_of(text, &name, &argument))
        end = read_directive(rst, parent, lines, at, name);
    /* A comment, or a substitution, which was gathered as a name. */
    return end > at ? end : excerpt_indented_end(lines, at + 1, 1);
}
