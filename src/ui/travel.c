/* From page to page: articles, history, marks, pages of the program's own. */
#include <string.h>

#include "ui/actions.h"
#include "ui/state.h"

/* Lays the page out for the pane it is going to be shown in. */
static void fit_page(struct app *app)
{
    app_plan(app);
    const struct area *text = &app->screen.text;
    reader_fit(&app->reader, text->rows, text->cols, false);
}

/* Puts a page into the pane, not laid out yet. */
static void take_page(struct app *app, enum page_kind kind, uint32_t article,
                      uint32_t item)
{
    struct page *page = shelf_take(&app->shelf, kind, article);
    wish_drop(app);
    reader_show(&app->reader, page);
    tree_pane_show(&app->tree, page, item);
}

void travel_remember(struct app *app)
{
    if (app->reader.page == NULL)
        return;
    trail_push(&app->history.back, wish_or_place(app));
    trail_clear(&app->history.forward);
}

void travel_to(struct app *app, enum page_kind kind, uint32_t article, uint32_t item)
{
    travel_remember(app);
    take_page(app, kind, article, item);
    fit_page(app);
}

static bool is_page_of(const struct page *page, const struct place *place)
{
    return page != NULL && page->kind == place->kind &&
           (place->kind != PAGE_ARTICLE || page->article == place->article);
}

/* Whether the page looks as it did then. */
static bool is_alike(const struct app *app, const struct place *place)
{
    const struct fold_set *folds = &app->reader.folds;
    return app->reader.skim == place->skim && folds->count == place->fold_count &&
           (folds->count == 0 || memcmp(folds->items, place->folds,
                                        folds->count * sizeof *folds->items) == 0);
}

/* The place is in the whole article, of which the head is there. What has the same
 * number in both can be shown at once. */
static void wait_for(struct app *app, const struct place *place)
{
    fit_page(app);
    if (!place->is_dressed &&
        place->spot.anchor.node < reader_doc(&app->reader)->node_count)
        reader_resume(&app->reader, &place->spot);
    wish_place(app, place);
}

void travel_resume(struct app *app, const struct place *place)
{
    struct place copy = place_copy(place);
    bool shown = is_page_of(app->reader.page, place);
    if (!shown)
        take_page(app, place->kind, place->article, place->item);
    if (page_waits(app->reader.page) && !place->is_head) {
        wait_for(app, &copy);
        place_release(&copy);
        return;
    }
    place_redress(&copy, app->reader.page);
    if (!shown || !is_alike(app, &copy)) {
        if (shown)
            take_page(app, place->kind, place->article, place->item);
        place_prepare(&copy, &app->reader);
        fit_page(app);
    }
    place_resume(&copy, &app->reader);
    app->reader.full = copy.full;
    place_release(&copy);
}

enum reaction run_history(struct app *app, int direction, int count)
{
    struct trail *from = direction < 0 ? &app->history.back : &app->history.forward;
    struct trail *to = direction < 0 ? &app->history.forward : &app->history.back;
    struct place place;
    int steps = count > 0 ? count : 1;
    bool moved = false;
    for (; steps > 0 && trail_pop(from, &place); steps--) {
        trail_push(to, wish_or_place(app));
        travel_resume(app, &place);
        place_release(&place);
        moved = true;
    }
    if (moved && direction < 0)
        (void)listed_return(app);
    if (!moved)
        app_say(app, direction < 0 ? "There is nothing to go back to"
                                   : "There is nothing to go forward to");
    return REACT_DRAW;
}

/* The article that the reader is in, or was in before a page of the program's own. */
static uint32_t article_of(const struct app *app)
{
    if (app->reader.page->kind == PAGE_ARTICLE)
        return app->reader.page->article;
    for (size_t i = app->history.back.count; i-- > 0;)
        if (app->history.back.items[i].kind == PAGE_ARTICLE)
            return app->history.back.items[i].article;
    return library_step(app->library, ARTICLE_NONE, +1);
}

enum reaction run_article(struct app *app, int direction, int count)
{
    uint32_t at = article_of(app), to = at;
    for (int i = 0; i < (count > 0 ? count : 1); i++) {
        uint32_t next = library_step(app->library, to, direction);
        if (next == ARTICLE_NONE)
            break;
        to = next;
    }
    if (to == at) {
        app_say(app, direction > 0 ? "This is the last article"
                                   : "This is the first article");
        return REACT_DRAW;
    }
    travel_to(app, PAGE_ARTICLE, to, ITEM_NONE);
    return REACT_DRAW;
}

enum reaction run_up(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    uint32_t at = article_of(app);
    const struct topic *topic = NULL;
    if (app->tree.doc_topic != NULL)
        topic = app->tree.doc_topic->parent;
    while (topic != NULL && (topic->article == ARTICLE_NONE || topic->article == at))
        topic = topic->parent;
    uint32_t page = topic != NULL ? topic->article : app->library->home;
    if (page == ARTICLE_NONE || page == at) {
        app_say(app, "No page stands above this one");
        return REACT_DRAW;
    }
    travel_to(app, PAGE_ARTICLE, page, ITEM_NONE);
    return REACT_DRAW;
}

enum reaction run_home(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    uint32_t home = app->library->home != ARTICLE_NONE
                        ? app->library->home
                        : library_step(app->library, ARTICLE_NONE, +1);
    const struct page *page = app->reader.page;
    if (page->kind == PAGE_ARTICLE && page->article == home) {
        reader_go_line(&app->reader, 0);
        app_say(app, "This is the first page of the library");
        return REACT_DRAW;
    }
    travel_to(app, PAGE_ARTICLE, home, ITEM_NONE);
    return REACT_DRAW;
}

void travel_reload(struct app *app)
{
    struct place place = wish_or_place(app);
    bool was_finding = app->reader.finding.matches != NULL;
    size_t match = app->reader.finding.current;
    reader_show(&app->reader, NULL);
    tree_pane_forget(&app->tree);
    shelf_forget(&app->shelf, place.kind, place.article);
    travel_resume(app, &place);
    if (was_finding)
        reader_find_back(&app->reader, match);
    place_release(&place);
}

enum reaction run_reload(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    travel_reload(app);
    if (app->catalog != NULL)
        catalog_rescan(app->catalog);
    if (app->reader.page->failed)
        app_complain(app, "'" STR_FMT "' cannot be read",
                     STR_ARG(app->reader.page->title));
    else if (app->wish.kind == WISH_NONE)
        app_say(app, "Read again");
    return REACT_DRAW;
}

enum reaction run_mark(struct app *app, int what, int count)
{
    (void)count;
    app->mark_command = what;
    app_say(app, what == 'm' ? "Remember this place under which letter?"
                             : "Go to the place under which letter?");
    return REACT_DRAW;
}

enum reaction travel_mark(struct app *app, struct key key)
{
    bool set = app->mark_command == 'm';
    app->mark_command = 0;
    if (key.mods != 0 || key.code < 'a' || key.code > 'z') {
        app_say(app, "Places are remembered under the letters a to z");
        return REACT_DRAW;
    }
    struct place *place = &app->history.marks[key.code - 'a'];
    if (set) {
        place_release(place);
        *place = wish_or_place(app);
        app_say(app, "Remembered under %c", (char)key.code);
    } else if (!place->is_set) {
        app_say(app, "Nothing is remembered under %c", (char)key.code);
    } else {
        travel_remember(app);
        travel_resume(app, place);
    }
    return REACT_DRAW;
}

enum reaction run_page(struct app *app, int page_kind, int count)
{
    (void)count;
    if ((int)app->reader.page->kind == page_kind) {
        app_say(app, "This is the page");
        return REACT_DRAW;
    }
    app->tree_focus = false;
    travel_to(app, (enum page_kind)page_kind, ARTICLE_NONE, ITEM_NONE);
    return REACT_DRAW;
}
