/*
 * What the readers of navigation files share, and which file counts.
 */
#include "library/nav/nav.h"

#include "base/ascii.h"
#include "base/file.h"
#include "library/links/dest.h"
#include "library/links/key.h"
#include "read/read.h"

void nav_complain(struct nav *nav, uint32_t line, const char *what, struct str subject)
{
    notice_add(nav->tree->notices, nav->path, STR_FMT ", line %u: %s '" STR_FMT "'",
               STR_ARG(nav->path), line, what, STR_ARG(subject));
}

bool nav_has_file(const struct tree *tree, struct str path)
{
    struct name_list list;
    names_find(tree->names, NAME_FILE, path, &list);
    if (list.count == 0)
        names_find(tree->names, NAME_PATH, path, &list);
    return list.count > 0;
}

bool nav_read(struct nav *nav, struct str *text)
{
    return tree_read(nav->tree, nav->path, text);
}

bool nav_parse(struct nav *nav, struct yaml **root)
{
    struct str text;
    if (!nav_read(nav, &text))
        return false;
    struct error err;
    if (yaml_parse(nav->tree->scratch, text, 1, NAV_EVENTS_MAX, root, &err) == 0)
        return true;
    notice_add(nav->tree->notices, nav->path, STR_FMT ", %s", STR_ARG(nav->path),
               err.text);
    return false;
}

/* --- Entries --- */

/* A path without what names a place in the page. */
static struct str without_place(struct str dest)
{
    return str_slice(dest, 0, str_chr(dest, '#'));
}

static bool is_elsewhere(struct str dest)
{
    return dest_scheme_len(dest) > 0 || str_starts(dest, STR("//")) ||
           str_starts(dest, STR("#"));
}

/* A site's address may end in the path of one of its articles: what follows the host,
 * and then ever less of it, is tried at its place and never as a mere name. */
static uint32_t find_address(const struct nav *nav, struct str dest)
{
    struct str rest = str_tail(dest, dest_scheme_len(dest));
    while (str_starts(rest, STR("/")))
        rest = str_tail(rest, 1);
    for (int parts = 0; parts < LIBRARY_DEPTH_MAX; parts++) {
        size_t slash = str_chr(rest, '/');
        if (slash == rest.len)
            break;
        rest = str_tail(rest, slash + 1);
        struct name_list list;
        struct str path;
        if (!path_join(nav->tree->scratch, nav->folder, rest, &path) || path.len == 0)
            continue;
        names_find(nav->tree->names, NAME_PATH, path, &list);
        if (list.count == 0)
            names_find(nav->tree->names, NAME_STEM, path, &list);
        if (list.count > 0)
            return list.items[0].id;
    }
    return ARTICLE_NONE;
}

static bool is_index(struct str path)
{
    unsigned char ext;
    struct str name = path_name(key_stem(path, &ext));
    return str_eq_nocase(name, STR("index")) || str_eq_nocase(name, STR("readme"));
}

/* Whether the path leads to something that is no article: no mistake then. */
static bool leads_to_file(const struct nav *nav, struct str dest)
{
    struct lookup lookup = {
        .names = nav->tree->names,
        .arena = nav->tree->scratch,
        .folder = nav->folder,
    };
    struct str path = dest_decoded(nav->tree->scratch, dest);
    if (path.len == 0 || !dest_is_sane_path(path))
        return false;
    return lookup_path(&lookup, path).kind == FOUND_FILE;
}

/* The article that an entry leads to. */
static uint32_t find(struct nav *nav, const struct nav_entry *entry)
{
    struct str dest = without_place(str_trim(entry->dest));
    if (is_elsewhere(entry->dest))
        return find_address(nav, dest);
    if (dest.len == 0)
        return ARTICLE_NONE;
    uint32_t draft = tree_find_path(nav->tree, nav->folder, dest);
    if (draft == ARTICLE_NONE && !leads_to_file(nav, dest))
        nav_complain(nav, entry->line, "there is no article", entry->dest);
    return draft;
}

static void count(struct nav *nav, uint32_t draft)
{
    nav->placed++;
    if (nav->first == ARTICLE_NONE)
        nav->first = draft;
}

/* A folder is placed with all that is in it. */
static bool place_folder(struct nav *nav, struct branch *parent,
                         const struct nav_entry *entry)
{
    struct str path;
    struct name_list list;
    if (entry->dest.len == 0 || is_elsewhere(entry->dest) ||
        !path_join(nav->tree->scratch, nav->folder,
                   dest_decoded(nav->tree->scratch, str_trim(entry->dest)), &path) ||
        path.len == 0)
        return false;
    if (str_ends(path, STR("/")))
        path.len--;
    names_find(nav->tree->names, NAME_FOLDER, path, &list);
    if (list.count == 0 ||
        !tree_add_folder(nav->tree, list.items[0].id, parent, entry->title))
        return false;
    nav->placed++;
    return true;
}

void nav_place(struct nav *nav, struct branch *parent, const struct nav_entry *entry)
{
    bool is_folder = str_ends(entry->dest, STR("/"));
    if (is_folder && place_folder(nav, parent, entry))
        return;
    uint32_t draft = find(nav, entry);
    if (draft == ARTICLE_NONE)
        return;
    count(nav, draft);
    if (entry->opens && entry->title.len == 0 && parent != nav->top &&
        is_index(entry->dest))
        tree_page(nav->tree, parent, draft);
    else
        tree_place(nav->tree, parent, draft, entry->title);
}

struct branch *nav_topic(struct nav *nav, struct branch *parent,
                         const struct nav_entry *entry)
{
    uint32_t draft = find(nav, entry);
    struct str title = entry->title;
    if (title.len == 0 && draft != ARTICLE_NONE)
        title = nav->tree->drafts->items[draft].article.title;
    struct branch *topic = tree_topic(nav->tree, parent, title, (struct str){0});
    if (draft != ARTICLE_NONE) {
        count(nav, draft);
        tree_page(nav->tree, topic, draft);
    }
    return topic;
}

/* --- Which file --- */

struct nav_kind {
    struct str name;
    bool (*read)(struct nav *nav);
    enum library_order order;
};

/* The first that gives an order counts. */
/* clang-format off */
static const struct nav_kind kinds[] = {
    {STR_INIT("mkdocs.yml"), nav_by_mkdocs, ORDER_MKDOCS},
    {STR_INIT("mkdocs.yaml"), nav_by_mkdocs, ORDER_MKDOCS},
    {STR_INIT(".pages"), nav_by_pages, ORDER_NAVIGATION},
    {STR_INIT(".nav.yml"), nav_by_pages, ORDER_NAVIGATION},
    {STR_INIT("SUMMARY.md"), nav_by_links, ORDER_SUMMARY},
    {STR_INIT("book.toml"), nav_by_links, ORDER_SUMMARY},
    {STR_INIT("_Sidebar.md"), nav_by_links, ORDER_NAVIGATION},
    {STR_INIT("_sidebar.md"), nav_by_links, ORDER_NAVIGATION},
    {STR_INIT("toc.yml"), nav_by_outline, ORDER_NAVIGATION},
    {STR_INIT("toc.yaml"), nav_by_outline, ORDER_NAVIGATION},
    {STR_INIT("_toc.yml"), nav_by_outline, ORDER_NAVIGATION},
    {STR_INIT("docs.json"), nav_by_outline, ORDER_NAVIGATION},
    {STR_INIT("mint.json"), nav_by_outline, ORDER_NAVIGATION},
    {STR_INIT("_quarto.yml"), nav_by_outline, ORDER_NAVIGATION},
    {STR_INIT("_data/navigation.yml"), nav_by_outline, ORDER_NAVIGATION},
    {STR_INIT("nav.adoc"), nav_by_links, ORDER_NAVIGATION},
    {STR_INIT("meta.json"), nav_by_pages, ORDER_NAVIGATION},
    {STR_INIT("_meta.json"), nav_by_pages, ORDER_NAVIGATION},
    {STR_INIT("llms.txt"), nav_by_links, ORDER_NAVIGATION},
};
/* clang-format on */

static bool try_kind(struct nav *nav, const struct nav_kind *kind)
{
    struct tree *tree = nav->tree;
    struct str folder = nav->folder;
    if (!path_join(tree->scratch, folder, kind->name, &nav->path) ||
        !nav_has_file(tree, nav->path))
        return false;
    nav->path = arena_str(tree->arena, nav->path); /* notices have it */
    if (kind->read(nav)) {
        nav->order = kind->order;
        tree_set_ordered(tree, folder);
        tree_set_ordered(tree, nav->folder);
        return true;
    }
    nav->folder = folder;
    return false;
}

bool nav_apply(struct tree *tree, struct str folder, struct branch *top, bool is_root,
               struct nav *nav)
{
    *nav = (struct nav){.tree = tree,
                        .folder = folder,
                        .top = top,
                        .is_root = is_root,
                        .first = ARTICLE_NONE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (try_kind(nav, &kinds[i]))
            return true;
    }
    return false;
}
