/*
 * The tree pane: topics, articles, and of the article that is read its sections and how
 * many key points and questions it has.
 *
 * *Rows* are the topics and articles that are unfolded, in reading order, the sections
 * of the article on the page put in where it is. Only what is unfolded is asked of the
 * library, so that the pane costs what it shows and not what there is. What is to be
 * remembered of a topic is in an *item* (ui/tree/tree_items.h), which outlasts it.
 *
 * The *current* row is where the reader is; the *selected* row is where the keys are
 * when the tree has the focus. Without the focus the selected row follows the current
 * one. Nothing moves by itself: opening an article unfolds the topics that lead to it,
 * and where a section is folded away the row around it is the current one.
 */
#ifndef LECTERN_UI_TREE_TREE_PANE_H
#define LECTERN_UI_TREE_TREE_PANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "library/library.h"
#include "ui/pages/page.h"
#include "ui/term/grid.h"
#include "ui/tree/tree_items.h"

enum tree_kind {
    TREE_TOPIC,
    TREE_ARTICLE,
    TREE_SECTION,
    TREE_POINTS,
    TREE_QUESTIONS,
};

enum tree_fold { FOLD_NONE, FOLD_CLOSED, FOLD_OPEN };

struct tree_section {
    uint32_t end; /* index of the heading after the last one below this one */
    uint16_t depth;
    bool open;
    bool shown; /* false for the heading that is the title */
};

struct tree_row {
    enum tree_kind kind;
    enum tree_fold fold;
    struct topic *topic; /* of what is in an article: the article's place */
    uint32_t section;    /* index into doc->headings */
    int depth;
};

enum {
    /* Topics are unfolded at once as long as there are no more rows than this: what a
     * library of 21,000 articles has, and no more than a catalog can be asked for
     * before the next key. Beyond it topics are unfolded by their own keys. */
    TREE_ROWS_MAX = 30000,
};

/* What tree_pane_fold_all() did. */
enum tree_folded { TREE_ALL_FOLDED, TREE_ALL_UNFOLDED, TREE_SOME_UNFOLDED };

struct tree_pane {
    struct tree_items items;

    const struct doc *doc;   /* of the article on the page; NULL when it is none */
    uint32_t doc_article;    /* its number, or ARTICLE_NONE */
    struct topic *doc_topic; /* where it is; NULL when nowhere */
    uint32_t doc_item;       /* of that, or ITEM_NONE */
    bool doc_open;           /* its sections are shown */
    struct tree_section *sections;
    size_t section_count, section_cap;
    size_t point_count, question_count; /* of the article on the page */
    bool is_head;                       /* only its beginning: there may be more */
    ptrdiff_t heading;                  /* index of the one that is being read, or -1 */

    struct tree_row *rows;
    size_t row_count, row_cap;
    size_t selected, current; /* rows; row_count when there is none */
    size_t top;
    int height;

    struct tree_row kept; /* the selected row while there are no topics, and its item */
    uint32_t kept_item;
};

void tree_pane_init(struct tree_pane *tree, const struct library *library);
void tree_pane_release(struct tree_pane *tree);

/* The page that is read: an article's sections are shown where it is. `item` is where
 * in the tree it was opened, ITEM_NONE when elsewhere. */
void tree_pane_show(struct tree_pane *tree, const struct page *page, uint32_t item);

/* The page that is shown has the whole article now, whose head it had. */
void tree_pane_grow(struct tree_pane *tree, const struct page *page);

/*
 * The library's tree is about to change, and then has changed: between the two all its
 * topics go and others come, and nothing may be asked of the pane. What is unfolded,
 * the selected row and where the article is are found again by their ids; what is no
 * longer there gives way to what is around it, and what is new is as at first.
 */
void tree_pane_unbind(struct tree_pane *tree);
void tree_pane_rebind(struct tree_pane *tree, const struct library *library);

/* Shows the next of the library's trees that has articles, and says which that is. */
enum library_tree tree_pane_next_tree(struct tree_pane *tree);

/* Where the keys are in the tree, and which topics above the article on the page are
 * folded: both are restored when the page is shown again and there are other rows. */
struct tree_mark {
    enum tree_kind kind;
    uint32_t section;
    uint32_t item;     /* ITEM_NONE: nowhere */
    uint32_t doc_item; /* of the article on the page */
    uint64_t folded;   /* bit n: the topic n levels above it */
};
struct tree_mark tree_pane_mark(struct tree_pane *tree);
void tree_pane_go_mark(struct tree_pane *tree, const struct tree_mark *mark);
/* Does nothing when the article is elsewhere now. */
void tree_pane_refold(struct tree_pane *tree, const struct tree_mark *mark);

/* The page is no longer there, until the next tree_pane_show(). */
void tree_pane_forget(struct tree_pane *tree);

/* The heading being read; -1 before the first. True when a row changed its look. */
bool tree_pane_follow(struct tree_pane *tree, ptrdiff_t heading);

/* Moves the selection by rows; false when it is at an end. */
bool tree_pane_move(struct tree_pane *tree, long rows);

/* The selected row, or NULL. */
const struct tree_row *tree_pane_selected(const struct tree_pane *tree);

/* The item of a row's topic or article, by which tree_pane_show() knows it later. */
uint32_t tree_pane_item(struct tree_pane *tree, const struct tree_row *row);

/* Selects the row of what is being read. */
void tree_pane_select_current(struct tree_pane *tree);

/* Folds (-1), unfolds (+1) or toggles (0) the selected row; folding what is folded goes
 * to its parent. False when there is nothing to do. */
bool tree_pane_fold(struct tree_pane *tree, int direction);

/* Unfolds all topics, in reading order until there are TREE_ROWS_MAX rows; folds all
 * when there is nothing more to unfold. */
enum tree_folded tree_pane_fold_all(struct tree_pane *tree);

/* --- tree_pane_rows.c --- */

/* Makes the rows; the selected one is `was`, else the nearest around it, else none. */
void tree_pane_build(struct tree_pane *tree, const struct tree_row *was);

/* Finds the row of what is being read. */
void tree_pane_find_current(struct tree_pane *tree);

/* --- tree_pane_draw.c --- */

/* Scrolls so that the selected row is seen in a pane of so many rows. */
void tree_pane_fit(struct tree_pane *tree, int rows);
void tree_pane_draw(const struct tree_pane *tree, struct grid *grid, struct area area,
                    bool focus);

#endif
