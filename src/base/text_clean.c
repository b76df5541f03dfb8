/*
 * The sanitiser: raw text in, clean text out (base/text.h says what that means).
 */
#include "base/text.h"
#include "base/text_code.h"

/* What the sanitiser knows of the text it has written so far. */
struct cleaner {
    struct buf *out;
    enum text_lines lines;
    size_t col;    /* columns since the line began, for tabs */
    int base_cols; /* of the base before; 0 where a mark has none */
    int marks;     /* on that base */
};

/* A space is no base: it may vanish at the end of a line, and a mark on it with it. */
static int ascii_base_cols(char c)
{
    return c == ' ' ? 0 : 1;
}

bool text_is_clean(struct str s)
{
    size_t pos = 0;
    int cols, base_cols = 0, marks = 0;
    while (pos < s.len) {
        size_t run = text_plain_run(str_tail(s, pos)), from = pos + run;
        pos = from;
        if (run > 0) {
            base_cols = ascii_base_cols(s.ptr[from - 1]);
            marks = 0;
        }
        if (pos == s.len)
            break;
        uint32_t c = text_next(s, &pos);
        if (c == '\n') {
            base_cols = 0;
            continue;
        }
        /* Ill-formed bytes read as U+FFFD but are not it. */
        if (c == CODE_REPLACEMENT && !str_eq(str_slice(s, from, pos), STR("\uFFFD")))
            return false;
        switch (code_class(c, &cols)) {
        case CODE_TONE:
            if (base_cols == 2)
                return false;
            base_cols = cols;
            marks = 0;
            break;
        case CODE_BASE:
            base_cols = cols;
            marks = 0;
            break;
        case CODE_MARK:
        case CODE_JOIN:
            if (base_cols == 0 || ++marks > TEXT_MARKS_MAX)
                return false;
            break;
        case CODE_DROP:
        case CODE_CARET:
        case CODE_HEX:
        case CODE_REPLACE:
        case CODE_LINE:
        case CODE_TAB:
            return false;
        }
    }
    return true;
}

static void put_base(struct cleaner *cleaner, uint32_t c, int cols)
{
    text_put(cleaner->out, c);
    cleaner->col += (size_t)cols;
    cleaner->base_cols = cols;
    cleaner->marks = 0;
}

static void put_ascii(struct cleaner *cleaner, struct str s)
{
    if (s.len == 0)
        return;
    buf_puts(cleaner->out, s);
    cleaner->col += s.len;
    cleaner->base_cols = ascii_base_cols(s.ptr[s.len - 1]);
    cleaner->marks = 0;
}

static void put_space(struct cleaner *cleaner)
{
    if (cleaner->out->len == 0 || cleaner->out->data[cleaner->out->len - 1] != ' ')
        put_ascii(cleaner, STR(" "));
}

static void put_line_end(struct cleaner *cleaner)
{
    if (cleaner->lines == TEXT_ONE_LINE) {
        put_space(cleaner);
        return;
    }
    buf_putc(cleaner->out, '\n');
    cleaner->col = 0;
    cleaner->base_cols = 0;
}

static void put_tab(struct cleaner *cleaner)
{
    size_t count = TEXT_TAB_COLS - cleaner->col % TEXT_TAB_COLS;
    if (cleaner->lines == TEXT_ONE_LINE) {
        put_space(cleaner);
        return;
    }
    buf_repeat(cleaner->out, ' ', count);
    cleaner->col += count;
    cleaner->base_cols = 0;
    cleaner->marks = 0;
}

static void put_mark(struct cleaner *cleaner, uint32_t c)
{
    if (cleaner->base_cols == 0)
        put_base(cleaner, CODE_DOTTED_CIRCLE, 1);
    if (cleaner->marks < TEXT_MARKS_MAX) {
        text_put(cleaner->out, c);
        cleaner->marks++;
    }
}

static void put_hex(struct cleaner *cleaner, uint32_t c)
{
    size_t before = cleaner->out->len;
    buf_printf(cleaner->out, "<%02X>", (unsigned)c);
    cleaner->col += cleaner->out->len - before;
    cleaner->base_cols = 1;
    cleaner->marks = 0;
}

static void put_code(struct cleaner *cleaner, uint32_t c)
{
    char caret[2] = {'^', (char)(c ^ 0x40)};
    int cols;
    switch (code_class(c, &cols)) {
    case CODE_BASE:
        put_base(cleaner, c, cols);
        break;
    case CODE_MARK:
        put_mark(cleaner, c);
        break;
    case CODE_JOIN:
        if (cleaner->base_cols > 0)
            put_mark(cleaner, c);
        break;
    case CODE_TONE:
        if (cleaner->base_cols != 2)
            put_base(cleaner, c, cols);
        break;
    case CODE_DROP:
        break;
    case CODE_CARET:
        put_ascii(cleaner, (struct str){caret, sizeof caret});
        break;
    case CODE_HEX:
        put_hex(cleaner, c);
        break;
    case CODE_REPLACE:
        put_base(cleaner, CODE_REPLACEMENT, 1);
        break;
    case CODE_LINE:
        put_line_end(cleaner);
        break;
    case CODE_TAB:
        put_tab(cleaner);
        break;
    }
}

void text_clean_to(struct buf *out, struct str raw, enum text_lines lines)
{
    struct cleaner cleaner = {.out = out, .lines = lines};
    size_t pos = 0;
    while (pos < raw.len) {
        size_t run = text_plain_run(str_tail(raw, pos));
        put_ascii(&cleaner, str_slice(raw, pos, pos + run));
        pos += run;
        if (pos == raw.len)
            break;
        /* CRLF is one line end. */
        if (raw.ptr[pos] == '\r' && pos + 1 < raw.len && raw.ptr[pos + 1] == '\n')
            pos++;
        put_code(&cleaner, text_next(raw, &pos));
    }
}

struct str text_clean(struct arena *arena, struct str raw, enum text_lines lines)
{
    struct buf out = {0};
    if (text_is_clean(raw) &&
        (lines == TEXT_MANY_LINES || str_chr(raw, '\n') == raw.len))
        return raw;
    text_clean_to(&out, raw, lines);
    struct str kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

void text_show_to(struct buf *out, struct str s)
{
    size_t pos = 0;
    while (pos < s.len) {
        size_t run = text_plain_run(str_tail(s, pos));
        buf_puts(out, str_slice(s, pos, pos + run));
        pos += run;
        if (pos == s.len)
            break;
        uint32_t c = text_next(s, &pos);
        if (!text_is_joiner(c))
            text_put(out, c);
    }
}
