/*
 * Heap memory that never fails, and the one place where the program gives up.
 */
#ifndef LECTERN_BASE_MEM_H
#define LECTERN_BASE_MEM_H

#include <stddef.h>

/*
 * Called by die() before it prints, so that a screen can be put back first. One
 * hook at most; NULL takes it away. This is one of the two pieces of state that
 * the program keeps outside its structs (the other is the signal pipe).
 */
void die_set_hook(void (*hook)(void));

/* Restores the terminal through the hook, prints "lectern: ..." and exits with 2. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* As their namesakes in libc, but they die() when memory ends. */
void *mem_alloc(size_t bytes);
void *mem_zalloc(size_t count, size_t size);
void *mem_realloc(void *ptr, size_t bytes);

/*
 * Makes room for one more element after `count` of them: returns `items`, moved if need
 * be, and doubles `*cap` as needed. The new elements are not zeroed. Free with free().
 *
 *     items = mem_grow(items, count, &cap, sizeof *items);
 *     items[count++] = item;
 */
void *mem_grow(void *items, size_t count, size_t *cap, size_t size);

/*
 * Has freed memory given back to the system early; call it first of all. By itself the
 * C library learns from large pieces that are freed to keep up to 64 MiB for each
 * thread, which mem_trim() cannot reach.
 */
void mem_setup(void);

/* Gives freed memory back to the system, where the C library would rather keep it:
 * after something large, of which nothing is needed any more. Takes some
 * milliseconds. */
void mem_trim(void);

#endif
