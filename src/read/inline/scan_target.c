/*
 * Destinations that CommonMark does not take, since there are blanks in them (see the
 * header).
 */
#include "read/inline/scan_parts.h"

#include <string.h>

#include "base/ascii.h"

enum { TARGET_MAX_BYTES = 1024 };

static char at_or_nul(struct str s, size_t at)
{
    return at < s.len ? s.ptr[at] : '\0';
}

/* What is between the brackets of a link. */
struct target {
    size_t end;       /* of its ")" */
    struct str dest;  /* as written */
    struct str title; /* with its quotes; may be empty */
    bool blank;       /* in the destination, tags aside */
};

/* The end of a title that begins at `at` and ends before ")"; 0 when it is none. */
static size_t title_end(struct str s, size_t at)
{
    const char quote = s.ptr[at];
    size_t end = at + 1;
    while (end < s.len && end - at < TARGET_MAX_BYTES && s.ptr[end] != quote)
        end += s.ptr[end] == '\\' ? 2 : 1;
    if (at_or_nul(s, end) != quote)
        return 0;
    end++;
    while (end < s.len && ascii_is_blank(s.ptr[end]))
        end++;
    return at_or_nul(s, end) == ')' ? end : 0;
}

/* True when the next ")" has another after it. */
static bool ends_twice(struct str s, size_t at)
{
    const struct str near = str_slice(s, at, at + TARGET_MAX_BYTES);
    const size_t end = at + str_chr(near, ')');
    return at_or_nul(s, end + 1) == ')';
}

/* Reads from the byte after "(" on; false when no ")" ends it before the next link. */
static bool read_target(struct str s, size_t from, struct target *target)
{
    int depth = 1;
    size_t at = from;
    for (; at < s.len && at - from < TARGET_MAX_BYTES; at++) {
        const char c = s.ptr[at];
        struct template_tag tag;
        const size_t len =
            c == '{' || c == '<' ? template_read(str_tail(s, at), &tag) : 0;
        if (len > 0) {
            at += len - 1;
            continue;
        }
        if (c == ']' && at_or_nul(s, at + 1) == '(')
            return false;
        if (c == '\\') {
            at++;
            continue;
        }
        if (ascii_is_blank(c) && (s.ptr[at + 1 < s.len ? at + 1 : at] == '"' ||
                                  s.ptr[at + 1 < s.len ? at + 1 : at] == '\'')) {
            const size_t end = title_end(s, at + 1);
            if (end > 0) {
                target->title = str_trim(str_slice(s, at + 1, end));
                target->dest = str_slice(s, from, at);
                target->end = end + 1;
                return true;
            }
        }
        if (ascii_is_blank(c) && at_or_nul(s, at + 1) == '(' && !target->blank &&
            at > from && ends_twice(s, at + 2))
            return false; /* a title in brackets, as CommonMark has it */
        target->blank = target->blank || ascii_is_blank(c);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0)
            break;
    }
    if (depth > 0 || at >= s.len)
        return false;
    target->dest = str_slice(s, from, at);
    target->end = at + 1;
    return true;
}

/* The destination without "=740x463", the size of a picture. */
static struct str without_size(struct str dest)
{
    const size_t at = str_rchr(dest, '=');
    bool digit = false;
    if (at == dest.len || at == 0 || !ascii_is_blank(dest.ptr[at - 1]))
        return dest;
    for (size_t i = at + 1; i < dest.len; i++) {
        digit = digit || ascii_is_digit(dest.ptr[i]);
        if (!ascii_is_digit(dest.ptr[i]) && memchr("x*%", dest.ptr[i], 3) == NULL)
            return dest;
    }
    return digit ? str_trim(str_slice(dest, 0, at)) : dest;
}

/* True for what is rather a call: "table[key](first, second)". */
static bool is_call(struct str dest)
{
    const struct str comma = STR(", ");
    return str_find(dest, comma) < dest.len && str_chr(dest, '.') == dest.len &&
           str_chr(dest, '/') == dest.len;
}

static void put_dest(struct buf *out, struct str dest)
{
    for (size_t i = 0; i < dest.len; i++) {
        if (dest.ptr[i] == '<' || dest.ptr[i] == '>')
            buf_puts(out, dest.ptr[i] == '<' ? STR("%3C") : STR("%3E"));
        else
            buf_putc(out, dest.ptr[i]);
    }
}

bool scan_target(struct token_scan *scan, struct arena *arena, size_t at,
                 struct scan_found *found)
{
    const struct str s = scan->text;
    const size_t from = at + 2;
    struct target target = {0};
    if (at < scan->code_end || !scan->in_bracket || at_or_nul(s, from) == '<' ||
        !read_target(s, from, &target))
        return false;
    const struct str dest = without_size(str_trim(target.dest));
    const bool is_sized = dest.len < str_trim(target.dest).len;
    if (dest.len == 0 || str_chr(dest, '"') < dest.len ||
        (!target.blank && !is_sized) || is_call(dest) ||
        (!is_sized && str_chr(dest, ' ') == dest.len &&
         str_chr(dest, '\t') == dest.len))
        return false;
    if (scan->references != NULL &&
        references_has(scan->references, str_slice(s, scan->bracket + 1, at)))
        return false;
    struct buf out = {0};
    buf_puts(&out, STR("](<"));
    put_dest(&out, template_resolve(arena, dest));
    buf_puts(&out, STR(">"));
    if (target.title.len > 0) {
        buf_putc(&out, ' ');
        buf_puts(&out, target.title);
    }
    buf_putc(&out, ')');
    *found = (struct scan_found){.from = at, .to = target.end};
    found->plain = buf_keep(&out, arena);
    buf_release(&out);
    return true;
}
