/*
 * What the start of a line opens (see the header).
 */
#include "read/opening.h"

#include <string.h>

enum {
    LIST_DIGITS_MAX = 9, /* by CommonMark */
    DEFINITION_BLANKS_MAX = 4,
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool ends_word(struct str s, size_t at)
{
    return at >= s.len || is_blank(s.ptr[at]);
}

static size_t run(struct str s, size_t from, char c)
{
    size_t at = from;
    while (at < s.len && s.ptr[at] == c)
        at++;
    return at - from;
}

static size_t skip_blanks(struct str s, size_t at)
{
    while (at < s.len && is_blank(s.ptr[at]))
        at++;
    return at;
}

static size_t word_end(struct str s, size_t at)
{
    while (at < s.len && !is_blank(s.ptr[at]))
        at++;
    return at;
}

size_t opening_list_marker(struct str s, bool *starts_at_one)
{
    *starts_at_one = true;
    if (s.len > 0 && memchr("-+*", s.ptr[0], 3) != NULL)
        return ends_word(s, 1) ? 1 : 0;
    size_t at = 0;
    while (at < s.len && at <= LIST_DIGITS_MAX && s.ptr[at] >= '0' && s.ptr[at] <= '9')
        at++;
    if (at == 0 || at > LIST_DIGITS_MAX || at >= s.len ||
        (s.ptr[at] != '.' && s.ptr[at] != ')') || !ends_word(s, at + 1))
        return 0;
    *starts_at_one = at == 1 && s.ptr[0] == '1';
    return at + 1;
}

bool opening_is_rule(struct str s)
{
    size_t count = 0;
    if (s.len < 3 || memchr("-*_", s.ptr[0], 3) == NULL)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == s.ptr[0])
            count++;
        else if (!is_blank(s.ptr[i]))
            return false;
    }
    return count >= 3;
}

bool opening_is_heading(struct str s)
{
    const size_t level = run(s, 0, '#');
    return level >= 1 && level <= 6 && ends_word(s, level);
}

bool opening_is_underline(struct str s)
{
    if (s.len == 0 || (s.ptr[0] != '=' && s.ptr[0] != '-'))
        return false;
    return skip_blanks(s, run(s, 0, s.ptr[0])) == s.len;
}

size_t opening_fence(struct str s)
{
    if (s.len < 3 || (s.ptr[0] != '`' && s.ptr[0] != '~'))
        return 0;
    const size_t len = run(s, 0, s.ptr[0]);
    if (len < 3 || (s.ptr[0] == '`' && str_chr(str_tail(s, len), '`') < s.len - len))
        return 0;
    return len;
}

bool opening_closes_fence(struct str s, char mark, size_t len)
{
    const size_t found = run(s, 0, mark);
    return found >= len && skip_blanks(s, found) == s.len;
}

static bool starts_nocase(struct str s, struct str prefix)
{
    return str_eq_nocase(str_slice(s, 0, prefix.len), prefix);
}

struct str opening_html_end(struct str s)
{
    static const struct {
        struct str start, end;
    } kinds[] = {
        {STR_INIT("<!--"), STR_INIT("-->")},
        {STR_INIT("<?"), STR_INIT("?>")},
        {STR_INIT("<![CDATA["), STR_INIT("]]>")},
        {STR_INIT("<script"), STR_INIT("</script>")},
        {STR_INIT("<style"), STR_INIT("</style>")},
        {STR_INIT("<pre"), STR_INIT("</pre>")},
        {STR_INIT("<textarea"), STR_INIT("</textarea>")},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const size_t len = kinds[i].start.len;
        if (starts_nocase(s, kinds[i].start) &&
            (i < 3 || len == s.len || s.ptr[len] == '>' || is_blank(s.ptr[len])))
            return kinds[i].end;
    }
    return (struct str){0};
}

size_t opening_note(struct str s, struct str *label)
{
    if (!str_starts(s, STR("[^")))
        return 0;
    size_t end = 2;
    while (end < s.len && s.ptr[end] != ']' && s.ptr[end] != '[' &&
           !is_blank(s.ptr[end]))
        end++;
    if (end == 2 || !str_starts(str_tail(s, end), STR("]:")))
        return 0;
    *label = str_slice(s, 2, end);
    return skip_blanks(s, end + 2);
}

/* The text in quotes from `at` on, or all of it when it is not quoted. */
static struct str title_at(struct str s, size_t at)
{
    const struct str title = str_trim(str_tail(s, at));
    if (title.len >= 2 && title.ptr[0] == '"' && title.ptr[title.len - 1] == '"')
        return str_slice(title, 1, title.len - 1);
    return title;
}

static bool is_word(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return s.len > 0;
}

/* "inline" and "end" place an admonition beside the text; other words are prose. */
static bool is_placement(struct str s)
{
    return s.len == 0 || str_eq(s, STR("inline")) || str_eq(s, STR("end")) ||
           str_eq(s, STR("inline end"));
}

bool opening_admonition(struct str s, struct opening_admonition *found)
{
    size_t at = 3;
    if (!str_starts(s, STR("!!!")) && !str_starts(s, STR("???")))
        return false;
    found->fold = s.ptr[0] == '?';
    found->open = found->fold && s.len > 3 && s.ptr[3] == '+';
    at += found->open ? 1 : 0;
    if (at >= s.len || !is_blank(s.ptr[at]))
        return false;
    at = skip_blanks(s, at);
    const size_t end = word_end(s, at);
    found->type = str_slice(s, at, end);
    /* "!!! note inline end "Title"": what stands between is about its looks. */
    const struct str rest = str_trim(str_tail(s, end));
    const size_t quote = str_chr(rest, '"');
    found->title =
        str_tail(rest, quote).len > 0 ? title_at(rest, quote) : (struct str){0};
    return is_word(found->type) && is_placement(str_trim(str_slice(rest, 0, quote)));
}

size_t opening_div(struct str s, struct str *type, struct str *title)
{
    const size_t colons = run(s, 0, ':');
    if (colons < 3)
        return 0;
    const size_t at = skip_blanks(s, colons), end = word_end(s, at);
    *type = str_slice(s, at, end);
    *title = title_at(s, end);
    return type->len == 0 || is_word(*type) ? colons : 0;
}

size_t opening_definition(struct str s)
{
    if (s.len < 3 || s.ptr[0] != ':' || s.ptr[1] != ' ')
        return 0;
    const size_t at = skip_blanks(s, 1);
    return at < s.len && at <= 1 + DEFINITION_BLANKS_MAX ? at : 0;
}
