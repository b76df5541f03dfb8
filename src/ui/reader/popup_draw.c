/*
 * Drawing the pop-up:
 *
 *     ┌─ NATO › Why it holds ──────────────┐
 *     │  Deterrence is extended when one   │
 *     │  state lets its own forces stand.  │
 *     └─────────── Enter go there  Esc close ┘
 */
#include "base/text.h"
#include "ui/keys/commands.h"
#include "ui/reader/popup.h"

/* The lower edge left of the keys: how much was seen. */
enum { HINTS_LEFT_COLS = 9 };

static void draw_frame(struct grid *grid, struct area box)
{
    int bottom = box.rows - 1, right = box.cols - 1;
    grid_fill(grid, box, ROLE_TEXT);
    grid_repeat(grid, box, 0, 0, box.cols, STR("─"), ROLE_RULE);
    grid_repeat(grid, box, bottom, 0, box.cols, STR("─"), ROLE_RULE);
    for (int row = 1; row < bottom; row++) {
        grid_put(grid, box, row, 0, STR("│"), ROLE_RULE, 0);
        grid_put(grid, box, row, right, STR("│"), ROLE_RULE, 0);
    }
    grid_put(grid, box, 0, 0, STR("┌"), ROLE_RULE, 0);
    grid_put(grid, box, 0, right, STR("┐"), ROLE_RULE, 0);
    grid_put(grid, box, bottom, 0, STR("└"), ROLE_RULE, 0);
    grid_put(grid, box, bottom, right, STR("┘"), ROLE_RULE, 0);
}

/* What the keys do, at the right end of the lower edge. */
static void draw_hints(const struct popup *popup, struct grid *grid)
{
    static const struct {
        enum command_id id, word;
    } hints[] = {{CMD_FOLLOW, CMD_ACCEPT}, {CMD_CANCEL, CMD_CANCEL}};
    struct area box = popup->box;
    struct buf text = {0};
    for (size_t i = popup->leads ? 0 : 1; i < sizeof hints / sizeof *hints; i++) {
        buf_puts(&text, STR(" "));
        command_key(hints[i].id, &text);
        buf_printf(&text, " %s ", commands[hints[i].word].hint);
    }
    int at = box.cols - 2 - (int)text_cols(buf_str(&text));
    if (at > HINTS_LEFT_COLS)
        grid_put(grid, box, box.rows - 1, at, buf_str(&text), ROLE_QUIET, 0);
    buf_release(&text);
}

/* On the upper edge, what is shown; on the lower one, how much of it, when not all. */
static void draw_edges(const struct popup *popup, struct grid *grid)
{
    struct arena scratch = {0};
    struct area box = popup->box;
    int room = box.cols - 6;
    struct str title = text_ellipsis(&scratch, buf_str(&popup->title), (size_t)room);
    grid_put(grid, box, 0, 2, arena_printf(&scratch, " " STR_FMT " ", STR_ARG(title)),
             ROLE_TITLE, 0);
    size_t lines = popup->reader.end_line - popup->reader.first_line;
    if (lines > (size_t)popup->reader.box.rows)
        grid_put(grid, box, box.rows - 1, 2,
                 arena_printf(&scratch, " %d%% ", reader_percent(&popup->reader)),
                 ROLE_QUIET, 0);
    arena_release(&scratch);
}

void popup_draw(const struct popup *popup, struct grid *grid)
{
    struct area box = popup->box;
    struct area inside = {box.row + 1, box.col + 1, box.rows - 2, box.cols - 2};
    draw_frame(grid, box);
    draw_edges(popup, grid);
    draw_hints(popup, grid);
    reader_draw(&popup->reader, grid, inside);
}
