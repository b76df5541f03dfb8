/*
 * The names of a library in memory, for search_similar(): made when they are first
 * asked for, and again when the structure of the library has changed.
 */
#ifndef LECTERN_CATALOG_NAMES_SIMILAR_NAMES_H
#define LECTERN_CATALOG_NAMES_SIMILAR_NAMES_H

struct similar_names;

void similar_names_free(struct similar_names *names); /* NULL is fine */

#endif
