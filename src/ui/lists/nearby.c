/*
 * What a link that leads nowhere may have meant: the nearest articles, in the pop-up or
 * after the message that says so.
 *
 * They are asked of the catalog, on its thread (catalog/ask.h). Mostly the answer is
 * there before the frame is drawn; else it is added when it comes, and again when more
 * is known, as long as what it belongs to is on the screen.
 */
#include "ui/lists/nearby.h"

#include "base/text.h"
#include "ui/keys/actions.h"
#include "ui/lists/lists.h"
#include "ui/state.h"

enum {
    /* As long as for a list: see lists_asked.c. */
    ANSWER_WAIT_MS = 15,
};

/* --- What is said --- */

static void put_missing(struct str dest, struct buf *out)
{
    buf_puts(out, STR("✗ '"));
    text_clean_to(out, dest, TEXT_ONE_LINE);
    buf_puts(out, STR("' is not in this library"));
}

static void put_titles(const struct answer *answer, struct str between, struct buf *out)
{
    for (size_t i = 0; answer != NULL && i < answer->count; i++) {
        if (i > 0)
            buf_puts(out, between);
        buf_puts(out, answer->rows[i].title);
    }
}

static void say_in_popup(struct app *app, const struct answer *answer)
{
    struct buf near = {0};
    if (answer != NULL && answer->count > 0)
        buf_puts(&near, STR("Near it: "));
    put_titles(answer, STR(" · "), &near);
    popup_say(&app->popup, STR("✗ Not in this library"), buf_str(&app->nearby.dest),
              buf_str(&near));
    buf_release(&near);
}

static void say_in_message(struct app *app, const struct answer *answer)
{
    struct buf text = {0};
    put_missing(buf_str(&app->nearby.dest), &text);
    if (answer != NULL && answer->count > 0)
        buf_puts(&text, STR("; near it: "));
    put_titles(answer, STR(", "), &text);
    app_complain(app, STR_FMT, STR_ARG(buf_str(&text)));
    buf_release(&text);
}

static void say(struct app *app, const struct answer *answer)
{
    switch (app->nearby.use) {
    case NEARBY_POPUP:
        say_in_popup(app, answer);
        break;
    case NEARBY_MESSAGE:
        say_in_message(app, answer);
        break;
    case NEARBY_NOTHING:
        break;
    }
}

/* Whether what it belongs to is still there. A message stays until the next key. */
static bool is_shown(const struct app *app)
{
    struct buf text = {0};
    bool is_there = app->nearby.use == NEARBY_POPUP && app->popup.open;
    if (app->nearby.use == NEARBY_MESSAGE) {
        put_missing(buf_str(&app->nearby.dest), &text);
        is_there = str_starts(buf_str(&app->message), buf_str(&text));
    }
    buf_release(&text);
    return is_there;
}

/* --- Asking --- */

static void ask(struct app *app)
{
    struct nearby *nearby = &app->nearby;
    struct ask ask = {
        .kind = ASK_ALIKE,
        .text = buf_str(&nearby->dest),
        .scope = SCOPE_LIBRARY,
    };
    if (app->asker == NULL)
        return;
    nearby->state = catalog_state(app->catalog);
    nearby->asked = asker_ask(app->asker, &ask);
    nearby->is_waiting = true;
}

static bool take(struct app *app, int ms)
{
    struct nearby *nearby = &app->nearby;
    struct answer *answer = asker_take(app->asker, ms);
    bool is_ours = answer != NULL && answer->serial == nearby->asked;
    if (is_ours) {
        nearby->is_waiting = false;
        say(app, answer);
    }
    answer_free(answer);
    return is_ours;
}

static void begin(struct app *app, enum nearby_use use, struct str dest)
{
    struct nearby *nearby = &app->nearby;
    nearby_forget(app);
    nearby->use = use;
    buf_puts(&nearby->dest, dest);
    say(app, NULL);
    ask(app);
    if (nearby->is_waiting)
        take(app, ANSWER_WAIT_MS);
}

void nearby_preview(struct app *app, struct str dest)
{
    begin(app, NEARBY_POPUP, dest);
}

void nearby_complain(struct app *app, struct str dest)
{
    begin(app, NEARBY_MESSAGE, dest);
}

enum reaction nearby_take(struct app *app)
{
    struct nearby *nearby = &app->nearby;
    bool is_new = false;
    /* What a list waits for is not ours to take. */
    if (nearby->use == NEARBY_NOTHING || asked_is_waiting(app))
        return REACT_NONE;
    if (!is_shown(app)) {
        nearby_forget(app);
        return REACT_NONE;
    }
    if (nearby->is_waiting)
        is_new = take(app, 0);
    else if (app->catalog != NULL && catalog_state(app->catalog) != nearby->state)
        ask(app);
    return is_new ? REACT_RELAYOUT | REACT_DRAW : REACT_NONE;
}

void nearby_forget(struct app *app)
{
    buf_clear(&app->nearby.dest);
    app->nearby = (struct nearby){.dest = app->nearby.dest};
}
