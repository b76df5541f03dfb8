/*
 * Tags, line by line (see the header).
 */
#include "read/blocks/tags.h"

#include "base/ascii.h"

/* Where the name of the tag that starts at `at` begins. */
static size_t name_at(struct str s, size_t at)
{
    return at + 1 < s.len && s.ptr[at + 1] == '/' ? at + 2 : at + 1;
}

static size_t name_end(struct str s, size_t at)
{
    while (at < s.len && html_is_name(s.ptr[at]))
        at++;
    return at;
}

static bool starts_at(struct str s, size_t at)
{
    const size_t from = name_at(s, at), to = name_end(s, from);
    if (s.ptr[at] != '<' || from >= s.len || !ascii_is_letter(s.ptr[from]))
        return false;
    return to == s.len || ascii_is_blank(s.ptr[to]) || s.ptr[to] == '>' ||
           str_starts(str_tail(s, to), STR("/>"));
}

bool tags_start(struct str s)
{
    return s.len > 0 && starts_at(s, 0);
}

bool tags_start_part(struct str s)
{
    if (!tags_start(s))
        return false;
    const size_t from = name_at(s, 0);
    switch ((int)html_element(str_slice(s, from, name_end(s, from)))) {
    case HTML_CELL:
    case HTML_DEFINITION:
    case HTML_LI:
    case HTML_OL:
    case HTML_ROW:
    case HTML_TERM:
    case HTML_UL:
        return true;
    default:
        return false;
    }
}

/* Elements in the middle of a text, and those that keep their text as it is. */
static bool is_held(enum html_element element)
{
    switch ((int)element) {
    case HTML_A:
    case HTML_B:
    case HTML_CODE:
    case HTML_EM:
    case HTML_KBD:
    case HTML_RUBY:
    case HTML_OTHER:
    case HTML_PRE:
    case HTML_SILENT:
    case HTML_STRIKE:
    case HTML_SUB:
    case HTML_SUP:
        return true;
    default:
        return false;
    }
}

static bool is_within_text(enum html_element element)
{
    return is_held(element) || element == HTML_BR || element == HTML_IMG;
}

static bool is_list(enum html_element element)
{
    return element == HTML_UL || element == HTML_OL || element == HTML_TABLE ||
           element == HTML_DL;
}

/* Opens one more, or closes one if any is open. */
static void count(uint32_t *open, bool closing)
{
    if (!closing)
        (*open)++;
    else if (*open > 0)
        (*open)--;
}

/* Elements that hold blocks, and that hardly anyone leaves open. */
static bool holds_blocks(struct str name)
{
    static const struct str names[] = {
        STR_INIT("article"), STR_INIT("aside"),  STR_INIT("blockquote"),
        STR_INIT("center"),  STR_INIT("div"),    STR_INIT("details"),
        STR_INIT("figure"),  STR_INIT("footer"), STR_INIT("header"),
        STR_INIT("main"),    STR_INIT("nav"),    STR_INIT("section"),
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq_nocase(name, names[i]))
            return true;
    }
    return false;
}

static void count_outer(struct tags *tags)
{
    if (tags->outer_open == 0 && !holds_blocks(tags->name) &&
        !(tags->name.len > 0 && ascii_is_upper(*tags->name.ptr) &&
          tags->element == HTML_UNKNOWN))
        return;
    if (tags->outer_open == 0)
        tags->outer = tags->name;
    if (str_eq_nocase(tags->name, tags->outer))
        count(&tags->outer_open, tags->closing);
}

static void end_tag(struct tags *tags, bool empty)
{
    tags->in_tag = false;
    tags->ends_with_tag = true;
    tags->ends_with_part = !is_within_text(tags->element);
    if (!empty)
        count_outer(tags);
    if (is_list(tags->element))
        count(&tags->lists, tags->closing);
    else if (!empty && is_held(tags->element))
        count(&tags->open, tags->closing);
}

static size_t begin_tag(struct tags *tags, struct str line, size_t at)
{
    const size_t from = name_at(line, at), to = name_end(line, from);
    tags->in_tag = true;
    tags->quote = '\0';
    tags->braces = 0;
    tags->closing = from > at + 1;
    tags->name = str_slice(line, from, to);
    tags->element = html_element(tags->name);
    return to;
}

/* One byte of a tag. Quotes count where a value may be. */
static void take_tag_byte(struct tags *tags, struct str line, size_t at)
{
    const char c = line.ptr[at], before = at > 0 ? line.ptr[at - 1] : ' ';
    if (tags->quote != '\0')
        tags->quote = c == tags->quote ? '\0' : tags->quote;
    else if (tags->braces > 0 || (c == '{' && before == '='))
        tags->braces += c == '{' ? 1 : c == '}' ? (uint32_t)-1 : 0;
    else if (c == '>')
        end_tag(tags, before == '/');
    else if ((c == '"' || c == '\'') && before == '=')
        tags->quote = c;
}

static size_t pass_comment(struct tags *tags, struct str line, size_t at)
{
    const struct str rest = str_tail(line, at);
    const size_t end = str_find(rest, STR("-->"));
    tags->in_comment = end == rest.len;
    return tags->in_comment ? line.len : at + end + 3;
}

static size_t pass_text(struct tags *tags, struct str line, size_t at)
{
    if (!ascii_is_blank(line.ptr[at])) {
        tags->has_text = true;
        tags->ends_with_tag = tags->ends_with_part = false;
    }
    return at + 1;
}

void tags_line(struct tags *tags, struct str line)
{
    tags->has_text = tags->ends_with_tag = tags->ends_with_part = false;
    for (size_t at = 0; at < line.len;) {
        /* "<name" before another tag is text. */
        if (tags->in_tag && line.ptr[at] == '<' && tags->quote == '\0' &&
            tags->braces == 0)
            tags->in_tag = false;
        if (tags->in_comment)
            at = pass_comment(tags, line, at);
        else if (tags->in_tag)
            take_tag_byte(tags, line, at++);
        else if (starts_at(line, at))
            at = begin_tag(tags, line, at);
        else if (str_starts(str_tail(line, at), STR("<!--")))
            at = pass_comment(tags, line, at + 4);
        else
            at = pass_text(tags, line, at);
    }
}

bool tags_may_end(const struct tags *tags)
{
    return !tags->in_tag && !tags->in_comment && tags->open == 0 && tags->ends_with_tag;
}
