/* The sanitiser and all else in base/text.h, and JSON, on any bytes. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "fuzz.h"

static void check_clusters(struct str clean)
{
    struct buf ascii = {0};
    size_t cols_of_all = 0;
    for (size_t at = 0; at < clean.len;) {
        size_t before = at;
        int cols;
        struct str cluster = text_cluster(clean, &at, &cols);
        MUST(at > before && cluster.ptr == clean.ptr + before);
        MUST(cols >= 0 && cols <= 2);
        cols_of_all += (size_t)cols;
        buf_clear(&ascii);
        text_ascii(&ascii, cluster, cols);
        MUST(ascii.len == (size_t)cols);
        for (size_t i = 0; i < ascii.len; i++)
            MUST(ascii.data[i] >= ' ' && ascii.data[i] <= '~');
    }
    MUST(cols_of_all == text_cols(clean));
    buf_release(&ascii);
}

static void check_one_line(struct arena *arena, struct str raw)
{
    struct str clean = text_clean(arena, raw, TEXT_ONE_LINE);
    fuzz_must_be_clean(clean);
    MUST(str_chr(clean, '\n') == clean.len);
    MUST(str_eq(text_clean(arena, clean, TEXT_ONE_LINE), clean));
    check_clusters(clean);
    for (size_t cols = 0; cols < 40; cols += 3) {
        struct str fit = text_fit(clean, cols);
        MUST(fit.len <= clean.len && text_cols(fit) <= cols);
        struct str cut = text_ellipsis(arena, clean, cols);
        fuzz_must_be_clean(cut);
        MUST(text_cols(cut) <= cols);
    }
    fuzz_must_be_harmless(text_slug(arena, clean));
    MUST(str_eq(text_fold(arena, clean, false),
                text_fold(arena, text_fold(arena, clean, false), false)));
    MUST(text_words(clean) <= clean.len);
}

static void check_many_lines(struct arena *arena, struct str raw)
{
    struct str clean = text_clean(arena, raw, TEXT_MANY_LINES);
    fuzz_must_be_clean(clean);
    MUST(str_eq(text_clean(arena, clean, TEXT_MANY_LINES), clean));
    char *breaks = arena_bytes(arena, clean.len);
    text_breaks(clean, breaks);
    for (size_t i = 0; i < clean.len; i++) {
        MUST(breaks[i] >= TEXT_BREAK_NO && breaks[i] <= TEXT_BREAK_MUST);
        bool inside = ((unsigned char)clean.ptr[i] & 0xC0) == 0x80;
        MUST(!inside || breaks[i] == TEXT_BREAK_NO);
    }
}

/* No byte of a JSON line can do harm, whatever the text was. */
static void check_json(struct str raw)
{
    struct buf out = {0};
    struct json json;
    json_init(&json, &out);
    json_open(&json, NULL, '{');
    json_str(&json, "text", raw);
    json_close(&json, '}');
    fuzz_must_be_clean(buf_str(&out));
    MUST(str_chr(buf_str(&out), '\n') == out.len);
    buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    char *copy = malloc(size ? size : 1);
    memcpy(copy, data, size);
    struct str raw = {copy, size};
    struct str decoded = text_decode(&arena, raw);
    MUST(str_chr(decoded, '\r') == decoded.len &&
         str_chr(decoded, '\0') == decoded.len);
    check_one_line(&arena, raw);
    check_one_line(&arena, decoded);
    check_many_lines(&arena, raw);
    check_many_lines(&arena, decoded);
    check_json(raw);
    text_is_binary(raw);
    arena_release(&arena);
    free(copy);
    return 0;
}
