/*
 * Building the topic tree.
 *
 * The tree is made by one of several orders (library.yaml, the navigation of mkdocs or
 * mdBook, the folders), all of which add topics and places of drafts here. When it is
 * done, topics without an article are taken out and the articles are numbered in
 * reading order.
 */
#ifndef LECTERN_LIBRARY_NAV_TREE_H
#define LECTERN_LIBRARY_NAV_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "library/contents.h"
#include "library/draft.h"
#include "library/links/lookup.h"
#include "library/notice.h"
#include "library/source.h"

struct branch; /* a topic that can grow */
struct folder_order;

struct tree {
    struct arena *arena;   /* of the library */
    struct arena *scratch; /* until the library is open */
    const struct source *source;
    struct names *names;
    struct drafts *drafts;
    const struct file_scan *scan;
    struct notices *notices;
    struct branch *root;
    struct branch *by_topic, *left_out; /* other trees, of tree_add_lists() */
    uint32_t home;                      /* a draft, or ARTICLE_NONE */
    struct str title; /* of the library, clean; empty when nothing gave one */
    bool hide_rest;
    size_t placed;                /* articles that have a place */
    struct folder_order *folders; /* NULL until it is asked for; private */
};

void tree_init(struct tree *tree);

/* Whether nobody wants the tree any more: what builds it may end early then. */
bool tree_is_stopped(const struct tree *tree);

/* Forgets what was added, for the next order to try. */
void tree_restart(struct tree *tree);

/* A new topic, last below `parent`. `title` and `summary` are cleaned here. */
struct branch *tree_topic(struct tree *tree, struct branch *parent, struct str title,
                          struct str summary);

/* The draft's place, last below `topic`; a title that is not empty replaces its own. */
void tree_place(struct tree *tree, struct branch *topic, uint32_t draft,
                struct str title);

/* As tree_place() in the root, but before everything else. */
void tree_place_first(struct tree *tree, uint32_t draft);

/* Makes the draft the topic's own page, if it has none yet. */
void tree_page(struct tree *tree, struct branch *topic, uint32_t draft);

/* As tree_place(), in another tree than the collection's own. */
void tree_list(struct tree *tree, struct branch *topic, uint32_t draft);

bool tree_has(const struct tree *tree, uint32_t draft);

/* How many articles have a place. */
size_t tree_count(const struct tree *tree);

/* The number of a folder of the scan; that of the root comes after all others. */
uint32_t tree_folder(const struct tree *tree, struct str path);

bool tree_is_article(const struct tree *tree, struct str path);

/* Whether the topic has neither page nor children. */
bool branch_is_empty(const struct branch *branch);

/* The draft that an entry of an order names, relative to `folder`: by path, else by
 * base name, alias or title. ARTICLE_NONE when there is none. */
uint32_t tree_find(const struct tree *tree, struct str folder, struct str name);

/* The draft at a path as a link would have it, relative to `folder`. */
uint32_t tree_find_path(const struct tree *tree, struct str folder, struct str path);

/* The text of a file of the library, decoded, in scratch; a notice when it cannot be
 * read. */
bool tree_read(struct tree *tree, struct str path, struct str *text);

/* Cleans and keeps a title of the library; an empty one changes nothing. */
void tree_set_title(struct tree *tree, struct str title);

/* Adds what no topic names yet, in a topic of its own called `title`. */
void tree_add_rest(struct tree *tree, struct str title);

/* Counts and prunes, numbers the articles: `order` (room for all drafts) becomes the
 * drafts by number. Topics then hold numbers, those of the other trees as well.
 * Returns the root topic. */
struct topic *tree_finish(struct tree *tree, uint32_t *order);

/* The root topic of a tree, the own or another one. */
struct topic *branch_topic(struct branch *branch);

/* Fills the other trees, when the own one is there. */
void tree_add_lists(struct tree *tree);

/* --- The orders --- */

/*
 * Each returns whether it applies: its file is there, can be read and names articles.
 * What is wrong in it becomes notices. A title or home page that its file gives stays
 * even where the next order is taken.
 */
bool tree_by_library_yaml(struct tree *tree);

/* The folders, below the root; this always applies. What has a place has it already. */
void tree_by_folders(struct tree *tree);

/* --- Parts of it (nav/folders.c) --- */

/* Adds a folder, by its number, as a topic below `parent`. False when it was added
 * before. An empty title is its own. */
bool tree_add_folder(struct tree *tree, uint32_t folder, struct branch *parent,
                     struct str title);

/* Adds what is in a folder, its page first, without a topic for the folder. False when
 * that is nothing. */
bool tree_add_inside(struct tree *tree, struct str folder, struct branch *parent);

/* Adds what is in a folder and has no place yet, as far as `wants` takes it. */
void tree_add_items(struct tree *tree, struct str folder, struct branch *parent,
                    bool (*wants)(void *context, struct str path), void *context);

/* Says that a file has ordered the folder, so that it is not looked at again. */
void tree_set_ordered(struct tree *tree, struct str folder);

/* The page of a folder, or ARTICLE_NONE. */
uint32_t tree_find_page(struct tree *tree, struct str folder);

#endif
