/*
 * Growing buffers of bytes. A zeroed `struct buf` is an empty one.
 */
#ifndef LECTERN_BASE_BUF_H
#define LECTERN_BASE_BUF_H

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

struct buf {
    char *data; /* NULL until something is written; never NUL-terminated */
    size_t len;
    size_t cap;
};

void buf_release(struct buf *buf);

/* Empties the buffer and keeps its memory. */
void buf_clear(struct buf *buf);

/* Cuts the content to its first `len` bytes; a longer `len` changes nothing. */
void buf_truncate(struct buf *buf, size_t len);

/* Makes room for `more` bytes after the content. */
void buf_reserve(struct buf *buf, size_t more);

static inline void buf_putc(struct buf *buf, char c)
{
    if (buf->len == buf->cap)
        buf_reserve(buf, 1);
    buf->data[buf->len++] = c;
}

static inline void buf_puts(struct buf *buf, struct str s)
{
    if (s.len == 0)
        return;
    if (buf->cap - buf->len < s.len)
        buf_reserve(buf, s.len);
    memcpy(buf->data + buf->len, s.ptr, s.len);
    buf->len += s.len;
}

void buf_repeat(struct buf *buf, char c, size_t count);

/* In decimal, with zeros before it up to `digits`. Many times as fast as buf_printf. */
void buf_number(struct buf *buf, unsigned long long number, size_t digits);

void buf_printf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* `bytes` writable bytes after the content, which they become part of. */
char *buf_extend(struct buf *buf, size_t bytes);

/* The content; valid until the buffer is next written to. */
struct str buf_str(const struct buf *buf);

/* A copy of the content in the arena, where it may stay. */
struct str buf_keep(const struct buf *buf, struct arena *arena);

#endif
