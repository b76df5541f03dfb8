/*
 * A list over the screen that filters while one types, with a preview of the selected
 * row beside it: articles, sections, commands.
 *
 * What is typed is a few words; a row stays when each of them stands in its text or its
 * detail, whatever the case and the accents. Rows that begin with what is typed come
 * first, then those where all words begin words, then the rest; within these the order
 * is that of the source. What a row stands for is known to the source alone (`value`).
 */
#ifndef LECTERN_UI_LIST_H
#define LECTERN_UI_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "ui/editor.h"
#include "ui/grid.h"
#include "ui/reader.h"

enum list_kind { LIST_OUTLINE, LIST_ARTICLES, LIST_COMMANDS, LIST_KIND_COUNT };

struct list_row {
    struct str text;   /* clean, one line */
    struct str detail; /* clean, one line; may be empty */
    struct str folded; /* text and detail as they are compared */
    uint32_t value;
    uint16_t indent; /* levels */
};

struct list {
    bool open;
    enum list_kind kind;
    struct str title;
    struct arena arena; /* of the rows */
    struct editor filter;
    struct list_row *rows;
    size_t row_count, row_cap;
    uint32_t *shown; /* rows that stay, in order */
    size_t shown_count;
    size_t selected, top; /* among those shown */
    int height;           /* rows of the screen for the list; set by list_fit */
    struct reader preview;
    bool has_preview;   /* the kind has one at all */
    uint32_t previewed; /* value of the row that the preview shows; UINT32_MAX: none */
};

void list_init(struct list *list);
void list_release(struct list *list);

/* Opens the list empty. Add rows, then call list_filter(). */
void list_open(struct list *list, enum list_kind kind, struct str title);
void list_close(struct list *list);

/* A row; text and detail must stay as long as the list is open. */
void list_add(struct list *list, struct str text, struct str detail, uint32_t value,
              int indent);

/* Finds anew which rows stay; the best one is selected. */
void list_filter(struct list *list);

/* Selects the row with that value, if it stays. */
void list_select(struct list *list, uint32_t value);

/* Moves the selection; false at the ends. */
bool list_move(struct list *list, long rows);

/* The selected row, or NULL. */
const struct list_row *list_selected(const struct list *list);

/* --- list_draw.c --- */

/* Fits the list and its preview to the screen. True when there is room for a preview.
 */
bool list_fit(struct list *list, int rows, int cols);
void list_draw(const struct list *list, struct grid *grid);

/* --- words.c --- */

/* The words of a query, folded, for words_match. */
struct words {
    struct str *items;
    size_t count;
};

struct words words_of(struct arena *arena, struct str query);

/* 0 when some word is missing in `folded`; else 3 when it begins with the first word
 * and has all, 2 when all words begin words of it, 1. */
int words_match(const struct words *words, struct str folded);

/* Draws clean text with the words set apart. Returns the column behind it. */
int words_draw(const struct words *words, struct grid *grid, struct area area, int row,
               int col, struct str text, enum role role);

#endif
