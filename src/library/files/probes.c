/*
 * What is compared is one digest, so that nothing is kept for each folder but its path.
 */
#include "library/probes.h"

#include <time.h>

#include "library/file_digest.h"

int64_t probes_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void probes_begin(struct probes *probes, int64_t now_ns)
{
    struct buf paths = probes->paths;
    buf_clear(&paths);
    *probes = (struct probes){.paths = paths, .since_ns = now_ns};
}

void probes_release(struct probes *probes)
{
    buf_release(&probes->paths);
    *probes = (struct probes){.is_begun = false};
}

void probes_add(struct probes *probes, struct str path, const struct file_stamp *stamp)
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
    buf_puts(&probes->paths, path);
    buf_putc(&probes->paths, '\0');
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

bool probes_next(const struct probes *probes, size_t *at, struct str *path)
{
    struct str rest = str_tail(buf_str(&probes->paths), *at);
    size_t end = str_chr(rest, '\0');
    *path = str_slice(rest, 0, end);
    *at += end + 1;
    return end < rest.len;
}

bool probes_can_tell(const struct source *source)
{
    return source->root.fd >= 0 && file_root_keeps_times(&source->root);
}
