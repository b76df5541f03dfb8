/*
 * The allocator that cmark is given. It is set per thread, because cmark's allocator
 * functions take no context.
 */
#include "read/markdown/tree_memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/budget.h"

enum {
    ROOM_MIN_BYTES = 32,
    /* From this size on a piece is the system's: it goes when cmark gives it back, and
     * what is not written of it takes nothing. One line of 30 MB is kept three times
     * while its block is made. */
    LARGE_MIN_BYTES = 256 << 10,
};

/* cmark hands its allocator sizes and nothing else; this is where they are taken from,
 * between begin and end. */
static _Thread_local struct tree_memory *tree_memory;

/* What cmark gets. It may ask for more room later. */
struct memory_piece {
    size_t bytes;
    alignas(ARENA_ALIGN_BYTES) char data[];
};

/* A piece that is large, in the list of all that are. */
struct large_piece {
    struct large_piece *next, *prev;
    alignas(ARENA_ALIGN_BYTES) char data[]; /* a struct memory_piece */
};

static void spend(size_t bytes)
{
    struct tree_memory *memory = tree_memory;
    if (memory->is_bounded && (bytes > memory->left_bytes ||
                               memory->tree_bytes + bytes > memory->tree_max_bytes))
        longjmp(memory->over, 1);
    memory->left_bytes -= bytes < memory->left_bytes ? bytes : memory->left_bytes;
    memory->tree_bytes += bytes;
}

static bool is_large(size_t bytes)
{
    return bytes >= LARGE_MIN_BYTES;
}

static struct memory_piece *add_large(size_t bytes)
{
    struct large_piece *large =
        mem_zalloc(1, sizeof *large + sizeof(struct memory_piece) + bytes);
    large->next = tree_memory->large;
    if (large->next != NULL)
        large->next->prev = large;
    tree_memory->large = large;
    return (void *)large->data;
}

static void remove_large(struct tree_memory *memory, struct large_piece *large)
{
    if (large->prev != NULL)
        large->prev->next = large->next;
    else
        memory->large = large->next;
    if (large->next != NULL)
        large->next->prev = large->prev;
    memory->tree_bytes -= ((struct memory_piece *)(void *)large->data)->bytes;
    free(large);
}

static void *take(size_t count, size_t size)
{
    if (count != 0 && size > (SIZE_MAX / 2) / count)
        die("out of memory (%zu times %zu bytes asked for)", count, size);
    size_t bytes = count * size;
    struct memory_piece *piece;
    spend(sizeof *piece + bytes);
    piece = is_large(bytes) ? add_large(bytes)
                            : arena_alloc(&tree_memory->arena, sizeof *piece + bytes);
    piece->bytes = bytes;
    return piece->data;
}

/* cmark lets the text of every block grow from nothing by half its size; in powers of
 * two it moves seldom. */
static size_t room_for(size_t bytes)
{
    size_t room = ROOM_MIN_BYTES;
    while (room < bytes && !is_large(room))
        room *= 2;
    return room < bytes ? bytes : room;
}

static struct memory_piece *piece_of(void *data)
{
    return (void *)((char *)data - offsetof(struct memory_piece, data));
}

static void give_back(void *data)
{
    if (data == NULL)
        return;
    struct memory_piece *piece = piece_of(data);
    if (is_large(piece->bytes))
        remove_large(tree_memory,
                     (void *)((char *)piece - offsetof(struct large_piece, data)));
}

static void *take_more(void *data, size_t bytes)
{
    if (data == NULL)
        return take(1, room_for(bytes));
    const struct memory_piece *old = piece_of(data);
    if (bytes <= old->bytes)
        return data;
    void *more = take(1, room_for(bytes));
    memcpy(more, data, old->bytes);
    give_back(data);
    return more;
}

void tree_memory_begin(struct tree_memory *memory, size_t article_bytes)
{
    assert(tree_memory == NULL);
    /* cmark has no branch for a failed allocation; ours end the program in die(). */
    *memory = (struct tree_memory){.functions = {take, take_more, give_back},
                                   .left_bytes = BUDGET_TREE_BYTES,
                                   .tree_max_bytes = BUDGET_TREE_LEAST_BYTES};
    memory->tree_max_bytes += article_bytes * BUDGET_TREE_TIMES;
    tree_memory = memory;
}

static void remove_all_large(struct tree_memory *memory)
{
    while (memory->large != NULL)
        remove_large(memory, memory->large);
}

void tree_memory_clear(struct tree_memory *memory)
{
    remove_all_large(memory);
    arena_clear(&memory->arena);
    memory->tree_bytes = 0;
}

void tree_memory_end(struct tree_memory *memory)
{
    remove_all_large(memory);
    arena_release(&memory->arena);
    tree_memory = NULL;
}
