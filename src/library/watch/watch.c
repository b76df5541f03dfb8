/*
 * Which folders are watched, and when their changes are reported.
 */
#include "library/watch.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/source.h"
#include "library/watch/watch_events.h"
#include "library/watch/watch_marks.h"
#include "library/watch/watch_tree.h"

/* --- Life --- */

static nlink_t root_links(const struct watch *watch)
{
    struct stat st;
    return fstat(watch->source->root.fd, &st) == 0 ? st.st_nlink : 0;
}

struct watch *watch_new(const struct source *source,
                        const struct watch_options *options, int64_t now_ms)
{
    struct watch_options chosen = {0};
    if (source->root.fd < 0)
        return NULL;
    if (options != NULL)
        chosen = *options;
    struct watch *watch;
    watch = mem_alloc(sizeof *watch);
    *watch = (struct watch){
        .source = source,
        .events = chosen.no_events ? -1 : watch_events_open(),
        .folders_max = chosen.folders_max > 0 ? chosen.folders_max : WATCH_FOLDERS_MAX,
        .rescanning = true,
        .asked_ms = now_ms,
        .interval_ms = WATCH_RESCAN_MIN_MS,
        .due_ms = now_ms + WATCH_RESCAN_MIN_MS,
    };
    watch->has_trouble[TROUBLE_NO_EVENTS] = watch->events < 0;
    watch->root_counted = root_links(watch) > 0;
    watch_tree_init(&watch->tree);
    return watch;
}

void watch_free(struct watch *watch)
{
    if (watch == NULL)
        return;
    if (watch->events >= 0)
        close(watch->events);
    watch_tree_release(&watch->tree);
    free(watch->changed);
    arena_release(&watch->report);
    free(watch);
}

/* --- Watching --- */

/* Lets go of the folders that the last rescan did not meet. */
static void unwatch_unmet(struct watch *watch)
{
    struct watch_node *top = watch->tree.root, *node = watch_tree_first(top);
    while (node != NULL) {
        struct watch_node *next = watch_tree_next(node, top);
        if (node->scan != watch->scan)
            watch_end(watch, node);
        watch_tree_prune_one(&watch->tree, node);
        node = next;
    }
}

static void give_wd(struct watch *watch, struct str path, int wd)
{
    struct watch_node *node = watch_tree_add(&watch->tree, path);
    struct watch_node *other = watch_tree_watched(&watch->tree, wd);
    node->scan = watch->scan;
    if (other == node)
        return;
    /* One folder by two paths: it moved, or a link leads to it. The last holds. */
    if (other != NULL)
        watch_tree_set_wd(&watch->tree, other, WATCH_NONE);
    watch_end(watch, node);
    watch_tree_set_wd(&watch->tree, node, wd);
    if (other != NULL)
        watch_tree_prune(&watch->tree, other);
}

/* Counts a folder whose changes may not be reported. */
static void count_unheard(struct watch *watch, enum trouble why)
{
    watch->unheard++;
    watch->has_trouble[why] = true;
}

static void watch_opened(struct watch *watch, int folder, struct str path)
{
    if (watch_events_are_partial(folder))
        watch->unheard++;
    int wd;
    switch (watch_events_add(watch->events, folder, path.len == 0, &wd)) {
    case WATCH_ADDED:
        give_wd(watch, path, wd);
        break;
    case WATCH_REFUSED:
        count_unheard(watch, TROUBLE_REFUSED);
        break;
    case WATCH_FULL:
        watch->full = true;
        count_unheard(watch, TROUBLE_FULL);
        break;
    }
}

void watch_folder(struct watch *watch, struct str path)
{
    if (watch == NULL || watch->events < 0)
        return;
    struct watch_node *node = watch_tree_find(&watch->tree, path);
    if ((node == NULL || node->wd == WATCH_NONE) &&
        (watch->full || watch->tree.watched >= watch->folders_max)) {
        count_unheard(watch, watch->full ? TROUBLE_FULL : TROUBLE_MANY);
        return;
    }
    int folder = file_open_folder(&watch->source->root, path, NULL);
    if (folder >= 0) {
        watch_opened(watch, folder, path);
        close(folder);
    } else if (node != NULL) {
        watch_stop_below(watch, node);
    }
}

/* --- When it is reported --- */

int watch_fd(const struct watch *watch)
{
    return watch != NULL ? watch->events : -1;
}

/* True when not everything is known by events. */
static bool needs_rescans(const struct watch *watch)
{
    return watch->events < 0 || watch->unheard > 0 || watch->unheard_before > 0;
}

static int64_t report_due_ms(const struct watch *watch)
{
    int64_t quiet_ms = watch->last_ms + WATCH_QUIET_MS;
    int64_t noise_ms = watch->first_ms + WATCH_NOISE_MS;
    return quiet_ms < noise_ms ? quiet_ms : noise_ms;
}

int watch_timeout_ms(const struct watch *watch, int64_t now_ms)
{
    int64_t due_ms = INT64_MAX;
    if (watch == NULL)
        return -1;
    if (watch->pending)
        due_ms = report_due_ms(watch);
    if (needs_rescans(watch) && watch->due_ms < due_ms)
        due_ms = watch->due_ms;
    if (due_ms == INT64_MAX)
        return -1;
    if (due_ms <= now_ms)
        return 0;
    return due_ms - now_ms < INT_MAX ? (int)(due_ms - now_ms) : INT_MAX;
}

static void read_events(struct watch *watch, int64_t now_ms)
{
    if (watch->events < 0)
        return;
    watch->stirred = false;
    watch_events_read(watch->events, watch_tell, watch);
    if (!watch->stirred)
        return;
    if (!watch->pending)
        watch->first_ms = now_ms;
    watch->last_ms = now_ms;
    watch->pending = true;
}

/* True when the fallback is due, and sets it for the next time. While it is not needed
 * it is always an interval away. */
static bool take_rescan(struct watch *watch, int64_t now_ms)
{
    bool is_due = needs_rescans(watch) && now_ms >= watch->due_ms;
    if (is_due || !needs_rescans(watch))
        watch->due_ms = now_ms + watch->interval_ms;
    return is_due;
}

static bool is_below_another(const struct watch_node *node)
{
    const struct watch_node *up = node->parent;
    while (up != NULL && !up->below)
        up = up->parent;
    return up != NULL;
}

static int compare_places(const void *a, const void *b)
{
    const struct watch_place *left = a, *right = b;
    return str_cmp(left->path, right->path);
}

static void report_places(struct watch *watch, struct watch_change *change)
{
    struct watch_place *places =
        ARENA_ARRAY(&watch->report, watch->changed_count, struct watch_place);
    size_t count = 0;
    for (size_t i = 0; i < watch->changed_count; i++) {
        const struct watch_node *node = watch->changed[i];
        if (!is_below_another(node))
            places[count++] = (struct watch_place){
                watch_tree_path(node, &watch->report), node->below};
    }
    qsort(places, count, sizeof *places, compare_places);
    change->places = places;
    change->count = count;
}

/* The folders that are met from here on are those of a new rescan. */
static void begin_rescan(struct watch *watch, int64_t now_ms)
{
    watch->scan++;
    watch->unheard_before += watch->unheard;
    watch->unheard = 0;
    watch->full = false;
    watch->rescanning = true;
    watch->asked_ms = now_ms;
}

bool watch_take(struct watch *watch, int64_t now_ms, struct watch_change *change)
{
    if (watch == NULL)
        return false;
    read_events(watch, now_ms);
    if (take_rescan(watch, now_ms))
        watch_mark_everything(watch);
    else if (!watch->pending || now_ms < report_due_ms(watch))
        return false;
    if (watch->root_counted && root_links(watch) == 0)
        watch_mark_root_gone(watch);
    arena_clear(&watch->report);
    *change = (struct watch_change){
        .everything = watch->everything,
        .root_gone = watch->root_gone,
    };
    if (watch->everything)
        begin_rescan(watch, now_ms);
    else
        report_places(watch, change);
    watch_forget_marks(watch);
    watch->pending = watch->everything = watch->root_gone = false;
    return true;
}

void watch_rescanned(struct watch *watch, int64_t now_ms, bool found)
{
    if (watch == NULL || !watch->rescanning)
        return;
    watch->rescanning = false;
    watch->unheard_before = 0;
    unwatch_unmet(watch);
    watch->interval_ms = found ? WATCH_RESCAN_MIN_MS : watch->interval_ms * 2;
    if (watch->interval_ms > WATCH_RESCAN_MAX_MS)
        watch->interval_ms = WATCH_RESCAN_MAX_MS;
    int64_t pause_ms = (now_ms - watch->asked_ms) * WATCH_PAUSE_FACTOR;
    watch->due_ms =
        now_ms + (pause_ms > watch->interval_ms ? pause_ms : watch->interval_ms);
}

const char *watch_trouble(struct watch *watch)
{
    static const char *const texts[TROUBLE_COUNT] = {
        [TROUBLE_NO_EVENTS] = "changes show late: the system does not tell of them",
        [TROUBLE_REFUSED] = "changes in some folders show late: the system does not "
                            "let them be watched",
        [TROUBLE_MANY] =
            "changes in some folders show late: there are too many to watch",
        [TROUBLE_FULL] = "changes in some folders show late: more cannot be watched "
                         "(fs.inotify.max_user_watches)",
    };

    for (size_t i = 0; watch != NULL && i < TROUBLE_COUNT; i++) {
        if (watch->has_trouble[i] && !watch->has_said[i]) {
            watch->has_said[i] = true;
            return texts[i];
        }
    }
    return NULL;
}
