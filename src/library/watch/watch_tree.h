/*
 * The folders of a watch: a tree of names, found by path, by name below another and by
 * watch descriptor.
 *
 *     root ── a ── b          each *node* is a folder with its watch (wd), or one that
 *          └─ c               something happened to, or one above such
 *
 * Paths are not kept, so a hundred thousand folders cost their names. A node that is
 * neither watched nor changed and has nothing below it is *idle*, and freed as soon as
 * somebody asks.
 */
#ifndef LECTERN_LIBRARY_WATCH_WATCH_TREE_H
#define LECTERN_LIBRARY_WATCH_WATCH_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { WATCH_NONE = -1 }; /* the descriptor of what is not watched */

struct watch_node {
    struct watch_node *parent, *first, *next, *previous;
    struct watch_node *same_name, *same_wd; /* next in the chains of the tables */
    uint64_t hash;                          /* of the parent and the name */
    int wd;
    uint32_t scan; /* the rescan that met it last */
    bool changed;  /* is in the list of what changed */
    bool below;    /* with all below it */
    size_t name_len;
    char name[];
};

struct watch_tree {
    struct watch_node *root;
    struct watch_node **by_name, **by_wd; /* `bucket_count` chains each, a power of 2 */
    size_t bucket_count;
    size_t count;   /* of nodes */
    size_t watched; /* of those with a descriptor */
};

void watch_tree_init(struct watch_tree *tree);
void watch_tree_release(struct watch_tree *tree);

/* The node of a name in a folder, or of a path; NULL when there is none. */
struct watch_node *watch_tree_child(const struct watch_tree *tree,
                                    const struct watch_node *parent, struct str name);
struct watch_node *watch_tree_find(const struct watch_tree *tree, struct str path);

/* The same, made when there is none, with all above it. */
struct watch_node *watch_tree_add_child(struct watch_tree *tree,
                                        struct watch_node *parent, struct str name);
struct watch_node *watch_tree_add(struct watch_tree *tree, struct str path);

/* The folder that a descriptor watches, or NULL. */
struct watch_node *watch_tree_watched(const struct watch_tree *tree, int wd);

/* Gives a node a descriptor, which nobody else has, or takes it with WATCH_NONE. */
void watch_tree_set_wd(struct watch_tree *tree, struct watch_node *node, int wd);

/* Frees a node if it is idle, and those above it that become so; never the root. */
void watch_tree_prune(struct watch_tree *tree, struct watch_node *node);

/* The same for the node alone; true when it was freed. */
bool watch_tree_prune_one(struct watch_tree *tree, struct watch_node *node);

/*
 * Goes through `top` and all below it, those below first: the first node, and the one
 * after `node`, NULL after `top`. A node alone may be pruned when the next is known.
 */
struct watch_node *watch_tree_first(struct watch_node *top);
struct watch_node *watch_tree_next(struct watch_node *node,
                                   const struct watch_node *top);

/* The path of a node, in the arena. */
struct str watch_tree_path(const struct watch_node *node, struct arena *arena);

#endif
