/*
 * The order that mkdocs.yml gives.
 *
 * An entry of its `nav` is a path, `title: path`, `title: URL` or `title: [entries]`;
 * paths are relative to docs_dir. Without `nav` the order is that of the folders below
 * docs_dir. What it does not say itself, the file that it inherits from may say. Pages
 * that the navigation leaves out are still part of the library.
 */
#include "library/nav/nav.h"

#include "base/file.h"

enum { MKDOCS_FILES_MAX = 8 }; /* that inherit from each other */

struct mkdocs {
    const struct yaml *nav;
    struct str title, folder;
};

/* `!ENV [NAME, fallback]` is read for its fallback. */
static struct str value_of(const struct yaml *value)
{
    if (value == NULL || value->kind != YAML_LIST)
        return value == NULL ? (struct str){0} : value->scalar;
    const struct yaml *last = value->first;
    while (last != NULL && last->next != NULL)
        last = last->next;
    return last != NULL ? last->scalar : (struct str){0};
}

static void take(struct mkdocs *found, const struct yaml *root)
{
    const struct yaml *nav = yaml_get(root, "nav");
    if (found->nav == NULL && nav != NULL && nav->kind == YAML_LIST)
        found->nav = nav;
    if (found->title.len == 0)
        found->title = value_of(yaml_get(root, "site_name"));
    if (found->folder.len == 0)
        found->folder = value_of(yaml_get(root, "docs_dir"));
}

/* The file, and those that it inherits from. */
static bool read_all(struct nav *nav, struct mkdocs *found)
{
    struct str first = nav->path;
    struct yaml *root = NULL;
    for (int i = 0; i < MKDOCS_FILES_MAX && nav_parse(nav, &root); i++) {
        take(found, root);
        struct str base = yaml_str(root, "INHERIT");
        struct str above = path_folder(nav->path);
        if (base.len == 0)
            break;
        if (!path_join(nav->tree->arena, above, base, &nav->path))
            break;
    }
    nav->path = first;
    return root != NULL;
}

static void set_home(struct nav *nav)
{
    if (nav->is_root && nav->tree->home == ARTICLE_NONE)
        nav->tree->home = tree_find_page(nav->tree, nav->folder);
}

bool nav_by_mkdocs(struct nav *nav)
{
    struct mkdocs found = {.nav = NULL};
    struct tree *tree = nav->tree;
    if (!read_all(nav, &found))
        return false;
    if (nav->is_root && tree->title.len == 0)
        tree_set_title(tree, found.title);
    if (found.folder.len == 0)
        found.folder = STR("docs");
    if (!path_join(tree->scratch, nav->folder, found.folder, &nav->folder))
        return false;
    if (found.nav != NULL)
        nav_outline(nav, found.nav, nav->top, true);
    else if (tree_add_inside(tree, nav->folder, nav->top))
        nav->placed++;
    if (nav->placed > 0)
        set_home(nav);
    return nav->placed > 0;
}
