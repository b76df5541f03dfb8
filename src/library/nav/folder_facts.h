/*
 * What small files in a folder say of the folder itself: `_category_.json`, `.pages`,
 * `meta.json`.
 */
#ifndef LECTERN_LIBRARY_NAV_FOLDER_FACTS_H
#define LECTERN_LIBRARY_NAV_FOLDER_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "library/nav/tree.h"

struct folder_facts {
    struct str title; /* empty: none is given */
    int32_t place;    /* HEAD_NO_PLACE: none is given */
    bool is_backward; /* its entries are in the order of their names from the end */
    bool has_order;   /* a file in it gives an order */
};

/* Of all folders of the scan, the root last; in scratch. */
struct folder_facts *folder_facts_read(struct tree *tree);

#endif
