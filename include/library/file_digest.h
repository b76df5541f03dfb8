/*
 * The digest of all files of a library: says whether any of them is another, came or
 * went, and is put together file by file in any order.
 *
 * It is a sum of 64 bits. That chance gives two states of a library the same one must
 * not be expected in the lifetime of a catalog; whoever makes them on purpose has a
 * catalog of his own files that is out of date.
 */
#ifndef LECTERN_LIBRARY_FILE_DIGEST_H
#define LECTERN_LIBRARY_FILE_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/file.h"
#include "base/str.h"

/* Adds a file; the digest of none is 0. `is_named`: as articles are, or by the user who
 * opened the library. */
void file_digest_add(uint64_t *digest, struct str path, const struct file_stamp *stamp,
                     bool is_named);

#endif
