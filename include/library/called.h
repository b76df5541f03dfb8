/*
 * Whether an article is called by a key of the index of names.
 */
#ifndef LECTERN_LIBRARY_CALLED_H
#define LECTERN_LIBRARY_CALLED_H

#include <stdbool.h>

#include "library/library.h"
#include "library/names.h"

/* A names_checker of the articles of a library, which is the context. */
bool called_in_library(void *context, enum name_class class, uint32_t id,
                       struct str key);

bool article_is_called(const struct article *article, enum name_class class,
                       struct str key);

#endif
