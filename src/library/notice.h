/*
 * Notices: what was found wrong with a library while it was opened and did not keep it
 * from being read.
 */
#ifndef LECTERN_LIBRARY_NOTICE_H
#define LECTERN_LIBRARY_NOTICE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "library/contents.h"

struct notices {
    struct arena *arena; /* of the library */
    struct library_notice *first, *last;
    size_t count;
};

/* Adds one about a file that could not be read, and why. */
void notice_unread(struct notices *notices, struct str path, struct str why);

/* Adds a notice about the file `path` (which may be empty). */
void notice_add(struct notices *notices, struct str path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
