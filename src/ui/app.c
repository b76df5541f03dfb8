/*
 * The app without its terminal: opening, resizing, laying out and drawing once for all
 * that has happened.
 */
#include "ui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/follow.h"
#include "ui/keys/actions.h"
#include "ui/keys/pending.h"
#include "ui/lists/lists.h"
#include "ui/lists/preview.h"
#include "ui/lists/prompt.h"
#include "ui/pages/builtin_pages.h"
#include "ui/state.h"
#include "ui/status.h"
#include "ui/tasks.h"
#include "ui/travel.h"

/* --- Life cycle --- */

static uint32_t first_article(const struct library *library,
                              const struct app_start *start)
{
    if (start->article != ARTICLE_NONE)
        return start->article;
    return library->home != ARTICLE_NONE ? library->home
                                         : library_step(library, ARTICLE_NONE, +1);
}

void app_init(struct app *app, struct library *library, struct view *view,
              const struct app_start *start, int rows, int cols)
{
    *app = (struct app){
        .library = library,
        .view = view,
        .wake_fd = -1,
        .grace_ms = start->grace_ms,
        .footer_ms = start->footer_ms,
    };
    app->recent = mem_zalloc(1, sizeof *app->recent);
    grid_init(&app->grid);
    grid_resize(&app->grid, rows, cols);
    page_cache_init(&app->pages, library);
    reader_init(&app->reader);
    app->reader.may_lag = true;
    tree_pane_init(&app->tree, library);
    list_init(&app->list);
    popup_init(&app->popup);
    app_plan(app);
    travel_to_article(app, first_article(library, start));
    if (start->section.len > 0)
        go_fragment(app, start->section);
    size_t notices = notices_count(library, NULL);
    if (notices > 0 && app->message.len == 0) {
        struct buf key = {0};
        command_key(CMD_NOTICES, &key);
        app_say(app, "%zu %s: " STR_FMT " shows %s", notices,
                notices == 1 ? "notice" : "notices", STR_ARG(buf_str(&key)),
                notices == 1 ? "it" : "them");
        buf_release(&key);
    }
    app_refresh(app);
}

void app_release(struct app *app)
{
    app_end_tasks(app); /* first: they read the library */
    pending_release(&app->pending);
    prompt_close(app);
    editor_release(&app->prompt.editor);
    for (size_t i = 0; i < app->recall.count; i++)
        buf_release(&app->recall.items[i]);
    history_release(&app->history);
    list_release(&app->list);
    list_forget_request(app);
    buf_release(&app->listed.left.text);
    arena_release(&app->listed.arena);
    free(app->listed.ranges);
    popup_release(&app->popup);
    buf_release(&app->suggestions.dest);
    arena_release(&app->recent->arena);
    free(app->recent);
    reader_release(&app->reader);
    tree_pane_release(&app->tree);
    page_cache_release(&app->pages);
    buf_release(&app->message);
    grid_release(&app->grid);
}

/* --- Messages --- */

enum { MESSAGE_MAX_BYTES = 2048 };

static void set_message(struct app *app, bool is_error, const char *format,
                        va_list args) __attribute__((format(printf, 3, 0)));

static void set_message(struct app *app, bool is_error, const char *format,
                        va_list args)
{
    char text[MESSAGE_MAX_BYTES];
    vsnprintf(text, sizeof text, format, args);
    buf_clear(&app->message);
    text_clean_to(&app->message, str_from(text), TEXT_ONE_LINE);
    app->message_is_error = is_error;
}

void app_say(struct app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(app, false, format, args);
    va_end(args);
}

void app_complain(struct app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(app, true, format, args);
    va_end(args);
}

/* --- Laying out and drawing --- */

void app_plan(struct app *app)
{
    app->screen = screen_plan(app->grid.rows, app->grid.cols, app->tree_hidden,
                              app->tree_focus, app->tree_cols);
}

void app_resize(struct app *app, int rows, int cols)
{
    grid_resize(&app->grid, rows, cols);
    app_refresh(app);
}

/* Brings the tree to where the reader is, unless the keys are in the tree. */
static void follow_reader(struct app *app)
{
    tree_pane_follow(&app->tree, reader_heading(&app->reader));
    if (!app->tree_focus)
        tree_pane_select_current(&app->tree);
    tree_pane_fit(&app->tree, app->screen.tree.rows);
}

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

static void draw(struct app *app)
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

static bool is_covered(const struct app *app)
{
    return app->list.open || app->popup.open;
}

/* How far the text moved since the last frame, for the terminal to scroll it. */
static struct grid_shift find_shift(const struct app *app, const struct screen *screen)
{
    const struct drawn *drawn = &app->drawn;
    const struct area *text = &screen->text;
    if (is_covered(app) || drawn->covered || drawn->serial != app->reader.serial)
        return (struct grid_shift){0};
    long rows = (long)app->reader.top - (long)drawn->top;
    if (rows == 0 || rows >= text->rows || rows <= -text->rows)
        return (struct grid_shift){0};
    return (struct grid_shift){text->row, text->row + text->rows, (int)rows};
}

void app_refresh(struct app *app)
{
    app_plan(app);
    const struct area *text = &app->screen.text;
    reader_fit(&app->reader, text->rows, text->cols, false);
    prompt_settle(app);
    app_fit_popup(app);
    follow_reader(app);
    if (app->list.open)
        list_preview(app);
    grid_clear(&app->grid);
    app->grid.shift = find_shift(app, &app->screen);
    draw(app);
    app->drawn = (struct drawn){app->reader.serial, app->reader.top, is_covered(app)};
}
