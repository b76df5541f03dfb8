/*
 * Paths as text: folder, name, stem and suffix, and joining a relative path to a
 * folder without leaving the root. Nothing here looks at the disk.
 */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"

struct str path_folder(struct str path)
{
    size_t slash = str_rchr(path, '/');
    return slash < path.len ? str_slice(path, 0, slash) : (struct str){"", 0};
}

struct str path_name(struct str path)
{
    size_t slash = str_rchr(path, '/');
    return slash < path.len ? str_tail(path, slash + 1) : path;
}

/* Where the suffix of a name begins, with its dot; a leading dot is no suffix. */
static size_t suffix_at(struct str name)
{
    size_t dot = str_rchr(name, '.');
    return dot > 0 ? dot : name.len;
}

struct str path_stem(struct str path)
{
    struct str name = path_name(path);
    return str_slice(name, 0, suffix_at(name));
}

struct str path_suffix(struct str path)
{
    struct str name = path_name(path);
    return str_tail(name, suffix_at(name) + 1);
}

/* Puts one name after the path in `out`, or takes one off for "..". */
static bool add_name(struct buf *out, struct str name)
{
    if (name.len == 0 || str_eq(name, STR(".")))
        return true;
    if (str_eq(name, STR(".."))) {
        if (out->len == 0)
            return false;
        size_t slash = str_rchr(buf_str(out), '/');
        buf_truncate(out, slash < out->len ? slash : 0);
        return true;
    }
    if (out->len > 0)
        buf_putc(out, '/');
    buf_puts(out, name);
    return true;
}

static bool add_names(struct buf *out, struct str path)
{
    struct str name;
    while (str_cut(&path, '/', &name)) {
        if (!add_name(out, name))
            return false;
    }
    return true;
}

bool path_join(struct arena *arena, struct str base, struct str path,
               struct str *joined)
{
    struct buf out = {0};
    bool absolute = path.len > 0 && path.ptr[0] == '/';
    bool inside = (absolute || add_names(&out, base)) && add_names(&out, path);
    if (inside)
        *joined = buf_keep(&out, arena);
    buf_release(&out);
    return inside;
}
