/*
 * Numbers for keys: 0, 1, 2, ... in the order in which they are met first, so that what
 * is known of a key can stand in an array.
 */
#ifndef LECTERN_LIBRARY_NUMBERING_H
#define LECTERN_LIBRARY_NUMBERING_H

#include <stddef.h>
#include <stdint.h>

struct numbering {
    uint32_t *keys; /* by number */
    size_t count, cap;
    uint32_t *slots; /* open addressing: number + 1, or 0 */
    size_t mask;
};

/* A zeroed numbering is ready and empty. */
void numbering_release(struct numbering *numbering);

/* The number of a key, which is given it now if it has none. */
uint32_t numbering_of(struct numbering *numbering, uint32_t key);

#endif
