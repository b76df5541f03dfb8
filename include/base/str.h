/*
 * Slices of bytes.
 *
 * A `struct str` is a pointer and a length in bytes; it owns nothing and is not
 * NUL-terminated. It may point only into memory that outlives its holder, most
 * often an arena. The empty slice may have a NULL pointer.
 */
#ifndef LECTERN_BASE_STR_H
#define LECTERN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
    const char *ptr;
    size_t len;
};

/* A slice of a string literal: STR in code, STR_INIT in static tables. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_INIT(literal)                                                              \
    {                                                                                  \
        "" literal, sizeof(literal) - 1                                                \
    }

/* For printf: printf("'" STR_FMT "'", STR_ARG(s)). */
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

/* A slice of the NUL-terminated `text`, without its NUL; NULL gives the empty one. */
struct str str_from(const char *text);

/* The bytes [from, to) of `s`; both are cut to its length. This and what is short below
 * is here for the compiler to put where it is called: readers spend a tenth of their
 * time in such calls. */
static inline struct str str_slice(struct str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (struct str){s.ptr ? s.ptr + from : NULL, to - from};
}

/* `s` without its first `from` bytes. */
static inline struct str str_tail(struct str s, size_t from)
{
    return str_slice(s, from, s.len);
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Equal when ASCII letters are folded; other bytes are compared as they are. */
bool str_eq_nocase(struct str a, struct str b);

/* <0, 0, >0 by unsigned bytes, the shorter first: a total order for sorting. */
int str_cmp(struct str a, struct str b);

/* Whether no byte is above ASCII. */
bool str_is_ascii(struct str s);

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_eq(str_slice(s, 0, prefix.len), prefix);
}

static inline bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_eq(str_tail(s, s.len - suffix.len), suffix);
}

/* Byte offset of the first `c`, or of the first `needle`; s.len when there is none. */
static inline size_t str_chr(struct str s, char c)
{
    const char *at = s.len ? (const char *)memchr(s.ptr, c, s.len) : NULL;
    return at ? (size_t)(at - s.ptr) : s.len;
}

size_t str_find(struct str s, struct str needle);

/* Byte offset of the last `c`, or s.len when there is none. */
size_t str_rchr(struct str s, char c);

/* `s` without ASCII white space (space, TAB, LF, VT, FF, CR) at its ends. */
struct str str_trim(struct str s);

/*
 * Cuts `*rest` at the first `separator`: returns what is before it and leaves what is
 * after it. False when `*rest` has nothing left (its pointer is NULL):
 *
 *     for (struct str part; str_cut(&rest, ',', &part);) ...
 */
bool str_cut(struct str *rest, char separator, struct str *part);

/* As str_cut at line ends; LF and CRLF both end a line and are not part of it. */
bool str_cut_line(struct str *rest, struct str *line);

/* Sorts names as people do: numbers by their value, case aside. A total order. */
int str_cmp_natural(struct str a, struct str b);

/* A hash of the bytes (FNV-1a, 64 bit), the same on every host: catalogs depend on it.
 * Two texts with one hash can be made on purpose. */
unsigned long long str_hash(struct str s);

#endif
