/*
 * Updates: what becomes known of the library while one reads, and what changes in it.
 */
#include "ui/keys/actions.h"
#include "ui/state.h"

enum {
    /* In a larger library it takes too long to look for a file that was renamed. */
    FOLLOW_ARTICLES_MAX = 200000,
};

/* --- What is known --- */

bool app_knows_all(const struct app *app)
{
    return app->knows_all;
}

static void describe_part(struct buf *out, struct catalog_progress progress)
{
    write_count(out, progress.done);
    buf_puts(out, STR(" of "));
    write_count(out, progress.total);
}

static void describe_looking(struct buf *out, struct catalog_progress progress)
{
    buf_puts(out, STR("looking through "));
    if (progress.done > 0)
        describe_part(out, progress);
    else
        buf_puts(out, STR("the library"));
}

void app_describe_work(const struct app *app, struct buf *out)
{
    struct catalog_progress progress = {.phase = CATALOG_READY};
    if (app->catalog != NULL)
        progress = catalog_progress(app->catalog);
    switch (progress.phase) {
    case CATALOG_LOOKING: /* who knows the library already need not wait for it */
        if (app->view == NULL && catalog_given(app->catalog) == NULL)
            describe_looking(out, progress);
        break;
    case CATALOG_READY:
        break;
    case CATALOG_WAITING:
        buf_puts(out, STR("another lectern is indexing"));
        break;
    case CATALOG_READING:
        buf_puts(out, STR("indexing "));
        describe_part(out, progress);
        break;
    }
}

const struct facts *app_facts(const struct app *app, uint32_t article)
{
    struct recent *recent = app->recent;
    if (app->view == NULL || article == ARTICLE_NONE)
        return NULL;
    if (recent->facts == NULL || recent->article != article) {
        arena_clear(&recent->arena);
        recent->facts = view_facts(app->view, article, &recent->arena);
        recent->article = article;
    }
    return recent->facts;
}

static void forget_facts(struct app *app)
{
    app->recent->facts = NULL;
    arena_clear(&app->recent->arena);
}

/* --- Changes --- */

/* Once all is known that stays so, but for what changes. */
static void see_what_is_known(struct app *app)
{
    app->knows_all |= app->view != NULL && view_is_complete(app->view);
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
    forget_facts(app);
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
    struct away away;
    travel_leave(app, &away);
    if (renamed != ARTICLE_NONE) {
        away.kept.visit.page = page_of_article(library, renamed);
        away.kept.visit.item = ITEM_NONE;
    }
    forget_facts(app);
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
    if (was_open)
        show_popup_again(app);
    list_rebind(app);
}
