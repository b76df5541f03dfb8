/* The tree pane: focus, width, opening what is selected. */
#include "ui/keys/actions.h"
#include "ui/lists/words.h"
#include "ui/state.h"
#include "ui/travel.h"

static bool has_room_beside(const struct app *app)
{
    return app->grid.cols >= SCREEN_TREE_COLS_MIN;
}

enum reaction run_focus(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    app->tree_focus = !app->tree_focus;
    if (app->tree_focus) {
        app->tree_hidden = false;
        tree_pane_select_current(&app->tree);
    }
    return REACT_RELAYOUT | REACT_DRAW;
}

enum reaction run_tree(struct app *app, int arg, int count)
{
    if (!has_room_beside(app))
        return run_focus(app, arg, count);
    app->tree_hidden = !app->tree_hidden;
    if (app->tree_hidden)
        app->tree_focus = false;
    return REACT_RELAYOUT | REACT_DRAW;
}

enum reaction run_tree_width(struct app *app, int cols, int count)
{
    if (app->screen.divider < 0) {
        app_say(app, "The tree is not beside the text");
        return REACT_DRAW;
    }
    int before = app->screen.divider;
    app->tree_cols = before + cols * (count > 0 ? count : 1);
    if (app->tree_cols < TREE_COLS_MIN)
        app->tree_cols = TREE_COLS_MIN;
    app_plan(app);
    app->tree_cols = app->screen.divider;
    if (app->screen.divider == before)
        app_say(app,
                cols > 0 ? "The tree cannot be wider" : "The tree cannot be narrower");
    return REACT_RELAYOUT | REACT_DRAW;
}

static enum reaction open_section(struct app *app, const struct tree_row *row)
{
    size_t section = row->section;
    travel_remember(app);
    app->tree_focus = false;
    app_plan(app);
    reader_fit(&app->reader, app->screen.text.rows, app->screen.text.cols, false);
    reader_go_heading(&app->reader, section);
    return REACT_RELAYOUT | REACT_DRAW;
}

/* Shows the article of a row; keys that are in the tree stay there when `stay` says
 * so. */
static enum reaction open_item(struct app *app, const struct tree_row *row, bool stay)
{
    uint32_t article = row->topic->article;
    app->tree_focus = stay && app->tree_focus && has_room_beside(app);
    bool shown = app->reader.page->article == article;
    if (!shown)
        travel_to(app, page_of_article(app->library, article),
                  tree_pane_item(&app->tree, row));
    else if (!stay)
        reader_go_line(&app->reader, 0);
    return REACT_RELAYOUT | REACT_DRAW;
}

enum reaction run_tree_open(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    const struct tree_row *row = tree_pane_selected(&app->tree);
    if (row == NULL)
        return REACT_NONE;
    if (row->kind == TREE_SECTION)
        return open_section(app, row);
    if (row->kind == TREE_POINTS)
        return run_list(app, LIST_POINTS, 0);
    if (row->kind == TREE_QUESTIONS)
        return run_list(app, LIST_QUESTIONS, 0);
    if (row->topic->article != ARTICLE_NONE)
        return open_item(app, row, false);
    tree_pane_fold(&app->tree, 0);
    return REACT_DRAW;
}

enum reaction run_tree_fold(struct app *app, int direction, int count)
{
    (void)count;
    const struct tree_row *row = tree_pane_selected(&app->tree);
    if (row == NULL)
        return REACT_NONE;
    /* An article's sections can be shown when it has been read. */
    bool unread = row->kind == TREE_ARTICLE && row->topic != app->tree.doc_topic &&
                  row->topic->article != ARTICLE_NONE;
    if (unread && direction >= 0)
        return open_item(app, row, true);
    if (!tree_pane_fold(&app->tree, direction))
        app_say(app, direction > 0 ? "There is nothing to unfold here"
                                   : "There is nothing to fold here");
    return REACT_DRAW;
}

static void say_stopped(struct app *app)
{
    struct buf rows = {0};
    write_count(&rows, TREE_ROWS_MAX);
    app_say(app, "Unfolded as far as " STR_FMT " rows go", STR_ARG(buf_str(&rows)));
    buf_release(&rows);
}

enum reaction run_tree_all(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    switch (tree_pane_fold_all(&app->tree)) {
    case TREE_ALL_FOLDED:
        app_say(app, "All topics are folded");
        break;
    case TREE_ALL_UNFOLDED:
        app_say(app, "All topics are unfolded");
        break;
    case TREE_SOME_UNFOLDED:
        say_stopped(app);
        break;
    }
    return REACT_DRAW;
}

enum reaction run_tree_by(struct app *app, int arg, int count)
{
    static const char *const said[LIBRARY_TREES] = {
        [TREE_OF_ORDER] = "The tree in its own order",
        [TREE_BY_TOPIC] = "The tree by topic",
        [TREE_LEFT_OUT] = "What the tree leaves out",
    };
    (void)arg;
    (void)count;
    enum library_tree before = app->tree.items.which;
    enum library_tree now = tree_pane_next_tree(&app->tree);
    app_say(app, "%s",
            now == before ? "No article has a topic, and none is left out" : said[now]);
    return REACT_DRAW;
}
