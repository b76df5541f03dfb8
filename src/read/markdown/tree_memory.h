/*
 * The memory of cmark's tree.
 *
 * cmark asks the C library for each node and each piece of text, and gives them back
 * one by one: a tenth of what reading an article costs. All of them go at the same
 * time, so they are taken from an arena, which is emptied after each piece of text; but
 * for large ones.
 *
 * cmark cannot be asked to stop, and some text makes a tree of a hundred times its
 * size. But whatever it does takes memory: when it has had BUDGET_TREE_BYTES in all, or
 * a tree is too large for the article, the parse is left by longjmp() from within its
 * allocator.
 */
#ifndef LECTERN_READ_MARKDOWN_TREE_MEMORY_H
#define LECTERN_READ_MARKDOWN_TREE_MEMORY_H

#define CMARK_NO_SHORT_NAMES
#include <cmark.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct large_piece;

struct tree_memory {
    cmark_mem functions; /* for cmark */
    struct arena arena;
    struct large_piece *large; /* not in the arena */
    size_t left_bytes;         /* of the budget */
    size_t tree_bytes;         /* of this tree */
    size_t tree_max_bytes;
    bool is_bounded; /* `over` is taken when the budget is spent */
    jmp_buf over;
};

/* For an article of so many bytes. One at a time in each thread. */
void tree_memory_begin(struct tree_memory *memory, size_t article_bytes);

/* Forgets the tree, for the next one; what it took of the budget stays taken. */
void tree_memory_clear(struct tree_memory *memory);

/* Frees everything; nothing may use it any more. */
void tree_memory_end(struct tree_memory *memory);

#endif
