/*
 * Handlers write to a pipe or put the terminal back; both use only calls that are safe
 * in a signal handler.
 */
#include "ui/term/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    /* Room for what leaves the alternate screen, shows the cursor and resets the keypad
     * and the attributes; some thirty bytes on the terminals of today. */
    RESTORE_CAP_BYTES = 256,
    /* A crash may be one of the stack. */
    CRASH_STACK_BYTES = 64 << 10,
    /* From a signal that asks for the end to the end, whatever the loop does: it may be
     * in a long step, or write to a terminal that takes nothing. */
    ASKED_END_MS = 60,
};

/* The reaction to a signal: one of enum signal_event, or one of these. */
enum { NOTHING = 0, CRASH = 1 << 7 };

struct reaction_to {
    int number;
    unsigned what;
};

/*
 * Every signal that would end the program or tell it something. Not here are KILL and
 * STOP, which cannot be caught; XFSZ, which the whole program ignores (main.c); CHLD
 * and URG, which do nothing by themselves; and TTIN and TTOU, which stop a process that
 * touches the terminal while another job has it: with a handler it would touch it again
 * and again.
 */
/* clang-format off */
static const struct reaction_to reactions[] = {
    /* The window and the job. */
    { SIGWINCH, SIGNAL_RESIZE }, { SIGCONT, SIGNAL_CONTINUE }, { SIGTSTP, SIGNAL_STOP },
    /* Someone, or the system going down, asks for the end; there is time for it. */
    { SIGHUP, SIGNAL_END }, { SIGTERM, SIGNAL_END }, { SIGINT, SIGNAL_END },
#ifdef SIGPWR
    { SIGPWR, SIGNAL_END },
#endif
    /* A fault of the program, or the end at once: it may be that the loop hangs, or
     * that there is no more time. */
    { SIGSEGV, CRASH }, { SIGABRT, CRASH }, { SIGBUS, CRASH }, { SIGFPE, CRASH },
    { SIGILL, CRASH }, { SIGSYS, CRASH }, { SIGTRAP, CRASH },
    { SIGQUIT, CRASH }, { SIGXCPU, CRASH },
#ifdef SIGSTKFLT
    { SIGSTKFLT, CRASH },
#endif
#ifdef SIGEMT
    { SIGEMT, CRASH },
#endif
    /* A terminal that is gone is seen where it is read. */
    { SIGPIPE, NOTHING },
    /* Signals that mean something only to programs that ask for them: a stray one must
     * not end the program. Real-time signals are treated alike. */
    { SIGUSR1, NOTHING }, { SIGUSR2, NOTHING }, { SIGALRM, NOTHING },
    { SIGVTALRM, NOTHING }, { SIGPROF, NOTHING },
#ifdef SIGIO
    { SIGIO, NOTHING },
#endif
};
/* clang-format on */

enum { REACTION_COUNT = sizeof reactions / sizeof *reactions };

/* The signal pipe, with what else handlers need: the one mutable object of the ui. */
static struct signal_pipe {
    int fds[2];
    volatile sig_atomic_t armed;
    volatile sig_atomic_t ended_by;
    int tty_fd;
    size_t restore_len;
    char restore[RESTORE_CAP_BYTES];
    struct termios settings;
    struct sigaction before[NSIG]; /* by number; of those that were set */
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

/* False for a signal that is left as it is. */
static bool reaction_to(int number, unsigned *what)
{
    for (size_t i = 0; i < REACTION_COUNT; i++) {
        *what = reactions[i].what;
        if (reactions[i].number == number)
            return true;
    }
    *what = NOTHING;
#ifdef SIGRTMIN
    return number >= SIGRTMIN && number <= SIGRTMAX;
#else
    return false;
#endif
}

/* A handler may run with all signals blocked: ThreadSanitizer runs it so. */
static void unblock(int number)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

/* The screen may be up still. What its terminal does not take at once is not waited
 * for. */
static void on_late(int number)
{
    int ended_by = signal_pipe.ended_by;
    int flags = signal_pipe.armed ? fcntl(signal_pipe.tty_fd, F_GETFL) : -1;
    (void)number;
    if (flags >= 0) {
        fcntl(signal_pipe.tty_fd, F_SETFL, flags | O_NONBLOCK);
        signals_restore_terminal();
        fcntl(signal_pipe.tty_fd, F_SETFL, flags); /* it is the shell's as well */
    }
    if (ended_by != 0) {
        signal(ended_by, SIG_DFL);
        unblock(ended_by);
        raise(ended_by);
    }
    _exit(EXIT_SUCCESS);
}

/* Called by handlers, too. */
void signals_end_within(int ms)
{
    struct itimerval after = {.it_value = {ms / 1000, ms % 1000 * 1000}};
    struct sigaction action = {.sa_handler = on_late};
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    struct itimerval before;
    getitimer(ITIMER_REAL, &before);
    if (!timerisset(&before.it_value) || timercmp(&after.it_value, &before.it_value, <))
        setitimer(ITIMER_REAL, &after, NULL);
}

static void on_event(int number)
{
    int saved = errno;
    unsigned event;
    (void)reaction_to(number, &event);
    if (event == SIGNAL_END) {
        signal_pipe.ended_by = number;
        signals_end_within(ASKED_END_MS);
    }
    char byte = (char)event;
    /* A full pipe has something to read already, and the loop looks at everything. */
    ssize_t ignored = write(signal_pipe.fds[1], &byte, 1);
    (void)ignored;
    errno = saved;
}

/* Restores the terminal, then raises the signal with the action that it had before. One
 * that was ignored ends the program all the same, which has no screen any more. */
static void on_crash(int number)
{
    struct sigaction before = signal_pipe.before[number];
    signals_restore_terminal();
    if (before.sa_handler == SIG_IGN)
        before.sa_handler = SIG_DFL;
    sigaction(number, &before, NULL);
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

static void use_crash_stack(void)
{
    stack_t stack = {.ss_sp = signal_pipe.crash_stack, .ss_size = CRASH_STACK_BYTES};
    sigaltstack(&stack, NULL);
}

static void react(int number, unsigned what)
{
    struct sigaction action = {.sa_handler = what == NOTHING ? SIG_IGN
                                             : what == CRASH ? on_crash
                                                             : on_event,
                               .sa_flags = what == CRASH ? SA_ONSTACK : 0};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, &signal_pipe.before[number]);
}

int signals_start(struct error *err)
{
    if (open_pipe(err) != 0)
        return -1;
    signal_pipe.ended_by = 0;
    use_crash_stack();
    unsigned what;
    for (int number = 1; number < NSIG; number++)
        if (reaction_to(number, &what))
            react(number, what);
    return 0;
}

void signals_stop(void)
{
    static const struct itimerval never;
    if (signal_pipe.fds[0] < 0)
        return;
    setitimer(ITIMER_REAL, &never, NULL); /* see signals_end_within() */
    unsigned what;
    for (int number = 1; number < NSIG; number++)
        if (reaction_to(number, &what))
            sigaction(number, &signal_pipe.before[number], NULL);
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
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    struct sigaction ours;
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
