/*
 * Sets: many articles in one file.
 *
 * A line "%%% x.md" begins an article, its suffix tells the reader. Signs that an
 * editor would not keep are written in braces: {TAB}, {NBSP}, {FF}, {CR}, {BS}, {ESC},
 * {WIDE}, {END} (a blank at the end of a line), {NOTHING}.
 */
#ifndef LECTERN_TESTS_ARTICLES_SET_H
#define LECTERN_TESTS_ARTICLES_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/* Cuts the next article off; false at the end. */
static inline bool set_next(struct str *rest, struct str *name, struct str *text)
{
    static const struct str sign = STR_INIT("%%% ");
    size_t at = str_find(*rest, sign);
    if (at == rest->len)
        return false;
    *rest = str_tail(*rest, at + sign.len);
    str_cut_line(rest, name);
    size_t end = str_find(*rest, STR("\n%%% "));
    *text = str_slice(*rest, 0, end < rest->len ? end + 1 : end);
    *rest = str_tail(*rest, end);
    return true;
}

/* Appends an article, braces become the signs that they stand for. */
static inline void set_put(struct str text, struct buf *out)
{
    static const struct {
        struct str name, sign;
    } signs[] = {
        {STR_INIT("{TAB}"), STR_INIT("\t")},
        {STR_INIT("{NBSP}"), STR_INIT("\u00A0")},
        {STR_INIT("{FF}"), STR_INIT("\f")},
        {STR_INIT("{CR}"), STR_INIT("\r")},
        {STR_INIT("{BS}"), STR_INIT("\b")},
        {STR_INIT("{ESC}"), STR_INIT("\x1b")},
        {STR_INIT("{WIDE}"), STR_INIT("\u3000")},
        {STR_INIT("{END}"), STR_INIT(" ")},
        {STR_INIT("{NOTHING}"), STR_INIT("")},
    };

    while (text.len > 0) {
        size_t i = 0, count = sizeof signs / sizeof *signs;
        while (i < count && !str_starts(text, signs[i].name))
            i++;
        if (i < count)
            buf_puts(out, signs[i].sign);
        else
            buf_putc(out, text.ptr[0]);
        text = str_tail(text, i < count ? signs[i].name.len : 1);
    }
}

#endif
