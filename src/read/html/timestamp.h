/*
 * Moments of a video: "01:59:01" (lectern-library.5).
 */
#ifndef LECTERN_READ_HTML_TIMESTAMP_H
#define LECTERN_READ_HTML_TIMESTAMP_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/* Reads "H:M:S" or "M:S", with stray brackets and colons at the ends left out. False
 * for anything else. */
bool timestamp_read(struct str s, unsigned *seconds);

/* Appends "1:59:01", or "59:01" below an hour. */
void timestamp_put(struct buf *out, unsigned seconds);

#endif
