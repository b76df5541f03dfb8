/*
 * Taking rows of a full-text table with their scores, as many as can be ranked while
 * one types.
 */
#ifndef LECTERN_CATALOG_GATHER_H
#define LECTERN_CATALOG_GATHER_H

#include "catalog/filter.h"

struct candidate {
    int64_t row;
    double score;
};

struct gathered {
    struct candidate *items;
    size_t count, cap;
    bool is_partial; /* there are more */
};

/* Takes rows that match and that the filter accepts: all, or some thousand from all
 * parts of the table. */
void gather_rows(struct gathered *gathered, struct search *search,
                 struct search_index *index, struct str match, struct filter *filter,
                 bool all);

/* Takes a row that was found and scored in another way. */
void gather_add(struct gathered *gathered, int64_t row, double score);

/* Best first, equals by row; each row once, with its best score. */
void gather_sort(struct gathered *gathered);

void gather_release(struct gathered *gathered);

#endif
