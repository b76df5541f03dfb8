/*
 * Packing: bytes of a catalog that repeat themselves, deflated.
 *
 *     length   of the bytes, as a varint
 *     bytes    as they are, when there are so many; else as a raw deflate stream
 *
 * What is unpacked may be damaged or a stranger's. It never takes more memory than a
 * fixed multiple of what is there, so a few bytes that stand for many are refused
 * before anything is done for them: what would be packed tighter than that is kept as
 * it is.
 */
#ifndef LECTERN_CATALOG_STORE_PACK_H
#define LECTERN_CATALOG_STORE_PACK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

enum {
    /* The most bytes of a record before it is packed. Facts and links of the largest
     * article that is read take a tenth of it. */
    PACK_BYTES_MAX = 64 << 20,
    /* Bytes that one packed byte may stand for. In text it is two or three, in an
     * article that says one thing over and over it may be a thousand. */
    PACK_RATIO_MAX = 32,
};

/* Packs one thing after the other, and keeps what that takes, 128 KiB, meanwhile. For
 * one thread at a time. */
struct packer;

struct packer *packer_new(void);
void packer_free(struct packer *packer); /* NULL is fine */

/* An empty buffer, the packer's, for what is to be packed. */
struct buf *packer_begin(struct packer *packer);

/* Adds to `out` what was written into the buffer, packed. */
void packer_end(struct packer *packer, struct buf *out);

/* The first `most` of the bytes that were packed, all of them when there are no more;
 * in the arena. False when it is damaged, as far as it was looked at: what lies after
 * `most` is not, and takes no time. */
bool pack_get(struct str packed, size_t most, struct arena *arena, struct str *bytes);

#endif
