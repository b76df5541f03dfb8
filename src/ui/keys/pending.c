/* What waits for the whole of an article. */
#include "ui/lists/lists.h"
#include "ui/state.h"

void pending_release(struct pending *pending)
{
    place_release(&pending->place);
    buf_release(&pending->text);
    *pending = (struct pending){.kind = PENDING_NONE};
}

void pending_drop(struct app *app)
{
    app->pending.kind = PENDING_NONE;
    place_release(&app->pending.place);
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
    set_text(&app->pending, destination->slug);
    return true;
}

bool pending_place(struct app *app, const struct place *place)
{
    struct place copy = place_copy(place);
    if (!make(app, PENDING_PLACE)) {
        place_release(&copy);
        return false;
    }
    app->pending.place = copy;
    return true;
}

struct place pending_or_place(const struct app *app)
{
    if (app->pending.kind == PENDING_PLACE)
        return place_copy(&app->pending.place);
    return place_of(&app->reader, app->tree.doc_item);
}

enum reaction pending_grant(struct app *app)
{
    struct pending *pending = &app->pending;
    enum pending_kind kind = pending->kind;
    struct place place = pending->place;
    pending->kind = PENDING_NONE;
    pending->place = (struct place){0};
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
    case PENDING_PLACE:
        travel_resume(app, &place);
        place_release(&place);
        break;
    }
    return REACT_DRAW;
}
