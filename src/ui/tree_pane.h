/*
 * The tree pane: topics, articles, and of the article that is read its sections and how
 * many key points and questions it has.
 *
 * *Items* are the nodes of the library's topic tree in reading order, each with the
 * index behind its last descendant, so that the tree is a plain array. *Rows* are what
 * is unfolded of them, the sections of the article on the page put in where it stands.
 *
 * The *current* row is where the reader is; the *selected* row is where the keys are
 * when the tree has the focus. Without the focus the selected row follows the current
 * one. Nothing moves by itself: opening an article unfolds the topics that lead to it,
 * and where a section is folded away the row around it is the current one.
 */
#ifndef LECTERN_UI_TREE_PANE_H
#define LECTERN_UI_TREE_PANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "library/library.h"
#include "ui/grid.h"
#include "ui/page.h"

enum tree_kind {
    TREE_TOPIC,
    TREE_ARTICLE,
    TREE_SECTION,
    TREE_POINTS,
    TREE_QUESTIONS,
};

enum tree_fold { FOLD_NONE, FOLD_CLOSED, FOLD_OPEN };

struct tree_item {
    const struct topic *topic;
    uint32_t end;    /* index behind the last item below this one */
    uint32_t parent; /* ITEM_NONE at the top */
    uint16_t depth;
    bool open;
};

struct tree_section {
    uint32_t end; /* index of the heading behind the last one below this one */
    uint16_t depth;
    bool open;
    bool shown; /* false for the heading that is the title */
};

struct tree_row {
    enum tree_kind kind;
    enum tree_fold fold;
    uint32_t item;    /* of what is in an article: the article's */
    uint32_t section; /* index into doc->headings */
    int depth;
};

#define ITEM_NONE UINT32_MAX

struct tree_pane {
    const struct library *library;
    struct tree_item *items;
    size_t item_count;
    uint32_t *item_of; /* per article: the first item that shows it, or ITEM_NONE */

    const struct doc *doc; /* of the article on the page; NULL when it is none */
    uint32_t doc_item;     /* where it stands, or ITEM_NONE */
    bool doc_open;         /* its sections are shown */
    struct tree_section *sections;
    size_t section_count, section_cap;
    size_t point_count, question_count; /* of the article on the page */
    ptrdiff_t heading;                  /* index of the one that is being read, or -1 */

    struct tree_row *rows;
    size_t row_count, row_cap;
    size_t selected, current; /* rows; row_count when there is none */
    size_t top;
    int height;
};

void tree_pane_init(struct tree_pane *tree, const struct library *library);
void tree_pane_release(struct tree_pane *tree);

/* The page that is read: an article's sections are shown where it stands. `item` is
 * where in the tree it was opened, ITEM_NONE when elsewhere. */
void tree_pane_show(struct tree_pane *tree, const struct page *page, uint32_t item);

/* The page is no longer there, until the next tree_pane_show(). */
void tree_pane_forget(struct tree_pane *tree);

/* The heading being read; -1 before the first. True when a row changed its look. */
bool tree_pane_follow(struct tree_pane *tree, ptrdiff_t heading);

/* Moves the selection by rows; false when it is at an end. */
bool tree_pane_move(struct tree_pane *tree, long rows);

/* The selected row, or NULL. */
const struct tree_row *tree_pane_selected(const struct tree_pane *tree);

/* Selects the row of what is being read. */
void tree_pane_select_current(struct tree_pane *tree);

/* Folds (-1), unfolds (+1) or toggles (0) the selected row; folding what is folded goes
 * to its parent. False when there is nothing to do. */
bool tree_pane_fold(struct tree_pane *tree, int direction);

/* Unfolds all topics, or folds all when all are unfolded; says which. */
bool tree_pane_fold_all(struct tree_pane *tree);

/* --- tree_pane_draw.c --- */

/* Scrolls so that the selected row is seen in a pane of so many rows. */
void tree_pane_fit(struct tree_pane *tree, int rows);
void tree_pane_draw(const struct tree_pane *tree, struct grid *grid, struct area area,
                    bool focus);

#endif
