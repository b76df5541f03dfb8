/*
 * Updates: what becomes known of the library while one reads, and what changes in it.
 */
#include "ui/updates.h"

#include "ui/keys/actions.h"
#include "ui/keys/pending.h"
#include "ui/known.h"
#include "ui/lists/lists.h"
#include "ui/lists/suggestions.h"
#include "ui/reader/loader.h"
#include "ui/state.h"
#include "ui/tasks.h"
#include "ui/travel.h"

enum {
    /* In a larger library it takes too long to look for a file that was renamed. */
    FOLLOW_ARTICLES_MAX = 200000,
};

/* --- Changes --- */

/* Once all is known that stays so, but for what changes. */
static void see_what_is_known(struct app *app)
{
    app->knows_all =
        app->knows_all || (app->view != NULL && view_is_complete(app->view));
}

/* Reads the article on the page again when its file is another than it was. */
static void reload_changed(struct app *app)
{
    const struct page *page = app->reader.page;
    struct file_stamp now;
    if (page == NULL || page->article == ARTICLE_NONE || app->view == NULL ||
        !view_stamp(app->view, page->article, &now))
        return;
    if (!file_stamp_eq(&now, &page->opened->stamp))
        travel_reload(app);
}

enum reaction app_take_facts(struct app *app)
{
    app_forget_facts(app);
    reload_changed(app);
    page_cache_doubt_footers(&app->pages);
    see_what_is_known(app); /* a list says whether all is known now */
    list_news(app);
    return REACT_DRAW;
}

/* The article that is shown, when its file has another name in the library as it is
 * now; else ARTICLE_NONE. One that is gone may be back later: many programs take a file
 * away before they write it again. */
static uint32_t find_renamed(const struct app *app, const struct library *library,
                             struct view *view)
{
    const struct page *page = app->reader.page;
    if (page->article == ARTICLE_NONE || page->failed ||
        library_article_at(library, page->id.path) != ARTICLE_NONE ||
        library->article_count > FOLLOW_ARTICLES_MAX)
        return ARTICLE_NONE;
    return view_find_file(view, &page->opened->stamp);
}

/* It stays open whatever has become of its link: the next key is for it. */
static void show_popup_again(struct app *app)
{
    const struct stop *stop = reader_selected(&app->reader);
    if (stop != NULL && stop->link != SPAN_NO_LINK) {
        (void)run_preview(app, 0, 0);
        return;
    }
    popup_say(&app->popup, STR("The link is gone"),
              STR("It is no longer in the article."), (struct str){0});
    app->popup.open = true;
}

void app_set_library(struct app *app, struct library *library, struct view *view)
{
    bool was_open = app->popup.open;
    uint32_t renamed = find_renamed(app, library, view);
    struct page_id was = app->reader.page->id;
    struct away away;
    travel_leave(app, &away);
    if (renamed != ARTICLE_NONE) {
        away.kept.visit.viewport.top.page = page_of_article(library, renamed);
        away.kept.visit.item = ITEM_NONE;
    }
    app_forget_facts(app);
    list_unbind(app);
    popup_release(&app->popup);
    popup_init(&app->popup);
    tree_pane_unbind(&app->tree);
    tree_pane_rebind(&app->tree, library);
    page_cache_set_library(&app->pages, library);
    app->library = library;
    app->view = view;
    app->knows_all = false;
    travel_return(app, &away);
    if (renamed != ARTICLE_NONE)
        history_rename(&app->history, was, app->reader.page->id);
    if (was_open)
        show_popup_again(app);
    list_rebind(app);
}

/* --- The whole of an article --- */

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

static void restore(struct app *app, struct kept kept[READERS],
                    struct prepared_lines *lines)
{
    for (int i = 0; i < READERS; i++) {
        if (kept[i].visit.is_set)
            reader_restore(reader_at(app, i), &kept[i], lines);
        kept_release(&kept[i]);
    }
}

/* Puts the whole, which `page` has until then, in the place of the head. */
static enum reaction show_whole(struct app *app, struct page *page,
                                struct prepared_lines *lines)
{
    struct page *shown = app->loader->shown;
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
    return pending_take(app) | REACT_DRAW;
}

/* The head is all that there is to read. */
static enum reaction tell_trouble(struct app *app, const struct error *err)
{
    app->loader->shown->trouble = *err;
    app->list.previewing = false;
    if (app->reader.page != app->loader->shown)
        return app->list.open ? REACT_DRAW : REACT_NONE;
    pending_drop(app);
    app_complain(app, "only the beginning of '" STR_FMT "' is here: %s",
                 STR_ARG(app->reader.page->title), err->text);
    return REACT_DRAW;
}

static enum reaction take_whole(struct app *app)
{
    struct prepared_lines lines;
    struct error err = {0};
    enum reaction reaction = REACT_NONE;
    struct page *page = loader_take(app->loader, &lines, &err);
    if (page != NULL)
        reaction = show_whole(app, page, &lines);
    else if (err.text[0] != '\0')
        reaction = tell_trouble(app, &err);
    arena_release(&lines.arena);
    page_free(page);
    return reaction;
}

/* The article was read again: that takes the place of what is shown, if it is still. */
static enum reaction take_again(struct app *app)
{
    struct page *old = app->loader->shown;
    bool is_shown = app->reader.page == old;
    if (!is_shown || task_is_stopped(&app->loader->task)) {
        old->is_old = true; /* for when one comes back to it */
        return REACT_NONE;
    }
    bool changed = old->is_old;
    travel_reload_now(app);
    app->reader.page->is_old = changed && !app->reader.page->failed;
    return REACT_DRAW;
}

enum reaction app_loader_news(struct app *app)
{
    enum reaction reaction = REACT_NONE;
    if (app->loader == NULL || !task_is_over(&app->loader->task))
        return REACT_NONE;
    if (!app->loader->shown->is_head)
        reaction = take_again(app);
    else if (!task_is_stopped(&app->loader->task))
        reaction = take_whole(app);
    app_end_reading(app);
    return reaction;
}

/* --- The session --- */

/* Another library takes the place of the one that is shown, when nobody reads that any
 * more. */
static void settle_library(struct app *app, struct session *session)
{
    if (!session_is_old(session) || app_has_tasks(app))
        return;
    if (session_swap(session))
        app_set_library(app, session_library(session), session_view(session));
    session_drop_old(session);
    app->view = session_view(session);
    app_take_facts(app);
}

/* Starts the search thread once there is a catalog to ask, and lets it load what it
 * needs once all is known. */
static void start_asker(struct app *app, const struct session *session)
{
    if (app->asker == NULL && session_view(session) != NULL)
        app->asker =
            search_thread_new(session_catalog(session), session_notify_fd(session));
    if (app->asker != NULL && app->knows_all)
        (void)search_thread_idle(app->asker);
}

enum reaction app_take_news(struct app *app, struct session *session)
{
    struct error trouble;
    enum session_news news = session_poll(session, &trouble);
    enum reaction reaction = REACT_DRAW;
    app->catalog = session_catalog(session);
    if (news == SESSION_LIBRARY)
        settle_library(app, session);
    app->view = session_view(session);
    if (news == SESSION_FACTS)
        app_take_facts(app);
    start_asker(app, session);
    reaction |= list_take_answer(app) | suggestions_take(app);
    if (trouble.text[0] != '\0')
        app_complain(app, "%s", trouble.text);
    return reaction;
}

void app_begin(struct app *app, struct session *session)
{
    app->wake_fd = session_notify_fd(session);
    if (app->loader != NULL)
        task_set_wake_fd(&app->loader->task, app->wake_fd);
    session_begin(session);
    app->catalog = session_catalog(session);
    see_what_is_known(app); /* there may be no news */
    start_asker(app, session);
    app_load_rest(app);
    app_ask_footer(app);
}

enum reaction app_settle(struct app *app, struct session *session)
{
    enum reaction reaction =
        app_lines_news(app) | app_loader_news(app) | app_footer_news(app);
    settle_library(app, session);
    return reaction;
}
