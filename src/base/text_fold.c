/*
 * Folding, slugs and words.
 */
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/ascii.h"
#include "base/text.h"

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
    if (str_is_ascii(s)) {
        put_folded(&out, s, marks);
    } else {
        size_t len = 0;
        uint8_t *folded = u8_casefold((const uint8_t *)s.ptr, s.len, NULL,
                                      marks ? UNINORM_NFKC : UNINORM_NFKD, NULL, &len);
        /* Only ill-formed text cannot be folded; it is compared as it is. */
        if (folded != NULL)
            put_folded(&out, (struct str){(const char *)folded, len}, marks);
        else
            put_folded(&out, s, marks);
        free(folded);
    }
    struct str kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

/* --- As typed --- */

/* The sign on a keyboard that stands for one in print, 0 for all others. */
static uint32_t typed_sign(uint32_t c)
{
    if (c >= 0x2018 && c <= 0x201B)
        return '\'';
    if (c >= 0x201C && c <= 0x201F)
        return '"';
    if (c >= 0x2010 && c <= 0x2015)
        return '-';
    switch (c) {
    case 0x00B4: /* an accent that stands alone */
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x2032: /* prime */
    case 0x2035:
        return '\'';
    case 0x00AB:
    case 0x00BB:
    case 0x02BA:
    case 0x2033:
    case 0x2036:
    case 0x301D:
    case 0x301E:
    case 0x301F:
        return '"';
    case 0x2043:
    case 0x2212: /* minus */
    case 0xFE58:
    case 0xFE63:
        return '-';
    default:
        return is_blank(c) || c == 0x202F || c == 0x205F ? ' ' : 0;
    }
}

static bool is_invisible(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

enum { LATIN_FIRST = 0xC0, LATIN_END = 0x180 };

/* What text_search_fold() makes of the letters of European languages, of which their
 * texts are full; empty for those that are no ASCII then. */
static const char *latin_letter(uint32_t c)
{
    /* clang-format off */
    static const char letters[LATIN_END - LATIN_FIRST][3] = {
        "a", "a", "a", "a", "a", "a", "ae", "c", /* U+00C0 */
        "e", "e", "e", "e", "i", "i", "i", "i", /* U+00C8 */
        "d", "n", "o", "o", "o", "o", "o", "", /* U+00D0 */
        "o", "u", "u", "u", "u", "y", "th", "ss", /* U+00D8 */
        "a", "a", "a", "a", "a", "a", "ae", "c", /* U+00E0 */
        "e", "e", "e", "e", "i", "i", "i", "i", /* U+00E8 */
        "d", "n", "o", "o", "o", "o", "o", "", /* U+00F0 */
        "o", "u", "u", "u", "u", "y", "th", "y", /* U+00F8 */
        "a", "a", "a", "a", "a", "a", "c", "c", /* U+0100 */
        "c", "c", "c", "c", "c", "c", "d", "d", /* U+0108 */
        "d", "d", "e", "e", "e", "e", "e", "e", /* U+0110 */
        "e", "e", "e", "e", "g", "g", "g", "g", /* U+0118 */
        "g", "g", "g", "g", "h", "h", "h", "h", /* U+0120 */
        "i", "i", "i", "i", "i", "i", "i", "i", /* U+0128 */
        "i", "i", "ij", "ij", "j", "j", "k", "k", /* U+0130 */
        "", "l", "l", "l", "l", "l", "l", "", /* U+0138 */
        "", "l", "l", "n", "n", "n", "n", "n", /* U+0140 */
        "n", "", "", "", "o", "o", "o", "o", /* U+0148 */
        "o", "o", "oe", "oe", "r", "r", "r", "r", /* U+0150 */
        "r", "r", "s", "s", "s", "s", "s", "s", /* U+0158 */
        "s", "s", "t", "t", "t", "t", "t", "t", /* U+0160 */
        "u", "u", "u", "u", "u", "u", "u", "u", /* U+0168 */
        "u", "u", "u", "u", "w", "w", "y", "y", /* U+0170 */
        "y", "z", "z", "z", "z", "z", "z", "s", /* U+0178 */
    };
    /* clang-format on */

    return c >= LATIN_FIRST && c < LATIN_END ? letters[c - LATIN_FIRST] : "";
}

/* Folds by the table; false when the table does not have the letter. */
static bool fold_latin(uint32_t c, bool keep_case, struct text_letter *letter)
{
    const char *folded = latin_letter(c);
    bool is_upper = keep_case && *folded != '\0' && text_is_upper(c);
    letter->count = 0;
    for (; *folded != '\0'; folded++)
        letter->codes[letter->count++] =
            (uint32_t)(is_upper ? *folded - 'a' + 'A' : *folded);
    return letter->count > 0;
}

/* Folds a code point; false when nothing of it remains. */
static bool fold_letter(uint32_t c, bool keep_case, struct text_letter *letter)
{
    enum { WIDE_FIRST = 0xFF01, WIDE_LAST = 0xFF5E, WIDE_FROM_ASCII = 0xFEE0 };
    if (c < 0x80 && !is_blank(c)) {
        letter->codes[0] = !keep_case && c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
        letter->count = 1;
        return true;
    }
    if (fold_latin(c, keep_case, letter))
        return true;
    if (c >= WIDE_FIRST && c <= WIDE_LAST)
        c -= WIDE_FROM_ASCII;
    uint32_t sign = typed_sign(c);
    letter->count = 1;
    if (c == 0x2026) { /* an ellipsis */
        letter->count = 3;
        letter->codes[0] = letter->codes[1] = letter->codes[2] = '.';
    } else if (sign != 0) {
        letter->codes[0] = sign;
    } else if (is_invisible(c)) {
        letter->count = 0;
    } else if (text_search_fold(c, letter->codes, &letter->count) == TEXT_SEARCH_GAP) {
        letter->codes[0] = c;
        letter->count = 1;
    } else if (keep_case && text_is_upper(c)) {
        for (size_t i = 0; i < letter->count; i++)
            letter->codes[i] = uc_toupper(letter->codes[i]);
    }
    return letter->count > 0;
}

/* The letter that a sign after it makes of it; 0 when none. */
static uint32_t compose_letter(uint32_t last, uint32_t c)
{
    uint32_t small = uc_tolower(last), whole = text_search_compose(small, c);
    return whole != 0 && small != last ? uc_toupper(whole) : whole;
}

/* The most frequent that change no letter before them, for a quick answer. */
static bool stands_alone(uint32_t c)
{
    return (c >= 0xA0 && c < 0x300 && c != 0xAD) || (c >= 0x2010 && c < 0x2028) ||
           (c >= 0x4E00 && c <= 0x9FEF);
}

/* Takes in what changes the letter, or is nothing at all. */
static void take_marks(struct str text, struct text_letter *letter)
{
    uint32_t ignored[TEXT_SEARCH_CODES_MAX];
    size_t count;
    for (size_t next = letter->to; next < text.len; letter->to = next) {
        if ((unsigned char)text.ptr[next] < 0x80)
            return;
        uint32_t c = text_next(text, &next);
        if (stands_alone(c))
            return;
        uint32_t whole = compose_letter(letter->codes[letter->count - 1], c);
        if (whole != 0)
            letter->codes[letter->count - 1] = whole;
        else if (!is_invisible(c) &&
                 text_search_fold(c, ignored, &count) != TEXT_SEARCH_NOTHING)
            return;
    }
}

bool text_letter_next(struct str text, size_t *pos, bool keep_case,
                      struct text_letter *letter)
{
    bool found = false;
    while (!found && *pos < text.len) {
        letter->from = *pos;
        found = fold_letter(text_next(text, pos), keep_case, letter);
    }
    if (!found)
        return false;
    letter->to = *pos;
    take_marks(text, letter);
    *pos = letter->to;
    return true;
}

struct str text_fold_typed(struct arena *arena, struct str s, bool keep_case)
{
    struct text_letter letter;
    struct buf out = {0};
    bool space = false;
    for (size_t pos = 0; text_letter_next(s, &pos, keep_case, &letter);) {
        if (letter.codes[0] == ' ') {
            space = out.len > 0;
            continue;
        }
        if (space)
            buf_putc(&out, ' ');
        space = false;
        for (size_t i = 0; i < letter.count; i++)
            text_put(&out, letter.codes[i]);
    }
    struct str kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

/* --- Slugs --- */

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
            out[len++] = ascii_lower(c);
    }
    return (struct str){out, len};
}

struct str text_slug(struct arena *arena, struct str heading)
{
    struct str s = str_trim(heading);
    struct buf out = {0};
    size_t pos = 0;
    if (str_is_ascii(s))
        return slug_of_ascii(arena, s);
    while (pos < s.len) {
        uint32_t c = text_next(s, &pos);
        if (c == ' ')
            buf_putc(&out, '-');
        else if (in_slug(c) && !text_is_joiner(c))
            text_put(&out, uc_tolower(c));
    }
    struct str kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
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

/* --- Words of ASCII, eight bytes at a time ---
 *
 * The answer has one bit per byte, the lowest bit of each; the first byte is the
 * lowest. A byte at a time, the end of each word would be guessed wrong.
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
    uint64_t in = *inside;
    size_t at = *pos, count = 0;
    for (; at + STEP_BYTES <= s.len; at += STEP_BYTES) {
        uint64_t bytes = load(s.ptr + at);
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
