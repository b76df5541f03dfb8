/*
 * Orders that are written as YAML or JSON: lists of entries, each with a title, where
 * it leads and what is below it. Programs differ in what they call these three.
 */
#include "library/nav/nav.h"

#include "base/ascii.h"
#include "base/file.h"
#include "base/map.h"
#include "library/links/dest.h"

struct outline {
    struct nav *nav;
    bool names_only;
    struct map
        seen; /* hashes of paths: each file is included once, so none is a ring */
};

/* clang-format off */
static const char *const title_keys[] = {
    "name", "title", "text", "caption", "label", "group", "section", "part", "tab",
    "anchor", "dropdown",
};
static const char *const dest_keys[] = {
    "href", "file", "path", "url", "root", "page", "link", "topicHref", "slug", "doc",
};
static const char *const list_keys[] = {
    "items", "children", "chapters", "sections", "contents", "pages", "parts", "groups",
    "nav", "tabs", "anchors", "dropdowns", "navigation", "sidebar", "subfolderitems",
    "docs", "appendices",
};
/* clang-format on */

static const struct yaml *get_any(const struct yaml *map, const char *const *keys,
                                  size_t count, enum yaml_kind kind)
{
    for (size_t i = 0; i < count; i++) {
        const struct yaml *value = yaml_get(map, keys[i]);
        if (value != NULL && value->kind == kind)
            return value;
    }
    return NULL;
}

#define GET_ANY(map, keys, kind) get_any(map, keys, sizeof keys / sizeof *keys, kind)

static struct str scalar_of(const struct yaml *value)
{
    return value != NULL ? value->scalar : (struct str){0};
}

static void add_list(struct outline *outline, const struct yaml *list,
                     struct branch *parent, int depth);

/* A list that stands in a file of its own. */
static bool include(struct outline *outline, struct str dest, struct branch *parent,
                    int depth)
{
    struct nav *nav = outline->nav, inner = *nav;
    struct str name = path_name(dest);
    bool is_toc = str_eq_nocase(name, STR("toc.yml")) ||
                  str_eq(name, STR("_toc.yml")) || str_eq_nocase(name, STR("toc.yaml"));
    struct yaml *root;
    if (!is_toc || !path_join(nav->tree->arena, nav->folder, dest, &inner.path) ||
        !nav_has_file(nav->tree, inner.path) ||
        !map_add(&outline->seen, str_hash(inner.path) | 1) || !nav_parse(&inner, &root))
        return false;
    inner.folder = path_folder(inner.path);
    outline->nav = &inner;
    add_list(outline, root, parent, depth + 1);
    outline->nav = nav;
    nav->placed = inner.placed;
    nav->first = inner.first;
    return true;
}

/* A section without a title and a page makes no topic: its entries go to the parent. */
static void add_section(struct outline *outline, const struct nav_entry *entry,
                        const struct yaml *below, struct branch *parent, int depth)
{
    if (entry->title.len > 0 || entry->dest.len > 0)
        parent = nav_topic(outline->nav, parent, entry);
    add_list(outline, below, parent, depth + 1);
}

/* What several keys of a map may hold besides: "tabs" beside "anchors". */
static void add_lists(struct outline *outline, const struct yaml *map,
                      struct branch *parent, int depth)
{
    for (size_t i = 0; i < sizeof list_keys / sizeof *list_keys; i++) {
        const struct yaml *list = yaml_get(map, list_keys[i]);
        if (list != NULL && (list->kind == YAML_LIST || list->kind == YAML_MAP))
            add_list(outline, list, parent, depth + 1);
    }
}

static void add_leaf(struct outline *outline, const struct nav_entry *entry,
                     struct branch *parent, int depth)
{
    if (!include(outline, entry->dest, parent, depth))
        nav_place(outline->nav, parent, entry);
}

/* `{name: ..., href: ..., items: [...]}`. */
static void add_entry(struct outline *outline, const struct yaml *map,
                      struct branch *parent, bool opens, int depth)
{
    const struct yaml *title = GET_ANY(map, title_keys, YAML_SCALAR);
    const struct yaml *dest = GET_ANY(map, dest_keys, YAML_SCALAR);
    const struct yaml *below = GET_ANY(map, list_keys, YAML_LIST);
    struct nav_entry entry = {scalar_of(title), scalar_of(dest), map->line, opens};
    if (dest != NULL)
        entry.line = dest->line;
    /* "section: index.md" is a title that leads somewhere. */
    if (dest == NULL && title != NULL && below != NULL &&
        tree_find_path(outline->nav->tree, outline->nav->folder, title->scalar) !=
            ARTICLE_NONE)
        entry = (struct nav_entry){.dest = title->scalar, .line = title->line};
    if (dest != NULL && below == NULL && title != NULL &&
        str_ends(dest->scalar, STR(".yml"))) {
        struct nav_entry named = {.title = title->scalar, .line = title->line};
        (void)include(outline, dest->scalar, nav_topic(outline->nav, parent, &named),
                      depth);
    } else if (below != NULL) {
        add_section(outline, &entry, below, parent, depth);
    } else if (dest != NULL) {
        add_leaf(outline, &entry, parent, depth);
    } else {
        add_lists(outline, map, parent, depth);
    }
}

static bool is_entry(const struct outline *outline, const struct yaml *map)
{
    return !outline->names_only && (GET_ANY(map, title_keys, YAML_SCALAR) != NULL ||
                                    GET_ANY(map, dest_keys, YAML_SCALAR) != NULL ||
                                    GET_ANY(map, list_keys, YAML_LIST) != NULL ||
                                    GET_ANY(map, list_keys, YAML_MAP) != NULL);
}

/* `Title: path` or `Title: [...]`. */
static void add_named(struct outline *outline, const struct yaml *value,
                      struct branch *parent, int depth)
{
    struct nav_entry entry = {.title = value->key, .line = value->line};
    if (value->kind == YAML_SCALAR) {
        entry.dest = value->scalar;
        add_leaf(outline, &entry, parent, depth);
    } else if (value->kind == YAML_LIST || value->kind == YAML_MAP) {
        add_section(outline, &entry, value, parent, depth);
    }
}

static void add_map(struct outline *outline, const struct yaml *map,
                    struct branch *parent, bool opens, int depth)
{
    if (is_entry(outline, map)) {
        add_entry(outline, map, parent, opens, depth);
        return;
    }
    if (map->first != NULL && map->first->next != NULL && outline->names_only)
        nav_complain(outline->nav, map->line, "one entry has several links, from",
                     map->first->key);
    for (const struct yaml *value = map->first;
         value != NULL && !tree_is_stopped(outline->nav->tree); value = value->next)
        add_named(outline, value, parent, depth);
}

/* YAML is no deeper than its reader lets it be, and included files count along. */
static void add_list(struct outline *outline, const struct yaml *list,
                     struct branch *parent, int depth)
{
    if (depth > LIBRARY_DEPTH_MAX)
        return;
    if (list->kind == YAML_MAP) {
        add_map(outline, list, parent, true, depth);
        return;
    }
    for (const struct yaml *item = list->first;
         item != NULL && !tree_is_stopped(outline->nav->tree); item = item->next) {
        bool opens = item == list->first;
        if (item->kind == YAML_SCALAR)
            add_leaf(outline,
                     &(struct nav_entry){
                         .dest = item->scalar, .line = item->line, .opens = opens},
                     parent, depth);
        else if (item->kind == YAML_MAP)
            add_map(outline, item, parent, opens, depth);
        else if (item->kind == YAML_LIST)
            add_list(outline, item, parent, depth + 1);
    }
}

void nav_outline(struct nav *nav, const struct yaml *entries, struct branch *parent,
                 bool names_only)
{
    struct outline outline = {.nav = nav, .names_only = names_only};
    add_list(&outline, entries, parent, 0);
    map_release(&outline.seen);
}

/* Where the entries are: the whole, or what one of its keys holds. */
static const struct yaml *entries_of(const struct yaml *root)
{
    static const char *const holders[] = {"navigation", "nav", "book", "website",
                                          "items",      "toc", "docs"};
    if (root->kind != YAML_MAP)
        return root;
    for (size_t i = 0; i < sizeof holders / sizeof *holders; i++) {
        const struct yaml *inner = yaml_get(root, holders[i]);
        if (inner != NULL && inner->kind == YAML_LIST)
            return inner;
        if (inner != NULL && inner->kind == YAML_MAP)
            return inner;
    }
    return root;
}

/* A book's own title is none of its entries. */
static void take_title(struct nav *nav, const struct yaml *root,
                       const struct yaml *entries)
{
    struct str title = yaml_str(root, "name");
    if (entries != root && yaml_str(entries, "title").len > 0)
        title = yaml_str(entries, "title");
    if (nav->is_root && nav->tree->title.len == 0)
        tree_set_title(nav->tree, title);
}

bool nav_by_outline(struct nav *nav)
{
    struct yaml *root;
    if (!nav_parse(nav, &root))
        return false;
    if (str_ends(path_folder(nav->path), STR("_data")))
        nav->folder = path_folder(path_folder(nav->path));
    const struct yaml *entries = entries_of(root);
    if (root->kind == YAML_MAP)
        take_title(nav, root, entries);
    struct outline outline = {.nav = nav};
    (void)map_add(&outline.seen, str_hash(nav->path) | 1);
    if (root->kind == YAML_MAP && yaml_get(root, "root") != NULL)
        nav_place(nav, nav->top,
                  &(struct nav_entry){.dest = yaml_str(root, "root"), .line = 1});
    if (entries->kind == YAML_MAP && entries->first != NULL)
        add_lists(&outline, entries, nav->top, 0);
    else
        add_list(&outline, entries, nav->top, 0);
    map_release(&outline.seen);
    return nav->placed > 0;
}
