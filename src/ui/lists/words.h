/*
 * The words that filter a list: matching them, and setting them, or what else matched,
 * apart where they are shown. And numbers, as they are written.
 */
#ifndef LECTERN_UI_LISTS_WORDS_H
#define LECTERN_UI_LISTS_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "catalog/range.h"
#include "ui/term/grid.h"

/* The words of a query, folded. */
struct list_words {
    struct str *items;
    size_t count;
    bool starts_only; /* they are set apart only where they begin a word */
};

struct list_words words_of(struct arena *arena, struct str query);

/* Those of an answer (catalog/search_thread.h): folded, a line each, which may be
 * several words one after the other. */
struct list_words words_of_terms(struct arena *arena, struct str terms);

/* 0 when some word is missing in `folded`; else 3 when it begins with the first word
 * and has all, 2 when all words begin words of it, 1. */
int words_match(const struct list_words *words, struct str folded);

/* "1,584": a number as it is shown to a person. */
void write_count(struct buf *out, size_t count);

/* Draws clean text with the words set apart. Returns the column after it. */
int words_draw(const struct list_words *words, struct grid *grid, struct area area,
               int row, int col, struct str text, enum role role);

/* The part of a clean text that shows most of the ranges within `cols` columns, in the
 * arena; its beginning where that shows as many. Where something is left out before it
 * begins with an ellipsis; it may be too long at the end. `*kept` gets the ranges as
 * they are in it. */
struct str ranges_part(const struct byte_ranges *ranges, struct str text, int cols,
                       struct arena *arena, struct byte_ranges *kept);

/* Draws what is left of a clean text, cut at its end, with ranges of the whole set
 * apart. Returns the column after it. */
int ranges_draw(const struct byte_ranges *ranges, struct grid *grid, struct area area,
                int row, int col, struct str text, struct str whole, enum role role);

#endif
