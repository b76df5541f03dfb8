/*
 * What is compared first is one digest of all, so that nothing is kept for a file.
 */
#include "library/probes.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "library/file_digest.h"

int64_t probes_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void probes_begin(struct probes *probes, int64_t now_ns)
{
    struct probes old = *probes;
    buf_clear(&old.paths);
    map_clear(&old.folders);
    *probes = (struct probes){.paths = old.paths,
                              .items = old.items,
                              .cap = old.cap,
                              .folders = old.folders,
                              .since_ns = now_ns};
}

void probes_release(struct probes *probes)
{
    buf_release(&probes->paths);
    free(probes->items);
    map_release(&probes->folders);
    *probes = (struct probes){.is_begun = false};
}

static void add(struct probes *probes, struct str path, const struct file_stamp *stamp,
                bool is_folder)
{
    static const struct file_stamp none;
    if (!probes->is_begun)
        probes->device = stamp->device;
    probes->is_begun = true;
    bool is_there = !file_stamp_eq(stamp, &none);
    if (is_there &&
        (stamp->device != probes->device ||
         stamp->mtime_ns > probes->since_ns - (int64_t)PROBES_TICK_MS * 1000000))
        probes->is_unsure = true;
    file_digest_add(&probes->paths_sum, path, &none, false);
    file_digest_add(&probes->stamps_sum, path, stamp, false);
    if (!is_folder)
        file_digest_add(&probes->fixed_sum, path, stamp, false);
    probes->items =
        mem_grow(probes->items, probes->count, &probes->cap, sizeof *probes->items);
    probes->items[probes->count++] =
        (struct probe){.path_at = probes->paths.len, .is_folder = is_folder};
    buf_puts(&probes->paths, path);
    buf_putc(&probes->paths, '\0');
}

void probes_add(struct probes *probes, struct str path, const struct file_stamp *stamp)
{
    add(probes, path, stamp, false);
}

void probes_add_folder(struct probes *probes, struct str path,
                       const struct file_stamp *stamp)
{
    add(probes, path, stamp, true);
    map_put(&probes->folders, str_hash(path), probes->count);
}

static struct probe *find_folder(const struct probes *probes, struct str path)
{
    uint64_t place = map_get(&probes->folders, str_hash(path));
    struct probe *probe = place > 0 ? &probes->items[place - 1] : NULL;
    return probe != NULL && str_eq(probes_path(probes, probe), path) ? probe : NULL;
}

const struct probe *probes_folder(const struct probes *probes, struct str path)
{
    return find_folder(probes, path);
}

void probes_meet(struct probes *probes, struct str path, uint64_t digest)
{
    struct probe *folder = find_folder(probes, path_folder(path));
    if (folder != NULL)
        folder->found += digest;
}

void probes_forget_found(struct probes *probes)
{
    for (size_t i = 0; i < probes->count; i++)
        probes->items[i].found = 0;
}

void probes_look(struct probes *probes, const struct source *source, struct str path)
{
    struct file_stamp stamp;
    enum file_kind kind;
    struct error ignored;
    if (file_stat(&source->root, path, &kind, &stamp, &ignored) != 0)
        stamp = (struct file_stamp){0};
    probes_add(probes, path, &stamp);
}

void probes_doubt(struct probes *probes)
{
    probes->is_unsure = true;
}

uint64_t probes_digest(const struct probes *probes)
{
    return probes->is_unsure ? 0 : probes->stamps_sum;
}

struct str probes_path(const struct probes *probes, const struct probe *probe)
{
    return str_from(probes->paths.data + probe->path_at);
}

bool probes_can_tell(const struct source *source)
{
    return source->root.fd >= 0 && file_root_keeps_times(&source->root);
}
