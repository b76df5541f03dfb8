/*
 * The watch: noticing that a library's folder changed while one reads.
 *
 * Where the system reports changes (inotify), every folder of the library is watched
 * and only those that changed are named. Where it does not (another system, more
 * folders than may be watched, file systems that other hosts write to) the watch asks
 * for a *rescan* now and then, which is the fallback. Both go on side by side when only
 * a part can be watched.
 *
 * One thread owns a watch and drives it: it waits in poll(2) for watch_fd(), at most
 * watch_timeout_ms(), then calls watch_take(), and when that reports a change:
 *
 *     watch_take(watch, now, &change)
 *     for each place of the change, or the whole library:
 *         watch_folder(watch, path)      then, not before, list the folder
 *     watch_rescanned(watch, now, found)
 *
 * A folder is watched first and listed then, so that no change falls in between. Every
 * folder is given to watch_folder() each time that it is listed: this heals whatever
 * went wrong with its watch, and a whole rescan forgets the folders that it did not
 * meet.
 *
 * Times are of a clock that never goes back, in milliseconds. What one program does in
 * many steps (an editor's save by a new name, a checkout, a copy of thousands of files)
 * is one change: it is reported when nothing has happened for WATCH_QUIET_MS, and at
 * the latest WATCH_NOISE_MS after it began.
 *
 * Not reported: that a file is being written, before the writer closes it; changes by
 * hidden names, which are no part of a library, and so of a file that only a link leads
 * to.
 *
 * All functions take NULL for a watch that never reports anything.
 */
#ifndef LECTERN_LIBRARY_WATCH_H
#define LECTERN_LIBRARY_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum {
    WATCH_QUIET_MS = 150,  /* longer than a program needs between two of its steps */
    WATCH_NOISE_MS = 1500, /* as long as a reader waits without thinking it broken */
    WATCH_RESCAN_MIN_MS = 10000, /* between rescans, doubled while they find nothing */
    WATCH_RESCAN_MAX_MS = 60000,
    /* A rescan that took long is followed by this many times as long a pause, so that a
     * library of a million files on a slow network is not read all the time. */
    WATCH_PAUSE_FACTOR = 9,
    /* The kernel needs about 1 KB for each and has one limit for all programs of a
     * person, fs.inotify.max_user_watches: others want some, too. */
    WATCH_FOLDERS_MAX = 1 << 16,
};

struct source;
struct watch;

struct watch_options {
    bool no_events;     /* only the fallback, also where the system reports changes */
    size_t folders_max; /* at most so many are watched; 0 is WATCH_FOLDERS_MAX */
};

/*
 * A folder that changed: it is to be listed again. With `below` it came, went or was
 * replaced by another, and so is everything below it. Such a folder may be gone, or one
 * that the library leaves out: the folder above it, which reports this, is a place,
 * too, or is below one, and comes before it.
 */
struct watch_place {
    struct str path; /* relative to the root, bytes as on disk; empty is the root */
    bool below;
};

struct watch_change {
    bool everything; /* look at the whole library; there are no places then */
    /* The root was moved away, deleted or unmounted. What can still be read through the
     * source is the old folder, wherever it is now. */
    bool root_gone;
    const struct watch_place
        *places; /* sorted, each once, none below another's `below` */
    size_t count;
};

/*
 * Watches nothing yet. `options` may be NULL; `source` outlives the watch and is only
 * read. NULL when the source is no folder: a stream and the starter library never
 * change. Never fails: what cannot be watched is rescanned.
 */
struct watch *watch_new(const struct source *source,
                        const struct watch_options *options, int64_t now_ms);
void watch_free(struct watch *watch);

/* What to wait for in poll(2) until it can be read; -1 when there is only the
 * fallback. */
int watch_fd(const struct watch *watch);

/* How long to wait for it at most before watch_take() is called; -1 is for ever. */
int watch_timeout_ms(const struct watch *watch, int64_t now_ms);

/* Watches a folder, by its path from the root, or does so again. One that is not there,
 * or that a link takes out of the root, is not watched. */
void watch_folder(struct watch *watch, struct str path);

/* Reads what has happened. True when it is time to look at it; `*change` and what it
 * points to then stay until the next call. */
bool watch_take(struct watch *watch, int64_t now_ms, struct watch_change *change);

/*
 * Tells that the library was looked at, for the first time or as the last change asked,
 * and whether anything was `found` to differ. A rescan that was broken off is none.
 */
void watch_rescanned(struct watch *watch, int64_t now_ms, bool found);

/* Why changes may be noticed late, to be said to the reader, or NULL: each reason is
 * given once. */
const char *watch_trouble(struct watch *watch);

#endif
