/*
 * Files beneath a root: the one door to a library on disk.
 *
 * Every file is opened relative to the root and cannot leave it: no "..", absolute
 * path or symbolic link leads outside (openat2 with RESOLVE_BENEATH, or a walk that
 * refuses links where the kernel is too old). Only regular files are read, without
 * waiting, up to a cap, by read() and never by mapping, so that a pipe, a device or
 * a file that shrinks meanwhile is a message and not a fault.
 */
#ifndef LECTERN_BASE_FILE_H
#define LECTERN_BASE_FILE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct file_root {
    int fd; /* the folder; -1 when closed */
    /* Once it is set a listing of a folder, which may be a long one, fails. NULL: none
     * does. */
    const atomic_bool *stop;
};

enum file_kind { FILE_REGULAR, FILE_FOLDER, FILE_OTHER };

/* Distinguishes one state of a file from another, and one file from another. */
struct file_stamp {
    uint64_t size_bytes;
    uint64_t device, inode;
    int64_t mtime_ns, ctime_ns;
};

bool file_stamp_eq(const struct file_stamp *a, const struct file_stamp *b);

struct file_entry {
    struct str name; /* as on disk, any bytes but NUL and '/' */
    enum file_kind kind;
    bool is_link; /* a symbolic link; `kind` is its target's, within the root */
    struct file_stamp stamp;
};

/* Whether folders there are sure to have another time once a name in them came, went or
 * changed: not those of FAT, whose root has no time, nor those that a program serves
 * (FUSE). */
bool file_root_keeps_times(const struct file_root *root);

/* Whether it was asked to stop. */
bool file_root_is_stopped(const struct file_root *root);

int file_root_open(struct file_root *root, const char *path, struct error *err);
void file_root_close(struct file_root *root);

/*
 * Reads a whole file into the arena; `path` is relative to the root. Fails on anything
 * but a regular file and on one larger than `cap_bytes`. With `head` true a larger file
 * is no fault: its first `cap_bytes` are returned. `stamp` may be NULL.
 */
int file_read(const struct file_root *root, struct str path, size_t cap_bytes,
              bool head, struct arena *arena, struct str *content,
              struct file_stamp *stamp, struct error *err);

/*
 * The entries of a folder, sorted by bytes of the name, without "." and ".."; names and
 * the array are in the arena. The empty path is the root itself. Entries that vanish
 * are left out; a link that leads to nothing within the root is FILE_OTHER, without a
 * stamp. Returns FILE_LISTED_IN_PART, with `err` set, when
 * there are others that cannot be looked at.
 */
enum { FILE_LISTED_IN_PART = 1 };
int file_list(const struct file_root *root, struct str path, struct arena *arena,
              struct file_entry **entries, size_t *count, struct error *err);

int file_stat(const struct file_root *root, struct str path, enum file_kind *kind,
              struct file_stamp *stamp, struct error *err);

/*
 * Opens a folder for what only a descriptor is good for, such as being watched, and
 * returns it or -1. The empty path is the root itself. Close with close().
 */
int file_open_folder(const struct file_root *root, struct str path, struct error *err);

/* Reads a stream to its end, e.g. standard input; fails beyond `cap_bytes`. */
int file_read_stream(int fd, size_t cap_bytes, struct arena *arena, struct str *content,
                     struct error *err);

/* The parts of a path: "a/b/c.md" has the folder "a/b", the name "c.md", the stem "c"
 * and the suffix "md". */
struct str path_folder(struct str path);
struct str path_name(struct str path);
struct str path_stem(struct str path);
struct str path_suffix(struct str path);

/*
 * `path` as seen from the folder `base`, both relative to the root, with "." and ".."
 * taken out; a leading '/' means the root. False when it would leave the root.
 */
bool path_join(struct arena *arena, struct str base, struct str path,
               struct str *joined);

/* Writes all of `bytes`: waits for a descriptor that is not ready, goes on after a
 * signal. 0, or the errno of what went wrong. */
int file_write_all(int fd, struct str bytes);

/* Fills what the caller left closed of the three standard descriptors, so that no file
 * that is opened later takes the place of one. What is read or written there fails. */
void file_fill_standard(void);

#endif
