/*
 * What a file is to a library by its name alone.
 */
#ifndef LECTERN_LIBRARY_FILE_RULES_H
#define LECTERN_LIBRARY_FILE_RULES_H

#include <stdbool.h>

#include "base/str.h"
#include "doc/doc.h"
#include "library/source.h"

/* Whether a file of that name is an article, and which format it promises. */
bool library_file_format(struct str path, enum doc_format *format);

/* Whether a folder of that name is kept by a program for itself, without being
 * hidden. */
bool library_is_private(struct str name);

/* Whether a file at this path may be an article of a library, by the names in it: what
 * is hidden may not, what is not called like an article may not. */
bool library_may_hold(struct str path);

/* Whether a file of that path may give an order to the articles of its folder. */
bool library_gives_order(struct str path);

/* Whether a file with that text (or the beginning of it) is called SUMMARY.md and is a
 * list of links: it gives an order and is no article then. */
bool library_is_summary(struct str path, struct str text);

/* Whether a file of that name comes with a collection and is no part of what it says: a
 * licence, a list of changes. These stand last. */
bool library_is_paper(struct str path);

/* Whether there is any such file. */
bool library_has_order(const struct source *source);

#endif
