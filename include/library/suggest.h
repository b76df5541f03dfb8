/*
 * Suggestions: the articles whose names come nearest to one that nothing is called.
 */
#ifndef LECTERN_LIBRARY_SUGGEST_H
#define LECTERN_LIBRARY_SUGGEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "library/library.h"

enum {
    SUGGEST_MAX = 3,
    SUGGEST_KEYS_MAX = 2,
    SUGGEST_KEY_BYTES_MAX = 128, /* of a name; what is behind is not compared */
};

/* --- How names are compared ------------------------------------------------------- */

/* A name as it is compared; in the arena. */
struct str suggest_key(struct arena *arena, struct str name);

/* The keys that a name, or the destination of a link, may be meant by: another is only
 * asked for when none is near the one before. Returns how many. */
size_t suggest_keys(struct arena *arena, struct str dest,
                    struct str keys[SUGGEST_KEYS_MAX]);

/* Insertions, deletions and changes of bytes that make one of the other; each at most
 * SUGGEST_KEY_BYTES_MAX long. */
size_t suggest_distance(struct str a, struct str b);

/* How alike two keys are, in percent; 0 when they are too far apart to be suggested. */
int suggest_alike(struct str a, struct str b);

/* --- In memory -------------------------------------------------------------------- */

struct suggest;

/* Indexes titles, aliases and file names. The library must outlive it. */
struct suggest *suggest_new(const struct library *library);
void suggest_free(struct suggest *suggest);

/* The nearest articles to a name or to the destination of a link, the nearest first;
 * none when all are far. For one thread. */
size_t suggest_find(struct suggest *suggest, struct str dest,
                    uint32_t articles[SUGGEST_MAX]);

#endif
