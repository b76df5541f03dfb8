/*
 * Keeps one command with its argument and runs it again once the whole article is
 * there.
 */
#include "ui/keys/pending.h"

void pending_release(struct pending *pending)
{
    kept_release(&pending->kept);
    buf_release(&pending->text);
    pending->grant = NULL;
}

void pending_drop(struct app *app)
{
    app->pending.grant = NULL;
    kept_release(&app->pending.kept);
}

bool pending_start(struct app *app, pending_grant *grant, struct str text)
{
    if (!page_waits(app->reader.page))
        return false;
    pending_drop(app);
    app->pending.grant = grant;
    app->pending.serial++;
    buf_clear(&app->pending.text);
    buf_puts(&app->pending.text, text);
    app_say(app, "Reading on: this follows as soon as the whole article is there");
    return true;
}

static enum reaction run_again(struct app *app, struct pending *pending)
{
    return pending->run(app, pending->arg, pending->count);
}

bool pending_run(struct app *app, command_run *run, int arg, int count)
{
    if (!pending_start(app, run_again, (struct str){0}))
        return false;
    app->pending.run = run;
    app->pending.arg = arg;
    app->pending.count = count;
    return true;
}

enum reaction pending_take(struct app *app)
{
    struct pending pending = app->pending;
    if (pending.grant == NULL)
        return REACT_DRAW;
    /* It may make another command wait. */
    app->pending = (struct pending){.serial = pending.serial};
    buf_clear(&app->message);
    enum reaction reaction = pending.grant(app, &pending);
    pending_release(&pending);
    return reaction | REACT_DRAW;
}
