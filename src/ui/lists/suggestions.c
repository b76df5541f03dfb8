/*
 * What a link that leads nowhere may have meant: the nearest articles, in the pop-up or
 * after the message that says so.
 *
 * They are asked of the catalog, on its thread (catalog/search_thread.h). Mostly the
 * answer is there before the frame is drawn; else it is added when it comes, and again
 * when more is known, as long as what it belongs to is on the screen.
 */
#include "ui/lists/suggestions.h"

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

static void put_titles(const struct search_reply *answer, struct str between,
                       struct buf *out)
{
    for (size_t i = 0; answer != NULL && i < answer->count; i++) {
        if (i > 0)
            buf_puts(out, between);
        buf_puts(out, answer->rows[i].title);
    }
}

static void say_in_popup(struct app *app, const struct search_reply *answer)
{
    struct buf near = {0};
    if (answer != NULL && answer->count > 0)
        buf_puts(&near, STR("Near it: "));
    put_titles(answer, STR(" · "), &near);
    popup_say(&app->popup, STR("✗ Not in this library"),
              buf_str(&app->suggestions.dest), buf_str(&near));
    buf_release(&near);
}

static void say_in_message(struct app *app, const struct search_reply *answer)
{
    struct buf text = {0};
    put_missing(buf_str(&app->suggestions.dest), &text);
    if (answer != NULL && answer->count > 0)
        buf_puts(&text, STR("; near it: "));
    put_titles(answer, STR(", "), &text);
    app_complain(app, STR_FMT, STR_ARG(buf_str(&text)));
    buf_release(&text);
}

static void say(struct app *app, const struct search_reply *answer)
{
    switch (app->suggestions.use) {
    case SUGGESTIONS_POPUP:
        say_in_popup(app, answer);
        break;
    case SUGGESTIONS_MESSAGE:
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
    bool is_there = app->suggestions.use == SUGGESTIONS_POPUP && app->popup.open;
    if (app->suggestions.use == SUGGESTIONS_MESSAGE) {
        put_missing(buf_str(&app->suggestions.dest), &text);
        is_there = str_starts(buf_str(&app->message), buf_str(&text));
    }
    buf_release(&text);
    return is_there;
}

/* --- Asking --- */

static void ask(struct app *app)
{
    struct suggestions *suggestions = &app->suggestions;
    struct search_request ask = {
        .kind = ASK_SIMILAR,
        .text = buf_str(&suggestions->dest),
        .scope = SCOPE_LIBRARY,
    };
    if (app->asker == NULL)
        return;
    suggestions->state = catalog_state(app->catalog);
    suggestions->asked = search_thread_send(app->asker, &ask);
    suggestions->is_waiting = true;
}

static bool take(struct app *app, int ms)
{
    struct suggestions *suggestions = &app->suggestions;
    struct search_reply *answer = search_thread_receive(app->asker, ms);
    bool is_ours = answer != NULL && answer->serial == suggestions->asked;
    if (is_ours) {
        suggestions->is_waiting = false;
        say(app, answer);
    }
    search_reply_free(answer);
    return is_ours;
}

static void begin(struct app *app, enum suggestions_use use, struct str dest)
{
    struct suggestions *suggestions = &app->suggestions;
    suggestions_forget(app);
    suggestions->use = use;
    buf_puts(&suggestions->dest, dest);
    say(app, NULL);
    ask(app);
    if (suggestions->is_waiting)
        take(app, ANSWER_WAIT_MS);
}

void suggestions_preview(struct app *app, struct str dest)
{
    begin(app, SUGGESTIONS_POPUP, dest);
}

void suggestions_complain(struct app *app, struct str dest)
{
    begin(app, SUGGESTIONS_MESSAGE, dest);
}

enum reaction suggestions_take(struct app *app)
{
    struct suggestions *suggestions = &app->suggestions;
    bool is_new = false;
    /* What a list waits for is not ours to take. */
    if (suggestions->use == NEARBY_NOTHING || list_awaits_reply(app))
        return REACT_NONE;
    if (!is_shown(app)) {
        suggestions_forget(app);
        return REACT_NONE;
    }
    if (suggestions->is_waiting)
        is_new = take(app, 0);
    else if (app->catalog != NULL && catalog_state(app->catalog) != suggestions->state)
        ask(app);
    return is_new ? REACT_RELAYOUT | REACT_DRAW : REACT_NONE;
}

void suggestions_forget(struct app *app)
{
    buf_clear(&app->suggestions.dest);
    app->suggestions = (struct suggestions){.dest = app->suggestions.dest};
}
