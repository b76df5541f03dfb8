/*
 * Signals, as bytes in a pipe that the loop polls; and the way out of a crash.
 *
 * What the program keeps outside its structs lives here, since a signal handler is
 * given nothing else: the pipe, and the bytes and settings that put the terminal back.
 */
#ifndef LECTERN_UI_TERM_SIGNALS_H
#define LECTERN_UI_TERM_SIGNALS_H

#include <termios.h>

#include "base/error.h"
#include "base/str.h"

enum signal_event {
    SIGNAL_RESIZE = 1 << 0,   /* SIGWINCH */
    SIGNAL_CONTINUE = 1 << 1, /* SIGCONT */
    SIGNAL_STOP = 1 << 2,     /* SIGTSTP */
    /* SIGTERM and the like; see signals_ended_by. When the program does not end soon by
     * itself, the signal ends it. */
    SIGNAL_END = 1 << 3,
};

/* Opens the pipe and sets what each signal does (the table in signals.c): none ends the
 * program before the terminal is put back. */
int signals_start(struct error *err);

/* Puts the handlers back as they were and closes the pipe. */
void signals_stop(void);

/* The end of the pipe to poll. */
int signals_fd(void);

/* The signals since the last call: a mask of enum signal_event. */
unsigned signals_take(void);

/* The number of the signal that asked for the end, or 0. */
int signals_ended_by(void);

/* Ends the process after so many milliseconds, or sooner if that was asked for already,
 * whatever its threads do then: as the signal that asked for the end would, else with
 * status 0. What they write may be cut off at any moment. A terminal that is armed is
 * given back as far as it takes that. Safe in a signal handler. */
void signals_end_within(int ms);

/* Stops the program as an unhandled SIGTSTP does; returns after SIGCONT. */
void signals_suspend(void);

/*
 * What a fatal signal or die() sends to the terminal (cut when it is too long) and the
 * settings it gives back. Disarmed by signals_disarm(), when the screen is not up.
 */
void signals_arm(int tty_fd, struct str bytes, const struct termios *settings);
void signals_disarm(void);

/* Puts the terminal back, if armed. Safe in a signal handler and as a hook of die(). */
void signals_restore_terminal(void);

#endif
