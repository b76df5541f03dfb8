/*
 * Threads that share work (see the header).
 */
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

size_t parallel_threads(size_t jobs)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = processors < 1 ? 1 : (size_t)processors;
    if (count > PARALLEL_MAX)
        count = PARALLEL_MAX;
    if (count > jobs)
        count = jobs;
    return count > 0 ? count : 1;
}

/* --- A loop --- */

struct loop {
    size_t count, batch;
    parallel_fn *work;
    void *context;
    atomic_size_t drawn;
};

struct loop_thread {
    struct loop *loop;
    size_t number;
    pthread_t thread;
    bool has_thread;
};

static void *run_loop(void *context)
{
    const struct loop_thread *thread = context;
    struct loop *loop = thread->loop;
    size_t from;
    while ((from = atomic_fetch_add(&loop->drawn, loop->batch)) < loop->count) {
        size_t left = loop->count - from;
        loop->work(loop->context, thread->number, from,
                   from + (left < loop->batch ? left : loop->batch));
    }
    return NULL;
}

void parallel_run(size_t count, size_t batch, parallel_fn *work, void *context)
{
    struct loop loop = {
        .count = count, .batch = batch, .work = work, .context = context};
    struct loop_thread threads[PARALLEL_MAX];
    size_t thread_count = parallel_threads((count + batch - 1) / batch);
    for (size_t i = 0; i < thread_count; i++) {
        threads[i] = (struct loop_thread){.loop = &loop, .number = i};
        threads[i].has_thread = i > 0 && pthread_create(&threads[i].thread, NULL,
                                                        run_loop, &threads[i]) == 0;
    }
    run_loop(&threads[0]);
    for (size_t i = 1; i < thread_count; i++) {
        if (threads[i].has_thread)
            pthread_join(threads[i].thread, NULL);
    }
}

/* --- A pool --- */

struct pooled {
    void *result;
    size_t bytes;
};

struct pool {
    struct pool_work work;
    pthread_t threads[PARALLEL_MAX];
    size_t thread_count;
    void *own; /* of the taker, where there is no thread */

    pthread_mutex_t lock;  /* of all below */
    pthread_cond_t filled; /* the result that is taken next, or there are no more */
    pthread_cond_t freed;  /* half of the window */
    size_t drawn, taken;
    struct pooled *waiting; /* of index i at i % window */
    size_t bytes;           /* of these */
    bool has_ended;         /* all is drawn */
    bool is_stopped;
};

/* How full the window is with what waits and what is being made, in hundredths. Nothing
 * waits where the result that is taken next is the next to be drawn. */
static uint64_t fullness(const struct pool *pool)
{
    uint64_t places = 100 * (uint64_t)(pool->drawn - pool->taken) / pool->work.window;
    uint64_t bytes = 100 * (uint64_t)pool->bytes / pool->work.window_bytes;
    return places > bytes ? places : bytes;
}

static bool has(const struct pool_work *work, size_t index)
{
    return index < work->count &&
           (work->has == NULL || work->has(work->context, index));
}

/* The index of the next result to make; false when there is none. Waits while too much
 * is to be taken. */
static bool draw(struct pool *pool, size_t *index)
{
    bool is_there = false;
    pthread_mutex_lock(&pool->lock);
    while (!pool->is_stopped && !pool->has_ended && fullness(pool) >= 100)
        pthread_cond_wait(&pool->freed, &pool->lock);
    if (!pool->is_stopped && !pool->has_ended) {
        is_there = has(&pool->work, pool->drawn);
        pool->has_ended = !is_there;
        if (is_there)
            *index = pool->drawn++;
        else
            pthread_cond_signal(&pool->filled);
    }
    pthread_mutex_unlock(&pool->lock);
    return is_there;
}

static void hand_over(struct pool *pool, size_t index, struct pooled made)
{
    pthread_mutex_lock(&pool->lock);
    pool->waiting[index % pool->work.window] = made;
    pool->bytes += made.bytes;
    if (index == pool->taken)
        pthread_cond_signal(&pool->filled);
    pthread_mutex_unlock(&pool->lock);
}

/* No result is made from now on. */
static void give_up(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->is_stopped = true;
    pthread_cond_broadcast(&pool->freed);
    pthread_cond_signal(&pool->filled);
    pthread_mutex_unlock(&pool->lock);
}

static void *begin_own(const struct pool *pool)
{
    return pool->work.begin != NULL ? pool->work.begin(pool->work.context) : NULL;
}

static void end_own(const struct pool *pool, void *own)
{
    if (pool->work.end != NULL)
        pool->work.end(own);
}

static void *run_pool(void *context)
{
    struct pool *pool = context;
    void *own = begin_own(pool);
    size_t index;
    while (draw(pool, &index)) {
        struct pooled made = {.bytes = 0};
        made.result = pool->work.make(pool->work.context, own, index, &made.bytes);
        if (made.result != NULL)
            hand_over(pool, index, made);
        else
            give_up(pool);
    }
    end_own(pool, own);
    return NULL;
}

struct pool *pool_start(const struct pool_work *work)
{
    struct pool *pool = mem_zalloc(1, sizeof *pool);
    size_t count = parallel_threads(work->count);
    pool->work = *work;
    pool->waiting = mem_zalloc(work->window, sizeof *pool->waiting);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->filled, NULL);
    pthread_cond_init(&pool->freed, NULL);
    while (pool->thread_count < count &&
           pthread_create(&pool->threads[pool->thread_count], NULL, run_pool, pool) ==
               0)
        pool->thread_count++;
    if (pool->thread_count == 0)
        pool->own = begin_own(pool);
    return pool;
}

/* Where no thread is to be had the taker makes each result. */
static void *make_here(struct pool *pool)
{
    struct pooled made = {.bytes = 0};
    size_t index;
    if (!draw(pool, &index))
        return NULL;
    made.result = pool->work.make(pool->work.context, pool->own, index, &made.bytes);
    pool->taken = pool->drawn;
    pool->is_stopped = made.result == NULL;
    return made.result;
}

void *pool_take(struct pool *pool)
{
    struct pooled made = {.bytes = 0};
    if (pool->thread_count == 0)
        return make_here(pool);
    pthread_mutex_lock(&pool->lock);
    struct pooled *next = &pool->waiting[pool->taken % pool->work.window];
    while (next->result == NULL && !pool->is_stopped &&
           !(pool->has_ended && pool->taken == pool->drawn))
        pthread_cond_wait(&pool->filled, &pool->lock);
    if (next->result != NULL) {
        made = *next;
        *next = (struct pooled){.bytes = 0};
        pool->taken++;
        pool->bytes -= made.bytes;
        /* Not for each: waking a thread takes longer than taking a result. */
        if (fullness(pool) <= 50)
            pthread_cond_broadcast(&pool->freed);
    }
    pthread_mutex_unlock(&pool->lock);
    return made.result;
}

void pool_stop(struct pool *pool)
{
    if (pool == NULL)
        return;
    give_up(pool);
    for (size_t i = 0; i < pool->thread_count; i++)
        pthread_join(pool->threads[i], NULL);
    if (pool->thread_count == 0)
        end_own(pool, pool->own);
    for (size_t i = 0; i < pool->work.window; i++) {
        if (pool->waiting[i].result != NULL)
            pool->work.drop(pool->waiting[i].result);
    }
    pthread_cond_destroy(&pool->filled);
    pthread_cond_destroy(&pool->freed);
    pthread_mutex_destroy(&pool->lock);
    free(pool->waiting);
    free(pool);
}
