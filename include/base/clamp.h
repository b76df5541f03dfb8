/*
 * The smaller, the larger and the nearest of some numbers.
 */
#ifndef LECTERN_BASE_CLAMP_H
#define LECTERN_BASE_CLAMP_H

static inline int int_min(int a, int b)
{
    return a < b ? a : b;
}

static inline int int_max(int a, int b)
{
    return a > b ? a : b;
}

/* The number in [low, high] nearest to `value`; `low` when that range is empty. */
static inline int int_clamp(int value, int low, int high)
{
    return int_max(low, int_min(value, high));
}

#endif
