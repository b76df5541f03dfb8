/*
 * Which texts a question is about: the scope it is asked in, and what its filters
 * leave.
 */
#ifndef LECTERN_CATALOG_QUERY_FILTER_H
#define LECTERN_CATALOG_QUERY_FILTER_H

#include "catalog/query/query.h"
#include "catalog/search/searching.h"
#include "library/scope.h"

struct filter {
    struct search *search;
    const struct query *query;
    struct scope scope;
    const uint32_t *articles; /* of the scope's topic, ascending */
    size_t article_count;
    bool takes_all;     /* every article that is there */
    struct arena arena; /* of what follows */
    int64_t topic;      /* whose titles these are, upwards, folded */
    struct str *titles;
    size_t title_count, title_cap;
};

/* Both must outlive the filter. Release it. */
void filter_init(struct filter *filter, struct search *search,
                 const struct query *query, struct scope scope);
void filter_release(struct filter *filter);

bool filter_accepts(struct filter *filter, uint32_t article);

/* Whether the article with this id has a text and is accepted; any number, as it comes
 * from the index. */
bool filter_accepts_row(struct filter *filter, int64_t article);

/* The ids that can be accepted at all: [*from, *to]. */
void filter_range(struct filter *filter, int64_t *from, int64_t *to);

#endif
