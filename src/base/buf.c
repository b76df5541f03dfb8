/*
 * The bytes live in one heap block that doubles when it is full.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void buf_release(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf){0};
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
}

void buf_truncate(struct buf *buf, size_t len)
{
    if (len < buf->len)
        buf->len = len;
}

void buf_reserve(struct buf *buf, size_t more)
{
    size_t cap = buf->cap ? buf->cap : 64;
    if (more > SIZE_MAX / 2 - buf->len)
        die("out of memory (%zu bytes asked for)", more);
    if (buf->cap - buf->len >= more)
        return;
    while (cap < buf->len + more)
        cap *= 2;
    buf->data = mem_realloc(buf->data, cap);
    buf->cap = cap;
}

char *buf_extend(struct buf *buf, size_t bytes)
{
    buf_reserve(buf, bytes);
    char *at = buf->data ? buf->data + buf->len : NULL;
    buf->len += bytes;
    return at;
}

void buf_repeat(struct buf *buf, char c, size_t count)
{
    if (count > 0)
        memset(buf_extend(buf, count), c, count);
}

void buf_number(struct buf *buf, unsigned long long number, size_t digits)
{
    char text[24]; /* 2^64 has 20 digits */
    size_t at = sizeof text;
    do {
        text[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    size_t len = sizeof text - at;
    if (digits > len)
        buf_repeat(buf, '0', digits - len);
    buf_puts(buf, (struct str){text + at, len});
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len > 0) {
        /* vsnprintf writes a NUL, which is then taken off again. */
        char *at = buf_extend(buf, (size_t)len + 1);
        vsnprintf(at, (size_t)len + 1, format, again);
        buf->len--;
    }
    va_end(again);
}

struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->data ? buf->data : "", buf->len};
}

struct str buf_keep(const struct buf *buf, struct arena *arena)
{
    return arena_str(arena, buf_str(buf));
}
