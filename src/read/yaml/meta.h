/*
 * The facts of front matter as lists of clean values.
 */
#ifndef LECTERN_READ_YAML_META_H
#define LECTERN_READ_YAML_META_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "doc/doc.h"

enum {
    META_VALUES_MAX = 64, /* of a key: more tags than that name nothing */
};

/* Gathers facts in the order of the source; of equal keys the last one counts. */
struct meta_list {
    struct arena *arena;
    struct meta *first, *last;
};

/* Goes on with facts that were gathered before. */
struct meta_list meta_list_of(struct arena *arena, struct meta *first);

/* The key with the values that it has, or a new one. */
struct meta *meta_more(struct meta_list *list, struct str raw_key);

/* Adds a key without values, or empties the one that is there. */
struct meta *meta_key(struct meta_list *list, struct str raw_key);

/* Adds a value to a key: cleaned, cut to its limit. One that is no `item` of a list is
 * split at commas where the key names several things. Values beyond the limit drop,
 * which sets `is_cut`. */
void meta_add(struct meta_list *list, struct meta *meta, struct str raw, bool item);

#endif
