/*
 * A script: the lines of a .scr file, carried out one by one. README.md has the
 * language; script.c the table of its commands.
 */
#ifndef TESTS_SCREENS_SCRIPT_H
#define TESTS_SCREENS_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "session.h"

enum { SCRIPT_ENV_MAX = 64, SCRIPT_WORDS_MAX = 64 };

struct script {
    const char *path;    /* of the .scr file */
    const char *program; /* under test */
    bool rewrite;        /* goldens are written anew instead of compared */

    char **lines; /* of the file; the last is NULL */
    size_t next;  /* of the line to be carried out */

    char folder[256];             /* of this run, removed at its end; holds ... */
    char work[300], reports[300]; /* the program's folder; where sanitizers complain */
    char *environment[SCRIPT_ENV_MAX + 1];
    int rows, cols;
    long deadline_ms;

    struct session session;
    bool running; /* there is or was a session */

    char *out, *err; /* of the last shell command; NULL before the first */
    int shell_status;
    bool status_unread; /* no line has said yet what it should be */

    FILE *failure; /* what went wrong, for a person; written to once */
    bool skipped;
};

/* Carries out the whole script. True when every line held; else `failure` says why. */
bool script_run(struct script *script);

#endif
