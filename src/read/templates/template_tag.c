/*
 * Tags of template languages (see the header).
 */
#include "read/templates/template_tag.h"

#include <string.h>

#include "base/ascii.h"

/* How tags are written; of those that begin alike the longest is first. */
static const struct tag_marks {
    struct str begin, end;
    enum template_form form;
} tag_marks[] = {
    {STR_INIT("{{<"), STR_INIT(">}}"), TEMPLATE_STATEMENT},
    {STR_INIT("{{%"), STR_INIT("%}}"), TEMPLATE_STATEMENT},
    {STR_INIT("{{/*"), STR_INIT("*/}}"), TEMPLATE_COMMENT},
    {STR_INIT("{{!"), STR_INIT("}}"), TEMPLATE_COMMENT},
    {STR_INIT("{{"), STR_INIT("}}"), TEMPLATE_VALUE},
    {STR_INIT("{%"), STR_INIT("%}"), TEMPLATE_STATEMENT},
    {STR_INIT("{# "), STR_INIT("#}"), TEMPLATE_COMMENT},
    {STR_INIT("<%="), STR_INIT("%>"), TEMPLATE_VALUE},
    {STR_INIT("<%*"), STR_INIT("%>"), TEMPLATE_COMMENT},
    {STR_INIT("<%-"), STR_INIT("%>"), TEMPLATE_STATEMENT},
    {STR_INIT("<%#"), STR_INIT("%>"), TEMPLATE_COMMENT},
    {STR_INIT("<% "), STR_INIT("%>"), TEMPLATE_STATEMENT},
};

static const struct tag_marks *marks_of(struct str s)
{
    if (s.len < 4 || (s.ptr[0] != '{' && s.ptr[0] != '<'))
        return NULL;
    for (size_t i = 0; i < sizeof tag_marks / sizeof *tag_marks; i++) {
        if (str_starts(s, tag_marks[i].begin))
            return &tag_marks[i];
    }
    return NULL;
}

struct str template_end(struct str s)
{
    const struct tag_marks *marks = marks_of(s);
    return marks != NULL ? marks->end : (struct str){0};
}

/* Where the inside ends that begins at `from`; 0 when another tag begins before. */
static size_t inside_end(struct str s, size_t from, struct str end)
{
    for (size_t at = from; at < s.len; at++) {
        const char c = s.ptr[at];
        if (c == end.ptr[0] && str_starts(str_tail(s, at), end))
            return at;
        const char next = at + 1 < s.len ? s.ptr[at + 1] : '\0';
        if ((c == '{' && next == '{') || ((c == '{' || c == '<') && next == '%'))
            return 0;
    }
    return 0;
}

static bool is_name(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-' || c == '.' || c == ':';
}

/* The inside without the signs that take blanks away: "{%- x -%}". */
static struct str without_dashes(struct str s)
{
    if (s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+' || s.ptr[0] == '~'))
        s = str_tail(s, 1);
    if (s.len > 0 && (s.ptr[s.len - 1] == '-' || s.ptr[s.len - 1] == '~'))
        s.len--;
    return str_trim(s);
}

static void name_tag(struct str inside, struct template_tag *tag)
{
    size_t at = 0;
    tag->closing = inside.len > 0 && inside.ptr[0] == '/';
    if (tag->closing)
        inside = str_trim(str_tail(inside, 1));
    while (at < inside.len && is_name(inside.ptr[at]))
        at++;
    tag->name = str_slice(inside, 0, at);
    tag->args = str_trim(str_tail(inside, at));
    if (str_starts(tag->name, STR("end")) && tag->name.len > 3) {
        tag->closing = true;
        tag->name = str_tail(tag->name, str_starts(tag->name, STR("end_")) ? 4 : 3);
    }
    if (str_ends(tag->args, STR("/")))
        tag->args = str_trim(str_slice(tag->args, 0, tag->args.len - 1));
}

size_t template_read(struct str s, struct template_tag *tag)
{
    const struct tag_marks *marks = marks_of(s);
    if (marks == NULL)
        return 0;
    const size_t from = marks->begin.len;
    const size_t to = inside_end(s, from, marks->end);
    if (to == 0)
        return 0;
    const struct str inside = without_dashes(str_slice(s, from, to));
    *tag = (struct template_tag){.form = marks->form};
    if (marks->form == TEMPLATE_STATEMENT)
        name_tag(inside, tag);
    else
        tag->args = inside;
    size_t end = to + marks->end.len;
    end += str_starts(marks->begin, STR("{{")) && end < s.len && s.ptr[end] == '}';
    return end;
}

/* --- Arguments --- */

static bool parts_arguments(char c)
{
    return c == '}' || ascii_is_space(c) || c == ',' || c == '(' || c == ')' ||
           c == '|';
}

static size_t word_end(struct str s, size_t at)
{
    while (at < s.len && !parts_arguments(s.ptr[at]) && s.ptr[at] != '=' &&
           !(s.ptr[at] == ':' && at + 1 < s.len &&
             (ascii_is_blank(s.ptr[at + 1]) || s.ptr[at + 1] == '"')))
        at++;
    return at;
}

/* A value at `*at`, in quotes or not. */
static struct str take_value(struct str s, size_t *at, bool *quoted)
{
    const bool braced = *at + 1 < s.len && s.ptr[*at] == '{'; /* of JSX: {"x"} */
    *at += braced;
    const char quote = *at < s.len ? s.ptr[*at] : '\0';
    *quoted = quote == '"' || quote == '\'' || quote == '`';
    const size_t from = *quoted ? *at + 1 : *at;
    const size_t to =
        *quoted ? from + str_chr(str_tail(s, from), quote) : word_end(s, from);
    *at = *quoted && to < s.len ? to + 1 : to;
    *at += braced && *at < s.len && s.ptr[*at] == '}';
    return str_slice(s, from, to);
}

static size_t skip_blanks(struct str s, size_t at)
{
    while (at < s.len && ascii_is_space(s.ptr[at]))
        at++;
    return at;
}

bool template_next(struct str *args, struct template_argument *argument)
{
    const struct str s = *args;
    size_t at = 0;
    while (at < s.len &&
           (parts_arguments(s.ptr[at]) || s.ptr[at] == '=' || s.ptr[at] == ':'))
        at++;
    if (at >= s.len)
        return false;
    *argument = (struct template_argument){0};
    argument->value = take_value(s, &at, &argument->quoted);
    const size_t sign = skip_blanks(s, at);
    if (!argument->quoted && sign < s.len &&
        (s.ptr[sign] == '=' || s.ptr[sign] == ':')) {
        argument->name = argument->value;
        at = skip_blanks(s, sign + 1);
        argument->value = take_value(s, &at, &argument->quoted);
    }
    *args = str_tail(s, at);
    return true;
}

struct str template_get(struct str args, struct str name)
{
    struct template_argument argument;
    while (template_next(&args, &argument)) {
        if (str_eq_nocase(argument.name, name))
            return argument.value;
    }
    return (struct str){0};
}
