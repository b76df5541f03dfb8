/*
 * Folding, slugs and words.
 */
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/text.h"

static bool is_ascii_word(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

static bool is_mark(uint32_t c)
{
    return c >= 0x300 && uc_combining_class(c) != 0;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A);
}

/* Appends `s` with runs of white space as one space, and without marks if asked. */
static void put_folded(struct buf *out, struct str s, bool marks)
{
    size_t pos = 0;
    bool space = false;

    while (pos < s.len) {
        uint32_t c = text_next(s, &pos);

        if (is_blank(c)) {
            space = true;
            continue;
        }
        if (text_is_joiner(c) || (!marks && is_mark(c)))
            continue;
        if (space && out->len > 0)
            buf_putc(out, ' ');
        space = false;
        text_put(out, c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
}

struct str text_fold(struct arena *arena, struct str s, bool marks)
{
    struct buf out = {0};
    struct str kept;

    if (is_ascii(s)) {
        put_folded(&out, s, marks);
    } else {
        size_t len = 0;
        uint8_t *folded = u8_casefold((const uint8_t *)s.ptr, s.len, NULL,
                                      marks ? UNINORM_NFKC : UNINORM_NFKD, NULL, &len);

        /* Only ill-formed text cannot be folded; it is compared as it stands. */
        if (folded != NULL)
            put_folded(&out, (struct str){(const char *)folded, len}, marks);
        else
            put_folded(&out, s, marks);
        free(folded);
    }
    kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

static bool in_slug(uint32_t c)
{
    const uint32_t kept = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N |
                          UC_CATEGORY_MASK_Pc;

    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               (c >= '0' && c <= '9') || c == '_' || c == '-';
    return uc_is_general_category_withtable(c, kept);
}

/* As nearly all headings are. */
static struct str slug_of_ascii(struct arena *arena, struct str s)
{
    char *out = arena_bytes(arena, s.len);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == ' ')
            out[len++] = '-';
        else if (in_slug((unsigned char)c))
            out[len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return (struct str){out, len};
}

struct str text_slug(struct arena *arena, struct str heading)
{
    struct str s = str_trim(heading), kept;
    struct buf out = {0};
    size_t pos = 0;

    if (is_ascii(s))
        return slug_of_ascii(arena, s);
    while (pos < s.len) {
        uint32_t c = text_next(s, &pos);

        if (c == ' ')
            buf_putc(&out, '-');
        else if (in_slug(c) && !text_is_joiner(c))
            text_put(&out, uc_tolower(c));
    }
    kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

bool text_is_word(uint32_t c)
{
    const uint32_t kept = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N;

    if (c < 0x80)
        return is_ascii_word((unsigned char)c);
    return uc_is_general_category_withtable(c, kept);
}

bool text_is_upper(uint32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : uc_is_upper(c);
}

/* Scripts that are written without spaces: a character stands for a word. */
static bool is_word_by_itself(uint32_t c)
{
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* --- Words of ASCII, eight bytes at a time ------------------------------------------
 *
 * Of a byte only its lowest bit is told, in a number as long as the eight; the first
 * byte is the lowest. A byte at a time, the end of each word would be guessed wrong.
 */

enum { BYTE_BITS = 8, STEP_BYTES = 8 };
static const uint64_t ones = UINT64_C(0x0101010101010101);

static uint64_t load(const char *from)
{
    const unsigned char *at = (const unsigned char *)from;

    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
           (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
           (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

/* Bytes of [first, last], all of them ASCII. */
static uint64_t between(uint64_t bytes, uint64_t first, uint64_t last)
{
    uint64_t from = bytes + ones * (0x80 - first), above = bytes + ones * (0x7F - last);

    return (from & ~above) >> (BYTE_BITS - 1) & ones;
}

/* Counts the words that begin in eight bytes; `*inside` becomes 1 when they end in one,
 * else 0. */
static size_t count_step(uint64_t bytes, uint64_t *inside)
{
    uint64_t words = between(bytes, '0', '9') | between(bytes | ones * 0x20, 'a', 'z');
    uint64_t quotes = between(bytes, '\'', '\''), in = words, more;

    /* A quote goes on with the word before it. */
    while ((more = quotes & (in << BYTE_BITS | *inside) & ~in) != 0)
        in |= more;
    words &= ~(in << BYTE_BITS | *inside);
    *inside = in >> (BYTE_BITS * (STEP_BYTES - 1));
    return (size_t)(words * ones >> (BYTE_BITS * (STEP_BYTES - 1)));
}

/* Counts the words of the ASCII at `*pos`, as far as it goes in steps. */
static size_t count_ascii(struct str s, size_t *pos, bool *inside)
{
    uint64_t bytes, in = *inside;
    size_t at = *pos, count = 0;

    for (; at + STEP_BYTES <= s.len; at += STEP_BYTES) {
        bytes = load(s.ptr + at);
        if ((bytes & ones * 0x80) != 0)
            break;
        count += count_step(bytes, &in);
    }
    *pos = at;
    *inside = in != 0;
    return count;
}

size_t text_words(struct str s)
{
    size_t pos = 0, count = 0;
    bool inside = false;

    while (count += count_ascii(s, &pos, &inside), pos < s.len) {
        uint32_t c = text_next(s, &pos);

        if (is_word_by_itself(c)) {
            count++;
            inside = false;
        } else if (text_is_word(c) || (inside && (c == '\'' || c == 0x2019))) {
            count += !inside;
            inside = true;
        } else {
            inside = false;
        }
    }
    return count;
}
