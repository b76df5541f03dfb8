/* What a name is of: an article in one way or another, or a part of it. */
#ifndef LECTERN_CATALOG_NAME_KIND_H
#define LECTERN_CATALOG_NAME_KIND_H

#include <stdint.h>

enum name_kind { NAME_OF_TITLE, NAME_OF_ALIAS, NAME_OF_HEADING, NAME_OF_PATH };

/* In the place of a heading's index: before the first heading. */
#define SEARCH_TOP UINT32_MAX

#endif
