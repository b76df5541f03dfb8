/*
 * An arena is a chain of blocks, each twice as large as the one before. Pieces are cut
 * from the newest block; only a piece that does not fit adds a block.
 *
 * Under AddressSanitizer a few poisoned bytes follow each piece, so that a write past
 * its end is found as it would be on the heap.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON 1
#endif
#endif

#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#define GUARD_BYTES 16 /* between two pieces, so that the sanitizer sees overruns */
#else
#define ASAN_POISON_MEMORY_REGION(at, bytes) ((void)(at), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(at, bytes) ((void)(at), (void)(bytes))
#define GUARD_BYTES 0
#endif

#ifdef ARENA_SMALL_BLOCKS /* tests: every boundary is met at once */
enum { FIRST_BLOCK_BYTES = 64, LARGEST_BLOCK_BYTES = 256 };
#else
enum { FIRST_BLOCK_BYTES = 4096, LARGEST_BLOCK_BYTES = 1 << 20 };
#endif

struct arena_block {
    struct arena_block *older;
    size_t bytes; /* after this header */
    alignas(ARENA_ALIGN_BYTES) char data[];
};

/* Memory that was taken elsewhere and goes with the arena. */
struct arena_adopted {
    struct arena_adopted *older;
    void *items;
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

static void block_free(struct arena_block *block)
{
    ASAN_UNPOISON_MEMORY_REGION(block->data, block->bytes);
    free(block);
}

/* All that came after `kept`. */
static void free_adopted(struct arena *arena, const struct arena_adopted *kept)
{
    while (arena->adopted != kept) {
        struct arena_adopted *newest = arena->adopted;
        arena->adopted = newest->older;
        free(newest->items);
        free(newest);
    }
}

void arena_release(struct arena *arena)
{
    free_adopted(arena, NULL);
    struct arena_block *block = arena->blocks;
    while (block != NULL) {
        struct arena_block *older = block->older;
        block_free(block);
        block = older;
    }
    arena_init(arena);
}

static void block_use(struct arena *arena, struct arena_block *block)
{
    ASAN_POISON_MEMORY_REGION(block->data, block->bytes);
    arena->next = block->data;
    arena->left_bytes = block->bytes;
}

void arena_clear(struct arena *arena)
{
    free_adopted(arena, NULL);
    struct arena_block *largest = NULL, *block = arena->blocks;
    while (block != NULL) {
        struct arena_block *older = block->older;
        if (largest == NULL) {
            largest = block;
        } else if (block->bytes > largest->bytes) {
            block_free(largest);
            largest = block;
        } else {
            block_free(block);
        }
        block = older;
    }
    arena->total_bytes = 0;
    if (largest == NULL)
        return;
    largest->older = NULL;
    arena->blocks = largest;
    arena->total_bytes = largest->bytes;
    block_use(arena, largest);
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){.blocks = arena->blocks,
                               .adopted = arena->adopted,
                               .next = arena->next,
                               .left_bytes = arena->left_bytes,
                               .total_bytes = arena->total_bytes};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    free_adopted(arena, mark.adopted);
    while (arena->blocks != mark.blocks) {
        struct arena_block *older = arena->blocks->older;
        block_free(arena->blocks);
        arena->blocks = older;
    }
    arena->next = mark.next;
    arena->left_bytes = mark.left_bytes;
    arena->total_bytes = mark.total_bytes;
    if (mark.next != NULL)
        ASAN_POISON_MEMORY_REGION(mark.next, mark.left_bytes);
}

/* Blocks double from the first to the largest size, so that small arenas stay small and
 * large ones ask the system seldom. */
static void block_add(struct arena *arena, size_t bytes)
{
    size_t size = arena->blocks ? arena->blocks->bytes * 2 : FIRST_BLOCK_BYTES;
    if (size > LARGEST_BLOCK_BYTES)
        size = LARGEST_BLOCK_BYTES;
    if (size < bytes)
        size = bytes;
    struct arena_block *block;
    if (size > SIZE_MAX - sizeof *block)
        die("out of memory (%zu bytes asked for)", bytes);
    block = mem_alloc(sizeof *block + size);
    block->older = arena->blocks;
    block->bytes = size;
    arena->blocks = block;
    arena->total_bytes += size;
    block_use(arena, block);
}

static void *take(struct arena *arena, size_t bytes, size_t align)
{
    size_t pad = (size_t)(-(uintptr_t)arena->next & (align - 1));
    if (bytes > SIZE_MAX - GUARD_BYTES - ARENA_ALIGN_BYTES)
        die("out of memory (%zu bytes asked for)", bytes);
    if (arena->next == NULL || arena->left_bytes < pad + bytes + GUARD_BYTES) {
        block_add(arena, bytes + GUARD_BYTES);
        pad = 0;
    }
    void *at = arena->next + pad;
    arena->next += pad + bytes + GUARD_BYTES;
    arena->left_bytes -= pad + bytes + GUARD_BYTES;
    ASAN_UNPOISON_MEMORY_REGION(at, bytes);
    return at;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    /* An empty piece still gets a place of its own. */
    void *at = take(arena, bytes ? bytes : 1, ARENA_ALIGN_BYTES);
    memset(at, 0, bytes);
    return at;
}

char *arena_bytes(struct arena *arena, size_t bytes)
{
    return take(arena, bytes ? bytes : 1, 1);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        die("out of memory (%zu elements asked for)", count);
    return arena_alloc(arena, count * size);
}

void *arena_adopt(struct arena *arena, void *items, size_t count, size_t size)
{
    struct arena_adopted *adopted = mem_alloc(sizeof *adopted);
    /* Never empty: a place of its own. */
    adopted->items = mem_realloc(items, count > 0 ? count * size : 1);
    adopted->older = arena->adopted;
    arena->adopted = adopted;
    arena->total_bytes += count * size;
    return adopted->items;
}

struct str arena_str(struct arena *arena, struct str s)
{
    if (s.len == 0)
        return (struct str){"", 0};
    char *copy = arena_bytes(arena, s.len);
    memcpy(copy, s.ptr, s.len);
    return (struct str){copy, s.len};
}

char *arena_cstr(struct arena *arena, struct str s)
{
    char *copy = arena_bytes(arena, s.len + 1);
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return copy;
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        len = 0;
    char *text = arena_bytes(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return (struct str){text, (size_t)len};
}
