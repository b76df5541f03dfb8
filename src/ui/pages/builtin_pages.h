/*
 * Pages that the program writes itself, as documents like any other.
 */
#ifndef LECTERN_UI_PAGES_BUILTIN_PAGES_H
#define LECTERN_UI_PAGES_BUILTIN_PAGES_H

#include "base/arena.h"
#include "library/library.h"

/* The keys and what they do, from the command table. */
struct opened *builtin_help(struct arena *arena);

/* What of the library, and of an article (may be NULL) of that title, could not be read
 * as it is. */
struct opened *builtin_notices(struct arena *arena, const struct library *library,
                               const struct doc *about, struct str title);

/* How many things there are in that. */
size_t notices_count(const struct library *library, const struct doc *about);

/* Why an article cannot be shown. */
struct opened *builtin_error(struct arena *arena, struct str title, struct str reason);

/* In place of an article of whose beginning nothing can be shown before all is read. */
struct opened *builtin_waiting(struct arena *arena, struct str title);

/* A page of paragraphs without a title. */
struct opened *builtin_lines(struct arena *arena, const struct str *lines,
                             size_t count);

#endif
