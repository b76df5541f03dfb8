/*
 * UTF-8 and the other ways in which files are written.
 */
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/text_code.h"

bool text_setup(void)
{
    static const char *const fallbacks[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8",
                                            "UTF-8"};

    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C"); /* JSON and option values know one decimal point */
    if (strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return true;
    for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks; i++) {
        if (setlocale(LC_CTYPE, fallbacks[i]) != NULL)
            break;
    }
    return false;
}

/* The allowed range of the second byte by the first (Unicode 3.9, table 3-7), and the
 * length of the sequence; 0 for bytes that start none. */
static size_t lead_len(unsigned char lead, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0)
            *low = 0xA0;
        else if (lead == 0xED)
            *high = 0x9F;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0)
            *low = 0x90;
        else if (lead == 0xF4)
            *high = 0x8F;
        return 4;
    }
    return 0;
}

/* Bytes of the well-formed sequence at `at`, or 0 with `*bad` the bytes of the maximal
 * ill-formed part. */
static size_t sequence(const unsigned char *at, size_t left, size_t *bad)
{
    *bad = 1;
    if (at[0] < 0x80)
        return 1;
    unsigned char low, high;
    size_t len = lead_len(at[0], &low, &high);
    for (size_t i = 1; i < len; i++) {
        if (i >= left || at[i] < low || at[i] > high) {
            *bad = i;
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    return len;
}

uint32_t text_next(struct str s, size_t *pos)
{
    const unsigned char *at = (const unsigned char *)s.ptr + *pos;
    if (at[0] < 0x80) {
        *pos += 1;
        return at[0];
    }
    size_t bad;
    size_t len = sequence(at, s.len - *pos, &bad);
    if (len == 0) {
        *pos += bad;
        return CODE_REPLACEMENT;
    }
    uint32_t c = at[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++)
        c = c << 6 | (at[i] & 0x3Fu);
    *pos += len;
    return c;
}

void text_put(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_putc(out, (char)c);
        return;
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = CODE_REPLACEMENT;
    if (c < 0x800) {
        buf_putc(out, (char)(0xC0 | c >> 6));
    } else if (c < 0x10000) {
        buf_putc(out, (char)(0xE0 | c >> 12));
        buf_putc(out, (char)(0x80 | (c >> 6 & 0x3F)));
    } else {
        buf_putc(out, (char)(0xF0 | c >> 18));
        buf_putc(out, (char)(0x80 | (c >> 12 & 0x3F)));
        buf_putc(out, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    buf_putc(out, (char)(0x80 | (c & 0x3F)));
}

/* What decoding has to deal with, counted in one pass. */
struct census {
    size_t sequences; /* well-formed ones above ASCII */
    size_t ill_formed;
    size_t controls; /* but TAB, LF, FF, CR */
    bool changes;    /* CR or NUL are there */
};

static struct census take_census(struct str s)
{
    const unsigned char *bytes = (const unsigned char *)s.ptr;
    struct census census = {0};
    size_t i = 0, bad;
    while ((i += text_plain_run(str_tail(s, i))) < s.len) {
        unsigned char c = bytes[i];
        if (c < 0x80) {
            if (c < 0x20 && c != '\n') {
                if (c == '\r' || c == 0)
                    census.changes = true;
                if (c != '\r' && c != '\t' && c != '\f')
                    census.controls++;
            }
            i++;
            continue;
        }
        size_t len = sequence(bytes + i, s.len - i, &bad);
        if (len > 0)
            census.sequences++;
        else
            census.ill_formed++;
        i += len > 0 ? len : bad;
    }
    return census;
}

/* Windows-1252, 0x80-0x9F; the rest is Latin-1. Zeros are not assigned. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static void decode_1252(struct buf *out, struct str raw)
{
    for (size_t i = 0; i < raw.len; i++) {
        unsigned char c = (unsigned char)raw.ptr[i];
        if (c >= 0x80 && c < 0xA0)
            text_put(out, windows_1252[c - 0x80] ? windows_1252[c - 0x80] : 0xFFFD);
        else
            text_put(out, c);
    }
}

static void decode_utf16(struct buf *out, struct str raw, bool big)
{
    const unsigned char *bytes = (const unsigned char *)raw.ptr;
    for (size_t i = 0; i + 1 < raw.len; i += 2) {
        uint32_t unit = big ? (uint32_t)bytes[i] << 8 | bytes[i + 1]
                            : (uint32_t)bytes[i + 1] << 8 | bytes[i];
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < raw.len) {
            uint32_t low = big ? (uint32_t)bytes[i + 2] << 8 | bytes[i + 3]
                               : (uint32_t)bytes[i + 3] << 8 | bytes[i + 2];
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        text_put(out, unit);
    }
}

/* Well-formed UTF-8 with LF line ends and no NUL. */
static void normalize(struct buf *out, struct str s)
{
    size_t i = 0;
    while (i < s.len) {
        size_t from = i, bad, len = 1;
        unsigned char c = 0;
        for (; i < s.len; i += len) {
            c = (unsigned char)s.ptr[i];
            if (c == '\r' || c == 0)
                break;
            len = sequence((const unsigned char *)s.ptr + i, s.len - i, &bad);
            if (len == 0)
                break;
        }
        buf_puts(out, str_slice(s, from, i));
        if (i == s.len)
            break;
        if (c == '\r') {
            buf_putc(out, '\n');
            i += i + 1 < s.len && s.ptr[i + 1] == '\n' ? 2 : 1;
        } else {
            text_put(out, CODE_REPLACEMENT);
            i += c == 0 ? 1 : bad;
        }
    }
}

enum byte_order { ORDER_NONE, ORDER_LITTLE, ORDER_BIG };

/* How UTF-16 is stored; ORDER_NONE when the bytes are none. Without a mark, nearly
 * every other byte of Latin text is zero, and no byte between these. */
static enum byte_order wide_order(struct str raw)
{
    enum { LOOK_BYTES = 1024, PAIRS_MIN = 8, PERCENT = 70 };
    struct str head = str_slice(raw, 0, LOOK_BYTES);
    size_t pairs = head.len / 2, zeros[2] = {0, 0};
    if (str_starts(raw, STR("\xFF\xFE")))
        return ORDER_LITTLE;
    if (str_starts(raw, STR("\xFE\xFF")))
        return ORDER_BIG;
    for (size_t i = 0; i < 2 * pairs; i++)
        zeros[i % 2] += head.ptr[i] == '\0';
    if (pairs < PAIRS_MIN || (zeros[0] > 0 && zeros[1] > 0))
        return ORDER_NONE;
    return zeros[1] * 100 >= pairs * PERCENT   ? ORDER_LITTLE
           : zeros[0] * 100 >= pairs * PERCENT ? ORDER_BIG
                                               : ORDER_NONE;
}

bool text_is_wide(struct str raw)
{
    return wide_order(raw) != ORDER_NONE;
}

static bool has_wide_mark(struct str raw)
{
    return str_starts(raw, STR("\xFF\xFE")) || str_starts(raw, STR("\xFE\xFF"));
}

struct str text_decode(struct arena *arena, struct str raw)
{
    struct buf wide = {0}, out = {0};
    struct str text = raw;
    if (str_starts(raw, STR("\xEF\xBB\xBF")))
        text = str_tail(raw, 3);
    if (text_is_wide(raw)) {
        decode_utf16(&wide, str_tail(raw, has_wide_mark(raw) ? 2 : 0),
                     wide_order(raw) == ORDER_BIG);
        text = buf_str(&wide);
    }
    struct census census = take_census(text);
    /* Bytes above ASCII none of which is UTF-8, and nothing that text has not. */
    if (census.ill_formed > 0 && census.sequences == 0 && census.controls == 0) {
        decode_1252(&wide, text);
        text = buf_str(&wide);
        census.ill_formed = 0;
    }
    struct str kept;
    if (census.ill_formed == 0 && !census.changes) {
        kept = wide.data != NULL ? arena_str(arena, text) : text;
    } else {
        normalize(&out, text);
        kept = buf_keep(&out, arena);
    }
    buf_release(&wide);
    buf_release(&out);
    return kept;
}

bool text_is_binary(struct str raw)
{
    enum { LOOK_BYTES = 8192, SHARE = 16 };
    struct str head = str_slice(raw, 0, LOOK_BYTES);
    size_t odd = 0;
    if (text_is_wide(raw))
        return false;
    if (str_starts(raw, STR("\x7F"
                            "ELF")) ||
        str_starts(raw, STR("\x89PNG")) || str_starts(raw, STR("%PDF-")) ||
        str_starts(raw, STR("PK\x03\x04")) || str_starts(raw, STR("\x1F\x8B")))
        return true;
    for (size_t i = 0; (i += text_plain_run(str_tail(head, i))) < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];
        /* Printers step back to type over a letter. */
        odd += c < 0x20 && !(c >= '\b' && c <= '\r') && c != 0x1B;
    }
    return head.len > 0 && odd > head.len / SHARE && odd > SHARE;
}
