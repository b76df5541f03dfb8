/* From keys to commands: counts, sequences, what is being typed. */
#include "ui/keys/input.h"

#include "ui/keys/actions.h"
#include "ui/keys/pending.h"
#include "ui/lists/lists.h"
#include "ui/lists/prompt.h"
#include "ui/state.h"
#include "ui/travel.h"

enum mode app_mode(const struct app *app)
{
    if (app->list.open)
        return MODE_LIST;
    if (app->prompt.kind != PROMPT_NONE)
        return MODE_PROMPT;
    if (app->popup.open)
        return MODE_POPUP;
    return app->tree_focus ? MODE_TREE : MODE_READER;
}

static enum reaction run_command(struct app *app, enum command_id id)
{
    int count = app->count;
    app->count = app->key_count = 0;
    return commands[id].run(app, commands[id].arg, count) | REACT_DRAW;
}

/* --- Typing --- */

static enum reaction typed(struct app *app, enum mode mode, struct key key)
{
    struct editor *editor = mode == MODE_LIST ? &app->list.filter : &app->prompt.editor;
    /* Taking away what is not there is a way out. */
    bool empty = editor_text(editor).len == 0;
    if (empty && key.code == KEYCODE_BACKSPACE && key.mods == 0)
        return run_cancel(app, 0, 0);
    if (editor_key(editor, key) != EDIT_CHANGED)
        return REACT_DRAW;
    if (mode == MODE_PROMPT)
        return prompt_changed(app);
    app->list.stale = true;
    return REACT_DRAW;
}

static enum reaction typing_key(struct app *app, enum mode mode, struct key key)
{
    enum command_id id;
    if (binding_find(mode, &key, 1, &id) == BINDING_FOUND)
        return run_command(app, id);
    return typed(app, mode, key);
}

/* --- Commands --- */

/* Digits before a key are a count; a zero begins none. */
static bool take_digit(struct app *app, struct key key)
{
    bool digit = key.mods == 0 && key.code >= '0' && key.code <= '9';
    if (!digit || app->key_count > 0 || (key.code == '0' && app->count == 0))
        return false;
    int count = app->count * 10 + (int)(key.code - '0');
    app->count = count > COUNT_MAX ? COUNT_MAX : count;
    return true;
}

static enum reaction unbound(struct app *app)
{
    struct buf keys = {0}, help = {0};
    for (int i = 0; i < app->key_count; i++)
        key_show(app->keys[i], &keys);
    command_key(CMD_HELP, &help);
    app_say(app, STR_FMT " does nothing here: " STR_FMT " shows the keys",
            STR_ARG(buf_str(&keys)), STR_ARG(buf_str(&help)));
    buf_release(&keys);
    buf_release(&help);
    app->count = app->key_count = 0;
    return REACT_DRAW;
}

static enum reaction command_key_pressed(struct app *app, enum mode mode,
                                         struct key key)
{
    if (take_digit(app, key))
        return REACT_DRAW;
    app->keys[app->key_count++] = key;
    enum command_id id;
    enum binding_match match = binding_find(mode, app->keys, app->key_count, &id);
    if (match == BINDING_NONE && mode == MODE_POPUP) {
        popup_close(&app->popup);
        match = binding_find(app_mode(app), app->keys, app->key_count, &id);
    }
    if (match == BINDING_NONE)
        match = binding_find(MODE_ANY, app->keys, app->key_count, &id);
    if (match == BINDING_FOUND)
        return run_command(app, id);
    bool more = match == BINDING_PREFIX && app->key_count < KEYS_SEQUENCE_MAX;
    return more ? REACT_DRAW : unbound(app);
}

static enum reaction take_key(struct app *app, struct key key)
{
    if (app->mark_command != 0)
        return travel_mark(app, key);
    enum mode mode = app_mode(app);
    if (mode == MODE_LIST || mode == MODE_PROMPT)
        return typing_key(app, mode, key);
    return command_key_pressed(app, mode, key);
}

enum reaction app_key(struct app *app, struct key key)
{
    buf_clear(&app->message);
    app->message_is_error = false;
    app->reader.lit = (struct highlight){0};
    unsigned long serial = app->pending.serial;
    enum reaction reaction = take_key(app, key);
    if (app->pending.serial == serial)
        pending_drop(app);
    /* The next key may come before the next frame; it must know where things are. */
    if (reaction & REACT_RELAYOUT)
        app_plan(app);
    return reaction;
}

/* --- Accepting and backing out --- */

enum reaction run_accept(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    return app->list.open ? list_accept(app) : prompt_accept(app);
}

/* Closes the innermost thing that is open; false when nothing is. */
static bool close_innermost(struct app *app)
{
    if (app->list.open)
        list_leave(app);
    else if (app->prompt.kind != PROMPT_NONE)
        prompt_cancel(app);
    else if (app->popup.open)
        popup_close(&app->popup);
    else if (app->tree_focus)
        app->tree_focus = false;
    else if (app->reader.finding.matches != NULL)
        reader_find(&app->reader, (struct str){0});
    else if (reader_selected(&app->reader) != NULL)
        app->reader.selected = NODE_NONE;
    else
        return false;
    return true;
}

enum reaction run_cancel(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    if (!close_innermost(app)) {
        struct buf key = {0};
        command_key(CMD_QUIT, &key);
        app_say(app, STR_FMT " quits", STR_ARG(buf_str(&key)));
        buf_release(&key);
    }
    return REACT_RELAYOUT | REACT_DRAW;
}

enum reaction run_redraw(struct app *app, int arg, int count)
{
    (void)app;
    (void)arg;
    (void)count;
    return REACT_REDRAW | REACT_DRAW;
}

enum reaction run_suspend(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    app->suspend_asked = true;
    return REACT_DRAW;
}

/* A page of the program's own is something to close, too. */
enum reaction run_quit(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    if (app->list.open || app->prompt.kind != PROMPT_NONE)
        return run_cancel(app, 0, 0);
    if (app->reader.page->id.kind != PAGE_ARTICLE && app->history.back.count > 0)
        return run_history(app, -1, 0);
    return REACT_QUIT;
}
