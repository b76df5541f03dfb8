/*
 * The loop: wait, take everything that has come in, lay out once, draw once.
 *
 * A held key and a storm of resizes cost one frame per drained batch, whatever the
 * speed of the line.
 */
#include <fcntl.h>
#include <unistd.h>

#include "ui/app.h"
#include "ui/keys/input.h"
#include "ui/state.h"
#include "ui/tasks.h"
#include "ui/term/signals.h"
#include "ui/term/term.h"
#include "ui/updates.h"

enum {
    /* Keys taken before a frame is drawn all the same, so that one sees where a very
     * long paste or a stuck key leads. */
    BATCH_MAX = 512,
    /* A frame or so: what takes no longer is shown whole at once. */
    GRACE_MS = 16,
    FOOTER_MS = 8,
    /* What the screen gets to be given back: its terminal may take nothing. */
    CLOSE_MS = 60,
    /* What the threads get to end then. */
    END_MS = 20,
};

static enum reaction take_keys(struct app *app, struct terminal *term)
{
    enum reaction reaction = REACT_NONE;
    struct key key;
    for (int i = 0; i < BATCH_MAX && !(reaction & REACT_QUIT); i++) {
        if (app->suspend_asked || !terminal_key(term, &key))
            break;
        reaction |= app_key(app, key);
    }
    return reaction;
}

static void take_size(struct app *app, struct terminal *term)
{
    int rows, cols;
    terminal_size(term, &rows, &cols);
    terminal_resize(term, rows, cols);
    app_resize(app, rows, cols);
}

static void suspend(struct app *app, struct terminal *term)
{
    app->suspend_asked = false;
    terminal_suspend(term);
    take_size(app, term);
}

/* False when a signal asked for the end. */
static bool take_signals(struct app *app, struct terminal *term)
{
    unsigned events = signals_take();
    if (events & SIGNAL_END)
        return false;
    if (events & SIGNAL_STOP)
        suspend(app, term);
    else if (events & (SIGNAL_RESIZE | SIGNAL_CONTINUE))
        take_size(app, term);
    return true;
}

static void loop(struct app *app, struct terminal *term, struct session *session)
{
    terminal_draw(term, &app->grid);
    app_begin(app, session);
    for (;;) {
        enum reaction reaction = REACT_DRAW;
        switch (terminal_wait(term)) {
        case TERMINAL_GONE:
            return;
        case TERMINAL_SIGNAL:
            if (!take_signals(app, term))
                return;
            break;
        case TERMINAL_KEYS:
            reaction = take_keys(app, term);
            break;
        case TERMINAL_WOKEN:
            reaction = app_take_news(app, session);
            break;
        }
        if (reaction & REACT_QUIT)
            return;
        reaction |= app_settle(app, session);
        if (app->suspend_asked)
            suspend(app, term);
        if (reaction & REACT_REDRAW)
            terminal_forget(term);
        if (reaction != REACT_NONE) {
            app_refresh(app);
            terminal_draw(term, &app->grid);
        }
        app_load_rest(app);
        app_lay_out(app);
        app_ask_footer(app);
    }
}

int app_keyboard(void)
{
    if (isatty(STDIN_FILENO))
        return STDIN_FILENO;
    return open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
}

static int open_terminal(const struct app_options *options,
                         const struct session *session, struct terminal **term,
                         struct error *err)
{
    struct terminal_options terminal_options = {
        .tty_fd = options->tty_fd,
        .wake_fd = session_wake_fd(session),
        .utf8 = options->utf8,
        .color = options->color,
    };
    if (options->tty_fd < 0)
        return error_set(err,
                         "there is no terminal to read keys from; try 'lectern show'");
    /* Before curses, which leaves alone the signals that have a handler already; it
     * would throw away a SIGTSTP that comes while it draws. */
    if (signals_start(err) != 0)
        return -1;
    if (terminal_open(&terminal_options, term, err) == 0)
        return 0;
    signals_stop();
    return -1;
}

/* All before any is waited for. */
static void stop_threads(struct app *app, struct session *session)
{
    search_thread_stop(app->asker);
    app_stop_tasks(app);
    catalog_stop(session_catalog(session));
}

static void browse(struct session *session, struct terminal *term,
                   const struct app_start *start, struct app_end *end)
{
    int rows, cols;
    terminal_size(term, &rows, &cols);
    terminal_resize(term, rows, cols);
    struct app app;
    app_init(&app, session_library(session), session_view(session), start, rows, cols);
    loop(&app, term, session);
    signals_end_within(CLOSE_MS);
    terminal_close(term);
    end->signal = signals_ended_by();
    signals_end_within(END_MS);
    stop_threads(&app, session);
    search_thread_free(app.asker);
    app_release(&app);
}

int app_run(const struct app_options *options, struct app_end *end, struct error *err)
{
    struct session_options what = {
        .mode = SESSION_NOW,
        .path = options->path,
        .article = options->article,
        .prebuilt = options->catalog,
    };
    struct terminal *term = NULL;
    *end = (struct app_end){.signal = 0};
    struct session *session;
    if (session_open(&what, &session, err) != 0)
        return -1;
    if (open_terminal(options, session, &term, err) != 0) {
        session_close(session);
        return -1;
    }
    struct app_start start = {.article = session_article(session),
                              .section = options->article != NULL
                                             ? session_section(session)
                                             : options->section,
                              .grace_ms = GRACE_MS,
                              .footer_ms = FOOTER_MS};
    browse(session, term, &start, end);
    session_close(session);
    signals_stop();
    return 0;
}
