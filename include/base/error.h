/*
 * What went wrong with the outside world, as one line for a person.
 *
 * A function that may fail returns 0 or -1 and takes a `struct error *` last; its
 * output parameters are written only on success. The text is lower case, without a
 * full stop, names what failed first and its subject in single quotes:
 *
 *     cannot read 'x.md': permission denied
 *
 * The text may carry bytes of file names and documents as they are; whatever shows it
 * uses the sanitiser (base/text.h) like everything else.
 */
#ifndef LECTERN_BASE_ERROR_H
#define LECTERN_BASE_ERROR_H

#include "base/str.h"

enum { ERROR_CAP_BYTES = 1024 };

struct error {
    char text[ERROR_CAP_BYTES]; /* NUL-terminated, cut when too long */
};

/* Writes the message and returns -1, so that `return error_set(err, ...)` reads well.
 * `err` may be NULL where nobody wants to know. */
int error_set(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* As error_set, with ": " and the meaning of `errnum` after, in lower case. */
int error_errno(struct error *err, int errnum, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

struct str error_str(const struct error *err);

#endif
