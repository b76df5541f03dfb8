/*
 * The walk over a source: which files there are, and which of them are articles by
 * their names.
 *
 * Left out are hidden names, the folders of version control and package managers, what
 * `.lecternignore` names, and what leads outside the root. A folder that is reached by
 * a symbolic link is entered after all others and only if it was not seen before, so
 * that loops end and every file has its shortest true path.
 */
#ifndef LECTERN_LIBRARY_SCAN_H
#define LECTERN_LIBRARY_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"
#include "doc/doc.h"
#include "library/notice.h"
#include "library/source.h"

struct scan_file {
    struct str path;
    enum doc_format format; /* of an article */
    bool is_article;        /* by its name; its bytes may tell otherwise */
    struct file_stamp stamp;
};

struct scan {
    struct scan_file *files; /* in the arena */
    size_t count;
    struct str *folders; /* without the root, in the arena */
    size_t folder_count;
};

/*
 * Walks `source`. `wanted` is a file that is an article whatever it is called, or
 * empty. Folders that cannot be listed are notices; only a root that cannot be listed
 * is a failure. What lasts goes into the arena of `notices`.
 */
int scan_source(const struct source *source, struct str wanted, struct notices *notices,
                struct scan *scan, struct error *err);

/* True when a file of that name is an article, and which format it promises. */
bool scan_format(struct str path, enum doc_format *format);

#endif
