/*
 * Destinations as bytes.
 */
#include "library/links/dest.h"

#include "base/ascii.h"

static bool is_scheme_byte(char c)
{
    return ascii_is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '.' ||
           c == '-';
}

/* A single letter is a drive of another system, not a scheme. */
size_t dest_scheme_len(struct str dest)
{
    size_t i = 0;
    if (dest.len == 0 || !ascii_is_letter(dest.ptr[0]))
        return 0;
    while (i < dest.len && is_scheme_byte(dest.ptr[i]))
        i++;
    return i >= 2 && i < dest.len && dest.ptr[i] == ':' ? i + 1 : 0;
}

bool dest_is_url_among_names(struct str dest)
{
    size_t scheme = dest_scheme_len(dest);
    return scheme > 0 && (str_starts(str_tail(dest, scheme), STR("//")) ||
                          str_eq_nocase(str_slice(dest, 0, scheme), STR("mailto:")));
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct str dest_decoded(struct arena *arena, struct str s)
{
    size_t len = 0;
    if (str_chr(s, '%') == s.len)
        return s;
    char *out = arena_bytes(arena, s.len);
    for (size_t i = 0; i < s.len; i++) {
        int high = i + 2 < s.len && s.ptr[i] == '%' ? hex_value(s.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex_value(s.ptr[i + 2]) : -1;
        if (low >= 0) {
            out[len++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[len++] = s.ptr[i];
        }
    }
    return (struct str){out, len};
}

bool dest_is_sane_path(struct str path)
{
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c < ' ' || c == 0x7F || c == '\\')
            return false;
    }
    return true;
}
