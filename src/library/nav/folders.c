/*
 * The order of the folders themselves: each folder is a topic, its index.md or
 * README.md the topic's page. What front matter gives a place (weight,
 * sidebar_position, nav_order, order) comes first; then what is numbered by its name,
 * files and folders mixed; then files, then folders.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "base/file.h"
#include "library/links/key.h"
#include "library/nav/tree.h"

/* --- Items --- */

/* One entry of a folder. */
struct item {
    struct str name; /* without suffix */
    uint32_t folder; /* it is in; the root is folder_count */
    uint32_t id;     /* of the draft or of the folder */
    int32_t place;
    bool is_folder;
};

struct order {
    struct tree *tree;
    uint32_t root;   /* number of the root folder */
    uint32_t *pages; /* per folder, the root included; ARTICLE_NONE without */
    unsigned char *page_ranks;
    struct item *items; /* sorted: those of a folder are together */
    size_t count;
    size_t *firsts; /* per folder, of its items; `count` when there are none */
};

static bool is_numbered(struct str name)
{
    return name.len > 0 && ascii_is_digit(name.ptr[0]);
}

static int compare_items(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    bool numbered = is_numbered(left->name);
    if (left->folder != right->folder)
        return left->folder < right->folder ? -1 : 1;
    if (left->place != right->place)
        return left->place < right->place ? -1 : 1;
    if (numbered != is_numbered(right->name))
        return numbered ? -1 : 1;
    if (!numbered && left->is_folder != right->is_folder)
        return left->is_folder ? 1 : -1;
    if (!str_eq(left->name, right->name))
        return str_cmp_natural(left->name, right->name);
    if (left->is_folder != right->is_folder)
        return left->is_folder ? 1 : -1;
    return left->id < right->id ? -1 : left->id > right->id;
}

static uint32_t folder_of(const struct order *order, struct str path)
{
    struct name_list list;
    names_find(order->tree->names, NAME_FOLDER, path_folder(path), &list);
    return list.count == 0 ? order->root : list.items[0].id;
}

/* Drafts that take part: all, or those that no topic names yet. */
static bool takes_part(const struct order *order, uint32_t draft, bool only_rest)
{
    const struct tree *tree = order->tree;
    return !only_rest ||
           (!tree_has(tree, draft) && !tree->drafts->items[draft].is_apart);
}

static void find_page(struct order *order, uint32_t draft)
{
    struct str path = order->tree->drafts->items[draft].article.path;
    uint32_t folder = folder_of(order, path);
    unsigned char rank = key_page_rank(path);
    if (rank > order->page_ranks[folder]) {
        order->page_ranks[folder] = rank;
        order->pages[folder] = draft;
    }
}

static void add_draft(struct order *order, uint32_t draft)
{
    const struct draft *item = &order->tree->drafts->items[draft];
    unsigned char ext;
    order->items[order->count++] = (struct item){
        .name = path_name(key_stem(item->article.path, &ext)),
        .folder = folder_of(order, item->article.path),
        .id = draft,
        .place = item->order.place,
    };
}

static void add_folder(struct order *order, uint32_t folder)
{
    const struct tree *tree = order->tree;
    struct str path = tree->scan->folders[folder];
    uint32_t page = order->pages[folder];
    order->items[order->count++] = (struct item){
        .name = path_name(path),
        .folder = folder_of(order, path),
        .id = folder,
        .place = page == ARTICLE_NONE ? HEAD_NO_PLACE
                                      : tree->drafts->items[page].order.place,
        .is_folder = true,
    };
}

static void collect(struct order *order, bool only_rest)
{
    const struct tree *tree = order->tree;
    size_t folders = tree->scan->folder_count;
    for (size_t i = 0; i <= folders; i++)
        order->pages[i] = ARTICLE_NONE;
    for (uint32_t i = 0; i < tree->drafts->count; i++) {
        if (takes_part(order, i, only_rest))
            find_page(order, i);
    }
    for (uint32_t i = 0; i < tree->drafts->count && !tree_is_stopped(tree); i++) {
        if (takes_part(order, i, only_rest))
            add_draft(order, i);
    }
    for (uint32_t i = 0; i < folders; i++)
        add_folder(order, i);
    qsort(order->items, order->count, sizeof *order->items, compare_items);
    for (size_t i = 0; i <= folders; i++)
        order->firsts[i] = order->count;
    for (size_t i = order->count; i-- > 0;)
        order->firsts[order->items[i].folder] = i;
}

/* --- Topics --- */

static struct str folder_title(const struct order *order, uint32_t folder)
{
    const struct tree *tree = order->tree;
    uint32_t page = order->pages[folder];
    if (page != ARTICLE_NONE && !tree->drafts->items[page].article.title_inferred)
        return tree->drafts->items[page].article.title;
    return title_from_name(tree->arena, path_name(tree->scan->folders[folder]));
}

/* The root's page is a place like others, but the first, and the library's home. */
static void open_root(struct order *order, struct branch *top, bool only_rest)
{
    struct tree *tree = order->tree;
    uint32_t page = order->pages[order->root];
    if (page == ARTICLE_NONE)
        return;
    tree_place(tree, top, page, (struct str){0});
    if (only_rest)
        return;
    if (tree->home == ARTICLE_NONE)
        tree->home = page;
    if (tree->title.len == 0 && !tree->drafts->items[page].article.title_inferred)
        tree->title = tree->drafts->items[page].article.title;
}

struct pending_folder {
    size_t next; /* item */
    uint32_t folder;
    struct branch *topic;
};

static struct pending_folder enter_folder(struct order *order, uint32_t folder,
                                          struct branch *parent)
{
    struct branch *topic =
        tree_topic(order->tree, parent, folder_title(order, folder), (struct str){0});
    if (order->pages[folder] != ARTICLE_NONE)
        tree_page(order->tree, topic, order->pages[folder]);
    return (struct pending_folder){order->firsts[folder], folder, topic};
}

static void build(struct order *order, struct branch *top)
{
    struct pending_folder stack[LIBRARY_DEPTH_MAX + 1];
    size_t depth = 0;
    stack[depth++] =
        (struct pending_folder){order->firsts[order->root], order->root, top};
    while (depth > 0 && !tree_is_stopped(order->tree)) {
        struct pending_folder *here = &stack[depth - 1];
        const struct item *item = &order->items[here->next];
        if (here->next == order->count || item->folder != here->folder) {
            depth--;
            continue;
        }
        here->next++;
        if (item->is_folder) {
            stack[depth] = enter_folder(order, item->id, here->topic);
            depth++;
        } else if (item->id != order->pages[here->folder]) {
            tree_place(order->tree, here->topic, item->id, (struct str){0});
        }
    }
}

void tree_by_folders(struct tree *tree, struct branch *top, bool only_rest)
{
    size_t folders = tree->scan->folder_count;
    struct order order = {
        .tree = tree,
        .root = (uint32_t)folders,
        .pages = ARENA_ARRAY(tree->scratch, folders + 1, uint32_t),
        .page_ranks = ARENA_ARRAY(tree->scratch, folders + 1, unsigned char),
        .items =
            ARENA_ARRAY(tree->scratch, tree->drafts->count + folders + 1, struct item),
        .firsts = ARENA_ARRAY(tree->scratch, folders + 1, size_t),
    };
    collect(&order, only_rest);
    open_root(&order, top, only_rest);
    build(&order, top);
}

void tree_add_rest(struct tree *tree, struct str title)
{
    bool any = false;
    for (uint32_t i = 0; i < tree->drafts->count; i++)
        any |= !tree_has(tree, i) && !tree->drafts->items[i].is_apart;
    if (any && !tree->hide_rest)
        tree_by_folders(tree, tree_topic(tree, tree->root, title, (struct str){0}),
                        true);
}
