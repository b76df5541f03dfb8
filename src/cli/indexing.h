/*
 * Waiting for a catalog, and telling a person at a terminal how far it is.
 */
#ifndef LECTERN_CLI_INDEXING_H
#define LECTERN_CLI_INDEXING_H

#include <stdbool.h>

#include "base/error.h"
#include "catalog/catalog.h"
#include "catalog/view.h"

/* Waits until the catalog is in step with its library. When that takes long, the
 * progress is shown on standard error: a line that is written over at a terminal, else
 * now and then a line. What went wrong on the way is said there, too; fails when
 * nothing is known in the end. */
int indexing_wait(struct catalog *catalog, bool utf8, struct error *err);

#endif
