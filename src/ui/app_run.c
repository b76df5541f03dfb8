/*
 * The loop: wait, take everything that has come in, lay out once, draw once.
 *
 * A held key and a storm of resizes cost one frame per drained batch, whatever the
 * speed of the line.
 */
#include <fcntl.h>
#include <unistd.h>

#include "ui/app.h"
#include "ui/signals.h"
#include "ui/state.h"
#include "ui/term.h"
#include "ui/whole.h"

enum {
    /* Keys taken before a frame is drawn all the same, so that one sees where a very
     * long paste or a stuck key leads. */
    BATCH_MAX = 512,
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

/* Takes what is in the pipe, which does not block. */
static enum reaction take_wakes(struct app *app, int fd)
{
    char bytes[64];
    while (read(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes)
        continue;
    return app_survey_news(app);
}

/* To free what they use one would have to wait for them. */
static bool is_reading(const struct app *app)
{
    return (app->whole != NULL && whole_state(app->whole) != WHOLE_OVER) ||
           (app->survey != NULL && survey_is_deep(app->survey));
}

static void loop(struct app *app, struct terminal *term, const int wake[2])
{
    terminal_draw(term, &app->grid);
    app->wake_fd = wake[1];
    app_start_survey(app);
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
            reaction = take_wakes(app, wake[0]);
            break;
        }
        if (reaction & REACT_QUIT)
            return;
        reaction |= app_whole_news(app);
        if (app->suspend_asked)
            suspend(app, term);
        if (reaction & REACT_REDRAW)
            terminal_forget(term);
        if (reaction != REACT_NONE) {
            app_refresh(app);
            terminal_draw(term, &app->grid);
        }
        app_read_on(app);
    }
}

/* A pipe whose ends neither block nor outlive an exec. */
static bool open_wake(int wake[2])
{
    if (pipe(wake) != 0) {
        wake[0] = wake[1] = -1;
        return false;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(wake[i], F_SETFL, O_NONBLOCK);
        fcntl(wake[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

static void close_wake(const int wake[2])
{
    for (int i = 0; i < 2; i++)
        if (wake[i] >= 0)
            close(wake[i]);
}

int app_keyboard(void)
{
    if (isatty(STDIN_FILENO))
        return STDIN_FILENO;
    return open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
}

int app_run(struct library *library, const struct app_options *options,
            struct app_end *end, struct error *err)
{
    struct terminal_options terminal_options = {
        .tty_fd = options->tty_fd,
        .wake_fd = -1,
        .utf8 = options->utf8,
        .color = options->color,
    };
    struct terminal *term;
    int wake[2] = {-1, -1};
    *end = (struct app_end){.signal = 0};
    /* Without a pipe the screen is only behind what is known until the next key. */
    if (open_wake(wake))
        terminal_options.wake_fd = wake[0];
    /* Before curses, which leaves alone the signals that have a handler already; it
     * would throw away a SIGTSTP that comes while it draws. */
    if (signals_start(err) != 0) {
        close_wake(wake);
        return -1;
    }
    if (terminal_open(&terminal_options, &term, err) != 0) {
        signals_stop();
        close_wake(wake);
        return -1;
    }
    struct app app;
    int rows, cols;
    terminal_size(term, &rows, &cols);
    terminal_resize(term, rows, cols);
    app_init(&app, library, options, rows, cols);
    loop(&app, term, wake);
    terminal_close(term);
    end->signal = signals_ended_by();
    end->is_reading = is_reading(&app);
    signals_stop();
    if (end->is_reading)
        return 0;
    app_release(&app);
    close_wake(wake);
    return 0;
}
