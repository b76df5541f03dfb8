/*
 * The state of a watch, and what an event changes in it. watch.c decides what is
 * watched, and when changes are reported.
 *
 * A node of the tree (watch_tree.h) to which something happened is *marked*: it is in
 * the list of what changed. An event *stirs* the watch unless it is of no concern.
 */
#ifndef LECTERN_LIBRARY_WATCH_WATCH_MARKS_H
#define LECTERN_LIBRARY_WATCH_WATCH_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "library/watch/watch_events.h"
#include "library/watch/watch_tree.h"

struct source;

enum {
    /* Beyond it a look at everything costs no more than at so many places. */
    WATCH_PLACES_MAX = 4096,
};

enum trouble {
    TROUBLE_NO_EVENTS,
    TROUBLE_REFUSED,
    TROUBLE_MANY, /* more folders than we want to watch */
    TROUBLE_FULL, /* more than the system lets us */
    TROUBLE_COUNT
};

struct watch {
    const struct source *source;
    struct watch_tree tree;
    int events; /* -1 when there is only the fallback */
    size_t folders_max;
    bool full;     /* the system said so; asked again with the next rescan */
    uint32_t scan; /* the number of the rescan that goes on, or is next */

    /* What happened since the last report. */
    bool stirred; /* something did, while events were read */
    bool pending;
    bool everything, root_gone;
    int64_t first_ms, last_ms; /* of the stir that is pending */
    struct watch_node **changed;
    size_t changed_count, changed_cap;

    /* The fallback. Folders whose changes may not be reported are counted: those that
     * the rescan which goes on has met, or the last one; and as long as it goes on,
     * those of the ones before it. */
    size_t unheard, unheard_before;
    bool rescanning; /* everything was asked for and is not done yet */
    int64_t asked_ms;
    int64_t interval_ms, due_ms;

    bool has_trouble[TROUBLE_COUNT], has_said[TROUBLE_COUNT];
    bool root_counted; /* its file system counts links, so none means deleted */
    struct arena report;
};

/* Notes an event; the context is the watch. */
void watch_tell(void *context, const struct watch_event *event);

/* Marks everything: single marks are of no use then, and are forgotten. */
void watch_mark_everything(struct watch *watch);

/* The same, and that the root is not where it was. */
void watch_mark_root_gone(struct watch *watch);

/* Takes the marks from all nodes, once they were reported. */
void watch_forget_marks(struct watch *watch);

/* Ends the watch on one folder, if it is watched. */
void watch_end(struct watch *watch, struct watch_node *node);

/* Ends the watch on `top` and all below it; `top` itself may be freed. */
void watch_stop_below(struct watch *watch, struct watch_node *top);

#endif
