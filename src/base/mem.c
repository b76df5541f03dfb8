/*
 * Allocation that ends the program when there is no memory: the terminal is restored
 * by the hook first. No caller has an error branch for it.
 */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void (*die_hook)(void);

void die_set_hook(void (*hook)(void))
{
    die_hook = hook;
}

_Noreturn void die(const char *format, ...)
{
    if (die_hook)
        die_hook();
    fputs("lectern: ", stderr);
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(2);
}

void *mem_alloc(size_t bytes)
{
    void *ptr = malloc(bytes ? bytes : 1);
    if (ptr == NULL)
        die("out of memory (%zu bytes asked for)", bytes);
    return ptr;
}

void *mem_zalloc(size_t count, size_t size)
{
    void *ptr = calloc(count ? count : 1, size ? size : 1);
    if (ptr == NULL)
        die("out of memory (%zu times %zu bytes asked for)", count, size);
    return ptr;
}

void *mem_realloc(void *ptr, size_t bytes)
{
    void *moved = realloc(ptr, bytes ? bytes : 1);
    if (moved == NULL)
        die("out of memory (%zu bytes asked for)", bytes);
    return moved;
}

void *mem_grow(void *items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return items;
    size_t wanted = *cap ? *cap * 2 : 16;
    if (wanted <= count || wanted > SIZE_MAX / size)
        die("out of memory (%zu elements asked for)", count);
    *cap = wanted;
    return mem_realloc(items, wanted * size);
}

#ifdef __GLIBC__
enum {
    /* From so much on a piece is the system's again as soon as it is freed. More than
     * the blocks of arenas, which come and go with each article. */
    PIECE_BYTES = 4 << 20,
    /* As much may stay with a thread when it has freed what it had. */
    REST_BYTES = 4 << 20,
};
#endif

void mem_setup(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_MMAP_THRESHOLD, PIECE_BYTES);
    (void)mallopt(M_TRIM_THRESHOLD, REST_BYTES);
#endif
}

void mem_trim(void)
{
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}
