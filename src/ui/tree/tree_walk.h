/*
 * Walking through all that is unfolded of a library's tree, in reading order, and
 * unfolding it all at once. Only children of unfolded topics are asked of the library.
 */
#ifndef LECTERN_UI_TREE_TREE_WALK_H
#define LECTERN_UI_TREE_TREE_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "library/library.h"
#include "ui/tree/tree_items.h"

/* A topic or article on the way. */
struct tree_walk {
    struct topic *at; /* NULL after the last */
    uint32_t parent;  /* the item of the topic that it is in */
    uint32_t item;    /* its own, ITEM_NONE for what has nothing to unfold */
    int depth;
};

struct tree_walk tree_walk_first(struct tree_items *items);
void tree_walk_next(struct tree_items *items, struct tree_walk *walk);

/* Whether what it is at is an unfolded topic. */
bool tree_walk_is_open(const struct tree_items *items, const struct tree_walk *walk);

struct unfolding {
    size_t count; /* topics that were folded */
    bool stopped; /* the next one has more children than there was room for */
};

/* Unfolds topics in reading order, so that the rows up to the children of the last one
 * are no more than `most`. */
struct unfolding tree_unfold_all(struct tree_items *items, size_t most);
void tree_fold_all(struct tree_items *items);

#endif
