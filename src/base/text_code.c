/*
 * The classes of code points: a short table of exceptions, tried by binary search,
 * then the widths that curses uses. ASCII, nearly all of a text, never reaches the
 * table.
 */
#include "base/text_code.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <uniwidth.h>
#include <wchar.h>

#include "base/text.h"

struct code_range {
    uint32_t first, last;
    enum code_class class;
};

/*
 * What is not shown as it is, above ASCII, sorted. The rules are those of the project's
 * sanitiser: the whole Bidi_Control property (a filter that forgets U+061C is no
 * filter), invisible format characters, variation selectors and tags, which widths do
 * not know of, Hangul fillers, surrogates and noncharacters.
 */
/* clang-format off */
static const struct code_range special[] = {
    {0x000080, 0x000084, CODE_HEX},
    {0x000085, 0x000085, CODE_LINE},
    {0x000086, 0x00009F, CODE_HEX},
    {0x0000AD, 0x0000AD, CODE_DROP}, /* soft hyphen */
    {0x00034F, 0x00034F, CODE_DROP}, /* grapheme joiner */
    {0x00061C, 0x00061C, CODE_DROP}, /* Arabic letter mark */
    {0x00115F, 0x001160, CODE_DROP}, /* Hangul fillers */
    {0x0017B4, 0x0017B5, CODE_DROP}, /* Khmer inherent vowels */
    {0x00180B, 0x00180F, CODE_DROP}, /* Mongolian selectors */
    {0x00200B, 0x00200B, CODE_DROP}, /* zero-width space */
    {0x00200C, 0x00200D, CODE_JOIN}, /* joiners */
    {0x00200E, 0x00200F, CODE_DROP}, /* direction marks */
    {0x002028, 0x002029, CODE_LINE},
    {0x00202A, 0x00202E, CODE_HEX},  /* embeddings and overrides */
    {0x002060, 0x002065, CODE_DROP},
    {0x002066, 0x002069, CODE_HEX},  /* isolates */
    {0x00206A, 0x00206F, CODE_DROP},
    {0x003164, 0x003164, CODE_DROP},
    {0x00D800, 0x00DFFF, CODE_REPLACE},
    {0x00FDD0, 0x00FDEF, CODE_REPLACE},
    {0x00FE00, 0x00FE0D, CODE_DROP}, /* variation selectors */
    {0x00FE0E, 0x00FE0F, CODE_JOIN}, /* of emoji */
    {0x00FEFF, 0x00FEFF, CODE_DROP},
    {0x00FFA0, 0x00FFA0, CODE_DROP},
    {0x00FFF0, 0x00FFFB, CODE_DROP}, /* interlinear annotation */
    {0x01BCA0, 0x01BCA3, CODE_DROP}, /* shorthand format controls */
    {0x01D173, 0x01D17A, CODE_DROP}, /* musical format controls */
    {0x01F3FB, 0x01F3FF, CODE_TONE},
    {0x0E0000, 0x0E0FFF, CODE_DROP}, /* tags, more selectors */
};
/* clang-format on */

static const struct code_range *find_special(uint32_t c)
{
    size_t low = 0, high = sizeof special / sizeof *special;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c < special[middle].first)
            high = middle;
        else if (c > special[middle].last)
            low = middle + 1;
        else
            return &special[middle];
    }
    return NULL;
}

/* Letters and ideographs whose width no system doubts, without asking it: nearly all
 * text above ASCII is made of them. 0 for all others. */
static int common_cols(uint32_t c)
{
    if ((c >= 0x4E00 && c <= 0x9FEF) || (c >= 0xAC00 && c <= 0xD7A3) ||
        (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A0 && c <= 0x30FF))
        return 2;
    if ((c >= 0xAE && c <= 0x2FF) || (c >= 0x0400 && c <= 0x0482) ||
        (c >= 0x03A3 && c <= 0x03FF) || (c >= 0x2013 && c <= 0x2026))
        return 1;
    return 0;
}

bool text_is_joiner(uint32_t c)
{
    return c == 0x200C || c == 0x200D || c == 0xFE0E || c == 0xFE0F;
}

int text_code_cols(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return 1;
    if (c < 0xA0 || c > 0x10FFFF)
        return -1;
    int cols = common_cols(c);
    if (cols > 0)
        return cols;
    cols = wcwidth((wchar_t)c);
    /* Without any UTF-8 locale on the system wcwidth knows ASCII alone. */
    if (cols < 0 && MB_CUR_MAX == 1)
        cols = uc_width(c, "UTF-8");
    return cols;
}

static enum code_class class_ascii(uint32_t c)
{
    switch (c) {
    case 0:
        return CODE_REPLACE;
    case '\t':
        return CODE_TAB;
    case '\n':
    case '\r':
    case '\v':
    case '\f':
        return CODE_LINE;
    default:
        return c < 0x20 || c == 0x7F ? CODE_CARET : CODE_BASE;
    }
}

enum code_class code_class(uint32_t c, int *cols)
{
    *cols = 1;
    if (c < 0x80)
        return class_ascii(c);
    *cols = common_cols(c);
    if (*cols > 0)
        return CODE_BASE;
    *cols = 1;
    const struct code_range *range = find_special(c);
    if (range != NULL) {
        if (range->class == CODE_TONE)
            *cols = 2;
        return range->class;
    }
    if (c > 0x10FFFF || (c & 0xFFFE) == 0xFFFE)
        return CODE_REPLACE;
    if (c == CODE_REPLACEMENT)
        return CODE_BASE;
    *cols = text_code_cols(c);
    if (*cols < 0) {
        *cols = 1;
        return CODE_REPLACE;
    }
    return *cols == 0 ? CODE_MARK : CODE_BASE;
}

/* Eight bytes at a time: a byte below 0x20 borrows into its high bit, 0x7F and above
 * have or get it by adding one. */
size_t text_plain_run(struct str s)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones * 0x80;
    uint64_t word;
    size_t i = 0;
    for (; i + sizeof word <= s.len; i += sizeof word) {
        memcpy(&word, s.ptr + i, sizeof word);
        if (((word | (word + ones) | (word - ones * 0x20)) & highs) != 0)
            break;
    }
    while (i < s.len && s.ptr[i] >= 0x20 && s.ptr[i] < 0x7F)
        i++;
    return i;
}
