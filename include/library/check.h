/*
 * Links to sections that are not there: what only the article they lead to can tell.
 */
#ifndef LECTERN_LIBRARY_CHECK_H
#define LECTERN_LIBRARY_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "library/facts.h"
#include "library/survey.h"

struct missing_section {
    uint32_t from; /* the article with the link */
    const struct fact_flaw *link;
};

/*
 * Finds the links to sections of other articles that these do not have, in reading
 * order. Reads the articles that they lead to again. The survey must be complete; the
 * list is in `arena`.
 */
size_t check_sections(const struct survey *survey, struct arena *arena,
                      struct missing_section **missing);

/* The same of the links of one article. */
size_t check_article_sections(const struct library *library,
                              const struct opened *opened, struct arena *arena,
                              struct missing_section **missing);

#endif
