/*
 * Moments of a video (see the header).
 */
#include "read/html/timestamp.h"

#include "base/ascii.h"

enum {
    PART_DIGITS_MAX = 4,
    PARTS_MAX = 3,
};

static bool is_stray(char c)
{
    return c == '[' || c == ']' || c == ':' || ascii_is_blank(c);
}

static struct str without_strays(struct str s)
{
    size_t from = 0, to = s.len;
    while (from < to && is_stray(s.ptr[from]))
        from++;
    while (to > from && is_stray(s.ptr[to - 1]))
        to--;
    return str_slice(s, from, to);
}

static bool read_part(struct str part, unsigned *value)
{
    *value = 0;
    for (size_t i = 0; i < part.len; i++) {
        if (part.ptr[i] < '0' || part.ptr[i] > '9')
            return false;
        *value = *value * 10 + (unsigned)(part.ptr[i] - '0');
    }
    return part.len > 0 && part.len <= PART_DIGITS_MAX;
}

bool timestamp_read(struct str s, unsigned *seconds)
{
    struct str rest = without_strays(s);
    unsigned total = 0, count = 0;
    for (struct str part; str_cut(&rest, ':', &part);) {
        unsigned value;
        if (count == PARTS_MAX ||
            !read_part(str_slice(part, 0, PART_DIGITS_MAX + 1), &value) ||
            (count > 0 && value > 59))
            return false;
        total = total * 60 + value;
        count++;
    }
    *seconds = total;
    return count >= 2;
}

void timestamp_put(struct buf *out, unsigned seconds)
{
    const bool hours = seconds >= 3600;
    if (hours) {
        buf_number(out, seconds / 3600, 1);
        buf_putc(out, ':');
    }
    buf_number(out, seconds / 60 % 60, hours ? 2 : 1);
    buf_putc(out, ':');
    buf_number(out, seconds % 60, 2);
}
