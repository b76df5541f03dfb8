/*
 * Steps: what the lines of a script do, and what they all need. A step gets the rest of
 * its line, which it may write to, and returns whether it held; else it has told why by
 * fail().
 */
#ifndef TESTS_SCREENS_STEPS_H
#define TESTS_SCREENS_STEPS_H

#include "script.h"

enum { DRAIN_MS = 60 /* without output, and what a program has written is here */ };

/* Says what went wrong, for a person. Returns false. */
bool fail(struct script *script, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Without the quotes round it, if there are any: they keep blanks at the ends. */
char *unquote(char *text);

/* The text that follows "<<END", up to a line END, cut off the argument; NULL when the
 * line has none. Free with free(). */
char *take_document(struct script *script, char *argument);

/* True when what is waited for holds now. */
typedef bool condition(struct script *script, const void *context);

/* Takes in output until the condition holds, the deadline passes or it ends. */
bool wait_until(struct script *script, condition *holds, const void *context);

/* Takes in output until none has come for so long. */
void drain(struct script *script, int quiet_ms);

bool needs_session(struct script *script);

/* The number of "TERM" and the like; 0 when there is none. */
int signal_number(const char *name);

/* False when the last shell command failed and no line has said that it should. */
bool status_was_read(struct script *script);

/* setup.c: sets the stage and plays the user. */
bool step_size(struct script *script, char *argument);
bool step_env(struct script *script, char *argument);
bool step_deadline(struct script *script, char *argument);
bool step_needs(struct script *script, char *argument);
bool step_file(struct script *script, char *argument);
bool step_run(struct script *script, char *argument);
bool step_command(struct script *script, char *argument);
bool step_keys(struct script *script, char *argument);
bool step_bytes(struct script *script, char *argument);
bool step_resize(struct script *script, char *argument);
bool step_signal(struct script *script, char *argument);
bool step_continue(struct script *script, char *argument);
bool step_hangup(struct script *script, char *argument);
bool step_orphan(struct script *script, char *argument);

/* look.c: looks at the screen. */
bool step_wait(struct script *script, char *argument);
bool step_gone(struct script *script, char *argument);
bool step_row(struct script *script, char *argument);
bool step_attr(struct script *script, char *argument);
bool step_cursor(struct script *script, char *argument);
bool step_output_max(struct script *script, char *argument);
bool step_screen(struct script *script, char *argument);

/* end.c: waits for an end. */
bool step_exit(struct script *script, char *argument);
bool step_restored(struct script *script, char *argument);
bool step_suspended(struct script *script, char *argument);

/* shell.c: runs a command without a terminal. */
bool step_shell(struct script *script, char *argument);
bool step_status(struct script *script, char *argument);
bool step_stdout(struct script *script, char *argument);
bool step_stderr(struct script *script, char *argument);

#endif
