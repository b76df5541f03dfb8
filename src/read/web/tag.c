/*
 * Tags (see the header).
 */
#include "read/web/tag.h"

#include "base/ascii.h"

static bool is_in_name(char c)
{
    return !ascii_is_space(c) && c != '/' && c != '>';
}

/* The end of the tag whose attributes begin at `at`, after its '>'; 0 when there is
 * none. A quote counts after a '=' only. */
static size_t find_end(struct str s, size_t at)
{
    bool is_value = false;
    while (at < s.len && s.ptr[at] != '>') {
        const char c = s.ptr[at];
        if (is_value && (c == '"' || c == '\''))
            at += 1 + str_chr(str_tail(s, at + 1), c);
        is_value = c == '=' || (is_value && ascii_is_space(c));
        at++;
    }
    return at < s.len ? at + 1 : 0;
}

bool tag_read(struct str s, struct tag *tag, bool *no_end)
{
    *tag = (struct tag){.closing = s.len > 1 && s.ptr[1] == '/'};
    const size_t from = tag->closing ? 2 : 1;
    if (*no_end || s.len <= from || !ascii_is_letter(s.ptr[from]))
        return false;
    size_t at = from;
    while (at < s.len && is_in_name(s.ptr[at]))
        at++;
    tag->name = str_slice(s, from, at);
    tag->end = find_end(s, at);
    *no_end = tag->end == 0;
    if (*no_end)
        return false;
    tag->empty = s.ptr[tag->end - 2] == '/' && tag->end - 2 >= at;
    tag->attributes = str_slice(s, at, tag->end - 1 - tag->empty);
    return true;
}

static size_t past(struct str s, size_t from, struct str needle)
{
    const size_t at = from + str_find(str_tail(s, from), needle);
    return at + needle.len <= s.len ? at + needle.len : s.len;
}

size_t tag_comment(struct str s)
{
    if (s.len < 2)
        return 0;
    if (str_starts(s, STR("<!-->")) || str_starts(s, STR("<!--->")))
        return past(s, 4, STR(">"));
    if (str_starts(s, STR("<!--")))
        return past(s, 4, STR("-->"));
    if (s.ptr[1] == '!' || s.ptr[1] == '?' ||
        (s.ptr[1] == '/' && s.len > 2 && !ascii_is_letter(s.ptr[2])))
        return past(s, 2, STR(">"));
    return 0;
}

static size_t skip_spaces(struct str s, size_t at)
{
    while (at < s.len && (ascii_is_space(s.ptr[at]) || s.ptr[at] == '/'))
        at++;
    return at;
}

static size_t name_end(struct str s, size_t at)
{
    if (at < s.len) /* a '=' may begin a name */
        at++;
    while (at < s.len && is_in_name(s.ptr[at]) && s.ptr[at] != '=')
        at++;
    return at;
}

/* The value after a '='; `*at` goes after it. */
static struct str read_value(struct str s, size_t *at)
{
    const char quote = *at < s.len ? s.ptr[*at] : '\0';
    size_t from = *at, to;
    if (quote == '"' || quote == '\'') {
        from++;
        to = from + str_chr(str_tail(s, from), quote);
        *at = to + 1 < s.len ? to + 1 : s.len;
    } else {
        to = from;
        while (to < s.len && !ascii_is_space(s.ptr[to]))
            to++;
        *at = to;
    }
    return str_slice(s, from, to);
}

bool tag_attribute(struct str *attributes, struct tag_attribute *attribute)
{
    const struct str s = *attributes;
    const size_t from = skip_spaces(s, 0);
    size_t at = name_end(s, from);
    attribute->name = str_slice(s, from, at);
    attribute->value = (struct str){0};
    size_t after = at;
    while (after < s.len && ascii_is_space(s.ptr[after]))
        after++;
    if (after < s.len && s.ptr[after] == '=') {
        at = after + 1;
        while (at < s.len && ascii_is_space(s.ptr[at]))
            at++;
        attribute->value = read_value(s, &at);
    }
    *attributes = str_tail(s, at);
    return attribute->name.len > 0;
}

size_t tag_end_of(struct str s, struct str name)
{
    size_t at = 0;
    while ((at += str_find(str_tail(s, at), STR("</"))) < s.len) {
        const struct str rest = str_tail(s, at + 2);
        if (rest.len >= name.len && str_eq_nocase(str_slice(rest, 0, name.len), name) &&
            (rest.len == name.len || !is_in_name(rest.ptr[name.len])))
            return at;
        at += 2;
    }
    return s.len;
}

bool tag_is_xml(struct str html)
{
    return str_starts(str_trim(str_slice(html, 0, 64)), STR("<?xml"));
}
