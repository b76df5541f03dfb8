/*
 * The Markdown files below a folder.
 */
#ifndef LECTERN_BENCH_PATHS_H
#define LECTERN_BENCH_PATHS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"

enum { PATHS_FILE_BYTES_MAX = 64 << 20 }; /* of a file that is worth reading */

struct paths {
    struct arena arena;
    struct str *items; /* as seen from the root, in order */
    size_t count;
};

/* Fails when there is none. */
int paths_read(struct paths *paths, const struct file_root *root, struct error *err);
void paths_release(struct paths *paths);

#endif
