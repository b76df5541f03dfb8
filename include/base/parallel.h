/*
 * Work on several threads: a loop shared out among them, or a pool that makes results
 * for one caller that takes them in order.
 *
 * There are as many threads as processors, PARALLEL_MAX at most. Where none is to be
 * had the caller does the work: nothing here fails.
 */
#ifndef LECTERN_BASE_PARALLEL_H
#define LECTERN_BASE_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

enum { PARALLEL_MAX = 8 };

/* How many threads so many jobs are shared out among, 1 at least. */
size_t parallel_threads(size_t jobs);

/* Does the steps [from, to). `thread` is below PARALLEL_MAX, and no other thread has
 * the same number: what only one may use at a time is chosen by it. */
typedef void parallel_fn(void *context, size_t thread, size_t from, size_t to);

/* Does `count` steps, `batch` at a time and in no order, and returns when all are done.
 * The caller is thread 0, and the only one when there is no more than a batch. */
void parallel_run(size_t count, size_t batch, parallel_fn *work, void *context);

/* What a pool does. Everything runs on several threads at once unless it says
 * otherwise. */
struct pool_work {
    void *context;
    size_t count; /* of results at most */
    /* Whether there is an index-th one; asked in order, one at a time. May be NULL. */
    bool (*has)(void *context, size_t index);
    /* What one thread needs for itself, and its end. Both may be NULL. */
    void *(*begin)(void *context);
    void (*end)(void *own);
    /* Makes a result of so many bytes; NULL gives up, and no more is made. */
    void *(*make)(void *context, void *own, size_t index, size_t *bytes);
    /* Frees a result that was not taken; called by pool_stop(). */
    void (*drop)(void *result);
    /* No more is made while so many results are not taken yet, or they have so many
     * bytes: memory stays small however slow the taker is. */
    size_t window, window_bytes;
};

struct pool;

struct pool *pool_start(const struct pool_work *work);

/* The next result, in order, for the caller to free; waits for it. NULL when there are
 * no more, or when one was given up. */
void *pool_take(struct pool *pool);

/* Stops the threads, when each has made what it is at, and waits for them. */
void pool_stop(struct pool *pool); /* NULL is fine */

#endif
