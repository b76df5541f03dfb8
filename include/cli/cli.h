/*
 * The subcommands: what the panes show, as text or JSON Lines.
 */
#ifndef LECTERN_CLI_CLI_H
#define LECTERN_CLI_CLI_H

#include <stdbool.h>

/* Exit statuses (DESIGN 6). */
enum { CLI_FOUND = 0, CLI_NOTHING = 1, CLI_ERROR = 2 };

/* True when `name` is a subcommand: toc, show, links, export ... */
bool cli_is_command(const char *name);

/* Runs a subcommand; argv[0] is its name. Returns the exit status; messages go to
 * standard error as "lectern: ...". */
int cli_run(int argc, char **argv, bool utf8);

#endif
