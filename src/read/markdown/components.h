/*
 * Which names in angle brackets are components': those that a "</name>" closes
 * somewhere. "<your-name>" and the "<T>" of "List<T>" are words, and so is a "</name>"
 * that closes nothing.
 */
#ifndef LECTERN_READ_MARKDOWN_COMPONENTS_H
#define LECTERN_READ_MARKDOWN_COMPONENTS_H

#include <stdbool.h>

#include "base/map.h"
#include "base/str.h"

/* Zeroed before its first use, which goes through the text. */
struct components {
    struct map names; /* a set of hashes */
    bool is_filled;
};

void components_release(struct components *components);

/* True when `name` is closed in `text`, the same one in each call. */
bool components_has(struct components *components, struct str text, struct str name);

/* True when `name` is opened in `text`, the same one in each call. */
bool components_opens(struct components *components, struct str text, struct str name);

#endif
