#include "base/json.h"

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

/* A code point that is not safe as it stands, by the rules of JSON or of the sanitiser.
 */
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

static void put_string(struct buf *out, struct str s)
{
    size_t pos = 0;

    buf_putc(out, '"');
    while (pos < s.len) {
        size_t from = pos;
        enum code_class class;
        uint32_t c;
        int cols;

        while (pos < s.len && is_plain(s.ptr[pos]))
            pos++;
        buf_puts(out, str_slice(s, from, pos));
        if (pos == s.len)
            break;
        c = text_next(s, &pos);
        class = code_class(c, &cols);
        if (c >= 0x80 &&
            (class == CODE_BASE || class == CODE_MARK || class == CODE_TONE))
            text_put(out, c);
        else
            put_code(out, c);
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
