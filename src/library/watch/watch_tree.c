/*
 * Nodes are linked to parent, first child and siblings, and entered in two hash
 * tables: by parent and name, and by watch descriptor. The tables grow with the tree.
 */
#include "library/watch/watch_tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BUCKETS_FIRST = 64 };

/* --- The tables --- */

/*
 * An attacker who chose the names does not know where the tree lies in memory, so that
 * he cannot choose such as all fall into one chain.
 */
static uint64_t hash_of(const struct watch_tree *tree, const struct watch_node *parent,
                        struct str name)
{
    uint64_t salt = (uint64_t)(uintptr_t)tree->root | 1;
    uint64_t hash = (str_hash(name) ^ (uint64_t)(uintptr_t)parent) * salt;
    /* The odd constant (from the golden ratio) carries every bit to the upper half. */
    return (hash ^ hash >> 32) * 0x9E3779B97F4A7C15u >> 32;
}

static struct watch_node **name_bucket(const struct watch_tree *tree, uint64_t hash)
{
    return &tree->by_name[hash & (tree->bucket_count - 1)];
}

/* The kernel numbers watches one after the other. */
static struct watch_node **wd_bucket(const struct watch_tree *tree, int wd)
{
    return &tree->by_wd[(size_t)wd & (tree->bucket_count - 1)];
}

static void enter_name(struct watch_tree *tree, struct watch_node *node)
{
    struct watch_node **bucket = name_bucket(tree, node->hash);
    node->same_name = *bucket;
    *bucket = node;
}

static void enter_wd(struct watch_tree *tree, struct watch_node *node)
{
    struct watch_node **bucket = wd_bucket(tree, node->wd);
    node->same_wd = *bucket;
    *bucket = node;
}

static void leave_name(struct watch_tree *tree, struct watch_node *node)
{
    struct watch_node **at = name_bucket(tree, node->hash);
    while (*at != node)
        at = &(*at)->same_name;
    *at = node->same_name;
}

static void leave_wd(struct watch_tree *tree, struct watch_node *node)
{
    struct watch_node **at = wd_bucket(tree, node->wd);
    while (*at != node)
        at = &(*at)->same_wd;
    *at = node->same_wd;
}

static void make_buckets(struct watch_tree *tree, size_t count)
{
    tree->by_name = mem_zalloc(count, sizeof *tree->by_name);
    tree->by_wd = mem_zalloc(count, sizeof *tree->by_wd);
    tree->bucket_count = count;
}

static void widen(struct watch_tree *tree)
{
    struct watch_node **old = tree->by_name;
    size_t count = tree->bucket_count;
    free(tree->by_wd);
    make_buckets(tree, count * 2);
    for (size_t i = 0; i < count; i++) {
        for (struct watch_node *node = old[i], *next; node != NULL; node = next) {
            next = node->same_name;
            enter_name(tree, node);
            if (node->wd != WATCH_NONE)
                enter_wd(tree, node);
        }
    }
    free(old);
}

/* --- Nodes --- */

static struct watch_node *new_node(struct watch_node *parent, struct str name)
{
    struct watch_node *node = mem_alloc(sizeof *node + name.len);
    *node = (struct watch_node){
        .parent = parent,
        .wd = WATCH_NONE,
        .name_len = name.len,
    };
    if (name.len > 0)
        memcpy(node->name, name.ptr, name.len);
    return node;
}

static void link_below(struct watch_node *parent, struct watch_node *node)
{
    node->next = parent->first;
    if (parent->first != NULL)
        parent->first->previous = node;
    parent->first = node;
}

static void unlink_node(struct watch_node *node)
{
    if (node->previous != NULL)
        node->previous->next = node->next;
    else
        node->parent->first = node->next;
    if (node->next != NULL)
        node->next->previous = node->previous;
}

void watch_tree_init(struct watch_tree *tree)
{
    struct str none = {0};
    *tree = (struct watch_tree){.root = new_node(NULL, none), .count = 1};
    make_buckets(tree, BUCKETS_FIRST);
    tree->root->hash = hash_of(tree, NULL, none);
    enter_name(tree, tree->root);
}

void watch_tree_release(struct watch_tree *tree)
{
    struct watch_node *node = watch_tree_first(tree->root);
    while (node != NULL) {
        struct watch_node *next = watch_tree_next(node, tree->root);
        free(node);
        node = next;
    }
    free(tree->by_name);
    free(tree->by_wd);
    *tree = (struct watch_tree){0};
}

struct watch_node *watch_tree_child(const struct watch_tree *tree,
                                    const struct watch_node *parent, struct str name)
{
    uint64_t hash = hash_of(tree, parent, name);
    struct watch_node *node = *name_bucket(tree, hash);
    while (node != NULL && (node->hash != hash || node->parent != parent ||
                            !str_eq((struct str){node->name, node->name_len}, name)))
        node = node->same_name;
    return node;
}

struct watch_node *watch_tree_add_child(struct watch_tree *tree,
                                        struct watch_node *parent, struct str name)
{
    struct watch_node *node = watch_tree_child(tree, parent, name);
    if (node != NULL)
        return node;
    if (tree->count >= tree->bucket_count)
        widen(tree);
    node = new_node(parent, name);
    node->hash = hash_of(tree, parent, name);
    enter_name(tree, node);
    link_below(parent, node);
    tree->count++;
    return node;
}

struct watch_node *watch_tree_find(const struct watch_tree *tree, struct str path)
{
    struct watch_node *node = tree->root;
    struct str name;
    while (node != NULL && path.len > 0 && str_cut(&path, '/', &name))
        node = watch_tree_child(tree, node, name);
    return node;
}

struct watch_node *watch_tree_add(struct watch_tree *tree, struct str path)
{
    struct watch_node *node = tree->root;
    struct str name;
    while (path.len > 0 && str_cut(&path, '/', &name))
        node = watch_tree_add_child(tree, node, name);
    return node;
}

struct watch_node *watch_tree_watched(const struct watch_tree *tree, int wd)
{
    struct watch_node *node = *wd_bucket(tree, wd);
    while (node != NULL && node->wd != wd)
        node = node->same_wd;
    return node;
}

void watch_tree_set_wd(struct watch_tree *tree, struct watch_node *node, int wd)
{
    assert(wd == WATCH_NONE || watch_tree_watched(tree, wd) == NULL);
    if (node->wd != WATCH_NONE) {
        leave_wd(tree, node);
        tree->watched--;
    }
    node->wd = wd;
    if (wd != WATCH_NONE) {
        enter_wd(tree, node);
        tree->watched++;
    }
}

bool watch_tree_prune_one(struct watch_tree *tree, struct watch_node *node)
{
    if (node == tree->root || node->wd != WATCH_NONE || node->changed ||
        node->first != NULL)
        return false;
    leave_name(tree, node);
    unlink_node(node);
    free(node);
    tree->count--;
    return true;
}

void watch_tree_prune(struct watch_tree *tree, struct watch_node *node)
{
    struct watch_node *parent = node->parent;
    while (watch_tree_prune_one(tree, node)) {
        node = parent;
        parent = node->parent;
    }
}

/* --- Going through --- */

struct watch_node *watch_tree_first(struct watch_node *top)
{
    while (top->first != NULL)
        top = top->first;
    return top;
}

struct watch_node *watch_tree_next(struct watch_node *node,
                                   const struct watch_node *top)
{
    if (node == top)
        return NULL;
    return node->next != NULL ? watch_tree_first(node->next) : node->parent;
}

struct str watch_tree_path(const struct watch_node *node, struct arena *arena)
{
    size_t len = 0;
    for (const struct watch_node *up = node; up->parent != NULL; up = up->parent)
        len += up->name_len + (up->parent->parent != NULL);
    char *path = arena_bytes(arena, len);
    char *at = path + len;
    for (const struct watch_node *up = node; up->parent != NULL; up = up->parent) {
        at -= up->name_len;
        memcpy(at, up->name, up->name_len);
        if (up->parent->parent != NULL)
            *--at = '/';
    }
    assert(at == path);
    return (struct str){path, len};
}
