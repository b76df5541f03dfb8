/*
 * The three sources of a library.
 */
#include "library/source.h"

#include <errno.h>
#include <string.h>

#include "library/embedded.h"
#include "read/read_limits.h"

/* --- A folder --- */

static int list_folder(const struct source *source, struct str folder,
                       struct arena *arena, struct file_entry **entries, size_t *count,
                       struct error *err)
{
    return file_list(&source->root, folder, arena, entries, count, err);
}

static int read_folder(const struct source *source, struct str path, size_t cap_bytes,
                       bool head, struct arena *arena, struct str *content,
                       struct file_stamp *stamp, struct error *err)
{
    return file_read(&source->root, path, cap_bytes, head, arena, content, stamp, err);
}

static const struct source_ops folder_ops = {.list = list_folder, .read = read_folder};

int source_open_folder(struct source *source, const char *path, struct error *err)
{
    struct str root = {0};
    *source = (struct source){.ops = &folder_ops, .root = {.fd = -1}};
    if (file_root_open(&source->root, path, err) != 0)
        return -1;
    enum file_kind kind;
    return file_stat(&source->root, root, &kind, &source->root_stamp, err);
}

/* --- Files in memory --- */

/* What a read gives of bytes that are in memory already. */
static int read_bytes(struct str path, struct str bytes, size_t cap_bytes, bool head,
                      struct str *content, struct file_stamp *stamp, struct error *err)
{
    if (bytes.len > cap_bytes && !head)
        return error_errno(err, EFBIG, "cannot read '" STR_FMT "'", STR_ARG(path));
    *content = str_slice(bytes, 0, cap_bytes);
    if (stamp != NULL)
        *stamp = (struct file_stamp){.size_bytes = bytes.len};
    return 0;
}

static int cannot_find(struct str path, struct error *err)
{
    return error_errno(err, ENOENT, "cannot read '" STR_FMT "'", STR_ARG(path));
}

/* --- A stream --- */

static int list_stream(const struct source *source, struct str folder,
                       struct arena *arena, struct file_entry **entries, size_t *count,
                       struct error *err)
{
    if (folder.len > 0)
        return cannot_find(folder, err);
    *entries = ARENA_NEW(arena, struct file_entry);
    **entries = (struct file_entry){
        .name = SOURCE_STREAM_PATH,
        .kind = FILE_REGULAR,
        .stamp = {.size_bytes = source->stream.len},
    };
    *count = 1;
    return 0;
}

static int read_stream(const struct source *source, struct str path, size_t cap_bytes,
                       bool head, struct arena *arena, struct str *content,
                       struct file_stamp *stamp, struct error *err)
{
    (void)arena;
    if (!str_eq(path, SOURCE_STREAM_PATH))
        return cannot_find(path, err);
    return read_bytes(path, source->stream, cap_bytes, head, content, stamp, err);
}

static const struct source_ops stream_ops = {.list = list_stream, .read = read_stream};

int source_open_stream(struct source *source, int fd, struct arena *arena,
                       struct error *err)
{
    *source = (struct source){.ops = &stream_ops, .root = {.fd = -1}};
    return file_read_stream(fd, READ_FILE_MAX_BYTES, arena, &source->stream, err);
}

/* --- The starter library --- */

/* The part of `path` that is a name in `folder`; false when it is not below it. */
static bool name_below(struct str path, struct str folder, struct str *name,
                       bool *is_folder)
{
    struct str rest = path;
    if (folder.len > 0) {
        if (!str_starts(path, folder) || path.len <= folder.len ||
            path.ptr[folder.len] != '/')
            return false;
        rest = str_tail(path, folder.len + 1);
    }
    size_t slash = str_chr(rest, '/');
    *is_folder = slash < rest.len;
    *name = str_slice(rest, 0, slash);
    return true;
}

static int list_starter(const struct source *source, struct str folder,
                        struct arena *arena, struct file_entry **entries, size_t *count,
                        struct error *err)
{
    struct file_entry *list =
        ARENA_ARRAY(arena, embedded_file_count, struct file_entry);
    size_t n = 0;
    (void)source, (void)err;
    for (size_t i = 0; i < embedded_file_count; i++) {
        struct str name;
        bool is_folder;
        if (!name_below(str_from(embedded_files[i].path), folder, &name, &is_folder))
            continue;
        /* The table is sorted, so what is in one folder is together. */
        if (n > 0 && str_eq(list[n - 1].name, name))
            continue;
        list[n++] = (struct file_entry){
            .name = name,
            .kind = is_folder ? FILE_FOLDER : FILE_REGULAR,
            .stamp = {.size_bytes = embedded_files[i].len, .inode = i + 1},
        };
    }
    *entries = list;
    *count = n;
    return 0;
}

static int read_starter(const struct source *source, struct str path, size_t cap_bytes,
                        bool head, struct arena *arena, struct str *content,
                        struct file_stamp *stamp, struct error *err)
{
    (void)source, (void)arena;
    for (size_t i = 0; i < embedded_file_count; i++) {
        const struct embedded_file *file = &embedded_files[i];
        if (str_eq(str_from(file->path), path))
            return read_bytes(path, (struct str){(const char *)file->data, file->len},
                              cap_bytes, head, content, stamp, err);
    }
    return cannot_find(path, err);
}

static const struct source_ops starter_ops = {.list = list_starter,
                                              .read = read_starter};

void source_open_starter(struct source *source)
{
    *source = (struct source){.ops = &starter_ops, .root = {.fd = -1}};
}

bool source_has(const struct source *source, struct str path)
{
    struct arena arena = {0};
    struct str ignored;
    struct error err;
    int status = source->ops->read(source, path, 1, true, &arena, &ignored, NULL, &err);
    arena_release(&arena);
    return status == 0;
}

bool source_is_stopped(const struct source *source)
{
    return file_root_is_stopped(&source->root);
}

void source_close(struct source *source)
{
    if (source->root.fd >= 0)
        file_root_close(&source->root);
    source->root.fd = -1;
}
