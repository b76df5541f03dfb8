/* What becomes known while one reads: the whole of a large article whose head is shown,
 * and what the survey tells of the library. */
#include "ui/carry.h"
#include "ui/dress.h"
#include "ui/state.h"
#include "ui/whole.h"

enum { READER_COUNT = 3 };

/* All that show pages. */
struct readers {
    struct reader *all[READER_COUNT];
};

static struct readers readers_of(struct app *app)
{
    return (struct readers){{&app->reader, &app->list.preview, &app->popup.reader}};
}

/* --- The library ------------------------------------------------------------------ */

/* The reader shows a page that was plain until now. */
static void redress(struct reader *reader, bool was_plain)
{
    if (was_plain && page_is_dressed(reader->page))
        reader_redress(reader);
}

static bool shows_plain(const struct reader *reader)
{
    return reader->page != NULL && !page_is_dressed(reader->page);
}

void app_dress(struct app *app)
{
    struct readers readers = readers_of(app);
    bool plain[READER_COUNT];
    if (app->survey == NULL || app->shelf.survey != NULL ||
        !survey_is_complete(app->survey))
        return;
    for (int i = 0; i < READER_COUNT; i++)
        plain[i] = shows_plain(readers.all[i]);
    shelf_dress(&app->shelf, app->survey);
    for (int i = 0; i < READER_COUNT; i++)
        redress(readers.all[i], plain[i]);
    if (app->prompt.kind != PROMPT_NONE)
        place_redress(&app->prompt.origin, app->reader.page);
}

/* --- The whole of an article ------------------------------------------------------ */

/* Reading on is for the page that is read; it goes on while a small one is looked at.
 */
static bool is_wanted(const struct app *app)
{
    const struct page *page = app->reader.page;
    return page == app->whole_page || !page_waits(page);
}

static void start_reading(struct app *app)
{
    struct page *page = app->reader.page;
    app->whole_page = page;
    page->holds++;
    if (app->survey != NULL)
        survey_hold(app->survey, true);
    app->whole = whole_start(app->library, app->survey, page->article,
                             app->reader.box.cols, app->wake_fd);
}

static void end_reading(struct app *app)
{
    whole_free(app->whole);
    app->whole = NULL;
    page_drop(app->whole_page);
    app->whole_page = NULL;
    if (app->survey != NULL)
        survey_hold(app->survey, false);
}

void app_read_on(struct app *app)
{
    if (app->whole == NULL && page_waits(app->reader.page))
        start_reading(app);
    else if (app->whole != NULL && !is_wanted(app))
        whole_stop(app->whole);
    else if (app->whole != NULL)
        whole_set_cols(app->whole, app->reader.box.cols);
}

static void carry_all(struct app *app, const struct carry *carry, struct lines *lines)
{
    struct readers readers = readers_of(app);
    struct lines none = {0};
    bool found = reader_match_count(&app->reader) > 0;
    for (int i = 0; i < READER_COUNT; i++)
        if (readers.all[i]->page == carry->whole)
            carry_reader(carry, readers.all[i], i == 0 ? lines : &none);
    carry_history(carry, &app->history);
    if (app->prompt.kind != PROMPT_NONE)
        carry_place(carry, &app->prompt.origin);
    app->prompt.pending |= app->prompt.kind == PROMPT_FIND && !found;
    app->list.previewing = false;
}

/* Dresses a page that was read before the survey was complete. What was laid out of it
 * until then has other numbers. */
static void dress_late(const struct app *app, struct page *page, struct lines *lines)
{
    bool plain = !page_is_dressed(page);
    if (app->shelf.survey == NULL)
        return;
    page_dress(page, app->shelf.survey);
    if (plain && page_is_dressed(page))
        lines->layout = NULL;
}

/* Puts the whole, which `page` has until then, in the place of the head. */
static enum reaction show_whole(struct app *app, struct page *page, struct lines *lines)
{
    struct page *shown = app->whole_page;
    struct carry carry = {.head = page, .whole = shown};
    dress_late(app, page, lines);
    page_exchange(shown, page);
    carry_all(app, &carry, lines);
    if (app->reader.page != shown)
        return REACT_NONE;
    tree_pane_grow(&app->tree, shown);
    return wish_grant(app) | REACT_DRAW;
}

/* The head is all that there is to read. */
static enum reaction tell_trouble(struct app *app, const struct error *err)
{
    app->whole_page->trouble = *err;
    if (app->reader.page != app->whole_page)
        return REACT_NONE;
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
    /* What is no longer wanted may still be given to the survey. */
    if (state != WHOLE_READING && !whole_is_stopped(app->whole))
        reaction = take_whole(app);
    if (state == WHOLE_OVER)
        end_reading(app);
    return reaction;
}
