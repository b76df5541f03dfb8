/*
 * Folding for search: canonical decomposition by libunistring, marks dropped by
 * script, and small tables for letters that have no decomposition (ł, ı, æ). The
 * common letters of European languages, Greek and Cyrillic take a short cut without
 * tables.
 */
#include "base/text_search.h"

#include <stdbool.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/ascii.h"

bool text_is_word(uint32_t c)
{
    const uint32_t kept = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N;
    if (c < 0x80)
        return ascii_is_alnum((char)c);
    return uc_is_general_category_withtable(c, kept);
}

struct letter_range {
    uint32_t first, last;
};

static bool is_among(const struct letter_range *ranges, size_t count, uint32_t c)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c < ranges[middle].first)
            high = middle;
        else if (c > ranges[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

/* Accents, optional vowel points and what else search looks through; sorted. */
static bool is_nothing(uint32_t c)
{
    /* clang-format off */
    static const struct letter_range ranges[] = {
        {0x0300, 0x036F},   /* accents */
        {0x0483, 0x0489},   /* of old Cyrillic */
        {0x0591, 0x05BD},   /* Hebrew */
        {0x05BF, 0x05BF},
        {0x05C1, 0x05C2},
        {0x05C4, 0x05C5},
        {0x05C7, 0x05C7},
        {0x0610, 0x061A},   /* Arabic */
        {0x0640, 0x0640},   /* the stroke that makes Arabic words longer */
        {0x064B, 0x065F},
        {0x0670, 0x0670},
        {0x06D6, 0x06DC},
        {0x06DF, 0x06E4},
        {0x06E7, 0x06E8},
        {0x06EA, 0x06ED},
        {0x08CA, 0x08E1},
        {0x08E3, 0x08FF},
        {0x180B, 0x180D},   /* selectors */
        {0x180F, 0x180F},
        {0x1AB0, 0x1AFF},   /* more accents */
        {0x1DC0, 0x1DFF},
        {0x200C, 0x200D},   /* joiners */
        {0x20D0, 0x20FF},   /* circles and keys around signs */
        {0xFE00, 0xFE0F},   /* selectors */
        {0xFE20, 0xFE2F},
        {0xE0100, 0xE01EF}, /* selectors */
    };
    /* clang-format on */

    return c >= 0x300 && is_among(ranges, sizeof ranges / sizeof *ranges, c);
}

/* Letters that Unicode takes apart but readers do not, and those that need no look. */
static bool is_whole(uint32_t c)
{
    return (c >= 0x0400 && c <= 0x052F) || /* Cyrillic */
           c == 0x0E33 ||
           c == 0x0EB3 || /* Thai and Lao am, which is two signs in one */
           c == 0x0EDC || c == 0x0EDD || c == 0x1026 || /* more of Lao; of Myanmar */
           (c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xD7FF) || /* Hangul */
           (c >= 0x3040 && c <= 0x9FFF) || /* kana, Hangul's letters, ideographs */
           (c >= 0x20000 && c <= 0x2F7FF);
}

/* Takes code points apart until nothing more comes apart; how many there are then. */
static size_t decompose(uint32_t c, uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH])
{
    size_t count = 1;
    parts[0] = c;
    uint32_t piece[UC_DECOMPOSITION_MAX_LENGTH];
    int tag;
    for (size_t i = 0; i < count;) {
        int len = is_whole(parts[i]) ? -1 : uc_decomposition(parts[i], &tag, piece);
        size_t more = len > 0 ? (size_t)len - 1 : 0;
        if (len <= 0 || count + more > UC_DECOMPOSITION_MAX_LENGTH) {
            i++;
            continue;
        }
        for (size_t j = count; j > i + 1; j--)
            parts[j + more - 1] = parts[j - 1];
        for (size_t j = 0; j <= more; j++)
            parts[i + j] = piece[j];
        count += more;
    }
    return count;
}

/* Small letters that stand for others but have no decomposition. */
static const char *twin_of(uint32_t c)
{
    switch (c) {
    case 0x00DF:
        return "ss"; /* ß */
    case 0x00E6:
        return "ae"; /* æ */
    case 0x0153:
        return "oe"; /* œ */
    case 0x00FE:
        return "th"; /* þ */
    case 0x00F8:
        return "o"; /* ø */
    case 0x00F0:
    case 0x0111:
        return "d"; /* ð, đ */
    case 0x0127:
        return "h"; /* ħ */
    case 0x0131:
        return "i"; /* ı, which Turkish has as the small form of I */
    case 0x0142:
        return "l"; /* ł */
    case 0x0167:
        return "t"; /* ŧ */
    default:
        return NULL;
    }
}

static uint32_t lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    c = uc_tolower(c);
    switch (c) {
    case 0x03C2:
        return 0x03C3; /* the sigma at the end of words */
    case 0x0450:
    case 0x0451:
        return 0x0435; /* ѐ, ё */
    case 0x045D:
        return 0x0438; /* ѝ */
    default:
        return c;
    }
}

/* Adds the small form of a part; false when there is no room. */
static bool add_part(uint32_t part, uint32_t folded[TEXT_SEARCH_CODES_MAX],
                     size_t *count)
{
    uint32_t small = lower(part);
    const char *twin = twin_of(small);
    if (twin == NULL) {
        if (*count == TEXT_SEARCH_CODES_MAX)
            return false;
        folded[(*count)++] = small;
        return true;
    }
    for (; *twin != '\0'; twin++) {
        if (*count == TEXT_SEARCH_CODES_MAX)
            return false;
        folded[(*count)++] = (unsigned char)*twin;
    }
    return true;
}

/* False for what becomes too long or is no longer one word, as ½ and ⑴ are not. */
static bool fold_parts(uint32_t c, uint32_t folded[TEXT_SEARCH_CODES_MAX],
                       size_t *count)
{
    uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    size_t part_count = decompose(c, parts);
    *count = 0;
    for (size_t i = 0; i < part_count; i++) {
        if (is_nothing(parts[i]))
            continue;
        if (!text_is_word(parts[i]) || !add_part(parts[i], folded, count))
            return false;
    }
    return *count > 0;
}

/* Letters of which nearly all text in their scripts is made, without a look into
 * tables: what they fold to, or 0 for all others. */
static uint32_t fold_common(uint32_t c)
{
    if ((c >= 0x4E00 && c <= 0x9FEF) || (c >= 0xAC00 && c <= 0xD7A3) ||
        (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC ||
        (c >= 0x0430 && c <= 0x044F) || (c >= 0x0E01 && c <= 0x0E30))
        return c;
    if (c >= 0x0410 && c <= 0x042F)
        return c + 0x20;
    return 0;
}

static bool is_mark(uint32_t c)
{
    return c >= 0x300 && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M);
}

enum text_search_kind
text_search_fold(uint32_t c, uint32_t folded[TEXT_SEARCH_CODES_MAX], size_t *count)
{
    *count = 1;
    folded[0] = fold_common(c);
    if (folded[0] != 0)
        return TEXT_SEARCH_LETTER;
    *count = 0;
    if (is_nothing(c))
        return TEXT_SEARCH_NOTHING;
    if (!text_is_word(c))
        return TEXT_SEARCH_GAP;
    if (c < 0x80 || is_whole(c) || !fold_parts(c, folded, count)) {
        folded[0] = lower(c);
        *count = 1;
    }
    return is_mark(folded[0]) ? TEXT_SEARCH_MARK : TEXT_SEARCH_LETTER;
}

/* What can make another letter of the one before it: accents (on Cyrillic), the voicing
 * of kana in its two widths, the vowels and finals of Hangul, a vowel of Myanmar. */
static bool may_compose(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || c == 0x3099 || c == 0x309A || c == 0xFF9E ||
           c == 0xFF9F || c == 0x102E || (c >= 0x1161 && c <= 0x1175) ||
           (c >= 0x11A8 && c <= 0x11C2);
}

uint32_t text_search_compose(uint32_t last, uint32_t c)
{
    if (last < 0x80 || !may_compose(c))
        return 0;
    if (c == 0xFF9E || c == 0xFF9F)
        c = 0x3099 + (c - 0xFF9E);
    uint32_t whole = uc_composition(last, c);
    if (whole == 0)
        return 0;
    uint32_t folded[TEXT_SEARCH_CODES_MAX];
    size_t count;
    text_search_fold(whole, folded, &count);
    return count == 1 && folded[0] != last ? folded[0] : 0;
}
