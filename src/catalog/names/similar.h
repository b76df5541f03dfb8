/*
 * The trigrams of a library's names, for search_similar(): made when they are first
 * asked for, and again when the structure of the library has changed.
 */
#ifndef LECTERN_CATALOG_NAMES_SIMILAR_H
#define LECTERN_CATALOG_NAMES_SIMILAR_H

#include "catalog/similar.h"

struct similar_names;

/* As search_similar(), within what is asked of a search already; returns how many. */
size_t similar_find(struct search *search, struct str dest,
                    uint32_t articles[SIMILAR_MAX]);

void similar_names_free(struct similar_names *names); /* NULL is fine */

#endif
