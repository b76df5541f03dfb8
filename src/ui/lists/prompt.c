/* What is typed on the last row: words to find, the number of a link. */
#include "ui/lists/prompt.h"

#include "base/text.h"
#include "ui/follow.h"
#include "ui/keys/actions.h"
#include "ui/keys/pending.h"
#include "ui/state.h"
#include "ui/travel.h"

struct str prompt_label(enum prompt_kind kind)
{
    switch (kind) {
    case PROMPT_FIND:
        return STR("/");
    case PROMPT_NUMBER:
        return STR("Follow link ");
    case PROMPT_NONE:
        break;
    }
    return (struct str){0};
}

void prompt_open(struct app *app, enum prompt_kind kind)
{
    prompt_close(app);
    app->prompt.kind = kind;
    app->prompt.origin = visit_of(&app->reader, app->tree.doc_item);
    app->prompt.recalled = 0;
    editor_set(&app->prompt.editor, (struct str){0});
}

void prompt_close(struct app *app)
{
    visit_release(&app->prompt.origin);
    app->prompt.kind = PROMPT_NONE;
    app->prompt.pending = app->prompt.accepts = false;
    app->reader.numbered = false;
    reader_find_settle(&app->reader);
}

/* --- Find --- */

/* Where one is among the matches of the head: how many there are is not known. */
static void describe_early_matches(const struct finding *finding, size_t count,
                                   struct buf *out)
{
    if (count == 0)
        buf_puts(out, STR("nothing so far"));
    else if (finding->current < count)
        buf_printf(out, "match %zu", finding->current + 1);
    else
        buf_printf(out, "%zu so far", count);
}

void describe_matches(const struct app *app, struct buf *out)
{
    const struct finding *finding = &app->reader.finding;
    size_t count = reader_match_count(&app->reader);
    if (app->prompt.pending)
        buf_puts(out, STR("searching …"));
    if (app->prompt.pending || finding->matches == NULL)
        return;
    if (page_waits(app->reader.page))
        describe_early_matches(finding, count, out);
    else if (count == 0)
        buf_puts(out, STR("nothing found"));
    else if (finding->current < count)
        buf_printf(out, "%zu of %zu%s", finding->current + 1, count,
                   reader_match_hidden(&app->reader) ? ", folded" : "");
    else
        buf_printf(out, "%zu found", count);
}

enum reaction run_find(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    app->tree_focus = false;
    prompt_open(app, PROMPT_FIND);
    return REACT_DRAW;
}

static void resume_origin(struct app *app)
{
    reader_resume(&app->reader, &app->prompt.origin.viewport);
}

static enum reaction find_accepted(struct app *app);

/* Shows the first match after where one was, as soon as there is something to look
 * in. */
void prompt_settle(struct app *app)
{
    if (!app->prompt.pending || reader_find_waits(&app->reader))
        return;
    app->prompt.pending = false;
    resume_origin(app);
    reader_find(&app->reader, editor_text(&app->prompt.editor));
    reader_match_from(&app->reader, app->reader.top);
    if (app->prompt.accepts)
        (void)find_accepted(app);
}

static void remember_typed(struct app *app, struct str text)
{
    struct recall *recall = &app->recall;
    if (recall->count > 0 && str_eq(buf_str(&recall->items[recall->count - 1]), text))
        return;
    if (recall->count == RECALL_MAX) {
        buf_release(&recall->items[0]);
        for (size_t i = 1; i < RECALL_MAX; i++)
            recall->items[i - 1] = recall->items[i];
        recall->count--;
    }
    struct buf *item = &recall->items[recall->count++];
    *item = (struct buf){0};
    buf_puts(item, text);
}

/* Looks again for what the head of the article does not have. */
static enum reaction find_on(struct app *app, int arg, int count)
{
    struct str words = buf_str(&app->reader.finding.words);
    (void)arg;
    (void)count;
    if (reader_match_count(&app->reader) == 0) {
        app_complain(app, "'" STR_FMT "' is not in this article", STR_ARG(words));
        return REACT_DRAW;
    }
    travel_remember(app);
    reader_match_from(&app->reader, app->reader.top);
    reader_match_reveal(&app->reader);
    return REACT_DRAW;
}

/* What was typed is gone to; also what is folded, which was only counted till then. */
static void accept_match(struct app *app)
{
    trail_push(&app->history.back, visit_copy(&app->prompt.origin));
    reader_match_reveal(&app->reader);
}

/* Nothing typed takes the words that were looked for before. */
static enum reaction find_accepted(struct app *app)
{
    struct str words = editor_text(&app->prompt.editor);
    if (words.len == 0) {
        prompt_close(app);
        return run_find_next(app, +1, 0);
    }
    remember_typed(app, words);
    if (reader_match_count(&app->reader) == 0 && pending_run(app, find_on, 0, 0))
        ;
    else if (reader_match_count(&app->reader) == 0)
        app_complain(app, "'" STR_FMT "' is not in this article", STR_ARG(words));
    else
        accept_match(app);
    prompt_close(app);
    return REACT_DRAW;
}

/* Looks for what was looked for last, when this page was not searched yet. */
static bool find_last(struct app *app)
{
    if (app->reader.finding.matches != NULL)
        return true;
    if (app->recall.count == 0) {
        struct buf key = {0};
        command_key(CMD_FIND, &key);
        app_say(app, "Nothing was looked for yet: " STR_FMT " finds words",
                STR_ARG(buf_str(&key)));
        buf_release(&key);
        return false;
    }
    reader_find(&app->reader, buf_str(&app->recall.items[app->recall.count - 1]));
    return true;
}

enum reaction run_find_next(struct app *app, int direction, int count)
{
    if (!find_last(app))
        return REACT_DRAW;
    bool wrapped = false, over = false;
    for (int i = count > 0 ? count : 1; i > 0; i--) {
        if (reader_match_wraps(&app->reader, direction) &&
            pending_run(app, run_find_next, direction, i))
            return REACT_DRAW;
        if (!reader_match_step(&app->reader, direction, &wrapped)) {
            app_say(app, "'" STR_FMT "' is not in this article",
                    STR_ARG(buf_str(&app->reader.finding.words)));
            return REACT_DRAW;
        }
        over |= wrapped;
    }
    struct buf matches = {0};
    describe_matches(app, &matches);
    app_say(app, "%s" STR_FMT,
            !over           ? ""
            : direction > 0 ? "On from the top: "
                            : "On from the end: ",
            STR_ARG(buf_str(&matches)));
    buf_release(&matches);
    return REACT_DRAW;
}

/* --- Follow by number --- */

static size_t number_typed(const struct app *app)
{
    struct str text = editor_text(&app->prompt.editor);
    size_t number = 0;
    for (size_t i = 0; i < text.len && number < COUNT_MAX; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        number = number * 10 + (size_t)(text.ptr[i] - '0');
    }
    return number;
}

static enum reaction follow_number(struct app *app, size_t number)
{
    const struct stop *stop =
        number > 0 ? reader_numbered_link(&app->reader, number) : NULL;
    if (stop == NULL)
        app_say(app, "No link on the screen has that number");
    prompt_close(app);
    return stop != NULL ? follow_stop(app, stop) : REACT_DRAW;
}

/* A number that no further digit can make another is followed at once. */
static enum reaction number_changed(struct app *app)
{
    size_t number = number_typed(app);
    size_t count = reader_numbered_count(&app->reader);
    bool final = number * 10 > count;
    return number > 0 && final ? follow_number(app, number) : REACT_DRAW;
}

enum reaction run_follow_number(struct app *app, int arg, int count)
{
    (void)arg;
    if (count > 0)
        return run_follow(app, 0, count);
    if (reader_numbered_count(&app->reader) == 0) {
        app_say(app, "There is no link on the screen");
        return REACT_DRAW;
    }
    app->tree_focus = false;
    prompt_open(app, PROMPT_NUMBER);
    app->reader.numbered = true;
    return REACT_DRAW;
}

/* --- All prompts --- */

enum reaction prompt_changed(struct app *app)
{
    if (app->prompt.kind != PROMPT_FIND)
        return number_changed(app);
    app->prompt.pending = true;
    app->prompt.accepts = false;
    return REACT_DRAW;
}

enum reaction prompt_accept(struct app *app)
{
    app->prompt.accepts = false;
    prompt_settle(app);
    app->prompt.accepts = app->prompt.pending;
    if (app->prompt.accepts)
        return REACT_DRAW;
    if (app->prompt.kind == PROMPT_FIND)
        return find_accepted(app);
    return follow_number(app, number_typed(app));
}

enum reaction prompt_cancel(struct app *app)
{
    if (app->prompt.kind == PROMPT_FIND) {
        reader_find(&app->reader, (struct str){0});
        resume_origin(app);
    }
    prompt_close(app);
    return REACT_DRAW;
}

enum reaction run_recall(struct app *app, int direction, int count)
{
    (void)count;
    struct prompt *prompt = &app->prompt;
    size_t last = app->recall.count;
    if (prompt->kind != PROMPT_FIND || (direction > 0 && prompt->recalled >= last) ||
        (direction < 0 && prompt->recalled == 0))
        return REACT_NONE;
    prompt->recalled += direction > 0 ? 1 : (size_t)-1;
    struct str text = {0};
    if (prompt->recalled > 0)
        text = buf_str(&app->recall.items[last - prompt->recalled]);
    editor_set(&prompt->editor, text);
    return prompt_changed(app);
}
