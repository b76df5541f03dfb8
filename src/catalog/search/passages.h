/*
 * Titles that have what is sought, for when too many passages have it to rank them all.
 */
#ifndef LECTERN_CATALOG_SEARCH_PASSAGES_H
#define LECTERN_CATALOG_SEARCH_PASSAGES_H

#include "catalog/query/expression.h"
#include "catalog/search/gather.h"

/* Takes the tops of articles in whose titles all terms occur; `names` is their
 * expression for `called`. The ranker of passages must know the terms. */
void gather_titles(struct ranked_hits *gathered, struct search *search,
                   struct str names, const struct asked *asked, struct filter *filter);

/* The same for one or two letters, by the titles alone, and headings after them. */
void gather_beginnings(struct ranked_hits *gathered, struct search *search,
                       struct str names, struct str prefix, struct filter *filter);

#endif
