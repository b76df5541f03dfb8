/*
 * What becomes known of the library while one reads, and what changes in it.
 */
#include "library/names.h"
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
    if (page == NULL || page->kind != PAGE_ARTICLE || app->view == NULL ||
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

static bool is_there(const struct library *library, uint32_t article)
{
    return library_article(library, article)->path.len > 0;
}

static uint32_t article_at(const struct library *library, struct str path)
{
    struct name_list list = {.count = 0};
    if (path.len > 0)
        names_find(library->names, NAME_PATH, path, &list);
    return list.count > 0 ? list.items[0].id : ARTICLE_NONE;
}

/* The same article in another library. Of one catalog it keeps its number, also when it
 * is gone; else it is the first one then. */
static uint32_t same_article(const struct library *from, const struct library *to,
                             uint32_t article)
{
    if (article == ARTICLE_NONE || (from->backing != NULL && is_there(to, article)))
        return article;
    uint32_t found = article_at(to, library_article(from, article)->path);
    if (found != ARTICLE_NONE)
        return found;
    return from->backing != NULL ? article : library_step(to, ARTICLE_NONE, +1);
}

static void move_place(struct place *place, const struct library *from,
                       const struct library *to)
{
    if (place->kind == PAGE_ARTICLE)
        place->article = same_article(from, to, place->article);
}

static void move_history(struct history *history, const struct library *from,
                         const struct library *to)
{
    for (size_t i = 0; i < history->back.count; i++)
        move_place(&history->back.items[i], from, to);
    for (size_t i = 0; i < history->forward.count; i++)
        move_place(&history->forward.items[i], from, to);
    for (size_t i = 0; i < PLACE_MARKS; i++)
        move_place(&history->marks[i], from, to);
}

/* The article that is shown may be called otherwise now, or be back after it was gone:
 * many programs take a file away before they write it anew. What is gone is kept in
 * mind under its name. */
static void follow_article(struct app *app, struct place *place,
                           const struct library *old, struct view *view)
{
    struct library *library = view_library(view);
    const struct page *page = app->reader.page;
    if (place->kind != PAGE_ARTICLE || page->kind != PAGE_ARTICLE ||
        is_there(library, place->article)) {
        buf_clear(&app->lost);
        return;
    }
    if (app->lost.len == 0)
        buf_puts(&app->lost, library_article(old, page->article)->path);
    uint32_t found = article_at(library, buf_str(&app->lost));
    if (found == ARTICLE_NONE && !page->failed &&
        library->article_count <= FOLLOW_ARTICLES_MAX)
        found = view_find_file(view, &page->opened->stamp);
    if (found != ARTICLE_NONE) {
        place->article = found;
        place->item = ITEM_NONE;
        buf_clear(&app->lost);
    }
}

/* The topics of the articles nearest the root have no ids, those of a catalog do. */
static void change_tree(struct tree_pane *tree, const struct library *from,
                        const struct library *to)
{
    tree_pane_unbind(tree);
    if (from->backing != NULL)
        tree_pane_rebind(tree, to);
    else
        tree_pane_replace(tree, to);
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

void app_take_library(struct app *app, struct library *library, struct view *view)
{
    struct library *old = app->library;
    struct kept kept = travel_keep(app);
    move_place(&kept.place, old, library);
    follow_article(app, &kept.place, old, view);
    bool was_open = app->popup.open;
    struct tree_mark mark = tree_pane_mark(&app->tree);
    forget_facts(app);
    list_unbind(app);
    popup_release(&app->popup);
    popup_init(&app->popup);
    reader_show(&app->reader, NULL);
    tree_pane_forget(&app->tree);
    change_tree(&app->tree, old, library);
    move_history(&app->history, old, library);
    if (app->prompt.kind != PROMPT_NONE)
        move_place(&app->prompt.origin, old, library);
    page_cache_release(&app->pages);
    page_cache_init(&app->pages, library);
    app->pages.lost = buf_str(&app->lost);
    app->pages.lost_article = kept.place.article;
    app->library = library;
    app->view = view;
    app->knows_all = false;
    travel_restore(app, &kept);
    tree_pane_refold(&app->tree, &mark);
    if (app->tree_focus) /* else it goes with the reader */
        tree_pane_go_mark(&app->tree, &mark);
    if (was_open)
        show_popup_again(app);
    list_rebind(app);
    kept_release(&kept);
}
