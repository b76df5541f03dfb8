/*
 * What is in braces (see the header).
 */
#include "read/inline/scan_parts.h"

#include <string.h>

#include "base/ascii.h"

enum { INSIDE_MAX_BYTES = 512 };

static char at_or_nul(struct str s, size_t at)
{
    return at < s.len ? s.ptr[at] : '\0';
}

/* --- Attributes --- */

static size_t skip_blanks(struct str s, size_t at)
{
    while (at < s.len && ascii_is_blank(s.ptr[at]))
        at++;
    return at;
}

static bool is_name(char c)
{
    return ascii_is_alnum(c) || (unsigned char)c >= 0x80 || c == '-' || c == '_' ||
           c == ':' || c == '.' || c == '/' || c == '@' || c == '%';
}

static size_t name_end(struct str s, size_t at)
{
    while (at < s.len && is_name(s.ptr[at]))
        at++;
    return at;
}

/* The end of a value, in quotes or not. */
static size_t value_end(struct str s, size_t at)
{
    const char quote = at_or_nul(s, at);
    if (quote != '"' && quote != '\'') {
        while (at < s.len && !ascii_is_blank(s.ptr[at]) && s.ptr[at] != '}')
            at++;
        return at;
    }
    const size_t end = at + 1 + str_chr(str_tail(s, at + 1), quote);
    return end < s.len ? end + 1 : at;
}

struct attributes {
    size_t len;    /* with the braces; 0: there are none */
    struct str id; /* may be empty */
    bool marked;   /* an id or class is among them, or a colon opens them */
    bool colon;
};

/* "{#id .class key=value}", "{: .class}" at the start of `s`. */
static struct attributes read_attributes(struct str s)
{
    struct attributes found = {0};
    struct attributes none = {0};
    size_t at = 1;
    bool any = false;
    if (at_or_nul(s, at) == ':') {
        found.colon = found.marked = true;
        at++;
    }
    for (at = skip_blanks(s, at); at < s.len && at < INSIDE_MAX_BYTES;
         at = skip_blanks(s, at)) {
        const char c = s.ptr[at];
        if (c == '}' && any) {
            found.len = at + 1;
            return found;
        }
        const size_t from = c == '#' || c == '.' ? at + 1 : at;
        at = name_end(s, from);
        if (at == from || (c == '.' && ascii_is_digit(s.ptr[from])))
            return none;
        if (c == '#')
            found.id = str_slice(s, from, at);
        found.marked = found.marked || c == '#' || c == '.';
        if (c != '#' && c != '.') {
            if (at_or_nul(s, at) != '=' && !found.colon)
                return none;
            if (at_or_nul(s, at) == '=')
                at = value_end(s, at + 1);
        }
        any = true;
    }
    return none;
}

static bool is_blank_from(struct str s, size_t at)
{
    return skip_blanks(s, at) >= s.len;
}

/* What attributes may belong to that touch it. */
static bool has_owner(struct str s, size_t at, bool marked)
{
    const char c = at > 0 ? s.ptr[at - 1] : '\0';
    if (c == '\0')
        return false;
    return memchr(")]`*_>", c, 6) != NULL ||
           (marked && (ascii_is_alnum(c) || memchr(":}~=\"", c, 5) != NULL));
}

static bool take_attributes(struct token_scan *scan, size_t at,
                            struct scan_found *found)
{
    const struct str s = scan->text;
    const struct attributes attributes = read_attributes(str_tail(s, at));
    const bool last = attributes.len > 0 && is_blank_from(s, at + attributes.len);
    /* "![x](y){ width=3 }": what is not marked needs what it belongs to. */
    if (attributes.len == 0 ||
        !(has_owner(s, at, attributes.marked) || (last && attributes.marked) ||
          (attributes.colon && at == 0)))
        return false;
    found->from = at;
    found->to = at + attributes.len;
    while (last && found->from > scan->floor && ascii_is_blank(s.ptr[found->from - 1]))
        found->from--;
    found->token.kind = TOKEN_MARK;
    found->token.name = attributes.id;
    return true;
}

bool scan_is_attributes(struct str line, struct str *id)
{
    const struct str s = str_trim(line);
    if (s.len < 3 || s.ptr[0] != '{')
        return false;
    const struct attributes attributes = read_attributes(s);
    *id = attributes.id;
    return attributes.len == s.len && attributes.marked;
}

/* The id that a comment of JSX is, at the end of a heading. */
static struct str comment_id(struct str inside)
{
    const struct str id = str_trim(inside);
    return name_end(id, 0) == id.len ? id : (struct str){0};
}

size_t scan_last_attributes(struct str line, struct str *id)
{
    size_t len = line.len;
    while (len > 0 && ascii_is_blank(line.ptr[len - 1]))
        len--;
    const struct str s = str_slice(line, 0, len);
    const size_t at = str_rchr(s, '{');
    if (at == s.len || at == 0 || s.ptr[s.len - 1] != '}')
        return line.len;
    const struct str braces = str_tail(s, at);
    if (str_starts(braces, STR("{/*")) && str_ends(braces, STR("*/}"))) {
        *id = comment_id(str_slice(braces, 3, braces.len - 3));
        return id->len > 0 ? at : line.len;
    }
    const struct attributes attributes = read_attributes(braces);
    *id = attributes.id;
    return attributes.len == braces.len ? at : line.len;
}

/* --- JSX --- */

static bool take_comment(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    const struct str rest = str_slice(s, at + 3, at + 3 + INSIDE_MAX_BYTES);
    const struct str end = STR("*/}");
    const size_t len = str_find(rest, end);
    if (len == rest.len)
        return false;
    found->from = at;
    found->to = at + 3 + len + end.len;
    found->token.kind = TOKEN_COMMENT;
    if (at > 0 && s.ptr[at - 1] == ' ' && at_or_nul(s, found->to) == ' ')
        found->to++;
    return true;
}

/* "{" "}" and "{'text'}" are texts. */
static bool take_string(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    const char quote = s.ptr[at + 1];
    const struct str rest = str_slice(s, at + 2, at + 2 + INSIDE_MAX_BYTES);
    const size_t len = str_chr(rest, quote);
    if (at_or_nul(rest, len + 1) != '}')
        return false;
    *found = (struct scan_found){
        .from = at, .to = at + 2 + len + 2, .plain = str_slice(rest, 0, len)};
    return true;
}

/* --- CriticMarkup and roles --- */

static const struct change {
    struct str begin, end, before, after; /* what is written round it */
} changes[] = {
    {STR_INIT("{++"), STR_INIT("++}"), STR_INIT(""), STR_INIT("")},
    {STR_INIT("{--"), STR_INIT("--}"), STR_INIT("~~"), STR_INIT("~~")},
    {STR_INIT("{=="), STR_INIT("==}"), STR_INIT("=="), STR_INIT("==")},
};

static bool take_change(struct token_scan *scan, struct arena *arena, size_t at,
                        struct scan_found *found)
{
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const struct change *change = &changes[i];
        const struct str rest =
            str_slice(scan->text, at + 3, at + 3 + INSIDE_MAX_BYTES);
        const size_t len = str_find(rest, change->end);
        if (!str_starts(str_tail(scan->text, at), change->begin) || len == rest.len ||
            len == 0)
            continue;
        *found = (struct scan_found){.from = at, .to = at + 3 + len + 3};
        found->plain =
            arena_printf(arena, STR_FMT STR_FMT STR_FMT, STR_ARG(change->before),
                         STR_ARG(str_slice(rest, 0, len)), STR_ARG(change->after));
        return true;
    }
    return false;
}

/* "{ref}`name`" of MyST: the role goes. */
static bool take_role(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    size_t end = at + 1;
    while (end < s.len && (ascii_is_lower(s.ptr[end]) || s.ptr[end] == '-' ||
                           s.ptr[end] == ':' || s.ptr[end] == '_'))
        end++;
    if (end < at + 3 || at_or_nul(s, end) != '}' || at_or_nul(s, end + 1) != '`' ||
        (at > 0 && ascii_is_alnum(s.ptr[at - 1])))
        return false;
    *found = (struct scan_found){.from = at, .to = end + 1};
    return true;
}

/* "{frontMatter.title}" of MDX: its name, as that of a template's value. */
static bool take_value(struct token_scan *scan, struct arena *arena, size_t at,
                       struct scan_found *found)
{
    const struct str s = scan->text;
    size_t end = at + 1;
    while (end < s.len &&
           (ascii_is_alnum(s.ptr[end]) || s.ptr[end] == '.' || s.ptr[end] == '_'))
        end++;
    const struct str name = str_slice(s, at + 1, end);
    const size_t dot = str_rchr(name, '.');
    if (name.len == 0 || !ascii_is_letter(*name.ptr) || at_or_nul(s, end) != '}')
        return false;
    found->from = at;
    found->to = end + 1;
    found->token.kind = TOKEN_TEMPLATE;
    found->fragment =
        arena_printf(arena, "`" STR_FMT "`",
                     STR_ARG(dot < name.len ? str_tail(name, dot + 1) : name));
    return true;
}

bool scan_brace(struct token_scan *scan, struct arena *arena, size_t at,
                struct scan_found *found)
{
    const char next = at_or_nul(scan->text, at + 1);
    if (next == '/' && at_or_nul(scan->text, at + 2) == '*')
        return take_comment(scan, at, found);
    if (take_attributes(scan, at, found))
        return true;
    if (at < scan->code_end)
        return false; /* what is no token cannot be turned back in code */
    if (next == '"' || next == '\'' || next == '`')
        return take_string(scan, at, found);
    return take_change(scan, arena, at, found) || take_role(scan, at, found) ||
           (scan->is_mdx && take_value(scan, arena, at, found));
}
