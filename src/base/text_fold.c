/*
 * Folding, slugs and words.
 */
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/text.h"

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

struct str text_slug(struct arena *arena, struct str heading)
{
    struct str s = str_trim(heading), kept;
    struct buf out = {0};
    size_t pos = 0;

    while (pos < s.len) {
        uint32_t c = text_next(s, &pos);

        if (c == ' ')
            buf_putc(&out, '-');
        else if (in_slug(c) && !text_is_joiner(c))
            text_put(&out, c < 0x80 && c >= 'A' && c <= 'Z' ? c + 32 : uc_tolower(c));
    }
    kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

bool text_is_word(uint32_t c)
{
    const uint32_t kept = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N;

    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               (c >= '0' && c <= '9');
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

size_t text_words(struct str s)
{
    size_t pos = 0, count = 0;
    bool inside = false;

    while (pos < s.len) {
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
