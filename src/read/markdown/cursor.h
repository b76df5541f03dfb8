/*
 * A place in a line that counts columns, as indentation is measured in them.
 */
#ifndef LECTERN_READ_MARKDOWN_CURSOR_H
#define LECTERN_READ_MARKDOWN_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct cursor {
    struct str line;
    size_t at;        /* the next byte */
    uint32_t col;     /* its column, tabs counted */
    uint32_t pending; /* columns left of a tab that was taken in part */
    size_t first;     /* the next byte that is no blank; set by cursor_look */
    uint32_t indent;  /* columns up to it */
    bool blank;       /* there is none */
};

/* Finds the next byte that is no blank. */
static inline void cursor_look(struct cursor *c)
{
    uint32_t col = c->col;
    c->first = c->at;
    for (; c->first < c->line.len; c->first++) {
        if (c->line.ptr[c->first] == ' ')
            col++;
        else if (c->line.ptr[c->first] == '\t')
            col += 4 - col % 4;
        else
            break;
    }
    c->indent = col - c->col + c->pending;
    c->blank = c->first == c->line.len;
}

/* Takes `cols` columns of blanks, or fewer when there are no more. */
static inline void cursor_take(struct cursor *c, uint32_t cols)
{
    while (cols > 0) {
        if (c->pending > 0) {
            c->pending--;
            cols--;
        } else if (c->at < c->line.len && c->line.ptr[c->at] == ' ') {
            c->at++;
            c->col++;
            cols--;
        } else if (c->at < c->line.len && c->line.ptr[c->at] == '\t') {
            c->pending = 4 - c->col % 4;
            c->col += c->pending;
            c->at++;
        } else {
            return;
        }
    }
}

/* Takes all blanks and `bytes` that are none after them. */
static inline void cursor_pass(struct cursor *c, size_t bytes)
{
    c->col += c->indent - c->pending + (uint32_t)bytes;
    c->pending = 0;
    c->at = c->first + bytes;
}

#endif
