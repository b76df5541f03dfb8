/* What waits for the whole of an article. */
#include "ui/lists/lists.h"
#include "ui/state.h"

void pending_release(struct pending *pending)
{
    kept_release(&pending->kept);
    buf_release(&pending->text);
    *pending = (struct pending){.kind = PENDING_NONE};
}

void pending_drop(struct app *app)
{
    app->pending.kind = PENDING_NONE;
    kept_release(&app->pending.kept);
}

static bool make(struct app *app, enum pending_kind kind)
{
    if (!page_waits(app->reader.page))
        return false;
    pending_drop(app);
    app->pending.kind = kind;
    app->pending.serial++;
    app_say(app, "Reading on: this follows as soon as the whole article is there");
    return true;
}

static void set_text(struct pending *pending, struct str text)
{
    buf_clear(&pending->text);
    buf_puts(&pending->text, text);
}

bool pending_run(struct app *app, command_run *run, int arg, int count)
{
    if (!make(app, PENDING_RUN))
        return false;
    app->pending.run = run;
    app->pending.arg = arg;
    app->pending.count = count;
    return true;
}

bool pending_fragment(struct app *app, struct str fragment)
{
    if (!make(app, PENDING_FRAGMENT))
        return false;
    set_text(&app->pending, fragment);
    return true;
}

bool pending_destination(struct app *app, const struct destination *destination)
{
    if (!make(app, PENDING_DESTINATION))
        return false;
    app->pending.destination = *destination;
    app->pending.destination.page = app->reader.page->id; /* which lasts */
    set_text(&app->pending, destination->slug);
    return true;
}

bool pending_visit(struct app *app, const struct visit *visit)
{
    struct visit copy = visit_copy(visit);
    if (!make(app, PENDING_VISIT)) {
        visit_release(&copy);
        return false;
    }
    app->pending.kept.visit = copy;
    return true;
}

struct visit visit_now(const struct app *app)
{
    if (app->pending.kind == PENDING_VISIT)
        return visit_copy(&app->pending.kept.visit);
    return visit_of(&app->reader, app->tree.doc_item);
}

enum reaction pending_grant(struct app *app)
{
    struct pending *pending = &app->pending;
    enum pending_kind kind = pending->kind;
    struct kept kept = pending->kept;
    pending->kind = PENDING_NONE;
    pending->kept = (struct kept){0};
    if (kind != PENDING_NONE)
        buf_clear(&app->message);
    switch (kind) {
    case PENDING_NONE:
        break;
    case PENDING_RUN:
        return pending->run(app, pending->arg, pending->count) | REACT_DRAW;
    case PENDING_FRAGMENT:
        go_fragment(app, buf_str(&pending->text));
        break;
    case PENDING_DESTINATION:
        pending->destination.slug = buf_str(&pending->text);
        return destination_arrive(app, &pending->destination);
    case PENDING_VISIT:
        travel_resume(app, &kept.visit);
        reader_restore_marks(&app->reader, &kept);
        kept_release(&kept);
        break;
    }
    return REACT_DRAW;
}
