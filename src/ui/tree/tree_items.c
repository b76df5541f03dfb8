/*
 * Items lie in one growing array and are found by a hash of parent and name.
 */
#include "ui/tree/tree_items.h"

#include <stdlib.h>

#include "base/mem.h"

static uint32_t append(struct tree_items *items, uint32_t parent, struct topic *topic)
{
    uint32_t index = (uint32_t)items->count;
    items->all = mem_grow(items->all, items->count, &items->cap, sizeof *items->all);
    items->all[items->count++] =
        (struct tree_item){.parent = parent, .id = topic->id, .topic = topic};
    map_put(&items->by_id, topic->id, index + 1);
    return index;
}

/* --- Life --- */

void tree_items_rebind(struct tree_items *items, const struct library *library)
{
    items->library = library;
    items->all[ITEM_ROOT].topic = library_tree(library, items->which);
}

void tree_items_init(struct tree_items *items, const struct library *library)
{
    *items = (struct tree_items){0};
    append(items, ITEM_NONE, library->tree);
    items->all[ITEM_ROOT].open = true;
    tree_items_rebind(items, library);
}

void tree_items_release(struct tree_items *items)
{
    free(items->all);
    map_release(&items->by_id);
    *items = (struct tree_items){0};
}

void tree_items_unbind(struct tree_items *items)
{
    items->library = NULL;
    for (size_t i = 0; i < items->count; i++)
        items->all[i].topic = NULL;
}

/* --- From topics to items --- */

uint32_t tree_items_find(struct tree_items *items, struct topic *topic)
{
    uint64_t index = map_get(&items->by_id, topic->id);
    if (index == 0)
        return ITEM_NONE;
    items->all[index - 1].topic = topic;
    return (uint32_t)index - 1;
}

uint32_t tree_items_of(struct tree_items *items, struct topic *topic)
{
    struct topic **above = NULL;
    size_t count = 0, cap = 0;
    uint32_t item = ITEM_ROOT;
    for (; topic->parent != NULL; topic = topic->parent) {
        item = tree_items_find(items, topic);
        if (item != ITEM_NONE)
            break;
        above = mem_grow(above, count, &cap, sizeof *above);
        above[count++] = topic;
        item = ITEM_ROOT;
    }
    while (count > 0)
        item = append(items, item, above[--count]);
    free(above);
    return item;
}

/* --- From items to topics --- */

/* Looks for the topic of an item among the children of its parent's, which is known. */
static bool find_topic(struct tree_items *items, uint32_t index)
{
    const struct tree_item *item = &items->all[index];
    struct topic *child =
        library_children(items->library, items->all[item->parent].topic);
    while (child != NULL && child->id != item->id)
        child = child->next;
    items->all[index].topic = child;
    return child != NULL;
}

struct topic *tree_items_topic(struct tree_items *items, uint32_t item)
{
    /* From above, a level a turn; trees are LIBRARY_DEPTH_MAX deep at most. */
    while (items->all[item].topic == NULL) {
        uint32_t top = item;
        while (items->all[items->all[top].parent].topic == NULL)
            top = items->all[top].parent;
        if (!find_topic(items, top))
            return NULL;
    }
    return items->all[item].topic;
}
