/*
 * The survey as the screen sees it: how far it is, and what of the screen changes when
 * it gets on. Nothing here ever waits for it.
 */
#include "ui/actions.h"
#include "ui/state.h"

void app_start_survey(struct app *app)
{
    app->survey = survey_start(app->library, app->wake_fd);
    app_read_on(app);
    survey_hold(app->survey, app->whole != NULL);
}

bool survey_done(const struct app *app)
{
    return app->survey != NULL && survey_is_complete(app->survey);
}

void survey_describe(const struct app *app, struct buf *out)
{
    write_count(out, app->survey == NULL ? 0 : survey_progress(app->survey));
    buf_puts(out, STR(" of "));
    write_count(out, app->library->article_count);
}

enum reaction app_survey_news(struct app *app)
{
    list_news(app);
    return REACT_DRAW;
}
