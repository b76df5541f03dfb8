/*
 * Whether an article is called by a key of the index of names.
 */
#ifndef LECTERN_LIBRARY_CALLED_H
#define LECTERN_LIBRARY_CALLED_H

#include <stdbool.h>

#include "library/contents.h"
#include "library/names.h"

bool article_is_called(const struct article *article, enum name_class class,
                       struct str key);

#endif
