/*
 * Where something is in a text: half-open ranges of bytes.
 */
#ifndef LECTERN_CATALOG_RANGE_H
#define LECTERN_CATALOG_RANGE_H

#include <stddef.h>

struct byte_range {
    size_t from, to;
};

/* In order, with something between them. */
struct byte_ranges {
    struct byte_range *items;
    size_t count;
};

#endif
