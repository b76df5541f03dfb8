#include "ui/app_session.h"

#include "ui/reader/whole.h"
#include "ui/state.h"

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

/* As soon as there is a catalog that can be asked. */
static void start_asker(struct app *app, const struct session *session)
{
    if (app->asker == NULL && session_view(session) != NULL)
        app->asker = asker_new(session_catalog(session), session_notify_fd(session));
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
    reaction |= list_take_answer(app) | nearby_take(app);
    if (trouble.text[0] != '\0')
        app_complain(app, "%s", trouble.text);
    return reaction;
}

void app_begin(struct app *app, struct session *session)
{
    app->wake_fd = session_notify_fd(session);
    if (app->whole != NULL)
        task_set_wake_fd(whole_task(app->whole), app->wake_fd);
    session_begin(session);
    app->catalog = session_catalog(session);
    start_asker(app, session);
    app_read_on(app);
    app_ask_footer(app);
}

enum reaction app_settle(struct app *app, struct session *session)
{
    enum reaction reaction =
        app_lines_news(app) | app_whole_news(app) | app_footer_news(app);
    settle_library(app, session);
    return reaction;
}
