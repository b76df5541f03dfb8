/*
 * Which articles a name may mean that nothing is called: those whose names come nearest
 * to it, as library/suggest.h compares them, found by way of a catalog.
 *
 * There the words of all names are known. Of each word of the name those are taken that
 * are alike (a few letters differ, or one is the beginning of the other), and of the
 * names with most of these words the nearest. So a name is found however large the
 * library is, as long as one of its words is nearly right at its beginning.
 */
#ifndef LECTERN_CATALOG_ALIKE_H
#define LECTERN_CATALOG_ALIKE_H

#include "catalog/search.h"
#include "library/suggest.h"

/* The nearest articles to a name or to the destination of a link, the nearest first. */
enum search_status search_alike(struct search *search, struct str dest,
                                uint32_t articles[SUGGEST_MAX], size_t *count);

#endif
