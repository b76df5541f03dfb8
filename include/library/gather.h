/*
 * Gathering the facts of an article from its opened form.
 */
#ifndef LECTERN_LIBRARY_GATHER_H
#define LECTERN_LIBRARY_GATHER_H

#include "base/arena.h"
#include "library/facts.h"
#include "library/library.h"

/* Everything that lasts goes into `arena`; `scratch` is the arena of the article. */
struct facts *facts_gather(const struct library *library, const struct opened *opened,
                           struct arena *arena, struct arena *scratch);

/* The facts of an article that could not be read: none but the reason. */
struct facts *facts_of_unread(struct str trouble, struct arena *arena);

/* The links of an article to others, and what is wrong with its links (facts_links.c).
 * Part of facts_gather(). */
void facts_gather_links(struct facts *facts, const struct opened *opened,
                        struct arena *arena, struct arena *scratch);
void facts_gather_flaws(struct facts *facts, const struct opened *opened,
                        struct arena *arena);

#endif
