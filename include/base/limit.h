/*
 * Limits of two values: the usual one, and a tiny one for test programs that are built
 * with -DLIMITS_TINY, so that a small input meets each limit.
 */
#ifndef LECTERN_BASE_LIMIT_H
#define LECTERN_BASE_LIMIT_H

#ifdef LIMITS_TINY
#define LIMIT(usual, tiny) (tiny)
#else
#define LIMIT(usual, tiny) (usual)
#endif

#endif
