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
#include "ui/keys/commands.h"
#include "ui/lists/list.h"

enum {
    /* A smaller screen has no frame, a narrower one no preview. */
    FRAME_ROWS_MIN = 7,
    FRAME_COLS_MIN = 24,
    PREVIEW_COLS_MIN = 80,
    HEAD_ROWS = 2,      /* what is typed, and a note or nothing */
    LEFT_OUT_COLS = 20, /* of what was typed and is too much */
};

/* Where the parts of the list are on the screen. */
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
        int air = list->look == LIST_FLAT ? 1 : HEAD_ROWS;
        parts.preview = (struct area){inside.row + air, parts.divider + 1,
                                      inside.rows - air, inside.cols - left - 1};
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
    list->top = list_first_row(list, parts.rows);
    list->height = list_count_rows(list, parts.rows);
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

static bool is_typed_into(const struct list *list)
{
    return str_trim(editor_text(&list->filter)).len > 0;
}

/* Of a question that is too long. */
static void write_left_out(const struct list *list, struct buf *out)
{
    struct arena scratch = {0};
    if (list->left_out.len > 0)
        buf_printf(out, ", without '" STR_FMT "'",
                   STR_ARG(text_ellipsis(&scratch, list->left_out, LEFT_OUT_COLS)));
    arena_release(&scratch);
}

/* "12 of 214", and what is not known yet; nothing where nothing was asked for. */
static void write_counts(const struct list *list, struct buf *out)
{
    if (list->row_count == 0 && !list->growing && !is_typed_into(list))
        return;
    buf_putc(out, ' ');
    buf_puts(out, list->progress);
    /* What is not known is not nothing. */
    if (list->growing && list->row_count == 0) {
        buf_puts(out, list->progress.len > 0 ? STR(" ") : STR("… "));
        return;
    }
    if (list->progress.len > 0)
        buf_puts(out, STR("   "));
    size_t count = list->shown_count - list->below_count;
    write_count(out, count);
    if (list->found > count) {
        buf_puts(out, STR(" of "));
        write_count(out, list->found);
    } else if (list->total >= count && list->total > 0) { /* sections are not of it */
        buf_puts(out, STR(" of "));
        write_count(out, list->total);
    } else if (list->has_more) {
        buf_puts(out, STR(" and more"));
    }
    write_left_out(list, out);
    buf_putc(out, ' ');
}

static void draw_title(const struct list *list, struct grid *grid)
{
    struct arena scratch = {0};
    struct buf counts = {0};
    struct area top = {0, 2, 1, grid->cols - 4};
    write_counts(list, &counts);
    int cols = (int)text_cols(buf_str(&counts));
    int title_cols = (int)text_cols(list->title) + 2;
    /* A title that is too long for both is cut, but not to nothing. */
    int room = top.cols - cols - 2;
    if (title_cols <= room || room >= 16)
        grid_put(grid, top, 0, top.cols - cols, buf_str(&counts), ROLE_QUIET, 0);
    else
        room = top.cols;
    struct str title = text_ellipsis(&scratch, list->title, (size_t)(room - 2));
    grid_put(grid, top, 0, 0, arena_printf(&scratch, " " STR_FMT " ", STR_ARG(title)),
             ROLE_TITLE, 0);
    buf_release(&counts);
    arena_release(&scratch);
}

/* Between what is typed and the rows. */
static void draw_note(const struct list *list, struct grid *grid,
                      const struct parts *parts)
{
    struct arena scratch = {0};
    struct area below = parts->filter;
    below.row++;
    int cols = below.cols - 3;
    if (below.row < parts->rows.row && cols > 0)
        grid_put(grid, below, 0, 2, text_ellipsis(&scratch, list->note, (size_t)cols),
                 ROLE_QUIET, 0);
    arena_release(&scratch);
}

/* The keys that lists have, on the frame's lower edge, as far as they do something. */
static void draw_hints(const struct list *list, struct grid *grid)
{
    static const enum command_id hints[] = {CMD_OPEN_ROW, CMD_ACCEPT, CMD_CANCEL};
    const struct list_row *row = list_selected(list);
    size_t first = row == NULL ? 2 : row->below == 0 ? 1 : 0;
    struct buf text = {0};
    for (size_t i = first; i < sizeof hints / sizeof *hints; i++) {
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

/* What there is to say instead of rows, on as many lines as it takes. */
static void draw_nothing(const struct list *list, struct grid *grid, struct area area)
{
    struct str rest = is_typed_into(list) ? list->nothing : list->empty;
    int cols = area.cols - 3;
    for (int row = 0; rest.len > 0 && cols > 0 && row < area.rows; row++) {
        struct str part = text_fit(rest, (size_t)cols);
        size_t end = part.len;
        while (end > 0 && end < rest.len && rest.ptr[end] != ' ')
            end--;
        part = str_slice(rest, 0, end > 0 ? end : part.len);
        grid_put(grid, area, row, 2, part, ROLE_QUIET, 0);
        rest = str_trim(str_tail(rest, part.len > 0 ? part.len : rest.len));
    }
}

/* --- The preview --- */

/* The place that the preview shows, above it. */
static void draw_preview_title(const struct list *list, struct grid *grid,
                               struct area area)
{
    struct arena scratch = {0};
    const struct list_row *row = list_selected(list);
    struct area above = {area.row - HEAD_ROWS, area.col, 1, area.cols};
    int room = area.cols - 4;
    if (list->look != LIST_FLAT && row != NULL && room > 0) {
        struct list_row at = *row;
        if (at.detail.len == 0)
            at.detail = list->preview.page->title;
        struct str place = list_place(&at, room, &scratch);
        grid_put(grid, above, 0, 2, text_ellipsis(&scratch, place, (size_t)room),
                 ROLE_QUIET, 0);
    }
    arena_release(&scratch);
}

static void draw_preview(const struct list *list, const struct list_words *words,
                         struct grid *grid, const struct parts *parts)
{
    if (parts->divider == 0 || list->preview.page == NULL)
        return;
    draw_preview_title(list, grid, parts->preview);
    if (list->preview_waits) {
        grid_put(grid, parts->preview, 0, 2, STR("…"), ROLE_QUIET, 0);
        return;
    }
    reader_draw(&list->preview, grid, parts->preview);
    reader_draw_words(&list->preview, words, grid, parts->preview);
}

void list_draw(const struct list *list, struct grid *grid)
{
    struct arena scratch = {0};
    struct parts parts = parts_of(list, grid->rows, grid->cols);
    struct list_words words = list->terms.len > 0
                                  ? words_of_terms(&scratch, list->terms)
                                  : words_of(&scratch, editor_text(&list->filter));
    words.starts_only = list->ranked;
    grid_fill(grid, grid_area(grid), ROLE_TEXT);
    if (parts.framed) {
        draw_frame(&parts, grid);
        draw_title(list, grid);
        draw_hints(list, grid);
    }
    draw_note(list, grid, &parts);
    if (list->shown_count > 0)
        list_draw_rows(list, &words, grid, parts.rows, parts.divider == 0);
    else
        draw_nothing(list, grid, parts.rows);
    draw_preview(list, &words, grid, &parts);
    grid_put(grid, parts.filter, 0, 0, STR(">"), ROLE_KEY, 0);
    editor_draw(&list->filter, grid, parts.filter, 0, 2, ROLE_TEXT);
    arena_release(&scratch);
}
