/*
 * Which articles a name may mean that nothing is called: those whose names come nearest
 * to it, in the order in which go-to lists them. The screen asks it when a link leads
 * nowhere, `check` for each such link, and a subcommand for the article that it names.
 *
 * Titles, aliases and file names are compared. They are brought into memory when that
 * is first asked for (catalog/names/name_index.h); of a library with more than 300,000
 * of them, the first ones.
 */
#ifndef LECTERN_CATALOG_SIMILAR_H
#define LECTERN_CATALOG_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "catalog/search_status.h"

struct library;
struct search;

enum { SIMILAR_MAX = 3 };

/* The nearest articles to a name or to the destination of a link, the nearest first;
 * none when all are far. */
enum search_status search_similar(struct search *search, struct str dest,
                                  uint32_t articles[SIMILAR_MAX], size_t *count);

struct similar_articles {
    uint32_t articles[SIMILAR_MAX];
    size_t count;
    /* The first is called so beyond doubt, and no other is: the words are the same, but
     * for their form, how they are joined, small ones and a subtitle. */
    bool is_sure;
};

/* The same by going through all articles of a library, for which no search is open. */
struct similar_articles similar_in_library(const struct library *library,
                                           struct str name);

#endif
