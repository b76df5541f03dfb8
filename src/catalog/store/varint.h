/*
 * Numbers as few bytes: seven bits a byte, the least first; the upper bit says that
 * more follow.
 */
#ifndef LECTERN_CATALOG_STORE_VARINT_H
#define LECTERN_CATALOG_STORE_VARINT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

void varint_put(struct buf *out, uint64_t value);

/* Takes a number off the front of `*rest`; false when there is none. */
bool varint_get(struct str *rest, uint64_t *value);

#endif
