/*
 * Which article another one stands below, though not by its folder: by `parent:` of the
 * front matter, by an entry of a site's menu, or by a dotted name ("guide.setup.md"
 * below "guide.md").
 */
#ifndef LECTERN_LIBRARY_NAV_ABOVE_H
#define LECTERN_LIBRARY_NAV_ABOVE_H

#include <stdint.h>

#include "library/nav/tree.h"

/* An entry of a menu that no article stands for. */
struct above_entry {
    struct str name;
    uint32_t draft; /* the first that stands below it */
    int32_t place;  /* the least of those below it */
};

struct above {
    /* Per draft: ARTICLE_NONE, the draft above it, or from the number of drafts on an
     * entry of a menu. No way up is a ring, or longer than LIBRARY_DEPTH_MAX. */
    uint32_t *of;
    struct above_entry *entries;
    uint32_t entry_count;
};

/* In scratch. */
void above_find(struct tree *tree, struct above *above);

#endif
