/*
 * What the start of a line opens (see the header).
 */
#include "read/blocks/opening.h"

#include <string.h>

#include "base/ascii.h"
#include "read/blocks/tags.h"

enum {
    LIST_DIGITS_MAX = 9, /* by CommonMark */
};

static bool ends_word(struct str s, size_t at)
{
    return at >= s.len || ascii_is_blank(s.ptr[at]);
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
    while (at < s.len && ascii_is_blank(s.ptr[at]))
        at++;
    return at;
}

static size_t word_end(struct str s, size_t at)
{
    while (at < s.len && !ascii_is_blank(s.ptr[at]))
        at++;
    return at;
}

size_t opening_list_marker(struct str s, bool *starts_at_one)
{
    *starts_at_one = true;
    if (s.len > 0 && memchr("-+*", s.ptr[0], 3) != NULL)
        return ends_word(s, 1) ? 1 : 0;
    size_t at = 0;
    while (at < s.len && at <= LIST_DIGITS_MAX && ascii_is_digit(s.ptr[at]))
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
        else if (!ascii_is_blank(s.ptr[i]))
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

size_t opening_ticked_fence(struct str s)
{
    const size_t len = run(s, 0, '`');
    const struct str info = str_tail(s, len);
    if (len < 3 || opening_fence(s) > 0)
        return 0;
    for (size_t at = str_chr(info, '`'); at < info.len; at++) {
        const size_t ticks = run(info, at, '`');
        if (ticks >= len)
            return 0;
        at += ticks;
    }
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
            (i < 3 || len == s.len || s.ptr[len] == '>' || ascii_is_blank(s.ptr[len])))
            return kinds[i].end;
    }
    return (struct str){0};
}

/* By CommonMark; all others are inline, whatever browsers make of them. */
static bool is_block_name(struct str name)
{
    /* clang-format off */
    static const struct str names[] = {
        STR_INIT("address"), STR_INIT("article"), STR_INIT("aside"), STR_INIT("base"),
        STR_INIT("basefont"), STR_INIT("blockquote"), STR_INIT("body"),
        STR_INIT("caption"), STR_INIT("center"), STR_INIT("col"), STR_INIT("colgroup"),
        STR_INIT("dd"), STR_INIT("details"), STR_INIT("dialog"), STR_INIT("dir"),
        STR_INIT("div"), STR_INIT("dl"), STR_INIT("dt"), STR_INIT("fieldset"),
        STR_INIT("figcaption"), STR_INIT("figure"), STR_INIT("footer"),
        STR_INIT("form"), STR_INIT("frame"), STR_INIT("frameset"), STR_INIT("h1"),
        STR_INIT("h2"), STR_INIT("h3"), STR_INIT("h4"), STR_INIT("h5"), STR_INIT("h6"),
        STR_INIT("head"), STR_INIT("header"), STR_INIT("hr"), STR_INIT("html"),
        STR_INIT("iframe"), STR_INIT("legend"), STR_INIT("li"), STR_INIT("link"),
        STR_INIT("main"), STR_INIT("menu"), STR_INIT("menuitem"), STR_INIT("nav"),
        STR_INIT("noframes"), STR_INIT("ol"), STR_INIT("optgroup"), STR_INIT("option"),
        STR_INIT("p"), STR_INIT("param"), STR_INIT("section"), STR_INIT("source"),
        STR_INIT("summary"), STR_INIT("table"), STR_INIT("tbody"), STR_INIT("td"),
        STR_INIT("tfoot"), STR_INIT("th"), STR_INIT("thead"), STR_INIT("title"),
        STR_INIT("tr"), STR_INIT("track"), STR_INIT("ul"),
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq_nocase(name, names[i]))
            return true;
    }
    return false;
}

static bool is_attribute_name(char c)
{
    return ascii_is_alnum(c) || memchr("_:.-", c, 4) != NULL;
}

/* The end of the value from `at` on; 0 when it is none. */
static size_t value_end(struct str s, size_t at)
{
    if (at >= s.len)
        return 0;
    const char quote = s.ptr[at];
    if (quote == '{')
        return html_braces_end(s, at);
    if (quote == '"' || quote == '\'') {
        const size_t end = at + 1 + str_chr(str_tail(s, at + 1), quote);
        return end < s.len ? end + 1 : 0;
    }
    const size_t from = at;
    while (at < s.len && !ascii_is_blank(s.ptr[at]) &&
           memchr("\"'=<>`", s.ptr[at], 6) == NULL)
        at++;
    return at > from ? at : 0;
}

/* The end of the tag that starts s, if it is one by CommonMark; else 0. */
static size_t whole_tag(struct str s)
{
    const bool closing = s.len > 1 && s.ptr[1] == '/';
    size_t at = closing ? 2 : 1;
    while (at < s.len && is_attribute_name(s.ptr[at]))
        at++;
    for (;;) {
        const size_t from = at;
        at = skip_blanks(s, at);
        if (at < s.len && s.ptr[at] == '>')
            return at + 1;
        if (!closing && str_starts(str_tail(s, at), STR("/>")))
            return at + 2;
        if (closing || at == from || at >= s.len || !is_attribute_name(s.ptr[at]) ||
            memchr("0123456789.-", s.ptr[at], 12) != NULL)
            return 0;
        while (at < s.len && is_attribute_name(s.ptr[at]))
            at++;
        const size_t equals = skip_blanks(s, at);
        if (equals >= s.len || s.ptr[equals] != '=')
            continue;
        at = value_end(s, skip_blanks(s, equals + 1));
        if (at == 0)
            return 0;
    }
}

bool opening_is_tags(struct str s, bool in_paragraph)
{
    if (!tags_start(s))
        return false;
    size_t at = s.ptr[1] == '/' ? 2 : 1;
    const size_t from = at;
    while (at < s.len && !ascii_is_blank(s.ptr[at]) && s.ptr[at] != '>' &&
           s.ptr[at] != '/')
        at++;
    if (is_block_name(str_slice(s, from, at)))
        return true;
    const size_t end = in_paragraph ? 0 : whole_tag(s);
    return end > 0 && skip_blanks(s, end) == s.len;
}

size_t opening_note(struct str s, struct str *label)
{
    if (!str_starts(s, STR("[^")))
        return 0;
    size_t end = 2;
    while (end < s.len && s.ptr[end] != ']' && s.ptr[end] != '[' &&
           !ascii_is_blank(s.ptr[end]))
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
        if (!(ascii_is_alnum(c) || c == '-' || c == '_'))
            return false;
    }
    return s.len > 0;
}

/* "inline", "end" and "annotate" are about its looks; other words are prose. */
static bool is_placement(struct str s)
{
    struct str word;
    while (str_cut(&s, ' ', &word)) {
        if (word.len > 0 && !str_eq(word, STR("inline")) && !str_eq(word, STR("end")) &&
            !str_eq(word, STR("annotate")))
            return false;
    }
    return true;
}

/* "=== "Title"" opens one of several tabs, which are shown one after the other. */
static bool opening_tab(struct str s, struct opening_admonition *found)
{
    if (!str_starts(s, STR("===")))
        return false;
    const size_t at = skip_blanks(s, s.len > 3 && memchr("!+", s.ptr[3], 2) ? 4 : 3);
    const struct str quoted = str_trim(str_tail(s, at));
    *found = (struct opening_admonition){.type = STR("tab"), .title = title_at(s, at)};
    return found->title.len + 2 == quoted.len && found->title.len > 0;
}

bool opening_admonition(struct str s, struct opening_admonition *found)
{
    size_t at = 3;
    if (opening_tab(s, found))
        return true;
    if (!str_starts(s, STR("!!!")) && !str_starts(s, STR("???")))
        return false;
    found->fold = s.ptr[0] == '?';
    found->open = found->fold && s.len > 3 && s.ptr[3] == '+';
    at += found->open ? 1 : 0;
    if (at >= s.len || !ascii_is_blank(s.ptr[at]))
        return false;
    at = skip_blanks(s, at);
    const size_t end = word_end(s, at);
    found->type = str_slice(s, at, end);
    /* "!!! note inline end "Title"": what is between is about its looks. */
    const struct str rest = str_trim(str_tail(s, end));
    const size_t quote = str_chr(rest, '"');
    found->title =
        str_tail(rest, quote).len > 0 ? title_at(rest, quote) : (struct str){0};
    return is_word(found->type) && is_placement(str_trim(str_slice(rest, 0, quote)));
}

size_t opening_definition(struct str s)
{
    if (s.len < 3 || s.ptr[0] != ':' || !ascii_is_blank(s.ptr[1]))
        return 0;
    const size_t at = skip_blanks(s, 1);
    return at < s.len ? at : 0;
}
