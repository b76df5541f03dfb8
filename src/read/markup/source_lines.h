/*
 * The lines of a text whose blocks are nested by columns, and excerpts of them.
 *
 * An *excerpt* is a run of lines seen from a column on: the body of an item, a quote, a
 * note. They nest without a copy: the body of a block in one is a smaller one. In
 * the first line of one something may stand before its column, a list marker most
 * often, so that line has a column of its own:
 *
 *     - Item            the text of the item: first_col 2, col 2
 *       more of it
 *     .. note:: First   the text of the note: first_col 10, col 3
 *        second
 *
 * Tabs are expanded and blanks at the ends of lines are gone, so bytes at the start of
 * a line are columns.
 */
#ifndef LECTERN_READ_MARKUP_SOURCE_LINES_H
#define LECTERN_READ_MARKUP_SOURCE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct source_line {
    struct str text;
    uint32_t indent; /* blanks at its start */
    uint32_t number; /* in the file; lines may be taken out */
};

struct source_lines {
    struct source_line *at;
    size_t count;
    uint32_t first_line; /* number of the first one in the file */
};

struct excerpt {
    const struct source_lines *source;
    size_t from, to;
    uint32_t first_col, col;
};

/* Splits decoded text. False when there are more lines than may be
 * (read/budget.h). All is in the arena. */
bool source_lines_read(struct source_lines *lines, struct arena *arena, struct str text,
                       uint32_t first_line);

struct excerpt excerpt_all(const struct source_lines *lines);

/* Lines [from, to) of an excerpt, in the same columns; its first line stays
 * what it was. */
struct excerpt excerpt_part(const struct excerpt *lines, size_t from, size_t to);

/* Lines [from, to) from `cols` columns further on; the first one from `first_cols`. */
struct excerpt excerpt_body(const struct excerpt *lines, size_t from, size_t to,
                            uint32_t first_cols, uint32_t cols);

/* The line from the excerpt's column on; a line that begins before it is there from its
 * first character on. */
struct str excerpt_line(const struct excerpt *lines, size_t at);

/* True of lines without text, and of those after the excerpt. */
bool excerpt_is_blank(const struct excerpt *lines, size_t at);

/* Blanks of a line after the excerpt's column. */
uint32_t excerpt_indent(const struct excerpt *lines, size_t at);

/* The number of a line in the file. */
uint32_t excerpt_number(const struct excerpt *lines, size_t at);

/* The line after those from `at` on that are blank or indented by `cols` at least, less
 * the blank ones at the end. */
size_t excerpt_indented_end(const struct excerpt *lines, size_t at, uint32_t cols);

/* The least indent of the lines in [from, to) that have text; 0 when none has. */
uint32_t excerpt_least_indent(const struct excerpt *lines, size_t from, size_t to);

/* The first line at or after `at` that has text; lines->to when none has. */
size_t excerpt_skip_blank(const struct excerpt *lines, size_t at);

/* The first blank line at or after `at`; lines->to when there is none. */
size_t excerpt_next_blank(const struct excerpt *lines, size_t at);

/* The lines, from the excerpt's column on, as one text; each ends in '\n'. */
struct str excerpt_text(const struct excerpt *lines, struct arena *arena);

/* The lines, trimmed, with '\n' between: a paragraph. A single line is not copied. */
struct str excerpt_paragraph(const struct excerpt *lines, struct arena *arena);

#endif
