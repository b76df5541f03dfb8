/*
 * The order of one folder: `.pages` and `.nav.yml` of MkDocs' plugins, `meta.json` and
 * `_meta.json` of others. An entry is a file, a folder, a title with one of these, or
 * "..." for all that is not named.
 */
#include "library/nav/nav.h"

#include "base/file.h"
#include "base/map.h"
#include "library/links/key.h"

struct pages {
    struct nav *nav;
    struct map named; /* hashes of paths without their suffix */
};

static uint64_t path_key(struct pages *pages, struct str name)
{
    struct str path;
    unsigned char ext;
    if (!path_join(pages->nav->tree->scratch, pages->nav->folder, name, &path))
        return 0;
    return str_hash(key_stem(path, &ext)) | 1;
}

static bool is_rest(struct str name)
{
    return str_starts(name, STR("..."));
}

/* What is named by an entry is not among the rest. */
static void note_names(struct pages *pages, const struct yaml *entries)
{
    for (const struct yaml *entry = entries->first; entry != NULL;
         entry = entry->next) {
        if (entry->kind == YAML_SCALAR && !is_rest(entry->scalar))
            map_put(&pages->named, path_key(pages, entry->scalar), 1);
        else if (entry->kind == YAML_MAP || entry->kind == YAML_LIST)
            note_names(pages, entry);
    }
}

static bool is_among_rest(void *context, struct str path)
{
    const struct pages *pages = context;
    unsigned char ext;
    return map_get(&pages->named, str_hash(key_stem(path, &ext)) | 1) == 0;
}

static bool place_inner_folder(struct nav *nav, struct branch *parent, struct str name,
                               struct str title)
{
    struct str path;
    struct name_list list;
    if (!path_join(nav->tree->scratch, nav->folder, name, &path) || path.len == 0)
        return false;
    names_find(nav->tree->names, NAME_FOLDER, path, &list);
    return list.count > 0 &&
           tree_add_folder(nav->tree, list.items[0].id, parent, title);
}

static void add_name(struct pages *pages, struct str name, struct str title,
                     uint32_t line, struct branch *parent)
{
    struct nav *nav = pages->nav;
    if (name.len == 0 || str_starts(name, STR("---")) || str_starts(name, STR("[")))
        return;
    if (is_rest(name))
        tree_add_items(nav->tree, nav->folder, parent, is_among_rest, pages);
    else if (place_inner_folder(nav, parent, name, title))
        nav->placed++;
    else
        nav_place(nav, parent,
                  &(struct nav_entry){.title = title, .dest = name, .line = line});
}

/* `{title: ...}` of `_meta.json`; its other keys are how it looks. */
static struct str title_of(const struct yaml *value)
{
    return value->kind == YAML_MAP ? yaml_str(value, "title") : value->scalar;
}

static void add_entries(struct pages *pages, const struct yaml *entries,
                        struct branch *parent)
{
    struct nav *nav = pages->nav;
    for (const struct yaml *entry = entries->first;
         entry != NULL && !tree_is_stopped(nav->tree); entry = entry->next) {
        if (entry->kind == YAML_SCALAR) {
            add_name(pages, entry->scalar, (struct str){0}, entry->line, parent);
            continue;
        }
        for (const struct yaml *value = entry->first; value != NULL;
             value = value->next) {
            if (value->kind == YAML_LIST)
                add_entries(pages, value,
                            tree_topic(nav->tree, parent, value->key, STR("")));
            else
                add_name(pages, value->scalar, value->key, value->line, parent);
        }
    }
}

/* Names of files and what they are called, in the order of the keys. */
static void add_titles(struct pages *pages, const struct yaml *map)
{
    struct nav *nav = pages->nav;
    for (const struct yaml *value = map->first;
         value != NULL && !tree_is_stopped(nav->tree); value = value->next) {
        struct nav_entry entry = {title_of(value), value->key, value->line, false};
        if (place_inner_folder(nav, nav->top, value->key, entry.title))
            nav->placed++;
        else if (tree_find_path(nav->tree, nav->folder, value->key) != ARTICLE_NONE)
            nav_place(nav, nav->top, &entry);
    }
}

/* The list of entries, under whichever name. */
static const struct yaml *list_of(const struct yaml *root)
{
    static const char *const keys[] = {"nav", "pages", "arrange"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct yaml *list = yaml_get(root, keys[i]);
        if (list != NULL && list->kind == YAML_LIST)
            return list;
    }
    return NULL;
}

bool nav_by_pages(struct nav *nav)
{
    struct yaml *root;
    if (!nav_parse(nav, &root))
        return false;
    struct pages pages = {.nav = nav};
    const struct yaml *list = list_of(root);
    if (list != NULL) {
        note_names(&pages, list);
        add_entries(&pages, list, nav->top);
    } else if (str_eq(path_name(nav->path), STR("_meta.json")) &&
               root->kind == YAML_MAP) {
        add_titles(&pages, root);
    }
    map_release(&pages.named);
    return nav->placed > 0;
}
