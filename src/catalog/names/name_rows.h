/*
 * Articles that have words in their names or headings, by the full-text table `called`.
 */
#ifndef LECTERN_CATALOG_NAMES_NAME_ROWS_H
#define LECTERN_CATALOG_NAMES_NAME_ROWS_H

#include "catalog/query/filter.h"

struct name_row_list {
    int64_t *articles;
    size_t count, cap;
};

struct name_rows {
    struct name_row_list names, headings;
    bool is_partial; /* there may be more */
};

/* Finds those that match an expression, up to `most` rows, as many from all parts of
 * the library; `filter` may be NULL. Release it. */
void name_rows_find(struct name_rows *it, struct search *search, struct str match,
                    size_t most, struct filter *filter);

/* Leaves so many of a list, from all parts of it. */
void name_rows_thin(struct name_rows *it, struct name_row_list *list, size_t most);

void name_rows_release(struct name_rows *it);

#endif
