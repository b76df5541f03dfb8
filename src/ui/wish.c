/* What waits for the whole of an article. */
#include "ui/lists.h"
#include "ui/state.h"

void wish_release(struct wish *wish)
{
    place_release(&wish->place);
    buf_release(&wish->text);
    *wish = (struct wish){.kind = WISH_NONE};
}

void wish_drop(struct app *app)
{
    app->wish.kind = WISH_NONE;
    place_release(&app->wish.place);
}

static bool make(struct app *app, enum wish_kind kind)
{
    if (!page_waits(app->reader.page))
        return false;
    wish_drop(app);
    app->wish.kind = kind;
    app->wish.serial++;
    app_say(app, "Reading on: this follows as soon as the whole article is there");
    return true;
}

static void set_text(struct wish *wish, struct str text)
{
    buf_clear(&wish->text);
    buf_puts(&wish->text, text);
}

bool wish_run(struct app *app, command_run *run, int arg, int count)
{
    if (!make(app, WISH_RUN))
        return false;
    app->wish.run = run;
    app->wish.arg = arg;
    app->wish.count = count;
    return true;
}

bool wish_fragment(struct app *app, struct str fragment)
{
    if (!make(app, WISH_FRAGMENT))
        return false;
    set_text(&app->wish, fragment);
    return true;
}

bool wish_aim(struct app *app, const struct aim *aim)
{
    if (!make(app, WISH_AIM))
        return false;
    app->wish.aim = *aim;
    set_text(&app->wish, aim->slug);
    return true;
}

bool wish_place(struct app *app, const struct place *place)
{
    struct place copy = place_copy(place);
    if (!make(app, WISH_PLACE)) {
        place_release(&copy);
        return false;
    }
    app->wish.place = copy;
    return true;
}

struct place wish_or_place(const struct app *app)
{
    if (app->wish.kind == WISH_PLACE)
        return place_copy(&app->wish.place);
    return place_of(&app->reader, app->tree.doc_item);
}

enum reaction wish_grant(struct app *app)
{
    struct wish *wish = &app->wish;
    enum wish_kind kind = wish->kind;
    struct place place = wish->place;
    wish->kind = WISH_NONE;
    wish->place = (struct place){0};
    if (kind != WISH_NONE)
        buf_clear(&app->message);
    switch (kind) {
    case WISH_NONE:
        break;
    case WISH_RUN:
        return wish->run(app, wish->arg, wish->count) | REACT_DRAW;
    case WISH_FRAGMENT:
        go_fragment(app, buf_str(&wish->text));
        break;
    case WISH_AIM:
        wish->aim.slug = buf_str(&wish->text);
        return aim_arrive(app, &wish->aim);
    case WISH_PLACE:
        travel_resume(app, &place);
        place_release(&place);
        break;
    }
    return REACT_DRAW;
}
