/* Drawing the tree: a mark, a title and its indent per row. */
#include "base/text.h"
#include "ui/lists/words.h"
#include "ui/tree/tree_pane.h"

enum {
    INDENT_COLS = 2,
    INDENT_MAX = 8, /* deeper rows are under each other, or no title would fit */
};

static struct str title_of(const struct tree_pane *tree, const struct tree_row *row,
                           struct arena *scratch)
{
    switch (row->kind) {
    case TREE_SECTION:
        return node_text_in(tree->doc->headings[row->section], scratch);
    case TREE_POINTS:
        return STR("Key points");
    case TREE_QUESTIONS:
        return STR("FAQ");
    case TREE_TOPIC:
    case TREE_ARTICLE:
        break;
    }
    return row->topic->title;
}

static void draw_mark(const struct tree_row *row, struct grid *grid, struct area area,
                      int at, int col)
{
    if (row->kind == TREE_POINTS)
        grid_put(grid, area, at, col, STR("◆"), ROLE_MARK, 0);
    else if (row->kind == TREE_QUESTIONS)
        grid_put(grid, area, at, col, STR("?"), ROLE_MARK, 0);
    else if (row->fold != FOLD_NONE)
        grid_put(grid, area, at, col, row->fold == FOLD_OPEN ? STR("▾") : STR("▸"),
                 ROLE_QUIET, 0);
}

/* How many key points or questions, at the right end, once that is known. Returns the
 * columns that it takes. */
static int draw_count(const struct tree_pane *tree, const struct tree_row *row,
                      struct grid *grid, struct area area, int at)
{
    if ((row->kind != TREE_POINTS && row->kind != TREE_QUESTIONS) || tree->is_head)
        return 0;
    struct buf text = {0};
    write_count(&text,
                row->kind == TREE_POINTS ? tree->point_count : tree->question_count);
    int cols = (int)text.len;
    grid_put(grid, area, at, area.cols - 1 - cols, buf_str(&text), ROLE_QUIET, 0);
    buf_release(&text);
    return cols + 1;
}

static enum role title_role(const struct tree_pane *tree, const struct tree_row *row,
                            bool current)
{
    if (current)
        return ROLE_STRONG;
    if (row->kind == TREE_SECTION &&
        tree->doc->headings[row->section]->flags & NODE_INFERRED)
        return ROLE_QUIET;
    return ROLE_TEXT;
}

static void draw_row(const struct tree_pane *tree, size_t index, struct grid *grid,
                     struct area area, int at, bool focus)
{
    struct arena scratch = {0};
    const struct tree_row *row = &tree->rows[index];
    bool current = index == tree->current;
    int indent = (row->depth < INDENT_MAX ? row->depth : INDENT_MAX) * INDENT_COLS + 1;
    if (area.cols < 16)
        indent = row->depth < 4 ? row->depth : 4;
    draw_mark(row, grid, area, at, indent);
    /* A row that folds has its fold mark there, and says where one is before it. */
    if (current)
        grid_put(grid, area, at, row->fold == FOLD_NONE ? indent : indent - 1, STR("▌"),
                 ROLE_MARK, 0);
    int col = indent + 2;
    int room = area.cols - col - 1 - draw_count(tree, row, grid, area, at);
    struct str title = text_ellipsis(&scratch, title_of(tree, row, &scratch),
                                     room > 0 ? (size_t)room : 0);
    grid_put(grid, area, at, col, title, title_role(tree, row, current), 0);
    if (focus && index == tree->selected)
        grid_role(grid, area, at, indent, area.cols - indent - 1, ROLE_LINK_SELECTED);
    arena_release(&scratch);
}

void tree_pane_fit(struct tree_pane *tree, int rows)
{
    if (rows <= 0)
        return;
    size_t height = (size_t)rows;
    size_t seen = tree->selected < tree->row_count ? tree->selected : 0;
    size_t most = tree->row_count > height ? tree->row_count - height : 0;
    if (seen < tree->top || seen >= tree->top + height)
        tree->top = seen > height / 3 ? seen - height / 3 : 0;
    if (tree->top > most)
        tree->top = most;
    tree->height = rows;
}

void tree_pane_draw(const struct tree_pane *tree, struct grid *grid, struct area area,
                    bool focus)
{
    for (int at = 0; at < area.rows; at++) {
        size_t index = tree->top + (size_t)at;
        if (index >= tree->row_count)
            break;
        draw_row(tree, index, grid, area, at, focus);
    }
}
