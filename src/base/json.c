/*
 * The writer keeps one bit per level of nesting: whether a comma is due. Strings are
 * escaped code point by code point, because what is safe depends on the base that a
 * mark follows.
 */
#include "base/json.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/text_code.h"

void json_init(struct json *json, struct buf *out)
{
    *json = (struct json){.out = out};
}

static void put_escape(struct buf *out, uint32_t unit)
{
    buf_printf(out, "\\u%04x", (unsigned)unit);
}

/* A code point that is not safe as it is, by the rules of JSON or of the sanitiser. */
static void put_code(struct buf *out, uint32_t c)
{
    switch (c) {
    case '"':
        buf_puts(out, STR("\\\""));
        return;
    case '\\':
        buf_puts(out, STR("\\\\"));
        return;
    case '\n':
        buf_puts(out, STR("\\n"));
        return;
    case '\t':
        buf_puts(out, STR("\\t"));
        return;
    default:
        break;
    }
    if (c >= 0x10000) { /* a surrogate pair (RFC 8259, 7) */
        put_escape(out, 0xD800 + ((c - 0x10000) >> 10));
        put_escape(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
        put_escape(out, c);
    }
}

static bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* The base before the next code point, as far as marks depend on it. */
struct base {
    int cols; /* 0 where a mark has none */
    int marks;
};

/* True for what the sanitiser would leave as it is after `base`. */
static bool is_clean_behind(struct base *base, uint32_t c)
{
    int cols;
    switch (code_class(c, &cols)) {
    case CODE_TONE:
        if (base->cols == 2)
            return false;
        *base = (struct base){cols, 0};
        return true;
    case CODE_BASE:
        *base = (struct base){cols, 0};
        return true;
    case CODE_MARK:
    case CODE_JOIN:
        return base->cols > 0 && ++base->marks <= TEXT_MARKS_MAX;
    case CODE_DROP:
    case CODE_CARET:
    case CODE_HEX:
    case CODE_REPLACE:
    case CODE_LINE:
    case CODE_TAB:
        break;
    }
    return false;
}

static void put_string(struct buf *out, struct str s)
{
    size_t pos = 0;
    struct base base = {0};
    buf_putc(out, '"');
    while (pos < s.len) {
        size_t from = pos;
        while (pos < s.len && is_plain(s.ptr[pos]))
            pos++;
        buf_puts(out, str_slice(s, from, pos));
        if (pos > from)
            base = (struct base){.cols = s.ptr[pos - 1] == ' ' ? 0 : 1};
        if (pos == s.len)
            break;
        uint32_t c = text_next(s, &pos);
        if (c >= 0x80 && is_clean_behind(&base, c)) {
            text_put(out, c);
        } else {
            put_code(out, c);
            base = (struct base){.cols = 1};
        }
    }
    buf_putc(out, '"');
}

static void lead(struct json *json, const char *key)
{
    if (json->comma)
        buf_putc(json->out, ',');
    json->comma = true;
    if (key != NULL) {
        put_string(json->out, str_from(key));
        buf_putc(json->out, ':');
    }
}

void json_key(struct json *json, struct str key)
{
    if (json->comma)
        buf_putc(json->out, ',');
    put_string(json->out, key);
    buf_putc(json->out, ':');
    json->comma = false;
}

void json_open(struct json *json, const char *key, char bracket)
{
    lead(json, key);
    buf_putc(json->out, bracket);
    json->comma = false;
}

void json_close(struct json *json, char bracket)
{
    buf_putc(json->out, bracket);
    json->comma = true;
}

void json_str(struct json *json, const char *key, struct str value)
{
    lead(json, key);
    put_string(json->out, value);
}

void json_int(struct json *json, const char *key, long long value)
{
    lead(json, key);
    buf_printf(json->out, "%lld", value);
}

void json_real(struct json *json, const char *key, double value)
{
    lead(json, key);
    buf_printf(json->out, "%.3f", isfinite(value) ? value : 0);
}

void json_bool(struct json *json, const char *key, bool value)
{
    lead(json, key);
    buf_puts(json->out, value ? STR("true") : STR("false"));
}

void json_end(struct json *json)
{
    buf_putc(json->out, '\n');
    json->comma = false;
}
