/*
 * The subcommands: what the panes show, as text or JSON Lines.
 */
#ifndef LECTERN_CLI_CLI_H
#define LECTERN_CLI_CLI_H

#include <stdbool.h>

#include "base/buf.h"

/* Exit statuses (lectern.1). */
enum {
    CLI_FOUND = 0,   /* found something, or a library is clean */
    CLI_NOTHING = 1, /* found nothing, or has findings */
    CLI_ERROR = 2,   /* wrong usage, or a file cannot be read */
};

/* True when `name` is a subcommand: toc, show, links, export ... */
bool cli_is_command(const char *name);

/* Runs a subcommand; argv[0] is its name. `utf8` says what standard output takes. The
 * answer goes to standard output, messages to standard error as "lectern: ...". Returns
 * the exit status. */
int cli_run(int argc, char **argv, bool utf8);

/* Prints clean text to standard output. CLI_FOUND, or CLI_ERROR, which was reported,
 * when it cannot be written. */
int cli_print(const struct buf *text, bool utf8);

/* One line for standard error, "lectern: " and the message, cleaned. */
void cli_report(struct str message, bool utf8);

/* One line per subcommand, for `lectern --help`. */
void cli_print_commands(struct buf *out);

#endif
