/*
 * What begins with a bracket and leads nowhere (see the header).
 */
#include "read/inline/scan_parts.h"

#include <string.h>

#include "base/ascii.h"

enum { LABEL_MAX_BYTES = 300 };

static char at_or_nul(struct str s, size_t at)
{
    return at < s.len ? s.ptr[at] : '\0';
}

/* The "]" of the bracket at `at`; s.len when another opens before, or none is near. */
static size_t label_end(struct str s, size_t at)
{
    for (size_t end = at + 1; end < s.len && end - at < LABEL_MAX_BYTES; end++) {
        if (s.ptr[end] == ']')
            return end;
        if (s.ptr[end] == '[')
            return s.len;
        if (s.ptr[end] == '\\')
            end++;
    }
    return s.len;
}

/* --- References --- */

/* "[label][name]" of which nothing says where it leads: a site would know, or nobody.
 * The label is what is to be read. "a[i][j]" and "[0][1]" are none. */
static bool take_undefined(struct token_scan *scan, struct arena *arena, size_t at,
                           struct scan_found *found)
{
    const struct str s = scan->text;
    const char before = at > 0 ? s.ptr[at - 1] : ' ';
    const size_t end = label_end(s, at);
    if (ascii_is_alnum(before) || memchr("])`\\_$", before, 6) != NULL ||
        at_or_nul(s, end + 1) != '[' || at_or_nul(s, end + 2) == '^' ||
        s.ptr[at + 1] == '^')
        return false;
    const size_t last = label_end(s, end + 1);
    const struct str label = str_slice(s, at + 1, end);
    const struct str name = str_trim(str_slice(s, end + 2, last));
    if (last == s.len || at_or_nul(s, last + 1) == '[' || name.len == 0 ||
        (label.len <= 2 && name.len <= 2) || scan->references == NULL ||
        references_has(scan->references, name))
        return false;
    found->from = before == '!' ? at - 1 : at;
    found->to = last + 1;
    found->token.kind = TOKEN_TEMPLATE;
    found->fragment =
        label.len > 0 ? label : arena_printf(arena, "`" STR_FMT "`", STR_ARG(name));
    return true;
}

/* --- Directives of DocFX --- */

static const struct str alerts[] = {
    STR_INIT("NOTE"),    STR_INIT("TIP"),     STR_INIT("IMPORTANT"),
    STR_INIT("WARNING"), STR_INIT("CAUTION"),
};

/* "[!NOTE]" in running text: at the beginning of a quote it never comes here with text
 * before it. */
static bool take_alert(struct token_scan *scan, struct arena *arena, size_t at,
                       size_t end, struct scan_found *found)
{
    const struct str s = scan->text;
    const struct str name = str_slice(s, at + 2, end);
    const bool is_last = str_trim(str_tail(s, end + 1)).len == 0;
    if (scan->in_quote || (at > 0 && !is_last))
        return false;
    for (size_t i = 0; i < sizeof alerts / sizeof *alerts; i++) {
        if (!str_eq(name, alerts[i]))
            continue;
        *found = (struct scan_found){.from = at, .to = end + 1};
        struct buf out = {0};
        buf_puts(&out, STR("**"));
        for (size_t j = 0; j < name.len; j++)
            buf_putc(&out, j == 0 ? name.ptr[j] : ascii_lower(name.ptr[j]));
        buf_puts(&out, STR(":**"));
        found->plain = buf_keep(&out, arena);
        buf_release(&out);
        return true;
    }
    return false;
}

/* "[!INCLUDE [title](path)]", "[!code-cs[name](path)]": the link within. */
static bool take_include(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    size_t from = at + 2;
    while (from < s.len &&
           (ascii_is_alnum(s.ptr[from]) || s.ptr[from] == '-' || s.ptr[from] == ' '))
        from++;
    if (from == at + 2 || at_or_nul(s, from) != '[')
        return false;
    const size_t label = label_end(s, from);
    const struct str near = str_slice(s, label, label + LABEL_MAX_BYTES);
    const size_t close = label + str_find(near, STR(")]"));
    if (label == s.len || at_or_nul(s, label + 1) != '(' || close == label + near.len)
        return false;
    *found = (struct scan_found){.from = at, .to = close + 2};
    found->plain = str_slice(s, from, close + 1);
    return true;
}

/* "[!VIDEO address]" */
static bool take_video(struct token_scan *scan, struct arena *arena, size_t at,
                       size_t end, struct scan_found *found)
{
    const struct str inside = str_slice(scan->text, at + 2, end);
    const struct str name = STR("VIDEO ");
    if (!str_eq_nocase(str_slice(inside, 0, name.len), name))
        return false;
    *found = (struct scan_found){.from = at, .to = end + 1};
    found->plain = arena_printf(arena, "<" STR_FMT ">",
                                STR_ARG(str_trim(str_tail(inside, name.len))));
    return true;
}

/* "((60ab5bc7-...))" of an outliner: a block that is elsewhere, by its number. */
bool scan_block_reference(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    size_t end = at + 2;
    while (end < s.len && end - at < 40 &&
           (ascii_is_digit(s.ptr[end]) || s.ptr[end] == '-' ||
            (s.ptr[end] >= 'a' && s.ptr[end] <= 'f')))
        end++;
    if (end - at != 38 || !str_starts(str_tail(s, end), STR("))")))
        return false;
    found->from = at;
    found->to = end + 2;
    if (at > 0 && s.ptr[at - 1] == ' ' && at_or_nul(s, found->to) == ' ')
        found->to++;
    found->token.kind = TOKEN_COMMENT;
    return true;
}

bool scan_bracket(struct token_scan *scan, struct arena *arena, size_t at,
                  struct scan_found *found)
{
    scan->in_bracket = true;
    scan->bracket = at;
    if (at_or_nul(scan->text, at + 1) != '!')
        return take_undefined(scan, arena, at, found);
    if (at < scan->code_end || (at > 0 && scan->text.ptr[at - 1] == '!'))
        return false;
    const size_t end = label_end(scan->text, at);
    if (end == scan->text.len)
        return take_include(scan, at, found);
    return take_alert(scan, arena, at, end, found) ||
           take_video(scan, arena, at, end, found);
}
