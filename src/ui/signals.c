#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

enum {
    /* Room for what leaves the alternate screen, shows the cursor and resets the keypad
     * and the attributes; some thirty bytes on the terminals of today. */
    RESTORE_CAP_BYTES = 256,
    /* A crash may be one of the stack. */
    CRASH_STACK_BYTES = 64 << 10,
};

/* clang-format off */
static const int event_signals[] = {SIGWINCH, SIGCONT, SIGTSTP, SIGHUP, SIGTERM, SIGINT};
static const int fatal_signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
/* clang-format on */

enum {
    EVENT_COUNT = sizeof event_signals / sizeof *event_signals,
    FATAL_COUNT = sizeof fatal_signals / sizeof *fatal_signals,
};

/* The signal pipe, with what else handlers need: the one mutable object of the ui. */
static struct signal_pipe {
    int fds[2];
    volatile sig_atomic_t armed;
    volatile sig_atomic_t ended_by;
    int tty_fd;
    size_t restore_len;
    char restore[RESTORE_CAP_BYTES];
    struct termios settings;
    struct sigaction old_events[EVENT_COUNT], old_fatal[FATAL_COUNT], old_pipe;
    _Alignas(max_align_t) char crash_stack[CRASH_STACK_BYTES];
} signal_pipe = {.fds = {-1, -1}};

void signals_restore_terminal(void)
{
    if (!signal_pipe.armed)
        return;
    signal_pipe.armed = 0;
    size_t done = 0;
    while (done < signal_pipe.restore_len) {
        ssize_t wrote = write(signal_pipe.tty_fd, signal_pipe.restore + done,
                              signal_pipe.restore_len - done);
        if (wrote <= 0)
            break;
        done += (size_t)wrote;
    }
    tcsetattr(signal_pipe.tty_fd, TCSANOW, &signal_pipe.settings);
}

static unsigned event_of(int number)
{
    switch (number) {
    case SIGWINCH:
        return SIGNAL_RESIZE;
    case SIGCONT:
        return SIGNAL_CONTINUE;
    case SIGTSTP:
        return SIGNAL_STOP;
    default:
        return SIGNAL_END;
    }
}

static void on_event(int number)
{
    int saved = errno;
    if (event_of(number) == SIGNAL_END)
        signal_pipe.ended_by = number;
    char byte = (char)event_of(number);
    /* A full pipe has something to read already, and the loop looks at everything. */
    ssize_t ignored = write(signal_pipe.fds[1], &byte, 1);
    (void)ignored;
    errno = saved;
}

/* Gives the terminal back, then lets the signal do what it did before us. */
static void on_fatal(int number)
{
    signals_restore_terminal();
    for (size_t i = 0; i < FATAL_COUNT; i++)
        if (fatal_signals[i] == number)
            sigaction(number, &signal_pipe.old_fatal[i], NULL);
    raise(number);
}

static int open_pipe(struct error *err)
{
    if (pipe(signal_pipe.fds) != 0)
        return error_errno(err, errno, "cannot open the signal pipe");
    for (int i = 0; i < 2; i++) {
        fcntl(signal_pipe.fds[i], F_SETFL, O_NONBLOCK);
        fcntl(signal_pipe.fds[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

static void install_fatal(void)
{
    stack_t stack = {.ss_sp = signal_pipe.crash_stack, .ss_size = CRASH_STACK_BYTES};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_handler = on_fatal, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < FATAL_COUNT; i++)
        sigaction(fatal_signals[i], &action, &signal_pipe.old_fatal[i]);
}

int signals_start(struct error *err)
{
    if (open_pipe(err) != 0)
        return -1;
    signal_pipe.ended_by = 0;
    struct sigaction action = {.sa_handler = on_event};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < EVENT_COUNT; i++)
        sigaction(event_signals[i], &action, &signal_pipe.old_events[i]);
    /* A terminal that is gone is seen where it is read. */
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, &signal_pipe.old_pipe);
    install_fatal();
    return 0;
}

void signals_stop(void)
{
    if (signal_pipe.fds[0] < 0)
        return;
    for (size_t i = 0; i < EVENT_COUNT; i++)
        sigaction(event_signals[i], &signal_pipe.old_events[i], NULL);
    for (size_t i = 0; i < FATAL_COUNT; i++)
        sigaction(fatal_signals[i], &signal_pipe.old_fatal[i], NULL);
    sigaction(SIGPIPE, &signal_pipe.old_pipe, NULL);
    close(signal_pipe.fds[0]);
    close(signal_pipe.fds[1]);
    signal_pipe.fds[0] = signal_pipe.fds[1] = -1;
}

int signals_fd(void)
{
    return signal_pipe.fds[0];
}

unsigned signals_take(void)
{
    unsigned mask = 0;
    char bytes[64];
    for (ssize_t len; (len = read(signal_pipe.fds[0], bytes, sizeof bytes)) > 0;)
        for (ssize_t i = 0; i < len; i++)
            mask |= (unsigned char)bytes[i];
    return mask;
}

int signals_ended_by(void)
{
    return signal_pipe.ended_by;
}

void signals_suspend(void)
{
    struct sigaction ours, action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, &ours);
    kill(0, SIGTSTP); /* the whole job, as the terminal would */
    sigaction(SIGTSTP, &ours, NULL);
}

void signals_arm(int tty_fd, struct str bytes, const struct termios *settings)
{
    signal_pipe.armed = 0;
    signal_pipe.tty_fd = tty_fd;
    signal_pipe.restore_len =
        bytes.len < RESTORE_CAP_BYTES ? bytes.len : RESTORE_CAP_BYTES;
    if (signal_pipe.restore_len > 0)
        memcpy(signal_pipe.restore, bytes.ptr, signal_pipe.restore_len);
    signal_pipe.settings = *settings;
    signal_pipe.armed = 1;
}

void signals_disarm(void)
{
    signal_pipe.armed = 0;
}
