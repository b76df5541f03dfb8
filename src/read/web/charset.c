/*
 * Encodings of pages (see the header).
 */
#include "read/web/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"

enum {
    LOOK_BYTES = 4 << 10, /* in which the encoding is named: HTML5 asks for 1 KB */
    PIECE_BYTES = 4 << 10,
    NAME_BYTES = 40,
};

static struct str name_after(struct str head, struct str mark)
{
    struct str rest = str_tail(head, str_find(head, mark));
    rest = str_trim(str_tail(rest, mark.len < rest.len ? mark.len : rest.len));
    size_t from = 0;
    while (from < rest.len &&
           (rest.ptr[from] == '"' || rest.ptr[from] == '\'' || rest.ptr[from] == ' '))
        from++;
    size_t to = from;
    while (to < rest.len && (ascii_is_alnum(rest.ptr[to]) || rest.ptr[to] == '-' ||
                             rest.ptr[to] == '_' || rest.ptr[to] == '.'))
        to++;
    return str_slice(rest, from, to);
}

static struct str charset_of(struct str raw)
{
    const struct str head = str_slice(raw, 0, LOOK_BYTES);
    const struct str declared =
        str_starts(head, STR("<?xml"))
            ? name_after(str_slice(head, 0, str_chr(head, '>')), STR("encoding="))
            : (struct str){0};
    return declared.len > 0 ? declared : name_after(head, STR("charset="));
}

/* What text_decode() finds by itself. */
static bool is_common(struct str name)
{
    static const struct str common[] = {
        STR_INIT("utf-8"),      STR_INIT("utf8"),         STR_INIT("us-ascii"),
        STR_INIT("iso-8859-1"), STR_INIT("windows-1252"), STR_INIT("latin1"),
        STR_INIT("utf-16"),
    };
    bool is = name.len == 0 || name.len >= NAME_BYTES;
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        is |= str_eq_nocase(name, common[i]);
    return is;
}

/* A part may end within a character, of which there are others then. */
static bool is_utf8(struct str raw)
{
    bool has_others = false;
    for (size_t at = 0; at < raw.len;) {
        const size_t from = at;
        const uint32_t code = text_next(raw, &at);
        if (code == 0xFFFD && raw.ptr[from] != '\xEF')
            return has_others && at + 4 > raw.len;
        has_others |= code >= 0x80;
    }
    return true;
}

/* One byte that is no character is U+FFFD. */
static void convert(iconv_t to_utf8, struct str raw, struct buf *out)
{
    char *from = (char *)(uintptr_t)raw.ptr; /* iconv() does not write there */
    size_t left = raw.len;
    while (left > 0) {
        char piece[PIECE_BYTES], *to = piece;
        size_t room = sizeof piece;
        const size_t result = iconv(to_utf8, &from, &left, &to, &room);
        buf_puts(out, (struct str){piece, sizeof piece - room});
        if (result == (size_t)-1 && errno != E2BIG && left > 0) {
            buf_puts(out, STR("\xEF\xBF\xBD"));
            from++;
            left--;
        }
    }
}

struct str charset_decode(struct arena *arena, struct str raw)
{
    const struct str name = charset_of(raw);
    char from[NAME_BYTES] = {0};
    if (is_common(name) || text_is_wide(raw) || is_utf8(raw))
        return text_decode(arena, raw);
    memcpy(from, name.ptr, name.len);
    const iconv_t to_utf8 = iconv_open("UTF-8", from);
    if (to_utf8 == (iconv_t)-1)
        return text_decode(arena, raw);
    struct buf out = {0};
    convert(to_utf8, raw, &out);
    (void)iconv_close(to_utf8);
    const struct str text = text_decode(arena, buf_keep(&out, arena));
    buf_release(&out);
    return text;
}
