/*
 * What the watch tells is enough: whoever lists only the places that it names always
 * ends with the folder as it is, whatever happened and whenever.
 *
 * Folders and files are made, written, moved and deleted at random, also while they are
 * being listed. A *follower* keeps a list of what it believes to be there, in the way
 * that include/library/watch.h asks for; at the end it is compared with the truth.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "library/source.h"
#include "library/watch.h"

#include "temp_library.h"

enum {
    RUNS = 20,
    STEPS = 60,
    PATH_CAP = 64,
    BELIEFS_MAX = 4096,
};

struct belief {
    char path[PATH_CAP];
    bool is_folder;
    uint64_t inode;
    int64_t mtime_ns; /* of a file */
};

struct follower {
    struct temp_library temp;
    struct source source;
    struct watch *watch;
    struct arena arena;
    uint32_t random;
    bool disturbed; /* things happen while folders are listed */
    struct belief beliefs[BELIEFS_MAX];
    size_t count;
    int64_t now_ms;
};

/* --- What happens ---------------------------------------------------------------- */

static uint32_t pick(struct follower *follower, uint32_t below)
{
    follower->random = follower->random * 1664525u + 1013904223u;
    return (follower->random >> 16) % below;
}

/* A path of one to four names out of two, so that they often meet. */
static void pick_path(struct follower *follower, char *path, size_t cap)
{
    size_t len = (size_t)snprintf(path, cap, "%s", follower->temp.path);
    for (uint32_t depth = 1 + pick(follower, 4); depth > 0; depth--)
        len += (size_t)snprintf(path + len, cap - len, "/%c",
                                'a' + (int)pick(follower, 2));
}

static void write_something(const char *path)
{
    FILE *file = fopen(path, "a");
    if (file == NULL)
        return;
    fputs("more\n", file);
    fclose(file);
}

/* Most of it fails, since the paths are not there: that happens, too. */
static void do_something(struct follower *follower)
{
    char path[256], other[256];
    pick_path(follower, path, sizeof path);
    pick_path(follower, other, sizeof other);
    switch (pick(follower, 16)) {
    case 0:
        (void)nftw(path, temp_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
        break;
    case 1:
    case 2:
    case 3:
        write_something(path);
        break;
    case 4:
    case 5:
    case 6:
    case 7:
        (void)rename(path, other);
        break;
    default:
        (void)mkdir(path, 0755);
    }
}

/* --- The follower ---------------------------------------------------------------- */

static bool is_below(const char *path, struct str folder)
{
    struct str str = str_from(path);
    return folder.len == 0 || (str_starts(str, folder) && str.ptr[folder.len] == '/');
}

static struct belief *find(struct follower *follower, const char *path)
{
    for (size_t i = 0; i < follower->count; i++) {
        if (strcmp(follower->beliefs[i].path, path) == 0)
            return &follower->beliefs[i];
    }
    return NULL;
}

static void forget_below(struct follower *follower, struct str folder)
{
    size_t kept = 0;
    for (size_t i = 0; i < follower->count; i++) {
        if (!is_below(follower->beliefs[i].path, folder))
            follower->beliefs[kept++] = follower->beliefs[i];
    }
    follower->count = kept;
}

static void forget(struct follower *follower, size_t index)
{
    char path[PATH_CAP];
    memcpy(path, follower->beliefs[index].path, sizeof path);
    follower->beliefs[index] = follower->beliefs[--follower->count];
    forget_below(follower, str_from(path));
}

static bool is_listed(const char *path, struct str folder,
                      const struct file_entry *entries, size_t count)
{
    struct str name = str_tail(str_from(path), folder.len + (folder.len > 0));
    for (size_t i = 0; i < count; i++) {
        if (str_eq(entries[i].name, name))
            return true;
    }
    return false;
}

/* Forgets what stood in a folder itself and does not any more. */
static void forget_unlisted(struct follower *follower, struct str folder,
                            const struct file_entry *entries, size_t count)
{
    size_t i = 0;
    while (i < follower->count) {
        const char *path = follower->beliefs[i].path;
        if (is_below(path, folder) && str_eq(path_folder(str_from(path)), folder) &&
            !is_listed(path, folder, entries, count)) {
            forget(follower, i);
            i = 0; /* others may have gone with it */
        } else {
            i++;
        }
    }
}

/* Believes an entry; true when it is a folder that was not known. */
static bool believe(struct follower *follower, const char *path,
                    const struct file_entry *entry)
{
    struct belief *belief = find(follower, path);
    bool is_folder = entry->kind == FILE_FOLDER;
    bool is_new = belief == NULL || !belief->is_folder;
    if (belief != NULL && belief->is_folder && !is_folder)
        forget_below(follower, str_from(path));
    belief = find(follower, path);
    if (belief == NULL) {
        assert_true(follower->count < BELIEFS_MAX);
        belief = &follower->beliefs[follower->count++];
    }
    *belief = (struct belief){
        .is_folder = is_folder,
        .inode = entry->stamp.inode,
        .mtime_ns = is_folder ? 0 : entry->stamp.mtime_ns,
    };
    snprintf(belief->path, sizeof belief->path, "%s", path);
    return is_folder && is_new;
}

/* Folders that wait to be listed. */
struct waiting {
    struct watch_place *items;
    size_t count, cap;
};

static void push(struct waiting *waiting, struct str path, bool below)
{
    waiting->items =
        mem_grow(waiting->items, waiting->count, &waiting->cap, sizeof *waiting->items);
    waiting->items[waiting->count++] = (struct watch_place){path, below};
}

static void disturb(struct follower *follower)
{
    if (follower->disturbed && pick(follower, 3) == 0)
        do_something(follower);
}

static void list_folder(struct follower *follower, struct watch_place place,
                        struct waiting *waiting)
{
    watch_folder(follower->watch, place.path);
    disturb(follower);
    struct file_entry *entries;
    size_t count;
    if (follower->source.ops->list(&follower->source, place.path, &follower->arena,
                                   &entries, &count, NULL) != 0)
        count = 0;
    disturb(follower);
    forget_unlisted(follower, place.path, entries, count);
    for (size_t i = 0; i < count; i++) {
        struct str path =
            arena_printf(&follower->arena, STR_FMT "%s" STR_FMT, STR_ARG(place.path),
                         place.path.len > 0 ? "/" : "", STR_ARG(entries[i].name));
        bool is_new =
            believe(follower, arena_cstr(&follower->arena, path), &entries[i]);
        if (is_new || (place.below && entries[i].kind == FILE_FOLDER))
            push(waiting, path, true);
    }
}

static void list_waiting(struct follower *follower, struct waiting *waiting)
{
    while (waiting->count > 0)
        list_folder(follower, waiting->items[--waiting->count], waiting);
    free(waiting->items);
    *waiting = (struct waiting){0};
    arena_clear(&follower->arena);
}

static void follow(struct follower *follower, const struct watch_change *change)
{
    struct waiting waiting = {0};
    if (change->everything)
        push(&waiting, STR(""), true);
    for (size_t i = 0; i < change->count; i++)
        push(&waiting, arena_str(&follower->arena, change->places[i].path),
             change->places[i].below);
    list_waiting(follower, &waiting);
    watch_rescanned(follower->watch, follower->now_ms, true);
}

/* Follows until nothing is told any more. */
static void catch_up(struct follower *follower)
{
    struct watch_change change;
    for (;;) {
        bool is_told = watch_take(follower->watch, follower->now_ms, &change);
        if (is_told)
            follow(follower, &change);
        else if (watch_timeout_ms(follower->watch, follower->now_ms) < 0)
            return;
        follower->now_ms += WATCH_QUIET_MS;
    }
}

/* --- The truth ------------------------------------------------------------------- */

static void compare_folder(struct follower *follower, struct str folder,
                           struct waiting *waiting, size_t *seen)
{
    struct file_entry *entries;
    size_t count;
    assert_int_equal(follower->source.ops->list(&follower->source, folder,
                                                &follower->arena, &entries, &count,
                                                NULL),
                     0);
    for (size_t i = 0; i < count; i++) {
        struct str path =
            arena_printf(&follower->arena, STR_FMT "%s" STR_FMT, STR_ARG(folder),
                         folder.len > 0 ? "/" : "", STR_ARG(entries[i].name));
        bool is_folder = entries[i].kind == FILE_FOLDER;
        const struct belief *belief =
            find(follower, arena_cstr(&follower->arena, path));
        if (belief == NULL)
            fail_msg("'" STR_FMT "' is not known", STR_ARG(path));
        assert_int_equal(belief->is_folder, is_folder);
        assert_int_equal(belief->inode, entries[i].stamp.inode);
        if (is_folder)
            push(waiting, path, true);
        else
            assert_int_equal(belief->mtime_ns, entries[i].stamp.mtime_ns);
        ++*seen;
    }
}

static void compare_with_truth(struct follower *follower)
{
    struct waiting waiting = {0};
    size_t seen = 0;
    push(&waiting, STR(""), true);
    while (waiting.count > 0)
        compare_folder(follower, waiting.items[--waiting.count].path, &waiting, &seen);
    free(waiting.items);
    arena_clear(&follower->arena);
    assert_int_equal(seen, follower->count);
}

/* --- The test -------------------------------------------------------------------- */

static struct follower *follower_new(uint32_t random, bool disturbed)
{
    struct follower *follower = mem_zalloc(1, sizeof *follower);
    follower->random = random;
    follower->disturbed = disturbed;
    temp_make(&follower->temp);
    assert_int_equal(source_open_folder(&follower->source, follower->temp.path, NULL),
                     0);
    follower->watch = watch_new(&follower->source, NULL, 0);
    return follower;
}

static void follower_free(struct follower *follower)
{
    watch_free(follower->watch);
    source_close(&follower->source);
    temp_remove(&follower->temp);
    arena_release(&follower->arena);
    free(follower);
}

static void run_once(uint32_t random, bool disturbed)
{
    struct follower *follower = follower_new(random, disturbed);
    const struct watch_change first = {.everything = true};
    bool has_events = watch_fd(follower->watch) >= 0;
    struct watch_change change;
    if (has_events) {
        follow(follower, &first);
        for (int step = 0; step < STEPS; step++) {
            for (uint32_t i = pick(follower, 20); i > 0; i--)
                do_something(follower);
            follower->now_ms += WATCH_QUIET_MS / 2;
            if (!disturbed)
                catch_up(follower);
            else if (watch_take(follower->watch, follower->now_ms, &change))
                follow(follower, &change);
        }
        follower->disturbed = false;
        catch_up(follower);
        compare_with_truth(follower);
    }
    follower_free(follower);
    if (!has_events)
        skip();
}

static void follows_what_happened(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < RUNS; i++)
        run_once(i, false);
}

static void follows_what_happens_meanwhile(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < RUNS; i++)
        run_once(RUNS + i, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_what_happened),
        cmocka_unit_test(follows_what_happens_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
