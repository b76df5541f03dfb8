/*
 * Drawing a list: a frame, what is typed, the rows, and beside them the preview.
 *
 *     ┌─ Articles ──────────────────── 3 of 24 ┐
 *     │ nato                  │                │
 *     │                       │  NATO          │
 *     │ ▌NATO                 │                │
 *     │  Enlargement          │  An alliance … │
 *     └───────────────────────┴────────────────┘
 */
#include "base/text.h"
#include "ui/commands.h"
#include "ui/list.h"

enum {
    /* A smaller screen has no frame, a narrower one no preview. */
    FRAME_ROWS_MIN = 7,
    FRAME_COLS_MIN = 24,
    PREVIEW_COLS_MIN = 80,
    HEAD_ROWS = 2, /* what is typed, and an empty row */
};

/* Where the parts of the list stand on the screen. */
struct parts {
    bool framed;
    struct area filter, rows, preview;
    int divider; /* column; 0: no preview */
};

static struct parts parts_of(const struct list *list, int rows, int cols)
{
    struct parts parts = {.framed = rows >= FRAME_ROWS_MIN && cols >= FRAME_COLS_MIN};
    int edge = parts.framed ? 1 : 0;
    struct area inside = {edge, edge, rows - 2 * edge, cols - 2 * edge};
    int left = inside.cols;
    if (list->has_preview && parts.framed && cols >= PREVIEW_COLS_MIN) {
        left = (inside.cols - 1) / 2;
        parts.divider = inside.col + left;
        parts.preview = (struct area){inside.row + 1, parts.divider + 1,
                                      inside.rows - 1, inside.cols - left - 1};
    }
    int head = inside.rows > HEAD_ROWS + 1 ? HEAD_ROWS : inside.rows > 1 ? 1 : 0;
    parts.filter =
        (struct area){inside.row, inside.col, head > 0 ? 1 : inside.rows, left};
    parts.rows = (struct area){inside.row + head, inside.col, inside.rows - head, left};
    if (head == 0)
        parts.rows.rows = 0;
    return parts;
}

bool list_fit(struct list *list, int rows, int cols)
{
    struct parts parts = parts_of(list, rows, cols);
    list->height = parts.rows.rows;
    size_t height = list->height > 0 ? (size_t)list->height : 1;
    if (list->selected < list->top)
        list->top = list->selected;
    if (list->selected >= list->top + height)
        list->top = list->selected - height + 1;
    if (parts.divider == 0)
        return false;
    reader_fit(&list->preview, parts.preview.rows, parts.preview.cols, false);
    return true;
}

/* --- The frame --- */

static void draw_frame(const struct parts *parts, struct grid *grid)
{
    struct area all = grid_area(grid);
    int bottom = all.rows - 1, right = all.cols - 1;
    grid_repeat(grid, all, 0, 0, all.cols, STR("─"), ROLE_RULE);
    grid_repeat(grid, all, bottom, 0, all.cols, STR("─"), ROLE_RULE);
    for (int row = 1; row < bottom; row++) {
        grid_put(grid, all, row, 0, STR("│"), ROLE_RULE, 0);
        grid_put(grid, all, row, right, STR("│"), ROLE_RULE, 0);
        if (parts->divider > 0)
            grid_put(grid, all, row, parts->divider, STR("│"), ROLE_RULE, 0);
    }
    grid_put(grid, all, 0, 0, STR("┌"), ROLE_RULE, 0);
    grid_put(grid, all, 0, right, STR("┐"), ROLE_RULE, 0);
    grid_put(grid, all, bottom, 0, STR("└"), ROLE_RULE, 0);
    grid_put(grid, all, bottom, right, STR("┘"), ROLE_RULE, 0);
    if (parts->divider > 0)
        grid_put(grid, all, bottom, parts->divider, STR("┴"), ROLE_RULE, 0);
}

static void draw_title(const struct list *list, struct grid *grid)
{
    struct arena scratch = {0};
    struct area top = {0, 2, 1, grid->cols - 4};
    struct str title = arena_printf(&scratch, " " STR_FMT " ", STR_ARG(list->title));
    struct str count =
        arena_printf(&scratch, " %zu of %zu ", list->shown_count, list->row_count);
    int at = top.cols - (int)count.len;
    if (at > (int)text_cols(title) + 2)
        grid_put(grid, top, 0, at, count, ROLE_QUIET, 0);
    grid_put(grid, top, 0, 0, title, ROLE_TITLE, 0);
    arena_release(&scratch);
}

/* The keys that lists have, on the frame's lower edge. */
static void draw_hints(struct grid *grid)
{
    static const enum command_id hints[] = {CMD_ACCEPT, CMD_CANCEL};
    struct buf text = {0};
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        buf_puts(&text, STR(" "));
        command_key(hints[i], &text);
        buf_printf(&text, " %s ", commands[hints[i]].hint);
    }
    int at = grid->cols - 2 - (int)text.len;
    if (at > 2)
        grid_put(grid, grid_area(grid), grid->rows - 1, at, buf_str(&text), ROLE_QUIET,
                 0);
    buf_release(&text);
}

/* --- The rows --- */

static void draw_row(const struct list *list, const struct words *words, size_t index,
                     struct grid *grid, struct area area, int at)
{
    struct arena scratch = {0};
    const struct list_row *row = &list->rows[list->shown[index]];
    int col = 2 + 2 * row->indent;
    int room = area.cols - col - 1;
    if (index == list->selected)
        grid_put(grid, area, at, 1, STR("▌"), ROLE_MARK, 0);
    struct str text = text_ellipsis(&scratch, row->text, room > 0 ? (size_t)room : 0);
    int end = words_draw(words, grid, area, at, col, text,
                         index == list->selected ? ROLE_STRONG : ROLE_TEXT);
    int left = area.cols - 1 - (end + 2);
    if (row->detail.len > 0 && left >= 8) {
        struct str detail = text_ellipsis(&scratch, row->detail, (size_t)left);
        words_draw(words, grid, area, at, area.cols - 1 - (int)text_cols(detail),
                   detail, ROLE_QUIET);
    }
    arena_release(&scratch);
}

static void draw_rows(const struct list *list, struct grid *grid, struct area area)
{
    struct arena scratch = {0};
    struct words words = words_of(&scratch, editor_text(&list->filter));
    for (int at = 0; at < area.rows; at++) {
        size_t index = list->top + (size_t)at;
        if (index >= list->shown_count)
            break;
        draw_row(list, &words, index, grid, area, at);
    }
    if (list->shown_count == 0)
        grid_put(grid, area, 0, 2, STR("Nothing has all these words."), ROLE_QUIET, 0);
    arena_release(&scratch);
}

void list_draw(const struct list *list, struct grid *grid)
{
    struct parts parts = parts_of(list, grid->rows, grid->cols);
    grid_fill(grid, grid_area(grid), ROLE_TEXT);
    if (parts.framed) {
        draw_frame(&parts, grid);
        draw_title(list, grid);
        draw_hints(grid);
    }
    draw_rows(list, grid, parts.rows);
    grid_put(grid, parts.filter, 0, 0, STR(">"), ROLE_KEY, 0);
    if (parts.divider > 0 && list->preview.page != NULL)
        reader_draw(&list->preview, grid, parts.preview);
    editor_draw(&list->filter, grid, parts.filter, 0, 2, ROLE_TEXT);
}
