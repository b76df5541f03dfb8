/*
 * The order that the `nav` of mkdocs.yml gives.
 *
 * An entry is a path, `title: path`, `title: URL` or `title: [entries]`; paths are
 * relative to docs_dir. The untitled index page that opens a section is the section's
 * own page. Pages that the navigation leaves out are still part of the library.
 */
#include "library/nav/tree.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "library/links/dest.h"
#include "library/links/key.h"
#include "read/yaml.h"

enum { NAV_EVENTS_MAX = 2000000 };

struct pending_nav {
    const struct yaml *entry;
    struct branch *parent;
    bool opens; /* the entry is the first of its section */
};

struct nav {
    struct tree *tree;
    struct str path;   /* of mkdocs.yml */
    struct str folder; /* docs_dir */
    struct pending_nav *stack;
    size_t count, cap;
    size_t placed;
};

static void push(struct nav *nav, const struct yaml *entry, struct branch *parent,
                 bool opens)
{
    if (entry == NULL)
        return;
    nav->stack = mem_grow(nav->stack, nav->count, &nav->cap, sizeof *nav->stack);
    nav->stack[nav->count++] = (struct pending_nav){entry, parent, opens};
}

static bool is_index(struct str path)
{
    unsigned char ext;
    struct str name = path_name(key_stem(path, &ext));
    return str_eq_nocase(name, STR("index")) || str_eq_nocase(name, STR("readme"));
}

static void add_page(struct nav *nav, const struct pending_nav *turn,
                     const struct yaml *entry, struct str title)
{
    struct str path = entry->scalar;
    uint32_t draft = tree_find_path(nav->tree, nav->folder, path);
    if (draft == ARTICLE_NONE) {
        if (path.len > 0 && dest_scheme_len(path) == 0)
            notice_add(nav->tree->notices, nav->path,
                       STR_FMT ", line %u: there is no article '" STR_FMT "'",
                       STR_ARG(nav->path), entry->line, STR_ARG(path));
        return;
    }
    nav->placed++;
    if (turn->opens && title.len == 0 && turn->parent != nav->tree->root &&
        is_index(path))
        tree_page(nav->tree, turn->parent, draft);
    else
        tree_place(nav->tree, turn->parent, draft, title);
}

/* One `title: value` of an entry, or a bare path. */
static void add_entry(struct nav *nav, const struct pending_nav *turn,
                      const struct yaml *value, struct str title)
{
    switch (value->kind) {
    case YAML_SCALAR:
        add_page(nav, turn, value, title);
        break;
    case YAML_LIST:
        push(nav, value->first,
             title.len > 0 ? tree_topic(nav->tree, turn->parent, title, STR(""))
                           : turn->parent,
             true);
        break;
    case YAML_MAP:
    case YAML_NULL:
        break;
    }
}

static void add_entries(struct nav *nav, const struct yaml *list)
{
    push(nav, list->first, nav->tree->root, true);
    while (nav->count > 0 && !tree_is_stopped(nav->tree)) {
        struct pending_nav turn = nav->stack[--nav->count];
        push(nav, turn.entry->next, turn.parent, false);
        if (turn.entry->kind != YAML_MAP) {
            add_entry(nav, &turn, turn.entry, (struct str){0});
            continue;
        }
        for (const struct yaml *value = turn.entry->first;
             value != NULL && !tree_is_stopped(nav->tree); value = value->next)
            add_entry(nav, &turn, value, value->key);
    }
    free(nav->stack);
}

static bool has_file(const struct tree *tree, struct str path)
{
    struct name_list list;
    names_find(tree->names, NAME_FILE, path, &list);
    return list.count > 0;
}

static bool parse_file(struct nav *nav, struct yaml **root)
{
    struct tree *tree = nav->tree;
    struct str text;
    if (!tree_read(tree, nav->path, &text))
        return false;
    struct error err;
    if (yaml_parse(tree->scratch, text, 1, NAV_EVENTS_MAX, root, &err) == 0)
        return true;
    notice_add(tree->notices, nav->path, STR_FMT ", %s", STR_ARG(nav->path), err.text);
    return false;
}

static void set_home(struct nav *nav)
{
    uint32_t page = tree_find_path(nav->tree, nav->folder, STR("index"));
    if (nav->tree->home == ARTICLE_NONE)
        nav->tree->home = page;
}

bool tree_by_mkdocs(struct tree *tree)
{
    struct nav nav = {.tree = tree, .path = STR("mkdocs.yml"), .folder = STR("docs")};
    if (!has_file(tree, nav.path))
        nav.path = STR("mkdocs.yaml");
    struct yaml *root;
    if (!has_file(tree, nav.path) || !parse_file(&nav, &root))
        return false;
    if (tree->title.len == 0)
        tree_set_title(tree, yaml_str(root, "site_name"));
    struct str folder = yaml_str(root, "docs_dir");
    if (folder.len > 0 &&
        !path_join(tree->scratch, (struct str){0}, folder, &nav.folder))
        return false;
    const struct yaml *list = yaml_get(root, "nav");
    if (list == NULL || list->kind != YAML_LIST)
        return false;
    add_entries(&nav, list);
    if (nav.placed == 0)
        return false;
    set_home(&nav);
    tree_add_rest(tree, STR("Not in the navigation"));
    return true;
}
