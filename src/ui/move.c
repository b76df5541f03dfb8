/* Moving through the text, or through the tree when it has the focus. */
#include "ui/keys/actions.h"
#include "ui/keys/pending.h"
#include "ui/lists/preview.h"
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

/* Whether a move goes through the text of the page, of which there may be more. */
static bool moves_page(struct app *app)
{
    return !app->tree_focus && app_reader(app) == &app->reader;
}

static enum reaction move_on(struct app *app, int rows, int count);

static enum reaction move_by(struct app *app, long rows)
{
    bool moved = app->tree_focus ? tree_pane_move(&app->tree, rows)
                                 : reader_scroll(app_reader(app), rows);
    if (!moved && rows > 0 && moves_page(app) &&
        pending_run(app, move_on, (int)rows, 0))
        return REACT_DRAW;
    return moved ? REACT_DRAW : stay(app, rows > 0 ? +1 : -1);
}

/* What could not be done at the end of the head. */
static enum reaction move_on(struct app *app, int rows, int count)
{
    (void)count;
    return move_by(app, rows);
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
    bool beyond = (direction > 0 || count > 0) && line >= reader_top_max(reader);
    if (beyond && moves_page(app) && pending_run(app, run_end, direction, count))
        return REACT_DRAW;
    return reader_go_line(reader, line) ? REACT_DRAW : stay(app, direction);
}

enum reaction run_percent(struct app *app, int arg, int count)
{
    size_t lines = app->reader.layout->line_count;
    size_t percent = (size_t)(count > 100 ? 100 : count);
    if (count == 0) {
        app_say(app, "Type a number first: 50%% goes to the middle");
        return REACT_DRAW;
    }
    if (pending_run(app, run_percent, arg, count))
        return REACT_DRAW;
    reader_go_line(&app->reader, lines * percent / 100);
    return REACT_DRAW;
}

enum reaction run_heading(struct app *app, int direction, int count)
{
    bool moved = false;
    for (int i = times(count); i > 0 && reader_step_heading(&app->reader, direction);
         i--)
        moved = true;
    if (!moved && direction > 0 && pending_run(app, run_heading, direction, 1))
        return REACT_DRAW;
    if (!moved)
        app_say(app, direction > 0 ? "No heading comes after this"
                                   : "No heading stands before this");
    return REACT_DRAW;
}
