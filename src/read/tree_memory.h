/*
 * The memory of cmark's tree.
 *
 * cmark asks the C library for each node and each piece of text, and gives them back
 * one by one: a tenth of what reading an article costs. All of them go at the same
 * time, so they are taken from an arena. The tree of a long text, which is many times
 * as large, stays with the C library, for its nodes to go as soon as they were read.
 */
#ifndef LECTERN_READ_TREE_MEMORY_H
#define LECTERN_READ_TREE_MEMORY_H

#define CMARK_NO_SHORT_NAMES
#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct tree_memory {
    cmark_mem functions; /* for cmark */
    struct arena arena;
    bool is_arena; /* nodes need not be freed */
};

/* For the tree of a text of so many bytes. One at a time in each thread. */
void tree_memory_begin(struct tree_memory *memory, size_t text_bytes);

/* Of an arena, all goes that was not freed; nothing may use it any more. */
void tree_memory_end(struct tree_memory *memory);

#endif
