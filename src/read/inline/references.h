/*
 * The names that "[name]: destination" defines in a text.
 */
#ifndef LECTERN_READ_INLINE_REFERENCES_H
#define LECTERN_READ_INLINE_REFERENCES_H

#include <stdbool.h>

#include "base/map.h"
#include "base/str.h"

/* Zeroed but for the text, which is gone through when it is first asked for a name. */
struct references {
    struct str text;
    struct map names; /* a set of hashes */
    bool is_filled;
};

void references_release(struct references *references);

/* True when the text defines `name`, in whatever case and with whatever blanks. */
bool references_has(struct references *references, struct str name);

#endif
