/*
 * Slices: comparing, searching, cutting. Nothing here allocates.
 */
#include "base/str.h"

#include <stdint.h>
#include <string.h>

#include "base/ascii.h"

struct str str_from(const char *text)
{
    return (struct str){text, text ? strlen(text) : 0};
}

bool str_eq_nocase(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
            return false;
    }
    return true;
}

int str_cmp(struct str a, struct str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

/* Eight bytes at a time: every byte of an article comes by here. */
bool str_is_ascii(struct str s)
{
    const uint64_t high_bits = UINT64_C(0x8080808080808080);
    uint64_t word, seen = 0;
    size_t i = 0;
    for (; i + sizeof word <= s.len; i += sizeof word) {
        memcpy(&word, s.ptr + i, sizeof word);
        seen |= word;
    }
    for (; i < s.len; i++)
        seen |= (unsigned char)s.ptr[i];
    return (seen & high_bits) == 0;
}

size_t str_find(struct str s, struct str needle)
{
    if (needle.len == 0)
        return 0;
    if (needle.len > s.len)
        return s.len;
    const char *at = memmem(s.ptr, s.len, needle.ptr, needle.len);
    return at ? (size_t)(at - s.ptr) : s.len;
}

size_t str_rchr(struct str s, char c)
{
    for (size_t i = s.len; i > 0; i--) {
        if (s.ptr[i - 1] == c)
            return i - 1;
    }
    return s.len;
}

struct str str_trim(struct str s)
{
    size_t from = 0, to = s.len;
    while (from < to && ascii_is_space(s.ptr[from]))
        from++;
    while (to > from && ascii_is_space(s.ptr[to - 1]))
        to--;
    return str_slice(s, from, to);
}

bool str_cut(struct str *rest, char separator, struct str *part)
{
    if (rest->ptr == NULL)
        return false;
    size_t at = str_chr(*rest, separator);
    *part = str_slice(*rest, 0, at);
    *rest = at < rest->len ? str_tail(*rest, at + 1) : (struct str){NULL, 0};
    return true;
}

bool str_cut_line(struct str *rest, struct str *line)
{
    if (rest->ptr == NULL || rest->len == 0)
        return false;
    str_cut(rest, '\n', line);
    if (line->len > 0 && line->ptr[line->len - 1] == '\r')
        line->len--;
    return true;
}

unsigned long long str_hash(struct str s)
{
    unsigned long long hash = 0xcbf29ce484222325ULL;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3ULL;
    return hash;
}

/* The number at `*pos` without leading zeros; moves past it. */
static struct str number_at(struct str s, size_t *pos)
{
    size_t start = *pos;
    while (*pos < s.len && ascii_is_digit(s.ptr[*pos]))
        ++*pos;
    while (start + 1 < *pos && s.ptr[start] == '0')
        start++;
    return str_slice(s, start, *pos);
}

static int compare_numbers(struct str a, struct str b)
{
    if (a.len != b.len)
        return a.len < b.len ? -1 : 1;
    return str_cmp(a, b);
}

int str_cmp_natural(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        int order;
        if (ascii_is_digit(a.ptr[i]) && ascii_is_digit(b.ptr[j])) {
            struct str left = number_at(a, &i), right = number_at(b, &j);
            order = compare_numbers(left, right);
        } else {
            order = (unsigned char)ascii_lower(a.ptr[i++]) -
                    (unsigned char)ascii_lower(b.ptr[j++]);
        }
        if (order != 0)
            return order;
    }
    if (i < a.len || j < b.len)
        return i < a.len ? 1 : -1;
    return str_cmp(a, b);
}
