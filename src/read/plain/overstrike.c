/*
 * Text for a printer that types over itself: a letter, a step back and the letter again
 * is bold, an underscore and the letter is underlined. Manual pages that were sent to a
 * file have it, or the escapes that terminals know for the same. The text is written
 * without them; what was bold or underlined is kept beside it, in *styles*.
 *
 * A line is a row of *cells*, a character each; what is typed over a cell changes it.
 */
#include "base/ascii.h"
#include "read/plain/plain_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

enum {
    ESCAPE_MAX_BYTES = 16, /* of one that sets a style */
};

struct struck_cell {
    struct str glyph;
    uint8_t style; /* enum text_style */
};

struct typist {
    struct struck_cell *cells; /* of the line */
    size_t count, cap, at;
    uint8_t style; /* that escapes have set */
    struct buf out;
    struct style_run *runs;
    size_t run_count, run_cap;
};

/* What a cell shows when another character is typed over it. */
static void type_over(struct struck_cell *cell, struct str glyph)
{
    if (str_eq(cell->glyph, glyph)) {
        cell->style |= STYLE_BOLD;
    } else if (str_eq(glyph, STR("_"))) {
        cell->style |= STYLE_UNDERLINED;
    } else if (str_eq(cell->glyph, STR("_"))) {
        cell->glyph = glyph;
        cell->style |= STYLE_UNDERLINED;
    } else if (str_eq(cell->glyph, STR("+")) || str_eq(glyph, STR("+"))) {
        cell->glyph = STR("•"); /* "+" over "o": how a bullet is typed */
    } else if (glyph.ptr[0] != ' ') {
        cell->glyph = glyph;
    }
}

static void type(struct typist *typist, struct str glyph)
{
    if (typist->at < typist->count) {
        type_over(&typist->cells[typist->at++], glyph);
        return;
    }
    typist->cells =
        mem_grow(typist->cells, typist->count, &typist->cap, sizeof *typist->cells);
    typist->cells[typist->count++] = (struct struck_cell){glyph, typist->style};
    typist->at = typist->count;
}

static void put_cell(struct typist *typist, const struct struck_cell *cell)
{
    uint32_t from = (uint32_t)typist->out.len;
    buf_puts(&typist->out, cell->glyph);
    uint32_t end = (uint32_t)typist->out.len;
    struct style_run *last =
        typist->run_count > 0 ? &typist->runs[typist->run_count - 1] : NULL;
    if (cell->style == 0) {
        return;
    }
    if (last != NULL && last->end == from && last->style == cell->style) {
        last->end = end;
        return;
    }
    typist->runs = mem_grow(typist->runs, typist->run_count, &typist->run_cap,
                            sizeof *typist->runs);
    typist->runs[typist->run_count++] = (struct style_run){from, end, cell->style};
}

static void end_line(struct typist *typist)
{
    for (size_t i = 0; i < typist->count; i++) {
        put_cell(typist, &typist->cells[i]);
    }
    typist->count = typist->at = 0;
}

static uint8_t style_after(uint8_t style, unsigned code)
{
    switch (code) {
    case 0:
        return 0;
    case 1:
        return style | STYLE_BOLD;
    case 4:
        return style | STYLE_UNDERLINED;
    case 22:
        return style & STYLE_UNDERLINED;
    case 24:
        return style & STYLE_BOLD;
    default:
        return style;
    }
}

/* Bytes of "ESC [ 1 ; 4 m" at the start of `s`, which set `*style`; else 0. */
static size_t read_escape(struct str s, uint8_t *style)
{
    size_t i = 2;
    unsigned code = 0;
    uint8_t set = *style;
    if (s.len < 3 || s.ptr[0] != '\x1b' || s.ptr[1] != '[') {
        return 0;
    }
    for (; i < s.len && i < ESCAPE_MAX_BYTES; i++) {
        char c = s.ptr[i];
        if (ascii_is_digit(c)) {
            code = code * 10 + (unsigned)(c - '0');
            continue;
        }
        if (c != ';' && c != 'm') {
            return 0;
        }
        set = style_after(set, code);
        code = 0;
        if (c == 'm') {
            *style = set;
            return i + 1;
        }
    }
    return 0;
}

static size_t glyph_len(struct str s, size_t pos)
{
    size_t at = pos;
    if ((unsigned char)s.ptr[pos] < 0x80) {
        return 1;
    }
    text_next(s, &at);
    return at - pos;
}

static void read_all(struct typist *typist, struct str s)
{
    for (size_t pos = 0; pos < s.len;) {
        size_t escape = read_escape(str_tail(s, pos), &typist->style);
        size_t len = escape > 0 ? escape : glyph_len(s, pos);
        if (s.ptr[pos] == '\n') {
            end_line(typist);
            buf_putc(&typist->out, '\n');
        } else if (s.ptr[pos] == '\b') {
            typist->at -= typist->at > 0;
        } else if (escape == 0) {
            type(typist, str_slice(s, pos, pos + len));
        }
        pos += len;
    }
    end_line(typist);
}

/* Typing over is a letter, a step back and a letter; a lone step back is noise. */
static bool has_overstrike(struct str s)
{
    for (size_t pos = 0; pos < s.len;) {
        const char *back = memchr(s.ptr + pos, '\b', s.len - pos);
        size_t at = back != NULL ? (size_t)(back - s.ptr) : s.len;
        if (at > 0 && at + 1 < s.len && (unsigned char)s.ptr[at - 1] > ' ' &&
            (unsigned char)s.ptr[at + 1] > ' ') {
            return true;
        }
        pos = at + 1;
    }
    return false;
}

static bool has_styles(struct str s)
{
    uint8_t style = 0;
    for (size_t pos = 0; pos < s.len;) {
        const char *escape = memchr(s.ptr + pos, '\x1b', s.len - pos);
        size_t at = escape != NULL ? (size_t)(escape - s.ptr) : s.len;
        if (at < s.len && read_escape(str_tail(s, at), &style) > 0) {
            return true;
        }
        pos = at + 1;
    }
    return false;
}

void plain_overstrike(struct plain *plain)
{
    struct typist typist = {0};
    if (!has_overstrike(plain->text) && !has_styles(plain->text)) {
        return;
    }
    read_all(&typist, plain->text);
    plain->text = buf_keep(&typist.out, plain->doc->arena);
    plain->styles = typist.runs;
    plain->style_count = typist.run_count;
    free(typist.cells);
    buf_release(&typist.out);
}
