/*
 * Emphasis beside punctuation marks (see the header).
 *
 * CommonMark sees no end of emphasis in "**Label:**Text", nor where scripts without
 * blanks have a mark at its border: between a punctuation mark and a letter "**" opens
 * only. A stop between the two, which is neither, makes it close as well.
 */
#include "read/inline/scan_parts.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

enum { STARS_MAX = 3 };

enum side { SIDE_BLANK, SIDE_MARK, SIDE_LETTER, SIDE_WIDE };

static enum side side_at(struct str s, size_t at)
{
    const char c = s.ptr[at];
    if (ascii_is_space(c))
        return SIDE_BLANK;
    if (ascii_is_alnum(c))
        return SIDE_LETTER;
    if ((unsigned char)c < 0x80)
        return SIDE_MARK;
    size_t pos = at;
    return text_is_word(text_next(s, &pos)) ? SIDE_WIDE : SIDE_MARK;
}

static enum side side_before(struct str s, size_t at)
{
    if (at == 0)
        return SIDE_BLANK;
    size_t from = at - 1;
    while (from > 0 && ((unsigned char)s.ptr[from] & 0xC0) == 0x80)
        from--;
    return side_at(s, from);
}

/* Marks that a phrase begins with, rather than ends. */
static bool opens_phrase(char c)
{
    return memchr("([{<$#@", c, 7) != NULL;
}

static bool put_stars(struct scan_found *found, size_t at, size_t len, bool before)
{
    static const struct str stopped[2][STARS_MAX + 1] = {
        {{0},
         STR_INIT("*" TOKEN_STOP),
         STR_INIT("**" TOKEN_STOP),
         STR_INIT("***" TOKEN_STOP)},
        {{0},
         STR_INIT(TOKEN_STOP "*"),
         STR_INIT(TOKEN_STOP "**"),
         STR_INIT(TOKEN_STOP "***")},
    };
    *found = (struct scan_found){.from = at, .to = at + len};
    found->plain = stopped[before][len];
    return true;
}

/* True when a run of so many stars comes later in the text. Asked once a line. */
static bool has_later(struct str s, size_t from, size_t len)
{
    const struct str stars = str_slice(STR("***"), 0, len);
    const struct str rest = str_tail(s, from);
    return str_find(rest, stars) < rest.len;
}

bool scan_stars(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    size_t end = at;
    while (end < s.len && s.ptr[end] == '*')
        end++;
    const size_t len = end - at;
    scan->pos = end;
    if (len > STARS_MAX || at < scan->code_end)
        return false;
    const enum side before = side_before(s, at);
    const enum side after = end < s.len ? side_at(s, end) : SIDE_BLANK;
    bool *open = &scan->stars_open[len];
    if (*open && before == SIDE_MARK && !opens_phrase(s.ptr[at - 1]) &&
        (after == SIDE_LETTER || after == SIDE_WIDE)) {
        *open = false;
        return put_stars(found, at, len, true);
    }
    if (!*open && before == SIDE_WIDE && after == SIDE_MARK && has_later(s, end, len)) {
        *open = true;
        return put_stars(found, at, len, false);
    }
    if (after == SIDE_BLANK || (*open && before != SIDE_BLANK))
        *open = false;
    else
        *open = true;
    return false;
}
