/*
 * The names of a file: targets, headings, notes, substitutions, terms, objects.
 *
 * One pass over the lines. What looks like a name inside of a literal block is taken,
 * too: it does no harm, as long as nothing refers to it.
 */
#include "base/ascii.h"
#include "base/mem.h"
#include "read/rst/rst_reader.h"

/* What is being gone through. */
struct gathering {
    struct rst *rst;
    struct excerpt lines;
    struct str waiting[RST_PENDING_MAX]; /* labels before a heading, perhaps */
    size_t waiting_count;
    bool in_glossary;
    uint32_t glossary_indent, term_indent;
};

/* Cuts "name:" off the line: up to a colon before a blank or the end, outside of
 * backquotes, not escaped. */
static bool cut_name(struct str text, struct str *name, struct str *rest)
{
    const bool quoted = str_starts(text, STR("`"));
    size_t at = quoted ? 1 + str_chr(str_tail(text, 1), '`') : 0;
    for (; at < text.len; at++) {
        if (text.ptr[at] == '\\')
            at++;
        else if (text.ptr[at] == ':' && (at + 1 == text.len || text.ptr[at + 1] == ' '))
            break;
    }
    if (at >= text.len)
        return false;
    *name = str_slice(text, 0, at);
    *rest = str_trim(str_tail(text, at + 1));
    if (quoted && name->len > 2)
        *name = str_slice(*name, 1, name->len - 1);
    return name->len > 0;
}

static void add_anonymous(struct rst *rst, struct str url)
{
    rst->anonymous = mem_grow(rst->anonymous, rst->anonymous_count, &rst->anonymous_cap,
                              sizeof *rst->anonymous);
    rst->anonymous[rst->anonymous_count++] = url;
}

/* A URL may go on in the next lines, as long as they are indented. */
static struct str whole_url(struct gathering *it, size_t at, struct str url)
{
    const struct excerpt *lines = &it->lines;
    const uint32_t indent = excerpt_indent(lines, at);
    size_t end = at + 1;
    while (end < lines->to && !excerpt_is_blank(lines, end) &&
           excerpt_indent(lines, end) > indent && end - at < 8)
        end++;
    if (end == at + 1)
        return url;
    struct buf all = {0};
    buf_puts(&all, url);
    for (size_t i = at + 1; i < end; i++)
        buf_puts(&all, str_trim(excerpt_line(lines, i)));
    const struct str kept = buf_keep(&all, it->rst->m.doc->arena);
    buf_release(&all);
    return kept;
}

/* ".. _name: url" */
static void add_target(struct gathering *it, size_t at, struct str text)
{
    struct str name, url;
    if (!cut_name(text, &name, &url))
        return;
    url = whole_url(it, at, url);
    if (str_eq(name, STR("_"))) {
        add_anonymous(it->rst, url);
        return;
    }
    name = rst_unescape(it->rst, name);
    labels_put(&it->rst->targets, name, url, true);
    if (url.len == 0 && it->waiting_count < RST_PENDING_MAX)
        it->waiting[it->waiting_count++] = name;
}

/* ".. |name| replace:: text" */
static void add_substitution(struct gathering *it, size_t at, struct str text)
{
    const size_t end = str_chr(str_tail(text, 1), '|') + 1;
    if (end >= text.len)
        return;
    const struct excerpt *lines = &it->lines;
    const struct str name = str_slice(text, 1, end);
    size_t to = at + 1;
    while (to < lines->to && !excerpt_is_blank(lines, to) &&
           excerpt_indent(lines, to) > excerpt_indent(lines, at))
        to++;
    const struct excerpt part = excerpt_part(lines, at, to);
    const struct str all = excerpt_paragraph(&part, it->rst->m.doc->arena);
    const size_t from = str_find(all, STR("| ")) + 2;
    labels_put(&it->rst->substitutions, name, str_trim(str_tail(all, from)), true);
}

/* ".. [label] text": a footnote has a number, or begins with '#' or '*'. */
static void add_note(struct gathering *it, struct str text)
{
    const size_t end = str_chr(text, ']');
    if (end >= text.len || end < 2)
        return;
    const struct str label = str_slice(text, 1, end);
    const bool is_note =
        label.ptr[0] == '#' || label.ptr[0] == '*' || ascii_is_digit(label.ptr[0]);
    labels_put(is_note ? &it->rst->notes : &it->rst->citations, label, label, true);
}

static void add_object(struct gathering *it, size_t at, struct str signature)
{
    const struct excerpt *lines = &it->lines;
    const uint32_t indent = excerpt_indent(lines, at);
    for (size_t i = at; signature.len > 0;
         signature = str_trim(excerpt_line(lines, i))) {
        const struct str name = rst_object_name(signature);
        labels_put(&it->rst->objects, name, name, true);
        i++;
        if (i >= lines->to || excerpt_is_blank(lines, i) ||
            excerpt_indent(lines, i) <= indent ||
            str_starts(str_trim(excerpt_line(lines, i)), STR(":")))
            break;
    }
}

static void gather_explicit(struct gathering *it, size_t at, struct str text)
{
    struct str name, argument;
    if (text.len == 0)
        return;
    if (text.ptr[0] == '_') {
        add_target(it, at, str_tail(text, 1));
        return;
    }
    it->waiting_count = 0;
    if (text.ptr[0] == '|')
        add_substitution(it, at, text);
    else if (text.ptr[0] == '[')
        add_note(it, text);
    else if (rst_directive_of(text, &name, &argument)) {
        if (str_eq(name, STR("glossary"))) {
            it->in_glossary = true;
            it->glossary_indent = excerpt_indent(&it->lines, at);
            it->term_indent = 0;
        } else if (rst_describes_object(name)) {
            add_object(it, at, argument);
        }
    }
}

/* True when the line belongs to the glossary that is open. */
static void gather_term(struct gathering *it, size_t at, struct str line)
{
    const uint32_t indent = excerpt_indent(&it->lines, at);
    if (indent <= it->glossary_indent) {
        it->in_glossary = false;
        return;
    }
    if (it->term_indent == 0 && line.ptr[0] != ':')
        it->term_indent = indent;
    if (indent == it->term_indent) {
        const struct str term = str_slice(line, 0, str_find(line, STR(" : ")));
        labels_put(&it->rst->terms, term, term, true);
    }
}

static void gather_title(struct gathering *it, struct str title)
{
    labels_put(&it->rst->headings, title, title, true);
    for (size_t i = 0; i < it->waiting_count; i++)
        labels_put(&it->rst->titles, it->waiting[i], title, true);
    it->waiting_count = 0;
}

static bool is_title(const struct excerpt *lines, size_t at, struct str line)
{
    if (excerpt_is_blank(lines, at + 1) || rst_is_adornment(line))
        return false;
    return rst_underlines(line, str_trim(excerpt_line(lines, at + 1)));
}

static void gather_line(struct gathering *it, size_t at)
{
    const struct str line = str_trim(excerpt_line(&it->lines, at));
    if (it->in_glossary)
        gather_term(it, at, line);
    if (str_starts(line, STR(".. ")))
        gather_explicit(it, at, str_trim(str_tail(line, 3)));
    else if (str_starts(line, STR("__ ")))
        add_anonymous(it->rst, whole_url(it, at, str_trim(str_tail(line, 3))));
    else if (is_title(&it->lines, at, line))
        gather_title(it, line);
    else if (!rst_is_adornment(line))
        it->waiting_count = 0;
}

void rst_gather_names(struct rst *rst)
{
    struct gathering it = {.rst = rst, .lines = excerpt_all(&rst->m.lines)};
    for (size_t at = 0; at < it.lines.to; at++)
        if (!excerpt_is_blank(&it.lines, at))
            gather_line(&it, at);
}
