/*
 * Where the bytes of a library come from: a folder on disk, one stream, or the starter
 * articles in the program itself. Nothing above this file knows which.
 *
 * A source is read-only after it was opened, so several threads may read from it.
 */
#ifndef LECTERN_LIBRARY_SOURCE_H
#define LECTERN_LIBRARY_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"

struct source;

/* The contracts are those of file_list() and file_read(). */
struct source_ops {
    int (*list)(const struct source *source, struct str folder, struct arena *arena,
                struct file_entry **entries, size_t *count, struct error *err);
    int (*read)(const struct source *source, struct str path, size_t cap_bytes,
                bool head, struct arena *arena, struct str *content,
                struct file_stamp *stamp, struct error *err);
};

struct source {
    const struct source_ops *ops;
    struct file_root root; /* of a folder; closed in the others */
    struct file_stamp root_stamp;
    struct str stream; /* of a stream: all it gave */
};

/* What a stream's only file is called. */
#define SOURCE_STREAM_PATH STR("-")

int source_open_folder(struct source *source, const char *path, struct error *err);

/* Reads the stream to its end, into the arena. */
int source_open_stream(struct source *source, int fd, struct arena *arena,
                       struct error *err);

void source_open_starter(struct source *source);

void source_close(struct source *source);

/* Whether there is a regular file at a path of it. */
bool source_has(const struct source *source, struct str path);

/* Whether the library is no longer wanted: every loop over files asks this. */
bool source_is_stopped(const struct source *source);

/* Where a library is. */
struct located {
    struct str root;   /* the folder, absolute; empty for what is in memory */
    struct str wanted; /* the file that was named; empty for a folder */
    struct str name;   /* what to call the library when nothing in it says so */
};

/* Opens the source of what library_open() is given. Everything is in `arena`. When it
 * fails the source may be open all the same: close it. */
int source_locate(struct source *source, const char *path, struct arena *arena,
                  struct located *located, struct error *err);

#endif
