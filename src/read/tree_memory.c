#include "read/tree_memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/budget.h"

enum { ROOM_MIN_BYTES = 32 };

/* cmark hands its allocator sizes and nothing else; this is where they are taken from,
 * between begin and end. */
static _Thread_local struct tree_memory *tree_memory;

/* What cmark gets from the arena. It may ask for more room later. */
struct piece {
    size_t bytes;
    alignas(max_align_t) char data[];
};

static void spend(size_t bytes)
{
    if (bytes > tree_memory->left_bytes) {
        if (tree_memory->is_bounded)
            longjmp(tree_memory->over, 1);
        bytes = tree_memory->left_bytes;
    }
    tree_memory->left_bytes -= bytes;
}

static void *take(size_t count, size_t size)
{
    struct piece *piece;

    if (count != 0 && size > (SIZE_MAX - sizeof *piece) / count)
        die("out of memory (%zu times %zu bytes asked for)", count, size);
    spend(sizeof *piece + count * size);
    piece = arena_alloc(&tree_memory->arena, sizeof *piece + count * size);
    piece->bytes = count * size;
    return piece->data;
}

/* cmark lets the text of every block grow from nothing by half its size; in powers of
 * two it moves seldom. */
static size_t room_for(size_t bytes)
{
    size_t room = ROOM_MIN_BYTES;

    while (room < bytes && room < SIZE_MAX / 2)
        room *= 2;
    return room < bytes ? bytes : room;
}

static void *take_more(void *data, size_t bytes)
{
    const struct piece *old;
    void *more;

    if (data == NULL)
        return take(1, room_for(bytes));
    old = (const void *)((const char *)data - offsetof(struct piece, data));
    if (bytes <= old->bytes)
        return data;
    more = take(1, room_for(bytes));
    return memcpy(more, data, old->bytes);
}

static void keep(void *data)
{
    (void)data;
}

void tree_memory_begin(struct tree_memory *memory)
{
    assert(tree_memory == NULL);
    /* cmark has no branch for a failed allocation; ours end the program in die(). */
    *memory = (struct tree_memory){.functions = {take, take_more, keep},
                                   .left_bytes = BUDGET_TREE_BYTES};
    tree_memory = memory;
}

void tree_memory_clear(struct tree_memory *memory)
{
    arena_clear(&memory->arena);
}

void tree_memory_end(struct tree_memory *memory)
{
    arena_release(&memory->arena);
    tree_memory = NULL;
}
