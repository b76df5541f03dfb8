/*
 * The order of the folders themselves: each folder is a topic, its index.md or
 * README.md the topic's page. What has a place comes first (front matter, or a small
 * file in the folder); then what is numbered by its name, files and folders mixed; then
 * files, then folders; papers such as licences stand last. Where folders have an
 * _index.md, or are called _posts, what is newer comes before what is older.
 *
 * Articles may stand below other articles (above.h), and each folder may have a file of
 * its own that orders it (nav.h): what that names is placed first.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "base/file.h"
#include "library/file_rules.h"
#include "library/links/key.h"
#include "library/nav/above.h"
#include "library/nav/folder_facts.h"
#include "library/nav/nav.h"
#include "library/nav/tree.h"

/* --- Items --- */

/* What an item is placed in, by one number: a folder, the root after all folders, then
 * the drafts that others stand below, then entries of menus. */

enum item_kind { ITEM_DRAFT, ITEM_MENU, ITEM_FOLDER };

struct item {
    struct str name; /* without suffix; where dates count, the title */
    uint32_t within;
    uint32_t id; /* of the draft, the menu's entry or the folder */
    int32_t place;
    int64_t date;
    enum item_kind kind;
    bool is_paper;
};

struct folder_order {
    struct tree *tree;
    struct above above;
    struct folder_facts *facts;
    uint32_t root;   /* number of the root folder */
    uint32_t *pages; /* per folder, the root included; ARTICLE_NONE without */
    unsigned char *page_ranks;
    bool *is_dated, *is_bundle, *is_done, *is_ordered; /* per folder */
    struct item *items; /* sorted: what is within the same is together */
    size_t count;
    size_t *firsts; /* per number of `within`; `count` when there are none */
};

static bool is_numbered(struct str name)
{
    return name.len > 0 && ascii_is_digit(name.ptr[0]);
}

static int compare_names(const struct item *left, const struct item *right)
{
    bool numbered = is_numbered(left->name);
    if (numbered != is_numbered(right->name))
        return numbered ? -1 : 1;
    bool is_folder = left->kind == ITEM_FOLDER;
    if (!numbered && is_folder != (right->kind == ITEM_FOLDER))
        return is_folder ? 1 : -1;
    if (!str_eq(left->name, right->name))
        return str_cmp_natural(left->name, right->name);
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

static int compare_items(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    if (left->within != right->within)
        return left->within < right->within ? -1 : 1;
    if (left->place != right->place)
        return left->place < right->place ? -1 : 1;
    if (left->is_paper != right->is_paper)
        return left->is_paper ? 1 : -1;
    if (left->date != right->date)
        return left->date > right->date ? -1 : 1;
    return compare_names(left, right);
}

static uint32_t folder_of(const struct folder_order *order, uint32_t draft)
{
    struct str path = order->tree->drafts->items[draft].article.path;
    return tree_folder(order->tree, path_folder(path));
}

static struct str folder_path(const struct folder_order *order, uint32_t folder)
{
    return folder == order->root ? (struct str){0} : order->tree->scan->folders[folder];
}

/* --- Pages --- */

/* A wiki's first page. */
static unsigned char home_rank(const struct folder_order *order, uint32_t folder,
                               struct str path)
{
    unsigned char ext;
    return folder == order->root &&
           str_eq_nocase(path_name(key_stem(path, &ext)), STR("home"));
}

static void find_page(struct folder_order *order, uint32_t draft)
{
    const struct draft *item = &order->tree->drafts->items[draft];
    uint32_t folder = folder_of(order, draft);
    unsigned char rank = key_page_rank(item->article.path);
    if (rank == 0)
        rank = home_rank(order, folder, item->article.path);
    if (rank > order->page_ranks[folder] && !item->is_apart) {
        order->page_ranks[folder] = rank;
        order->pages[folder] = draft;
    }
}

static bool is_called(struct str path, struct str name)
{
    unsigned char ext;
    return str_eq_nocase(path_name(key_stem(path, &ext)), name);
}

/* Whether a folder's page is called so. */
static bool has_page(const struct folder_order *order, uint32_t folder, struct str name)
{
    uint32_t page = order->pages[folder];
    return page != ARTICLE_NONE &&
           is_called(order->tree->drafts->items[page].article.path, name);
}

/* Where generators of sites keep what is read by its date. */
static bool is_journal(struct str name)
{
    return str_eq(name, STR("_posts")) || str_eq(name, STR("posts")) ||
           str_eq(name, STR("blog"));
}

/* In Hugo's order folders have an _index; one with an index instead is one page, and
 * what else it has are the page's resources. A folder's own folders come after it. */
static void find_kinds(struct folder_order *order)
{
    order->is_dated[order->root] = has_page(order, order->root, STR("_index"));
    for (uint32_t i = 0; i < order->root; i++) {
        struct str path = order->tree->scan->folders[i];
        uint32_t above = tree_folder(order->tree, path_folder(path));
        bool is_dated = order->is_dated[above] || has_page(order, i, STR("_index"));
        order->is_bundle[i] =
            order->is_bundle[above] || (is_dated && has_page(order, i, STR("index")));
        order->is_dated[i] = is_dated || is_journal(path_name(path));
    }
}

/* --- What there is --- */

/* What an article is placed in, if it is not its folder. */
static uint32_t within_of(const struct folder_order *order, uint32_t draft)
{
    uint32_t above = order->above.of[draft];
    uint32_t count = (uint32_t)order->tree->drafts->count;
    if (above == ARTICLE_NONE)
        return folder_of(order, draft);
    if (above >= count)
        return order->root + 1 + above;
    uint32_t folder = folder_of(order, above);
    return order->pages[folder] == above ? folder : order->root + 1 + above;
}

static int64_t date_of(const struct folder_order *order, uint32_t draft)
{
    const struct draft *item = &order->tree->drafts->items[draft];
    if (!order->is_dated[folder_of(order, draft)])
        return 0;
    return item->order.date != 0 ? item->order.date
                                 : draft_date(path_name(item->article.path));
}

static void add_draft(struct folder_order *order, uint32_t draft)
{
    const struct draft *item = &order->tree->drafts->items[draft];
    uint32_t folder = folder_of(order, draft);
    unsigned char ext;
    struct item *added = &order->items[order->count++];
    *added = (struct item){
        .name = path_name(key_stem(item->article.path, &ext)),
        .within = within_of(order, draft),
        .id = draft,
        .place = item->order.place,
        .date = date_of(order, draft),
        .kind = ITEM_DRAFT,
        .is_paper = library_is_paper(item->article.path),
    };
    if (order->is_dated[folder])
        added->name =
            item->order.label.len > 0 ? item->order.label : item->article.title;
}

static void add_menu(struct folder_order *order, uint32_t entry)
{
    const struct above_entry *menu = &order->above.entries[entry];
    order->items[order->count++] = (struct item){
        .name = menu->name,
        .within = folder_of(order, menu->draft),
        .id = entry,
        .place = menu->place,
        .kind = ITEM_MENU,
    };
}

static void add_folder(struct folder_order *order, uint32_t folder)
{
    const struct tree *tree = order->tree;
    struct str path = tree->scan->folders[folder];
    uint32_t page = order->pages[folder];
    int32_t place = order->facts[folder].place;
    if (place == HEAD_NO_PLACE && page != ARTICLE_NONE)
        place = tree->drafts->items[page].order.place;
    order->items[order->count++] = (struct item){
        .name = path_name(path),
        .within = tree_folder(tree, path_folder(path)),
        .id = folder,
        .place = place,
        .kind = ITEM_FOLDER,
    };
}

/* Where a folder's entries are in the order of their names from the end. */
static void turn_round(struct folder_order *order, size_t first)
{
    size_t end = first;
    while (end < order->count && order->items[end].within == order->items[first].within)
        end++;
    for (; first + 1 < end; first++) {
        struct item item = order->items[first];
        order->items[first] = order->items[--end];
        order->items[end] = item;
    }
}

static void sort(struct folder_order *order, size_t places)
{
    qsort(order->items, order->count, sizeof *order->items, compare_items);
    for (size_t i = 0; i < places; i++)
        order->firsts[i] = order->count;
    for (size_t i = order->count; i-- > 0;)
        order->firsts[order->items[i].within] = i;
    for (size_t i = 0; i <= order->root; i++) {
        if (order->facts[i].is_backward && order->firsts[i] < order->count)
            turn_round(order, order->firsts[i]);
    }
}

static void collect(struct folder_order *order, size_t places)
{
    const struct tree *tree = order->tree;
    for (size_t i = 0; i <= order->root; i++)
        order->pages[i] = ARTICLE_NONE;
    for (uint32_t i = 0; i < tree->drafts->count; i++)
        find_page(order, i);
    find_kinds(order);
    for (uint32_t i = 0; i < tree->drafts->count && !tree_is_stopped(tree); i++)
        add_draft(order, i);
    for (uint32_t i = 0; i < order->above.entry_count; i++)
        add_menu(order, i);
    for (uint32_t i = 0; i < order->root; i++)
        add_folder(order, i);
    sort(order, places);
}

/* Made once, when it is asked for first. */
static struct folder_order *order_of(struct tree *tree)
{
    if (tree->folders != NULL)
        return tree->folders;
    struct arena *arena = tree->scratch;
    size_t folders = tree->scan->folder_count, drafts = tree->drafts->count;
    struct folder_order *order = ARENA_NEW(arena, struct folder_order);
    *order = (struct folder_order){.tree = tree, .root = (uint32_t)folders};
    tree->folders = order;
    above_find(tree, &order->above);
    order->facts = folder_facts_read(tree);
    size_t entries = order->above.entry_count, places = folders + 1 + drafts + entries;
    order->pages = ARENA_ARRAY(arena, folders + 1, uint32_t);
    order->page_ranks = ARENA_ARRAY(arena, folders + 1, unsigned char);
    order->is_dated = ARENA_ARRAY(arena, folders + 1, bool);
    order->is_bundle = ARENA_ARRAY(arena, folders + 1, bool);
    order->is_done = ARENA_ARRAY(arena, folders + 1, bool);
    order->is_ordered = ARENA_ARRAY(arena, folders + 1, bool);
    order->items = ARENA_ARRAY(arena, drafts + folders + entries, struct item);
    order->firsts = ARENA_ARRAY(arena, places, size_t);
    collect(order, places);
    return order;
}

/* --- Topics --- */

static struct str folder_title(const struct folder_order *order, uint32_t folder)
{
    const struct tree *tree = order->tree;
    uint32_t page = order->pages[folder];
    if (order->facts[folder].title.len > 0)
        return order->facts[folder].title;
    if (page == ARTICLE_NONE || tree_has(tree, page) ||
        tree->drafts->items[page].article.title_inferred)
        return title_from_name(tree->arena, path_name(tree->scan->folders[folder]));
    struct str label = tree->drafts->items[page].order.label;
    return label.len > 0 ? label : tree->drafts->items[page].article.title;
}

struct pending {
    size_t next; /* item */
    uint32_t within;
    struct branch *topic;
};

struct builder {
    struct folder_order *order;
    /* A way down goes through folders, then through articles. */
    struct pending stack[2 * LIBRARY_DEPTH_MAX + 4];
    size_t depth;
    bool (*wants)(void *context, struct str path); /* of the first level; NULL: all */
    void *context;
};

static void push(struct builder *builder, uint32_t within, struct branch *topic)
{
    if (builder->depth < sizeof builder->stack / sizeof *builder->stack)
        builder->stack[builder->depth++] =
            (struct pending){builder->order->firsts[within], within, topic};
}

/* What orders a folder comes first in it. */
static void apply_own(const struct folder_order *order, uint32_t folder,
                      struct branch *topic)
{
    struct nav ignored;
    if (order->facts[folder].has_order && !order->is_ordered[folder])
        (void)nav_apply(order->tree, folder_path(order, folder), topic, false,
                        &ignored);
}

static void enter_folder(struct builder *builder, uint32_t folder,
                         struct branch *parent, struct str title)
{
    struct folder_order *order = builder->order;
    uint32_t page = order->pages[folder];
    if (order->is_done[folder])
        return;
    order->is_done[folder] = true;
    if (title.len == 0)
        title = folder_title(order, folder);
    struct branch *topic = tree_topic(order->tree, parent, title, (struct str){0});
    if (page != ARTICLE_NONE && !tree_has(order->tree, page))
        tree_page(order->tree, topic, page);
    apply_own(order, folder, topic);
    push(builder, folder, topic);
}

static bool is_left_out(const struct folder_order *order, uint32_t draft)
{
    const struct draft *item = &order->tree->drafts->items[draft];
    uint32_t folder = folder_of(order, draft);
    return item->is_apart || tree_has(order->tree, draft) ||
           (order->is_bundle[folder] && order->pages[folder] != draft);
}

/* An article that others stand below is their topic's page. */
static void enter_draft(struct builder *builder, uint32_t draft, struct branch *parent)
{
    struct folder_order *order = builder->order;
    struct tree *tree = order->tree;
    uint32_t within = order->root + 1 + draft;
    bool is_out = is_left_out(order, draft);
    struct str label = tree->drafts->items[draft].order.label;
    if (order->firsts[within] == order->count) {
        if (!is_out)
            tree_place(tree, parent, draft, label);
        return;
    }
    struct str title = label.len > 0 ? label : tree->drafts->items[draft].article.title;
    struct branch *topic = tree_topic(tree, parent, title, (struct str){0});
    if (!is_out)
        tree_page(tree, topic, draft);
    push(builder, within, topic);
}

static void enter_menu(struct builder *builder, uint32_t entry, struct branch *parent)
{
    struct folder_order *order = builder->order;
    struct str name = order->above.entries[entry].name;
    struct branch *topic =
        tree_topic(order->tree, parent, title_from_name(order->tree->arena, name),
                   (struct str){0});
    push(builder, order->root + 1 + (uint32_t)order->tree->drafts->count + entry,
         topic);
}

static struct str path_of(const struct folder_order *order, const struct item *item)
{
    return item->kind == ITEM_FOLDER ? order->tree->scan->folders[item->id]
           : item->kind == ITEM_DRAFT
               ? order->tree->drafts->items[item->id].article.path
               : item->name;
}

static void enter(struct builder *builder, const struct item *item,
                  struct branch *parent)
{
    const struct folder_order *order = builder->order;
    if (builder->wants != NULL && builder->depth == 1 &&
        !builder->wants(builder->context, path_of(order, item)))
        return;
    switch (item->kind) {
    case ITEM_FOLDER:
        enter_folder(builder, item->id, parent, (struct str){0});
        break;
    case ITEM_MENU:
        enter_menu(builder, item->id, parent);
        break;
    case ITEM_DRAFT:
        if (item->within > order->root || item->id != order->pages[item->within])
            enter_draft(builder, item->id, parent);
        break;
    }
}

static void build(struct builder *builder)
{
    const struct folder_order *order = builder->order;
    while (builder->depth > 0 && !tree_is_stopped(order->tree)) {
        struct pending *here = &builder->stack[builder->depth - 1];
        const struct item *item = &order->items[here->next];
        if (here->next == order->count || item->within != here->within) {
            builder->depth--;
            continue;
        }
        here->next++;
        enter(builder, item, here->topic);
    }
}

/* --- What others ask for --- */

bool tree_add_folder(struct tree *tree, uint32_t folder, struct branch *parent,
                     struct str title)
{
    struct builder builder = {.order = order_of(tree)};
    if (builder.order->is_done[folder])
        return false;
    enter_folder(&builder, folder, parent, title);
    build(&builder);
    return true;
}

void tree_add_items(struct tree *tree, struct str folder, struct branch *parent,
                    bool (*wants)(void *context, struct str path), void *context)
{
    struct builder builder = {
        .order = order_of(tree), .wants = wants, .context = context};
    push(&builder, tree_folder(tree, folder), parent);
    build(&builder);
}

bool tree_add_inside(struct tree *tree, struct str folder, struct branch *parent)
{
    struct builder builder = {.order = order_of(tree)};
    uint32_t number = tree_folder(tree, folder);
    uint32_t page = builder.order->pages[number];
    size_t before = tree_count(tree);
    if (page != ARTICLE_NONE && !tree_has(tree, page))
        tree_place(tree, parent, page, tree->drafts->items[page].order.label);
    builder.order->is_done[number] = true;
    if (number != builder.order->root)
        apply_own(builder.order, number, parent);
    push(&builder, number, parent);
    build(&builder);
    return tree_count(tree) > before;
}

void tree_set_ordered(struct tree *tree, struct str folder)
{
    order_of(tree)->is_ordered[tree_folder(tree, folder)] = true;
}

uint32_t tree_find_page(struct tree *tree, struct str folder)
{
    return order_of(tree)->pages[tree_folder(tree, folder)];
}

/* The root's page is a place like others, but the first, and the library's home. */
void tree_by_folders(struct tree *tree)
{
    uint32_t page = tree_find_page(tree, (struct str){0});
    (void)tree_add_inside(tree, (struct str){0}, tree->root);
    if (page == ARTICLE_NONE)
        return;
    if (tree->home == ARTICLE_NONE)
        tree->home = page;
    if (tree->title.len == 0 && !tree->drafts->items[page].article.title_inferred)
        tree->title = tree->drafts->items[page].article.title;
}

void tree_add_rest(struct tree *tree, struct str title)
{
    bool any = false;
    for (uint32_t i = 0; i < tree->drafts->count; i++)
        any |= !tree_has(tree, i) && !tree->drafts->items[i].is_apart;
    if (any && !tree->hide_rest)
        (void)tree_add_inside(tree, (struct str){0},
                              tree_topic(tree, tree->root, title, (struct str){0}));
}
