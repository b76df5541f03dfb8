/*
 * Choosing the folder, making files that only their owner can read, and the lock file
 * beside a catalog. A file that belongs to another user, or is a link, is never
 * written to.
 */
#include "catalog/store/cache_location.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

#include "base/ascii.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "catalog/store/schema.h"

enum {
    NAME_BYTES_MAX = 40, /* of the library's folder, in the name of its catalog */
    LOCK_TRIES_MAX = 16, /* each is in vain only if another process ends just then */
};

#define LOCK_END "-lock"

/* --- Paths --- */

static char *take(struct buf *buf)
{
    buf_putc(buf, '\0');
    return buf->data;
}

/* Ends of the names of files: the database, and what SQLite and the lock put beside
 * it. */
static const char *const ends[] = {"", "-wal", "-shm", "-journal", LOCK_END};

static char *path_of(const struct cache_location *place, const char *end)
{
    struct buf path = {0};
    buf_printf(&path, "%s%s", place->path, end);
    return take(&path);
}

/* Makes a folder that only its owner may look into, and those above it. */
static int make_folder(struct str path, struct error *err)
{
    char *text = mem_alloc(path.len + 1);
    memcpy(text, path.ptr, path.len);
    text[path.len] = '\0';
    for (size_t i = 1; i <= path.len; i++) {
        if (text[i] != '/' && text[i] != '\0')
            continue;
        text[i] = '\0';
        if (mkdir(text, 0700) != 0 && errno != EEXIST) {
            error_errno(err, errno, "cannot make the folder '%s'", text);
            free(text);
            return -1;
        }
        if (i < path.len)
            text[i] = '/';
    }
    free(text);
    return 0;
}

/* Whether a folder is this user's and nobody else can write there. Others
 * may not even read it: what is in an article may be private, and so is what it is
 * called. */
static bool close_to_others(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && st.st_uid == geteuid() &&
           ((st.st_mode & 077) == 0 || fchmod(fd, st.st_mode & 0700) == 0);
}

/* A folder that is there may be a stranger's, or a link to one. */
static int keep_folder(const char *path, struct error *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return error_errno(err, errno, "cannot use the folder '%s'", path);
    bool is_kept = close_to_others(fd);
    close(fd);
    if (!is_kept)
        return error_set(err, "will not use the folder '%s': it is another user's",
                         path);
    return 0;
}

/* A file of a place is one that this user has made, under this name alone; or another
 * process of his has just deleted it. It is not opened: to close it would give up the
 * locks that SQLite holds on it for this process, and others would then write what is
 * read here. Nobody else can exchange it meanwhile, since its folder is kept. */
static bool keep_file(const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return errno == ENOENT;
    return S_ISREG(st.st_mode) && st.st_nlink <= 1 && st.st_uid == geteuid() &&
           ((st.st_mode & 077) == 0 || chmod(path, st.st_mode & 0700) == 0);
}

/* Removes a link that someone else has put there, not the file that it leads to. */
static int keep_files(const struct cache_location *place, struct error *err)
{
    int status = 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && status == 0; i++) {
        char *path = path_of(place, ends[i]);
        struct stat st;
        if (lstat(path, &st) == 0 && !keep_file(path) && unlink(path) != 0)
            status = error_errno(err, errno, "cannot remove '%s', which is no catalog",
                                 path);
        free(path);
    }
    return status;
}

/* The cache folder of the XDG base directory specification: a relative path there is
 * none. False when the environment names no place. */
static bool cache_folder(struct buf *path)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache != NULL && cache[0] == '/')
        buf_puts(path, str_from(cache));
    else if (home != NULL && home[0] == '/')
        buf_printf(path, "%s/.cache", home);
    else
        return false;
    buf_puts(path, STR("/lectern"));
    return true;
}

/* A name that a person recognizes and that no other library has. */
static void put_name(struct buf *path, struct str root)
{
    struct str name = str_slice(path_name(root), 0, NAME_BYTES_MAX);
    buf_putc(path, '/');
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        bool plain = ascii_is_alnum((char)c) || c >= 0x80;
        buf_putc(path, plain ? (char)c : '-');
    }
    buf_printf(path, "-%016llx.v%d.db", str_hash(root), (int)SCHEMA_VERSION);
}

/* --- The places --- */

/* The folder must be this user's, and one to write in. */
static int use_folder(struct buf *path, struct error *err)
{
    buf_putc(path, '\0');
    int status = keep_folder(path->data, err);
    if (status == 0 && access(path->data, W_OK | X_OK) != 0)
        status = error_errno(err, errno, "cannot write in the folder '%s'", path->data);
    buf_truncate(path, path->len - 1);
    return status;
}

static int find_cache(struct cache_location *place, struct str root, struct error *err)
{
    struct buf path = {0};
    int status = 0;
    if (!cache_folder(&path))
        status = error_set(err, "no cache folder: HOME is not set");
    if (status == 0)
        status = make_folder(buf_str(&path), err);
    if (status == 0)
        status = use_folder(&path, err);
    if (status != 0) {
        buf_release(&path);
        return -1;
    }
    put_name(&path, root);
    place->kind = PLACE_CACHE;
    place->path = take(&path);
    if (keep_files(place, err) == 0)
        return 0;
    free(place->path);
    place->path = NULL;
    return -1;
}

char *cache_location_cached(struct str root)
{
    struct buf path = {0}, folder = {0};
    if (!cache_folder(&path))
        return NULL;
    buf_puts(&folder, buf_str(&path));
    put_name(&path, root);
    char *text = take(&path);
    char *above = take(&folder);
    struct error ignored;
    bool is_kept =
        keep_folder(above, &ignored) == 0 && access(text, R_OK) == 0 && keep_file(text);
    free(above);
    if (is_kept)
        return text;
    free(text);
    return NULL;
}

static int find_temporary(struct cache_location *place)
{
    const char *folder = getenv("TMPDIR");
    struct buf path = {0};
    buf_printf(&path, "%s/lectern.XXXXXX",
               folder != NULL && folder[0] == '/' ? folder : "/tmp");
    place->folder = take(&path);
    if (mkdtemp(place->folder) == NULL) {
        free(place->folder);
        place->folder = NULL;
        return -1;
    }
    path = (struct buf){0};
    buf_printf(&path, "%s/catalog.db", place->folder);
    place->kind = PLACE_TEMPORARY;
    place->path = take(&path);
    return 0;
}

/* A database in memory that all connections of this process share; the address tells
 * one from another. */
static void find_memory(struct cache_location *place)
{
    struct buf path = {0};
    place->token = mem_alloc(1);
    buf_printf(&path, "file:/lectern-%p?vfs=memdb", (void *)place->token);
    place->kind = PLACE_MEMORY;
    place->path = take(&path);
}

/* Whether a file system is one of this host's, so that memory can be shared by way of
 * it. Magic numbers of statfs(2): NFS, SMB (three of them), 9P, FUSE, Ceph, AFS. */
static bool is_local(const char *path)
{
#ifdef __linux__
    static const unsigned long far[] = {
        0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
        0x01021997, 0x65735546, 0x00C36400, 0x5346414F,
    };
    struct buf folder = {0};
    struct statfs info;
    bool local = true;

    buf_puts(&folder, path_folder(str_from(path)));
    if (folder.len == 0)
        buf_putc(&folder, '.');
    buf_putc(&folder, '\0');
    if (statfs(folder.data, &info) == 0)
        for (size_t i = 0; i < sizeof far / sizeof *far; i++)
            local &= ((unsigned long)info.f_type & 0xFFFFFFFF) != far[i];
    buf_release(&folder);
    return local;
#else
    (void)path;
    return true;
#endif
}

void cache_location_find(struct cache_location *place, enum cache_location_kind kind,
                         struct str root, struct error *err)
{
    *place =
        (struct cache_location){.kind = PLACE_MEMORY, .lock_fd = -1, .is_local = true};
    err->text[0] = '\0';
    if (kind <= PLACE_CACHE && find_cache(place, root, err) == 0)
        place->is_local = is_local(place->path);
    else if (kind <= PLACE_TEMPORARY && find_temporary(place) == 0)
        place->is_local = is_local(place->path);
    else
        find_memory(place);
}

void cache_location_named(struct cache_location *place, const char *path)
{
    struct buf copy = {0};
    /* SQLite takes some relative paths for more than that. */
    if (path[0] != '/')
        buf_puts(&copy, STR("./"));
    buf_puts(&copy, str_from(path));
    *place =
        (struct cache_location){.kind = PLACE_FILE, .path = take(&copy), .lock_fd = -1};
    place->is_local = is_local(path);
}

/* Whether the first bytes of a database are those of a catalog, or of one that holds
 * nothing yet: SQLite writes its first page before we can put our number on it. */
static bool is_catalog(const unsigned char *head)
{
    static const char magic[] = "SQLite format 3";
    enum { ID_AT = 68, PAGE_AT = 100, ROWS_AT = 103, LEAF_OF_TABLE = 0x0D };
    uint32_t id = (uint32_t)head[ID_AT] << 24 | (uint32_t)head[ID_AT + 1] << 16 |
                  (uint32_t)head[ID_AT + 2] << 8 | head[ID_AT + 3];
    bool is_empty =
        head[PAGE_AT] == LEAF_OF_TABLE && head[ROWS_AT] == 0 && head[ROWS_AT + 1] == 0;
    return memcmp(head, magic, sizeof magic) == 0 &&
           (id == SCHEMA_APPLICATION_ID || (id == 0 && is_empty));
}

bool cache_location_is_ours(const struct cache_location *place)
{
    struct stat st;
    if (lstat(place->path, &st) != 0)
        return errno == ENOENT;
    /* A link is refused: it leads to another file than the one that was named. */
    FILE *file = S_ISREG(st.st_mode) ? fopen(place->path, "rb") : NULL;
    if (file == NULL)
        return false;
    unsigned char head[108];
    size_t len = fread(head, 1, sizeof head, file);
    fclose(file);
    return len == 0 || (len == sizeof head && is_catalog(head));
}

void cache_location_clear(const struct cache_location *place)
{
    if (place->kind == PLACE_MEMORY)
        return;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char *path = path_of(place, ends[i]);
        if (strcmp(ends[i], LOCK_END) != 0)
            (void)unlink(path);
        free(path);
    }
}

int cache_location_make_file(const struct cache_location *place, struct error *err)
{
    if (place->kind != PLACE_CACHE && place->kind != PLACE_TEMPORARY)
        return 0;
    if (keep_files(place, err) != 0)
        return -1;
    /* One that is there is left alone, for the same reason as in keep_file(). */
    int fd = open(place->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno != EEXIST)
        return error_errno(err, errno, "cannot make the catalog '%s'", place->path);
    if (fd >= 0)
        close(fd);
    return 0;
}

static void remove_lock(const struct cache_location *place)
{
    char *path = path_of(place, LOCK_END);
    (void)unlink(path);
    free(path);
}

void cache_location_clear_temporary(const struct cache_location *place)
{
    if (place->kind != PLACE_TEMPORARY)
        return;
    cache_location_clear(place);
    remove_lock(place);
    (void)rmdir(place->folder);
}

void cache_location_leave(struct cache_location *place)
{
    if (place->path == NULL)
        return;
    /* Beside a file that is handed on nothing is left; in the cache folder it would be
     * made again and again. */
    if (place->lock_fd >= 0 && place->kind != PLACE_CACHE)
        remove_lock(place);
    cache_location_unlock(place);
    if (place->kind == PLACE_TEMPORARY) {
        cache_location_clear(place);
        (void)rmdir(place->folder);
    }
    free(place->path);
    free(place->folder);
    free(place->token);
    *place = (struct cache_location){.lock_fd = -1};
}

/* --- The lock --- */

/* Whether the file that is locked is still there: a process that removed it has left
 * another process that waited for it with a lock that excludes nobody. */
static bool is_at(int fd, const char *path)
{
    struct stat held, there;
    return fstat(fd, &held) == 0 && lstat(path, &there) == 0 &&
           held.st_ino == there.st_ino && held.st_dev == there.st_dev;
}

/* Where no lock can be made, SQLite's own keep the catalog whole; two processes then do
 * the same work. */
static bool lock_file(struct cache_location *place, const char *path)
{
    for (int i = 0; i < LOCK_TRIES_MAX; i++) {
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0)
            return true;
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
            bool is_held = errno == EWOULDBLOCK;
            close(fd);
            return !is_held;
        }
        if (is_at(fd, path)) {
            place->lock_fd = fd;
            return true;
        }
        close(fd);
    }
    return true;
}

bool cache_location_lock(struct cache_location *place)
{
    if (place->kind == PLACE_MEMORY || place->lock_fd >= 0)
        return true;
    char *path = path_of(place, LOCK_END);
    bool locked = lock_file(place, path);
    free(path);
    return locked;
}

void cache_location_unlock(struct cache_location *place)
{
    if (place->lock_fd >= 0)
        close(place->lock_fd);
    place->lock_fd = -1;
}
