/*
 * The walk over a source: which files there are, and which of them are articles by
 * their names.
 *
 * Left out are hidden names, the folders of version control and package managers, what
 * `.lecternignore` names, and what leads outside the root. A folder that is reached by
 * a symbolic link is entered after all others and only if it was not seen before, so
 * that loops end and every file has its shortest true path.
 */
#ifndef LECTERN_LIBRARY_FILES_SCAN_H
#define LECTERN_LIBRARY_FILES_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"
#include "doc/doc.h"
#include "library/hooks.h"
#include "library/notice.h"
#include "library/source.h"

/* Release it; the paths last longer. */
struct file_scan {
    struct scan_file *files; /* in order of their paths */
    size_t count;
    struct str *folders; /* without the root */
    size_t folder_count;
    bool is_partial; /* a shallow walk that ended early */
};

enum {
    /* A shallow walk ends after so many folders or files, the first by their names:
     * some five milliseconds, and as many to name and arrange them. Where a file of the
     * root gives the order of all it does not end before, since any of them may come
     * first. */
    SCAN_SHALLOW_FOLDERS = 250,
    SCAN_SHALLOW_FILES = 1000,
    /* Folders of the root whose pages are looked for all the same. */
    SCAN_SHALLOW_PAGES = 1000,
};

/*
 * Walks `source`. `wanted` is a file that is an article whatever it is called, or
 * empty. Folders that cannot be listed are notices; only a root that cannot be listed
 * is a failure. `shallow` is described above; with a file that is wanted it lists the
 * root alone. Paths go into the arena of `notices`.
 */
int scan_source(const struct source *source, struct str wanted, bool shallow,
                const struct library_hooks *hooks, struct notices *notices,
                struct file_scan *scan, struct error *err);

void scan_release(struct file_scan *scan);

/* Leaves the folders: the drafts have what is needed of the files. */
void scan_forget_files(struct file_scan *scan);

/* Walks likewise, but keeps no file: each is shown to `met` of the hooks, in no order
 * that means anything. */
int scan_show(const struct source *source, struct str wanted,
              const struct library_hooks *hooks, struct error *err);

#endif
