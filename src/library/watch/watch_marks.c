/*
 * An event marks nodes; the next report names them.
 *
 * When a name came or went, what was watched under it is not sure any more and is let
 * go: the report names the folder, and listing it again watches it again. So a
 * descriptor that the kernel gives out a second time, an event that was in the queue
 * before its folder was replaced, and a folder that moved all come right by themselves.
 */
#include "library/watch/watch_marks.h"

#include "base/mem.h"
#include "library/file_rules.h"
#include "library/files/ignore.h"

void watch_end(struct watch *watch, struct watch_node *node)
{
    if (node->wd == WATCH_NONE)
        return;
    watch_events_remove(watch->events, node->wd);
    watch_tree_set_wd(&watch->tree, node, WATCH_NONE);
    watch->full = false;
}

void watch_stop_below(struct watch *watch, struct watch_node *top)
{
    struct watch_node *above = top->parent, *node = watch_tree_first(top);
    while (node != NULL) {
        struct watch_node *next = watch_tree_next(node, top);
        watch_end(watch, node);
        watch_tree_prune_one(&watch->tree, node);
        node = next;
    }
    if (above != NULL)
        watch_tree_prune(&watch->tree, above);
}

void watch_forget_marks(struct watch *watch)
{
    for (size_t i = 0; i < watch->changed_count; i++) {
        struct watch_node *node = watch->changed[i];
        /* Those that come later in the list are still changed, and so not freed. */
        node->changed = node->below = false;
        watch_tree_prune(&watch->tree, node);
    }
    watch->changed_count = 0;
}

void watch_mark_everything(struct watch *watch)
{
    watch->stirred = true;
    watch->everything = true;
    watch_forget_marks(watch);
}

/* There is room for the node: watch_tell() sees to it. */
static void mark(struct watch *watch, struct watch_node *node, bool below)
{
    watch->stirred = true;
    if (watch->everything)
        return;
    node->below = node->below || below;
    if (node->changed)
        return;
    node->changed = true;
    watch->changed = mem_grow(watch->changed, watch->changed_count, &watch->changed_cap,
                              sizeof *watch->changed);
    watch->changed[watch->changed_count++] = node;
}

/* A folder, or a link to one, came or went by the name of `entry`, which is watched or
 * new; or it may be read now and could not before. */
static void tell_folder(struct watch *watch, struct watch_node *entry,
                        enum watch_event_kind kind)
{
    mark(watch, entry, kind == WATCH_EVENT_NAME || entry->wd == WATCH_NONE);
    if (kind == WATCH_EVENT_NAME)
        watch_stop_below(watch, entry);
}

/* Something happened to what is in a folder by a name. */
static void tell_name(struct watch *watch, struct watch_node *folder,
                      const struct watch_event *event)
{
    struct watch_node *entry = watch_tree_child(&watch->tree, folder, event->name);
    bool is_rules =
        str_eq(event->name, IGNORE_FILE_NAME) || str_eq(event->name, IGNORE_GIT_NAME);
    if (entry == NULL && !is_rules && str_starts(event->name, STR(".")) &&
        !library_gives_order(event->name))
        return;
    mark(watch, folder, is_rules); /* the rules hold below, too */
    if (entry == NULL && event->is_folder && !watch->everything)
        entry = watch_tree_add_child(&watch->tree, folder, event->name);
    if (entry != NULL)
        tell_folder(watch, entry, event->kind);
}

void watch_mark_root_gone(struct watch *watch)
{
    watch->root_gone = true;
    watch_mark_everything(watch);
}

/* A folder is gone; the one above reports it, too, unless that was not watched. */
static void tell_ended(struct watch *watch, struct watch_node *folder)
{
    watch_tree_set_wd(&watch->tree, folder, WATCH_NONE);
    watch->full = false;
    if (folder == watch->tree.root) {
        watch_mark_root_gone(watch);
        return;
    }
    mark(watch, folder->parent, false);
    mark(watch, folder, true);
    if (watch->everything)
        watch_tree_prune(&watch->tree, folder);
}

void watch_tell(void *context, const struct watch_event *event)
{
    struct watch *watch = context;
    /* An event marks two nodes at most. */
    if (event->kind == WATCH_EVENT_OVERFLOW ||
        watch->changed_count + 2 > WATCH_PLACES_MAX)
        watch_mark_everything(watch);
    if (event->kind == WATCH_EVENT_OVERFLOW)
        return;
    struct watch_node *folder = watch_tree_watched(&watch->tree, event->wd);
    if (folder == NULL)
        return; /* we let go of it */
    switch (event->kind) {
    case WATCH_EVENT_NAME:
    case WATCH_EVENT_CONTENT:
        tell_name(watch, folder, event);
        break;
    case WATCH_EVENT_FOLDER:
        mark(watch, folder, false);
        break;
    case WATCH_EVENT_MOVED:
        watch_mark_root_gone(watch);
        break;
    case WATCH_EVENT_ENDED:
        tell_ended(watch, folder);
        break;
    case WATCH_EVENT_OVERFLOW:
        break;
    }
}
