#include "ui/app_behind.h"

#include "ui/state.h"

/* Another library takes the place of the one that is shown. */
static void change_library(struct app *app, struct behind *behind)
{
    struct behind old = behind_replace(behind);
    if (behind_library(behind) != app->library)
        app_take_library(app, behind_library(behind), behind->view);
    behind_discard(&old);
}

/* When nobody reads the old one any more. */
static void settle_library(struct app *app, struct behind *behind)
{
    if (!behind->is_old || app->whole != NULL || app_lays_out(app))
        return;
    change_library(app, behind);
    app->view = behind->view;
    app_take_facts(app);
}

/* As soon as there is a catalog that can be asked. */
static void start_asker(struct app *app, const struct behind *behind)
{
    if (app->asker == NULL && behind->view != NULL)
        app->asker = asker_new(behind->catalog, behind->wake[1]);
}

enum reaction app_take_news(struct app *app, struct behind *behind)
{
    struct error trouble;
    enum behind_news news = behind_take(behind, &trouble);
    enum reaction reaction = REACT_DRAW;
    app->catalog = behind->catalog;
    if (news == NEWS_LIBRARY)
        settle_library(app, behind);
    app->view = behind->view;
    if (news == NEWS_FACTS)
        app_take_facts(app);
    start_asker(app, behind);
    reaction |= list_take_answer(app) | nearby_take(app);
    if (trouble.text[0] != '\0')
        app_complain(app, "%s", trouble.text);
    return reaction;
}

void app_begin(struct app *app, struct behind *behind)
{
    app->wake_fd = behind->wake[1];
    behind_begin(behind);
    app->catalog = behind->catalog;
    start_asker(app, behind);
    app_read_on(app);
}

enum reaction app_settle(struct app *app, struct behind *behind)
{
    enum reaction reaction = app_lines_news(app) | app_whole_news(app);
    settle_library(app, behind);
    return reaction;
}
