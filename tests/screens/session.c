#include "session.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#ifdef __APPLE__
#include <util.h>
#else
#include <pty.h>
#include <utmp.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What the keeper tells: first the program's number, then each change of its state. */
struct report {
    pid_t program;
    int status;
};

/* What the keeper is asked for. */
enum { ASK_CONTINUE = 'c' };

long long clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- The keeper ----------------------------------------------------------------- */

static void run_program(char **argv, char **environment, const char *folder)
{
    setpgid(0, 0);
    tcsetpgrp(STDIN_FILENO, getpid());
    signal(SIGTTOU, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    if (chdir(folder) == 0)
        execve(argv[0], argv, environment);
    dprintf(STDERR_FILENO, "cannot run '%s': %s\n", argv[0], strerror(errno));
    _exit(127);
}

static void tell(int line, pid_t program, int status)
{
    struct report report = {program, status};
    if (write(line, &report, sizeof report) != (ssize_t)sizeof report)
        _exit(1);
}

/* SIGCHLD ends a pselect(); what changed is asked of waitpid(). */
static void wake(int number)
{
    (void)number;
}

static _Noreturn void keep(int line, char **argv, char **environment,
                           const char *folder)
{
    sigset_t child, none;
    sigemptyset(&none);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    signal(SIGCHLD, wake);
    signal(SIGTTOU, SIG_IGN); /* it moves the foreground from the background */
    signal(SIGHUP, SIG_IGN);  /* the runner tells the program itself */
    pid_t program = fork();
    if (program == 0) {
        sigprocmask(SIG_SETMASK, &none, NULL);
        signal(SIGCHLD, SIG_DFL);
        close(line);
        run_program(argv, environment, folder);
    }
    setpgid(program, program);
    tell(line, program, -1);
    for (;;) {
        fd_set asked;
        FD_ZERO(&asked);
        FD_SET((unsigned)line, &asked); /* musl computes with the unsigned number */
        char ask;
        if (pselect(line + 1, &asked, NULL, NULL, NULL, &none) == 1) {
            if (read(line, &ask, 1) != 1)
                _exit(1);
            tcsetpgrp(STDIN_FILENO, program);
            kill(-program, SIGCONT);
        }
        int status;
        while (waitpid(program, &status, WNOHANG | WUNTRACED | WCONTINUED) > 0) {
            if (WIFSTOPPED(status))
                tcsetpgrp(STDIN_FILENO, getpid());
            tell(line, program, status);
            if (WIFEXITED(status) || WIFSIGNALED(status))
                _exit(0);
        }
    }
}

/* --- Modes ---------------------------------------------------------------------- */

static void set_mode(struct modes *modes, unsigned number, bool on)
{
    switch (number) {
    case 1:
        modes->cursor_keys = on;
        break;
    case 25:
        modes->cursor_hidden = !on;
        break;
    case 47:
    case 1047:
    case 1049:
        modes->alternate_screen = on;
        break;
    case 9:
    case 1000:
    case 1002:
    case 1003:
        modes->mouse = on;
        break;
    case 2004:
        modes->paste = on;
        break;
    default:
        break;
    }
}

static void scan_escape(struct modes *modes, char c)
{
    modes->state = c == '[' ? SCAN_CSI : SCAN_TEXT;
    if (c == '=' || c == '>')
        modes->keypad = c == '=';
}

static void scan_private(struct modes *modes, char c)
{
    unsigned *number = &modes->number[modes->count];
    if (c >= '0' && c <= '9') {
        *number = *number % 100000 * 10 + (unsigned)(c - '0');
    } else if (c == ';' && modes->count + 1 < sizeof modes->number / sizeof *number) {
        modes->number[++modes->count] = 0;
    } else {
        for (size_t i = 0; (c == 'h' || c == 'l') && i <= modes->count; i++)
            set_mode(modes, modes->number[i], c == 'h');
        modes->state = SCAN_TEXT;
    }
}

static void scan_modes(struct modes *modes, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = bytes[i];
        if (c == '\033') {
            modes->state = SCAN_ESCAPE;
        } else if (modes->state == SCAN_ESCAPE) {
            scan_escape(modes, c);
        } else if (modes->state == SCAN_CSI) {
            modes->state = c == '?' ? SCAN_PRIVATE : SCAN_TEXT;
            modes->count = 0;
            modes->number[0] = 0;
        } else if (modes->state == SCAN_PRIVATE) {
            scan_private(modes, c);
        }
    }
}

const char *session_unrestored(const struct session *session)
{
    const struct modes *modes = &session->modes;
    if (modes->alternate_screen)
        return "the alternate screen is still shown";
    if (modes->cursor_hidden)
        return "the cursor is still hidden";
    if (modes->keypad || modes->cursor_keys)
        return "the keypad still sends application codes";
    if (modes->mouse)
        return "the mouse is still reported";
    if (modes->paste)
        return "pastes are still bracketed";
    struct termios now;
    if (session->slave < 0 || tcgetattr(session->slave, &now) != 0)
        return "the terminal is gone";
    const struct termios *was = &session->before;
    if (now.c_iflag != was->c_iflag || now.c_oflag != was->c_oflag ||
        now.c_cflag != was->c_cflag || now.c_lflag != was->c_lflag ||
        memcmp(now.c_cc, was->c_cc, sizeof now.c_cc) != 0)
        return "the terminal's line discipline (termios) is not as it was";
    return NULL;
}

/* --- Life ----------------------------------------------------------------------- */

static void take_output(struct session *session)
{
    char bytes[16384];
    ssize_t len = read(session->master, bytes, sizeof bytes);
    if (len <= 0)
        return;
    session->bytes_since_key += (size_t)len;
    session->last_output_ms = clock_ms();
    scan_modes(&session->modes, bytes, (size_t)len);
    vterm_input_write(session->terminal, bytes, (size_t)len);
    len = (ssize_t)vterm_output_read(session->terminal, bytes, sizeof bytes);
    if (len > 0 && write(session->master, bytes, (size_t)len) < 0)
        return; /* the program does not read; it will not miss the answer */
}

static void take_status(struct session *session, int status)
{
    session->stopped = WIFSTOPPED(status);
    session->ended = WIFEXITED(status) || WIFSIGNALED(status);
    if (session->ended)
        session->status = status;
}

static void take_report(struct session *session)
{
    struct report report;
    if (read(session->reports, &report, sizeof report) != (ssize_t)sizeof report) {
        close(session->reports);
        session->reports = -1;
        return;
    }
    session->program = report.program;
    if (report.status != -1)
        take_status(session, report.status);
}

/* Of an orphan, which the keeper cannot watch any more, the runner is the parent. */
static void take_orphan_status(struct session *session)
{
    int status;
    if (session->program > 0 && !session->ended &&
        waitpid(session->program, &status, WNOHANG | WUNTRACED) > 0)
        take_status(session, status);
}

static void open_terminal(struct session *session, int rows, int cols)
{
    session->rows = rows;
    session->cols = cols;
    session->terminal = vterm_new(rows, cols);
    vterm_set_utf8(session->terminal, 1);
    session->screen = vterm_obtain_screen(session->terminal);
    vterm_screen_enable_altscreen(session->screen, 1);
    vterm_screen_reset(session->screen, 1);
}

bool session_start(struct session *session, char **argv, char **environment,
                   const char *folder, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows,
                           .ws_col = (unsigned short)cols};
    if (openpty(&session->master, &session->slave, NULL, NULL, &size) != 0)
        return false;
    int line[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, line) != 0)
        return false;
    fcntl(session->master, F_SETFD, FD_CLOEXEC);
    tcgetattr(session->slave, &session->before);
    session->keeper = fork();
    if (session->keeper < 0)
        return false;
    if (session->keeper == 0) {
        close(session->master);
        close(line[0]);
        fcntl(line[1], F_SETFD, FD_CLOEXEC);
        if (login_tty(session->slave) != 0)
            _exit(126);
        keep(line[1], argv, environment, folder);
    }
    close(line[1]);
    session->reports = line[0];
    fcntl(session->slave, F_SETFD, FD_CLOEXEC);
    fcntl(session->reports, F_SETFD, FD_CLOEXEC);
    fcntl(session->master, F_SETFL, O_NONBLOCK);
    open_terminal(session, rows, cols);
    take_report(session); /* which names the program */
    session->last_output_ms = clock_ms();
    return true;
}

void session_pump(struct session *session, int wait_ms)
{
    struct pollfd sources[] = {{.fd = session->master, .events = POLLIN},
                               {.fd = session->reports, .events = POLLIN}};
    if (session->reports < 0 && wait_ms > 10)
        wait_ms = 10;
    /* Output first: what a program wrote before it ended is then on the screen. */
    if (poll(sources, 2, wait_ms) > 0) {
        if (sources[0].revents & POLLIN)
            take_output(session);
        else if (sources[1].revents)
            take_report(session);
    }
    if (session->reports < 0)
        take_orphan_status(session);
}

void session_send(struct session *session, const char *bytes, size_t len)
{
    session->bytes_since_key = 0;
    while (len > 0 && session->master >= 0) {
        ssize_t done = write(session->master, bytes, len);
        if (done > 0) {
            bytes += done;
            len -= (size_t)done;
        } else if (errno == EAGAIN) {
            session_pump(session, 10);
        } else {
            return;
        }
    }
}

void session_resize(struct session *session, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows,
                           .ws_col = (unsigned short)cols};
    session->rows = rows;
    session->cols = cols;
    session->bytes_since_key = 0;
    vterm_set_size(session->terminal, rows, cols);
    ioctl(session->master, TIOCSWINSZ, &size);
}

void session_signal(const struct session *session, int number)
{
    if (session->program > 0 && !session->ended)
        kill(-session->program, number);
}

void session_continue(struct session *session)
{
    char ask = ASK_CONTINUE;
    session->stopped = false;
    session->bytes_since_key = 0;
    if (write(session->reports, &ask, 1) != 1)
        session_signal(session, SIGCONT);
}

void session_hang_up(struct session *session, bool silent)
{
    if (!silent) {
        session_signal(session, SIGHUP);
        session_signal(session, SIGCONT);
    }
    close(session->slave);
    close(session->master);
    session->slave = session->master = -1;
}

void session_orphan(struct session *session)
{
    kill(session->keeper, SIGKILL);
    waitpid(session->keeper, NULL, 0);
    session->keeper = 0;
    close(session->reports);
    session->reports = -1;
}

void session_end(struct session *session)
{
    session_signal(session, SIGKILL);
    if (session->keeper > 0) {
        kill(session->keeper, SIGKILL);
        waitpid(session->keeper, NULL, 0);
    }
    if (session->program > 0)
        waitpid(session->program, NULL, WNOHANG);
    if (session->terminal) {
        vterm_free(session->terminal);
        int fds[] = {session->master, session->slave, session->reports};
        for (size_t i = 0; i < sizeof fds / sizeof fds[0]; i++) {
            if (fds[i] >= 0)
                close(fds[i]);
        }
    }
    *session = (struct session){0};
}
