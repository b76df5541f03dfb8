/*
 * A list over the screen that filters while one types, with a preview of the selected
 * row beside it: articles, sections, key points, links, commands.
 *
 * A row is `text`, more text after it, and the place it is about; how they are put
 * together is the list's *look*. What is typed is a few words; a row stays when each of
 * them is in its text or its detail, whatever the case and the accents. Rows that begin
 * with what is typed come first, then those where all words begin words, then the rest;
 * within these the order is that of the source. What a row stands for is known to the
 * source alone (`value`). A *ranked* list has only rows that stay, best first: its
 * source filters, and is asked again when what is typed has changed.
 */
#ifndef LECTERN_UI_LISTS_LIST_H
#define LECTERN_UI_LISTS_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "catalog/range.h"
#include "ui/keys/kinds.h"
#include "ui/lists/editor.h"
#include "ui/lists/words.h"
#include "ui/reader/reader.h"
#include "ui/term/grid.h"

enum list_look {
    LIST_FLAT,   /* one line: the text, and the place at its right end */
    LIST_PLACES, /* the place, and on a second line the text */
    LIST_GROUPS, /* the text on two lines at most; above them the place, once for all
                  * rows with that place that follow each other */
};

struct list_row {
    struct str mark;    /* before the text: "≈", "✗"; may be empty */
    struct str text;    /* this and what follows: clean, one line */
    struct str more;    /* after it; may be empty */
    struct str detail;  /* where it is, or what else it is called; may be empty */
    struct str section; /* of the article that `detail` names; may be empty */
    struct str note;    /* beside the place, where that has a line; may be empty */
    /* What matched, of a ranked list whose source knows that; else the words that were
     * typed are set apart. */
    struct byte_ranges text_marks, detail_marks;
    struct str folded; /* all of these as they are compared; not in ranked lists */
    uint32_t value;
    uint16_t indent; /* levels */
    uint16_t below;  /* of a ranked list: so many rows that follow are hidden, unless */
    bool is_open;    /* it was opened */
    bool is_excerpt; /* the text is a piece of more: it is cut to what matched in it */
    bool dangling;
};

struct list {
    bool open;
    enum list_kind kind;
    struct str title;
    struct str empty;    /* what is said when there is no row; may be empty */
    struct str nothing;  /* and what, when that is because of what is typed */
    bool growing;        /* there may be rows that are not known yet */
    struct str progress; /* what is not known yet; may be empty */
    struct str note;     /* what else is to be said of the rows; may be empty */
    struct str terms;    /* what a ranked list was asked for, to be set apart, a line
                          * each; empty: the words that are typed are */
    struct arena arena;  /* of the rows, the title and these */
    struct editor filter;
    struct list_row *rows;
    size_t row_count, row_cap;
    uint32_t *shown; /* rows that stay, in order */
    size_t shown_count;
    size_t below_count; /* of these, so many are below others that are open */
    size_t selected, top; /* among those shown */
    size_t total;         /* what could be shown, were nothing typed; 0: not known */
    bool has_more;        /* of a ranked list: there are more than were asked for, */
    size_t found;         /* and so many in all; 0: not known */
    struct str left_out;  /* of a ranked list: what was typed and is too much */
    int height;           /* rows that are seen; set by list_fit */
    bool ranked;
    enum list_look look;
    bool stale; /* what is typed has changed since rows were filtered */
    struct reader preview;
    bool has_preview;   /* the kind has one at all */
    bool previewing;    /* the preview is that of the selected row, if it has one */
    uint32_t previewed; /* value of the row that the preview shows */
    bool preview_waits; /* the place is not in the head of its article, which is all
                         * that there is so far, or not laid out yet */
};

void list_init(struct list *list);
void list_release(struct list *list);

/* Opens the list empty. Add rows, then call list_filter(). */
void list_open(struct list *list, enum list_kind kind, struct str title);
void list_close(struct list *list);

/* A row; text and detail must stay as long as the list is open. */
void list_add(struct list *list, struct str text, struct str detail, uint32_t value,
              int indent);

/* A row with all its parts but `folded`. */
void list_put(struct list *list, struct list_row row);

/* No rows: a ranked list is filled again. */
void list_empty(struct list *list);

/* Finds again which rows stay; the best one is selected. */
void list_filter(struct list *list);

/* Selects the row with that value, if it stays. */
void list_select(struct list *list, uint32_t value);

/* The same; opens the row that it is hidden below. */
void list_reveal(struct list *list, uint32_t value);

/* Shows the rows below the selected one, or hides them again; false when it has
 * none. */
bool list_toggle(struct list *list);

/* Moves the selection; false at the ends. */
bool list_move(struct list *list, long rows);

/* The selected row, or NULL. */
const struct list_row *list_selected(const struct list *list);

/* --- list_rows.c --- */

/* The place of a row, in `room` columns or more, in the arena or the row's own. */
struct str list_place(const struct list_row *row, int room, struct arena *scratch);

/* The row to begin with in the area, so that the selected one is seen and as little
 * moves as can be; among those shown. */
size_t list_first_row(const struct list *list, struct area area);

/* How many are seen from `top` on. */
int list_count_rows(const struct list *list, struct area area);

/* `alone` says that there is no preview that shows more of the selected row. */
void list_draw_rows(const struct list *list, const struct list_words *words,
                    struct grid *grid, struct area area, bool alone);

/* --- list_draw.c --- */

/* Fits the list and its preview to the screen. True when there is room for a
 * preview. */
bool list_fit(struct list *list, int rows, int cols);
void list_draw(const struct list *list, struct grid *grid);

#endif
