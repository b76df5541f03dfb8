/*
 * The words of a chunk, and text with bare URLs as links. No other marks are read in
 * plain text.
 */
#include "base/ascii.h"
#include "read/plain/plain_lines.h"

#include <string.h>

#include "base/text.h"
#include "read/budget.h"

enum {
    URL_MAX_BYTES = 8 << 10, /* longer ones are noise */
    SCHEME_MAX_BYTES = 16,
    REFERENCE_DIGITS = 3,
};

/* --- Words of a chunk --- */

/* True for ideographs and kana, which no blank parts at a line's end. */
static bool joins_unparted(struct str s)
{
    return s.len >= 3 && (unsigned char)s.ptr[0] >= 0xE3 &&
           (unsigned char)s.ptr[0] <= 0xE9;
}

static bool ends_unparted(const struct buf *out)
{
    size_t at = out->len;
    while (at > 0 && ((unsigned char)out->data[at - 1] & 0xC0) == 0x80) {
        at--;
    }
    return at > 0 &&
           joins_unparted((struct str){out->data + at - 1, out->len - at + 1});
}

/* Bytes of "[12]" at `pos` when it is glued to the stop before it; else 0. After a word
 * it may be an index. */
static size_t reference_at(struct str s, size_t pos)
{
    size_t i = pos + 1;
    while (i < s.len && i <= pos + REFERENCE_DIGITS && ascii_is_digit(s.ptr[i])) {
        i++;
    }
    bool mark = i > pos + 1 && i < s.len && s.ptr[i] == ']';
    bool glued = pos > 0 && strchr(".,;!?)\"]", s.ptr[pos - 1]) != NULL;
    return mark && glued ? i + 1 - pos : 0;
}

static void put_without_references(struct buf *out, struct str s)
{
    size_t from = 0;
    for (size_t pos = 0; pos < s.len;) {
        size_t len = s.ptr[pos] == '[' ? reference_at(s, pos) : 0;
        if (len > 0) {
            buf_puts(out, str_slice(s, from, pos));
            from = pos + len;
        }
        pos += len > 0 ? len : 1;
    }
    buf_puts(out, str_tail(s, from));
}

/* True when a word goes on in the next line after its hyphen: "command-" "line". */
static bool ends_in_hyphen(const struct buf *out, struct str next)
{
    bool letter = out->len > 1 && text_is_word((unsigned char)out->data[out->len - 2]);
    return letter && out->data[out->len - 1] == '-' && next.len > 0 &&
           ascii_is_lower(next.ptr[0]);
}

static void put_line(const struct plain *plain, struct buf *out, struct str s)
{
    bool glued = (ends_unparted(out) && joins_unparted(s)) || ends_in_hyphen(out, s);
    if (out->len > 0 && !glued) {
        buf_putc(out, ' ');
    }
    if (plain->reference_marks) {
        put_without_references(out, s);
    } else {
        buf_puts(out, s);
    }
}

/* What of a chunk's line is text. */
static struct str words_of_line(const struct plain *plain, const struct chunk *chunk,
                                size_t i)
{
    const struct plain_line *line = &plain->lines[i];
    bool whole = i > chunk->first || chunk->level > 0;
    return whole ? line_str(plain, line) : line_body(plain, line);
}

void plain_words(const struct plain *plain, const struct chunk *chunk, struct buf *out)
{
    for (size_t i = chunk->first; i < chunk->end; i++) {
        put_line(plain, out, words_of_line(plain, chunk, i));
    }
}

/* --- URLs --- */

static bool is_url_char(unsigned char c)
{
    return c > ' ' && c != '<' && c != '>' && c != '"' && c != '`' && c != '|' &&
           c != '\\' && c != '^' && c != '{' && c != '}' && c < 0x7F;
}

static bool is_name_char(unsigned char c)
{
    return ascii_is_alnum((char)c) || c == '-' || c == '_' || c == '.' || c == '+';
}

static size_t count_of(struct str s, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) {
        count += s.ptr[i] == c;
    }
    return count;
}

/* The URL without the punctuation of the sentence around it. */
static struct str without_tail(struct str url)
{
    while (url.len > 0) {
        char c = url.ptr[url.len - 1];
        bool open = (c == ')' && count_of(url, '(') < count_of(url, ')')) ||
                    (c == ']' && count_of(url, '[') < count_of(url, ']'));
        if (strchr(".,;:!?'*", c) == NULL && !open) {
            break;
        }
        url.len--;
    }
    return url;
}

static struct str url_from(struct str s, size_t from)
{
    size_t end = from;
    while (end < s.len && end - from < URL_MAX_BYTES &&
           is_url_char((unsigned char)s.ptr[end])) {
        end++;
    }
    return without_tail(str_slice(s, from, end));
}

static bool is_scheme(struct str s)
{
    static const struct str schemes[] = {STR_INIT("http"), STR_INIT("https"),
                                         STR_INIT("ftp"), STR_INIT("gopher"),
                                         STR_INIT("gemini")};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (str_eq_nocase(s, schemes[i])) {
            return true;
        }
    }
    return false;
}

/* The URL whose "://" is at `colon`; empty when it is none. */
static struct str url_at_colon(struct str s, size_t colon, size_t from)
{
    size_t start = colon;
    while (start > from && colon - start < SCHEME_MAX_BYTES &&
           is_name_char((unsigned char)s.ptr[start - 1]) && s.ptr[start - 1] != '.') {
        start--;
    }
    if (!is_scheme(str_slice(s, start, colon))) {
        return (struct str){0};
    }
    struct str url = url_from(s, start);
    return url.len > colon - start + 3 ? url : (struct str){0};
}

/* The address whose '@' is at `at`; empty when it is none. */
static struct str address_at(struct str s, size_t at, size_t from)
{
    size_t start = at, end = at + 1, dots = 0;
    while (start > from && at - start < UINT8_MAX &&
           is_name_char((unsigned char)s.ptr[start - 1])) {
        start--;
    }
    while (end < s.len && end - at < UINT8_MAX &&
           is_name_char((unsigned char)s.ptr[end])) {
        dots += s.ptr[end] == '.' && end > at + 1;
        end++;
    }
    struct str address = without_tail(str_slice(s, start, end));
    bool dotted =
        dots > 0 && memchr(s.ptr + at, '.', address.len - (at - start)) != NULL;
    return start < at && address.len > at - start + 3 && dotted ? address
                                                                : (struct str){0};
}

/* The URL or address about the first `sign` from `*pos` on; moves past signs that are
 * in none. Empty at the end. */
static struct str url_about(struct str s, char sign, size_t *pos, size_t from)
{
    while (*pos < s.len) {
        const char *found = memchr(s.ptr + *pos, sign, s.len - *pos);
        if (found == NULL) {
            break;
        }
        size_t at = (size_t)(found - s.ptr);
        bool colon = sign == ':' && str_starts(str_slice(s, at, at + 3), STR("://"));
        struct str url = colon         ? url_at_colon(s, at, from)
                         : sign == '@' ? address_at(s, at, from)
                                       : (struct str){0};
        if (url.len > 0) {
            *pos = at;
            return url;
        }
        *pos = at + 1;
    }
    *pos = s.len;
    return (struct str){0};
}

static void put_link(const struct plain *plain, struct node *parent, struct str url,
                     bool address, uint32_t line)
{
    struct str dest = url;
    if (address) {
        dest = arena_printf(plain->doc->arena, "mailto:" STR_FMT, STR_ARG(url));
    }
    struct node *link = doc_link(plain->doc, parent, LINK_URL, dest, url, line);
    link->flags |= NODE_EXTERNAL;
}

void plain_inline(const struct plain *plain, struct node *parent, struct str text,
                  uint32_t line)
{
    size_t from = 0, colon = 0, at_sign = 0;
    while (!budget_is_spent(plain->doc)) {
        struct str url = url_about(text, ':', &colon, from);
        struct str address = url_about(text, '@', &at_sign, from);
        bool is_address = address.len > 0 && (url.len == 0 || address.ptr < url.ptr);
        struct str link = is_address ? address : url;
        if (link.len == 0) {
            break;
        }
        size_t start = (size_t)(link.ptr - text.ptr);
        doc_text(plain->doc, parent, str_slice(text, from, start), line);
        put_link(plain, parent, link, is_address, line);
        from = start + link.len;
        colon = colon < from ? from : colon;
        at_sign = at_sign < from ? from : at_sign;
    }
    doc_text(plain->doc, parent, str_tail(text, from), line);
}

/* --- Styles --- */

/* The first run that ends after byte `at`. */
static size_t first_run(const struct plain *plain, size_t at)
{
    size_t low = 0, high = plain->style_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (plain->styles[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct node *style_node(const struct plain *plain, struct node *parent,
                               const struct style_run *run, uint32_t line)
{
    enum node_kind kind = run->style & STYLE_BOLD ? NODE_STRONG : NODE_EMPHASIS;
    struct node *node = doc_node(plain->doc, kind, line);
    node_append(parent, node);
    return node;
}

/* A line with its styles; `text` is in the text that was read. */
static void put_styled(const struct plain *plain, struct node *parent, struct str text,
                       uint32_t line)
{
    size_t base = (size_t)(text.ptr - plain->text.ptr), at = base;
    size_t end = base + text.len;
    for (size_t i = first_run(plain, base);
         i < plain->style_count && plain->styles[i].from < end; i++) {
        const struct style_run *run = &plain->styles[i];
        size_t from = run->from > at ? run->from : at;
        size_t to = run->end < end ? run->end : end;
        plain_inline(plain, parent, str_slice(text, at - base, from - base), line);
        plain_inline(plain, style_node(plain, parent, run, line),
                     str_slice(text, from - base, to - base), line);
        at = to;
    }
    plain_inline(plain, parent, str_slice(text, at - base, end - base), line);
}

void plain_styled(const struct plain *plain, const struct chunk *chunk,
                  struct node *parent, struct buf *words)
{
    const struct plain_line *first = &plain->lines[chunk->first];
    if (plain->style_count == 0) {
        plain_words(plain, chunk, words);
        plain_inline(plain, parent, buf_str(words), first->number);
        return;
    }
    for (size_t i = chunk->first; i < chunk->end; i++) {
        uint32_t number = plain->lines[i].number;
        if (i > chunk->first) {
            node_append(parent, doc_node(plain->doc, NODE_SOFT_BREAK, number));
        }
        put_styled(plain, parent, words_of_line(plain, chunk, i), number);
    }
}
