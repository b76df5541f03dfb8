/* Drawing a whole screen into the app's grid. */
#include "ui/keys/actions.h"
#include "ui/state.h"

static void draw_rules(const struct app *app, struct grid *grid)
{
    const struct screen *screen = &app->screen;
    struct area all = grid_area(grid);
    int rows[2] = {screen->rule_top, screen->rule_bottom};
    for (int i = 0; i < 2; i++)
        if (rows[i] >= 0)
            grid_repeat(grid, all, rows[i], 0, all.cols, STR("─"), ROLE_RULE);
    if (screen->divider < 0)
        return;
    int bottom = screen->text.row + screen->text.rows;
    for (int row = 0; row < bottom; row++)
        grid_put(grid, all, row, screen->divider, STR("│"), ROLE_RULE, 0);
    if (screen->rule_top >= 0) {
        grid_put(grid, all, screen->rule_top, screen->divider, STR("┼"), ROLE_RULE, 0);
        grid_put(grid, all, screen->rule_bottom, screen->divider, STR("┴"), ROLE_RULE,
                 0);
    }
}

void app_draw(struct app *app)
{
    struct grid *grid = &app->grid;
    const struct screen *screen = &app->screen;
    if (app->list.open) {
        list_draw(&app->list, grid);
        return;
    }
    draw_rules(app, grid);
    header_draw(app, grid);
    bool covered = screen->divider < 0 && screen->tree.rows > 0;
    if (!covered)
        reader_draw(&app->reader, grid, screen->text);
    tree_pane_draw(&app->tree, grid, screen->tree, app->tree_focus);
    if (app->popup.open)
        popup_draw(&app->popup, grid);
    status_draw(app, grid);
}
