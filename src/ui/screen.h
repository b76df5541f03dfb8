/*
 * Where things are on the screen, for its size.
 *
 *      US foreign policy   │ How alliances work        § 2 of 5   34%   header
 *     ─────────────────────┼──────────────────────────────────────────   rule_top
 *      ▾ Alliances         │
 *        ▌ What they do    │  An alliance is kept alive by ...          tree, text
 *     ─────────────────────┴──────────────────────────────────────────   rule_bottom
 *      → NATO · alliances/nato.md               Enter follow   ? help    status
 *
 * A screen that is too small for all of it loses the rules first, then the header; a
 * narrow one shows the tree over the text, and only while it has the focus.
 */
#ifndef LECTERN_UI_SCREEN_H
#define LECTERN_UI_SCREEN_H

#include <stdbool.h>

#include "ui/term/grid.h"

enum {
    SCREEN_TREE_COLS_MIN = 60, /* narrower screens have one pane */
    SCREEN_TEXT_COLS_MIN = 30, /* what a wider tree must leave */
    TREE_COLS_MIN = 14,
};

struct screen {
    struct area header, tree, text, status; /* without rows when not there */
    int rule_top, rule_bottom;              /* rows, or -1 */
    int divider;                            /* column, or -1 */
};

/* `tree_cols` is the width asked for, 0 for a share of the screen. */
struct screen screen_plan(int rows, int cols, bool tree_hidden, bool tree_focus,
                          int tree_cols);

#endif
