/*
 * Links to sections that are not there.
 */
#ifndef LECTERN_CATALOG_NEAR_MISSING_H
#define LECTERN_CATALOG_NEAR_MISSING_H

#include "catalog/check.h"

/* All of a library, in reading order; in the arena. Each article that some lead to is
 * read once at most. */
struct flaw *missing_sections(struct view *view, struct arena *arena, size_t *count);

#endif
