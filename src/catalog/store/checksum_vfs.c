/*
 * An SQLite VFS that wraps the system's: reads of whole pages verify, writes of whole
 * pages sign, and all other calls are passed on.
 */
#include "catalog/store/checksum_vfs.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/apart.h"
#include "base/mem.h"

#define NAME "lectern-checked"

enum {
    CHECKSUM_BYTES = 8,
    /* Other reads and writes are of a part of the header. */
    PAGE_BYTES_MIN = 512,
    /* Sums of a page that are made side by side, a word to each in turns: a processor
     * multiplies for one while it waits for the others. */
    LANES = 4,
};

/* An open database, or the log beside one. The system's own file follows it in
 * memory. */
struct checked {
    sqlite3_file base;
    bool has_sums;       /* a database */
    unsigned char *copy; /* of the page that is written */
    int copy_bytes;
};

static sqlite3_file *inner(sqlite3_file *file)
{
    return (sqlite3_file *)(void *)((struct checked *)(void *)file + 1);
}

static sqlite3_vfs *system_of(sqlite3_vfs *vfs)
{
    return vfs->pAppData;
}

/* --- Checksums --- */

static bool is_page(const sqlite3_file *file, int bytes, sqlite3_int64 from)
{
    return ((const struct checked *)(const void *)file)->has_sums &&
           bytes >= PAGE_BYTES_MIN && (bytes & (bytes - 1)) == 0 && from % bytes == 0;
}

/* Little-endian on every machine. Written out, it is one load where that is the
 * same. */
static uint64_t get_word(const unsigned char *b)
{
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
           (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
           (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

static void put_word(unsigned char *bytes, uint64_t word)
{
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(word >> 8 * i);
}

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * 0x9E3779B97F4A7C15; /* odd: nothing is lost by it */
    return sum ^ sum >> 29;
}

/* The checksum of a page without its last bytes. It begins with the page's offset, so
 * that a page of zeros is wrong everywhere. */
static uint64_t sum_of(const unsigned char *page, int bytes, sqlite3_int64 from)
{
    uint64_t sums[LANES] = {0}, sum = mix(0x6C65637465726E31, (uint64_t)from);
    int at = 0;
    for (; at + 8 * LANES <= bytes - CHECKSUM_BYTES; at += 8 * LANES) {
        sums[0] = mix(sums[0], get_word(page + at));
        sums[1] = mix(sums[1], get_word(page + at + 8));
        sums[2] = mix(sums[2], get_word(page + at + 16));
        sums[3] = mix(sums[3], get_word(page + at + 24));
    }
    for (; at < bytes - CHECKSUM_BYTES; at += 8)
        sum = mix(sum, get_word(page + at));
    for (int lane = 0; lane < LANES; lane++)
        sum = mix(sum, sums[lane]);
    return sum;
}

/* --- Pages --- */

static int checked_read(sqlite3_file *file, void *page, int bytes, sqlite3_int64 from)
{
    int result = inner(file)->pMethods->xRead(inner(file), page, bytes, from);
    const unsigned char *sum = (unsigned char *)page + bytes - CHECKSUM_BYTES;
    if ((result != SQLITE_OK && result != SQLITE_IOERR_SHORT_READ) ||
        !is_page(file, bytes, from))
        return result;
    return get_word(sum) == sum_of(page, bytes, from) ? result : SQLITE_CORRUPT;
}

static int checked_write(sqlite3_file *file, const void *page, int bytes,
                         sqlite3_int64 from)
{
    struct checked *checked = (struct checked *)(void *)file;
    if (!is_page(file, bytes, from))
        return inner(file)->pMethods->xWrite(inner(file), page, bytes, from);
    if (bytes > checked->copy_bytes) {
        checked->copy = mem_realloc(checked->copy, (size_t)bytes);
        checked->copy_bytes = bytes;
    }
    memcpy(checked->copy, page, (size_t)bytes);
    put_word(checked->copy + bytes - CHECKSUM_BYTES,
             sum_of(checked->copy, bytes, from));
    return inner(file)->pMethods->xWrite(inner(file), checked->copy, bytes, from);
}

/* --- The rest of a file, as the system has it --- */

static int checked_close(sqlite3_file *file)
{
    free(((struct checked *)(void *)file)->copy);
    return inner(file)->pMethods->xClose(inner(file));
}

static int checked_truncate(sqlite3_file *file, sqlite3_int64 bytes)
{
    return inner(file)->pMethods->xTruncate(inner(file), bytes);
}

struct sync_call {
    sqlite3_file *file;
    int flags;
};

static int sync_file(void *context)
{
    const struct sync_call *call = context;
    return call->file->pMethods->xSync(call->file, call->flags) != SQLITE_OK;
}

/* Apart, so that quitting does not wait for a disk. */
static int checked_sync(sqlite3_file *file, int flags)
{
    struct sync_call call = {inner(file), flags};
    return apart_run(sync_file, &call) == 0 ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

static int checked_size(sqlite3_file *file, sqlite3_int64 *bytes)
{
    return inner(file)->pMethods->xFileSize(inner(file), bytes);
}

static int checked_lock(sqlite3_file *file, int lock)
{
    return inner(file)->pMethods->xLock(inner(file), lock);
}

static int checked_unlock(sqlite3_file *file, int lock)
{
    return inner(file)->pMethods->xUnlock(inner(file), lock);
}

static int checked_is_reserved(sqlite3_file *file, int *is)
{
    return inner(file)->pMethods->xCheckReservedLock(inner(file), is);
}

static int checked_control(sqlite3_file *file, int what, void *value)
{
    return inner(file)->pMethods->xFileControl(inner(file), what, value);
}

static int checked_sector(sqlite3_file *file)
{
    return inner(file)->pMethods->xSectorSize(inner(file));
}

static int checked_device(sqlite3_file *file)
{
    return inner(file)->pMethods->xDeviceCharacteristics(inner(file));
}

static int checked_shm_map(sqlite3_file *file, int region, int bytes, int extends,
                           void volatile **memory)
{
    return inner(file)->pMethods->xShmMap(inner(file), region, bytes, extends, memory);
}

static int checked_shm_lock(sqlite3_file *file, int from, int count, int flags)
{
    return inner(file)->pMethods->xShmLock(inner(file), from, count, flags);
}

static void checked_shm_barrier(sqlite3_file *file)
{
    inner(file)->pMethods->xShmBarrier(inner(file));
}

static int checked_shm_unmap(sqlite3_file *file, int deletes)
{
    return inner(file)->pMethods->xShmUnmap(inner(file), deletes);
}

/* Without xFetch: what is mapped into memory would not be checked. */
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = checked_close,
    .xRead = checked_read,
    .xWrite = checked_write,
    .xTruncate = checked_truncate,
    .xSync = checked_sync,
    .xFileSize = checked_size,
    .xLock = checked_lock,
    .xUnlock = checked_unlock,
    .xCheckReservedLock = checked_is_reserved,
    .xFileControl = checked_control,
    .xSectorSize = checked_sector,
    .xDeviceCharacteristics = checked_device,
    .xShmMap = checked_shm_map,
    .xShmLock = checked_shm_lock,
    .xShmBarrier = checked_shm_barrier,
    .xShmUnmap = checked_shm_unmap,
};

/* --- The layer --- */

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                     int *opened)
{
    struct checked *checked = (struct checked *)(void *)file;
    sqlite3_vfs *system = system_of(vfs);
    if ((flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0)
        return system->xOpen(system, name, file, flags, opened);
    *checked = (struct checked){.has_sums = (flags & SQLITE_OPEN_MAIN_DB) != 0};
    int result = system->xOpen(system, name, inner(file), flags, opened);
    if (inner(file)->pMethods != NULL)
        checked->base.pMethods = &methods;
    return result;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int syncs)
{
    return system_of(vfs)->xDelete(system_of(vfs), name, syncs);
}

static int can_access(sqlite3_vfs *vfs, const char *name, int flags, int *can)
{
    return system_of(vfs)->xAccess(system_of(vfs), name, flags, can);
}

static int full_name(sqlite3_vfs *vfs, const char *name, int bytes, char *full)
{
    return system_of(vfs)->xFullPathname(system_of(vfs), name, bytes, full);
}

static void make_layer(sqlite3_vfs *system)
{
    sqlite3_vfs *vfs = mem_alloc(sizeof *vfs);
    *vfs = *system;
    vfs->szOsFile = (int)sizeof(struct checked) + system->szOsFile;
    vfs->pNext = NULL;
    vfs->zName = NAME;
    vfs->pAppData = system;
    vfs->xOpen = open_file;
    vfs->xDelete = delete_file;
    vfs->xAccess = can_access;
    vfs->xFullPathname = full_name;
    if (sqlite3_vfs_register(vfs, 0) != SQLITE_OK)
        free(vfs);
}

/* Registers the layer once; it stays for as long as the process lives. */
const char *checksum_vfs(void)
{
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    sqlite3_mutex *mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP1);
    sqlite3_mutex_enter(mutex);
    if (sqlite3_vfs_find(NAME) == NULL && system != NULL)
        make_layer(system);
    bool has = sqlite3_vfs_find(NAME) != NULL;
    sqlite3_mutex_leave(mutex);
    return has ? NAME : NULL;
}

int checksum_reserve(sqlite3 *handle)
{
    int bytes = CHECKSUM_BYTES;
    return sqlite3_file_control(handle, NULL, SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}
