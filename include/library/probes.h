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
 *
 * Of each folder it is noted, too, what a listing of it has found: a digest of the
 * files that lie directly in it. So a few folders can be looked at without the others.
 */
#ifndef LECTERN_LIBRARY_PROBES_H
#define LECTERN_LIBRARY_PROBES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/str.h"
#include "library/source.h"

enum {
    /* The coarsest times that file systems have: FAT counts in steps of two seconds. */
    PROBES_TICK_MS = 2000,
};

struct probe {
    size_t path_at; /* in the paths */
    bool is_folder;
    uint64_t found; /* in a folder: the sum of the digests of its files */
};

/* A zeroed one has no probes. */
struct probes {
    struct buf paths; /* each ended by a NUL */
    struct probe *items;
    size_t count, cap;
    struct map folders;  /* by the hash of the path: one more than the number */
    uint64_t paths_sum;  /* a digest of the paths, */
    uint64_t stamps_sum; /* and one of the paths with their stamps, */
    uint64_t fixed_sum;  /* of those that are no folders */
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

/* Adds a folder, in which nothing was found yet. */
void probes_add_folder(struct probes *probes, struct str path,
                       const struct file_stamp *stamp);

/* Notes a file, by its digest (file_digest.h), as found in its folder, which was
 * added. */
void probes_meet(struct probes *probes, struct str path, uint64_t digest);

/* Forgets what was found. */
void probes_forget_found(struct probes *probes);

/* The folder with this path; NULL when there is none. */
const struct probe *probes_folder(const struct probes *probes, struct str path);

/* Adds a path as it is now. */
void probes_look(struct probes *probes, const struct source *source, struct str path);

/* Makes these unsure: something counts that they do not show. */
void probes_doubt(struct probes *probes);

/* The digest of all; 0 where they are not sure. */
uint64_t probes_digest(const struct probes *probes);

/* The path of one of the probes. */
struct str probes_path(const struct probes *probes, const struct probe *probe);

/* Whether folders of this library are known to have another time when what is in them
 * changes: not those of FAT, whose root has no time, nor those that a program serves
 * (FUSE). */
bool probes_can_tell(const struct source *source);

#endif
