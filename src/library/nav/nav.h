/*
 * Files that give the articles of a folder their order: which there are, and what their
 * readers share.
 *
 * A collection's own navigation may stand in any folder and orders what is in it. What
 * it does not name follows.
 */
#ifndef LECTERN_LIBRARY_NAV_NAV_H
#define LECTERN_LIBRARY_NAV_NAV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "library/contents.h"
#include "library/nav/tree.h"
#include "read/yaml.h"

enum { NAV_EVENTS_MAX = 2000000 }; /* two for each of a million entries, about */

/* One such file while its entries become topics and places. */
struct nav {
    struct tree *tree;
    struct str path;    /* of the file */
    struct str folder;  /* that its paths are relative to */
    struct branch *top; /* what it gives is added here */
    bool is_root;       /* it orders the whole library: its title counts */
    uint32_t first;     /* article that was placed, or ARTICLE_NONE */
    size_t placed;
    enum library_order order; /* which kind of file it was */
};

/* An entry: a title, and where it leads. Either may be empty. */
struct nav_entry {
    struct str title, dest;
    uint32_t line;
    bool opens; /* first of its section: an index page is the section's own */
};

/* Places what an entry leads to below `parent`. Addresses elsewhere are passed over; a
 * path that is not there is a notice. */
void nav_place(struct nav *nav, struct branch *parent, const struct nav_entry *entry);

/* A topic for an entry that has others below it; its page is where the entry leads. */
struct branch *nav_topic(struct nav *nav, struct branch *parent,
                         const struct nav_entry *entry);

/* The text of the file; false, with a notice, when it cannot be read. */
bool nav_read(struct nav *nav, struct str *text);

/* The file as YAML, or as JSON, which is YAML. */
bool nav_parse(struct nav *nav, struct yaml **root);

void nav_complain(struct nav *nav, uint32_t line, const char *what, struct str subject);

/* Whether the library has a file of that path, article or not. */
bool nav_has_file(const struct tree *tree, struct str path);

/* Orders a folder by the first of its files that gives an order, below `top`. False
 * when there is none: nothing was added then. Fills `nav`. */
bool nav_apply(struct tree *tree, struct str folder, struct branch *top, bool is_root,
               struct nav *nav);

/* --- The readers --- */

/* Each returns whether its file gives an order. */
bool nav_by_mkdocs(struct nav *nav);
bool nav_by_links(struct nav *nav);   /* SUMMARY.md, _Sidebar.md, llms.txt, nav.adoc */
bool nav_by_outline(struct nav *nav); /* toc.yml, docs.json and the like */
bool nav_by_pages(struct nav *nav);   /* .pages, meta.json */

/* Adds the entries of a list or a map below `parent`. With `names_only` every key of a
 * map is a title, as in mkdocs.yml. */
void nav_outline(struct nav *nav, const struct yaml *entries, struct branch *parent,
                 bool names_only);

#endif
