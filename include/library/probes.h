/*
 * Probes: the few paths of a library that show whether a file was added, removed or
 * renamed, without a look at each file.
 *
 * A folder has another time when a name in it comes, goes or changes. So a walk notes
 * every folder, and besides them the files that decide what a walk finds and which may
 * be written to in place: ignore files, files that give the order, and symbolic links,
 * which may lead to something else by now. An article that is written to in place is
 * not noticed.
 *
 * Times are coarse. What was changed shortly before it was looked at may change again
 * without another time, so probes with such a time are not sure, nor are those with a
 * time that is still to come, or on another device than the root.
 */
#ifndef LECTERN_LIBRARY_PROBES_H
#define LECTERN_LIBRARY_PROBES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "library/source.h"

enum {
    /* The coarsest times that file systems have: FAT counts in steps of two seconds. */
    PROBES_TICK_MS = 2000,
};

/* A zeroed one has no probes. */
struct probes {
    struct buf paths;    /* each ended by a NUL */
    uint64_t paths_sum;  /* a digest of the paths, */
    uint64_t stamps_sum; /* and one of the paths with their stamps */
    int64_t since_ns;    /* when it was begun */
    uint64_t device;     /* of the root */
    bool is_begun, is_unsure;
};

/* Now, as the times of files count it. */
int64_t probes_now_ns(void);

/* Forgets all probes. `now_ns` is a time before the first of them is looked at. */
void probes_begin(struct probes *probes, int64_t now_ns);
void probes_release(struct probes *probes);

/* Adds a path, the root's first. The stamp of what is not there is empty. */
void probes_add(struct probes *probes, struct str path, const struct file_stamp *stamp);

/* Adds a path as it is now. */
void probes_look(struct probes *probes, const struct source *source, struct str path);

/* Makes these unsure: something counts that they do not show. */
void probes_doubt(struct probes *probes);

/* The digest of all; 0 where they are not sure. */
uint64_t probes_digest(const struct probes *probes);

/* The paths in turn; `*at` is 0 before the first. */
bool probes_next(const struct probes *probes, size_t *at, struct str *path);

/* Whether folders of this library are known to have another time when what is in them
 * changes: not those of FAT, whose root has no time, nor those that a program serves
 * (FUSE). */
bool probes_can_tell(const struct source *source);

#endif
