/*
 * What the tree pane remembers of topics and places: whether one is unfolded, and where
 * it is, for the history to come back to.
 *
 * An *item* is the record of one of them, made when there is something to remember; a
 * library of a million articles has few. It goes by the id of the topic, and outlasts
 * the topic itself: when the library is another one, an item finds the topic that has
 * its id now as soon as somebody looks for it, and stays when there is none.
 *
 * Items never go away and are known by their index. Item 0 is the root's, which is
 * always unfolded.
 */
#ifndef LECTERN_UI_TREE_TREE_ITEMS_H
#define LECTERN_UI_TREE_TREE_ITEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "library/library.h"

#define ITEM_ROOT 0U
#define ITEM_NONE UINT32_MAX

struct tree_item {
    uint32_t parent;
    uint64_t id;
    struct topic *topic; /* NULL while it was not found in the tree as it is now */
    bool open;
};

struct tree_items {
    const struct library *library;
    enum library_tree which; /* of its trees */
    struct tree_item *all;
    size_t count, cap;
    struct map by_id; /* index + 1 */
};

void tree_items_init(struct tree_items *items, const struct library *library);
void tree_items_release(struct tree_items *items);

/* Lets go of all topics, before the library frees them. Nothing else may be asked for
 * until tree_items_rebind(), which takes the library as it is now. */
void tree_items_unbind(struct tree_items *items);
void tree_items_rebind(struct tree_items *items, const struct library *library);

/* The item of a topic, ITEM_NONE when nothing is remembered. */
uint32_t tree_items_find(struct tree_items *items, struct topic *topic);

/* As tree_items_find(), but it is made when there is none, with all around it. */
uint32_t tree_items_of(struct tree_items *items, struct topic *topic);

/* The topic of an item; NULL when it is no longer in the tree. */
struct topic *tree_items_topic(struct tree_items *items, uint32_t item);

#endif
