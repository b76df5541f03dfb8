/*
 * What the system reports about a folder: inotify in the watch's words, or nothing at
 * all where there is no inotify.
 *
 * Only changes are asked for, never that something is opened or read: the reader's own
 * reading must not wake it.
 */
#ifndef LECTERN_LIBRARY_WATCH_WATCH_EVENTS_H
#define LECTERN_LIBRARY_WATCH_WATCH_EVENTS_H

#include <stdbool.h>

#include "base/str.h"

enum watch_event_kind {
    WATCH_EVENT_NAME,     /* a name came, went, or stands for something else now */
    WATCH_EVENT_CONTENT,  /* what a name stands for was written or may be read or not */
    WATCH_EVENT_FOLDER,   /* the folder itself may be read or not */
    WATCH_EVENT_MOVED,    /* the folder itself was moved; reported for the root only */
    WATCH_EVENT_ENDED,    /* the folder is gone, and its watch with it */
    WATCH_EVENT_OVERFLOW, /* too much happened: events are lost; of no folder */
};

struct watch_event {
    enum watch_event_kind kind;
    int wd;
    bool is_folder;  /* what the name stands for, a link to one not counted */
    struct str name; /* in the folder; any bytes */
};

/* What is done about an event. */
typedef void watch_event_teller(void *context, const struct watch_event *event);

/* A queue of events to poll, or -1 where there is none. Close with close(). */
int watch_events_open(void);

enum watch_answer {
    WATCH_ADDED,
    WATCH_REFUSED, /* this folder cannot be watched */
    WATCH_FULL,    /* nor any other: the system's limit is reached */
};

/*
 * Watches the folder that `folder` is open on. Its descriptor is that of another path
 * when the folder is watched by that already.
 */
enum watch_answer watch_events_add(int events, int folder, bool is_root, int *wd);

/* What is still in the queue of the folder is reported nevertheless. */
void watch_events_remove(int events, int wd);

/* Tells what is in the queue, or much of it when it fills while it is read. */
void watch_events_read(int events, watch_event_teller *tell, void *context);

/* True when a folder is on a file system that others may write to without the system's
 * knowing: a network's, or one served by a program. */
bool watch_events_are_partial(int folder);

#endif
