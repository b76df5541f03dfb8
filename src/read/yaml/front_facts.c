/*
 * From a YAML map to the facts of an article.
 */
#include "read/limits.h"
#include "read/yaml/front_matter.h"
#include "read/yaml/meta.h"

static void add_list(struct meta_list *list, struct meta *meta,
                     const struct yaml *entry)
{
    meta->is_list = true;
    for (const struct yaml *item = entry->first; item != NULL; item = item->next) {
        if (item->kind == YAML_SCALAR)
            meta_add(list, meta, item->scalar, true);
    }
}

/* Keys that hold parts of the article itself (read/yaml/structured_body.h). */
static bool is_content(struct str key)
{
    return str_eq_nocase(key, STR("body")) || str_eq_nocase(key, STR("sections")) ||
           str_eq_nocase(key, STR("key_points")) || str_eq_nocase(key, STR("faq"));
}

struct meta *front_meta(struct arena *arena, const struct yaml *map)
{
    struct meta_list list = {.arena = arena};
    size_t left = READ_FRONT_MATTER_MAX_LINES; /* keys are looked for one by one */
    for (const struct yaml *entry = map->first; entry != NULL && left > 0;
         entry = entry->next, left--) {
        if (entry->key.len == 0 || entry->kind == YAML_MAP || is_content(entry->key))
            continue;
        struct meta *meta = meta_key(&list, entry->key);
        if (entry->kind == YAML_SCALAR)
            meta_add(&list, meta, entry->scalar, false);
        else if (entry->kind == YAML_LIST)
            add_list(&list, meta, entry);
    }
    return list.first;
}
