/*
 * Items lie in one growing array and are found by a hash of parent and name.
 */
#include "ui/tree/tree_items.h"

#include <stdlib.h>

#include "base/mem.h"

enum {
    SLOTS_MIN = 64, /* a power of two */
    /* Topics beside each other with the same title that are told apart: few have two,
     * and ten thousand made to be alike must not be compared with each other. */
    TWINS_MAX = 64,
};

/* --- The table of names --- */

static size_t hash_name(uint32_t parent, const struct topic *topic)
{
    uint64_t hash = topic->id != 0 ? topic->id : str_hash(topic->title);
    hash = (hash ^ parent) * UINT64_C(0x9E3779B97F4A7C15); /* spreads small ids */
    return (size_t)(hash ^ hash >> 32);
}

static bool is_named(const struct tree_item *item, uint32_t parent,
                     const struct topic *topic)
{
    if (item->parent != parent || item->id != topic->id)
        return false;
    return topic->id != 0 || str_eq(item->title, topic->title);
}

static void put_slot(struct tree_items *items, uint32_t index, size_t hash)
{
    size_t mask = items->slot_count - 1;
    size_t at = hash & mask;
    while (items->slots[at] != 0)
        at = (at + 1) & mask;
    items->slots[at] = index + 1;
}

static void fill_slots(struct tree_items *items, size_t slot_count)
{
    free(items->slots);
    items->slot_count = slot_count;
    items->slots = mem_zalloc(items->slot_count, sizeof *items->slots);
    for (uint32_t i = 0; i < items->count; i++) {
        const struct tree_item *item = &items->all[i];
        struct topic name = {.id = item->id, .title = item->title};
        put_slot(items, i, hash_name(item->parent, &name));
    }
}

/* Half of the slots are free, so that searches are short. */
static void grow_slots(struct tree_items *items)
{
    if (items->count * 2 >= items->slot_count)
        fill_slots(items, items->slot_count == 0 ? SLOTS_MIN : items->slot_count * 2);
}

static uint32_t append(struct tree_items *items, uint32_t parent, struct topic *topic)
{
    uint32_t index = (uint32_t)items->count;
    items->all = mem_grow(items->all, items->count, &items->cap, sizeof *items->all);
    items->all[items->count++] = (struct tree_item){
        .parent = parent,
        .id = topic->id,
        .title =
            topic->id == 0 ? arena_str(&items->titles, topic->title) : (struct str){0},
        .topic = topic,
    };
    return index;
}

/* --- Life --- */

static void bind_root(struct tree_items *items, const struct library *library)
{
    items->library = library;
    items->all[ITEM_ROOT].topic = library->tree;
}

void tree_items_init(struct tree_items *items, const struct library *library)
{
    *items = (struct tree_items){0};
    append(items, ITEM_NONE, library->tree);
    items->all[ITEM_ROOT].open = true;
    bind_root(items, library);
}

void tree_items_release(struct tree_items *items)
{
    free(items->all);
    free(items->slots);
    arena_release(&items->titles);
    *items = (struct tree_items){0};
}

void tree_items_unbind(struct tree_items *items)
{
    items->library = NULL;
    for (size_t i = 0; i < items->count; i++)
        items->all[i].topic = NULL;
}

void tree_items_rebind(struct tree_items *items, const struct library *library)
{
    bind_root(items, library);
}

/* --- From topics to items --- */

/* Topics beside each other may have the same title: an item that has found its topic is
 * that one's alone, and the others are for whoever comes first. */
uint32_t tree_items_find(struct tree_items *items, uint32_t parent, struct topic *topic)
{
    uint32_t free_one = ITEM_NONE;
    int twins = 0;
    if (items->slot_count == 0)
        return ITEM_NONE;
    size_t mask = items->slot_count - 1;
    for (size_t at = hash_name(parent, topic) & mask; items->slots[at] != 0;
         at = (at + 1) & mask) {
        uint32_t index = items->slots[at] - 1;
        const struct tree_item *item = &items->all[index];
        if (!is_named(item, parent, topic))
            continue;
        if (item->topic == topic || ++twins == TWINS_MAX)
            return index;
        if (item->topic == NULL && free_one == ITEM_NONE)
            free_one = index;
    }
    if (free_one != ITEM_NONE)
        items->all[free_one].topic = topic;
    return free_one;
}

uint32_t tree_items_add(struct tree_items *items, uint32_t parent, struct topic *topic)
{
    uint32_t index = tree_items_find(items, parent, topic);
    if (index != ITEM_NONE)
        return index;
    grow_slots(items);
    index = append(items, parent, topic);
    put_slot(items, index, hash_name(parent, topic));
    return index;
}

uint32_t tree_items_of(struct tree_items *items, struct topic *topic)
{
    struct topic **above = NULL;
    size_t count = 0, cap = 0;
    for (; topic->parent != NULL; topic = topic->parent) {
        above = mem_grow(above, count, &cap, sizeof *above);
        above[count++] = topic;
    }
    uint32_t item = ITEM_ROOT;
    while (count > 0)
        item = tree_items_add(items, item, above[--count]);
    free(above);
    return item;
}

/* --- Other names --- */

/* The children of an item's topic are those of the items that have their titles. */
static void find_children(struct tree_items *items, uint32_t parent)
{
    struct topic *child = library_children(items->library, items->all[parent].topic);
    for (; child != NULL; child = child->next) {
        struct topic name = {.title = child->title};
        uint32_t index = tree_items_find(items, parent, &name);
        if (index != ITEM_NONE)
            items->all[index].topic = child;
    }
}

void tree_items_rename(struct tree_items *items, const struct library *library)
{
    bind_root(items, library);
    /* An item comes behind that it stands in. */
    for (uint32_t i = 0; i < items->count && items->slot_count > 0; i++)
        if (items->all[i].topic != NULL)
            find_children(items, i);
    for (uint32_t i = 1; i < items->count; i++)
        if (items->all[i].topic != NULL)
            items->all[i].id = items->all[i].topic->id;
    if (items->slot_count > 0)
        fill_slots(items, items->slot_count);
}

/* --- From items to topics --- */

/* Looks for the topic of an item among the children of its parent's, which is known. */
static bool find_topic(struct tree_items *items, uint32_t index)
{
    uint32_t parent = items->all[index].parent;
    struct topic *child = library_children(items->library, items->all[parent].topic);
    for (; child != NULL; child = child->next)
        if (is_named(&items->all[index], parent, child) &&
            tree_items_find(items, parent, child) == index)
            return true;
    return false;
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
