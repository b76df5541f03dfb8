/*
 * Loops and pools of threads: every step is done once, results come in order and no
 * more of them wait than there is room for.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/parallel.h"

enum { STEPS_MAX = 1000, RESULTS = 500, WINDOW = 8, RESULT_BYTES = 10 };

/* --- Loops ------------------------------------------------------------------------ */

struct steps {
    atomic_int done[STEPS_MAX];
    atomic_bool in_use[PARALLEL_MAX];
    atomic_size_t largest;
    atomic_bool is_shared; /* one number was used by two threads at once */
};

static void do_steps(void *context, size_t thread, size_t from, size_t to)
{
    struct steps *steps = context;
    if (atomic_exchange(&steps->in_use[thread], true))
        atomic_store(&steps->is_shared, true);
    if (to - from > atomic_load(&steps->largest))
        atomic_store(&steps->largest, to - from);
    for (size_t i = from; i < to; i++)
        atomic_fetch_add(&steps->done[i], 1);
    atomic_store(&steps->in_use[thread], false);
}

static void each_step_is_done_once(void **state)
{
    static const struct {
        size_t count, batch;
    } cases[] = {{0, 1},   {1, 1},   {1, 100},  {7, 3},      {64, 64},
                 {65, 64}, {999, 1}, {1000, 7}, {1000, 1000}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct steps steps = {.is_shared = false};
        parallel_run(cases[i].count, cases[i].batch, do_steps, &steps);
        for (size_t k = 0; k < STEPS_MAX; k++)
            assert_int_equal(atomic_load(&steps.done[k]), k < cases[i].count);
        assert_true(atomic_load(&steps.largest) <= cases[i].batch);
        assert_false(atomic_load(&steps.is_shared));
    }
}

static void threads_are_no_more_than_jobs(void **state)
{
    (void)state;
    assert_int_equal(parallel_threads(0), 1);
    assert_int_equal(parallel_threads(1), 1);
    assert_in_range(parallel_threads(1000), 1, PARALLEL_MAX);
}

/* --- Pools ------------------------------------------------------------------------ */

struct making {
    size_t count, window_bytes;
    size_t give_up_at;
    bool is_counted; /* the pool knows how many there are */
    size_t asked;    /* how often there was one; by one thread at a time */
    atomic_size_t made, alive, begun, ended;
    atomic_size_t taken;
    atomic_bool is_over; /* more waited than there is room for */
};

static struct making *now; /* for what is given a result alone */

static bool has_result(void *context, size_t index)
{
    struct making *making = context;
    assert_int_equal(index, making->asked);
    if (index < making->count)
        making->asked++;
    return index < making->count;
}

static void *begin_making(void *context)
{
    struct making *making = context;
    atomic_fetch_add(&making->begun, 1);
    return mem_zalloc(1, 1);
}

static void end_making(void *own)
{
    atomic_fetch_add(&now->ended, 1);
    free(own);
}

static void *make_result(void *context, void *own, size_t index, size_t *bytes)
{
    struct making *making = context;
    size_t *result = NULL;
    assert_non_null(own);
    if (index == making->give_up_at)
        return NULL;
    /* One more than is taken by now may be on its way to who takes it. */
    if (index > atomic_load(&making->taken) + WINDOW)
        atomic_store(&making->is_over, true);
    result = mem_alloc(sizeof *result);
    *result = index;
    *bytes = RESULT_BYTES;
    atomic_fetch_add(&making->alive, 1);
    atomic_fetch_add(&making->made, 1);
    return result;
}

static void drop_result(void *result)
{
    atomic_fetch_sub(&now->alive, 1);
    free(result);
}

static struct pool *start(struct making *making)
{
    now = making;
    return pool_start(
        &(struct pool_work){.context = making,
                            .count = making->is_counted ? making->count : SIZE_MAX,
                            .has = making->is_counted ? NULL : has_result,
                            .begin = begin_making,
                            .end = end_making,
                            .make = make_result,
                            .drop = drop_result,
                            .window = WINDOW,
                            .window_bytes = making->window_bytes});
}

/* Takes and checks so many results at most; returns how many there were. */
static size_t take(struct pool *pool, struct making *making, size_t most)
{
    size_t count = 0, *result;
    while (count < most && (result = pool_take(pool)) != NULL) {
        assert_int_equal(*result, count++);
        atomic_fetch_add(&making->taken, 1);
        drop_result(result);
    }
    return count;
}

static void assert_nothing_left(const struct making *making)
{
    assert_int_equal(atomic_load(&making->alive), 0);
    assert_int_equal(atomic_load(&making->begun), atomic_load(&making->ended));
    assert_false(atomic_load(&making->is_over));
}

static void results_come_in_order(void **state)
{
    static const size_t counts[] = {0, 1, WINDOW, WINDOW + 1, RESULTS};
    static const size_t windows[] = {1 << 20, 3 * RESULT_BYTES, 1};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (size_t k = 0; k < sizeof windows / sizeof *windows; k++) {
            struct making making = {
                .count = counts[i], .window_bytes = windows[k], .give_up_at = SIZE_MAX};
            struct pool *pool = start(&making);
            assert_int_equal(take(pool, &making, SIZE_MAX), counts[i]);
            assert_null(pool_take(pool));
            pool_stop(pool);
            assert_nothing_left(&making);
        }
    }
}

static void a_pool_is_stopped_at_any_moment(void **state)
{
    (void)state;
    for (size_t most = 0; most < 3 * WINDOW; most++) {
        struct making making = {
            .count = SIZE_MAX - 1, .window_bytes = 1 << 20, .give_up_at = SIZE_MAX};
        struct pool *pool = start(&making);
        assert_int_equal(take(pool, &making, most), most);
        pool_stop(pool);
        assert_true(atomic_load(&making.made) <= most + WINDOW);
        assert_nothing_left(&making);
    }
    pool_stop(NULL);
}

static void what_is_given_up_ends_the_pool(void **state)
{
    (void)state;
    for (size_t at = 0; at < 3 * WINDOW; at++) {
        struct making making = {
            .count = RESULTS, .window_bytes = 1 << 20, .give_up_at = at};
        struct pool *pool = start(&making);
        assert_true(take(pool, &making, SIZE_MAX) <= at);
        assert_null(pool_take(pool));
        pool_stop(pool);
        assert_nothing_left(&making);
    }
}

/* --- Without threads -------------------------------------------------------------- */

/* A stack that there is no room for. */
static int let_no_thread_begin(void **state)
{
    static pthread_attr_t usual;
    pthread_getattr_default_np(&usual);
    *state = &usual;
    pthread_attr_t huge;
    pthread_attr_init(&huge);
    if (pthread_attr_setstacksize(&huge, SIZE_MAX - (1 << 24)) != 0)
        return -1;
    return pthread_setattr_default_np(&huge);
}

static int let_threads_begin(void **state)
{
    return pthread_setattr_default_np(*state);
}

static void *nothing(void *context)
{
    return context;
}

static void the_caller_does_the_work_alone(void **state)
{
    pthread_t thread;
    assert_int_not_equal(pthread_create(&thread, NULL, nothing, NULL), 0);
    each_step_is_done_once(state);
    results_come_in_order(state);
    a_pool_is_stopped_at_any_moment(state);
    what_is_given_up_ends_the_pool(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_step_is_done_once),
        cmocka_unit_test(threads_are_no_more_than_jobs),
        cmocka_unit_test(results_come_in_order),
        cmocka_unit_test(a_pool_is_stopped_at_any_moment),
        cmocka_unit_test(what_is_given_up_ends_the_pool),
        cmocka_unit_test_setup_teardown(the_caller_does_the_work_alone,
                                        let_no_thread_begin, let_threads_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
