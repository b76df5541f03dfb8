/*
 * Arenas: memory that is taken piece by piece and given back all at once.
 *
 * One arena per lifetime (an article, a layout, a query). Nothing taken from an
 * arena is freed by itself. Out of memory ends the program through die(), so no
 * caller has an error branch for it.
 */
#ifndef LECTERN_BASE_ARENA_H
#define LECTERN_BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct arena_adopted;
struct arena_block;

struct arena {
    struct arena_block *blocks;    /* newest first; NULL when empty */
    struct arena_adopted *adopted; /* likewise */
    char *next;                    /* first free byte of the newest block */
    size_t left_bytes;             /* free bytes after `next` */
    size_t total_bytes;            /* taken from the system in all */
};

/* An arena is ready when it is zeroed; arena_init says so where that reads better. */
void arena_init(struct arena *arena);

/* Gives all memory back. The arena is empty afterwards and may be used again. */
void arena_release(struct arena *arena);

/* Forgets everything but keeps the largest block for what comes next. */
void arena_clear(struct arena *arena);

/* A state of an arena, to go back to. */
struct arena_mark {
    struct arena_block *blocks;
    struct arena_adopted *adopted;
    char *next;
    size_t left_bytes, total_bytes;
};

struct arena_mark arena_mark(const struct arena *arena);

/* Gives back all that was taken since the mark was made. The arena was not cleared or
 * released meanwhile. */
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* Enough for pointers, numbers and what is made of these; a long double, of which there
 * is none, would take twice that. */
enum { ARENA_ALIGN_BYTES = 8 };

/* `bytes` zeroed bytes, aligned for any of these. Never
 * NULL; zero bytes give a unique place. */
void *arena_alloc(struct arena *arena, size_t bytes);

/* `bytes` bytes that are not zeroed and not aligned: for text. */
char *arena_bytes(struct arena *arena, size_t bytes);

/* Room for `count` elements of `size` bytes, zeroed; an overflow ends the program. */
void *arena_array(struct arena *arena, size_t count, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type)                                                \
    ((type *)arena_array((arena), (count), sizeof(type)))

/* Takes over `count` elements of `size` bytes that mem_grow() made room for, without a
 * copy: what is left of the room is given back, the rest with the arena. Returns where
 * they are now. */
void *arena_adopt(struct arena *arena, void *items, size_t count, size_t size);

/* A copy of `s` in the arena. */
struct str arena_str(struct arena *arena, struct str s);

/* A copy with a NUL after it, for system calls. A NUL inside `s` stays. */
char *arena_cstr(struct arena *arena, struct str s);

/* The formatted text, in the arena. */
struct str arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
