/*
 * The number that a heading or an item opens with: 3, 3.1, IV., B., 一、, 第三章.
 */
#include "base/ascii.h"
#include "read/plain/plain_lines.h"

#include <string.h>

#include "base/text.h"

enum {
    NUMBER_PARTS_MAX = 6,
    BARE_NUMBER_MAX = 99, /* "3 Scope" is numbered, "1815 came" is not */
};

static size_t digits_at(struct str s, size_t pos, uint16_t *value)
{
    size_t start = pos;
    uint32_t number = 0;
    while (pos < s.len && pos < start + 4 && ascii_is_digit(s.ptr[pos])) {
        number = number * 10 + (uint32_t)(s.ptr[pos++] - '0');
    }
    *value = (uint16_t)number;
    return pos - start;
}

/* "3 ", "3.1 ", "3.1.2. ", "3) ": bytes of the mark, 0 when there is none. */
static size_t decimal_mark(struct str s, struct chunk_facts *facts)
{
    size_t pos = 0, depth = 0;
    uint16_t value = 0;
    while (depth < NUMBER_PARTS_MAX) {
        uint16_t part;
        size_t digits = digits_at(s, pos, &part);
        if (digits == 0) {
            break;
        }
        value = part;
        pos += digits;
        depth++;
        if (pos >= s.len || s.ptr[pos] != '.') {
            break;
        }
        pos++;
    }
    pos += depth > 0 && pos < s.len && s.ptr[pos] == ')';
    bool wide = pos + 2 < s.len && memcmp(s.ptr + pos, "\xE3\x80\x81", 3) == 0;
    if (depth == 0 || pos >= s.len || (!ascii_is_blank(s.ptr[pos]) && !wide)) {
        return 0;
    }
    bool bare = depth == 1 && ascii_is_digit(s.ptr[pos - 1]) && !wide;
    if (bare && value > BARE_NUMBER_MAX) {
        return 0;
    }
    facts->number = value;
    facts->number_depth = (uint8_t)depth;
    facts->number_form = bare ? NUMBER_BARE : NUMBER_DIGITS;
    return pos + (wide ? 3 : 1);
}

/* "IV. " and "B. " */
static size_t letter_mark(struct str s, struct chunk_facts *facts)
{
    size_t n = 0;
    while (n < s.len && n < 7 && strchr("IVXLC", s.ptr[n]) != NULL &&
           s.ptr[n] != '\0') {
        n++;
    }
    bool roman = n > 0;
    if (!roman && s.len > 0 && ascii_is_upper(s.ptr[0])) {
        n = 1;
    }
    if (n == 0 || n + 2 > s.len || s.ptr[n] != '.' || s.ptr[n + 1] != ' ') {
        return 0;
    }
    facts->number_depth = 1;
    facts->number_form = roman ? NUMBER_ROMAN : NUMBER_LETTER;
    return n + 2;
}

static bool is_numeral(uint32_t c)
{
    static const uint32_t numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                        0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x96F6};
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
        if (numerals[i] == c) {
            return true;
        }
    }
    return false;
}

/* 一、 and 第三章: numerals of Chinese and Japanese before a sign or a counter. */
static size_t han_mark(struct str s, struct chunk_facts *facts)
{
    size_t pos = 0, count = 0, before = 0;
    uint32_t c = s.len > 0 ? text_next(s, &pos) : 0;
    bool ordinal = c == 0x7B2C; /* 第 */
    bool bracket = c == 0xFF08;
    if (ordinal || bracket) {
        before = pos;
    } else {
        pos = 0;
    }
    while (pos < s.len) {
        before = pos;
        c = text_next(s, &pos);
        if (!is_numeral(c) && !(ordinal && c >= '0' && c <= '9')) {
            break;
        }
        count++;
    }
    bool sign = c == 0x3001 || c == 0xFF0E || (bracket && c == 0xFF09);
    if (count == 0 || count > 4 || before >= s.len || (!ordinal && !sign)) {
        return 0;
    }
    facts->number_depth = bracket ? 2 : 1;
    facts->number_form = NUMBER_HAN;
    return pos;
}

size_t plain_number(struct str s, struct chunk_facts *facts)
{
    size_t bytes = decimal_mark(s, facts);
    if (bytes == 0) {
        bytes = letter_mark(s, facts);
    }
    return bytes > 0 ? bytes : han_mark(s, facts);
}
