/*
 * The article above (see the header).
 */
#include "library/nav/above.h"

#include "base/file.h"
#include "base/map.h"
#include "library/links/key.h"

struct finder {
    struct tree *tree;
    struct above *above;
    struct map entries; /* hashes of names of menu entries, and their numbers from 1 */
};

/* --- Dotted names --- */

static uint32_t find_stem(const struct tree *tree, struct str stem)
{
    struct name_list list;
    names_find(tree->names, NAME_STEM, stem, &list);
    return list.count > 0 ? list.items[0].id : ARTICLE_NONE;
}

/* A version ("1.2") and an abbreviation ("Dr. Moss") are no steps of a hierarchy. */
static bool is_step(struct str name, size_t dot)
{
    return dot > 0 && dot + 1 < name.len && name.ptr[dot + 1] != ' ' &&
           name.ptr[dot + 1] != '.';
}

static uint32_t find_dotted(const struct tree *tree, uint32_t draft)
{
    unsigned char ext;
    struct str stem = key_stem(tree->drafts->items[draft].article.path, &ext);
    struct str name = path_name(stem);
    size_t before = stem.len - name.len;
    for (size_t dot; (dot = str_rchr(name, '.')) < name.len;) {
        bool is_one = is_step(name, dot);
        name.len = dot;
        if (!is_one)
            continue;
        uint32_t found = find_stem(tree, str_slice(stem, 0, before + dot));
        if (found != ARTICLE_NONE && found != draft)
            return found;
    }
    return ARTICLE_NONE;
}

/* --- Titles --- */

/* The article of that title; of two, the one below `grand`. */
static uint32_t find_titled(struct tree *tree, uint32_t draft)
{
    const struct head_order *order = &tree->drafts->items[draft].order;
    struct name_list list;
    uint32_t best = ARTICLE_NONE;
    names_find(tree->names, NAME_TITLE, key_folded(tree->scratch, order->parent),
               &list);
    for (size_t i = 0; i < list.count; i++) {
        uint32_t id = list.items[i].id;
        struct str above = tree->drafts->items[id].order.parent;
        if (id == draft)
            continue;
        if (best == ARTICLE_NONE ||
            (order->grand_parent.len > 0 && str_eq_nocase(above, order->grand_parent)))
            best = id;
    }
    return best;
}

/* --- Menus --- */

static uint32_t menu_entry(struct finder *finder, uint32_t draft)
{
    struct tree *tree = finder->tree;
    struct above *above = finder->above;
    const struct head_order *order = &tree->drafts->items[draft].order;
    uint64_t key = str_hash(key_folded(tree->scratch, order->parent)) | 1;
    uint32_t number = (uint32_t)map_get(&finder->entries, key);
    if (number == 0) {
        number = ++above->entry_count;
        map_put(&finder->entries, key, number);
        above->entries[number - 1] =
            (struct above_entry){order->parent, draft, order->place};
    }
    struct above_entry *entry = &above->entries[number - 1];
    if (order->place < entry->place)
        entry->place = order->place;
    return (uint32_t)tree->drafts->count + number - 1;
}

static uint32_t find_in_menu(struct finder *finder, uint32_t draft)
{
    struct tree *tree = finder->tree;
    struct str name = tree->drafts->items[draft].order.parent;
    uint32_t found = tree_find(tree, (struct str){0}, name);
    return found != ARTICLE_NONE && found != draft ? found : menu_entry(finder, draft);
}

/* --- All --- */

static uint32_t find(struct finder *finder, uint32_t draft)
{
    const struct head_order *order = &finder->tree->drafts->items[draft].order;
    if (order->parent.len > 0 && order->in_menu)
        return find_in_menu(finder, draft);
    uint32_t found = ARTICLE_NONE;
    if (order->parent.len > 0)
        found = find_titled(finder->tree, draft);
    return found != ARTICLE_NONE ? found : find_dotted(finder->tree, draft);
}

static bool leads_up(const struct tree *tree, const struct above *above, uint32_t draft)
{
    for (int steps = 0; draft < tree->drafts->count; steps++) {
        if (steps > LIBRARY_DEPTH_MAX)
            return false;
        draft = above->of[draft];
    }
    return true;
}

static size_t count_menus(const struct tree *tree)
{
    size_t count = 0;
    for (size_t i = 0; i < tree->drafts->count; i++)
        count += tree->drafts->items[i].order.in_menu;
    return count;
}

void above_find(struct tree *tree, struct above *above)
{
    size_t count = tree->drafts->count;
    struct finder finder = {.tree = tree, .above = above};
    above->of = ARENA_ARRAY(tree->scratch, count, uint32_t);
    above->entries = ARENA_ARRAY(tree->scratch, count_menus(tree), struct above_entry);
    above->entry_count = 0;
    for (size_t i = 0; i < count; i++)
        above->of[i] = ARTICLE_NONE;
    for (uint32_t i = 0; i < count && !tree_is_stopped(tree); i++)
        above->of[i] = find(&finder, i);
    for (uint32_t i = 0; i < count && !tree_is_stopped(tree); i++) {
        if (!leads_up(tree, above, i))
            above->of[i] = ARTICLE_NONE;
    }
    map_release(&finder.entries);
}
