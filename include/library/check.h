/*
 * Links to sections that are not there: what only the article they lead to can tell.
 */
#ifndef LECTERN_LIBRARY_CHECK_H
#define LECTERN_LIBRARY_CHECK_H

#include "base/arena.h"
#include "library/library.h"

/* Sets `place_missing` of links to sections that other articles do not have. Reads each
 * of these once; one that cannot be read has other troubles. */
void check_sections(const struct library *library, struct opened *opened,
                    struct arena *arena);

#endif
