/*
 * `.lecternignore` and `.gitignore`: files that are no part of the library, in the
 * syntax of gitignore.
 *
 * Each folder may have rules of its own. They are asked from the innermost folder out,
 * in each from the last line up, and the first that fits decides; what no rule names is
 * kept. A folder that is left out is never entered, so nothing below it can be taken
 * back in.
 */
#ifndef LECTERN_LIBRARY_FILES_IGNORE_H
#define LECTERN_LIBRARY_FILES_IGNORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

#define IGNORE_FILE_NAME STR(".lecternignore")
#define IGNORE_GIT_NAME STR(".gitignore")

enum {
    /* Rules are matched against every name, so their number is bounded. */
    IGNORE_RULES_MAX = 10000,
    IGNORE_FILE_MAX_BYTES = 1 << 20,
};

struct ignore_rule;

/* The rules of one folder, and those of the folders above it. */
struct ignore {
    const struct ignore *outer;
    struct str folder; /* where the file is */
    struct ignore_rule *rules;
    size_t count;
};

/* Reads the text of a `.lecternignore` in `folder`. `outer` may be NULL. */
struct ignore *ignore_parse(struct arena *arena, const struct ignore *outer,
                            struct str folder, struct str text);

/* True when `path` (relative to the root, below the folder of `ignore`) is left out. */
bool ignore_matches(const struct ignore *ignore, struct str path, bool is_folder);

/* True when the glob `pattern` of gitignore fits the whole of `path`. */
bool ignore_glob(struct str pattern, struct str path);

#endif
