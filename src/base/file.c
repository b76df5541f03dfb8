/*
 * Opening, reading and listing files beneath a root.
 *
 * Where the kernel has openat2() it keeps a path beneath the root; elsewhere the path
 * is walked name by name and symbolic links are refused. Everything is opened without
 * blocking and looked at before it is read, so that a pipe or a device cannot hang the
 * program.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#include <sys/vfs.h>
#endif

#include "base/buf.h"
#include "base/mem.h"

/* A pipe or a device must not make us wait, nor become our terminal. */
enum { OPEN_FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };

enum { READ_STEP_BYTES = 64 << 10 };

int file_root_open(struct file_root *root, const char *path, struct error *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return error_errno(err, errno, "cannot open '%s'", path);
    *root = (struct file_root){.fd = fd};
    return 0;
}

bool file_root_is_stopped(const struct file_root *root)
{
    return root->stop != NULL && atomic_load_explicit(root->stop, memory_order_relaxed);
}

/* Magic numbers of statfs(2): FAT, exFAT, FUSE. Elsewhere nothing is sure. */
bool file_root_keeps_times(const struct file_root *root)
{
#ifdef __linux__
    static const unsigned long vague[] = {0x4D44, 0x2011BAB0, 0x65735546};
    struct statfs info;
    bool keeps = fstatfs(root->fd, &info) == 0;
    for (size_t i = 0; i < sizeof vague / sizeof *vague; i++)
        keeps = keeps && ((unsigned long)info.f_type & 0xFFFFFFFF) != vague[i];
    return keeps;
#else
    (void)root;
    return false;
#endif
}

void file_root_close(struct file_root *root)
{
    if (root->fd >= 0)
        close(root->fd);
    root->fd = -1;
}

/*
 * Opens name by name and refuses every link and "..": what a kernel without openat2
 * leaves us. Links inside the library are then unreadable, which is the lesser evil.
 */
static int open_by_walk(int root, struct str path, int flags)
{
    int at = root, fd = -1;
    struct str name;
    while (str_cut(&path, '/', &name)) {
        char buffer[NAME_MAX + 1];
        bool last = path.ptr == NULL;
        if (name.len == 0 || name.len > NAME_MAX || str_eq(name, STR(".."))) {
            fd = -1;
            errno = name.len > NAME_MAX ? ENAMETOOLONG : EXDEV;
        } else {
            memcpy(buffer, name.ptr, name.len);
            buffer[name.len] = '\0';
            fd = openat(at, buffer,
                        (last ? flags : O_RDONLY | O_DIRECTORY | O_CLOEXEC) |
                            O_NOFOLLOW);
        }
        if (at != root) {
            int keep = errno;
            close(at);
            errno = keep;
        }
        if (fd < 0)
            return -1;
        at = fd;
    }
    return fd;
}

#ifdef SYS_openat2
/* The kernel's struct open_how and RESOLVE_* bits. They are repeated here because
 * linux/openat2.h is in a package of its own on musl systems. */
struct open_request {
    uint64_t flags, mode, resolve;
};
enum { OPEN_NO_MAGIC_LINKS = 0x02, OPEN_BENEATH = 0x08 };

static int open_by_kernel(int root, struct str path, int flags)
{
    struct open_request how = {
        .flags = (unsigned)flags,
        .resolve = OPEN_BENEATH | OPEN_NO_MAGIC_LINKS,
    };
    char *name = mem_alloc(path.len + 1);
    memcpy(name, path.ptr, path.len);
    name[path.len] = '\0';
    int fd = (int)syscall(SYS_openat2, root, name, &how, sizeof how);
    int errnum = errno;
    free(name);
    errno = errnum;
    return fd;
}
#else
static int open_by_kernel(int root, struct str path, int flags)
{
    (void)root, (void)path, (void)flags;
    errno = ENOSYS;
    return -1;
}
#endif

/* A sandbox may refuse the system call (EPERM) as an old kernel does (ENOSYS). */
static int open_beneath(int root, struct str path, int flags)
{
    if (path.len == 0)
        return openat(root, ".", flags);
    if (memchr(path.ptr, '\0', path.len) != NULL) {
        errno = ENOENT;
        return -1;
    }
    int fd = open_by_kernel(root, path, flags);
    if (fd < 0 && (errno == ENOSYS || errno == EPERM))
        fd = open_by_walk(root, path, flags);
    return fd;
}

/* Wraps round for the times of a damaged or hostile file system: only whether two are
 * equal is ever asked. */
static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)((uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec);
}

static struct file_stamp stamp_of(const struct stat *st)
{
    return (struct file_stamp){
        .size_bytes = st->st_size > 0 ? (uint64_t)st->st_size : 0,
        .device = (uint64_t)st->st_dev,
        .inode = (uint64_t)st->st_ino,
#ifdef __APPLE__
        .mtime_ns = nanoseconds(st->st_mtimespec),
        .ctime_ns = nanoseconds(st->st_ctimespec),
#else
        .mtime_ns = nanoseconds(st->st_mtim),
        .ctime_ns = nanoseconds(st->st_ctim),
#endif
    };
}

static enum file_kind kind_of(const struct stat *st)
{
    if (S_ISREG(st->st_mode))
        return FILE_REGULAR;
    return S_ISDIR(st->st_mode) ? FILE_FOLDER : FILE_OTHER;
}

/* The words for an errno of open_beneath(), for a person. */
static int open_error(struct error *err, int errnum, struct str path)
{
    if (path.len == 0)
        return error_errno(err, errnum, "cannot open the folder of the library");
    if (errnum == EXDEV)
        return error_set(err, "cannot open '" STR_FMT "': it leads out of the library",
                         STR_ARG(path));
    return error_errno(err, errnum, "cannot open '" STR_FMT "'", STR_ARG(path));
}

bool file_stamp_eq(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->size_bytes == b->size_bytes && a->mtime_ns == b->mtime_ns &&
           a->ctime_ns == b->ctime_ns && a->inode == b->inode && a->device == b->device;
}

int file_stat(const struct file_root *root, struct str path, enum file_kind *kind,
              struct file_stamp *stamp, struct error *err)
{
    int fd = open_beneath(root->fd, path, OPEN_FLAGS);
    if (fd < 0)
        return open_error(err, errno, path);
    struct stat st;
    if (fstat(fd, &st) < 0) {
        int errnum = errno;
        close(fd);
        return open_error(err, errnum, path);
    }
    close(fd);
    *kind = kind_of(&st);
    *stamp = stamp_of(&st);
    return 0;
}

int file_open_folder(const struct file_root *root, struct str path, struct error *err)
{
    int fd = open_beneath(root->fd, path, OPEN_FLAGS | O_DIRECTORY);
    return fd < 0 ? open_error(err, errno, path) : fd;
}

/* Reads up to `want` bytes; fewer only at the end of the file. */
static ssize_t read_fully(int fd, char *to, size_t want)
{
    size_t done = 0;
    while (done < want) {
        ssize_t got = read(fd, to + done, want - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

static int read_opened(int fd, struct str path, size_t cap_bytes, bool head,
                       struct arena *arena, struct str *content,
                       struct file_stamp *stamp, struct error *err)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return open_error(err, errno, path);
    if (!S_ISREG(st.st_mode))
        return error_set(err, "cannot read '" STR_FMT "': not a regular file",
                         STR_ARG(path));
    size_t want = st.st_size > 0 ? (size_t)st.st_size : 0;
    if (want > cap_bytes) {
        if (!head)
            return error_set(err, "cannot read '" STR_FMT "': larger than %zu MB",
                             STR_ARG(path), cap_bytes >> 20);
        want = cap_bytes;
    }
    char *bytes = arena_bytes(arena, want);
    ssize_t got = read_fully(fd, bytes, want);
    if (got < 0)
        return error_errno(err, errno, "cannot read '" STR_FMT "'", STR_ARG(path));
    *content = (struct str){bytes, (size_t)got};
    if (stamp != NULL)
        *stamp = stamp_of(&st);
    return 0;
}

int file_read(const struct file_root *root, struct str path, size_t cap_bytes,
              bool head, struct arena *arena, struct str *content,
              struct file_stamp *stamp, struct error *err)
{
    int fd = open_beneath(root->fd, path, OPEN_FLAGS);
    if (fd < 0)
        return open_error(err, errno, path);
    int status = read_opened(fd, path, cap_bytes, head, arena, content, stamp, err);
    close(fd);
    return status;
}

int file_read_stream(int fd, size_t cap_bytes, struct arena *arena, struct str *content,
                     struct error *err)
{
    struct buf all = {0};
    int status = 0;
    for (;;) {
        char *at = buf_extend(&all, READ_STEP_BYTES);
        ssize_t got = read_fully(fd, at, READ_STEP_BYTES);
        buf_truncate(&all, all.len - READ_STEP_BYTES + (got > 0 ? (size_t)got : 0));
        if (got < 0)
            status = error_errno(err, errno, "cannot read standard input");
        else if (all.len > cap_bytes)
            status = error_set(err, "cannot read standard input: larger than %zu MB",
                               cap_bytes >> 20);
        if (status < 0 || got < READ_STEP_BYTES)
            break;
    }
    if (status == 0)
        *content = buf_keep(&all, arena);
    buf_release(&all);
    return status;
}

static int compare_names(const void *a, const void *b)
{
    const struct file_entry *left = a, *right = b;
    return str_cmp(left->name, right->name);
}

/* The target of a link, as far as it lies within the root. */
static bool stat_link(int root, struct str folder, struct str name, struct arena *arena,
                      struct stat *st)
{
    struct str path = folder.len > 0 ? arena_printf(arena, STR_FMT "/" STR_FMT,
                                                    STR_ARG(folder), STR_ARG(name))
                                     : name;
    int fd = open_beneath(root, path, OPEN_FLAGS);
    if (fd < 0)
        return false;
    int status = fstat(fd, st);
    close(fd);
    return status == 0;
}

/* False when there is nothing, or `*errnum` keeps it from being looked at. */
static bool look_at(int root, int fd, struct str folder, const char *name,
                    struct arena *arena, struct file_entry *entry, int *errnum)
{
    struct stat st;
    if (fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) < 0) {
        if (errno != ENOENT) /* else it was removed just now */
            *errnum = errno;
        return false;
    }
    entry->name = arena_str(arena, str_from(name));
    entry->is_link = S_ISLNK(st.st_mode);
    if (entry->is_link && !stat_link(root, folder, entry->name, arena, &st)) {
        entry->kind = FILE_OTHER;
        entry->stamp = (struct file_stamp){0};
        return true;
    }
    entry->kind = kind_of(&st);
    entry->stamp = stamp_of(&st);
    return true;
}

int file_list(const struct file_root *root, struct str path, struct arena *arena,
              struct file_entry **entries, size_t *count, struct error *err)
{
    struct file_entry *items = NULL;
    size_t used = 0, cap = 0;
    int fd = open_beneath(root->fd, path, OPEN_FLAGS | O_DIRECTORY);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    int failed = 0;
    if (dir == NULL) {
        int errnum = errno;
        if (fd >= 0)
            close(fd);
        return open_error(err, errnum, path);
    }
    errno = 0;
    for (struct dirent *found;
         !file_root_is_stopped(root) && (found = readdir(dir)) != NULL; errno = 0) {
        if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0)
            continue;
        items = mem_grow(items, used, &cap, sizeof *items);
        used +=
            look_at(root->fd, fd, path, found->d_name, arena, &items[used], &failed);
    }
    if (errno != 0)
        failed = errno;
    closedir(dir);
    if (file_root_is_stopped(root)) {
        free(items);
        return error_set(err, "stopped");
    }
    if (used > 0)
        qsort(items, used, sizeof *items, compare_names);
    *entries = ARENA_ARRAY(arena, used, struct file_entry);
    if (used > 0)
        memcpy(*entries, items, used * sizeof *items);
    *count = used;
    free(items);
    if (failed == 0)
        return 0;
    (void)open_error(err, failed, path);
    return used > 0 ? FILE_LISTED_IN_PART : -1;
}

static void wait_writable(int fd)
{
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    (void)poll(&ready, 1, -1); /* what is wrong with it, write() says */
}

int file_write_all(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t done = write(fd, bytes.ptr, bytes.len);
        if (done > 0)
            bytes = str_tail(bytes, (size_t)done);
        else if (done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            wait_writable(fd);
        else if (done == 0 || errno != EINTR)
            return done == 0 ? EIO : errno;
    }
    return 0;
}

void file_fill_standard(void)
{
    /* The way that is not asked for, so that its use is an error as before. */
    static const int flags[] = {
        [STDIN_FILENO] = O_WRONLY,
        [STDOUT_FILENO] = O_RDONLY,
        [STDERR_FILENO] = O_WRONLY,
    };

    /* The lowest free descriptor is given: each takes its own place. */
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", flags[fd]);
    }
}
