/*
 * The body of an article as it is indexed: its text as words for the index (segment.h),
 * and its spans in them (spans.h).
 */
#ifndef LECTERN_CATALOG_TEXT_BODY_H
#define LECTERN_CATALOG_TEXT_BODY_H

#include "catalog/text/spans.h"
#include "library/facts.h"
#include "library/library.h"

struct body {
    struct str text;
    struct spans spans; /* but for the words of the title */
};

/* Makes the body of an article that was read. All is in the arena. */
struct body body_make(const struct opened *opened, const struct facts *facts,
                      struct arena *arena);

#endif
