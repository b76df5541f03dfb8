/*
 * Names that are known in a file, and what each stands for: targets, substitutions,
 * attributes. Case and runs of blanks in names make no difference.
 */
#ifndef LECTERN_READ_MARKUP_LABELS_H
#define LECTERN_READ_MARKUP_LABELS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

struct label {
    struct str key; /* folded */
    struct str value;
    struct label *next; /* another one with the same hash */
};

struct labels {
    struct arena *arena; /* set it; holds all */
    struct map by_hash;
};

void labels_release(struct labels *labels);

/* The first value of a name counts when `is_first`, else the last. Neither is copied.
 */
void labels_put(struct labels *labels, struct str name, struct str value,
                bool is_first);

/* NULL when the name is not known. */
const struct label *labels_find(const struct labels *labels, struct str name);

#endif
