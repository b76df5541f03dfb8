/*
 * Names as they are compared when one may be misspelled.
 */
#ifndef LECTERN_LIBRARY_LOOSE_NAME_H
#define LECTERN_LIBRARY_LOOSE_NAME_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum {
    LOOSE_NAMES_MAX = 2,
    LOOSE_NAME_BYTES_MAX = 128, /* of a name; what comes after is not compared */
};

/* The loose form of a name: folded, without signs; in the arena. */
struct str loose_name(struct arena *arena, struct str name);

/* The keys of what a name, or the destination of a link, may mean: another is only
 * asked for when none is near the one before. Returns how many. */
size_t loose_names_of_link(struct arena *arena, struct str dest,
                           struct str keys[LOOSE_NAMES_MAX]);

#endif
