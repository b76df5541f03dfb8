/*
 * What is done on threads while one reads. A large article is read and laid out; its
 * head is shown if that takes longer than nobody sees, and the whole takes the place of
 * the head as soon as it is there. Long pages are laid out for another width or other
 * folds, while their old lines are shown. What is near the articles that are shown is
 * asked of the catalog.
 */
#include "ui/tasks.h"

#include "ui/reader/loader.h"
#include "ui/reader/reflow.h"
#include "ui/state.h"

/* --- Footers --- */

/* The page that is read comes first. */
static struct page *footless_page(const struct app *app)
{
    struct page *pages[] = {app->reader.page, app->popup.reader.page,
                            app->list.preview.page};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (pages[i] != NULL && page_wants_footer(pages[i]))
            return pages[i];
    return NULL;
}

static void start_footer(struct app *app, struct page *page)
{
    page->footer_is_old = false; /* unless it comes to be so again meanwhile */
    page->holds++;
    app->footer_page = page;
    app->footer =
        footer_task_start(page->article, page->opened, app->view, app->wake_fd);
}

void app_ask_footer(struct app *app)
{
    struct page *page = app->knows_all ? footless_page(app) : NULL;
    if (app->footer == NULL && page != NULL)
        start_footer(app, page);
}

static void end_footer(struct app *app)
{
    footer_task_free(app->footer);
    app->footer = NULL;
    page_drop(app->footer_page);
    app->footer_page = NULL;
}

enum reaction app_footer_news(struct app *app)
{
    if (app->footer == NULL || !task_is_over(footer_task(app->footer)))
        return REACT_NONE;
    struct page *page = app->footer_page;
    struct page_footer *footer = footer_task_take(app->footer), *old = page->footer;
    if (footer != NULL)
        page_set_footer(page, footer);
    bool is_other = page->footer != old;
    if (is_other && page == app->list.preview.page)
        app->list.previewing = false; /* it goes to its place */
    end_footer(app);
    return is_other ? REACT_DRAW : REACT_NONE;
}

/* Most are there before the page is laid out. */
static void await_footer(struct app *app, struct page *page)
{
    if (app->footer_ms == 0 || !app->knows_all || !page_wants_footer(page))
        return;
    if (app->footer != NULL && task_wait(footer_task(app->footer), app->footer_ms))
        (void)app_footer_news(app); /* that of another page */
    if (app->footer != NULL || !page_wants_footer(page))
        return;
    start_footer(app, page);
    if (task_wait(footer_task(app->footer), app->footer_ms))
        (void)app_footer_news(app);
}

struct page *app_take_page(struct app *app, struct page_id id)
{
    struct page *page = page_cache_take(&app->pages, id);
    await_footer(app, page);
    return page;
}

/* --- Reading on --- */

/* The page whose whole is wanted: that which is read, else that of a list's preview;
 * NULL when neither shows a head, or what was before its file changed. */
static struct page *wanted_page(const struct app *app)
{
    struct page *preview = app->list.open ? app->list.preview.page : NULL;
    if (page_waits(app->reader.page) || app->reader.page->is_old)
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
    page->is_old = false; /* unless it changes once more meanwhile */
    app->loader =
        loader_start(app->library, page->article, cols_of(app, page), app->wake_fd);
    loader_set_shown(app->loader, page);
}

void app_end_reading(struct app *app)
{
    loader_free(app->loader);
    app->loader = NULL;
}

/* Whether it may be read in that time: it is not small, and there is hope. To show
 * first the head and then the whole takes longer than the whole does. */
static bool is_worth_waiting(const struct app *app, uint32_t article)
{
    enum { MOST_BYTES = 256 << 10 };
    return page_cache_has_head(&app->pages, article) &&
           library_article(app->library, article)->stamp.size_bytes <= MOST_BYTES;
}

/* Gives it a moment to be read: the page, or NULL when its head is to be shown. */
static struct page *read_at_once(struct app *app, uint32_t article,
                                 struct prepared_lines *lines)
{
    struct error ignored;
    struct page *page = NULL;
    const struct page *shown = app->loader != NULL ? app->loader->shown : NULL;
    if (shown != NULL && shown->article == article && !shown->is_head)
        return loader_take(app->loader, lines, &ignored); /* it was read again */
    if (app->grace_ms == 0 || app->loader != NULL || !is_worth_waiting(app, article))
        return NULL;
    app->loader =
        loader_start(app->library, article, app->reader.box.cols, app->wake_fd);
    if (!task_wait(&app->loader->task, app->grace_ms))
        return NULL;
    page = loader_take(app->loader, lines, &ignored);
    app_end_reading(app);
    return page;
}

void app_show_page(struct app *app, struct page_id id)
{
    struct prepared_lines lines = {0};
    struct page *whole = NULL;
    uint32_t article = library_article_at(app->library, id.path);
    if (article != ARTICLE_NONE && !page_cache_has(&app->pages, id)) {
        app_plan(app); /* for the width */
        reader_fit(&app->reader, app->screen.text.rows, app->screen.text.cols, false);
        whole = read_at_once(app, article, &lines);
    }
    if (whole != NULL)
        page_cache_put(&app->pages, whole);
    struct page *page = app_take_page(app, id);
    if (app->loader != NULL && app->loader->shown == NULL) /* it is still being read */
        loader_set_shown(app->loader, page);
    reader_show(&app->reader, page);
    if (lines.layout != NULL && page->footer == NULL)
        reader_replace_lines(&app->reader, &lines);
    arena_release(&lines.arena);
}

/* The loader goes on while another, small page is shown. */
void app_load_rest(struct app *app)
{
    struct page *page = wanted_page(app);
    if (app->loader == NULL && page != NULL)
        start_reading(app, page);
    else if (app->loader != NULL && page != NULL && page != app->loader->shown)
        task_stop(&app->loader->task);
    else if (app->loader != NULL)
        atomic_store(&app->loader->cols, cols_of(app, app->loader->shown));
}

/* --- Laying out --- */

static void lay_out_for(struct reflow **reflow, const struct reader *reader,
                        bool is_wanted, bool is_all, int wake_fd)
{
    if (*reflow == NULL && is_wanted)
        *reflow = reflow_start(reader, is_all, wake_fd);
    else if (*reflow != NULL && !(is_wanted && reflow_fits(*reflow, reader)))
        task_stop(reflow_task(*reflow));
}

/* From the moment that the prompt is open: mostly it is there before the first
 * letter. */
static bool wants_all(const struct app *app)
{
    return app->prompt.kind == PROMPT_FIND && reader_find_waits(&app->reader);
}

void app_lay_out(struct app *app)
{
    const struct reader *preview = &app->list.preview;
    lay_out_for(&app->reflow, &app->reader, reader_lags(&app->reader), false,
                app->wake_fd);
    lay_out_for(&app->preview_reflow, preview, reader_lags(preview), false,
                app->wake_fd);
    lay_out_for(&app->find_reflow, &app->reader, wants_all(app), true, app->wake_fd);
}

/* Whether there are new lines. */
static bool take_lines(struct reflow **reflow, struct reader *reader, bool is_wanted)
{
    if (*reflow == NULL || !task_is_over(reflow_task(*reflow)))
        return false;
    bool taken = is_wanted && reflow_take(*reflow, reader);
    reflow_free(*reflow);
    *reflow = NULL;
    return taken;
}

enum reaction app_lines_news(struct app *app)
{
    struct reader *preview = &app->list.preview;
    bool taken = take_lines(&app->reflow, &app->reader, reader_lags(&app->reader));
    taken |= take_lines(&app->find_reflow, &app->reader, wants_all(app));
    if (take_lines(&app->preview_reflow, preview, reader_lags(preview))) {
        app->list.previewing = false; /* it goes to its place */
        taken = true;
    }
    return taken ? REACT_DRAW : REACT_NONE;
}

/* --- All --- */

bool app_has_tasks(const struct app *app)
{
    return app->loader != NULL || app->reflow != NULL || app->preview_reflow != NULL ||
           app->find_reflow != NULL || app->footer != NULL;
}

void app_stop_tasks(struct app *app)
{
    if (app->loader != NULL)
        task_stop(&app->loader->task);
    if (app->reflow != NULL)
        task_stop(reflow_task(app->reflow));
    if (app->preview_reflow != NULL)
        task_stop(reflow_task(app->preview_reflow));
    if (app->find_reflow != NULL)
        task_stop(reflow_task(app->find_reflow));
    if (app->footer != NULL)
        task_stop(footer_task(app->footer));
}

void app_end_tasks(struct app *app)
{
    app_end_reading(app);
    end_footer(app);
    reflow_free(app->reflow);
    reflow_free(app->preview_reflow);
    reflow_free(app->find_reflow);
    app->reflow = app->preview_reflow = app->find_reflow = NULL;
}
