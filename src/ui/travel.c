/* From page to page: articles, history, marks, pages of the program's own. */
#include "ui/travel.h"

#include <string.h>

#include "ui/keys/actions.h"
#include "ui/keys/pending.h"
#include "ui/lists/lists.h"
#include "ui/state.h"
#include "ui/tasks.h"

/* Lays the page out for the pane it is going to be shown in. */
static void fit_page(struct app *app)
{
    app_plan(app);
    const struct area *text = &app->screen.text;
    reader_fit(&app->reader, text->rows, text->cols, false);
}

/* Puts a page into the pane, not laid out yet. */
static void take_page(struct app *app, struct page_id page, uint32_t item)
{
    pending_drop(app);
    app_show_page(app, page);
    tree_pane_show(&app->tree, app->reader.page, item);
}

static enum reaction resume_pending(struct app *app, struct pending *pending)
{
    travel_resume(app, &pending->kept.visit);
    reader_restore_marks(&app->reader, &pending->kept);
    return REACT_DRAW;
}

/* The place where one is, or is going to be as soon as the whole is there. */
static struct visit visit_now(const struct app *app)
{
    if (app->pending.grant == resume_pending)
        return visit_copy(&app->pending.kept.visit);
    return visit_of(&app->reader, app->tree.doc_item);
}

void travel_remember(struct app *app)
{
    if (app->reader.page == NULL)
        return;
    trail_push(&app->history.back, visit_now(app));
    trail_clear(&app->history.forward);
}

void travel_to(struct app *app, struct page_id page, uint32_t item)
{
    travel_remember(app);
    take_page(app, page, item);
    fit_page(app);
}

void travel_to_article(struct app *app, uint32_t article)
{
    travel_to(app, page_of_article(app->library, article), ITEM_NONE);
}

/* The place is in the whole article, of which the head is there. What is in the head,
 * too, can be shown at once. */
static void wait_for(struct app *app, const struct visit *visit)
{
    fit_page(app);
    struct anchor anchor;
    if (position_find(&visit->viewport.top, page_content(app->reader.page), &anchor))
        reader_resume(&app->reader, &visit->viewport);
    if (pending_start(app, resume_pending, (struct str){0}))
        app->pending.kept.visit = visit_copy(visit);
}

void travel_resume(struct app *app, const struct visit *visit)
{
    struct visit copy = visit_copy(visit);
    const struct page *page = app->reader.page;
    bool shown = page != NULL && page_id_eq(page->id, visit->viewport.top.page);
    if (!shown)
        take_page(app, copy.viewport.top.page, copy.item);
    if (page_waits(app->reader.page) && !visit->is_head) {
        wait_for(app, &copy);
        visit_release(&copy);
        return;
    }
    if (!shown || !visit_is_alike(&copy, &app->reader)) {
        if (shown)
            take_page(app, copy.viewport.top.page, copy.item);
        if (!visit_is_alike(&copy, &app->reader)) {
            visit_prepare(&copy, &app->reader);
            /* Its lines may be there already, but not as they are to be. */
            app->reader.is_stale = app->reader.layout != NULL;
        }
        fit_page(app);
    }
    visit_resume(&copy, &app->reader);
    app->reader.full = copy.full;
    visit_release(&copy);
}

enum reaction run_history(struct app *app, int direction, int count)
{
    struct trail *from = direction < 0 ? &app->history.back : &app->history.forward;
    struct trail *to = direction < 0 ? &app->history.forward : &app->history.back;
    struct visit visit;
    int steps = count > 0 ? count : 1;
    bool moved = false;
    for (; steps > 0 && trail_pop(from, &visit); steps--) {
        trail_push(to, visit_now(app));
        travel_resume(app, &visit);
        visit_release(&visit);
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
    struct page_id id = app->reader.page->id;
    for (size_t i = app->history.back.count; i > 0 && id.kind != PAGE_ARTICLE;)
        id = app->history.back.items[--i].viewport.top.page;
    uint32_t article = library_article_at(app->library, id.path);
    if (article != ARTICLE_NONE)
        return article;
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
    travel_to_article(app, to);
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
    travel_to_article(app, page);
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
    if (page->id.kind == PAGE_ARTICLE && page->article == home) {
        reader_go_line(&app->reader, 0);
        app_say(app, "This is the first page of the library");
        return REACT_DRAW;
    }
    travel_to_article(app, home);
    return REACT_DRAW;
}

void travel_leave(struct app *app, struct away *away)
{
    away->tree = tree_pane_mark(&app->tree);
    away->pending = (struct pending){.grant = NULL};
    if (app->pending.grant == resume_pending) {
        away->kept = app->pending.kept;
        app->pending.kept = (struct kept){0};
    } else {
        away->kept = reader_keep(&app->reader, app->tree.doc_item);
        away->pending = app->pending;
        app->pending = (struct pending){.serial = app->pending.serial};
    }
    reader_show(&app->reader, NULL);
    tree_pane_forget(&app->tree);
}

/* What waits for the whole of the article goes on waiting for it, or is done now. */
static void take_pending(struct app *app, struct pending *pending)
{
    if (pending->grant == NULL) {
        pending_release(pending);
        return;
    }
    pending_release(&app->pending);
    app->pending = *pending;
    if (!page_waits(app->reader.page))
        (void)pending_take(app);
}

void travel_return(struct app *app, struct away *away)
{
    travel_resume(app, &away->kept.visit);
    reader_restore_marks(&app->reader, &away->kept);
    if (app->pending.grant == resume_pending) { /* the rest of them comes with it */
        kept_release(&app->pending.kept);
        app->pending.kept = away->kept;
        away->kept = (struct kept){0};
    }
    tree_pane_refold(&app->tree, &away->tree);
    if (app->tree_focus) /* else it goes with the reader */
        tree_pane_go_mark(&app->tree, &away->tree);
    kept_release(&away->kept);
    take_pending(app, &away->pending);
}

void travel_reload_now(struct app *app)
{
    struct away away;
    travel_leave(app, &away);
    page_cache_forget(&app->pages, away.kept.visit.viewport.top.page);
    travel_return(app, &away);
    list_page_news(app);
}

void travel_reload(struct app *app)
{
    if (page_is_large(&app->pages, app->reader.page))
        app->reader.page->is_old = true;
    else
        travel_reload_now(app);
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
    else if (app->reader.page->is_old)
        app_say(app, "Reading it again");
    else if (app->pending.grant == NULL)
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
    struct visit *visit = &app->history.marks[key.code - 'a'];
    if (set) {
        visit_release(visit);
        *visit = visit_now(app);
        app_say(app, "Remembered under %c", (char)key.code);
    } else if (!visit->is_set) {
        app_say(app, "Nothing is remembered under %c", (char)key.code);
    } else {
        travel_remember(app);
        travel_resume(app, visit);
    }
    return REACT_DRAW;
}

enum reaction run_page(struct app *app, int page_kind, int count)
{
    (void)count;
    if ((int)app->reader.page->id.kind == page_kind) {
        app_say(app, "This is the page");
        return REACT_DRAW;
    }
    app->tree_focus = false;
    travel_to(app, (struct page_id){.kind = (enum page_kind)page_kind}, ITEM_NONE);
    return REACT_DRAW;
}
