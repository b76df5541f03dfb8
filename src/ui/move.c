/* Moving through the text, or through the tree when it has the focus. */
#include "ui/actions.h"
#include "ui/state.h"

static int times(int count)
{
    return count > 0 ? count : 1;
}

/* A key that does nothing here says so. */
static enum reaction stay(struct app *app, int direction)
{
    app_say(app, direction > 0 ? "This is the end" : "This is the top");
    return REACT_DRAW;
}

static enum reaction move_by(struct app *app, long rows)
{
    bool moved = app->tree_focus ? tree_pane_move(&app->tree, rows)
                                 : reader_scroll(app_reader(app), rows);
    return moved ? REACT_DRAW : stay(app, rows > 0 ? +1 : -1);
}

enum reaction run_lines(struct app *app, int direction, int count)
{
    return move_by(app, (long)direction * times(count));
}

enum reaction run_pages(struct app *app, int halves, int count)
{
    int height = app->tree_focus ? app->screen.tree.rows : app_reader(app)->box.rows;
    /* One line of the page before stays, for the eye to hold on to. */
    int rows = halves == 2 || halves == -2 ? height - 1 : height / 2;
    if (rows < 1)
        rows = 1;
    return move_by(app, (long)(halves > 0 ? rows : -rows) * times(count));
}

enum reaction run_end(struct app *app, int direction, int count)
{
    if (app->tree_focus)
        return move_by(app, direction > 0 ? (long)app->tree.row_count
                                          : -(long)app->tree.row_count);
    struct reader *reader = app_reader(app);
    size_t line = direction > 0 ? reader_top_max(reader) : reader->first_line;
    if (count > 0)
        line = reader->first_line + (size_t)count - 1;
    return reader_go_line(reader, line) ? REACT_DRAW : stay(app, direction);
}

enum reaction run_percent(struct app *app, int arg, int count)
{
    (void)arg;
    size_t lines = app->reader.layout->line_count;
    size_t percent = (size_t)(count > 100 ? 100 : count);
    if (count == 0) {
        app_say(app, "Type a number first: 50%% goes to the middle");
        return REACT_DRAW;
    }
    reader_go_line(&app->reader, lines * percent / 100);
    return REACT_DRAW;
}

enum reaction run_heading(struct app *app, int direction, int count)
{
    bool moved = false;
    for (int i = times(count); i > 0 && reader_step_heading(&app->reader, direction);
         i--)
        moved = true;
    if (!moved)
        app_say(app, direction > 0 ? "No heading comes after this"
                                   : "No heading stands before this");
    return REACT_DRAW;
}
