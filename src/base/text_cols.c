/*
 * Columns and clusters of clean text, and its substitute in ASCII.
 */
#include <uninorm.h>

#include "base/text.h"
#include "base/text_code.h"

struct str text_cluster(struct str s, size_t *pos, int *cols)
{
    size_t from = *pos;
    uint32_t c = text_next(s, pos);
    *cols = text_code_cols(c);
    if (*cols < 0)
        *cols = c == '\n' ? 0 : 1;
    size_t next;
    /* ASCII after a base is never a mark. */
    while (*pos < s.len && (unsigned char)s.ptr[*pos] >= 0x80) {
        next = *pos;
        if (text_code_cols(text_next(s, &next)) != 0)
            break;
        *pos = next;
    }
    return str_slice(s, from, *pos);
}

size_t text_cols(struct str s)
{
    size_t pos = 0, sum = 0;
    while (pos < s.len) {
        if ((unsigned char)s.ptr[pos] < 0x80) {
            sum += s.ptr[pos] >= 0x20;
            pos++;
            continue;
        }
        int cols = text_code_cols(text_next(s, &pos));
        sum += cols < 0 ? 1 : (size_t)cols;
    }
    return sum;
}

struct str text_fit(struct str s, size_t cols)
{
    size_t pos = 0, used = 0;
    while (pos < s.len) {
        size_t next = pos;
        int wide;
        text_cluster(s, &next, &wide);
        if (used + (size_t)wide > cols)
            break;
        used += (size_t)wide;
        pos = next;
    }
    return str_slice(s, 0, pos);
}

struct str text_ellipsis(struct arena *arena, struct str s, size_t cols)
{
    /* A byte is never more than one column: most texts fit without being measured. */
    if (s.len <= cols || text_cols(s) <= cols)
        return s;
    if (cols == 0)
        return (struct str){"", 0};
    struct str head = text_fit(s, cols - 1);
    while (head.len > 0 && head.ptr[head.len - 1] == ' ')
        head.len--;
    return arena_printf(arena, STR_FMT "…", STR_ARG(head));
}

struct twin {
    uint32_t code;
    char ascii;
};

/* Plain twins of the marks that the screens use and of common punctuation, sorted. */
/* clang-format off */
static const struct twin twins[] = {
    {0x00A0, ' '}, {0x00A7, 'S'}, {0x00AB, '"'}, {0x00B7, '.'}, {0x00BB, '"'}, {0x00D7, 'x'},
    {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'}, {0x2014, '-'},
    {0x2015, '-'}, {0x2018, '\''}, {0x2019, '\''}, {0x201A, ','}, {0x201C, '"'},
    {0x201D, '"'}, {0x201E, '"'}, {0x2022, '-'}, {0x2026, '.'}, {0x2032, '\''},
    {0x2033, '"'}, {0x2039, '<'}, {0x203A, '>'}, {0x2190, '<'}, {0x2191, '^'},
    {0x2192, '>'}, {0x2193, 'v'}, {0x2197, '^'}, {0x21A9, '^'}, {0x21B5, '<'}, {0x2212, '-'},
    {0x2248, '~'}, {0x2500, '-'}, {0x2501, '='}, {0x2502, '|'}, {0x2503, '|'},
    {0x250C, '+'}, {0x2510, '+'}, {0x2514, '+'}, {0x2518, '+'}, {0x251C, '+'},
    {0x2524, '+'}, {0x252C, '+'}, {0x2534, '+'}, {0x253C, '+'}, {0x2550, '='},
    {0x2551, '|'}, {0x256A, '+'}, {0x2588, '#'}, {0x258C, '>'}, {0x258F, '|'},
    {0x2590, '|'}, {0x25AA, '-'}, {0x25B6, '@'}, {0x25B8, '+'}, {0x25BE, '-'},
    {0x25C6, '*'}, {0x25CB, 'o'}, {0x25CF, '*'}, {0x25E6, 'o'}, {0x2610, ' '},
    {0x2611, 'x'}, {0x2713, 'x'}, {0x2717, 'x'},
};
/* clang-format on */

static char twin_of(uint32_t c)
{
    size_t low = 0, high = sizeof twins / sizeof *twins;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c == twins[middle].code)
            return twins[middle].ascii;
        if (c < twins[middle].code)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* The base letter of an accented one, by compatibility decomposition. */
static char letter_of(uint32_t c)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    for (int depth = 0; depth < 4; depth++) {
        if (uc_canonical_decomposition(c, parts) <= 0)
            break;
        c = parts[0];
        if (c > 0x20 && c < 0x7F)
            return (char)c;
    }
    return '?';
}

void text_ascii(struct buf *out, struct str cluster, int cols)
{
    size_t pos = 0;
    uint32_t c = cluster.len ? text_next(cluster, &pos) : ' ';
    if (cols <= 0)
        return;
    char twin;
    if (c >= 0x20 && c < 0x7F)
        twin = (char)c;
    else if ((twin = twin_of(c)) == 0)
        twin = letter_of(c);
    buf_putc(out, twin);
    buf_repeat(out, twin == '?' ? '?' : ' ', (size_t)cols - 1);
}

struct str text_cut(struct arena *arena, struct str clean, size_t max_bytes)
{
    struct str ellipsis = STR("…");
    size_t end = max_bytes - ellipsis.len;
    if (clean.len <= max_bytes)
        return arena_str(arena, clean);
    while (end > 0 && ((unsigned char)clean.ptr[end] & 0xC0) == 0x80)
        end--;
    return arena_printf(arena, STR_FMT STR_FMT, STR_ARG(str_slice(clean, 0, end)),
                        STR_ARG(ellipsis));
}
