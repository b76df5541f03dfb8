/*
 * Gathering the facts of an article from its opened form.
 */
#ifndef LECTERN_LIBRARY_FACTS_GATHER_H
#define LECTERN_LIBRARY_FACTS_GATHER_H

#include "base/arena.h"
#include "library/facts.h"
#include "library/library.h"

/* Everything that lasts goes into `arena`; `scratch` is the arena of the article. */
struct facts *facts_gather(const struct library *library, const struct opened *opened,
                           struct arena *arena, struct arena *scratch);

/* The facts of an article that could not be read: none but the reason. */
struct facts *facts_of_unread(struct str trouble, struct arena *arena);

/* What is wrong with the article and its links (gather_flaws.c). Part of
 * facts_gather(). */
void facts_gather_flaws(struct facts *facts, const struct library *library,
                        const struct opened *opened, struct arena *arena,
                        struct arena *scratch);

/* Whether where a link leads depends on the names of the library: it leads to an
 * article or another file, or may when names change. */
bool facts_is_by_name(const struct opened *opened, size_t index);

/* The links of all answers that lead to articles or sections (gather_pointers.c). Part
 * of facts_gather(). */
void facts_gather_pointers(struct facts *facts, const struct opened *opened,
                           struct arena *arena, struct arena *scratch);

enum { FACTS_FLAWS_PER_LINK = 2 };

/* The flaws of such a link, by its target; returns how many. Their order, line and text
 * are for the caller to fill in. */
size_t facts_judge(const struct target *target,
                   struct fact_flaw flaws[FACTS_FLAWS_PER_LINK]);

#endif
