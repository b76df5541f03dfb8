/*
 * From a YAML map to the facts of an article.
 */
#include "read/front_matter.h"
#include "read/meta.h"
#include "read/read.h"

static void add_list(struct meta_list *list, struct meta *meta,
                     const struct yaml *entry)
{
    meta->is_list = true;
    for (const struct yaml *item = entry->first; item != NULL; item = item->next) {
        if (item->kind == YAML_SCALAR)
            meta_add(list, meta, item->scalar, true);
    }
}

struct meta *front_meta(struct arena *arena, const struct yaml *map)
{
    struct meta_list list = {.arena = arena};
    size_t left = READ_FRONT_MATTER_MAX_LINES; /* keys are looked for one by one */
    for (const struct yaml *entry = map->first; entry != NULL && left > 0;
         entry = entry->next, left--) {
        if (entry->key.len == 0 || entry->kind == YAML_MAP)
            continue;
        struct meta *meta = meta_key(&list, entry->key);
        if (entry->kind == YAML_SCALAR)
            meta_add(&list, meta, entry->scalar, false);
        else if (entry->kind == YAML_LIST)
            add_list(&list, meta, entry);
    }
    return list.first;
}
