/*
 * A session: a program in a pseudo-terminal, and the terminal it believes to be in.
 *
 * Between the runner and the program stands a *keeper*, which plays the login shell: it
 * leads the session, puts the program into the foreground and reports when it stops or
 * ends. Without one a program could not be suspended, as its process group would be an
 * orphan. The terminal is libvterm's; what it answers goes back to the program.
 */
#ifndef TESTS_SCREENS_SESSION_H
#define TESTS_SCREENS_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

/* Terminal modes that a program must leave as it found them. */
struct modes {
    bool alternate_screen, cursor_hidden, cursor_keys, keypad, mouse, paste;

    /* The scanner's state: inside which sequence, and its numbers so far. */
    enum { SCAN_TEXT, SCAN_ESCAPE, SCAN_CSI, SCAN_PRIVATE } state;
    unsigned number[8];
    size_t count;
};

struct session {
    pid_t keeper, program; /* 0 when there is none */
    int master, slave; /* -1 when closed; the slave is held to look at its termios */
    int reports;       /* what the keeper tells */
    struct termios before;

    bool ended, stopped;
    int status; /* as of waitpid, once ended */

    VTerm *terminal;
    VTermScreen *screen;
    int rows, cols;
    struct modes modes;

    size_t bytes_since_key;
    long long last_output_ms;
};

long long clock_ms(void);

/* Starts argv[0] with the environment; the session must be zeroed. False, with errno,
 * when there is no pseudo-terminal. */
bool session_start(struct session *session, char **argv, char **environment,
                   const char *folder, int rows, int cols);

/* Takes in output and reports for at most `wait_ms`; returns at the first that comes.
 */
void session_pump(struct session *session, int wait_ms);

void session_send(struct session *session, const char *bytes, size_t len);
void session_resize(struct session *session, int rows, int cols);
void session_signal(const struct session *session, int number);

/* Into the foreground again, with SIGCONT. */
void session_continue(struct session *session);

/* The line is cut: the terminal is gone and, unless silent, SIGHUP tells so. */
void session_hang_up(struct session *session, bool silent);

/* The shell it was started from is killed, as by a crash. */
void session_orphan(struct session *session);

/* NULL when the terminal is as before the program, else what is not. */
const char *session_unrestored(const struct session *session);

/* Kills what still runs and frees everything. A zeroed session is fine. */
void session_end(struct session *session);

#endif
