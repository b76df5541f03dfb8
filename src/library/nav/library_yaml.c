/*
 * The order that library.yaml gives.
 *
 *     title: ...
 *     home: welcome.md
 *     rest: hide
 *     topics:
 *       - title: ...
 *         summary: ...
 *         articles: [a.md, {path: b.md, title: ...}]
 *         topics: [...]
 */
#include "library/nav/tree.h"

#include <stdlib.h>

#include "base/mem.h"
#include "read/yaml.h"

enum {
    /* Two for each of a million entries, about. */
    ORDER_EVENTS_MAX = 2000000,
};

/* An entry of a list of topics that waits for its turn. */
struct pending_entry {
    const struct yaml *entry;
    struct branch *parent;
};

struct yaml_order {
    struct tree *tree;
    struct str path;
    struct pending_entry *stack;
    size_t count, cap;
};

static bool has_file(const struct tree *tree, struct str path)
{
    struct name_list list;
    names_find(tree->names, NAME_FILE, path, &list);
    return list.count > 0;
}

static bool parse_file(struct tree *tree, struct str path, struct yaml **root)
{
    struct str text;
    if (!tree_read(tree, path, &text))
        return false;
    struct error err;
    if (yaml_parse(tree->scratch, text, 1, ORDER_EVENTS_MAX, root, &err) != 0) {
        notice_add(tree->notices, path, STR_FMT ", %s", STR_ARG(path), err.text);
        return false;
    }
    return true;
}

static void complain(const struct yaml_order *order, const struct yaml *at,
                     const char *what, struct str subject)
{
    notice_add(order->tree->notices, order->path, STR_FMT ", line %u: %s '" STR_FMT "'",
               STR_ARG(order->path), at->line, what, STR_ARG(subject));
}

/* The article that a scalar or a map with `path` names. */
static uint32_t find_entry(const struct yaml_order *order, const struct yaml *entry,
                           struct str *title)
{
    struct str name = entry->scalar;
    *title = (struct str){0};
    if (entry->kind == YAML_MAP) {
        name = yaml_str(entry, "path");
        *title = yaml_str(entry, "title");
    }
    uint32_t draft = tree_find(order->tree, (struct str){0}, name);
    if (draft == ARTICLE_NONE)
        complain(order, entry, "there is no article", name);
    return draft;
}

static void place_entry(const struct yaml_order *order, struct branch *topic,
                        const struct yaml *entry)
{
    struct str title;
    uint32_t draft = find_entry(order, entry, &title);
    if (draft != ARTICLE_NONE)
        tree_place(order->tree, topic, draft, title);
}

/* `articles:` may be a list or a single name. */
static void place_articles(const struct yaml_order *order, struct branch *topic,
                           const struct yaml *articles)
{
    if (articles == NULL || articles->kind == YAML_NULL)
        return;
    if (articles->kind != YAML_LIST) {
        place_entry(order, topic, articles);
        return;
    }
    for (const struct yaml *entry = articles->first;
         entry != NULL && !tree_is_stopped(order->tree); entry = entry->next)
        place_entry(order, topic, entry);
}

static void push(struct yaml_order *order, const struct yaml *entry,
                 struct branch *parent)
{
    if (entry == NULL)
        return;
    order->stack =
        mem_grow(order->stack, order->count, &order->cap, sizeof *order->stack);
    order->stack[order->count++] = (struct pending_entry){entry, parent};
}

static void push_topics(struct yaml_order *order, const struct yaml *topics,
                        struct branch *parent)
{
    if (topics == NULL || topics->kind == YAML_NULL)
        return;
    if (topics->kind == YAML_LIST)
        push(order, topics->first, parent);
    else
        complain(order, topics, "a list is expected in", STR("topics"));
}

static void add_topic(struct yaml_order *order, const struct yaml *entry,
                      struct branch *parent)
{
    if (entry->kind == YAML_SCALAR) {
        place_entry(order, parent, entry);
        return;
    }
    if (entry->kind != YAML_MAP) {
        complain(order, entry, "a topic with a title is expected in", STR("topics"));
        return;
    }
    struct branch *topic = tree_topic(order->tree, parent, yaml_str(entry, "title"),
                                      yaml_str(entry, "summary"));
    place_articles(order, topic, yaml_get(entry, "articles"));
    push_topics(order, yaml_get(entry, "topics"), topic);
}

static void add_topics(struct yaml_order *order, const struct yaml *topics)
{
    push_topics(order, topics, order->tree->root);
    while (order->count > 0 && !tree_is_stopped(order->tree)) {
        struct pending_entry turn = order->stack[--order->count];
        /* The next of the list waits below what this one brings. */
        push(order, turn.entry->next, turn.parent);
        add_topic(order, turn.entry, turn.parent);
    }
    free(order->stack);
}

static void set_home(struct yaml_order *order, const struct yaml *home)
{
    struct str title;
    if (home != NULL && home->kind != YAML_NULL)
        order->tree->home = find_entry(order, home, &title);
}

static void set_rest(struct yaml_order *order, const struct yaml *rest)
{
    if (rest == NULL || rest->kind == YAML_NULL ||
        str_eq_nocase(rest->scalar, STR("show")))
        return;
    if (str_eq_nocase(rest->scalar, STR("hide")))
        order->tree->hide_rest = true;
    else
        complain(order, rest, "hide or show is expected for rest, not", rest->scalar);
}

/* A home page that no topic names is the first thing in the tree. */
static void place_home(struct tree *tree)
{
    if (tree->home != ARTICLE_NONE && !tree_has(tree, tree->home))
        tree_place_first(tree, tree->home);
}

bool tree_by_library_yaml(struct tree *tree)
{
    struct yaml_order order = {.tree = tree, .path = STR("library.yaml")};
    if (!has_file(tree, order.path))
        order.path = STR("library.yml");
    struct yaml *root;
    if (!has_file(tree, order.path) || !parse_file(tree, order.path, &root))
        return false;
    if (root->kind != YAML_MAP) {
        complain(&order, root, "a mapping is expected in", order.path);
        return false;
    }
    tree_set_title(tree, yaml_str(root, "title"));
    set_home(&order, yaml_get(root, "home"));
    const struct yaml *topics = yaml_get(root, "topics");
    const struct yaml *articles = yaml_get(root, "articles");
    if (topics == NULL && articles == NULL)
        return false;
    set_rest(&order, yaml_get(root, "rest"));
    place_articles(&order, tree->root, articles);
    add_topics(&order, topics);
    place_home(tree);
    tree_add_rest(tree, STR("More"));
    return true;
}
