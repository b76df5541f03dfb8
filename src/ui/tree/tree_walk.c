/*
 * A cursor over unfolded topics that asks the library only for children of those.
 */
#include "ui/tree/tree_walk.h"

static void arrive(struct tree_items *items, struct tree_walk *walk)
{
    walk->item = walk->at != NULL && walk->at->has_children
                     ? tree_items_find(items, walk->at)
                     : ITEM_NONE;
}

struct tree_walk tree_walk_first(struct tree_items *items)
{
    struct tree_walk walk = {
        .at = library_children(items->library, items->all[ITEM_ROOT].topic),
        .parent = ITEM_ROOT,
    };
    arrive(items, &walk);
    return walk;
}

bool tree_walk_is_open(const struct tree_items *items, const struct tree_walk *walk)
{
    return walk->item != ITEM_NONE && items->all[walk->item].open;
}

void tree_walk_next(struct tree_items *items, struct tree_walk *walk)
{
    struct topic *first = NULL;
    if (tree_walk_is_open(items, walk))
        first = library_children(items->library, walk->at);
    if (first != NULL) {
        walk->at = first;
        walk->parent = walk->item;
        walk->depth++;
    } else {
        while (walk->at->next == NULL && walk->parent != ITEM_ROOT) {
            walk->at = walk->at->parent;
            walk->parent = items->all[walk->parent].parent;
            walk->depth--;
        }
        walk->at = walk->at->next;
    }
    arrive(items, walk);
}

/* --- All at once --- */

static size_t count_children(const struct tree_items *items, struct topic *topic,
                             size_t most)
{
    size_t count = 0;
    const struct topic *child = library_children(items->library, topic);
    for (; child != NULL && count < most; child = child->next)
        count++;
    return count;
}

struct unfolding tree_unfold_all(struct tree_items *items, size_t most)
{
    struct unfolding done = {0};
    size_t rows = count_children(items, items->all[ITEM_ROOT].topic, most);
    for (struct tree_walk walk = tree_walk_first(items); walk.at != NULL;
         tree_walk_next(items, &walk)) {
        if (!walk.at->has_children)
            continue;
        rows += count_children(items, walk.at, most + 1 - rows);
        done.stopped = rows > most;
        if (done.stopped)
            break;
        walk.item = tree_items_of(items, walk.at);
        done.count += !items->all[walk.item].open;
        items->all[walk.item].open = true;
    }
    return done;
}

void tree_fold_all(struct tree_items *items)
{
    for (uint32_t i = ITEM_ROOT + 1; i < items->count; i++)
        items->all[i].open = false;
}
