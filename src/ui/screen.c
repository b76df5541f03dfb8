/*
 * Divides the rows and columns of the terminal; pure arithmetic, drawn by others.
 */
#include "ui/screen.h"

enum {
    /* Rows from which the parts of the screen are shown. */
    STATUS_ROWS = 2,
    HEADER_ROWS = 4,
    RULES_ROWS = 7,
    TREE_COLS_DEFAULT_MAX = 36,
};

static int tree_width(int cols, int wanted)
{
    int width = wanted > 0 ? wanted : cols * 3 / 10;
    if (wanted == 0 && width > TREE_COLS_DEFAULT_MAX)
        width = TREE_COLS_DEFAULT_MAX;
    if (width > cols - 1 - SCREEN_TEXT_COLS_MIN)
        width = cols - 1 - SCREEN_TEXT_COLS_MIN;
    return width < TREE_COLS_MIN ? TREE_COLS_MIN : width;
}

/* Takes the rows above and below the panes; returns the panes' area. */
static struct area plan_rows(struct screen *screen, int rows, int cols)
{
    int top = 0, bottom = rows;
    if (rows >= STATUS_ROWS)
        screen->status = (struct area){--bottom, 0, 1, cols};
    if (rows >= HEADER_ROWS)
        screen->header = (struct area){top++, 0, 1, cols};
    if (rows >= RULES_ROWS) {
        screen->rule_top = top++;
        screen->rule_bottom = --bottom;
    }
    return (struct area){top, 0, bottom - top, cols};
}

struct screen screen_plan(int rows, int cols, bool tree_hidden, bool tree_focus,
                          int tree_cols)
{
    struct screen screen = {.rule_top = -1, .rule_bottom = -1, .divider = -1};
    struct area body = plan_rows(&screen, rows, cols);
    screen.text = body;
    if (cols < SCREEN_TREE_COLS_MIN) {
        if (tree_focus)
            screen.tree = body;
        return screen;
    }
    if (tree_hidden)
        return screen;
    int width = tree_width(cols, tree_cols);
    screen.divider = width;
    screen.tree = (struct area){body.row, 0, body.rows, width};
    screen.text = (struct area){body.row, width + 1, body.rows, cols - width - 1};
    return screen;
}
