/*
 * Reading on: the head of a large article is shown at once, and its whole takes the
 * place of the head as soon as it is there.
 */
#include "ui/reflow.h"
#include "ui/state.h"
#include "ui/whole.h"

/* The page whose whole is wanted: that which is read, else that of a list's preview;
 * NULL when neither shows a head. */
static struct page *wanted_page(const struct app *app)
{
    struct page *preview = app->list.open ? app->list.preview.page : NULL;
    if (page_waits(app->reader.page))
        return app->reader.page;
    return preview != NULL && page_waits(preview) ? preview : NULL;
}

/* The width that a page is shown in. */
static int cols_of(const struct app *app, const struct page *page)
{
    bool is_preview = page != app->reader.page && page == app->list.preview.page;
    return is_preview ? app->list.preview.box.cols : app->reader.box.cols;
}

static void start_reading(struct app *app, struct page *page)
{
    app->whole_page = page;
    page->holds++;
    app->whole = whole_start(app->library, app->shelf.view, page->article,
                             cols_of(app, page), app->wake_fd);
}

static void end_reading(struct app *app)
{
    whole_free(app->whole);
    app->whole = NULL;
    page_drop(app->whole_page);
    app->whole_page = NULL;
}

/* It goes on while a small page is looked at. */
void app_read_on(struct app *app)
{
    struct page *page = wanted_page(app);
    if (app->whole == NULL && page != NULL)
        start_reading(app, page);
    else if (app->whole != NULL && page != NULL && page != app->whole_page)
        whole_stop(app->whole);
    else if (app->whole != NULL)
        whole_set_cols(app->whole, cols_of(app, app->whole_page));
}

/* All that show pages. */
enum { READERS = 3 };

static struct reader *reader_at(struct app *app, int index)
{
    struct reader *readers[READERS] = {&app->reader, &app->list.preview,
                                       &app->popup.reader};
    return readers[index];
}

/* What each shows; nothing of one that does not show the page. */
static void keep(struct app *app, const struct page *page, struct kept kept[READERS])
{
    for (int i = 0; i < READERS; i++) {
        const struct reader *reader = reader_at(app, i);
        kept[i] = reader->page == page && reader->layout != NULL
                      ? reader_keep(reader, ITEM_NONE)
                      : (struct kept){0};
    }
}

static void restore(struct app *app, struct kept kept[READERS], struct lines *lines)
{
    for (int i = 0; i < READERS; i++) {
        if (kept[i].place.is_set)
            reader_restore(reader_at(app, i), &kept[i], lines);
        kept_release(&kept[i]);
    }
}

/* Puts the whole, which `page` has until then, in the place of the head. */
static enum reaction show_whole(struct app *app, struct page *page, struct lines *lines)
{
    struct page *shown = app->whole_page;
    struct kept kept[READERS];
    bool found = reader_match_count(&app->reader) > 0;
    keep(app, shown, kept);
    page_exchange(shown, page);
    restore(app, kept, lines);
    app->prompt.pending |=
        app->reader.page == shown && app->prompt.kind == PROMPT_FIND && !found;
    app->list.previewing = false;
    if (app->reader.page != shown)
        return app->list.open ? REACT_DRAW : REACT_NONE;
    tree_pane_grow(&app->tree, shown);
    list_page_news(app);
    return wish_grant(app) | REACT_DRAW;
}

/* The head is all that there is to read. */
static enum reaction tell_trouble(struct app *app, const struct error *err)
{
    app->whole_page->trouble = *err;
    app->list.previewing = false;
    if (app->reader.page != app->whole_page)
        return app->list.open ? REACT_DRAW : REACT_NONE;
    wish_drop(app);
    app_complain(app, "only the beginning of '" STR_FMT "' is here: %s",
                 STR_ARG(app->reader.page->title), err->text);
    return REACT_DRAW;
}

static enum reaction take_whole(struct app *app)
{
    struct lines lines;
    struct error err = {0};
    enum reaction reaction = REACT_NONE;
    struct page *page = whole_take(app->whole, &lines, &err);
    if (page != NULL)
        reaction = show_whole(app, page, &lines);
    else if (err.text[0] != '\0')
        reaction = tell_trouble(app, &err);
    arena_release(&lines.arena);
    page_free(page);
    return reaction;
}

enum reaction app_whole_news(struct app *app)
{
    enum reaction reaction = REACT_NONE;
    if (app->whole == NULL)
        return REACT_NONE;
    enum whole_state state = whole_state(app->whole);
    if (state != WHOLE_READING && !whole_is_stopped(app->whole))
        reaction = take_whole(app);
    if (state == WHOLE_OVER)
        end_reading(app);
    return reaction;
}

/* --- Laying out ------------------------------------------------------------------- */

static void lay_out_for(struct reflow **reflow, const struct reader *reader,
                        int wake_fd)
{
    bool lags = reader_lags(reader);
    if (*reflow == NULL && lags)
        *reflow = reflow_start(reader, wake_fd);
    else if (*reflow != NULL && !(lags && reflow_fits(*reflow, reader)))
        reflow_stop(*reflow);
}

void app_lay_out(struct app *app)
{
    lay_out_for(&app->reflow, &app->reader, app->wake_fd);
    lay_out_for(&app->preview_reflow, &app->list.preview, app->wake_fd);
}

/* Whether there are new lines. */
static bool take_lines(struct reflow **reflow, struct reader *reader)
{
    if (*reflow == NULL || !reflow_is_over(*reflow))
        return false;
    bool taken = reader_lags(reader) && reflow_take(*reflow, reader);
    reflow_free(*reflow);
    *reflow = NULL;
    return taken;
}

enum reaction app_lines_news(struct app *app)
{
    bool taken = take_lines(&app->reflow, &app->reader);
    if (take_lines(&app->preview_reflow, &app->list.preview)) {
        app->list.previewing = false; /* it goes to its place */
        taken = true;
    }
    return taken ? REACT_DRAW : REACT_NONE;
}

bool app_lays_out(const struct app *app)
{
    return app->reflow != NULL || app->preview_reflow != NULL;
}

void app_stop_layouts(struct app *app)
{
    if (app->reflow != NULL)
        reflow_stop(app->reflow);
    if (app->preview_reflow != NULL)
        reflow_stop(app->preview_reflow);
}
