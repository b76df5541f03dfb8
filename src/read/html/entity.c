/*
 * Entities of HTML. Their 2,000 names are known to cmark, which is asked.
 */
#define CMARK_NO_SHORT_NAMES /* they are ours (doc/doc.h) */
#include <cmark.h>
#include <stdint.h>

#include "base/ascii.h"
#include "base/text.h"
#include "read/html/html.h"

enum {
    ENTITY_NAME_MAX_BYTES = 32, /* the longest name has 31 */
    ENTITY_DIGITS_MAX = 7,      /* enough for U+10FFFF in either notation */
};

static int digit_value(char c, bool hex)
{
    if (ascii_is_digit(c))
        return c - '0';
    if (hex && ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'))
        return (c | 0x20) - 'a' + 10;
    return -1;
}

/* "&#38;" or "&#x26;" at the start of s: its length, or 0. */
static size_t decode_number(struct buf *out, struct str s)
{
    const bool hex = s.len > 2 && (s.ptr[2] | 0x20) == 'x';
    const size_t from = hex ? 3 : 2;
    size_t at = from;
    uint32_t code = 0;
    for (int digit; at < s.len && at - from < ENTITY_DIGITS_MAX &&
                    (digit = digit_value(s.ptr[at], hex)) >= 0;
         at++)
        code = code * (hex ? 16 : 10) + (uint32_t)digit;
    if (at == from || at == s.len || s.ptr[at] != ';')
        return 0;
    /* Nor a noncharacter that tokens are made of. */
    const bool good = code > 0 && code <= 0x10FFFF &&
                      (code < 0xD800 || code > 0xDFFF) &&
                      (code < 0xFDD0 || code > 0xFDDF);
    text_put(out, good ? code : 0xFFFD);
    return at + 1;
}

static size_t decode_name(struct buf *out, struct str s)
{
    const size_t end = str_chr(str_slice(s, 0, ENTITY_NAME_MAX_BYTES + 2), ';');
    if (end < 3 || end >= s.len || end > ENTITY_NAME_MAX_BYTES)
        return 0;
    for (size_t i = 1; i < end; i++) {
        const char c = s.ptr[i];
        if (!ascii_is_alnum(c))
            return 0;
    }
    cmark_node *tree = cmark_parse_document(s.ptr, end + 1, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = cmark_node_first_child(tree);
    const char *text = cmark_node_get_literal(cmark_node_first_child(paragraph));
    /* A name that cmark does not know comes back as "&". */
    const bool known = text != NULL && text[0] != '&';
    const bool ampersand = str_eq_nocase(str_slice(s, 0, end + 1), STR("&amp;"));
    if (known)
        buf_puts(out, str_from(text));
    else if (ampersand)
        buf_putc(out, '&');
    cmark_node_free(tree);
    return known || ampersand ? end + 1 : 0;
}

void html_decode(struct buf *out, struct str s)
{
    for (size_t at; (at = str_chr(s, '&')) < s.len;) {
        buf_puts(out, str_slice(s, 0, at));
        s = str_tail(s, at);
        size_t len = 0;
        if (s.len > 3)
            len = s.ptr[1] == '#' ? decode_number(out, s) : decode_name(out, s);
        if (len == 0) {
            buf_putc(out, '&');
            len = 1;
        }
        s = str_tail(s, len);
    }
    buf_puts(out, s);
}
