/*
 * Which articles a name may mean that nothing is called: those whose names come nearest
 * to it. The screen asks it when a link leads nowhere, and `check` for each such link.
 *
 * Titles, aliases and file names are compared. They are brought into memory when that
 * is first asked for (catalog/names/name_index.h); of a library with more than 300,000
 * of them, the first ones.
 */
#ifndef LECTERN_CATALOG_SIMILAR_H
#define LECTERN_CATALOG_SIMILAR_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "catalog/search_status.h"

struct search;

enum { SIMILAR_MAX = 3 };

/* The nearest articles to a name or to the destination of a link, the nearest first;
 * none when all are far. */
enum search_status search_similar(struct search *search, struct str dest,
                                  uint32_t articles[SIMILAR_MAX], size_t *count);

#endif
