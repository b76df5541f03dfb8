/*
 * What the tree pane remembers of topics and places: whether one is unfolded, and where
 * it stands, for the history to come back to.
 *
 * An *item* is the record of one of them, made when there is something to remember; a
 * library of a million articles has few. It is named by the item that it stands in and
 * by its id there, or its title when it has none. So it outlasts the topics themselves:
 * when the library's tree has changed, an item finds the topic that is now called so,
 * as soon as somebody looks for it, and stays when there is none.
 *
 * Items never go away and are known by their index. Item 0 is the root's, which is
 * always unfolded.
 */
#ifndef LECTERN_UI_TREE_TREE_ITEMS_H
#define LECTERN_UI_TREE_TREE_ITEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "library/library.h"

#define ITEM_ROOT 0U
#define ITEM_NONE UINT32_MAX

struct tree_item {
    uint32_t parent;
    uint64_t id;
    struct str title;    /* when `id` is 0 */
    struct topic *topic; /* NULL while it was not found in the tree as it is now */
    bool open;
};

struct tree_items {
    const struct library *library;
    struct tree_item *all;
    size_t count, cap;
    uint32_t *slots; /* a hash table of them: index + 1, 0 where there is none */
    size_t slot_count;
    struct arena titles;
};

void tree_items_init(struct tree_items *items, const struct library *library);
void tree_items_release(struct tree_items *items);

/* Lets go of all topics, before the library frees them. Nothing else may be asked for
 * until tree_items_rebind(), which takes the library as it is now. */
void tree_items_unbind(struct tree_items *items);
void tree_items_rebind(struct tree_items *items, const struct library *library);

/* The same for a library that gives ids to its topics where the one before had none:
 * once they are found by their titles. */
void tree_items_rename(struct tree_items *items, const struct library *library);

/* The item of a child of `parent`'s topic, ITEM_NONE when nothing is remembered. */
uint32_t tree_items_find(struct tree_items *items, uint32_t parent,
                         struct topic *topic);

/* As tree_items_find(), but it is made when there is none. */
uint32_t tree_items_add(struct tree_items *items, uint32_t parent, struct topic *topic);

/* The item of any topic of the tree, made with all around it when there is none. */
uint32_t tree_items_of(struct tree_items *items, struct topic *topic);

/* The topic of an item; NULL when it is no longer in the tree. */
struct topic *tree_items_topic(struct tree_items *items, uint32_t item);

#endif
