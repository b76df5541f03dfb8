/*
 * What the status line says about the catalog's work, and the facts of the article
 * that was asked about last.
 */
#include "ui/known.h"

#include "ui/state.h"

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
    case CATALOG_LOOKING: /* with the library known already, nothing waits for it */
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

void app_forget_facts(struct app *app)
{
    app->recent->facts = NULL;
    arena_clear(&app->recent->arena);
}
