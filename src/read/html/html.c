/*
 * Tags and attributes (see the header).
 */
#include "read/html/html.h"

#include <string.h>

#include "base/ascii.h"

enum { BRACES_MAX_BYTES = 64 << 10 }; /* of one attribute */

bool html_is_name(char c)
{
    return ascii_is_alnum(c) || (c != '\0' && strchr(":-_.", c) != NULL);
}

struct element_name {
    struct str name;
    enum html_element element;
};

/* clang-format off */
static const struct element_name element_names[] = {
    {STR_INIT("a"), HTML_A},              {STR_INIT("abbr"), HTML_OTHER},
    {STR_INIT("acronym"), HTML_OTHER},    {STR_INIT("address"), HTML_BLOCK},
    {STR_INIT("article"), HTML_BLOCK},    {STR_INIT("aside"), HTML_BLOCK},
    {STR_INIT("audio"), HTML_BLOCK},      {STR_INIT("b"), HTML_B},
    {STR_INIT("bdi"), HTML_OTHER},        {STR_INIT("bdo"), HTML_OTHER},
    {STR_INIT("big"), HTML_OTHER},        {STR_INIT("blockquote"), HTML_QUOTE},
    {STR_INIT("body"), HTML_BLOCK},       {STR_INIT("br"), HTML_BR},
    {STR_INIT("button"), HTML_KBD},     {STR_INIT("canvas"), HTML_BLOCK},
    {STR_INIT("caption"), HTML_CAPTION},  {STR_INIT("center"), HTML_BLOCK},
    {STR_INIT("cite"), HTML_EM},          {STR_INIT("code"), HTML_CODE},
    {STR_INIT("col"), HTML_BLOCK},        {STR_INIT("colgroup"), HTML_BLOCK},
    {STR_INIT("data"), HTML_OTHER},       {STR_INIT("datalist"), HTML_OTHER},
    {STR_INIT("dd"), HTML_DEFINITION},    {STR_INIT("del"), HTML_STRIKE},
    {STR_INIT("details"), HTML_DETAILS},  {STR_INIT("dfn"), HTML_EM},
    {STR_INIT("dialog"), HTML_BLOCK},     {STR_INIT("dir"), HTML_BLOCK},
    {STR_INIT("div"), HTML_BLOCK},        {STR_INIT("dl"), HTML_DL},
    {STR_INIT("dt"), HTML_TERM},          {STR_INIT("em"), HTML_EM},
    {STR_INIT("fieldset"), HTML_BLOCK},   {STR_INIT("figcaption"), HTML_BLOCK},
    {STR_INIT("figure"), HTML_BLOCK},     {STR_INIT("font"), HTML_OTHER},
    {STR_INIT("footer"), HTML_BLOCK},     {STR_INIT("form"), HTML_BLOCK},
    {STR_INIT("frameset"), HTML_BLOCK},   {STR_INIT("h1"), HTML_HEADING},
    {STR_INIT("h2"), HTML_HEADING},       {STR_INIT("h3"), HTML_HEADING},
    {STR_INIT("h4"), HTML_HEADING},       {STR_INIT("h5"), HTML_HEADING},
    {STR_INIT("h6"), HTML_HEADING},       {STR_INIT("head"), HTML_BLOCK},
    {STR_INIT("header"), HTML_BLOCK},     {STR_INIT("hgroup"), HTML_BLOCK},
    {STR_INIT("hr"), HTML_HR},            {STR_INIT("html"), HTML_BLOCK},
    {STR_INIT("i"), HTML_EM},             {STR_INIT("iframe"), HTML_BLOCK},
    {STR_INIT("img"), HTML_IMG},          {STR_INIT("input"), HTML_OTHER},
    {STR_INIT("ins"), HTML_OTHER},        {STR_INIT("kbd"), HTML_KBD},
    {STR_INIT("label"), HTML_OTHER},      {STR_INIT("legend"), HTML_BLOCK},
    {STR_INIT("li"), HTML_LI},            {STR_INIT("main"), HTML_BLOCK},
    {STR_INIT("map"), HTML_OTHER},        {STR_INIT("mark"), HTML_EM},
    {STR_INIT("marquee"), HTML_BLOCK},    {STR_INIT("menu"), HTML_BLOCK},
    {STR_INIT("meter"), HTML_OTHER},      {STR_INIT("nav"), HTML_BLOCK},
    {STR_INIT("nobr"), HTML_OTHER},       {STR_INIT("noframes"), HTML_BLOCK},
    {STR_INIT("noscript"), HTML_BLOCK},   {STR_INIT("object"), HTML_BLOCK},
    {STR_INIT("ol"), HTML_OL},            {STR_INIT("optgroup"), HTML_BLOCK},
    {STR_INIT("option"), HTML_BLOCK},     {STR_INIT("output"), HTML_OTHER},
    {STR_INIT("p"), HTML_BLOCK},          {STR_INIT("picture"), HTML_OTHER},
    {STR_INIT("pre"), HTML_PRE},          {STR_INIT("progress"), HTML_OTHER},
    {STR_INIT("q"), HTML_OTHER},          {STR_INIT("rb"), HTML_OTHER},
    {STR_INIT("rp"), HTML_SILENT},         {STR_INIT("rt"), HTML_RUBY},
    {STR_INIT("rtc"), HTML_OTHER},        {STR_INIT("ruby"), HTML_OTHER},
    {STR_INIT("s"), HTML_STRIKE},         {STR_INIT("samp"), HTML_CODE},
    {STR_INIT("script"), HTML_SILENT},    {STR_INIT("search"), HTML_BLOCK},
    {STR_INIT("section"), HTML_BLOCK},    {STR_INIT("select"), HTML_OTHER},
    {STR_INIT("slot"), HTML_OTHER},       {STR_INIT("small"), HTML_OTHER},
    {STR_INIT("span"), HTML_OTHER},       {STR_INIT("strike"), HTML_STRIKE},
    {STR_INIT("strong"), HTML_B},         {STR_INIT("style"), HTML_SILENT},
    {STR_INIT("sub"), HTML_SUB},          {STR_INIT("summary"), HTML_SUMMARY},
    {STR_INIT("sup"), HTML_SUP},          {STR_INIT("svg"), HTML_SILENT},
    {STR_INIT("table"), HTML_TABLE},      {STR_INIT("tbody"), HTML_BLOCK},
    {STR_INIT("td"), HTML_CELL},          {STR_INIT("template"), HTML_SILENT},
    {STR_INIT("textarea"), HTML_OTHER},   {STR_INIT("tfoot"), HTML_BLOCK},
    {STR_INIT("th"), HTML_CELL},          {STR_INIT("thead"), HTML_BLOCK},
    {STR_INIT("time"), HTML_OTHER},       {STR_INIT("title"), HTML_SILENT},
    {STR_INIT("tr"), HTML_ROW},           {STR_INIT("tt"), HTML_CODE},
    {STR_INIT("u"), HTML_OTHER},          {STR_INIT("ul"), HTML_UL},
    {STR_INIT("var"), HTML_EM},           {STR_INIT("video"), HTML_BLOCK},
    {STR_INIT("wbr"), HTML_OTHER},
};
/* clang-format on */

enum html_element html_element(struct str name)
{
    char lower[16];
    if (name.len == 0 || name.len >= sizeof lower)
        return HTML_UNKNOWN;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = (char)(name.ptr[i] | (ascii_is_letter(name.ptr[i]) ? 0x20 : 0));
    size_t from = 0, to = sizeof element_names / sizeof *element_names;
    while (from < to) {
        const size_t middle = (from + to) / 2;
        const struct str entry = element_names[middle].name;
        int order = lower[0] - entry.ptr[0];
        if (order == 0)
            order = str_cmp((struct str){lower, name.len}, entry);
        if (order == 0)
            return element_names[middle].element;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return HTML_UNKNOWN;
}

size_t html_braces_end(struct str s, size_t at)
{
    size_t open = 0;
    for (size_t i = at; i < s.len && i - at < BRACES_MAX_BYTES; i++) {
        open += s.ptr[i] == '{';
        if (s.ptr[i] == '}' && --open == 0)
            return i + 1;
    }
    return 0;
}

/* The end of the tag that starts s, after its '>'; 0 when another one begins before,
 * `*none` when there is none at all. Quotes count where a value may be. */
static size_t tag_end(struct str s, bool *none, bool *no_braces)
{
    char quote = 0;
    for (size_t i = 1; i < s.len; i++) {
        const char c = s.ptr[i];
        if (quote != 0)
            quote = c == quote ? 0 : quote;
        else if (c == '>')
            return i + 1;
        else if (c == '<')
            return 0;
        else if (c == '{' && s.ptr[i - 1] == '=' && !*no_braces) {
            const size_t end = html_braces_end(s, i);
            *no_braces = end == 0;
            i = end > 0 ? end - 1 : i;
        } else if ((c == '"' || c == '\'') && s.ptr[i - 1] == '=')
            quote = c;
    }
    *none = true;
    return 0;
}

static size_t past(struct str s, size_t from, struct str needle)
{
    const size_t at = from + str_find(str_tail(s, from), needle);
    return at + needle.len <= s.len ? at + needle.len : s.len;
}

/* The end of a comment, declaration or instruction that starts s; 0 when it is none. */
static size_t comment_end(struct str s)
{
    if (s.len < 2 || (s.ptr[1] != '!' && s.ptr[1] != '?'))
        return 0;
    if (str_starts(s, STR("<!--")))
        return past(s, str_starts(s, STR("<!-->")) ? 2 : 4, STR("-->"));
    if (str_starts(s, STR("<?")))
        return past(s, 2, STR("?>"));
    if (str_starts(s, STR("<![CDATA[")))
        return past(s, 9, STR("]]>"));
    if (s.len > 2 && s.ptr[1] == '!' && ascii_is_letter(s.ptr[2]))
        return past(s, 2, STR(">"));
    return 0;
}

/* One attribute from the start of `*rest`; false at the end. */
static bool next_attribute(struct str *rest, struct html_attribute *attribute)
{
    const struct str s = *rest;
    size_t at = 0;
    while (at < s.len && !html_is_name(s.ptr[at]))
        at++;
    const size_t from = at;
    while (at < s.len && html_is_name(s.ptr[at]))
        at++;
    attribute->name = str_slice(s, from, at);
    attribute->value = str_slice(s, at, at);
    while (at < s.len && ascii_is_space(s.ptr[at]))
        at++;
    if (at < s.len && s.ptr[at] == '=') {
        at++;
        while (at < s.len && ascii_is_space(s.ptr[at]))
            at++;
        const char quote = at < s.len ? s.ptr[at] : 0;
        size_t end = at;
        if (quote == '"' || quote == '\'') {
            at++;
            end = at + str_chr(str_tail(s, at), quote);
            attribute->value = str_slice(s, at, end);
            end++;
        } else if (quote == '{' && html_braces_end(s, at) > 0) {
            end = html_braces_end(s, at);
            attribute->value = str_slice(s, at, end);
        } else {
            while (end < s.len && !ascii_is_space(s.ptr[end]))
                end++;
            attribute->value = str_slice(s, at, end);
        }
        at = end;
    }
    *rest = str_tail(s, at);
    return attribute->name.len > 0;
}

static bool starts_tag(struct str s)
{
    if (s.len < 3 || s.ptr[0] != '<')
        return false;
    return ascii_is_letter(s.ptr[1]) || (s.ptr[1] == '/' && ascii_is_letter(s.ptr[2]));
}

bool html_is_used(const struct html_part *tag)
{
    return tag->closing || str_ends(tag->text, STR("/>")) ||
           str_chr(tag->text, '=') < tag->text.len;
}

/* True for "<b and c>": a comparison of variables, whose names are those of elements.
 * Few attributes go without a value, and fewer on elements with names so short. */
static bool is_comparison(const struct html_part *tag)
{
    static const struct str valueless[] = {
        STR_INIT("compact"), STR_INIT("download"), STR_INIT("hidden"),
        STR_INIT("inert"),   STR_INIT("markdown"), STR_INIT("nowrap"),
    };
    if (tag->name.len != 1 || tag->first_count == 0 || html_is_used(tag))
        return false;
    const struct str name = tag->first[0].name;
    for (size_t i = 0; i < name.len; i++) {
        if (!ascii_is_letter(name.ptr[i]))
            return false;
    }
    for (size_t i = 0; i < sizeof valueless / sizeof *valueless; i++) {
        if (str_eq_nocase(name, valueless[i]))
            return false;
    }
    return true;
}

static void fill_tag(struct str tag, struct html_part *part)
{
    part->kind = HTML_PART_TAG;
    part->text = tag;
    part->closing = tag.ptr[1] == '/';
    size_t at = part->closing ? 2 : 1;
    const size_t from = at;
    while (at < tag.len && html_is_name(tag.ptr[at]))
        at++;
    part->name = str_slice(tag, from, at);
    part->element = html_element(part->name);
    part->attributes = str_slice(tag, at, tag.len - 1);
    while (part->first_count < HTML_ATTRIBUTES_FIRST &&
           next_attribute(&part->attributes, &part->first[part->first_count]))
        part->first_count++;
    if (str_eq(part->name, STR("Link")))
        part->element = HTML_A; /* a component; <link> is none of a text */
    if (is_comparison(part))
        part->element = HTML_UNKNOWN;
}

/* A tag or comment at the start of the rest; its length, or 0. */
static size_t read_markup(struct html_reader *reader, struct html_part *part)
{
    const struct str s = reader->rest;
    size_t end = comment_end(s);
    if (end > 0) {
        part->kind = HTML_PART_COMMENT;
        part->text = str_slice(s, 0, end);
        return end;
    }
    if (reader->no_end || !starts_tag(s))
        return 0;
    end = tag_end(s, &reader->no_end, &reader->no_braces);
    if (end > 0)
        fill_tag(str_slice(s, 0, end), part);
    return end;
}

bool html_next(struct html_reader *reader, struct html_part *part)
{
    *part = (struct html_part){0};
    if (reader->rest.len == 0)
        return false;
    size_t end = 0;
    if (reader->rest.ptr[0] == '<')
        end = read_markup(reader, part);
    if (end == 0) {
        end = 1 + str_chr(str_tail(reader->rest, 1), '<');
        part->kind = HTML_PART_TEXT;
        part->text = str_slice(reader->rest, 0, end);
    }
    reader->rest = str_tail(reader->rest, end);
    return true;
}

static const struct html_attribute *first_called(const struct html_part *tag,
                                                 struct str name)
{
    for (size_t i = 0; i < tag->first_count; i++) {
        if (str_eq_nocase(tag->first[i].name, name))
            return &tag->first[i];
    }
    return NULL;
}

bool html_attribute(const struct html_part *tag, struct str name, struct buf *out)
{
    const struct html_attribute *found = first_called(tag, name);
    struct html_attribute later;
    struct str rest = tag->attributes;
    while (found == NULL && next_attribute(&rest, &later)) {
        if (str_eq_nocase(later.name, name))
            found = &later;
    }
    if (found == NULL)
        return false;
    buf_clear(out);
    html_decode(out, found->value);
    return true;
}
