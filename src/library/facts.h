/*
 * Facts: the little that is kept of an article when the whole library was read once.
 *
 * An article's facts are gathered from its opened form, copied into an arena that lives
 * as long as the survey, and never change.
 */
#ifndef LECTERN_LIBRARY_FACTS_H
#define LECTERN_LIBRARY_FACTS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "library/library.h"

/* A link to another article; of several in one section to one article the first. */
struct fact_link {
    uint32_t to;
    struct str text; /* its label, clean */
    struct str slug; /* of the section it stands in; may be empty */
};

struct facts {
    struct fact_link *links; /* in order of the article */
    size_t link_count;
};

/* Everything that lasts goes into `arena`; `scratch` is the arena of the article. */
struct facts *facts_gather(const struct opened *opened, struct arena *arena,
                           struct arena *scratch);

#endif
