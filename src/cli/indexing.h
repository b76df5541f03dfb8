/*
 * Waiting for a catalog, and telling a person at a terminal how far it is.
 */
#ifndef LECTERN_CLI_INDEXING_H
#define LECTERN_CLI_INDEXING_H

#include <stdbool.h>

#include "base/error.h"
#include "catalog/catalog.h"
#include "catalog/view.h"

/* What was last written to a log. */
struct indexing_told {
    bool is_any;
    enum catalog_phase phase;
    size_t done;
    int steps; /* looks since */
};

/* Whether a line is due in a log: one for each phase, and for the articles as many as
 * can be read, however many there are. Asked ten times a second. */
bool indexing_is_news(struct indexing_told *told, struct catalog_progress now);

/* Waits until the catalog is in step with its library, but not for another process that
 * writes it: then the catalog stays behind. With `to_read` it can be read in any case;
 * else only the process that writes it may. A long wait shows its progress on standard
 * error: a line that is written over at a terminal, else a line for what is
 * news. What went wrong on the way is said there, too; fails when nothing is known in
 * the end. */
int indexing_wait(struct catalog *catalog, bool to_read, bool utf8, struct error *err);

/* After that: whether another process writes the catalog and some articles are not in
 * it as they are now. `line` says how many are not `what` (searched, indexed) yet. */
bool indexing_is_behind(struct catalog *catalog, const char *what, struct error *line);

#endif
