/*
 * Where a row of a list leads: a page, and a place in it, said by what is known before
 * the page is read.
 */
#ifndef LECTERN_UI_LISTS_DESTINATION_H
#define LECTERN_UI_LISTS_DESTINATION_H

#include "base/str.h"
#include "ui/reader/position.h"

enum destination_kind {
    DESTINATION_TOP,     /* of the page */
    DESTINATION_RANGE,   /* `range`; what is nearest where that is gone */
    DESTINATION_HEADING, /* `number` is an index into doc->headings of the article as it
                          * was read for the catalog; `slug` is that of the heading, if
                          * it is known
                          */
    DESTINATION_FACT, /* `number` is a node's id in the article as it was read for the
                       * catalog
                       */
    DESTINATION_SECTION,  /* `slug` */
    DESTINATION_BACKLINK, /* the first link to the article `number` in the section
                             `slug` */
};

struct destination {
    struct page_id page;
    enum destination_kind at;
    uint32_t number;
    uint32_t end; /* of a question: the id behind its answer, counted as `number`; 0:
                   * it ends with the node */
    struct str
        slug; /* of DESTINATION_FACT: its section, if the node is no longer there */
    struct position_range range;
    bool marks; /* of DESTINATION_RANGE: it is marked */
};

#endif
