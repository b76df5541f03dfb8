/*
 * Work, counted (see the header). This file is compiled without what it counts.
 */
#include "work.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

enum {
    BYTES_SHIFT = 5, /* 32 bytes that are copied or compared count as a block */
    FLUSH_BLOCKS = 256,
};

static _Atomic uint64_t total;
static _Thread_local uint64_t own; /* not yet in the total */

static void add(uint64_t blocks)
{
    own += blocks;
    if (own >= FLUSH_BLOCKS) {
        atomic_fetch_add_explicit(&total, own, memory_order_relaxed);
        own = 0;
    }
}

void __sanitizer_cov_trace_pc(void);
void __sanitizer_cov_trace_pc(void)
{
    add(1);
}

#define WRAPPED(result, name, parameters)                                              \
    result __real_##name parameters;                                                   \
    result __wrap_##name parameters;                                                   \
    result __wrap_##name parameters

WRAPPED(void *, memcpy, (void *to, const void *from, size_t len))
{
    add(len >> BYTES_SHIFT);
    return __real_memcpy(to, from, len);
}

WRAPPED(void *, memmove, (void *to, const void *from, size_t len))
{
    add(len >> BYTES_SHIFT);
    return __real_memmove(to, from, len);
}

WRAPPED(void *, memset, (void *at, int byte, size_t len))
{
    add(len >> BYTES_SHIFT);
    return __real_memset(at, byte, len);
}

WRAPPED(int, memcmp, (const void *a, const void *b, size_t len))
{
    add(len >> BYTES_SHIFT);
    return __real_memcmp(a, b, len);
}

WRAPPED(void *, memchr, (const void *at, int byte, size_t len))
{
    void *found = __real_memchr(at, byte, len);
    add((found != NULL ? (size_t)((char *)found - (const char *)at) : len) >>
        BYTES_SHIFT);
    return found;
}

WRAPPED(void *, memmem, (const void *at, size_t len, const void *what, size_t what_len))
{
    void *found = __real_memmem(at, len, what, what_len);
    add((found != NULL ? (size_t)((char *)found - (const char *)at) : len) >>
        BYTES_SHIFT);
    return found;
}

WRAPPED(size_t, strlen, (const char *s))
{
    size_t len = __real_strlen(s);
    add(len >> BYTES_SHIFT);
    return len;
}

static int statement_ended(unsigned type, void *context, void *statement, void *time)
{
    (void)type, (void)context, (void)time;
    add((uint64_t)sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1));
    return 0;
}

static int database_opened(sqlite3 *database)
{
    return sqlite3_trace_v2(database, SQLITE_TRACE_PROFILE, statement_ended, NULL);
}

void work_setup(void)
{
    sqlite3_auto_extension((void (*)(void))database_opened);
}

uint64_t work_done(void)
{
    return atomic_load(&total) + own;
}
