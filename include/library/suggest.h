/*
 * Suggestions: the articles whose names come nearest to one that nothing is called.
 */
#ifndef LECTERN_LIBRARY_SUGGEST_H
#define LECTERN_LIBRARY_SUGGEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "library/library.h"

enum { SUGGEST_MAX = 3 };

struct suggest;

/* Indexes titles, aliases and file names. The library must outlive it. */
struct suggest *suggest_new(const struct library *library);
void suggest_free(struct suggest *suggest);

/* The nearest articles to a name or to the destination of a link, the nearest first;
 * none when all are far. For one thread. */
size_t suggest_find(struct suggest *suggest, struct str dest,
                    uint32_t articles[SUGGEST_MAX]);

#endif
