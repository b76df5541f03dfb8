/*
 * One thread per task, with a lock and a condition for the one case in which the loop
 * waits: a task that may be over within a few milliseconds.
 */
#include "ui/pages/task.h"

#include <time.h>
#include <unistd.h>

static void wake(struct task *task)
{
    int fd = atomic_load(&task->wake_fd);
    /* A full pipe wakes as well as a byte more in it would. */
    if (fd >= 0 && write(fd, "t", 1) < 0)
        return;
}

static void *run(void *context)
{
    struct task *task = context;
    task->work(task->context);
    pthread_mutex_lock(&task->lock);
    task->is_over = true;
    pthread_cond_signal(&task->ended);
    pthread_mutex_unlock(&task->lock);
    wake(task);
    return NULL;
}

/* Deadlines use the monotonic clock, which nobody sets. */
static void init_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

void task_start(struct task *task, void (*work)(void *context), void *context,
                int wake_fd)
{
    task->work = work;
    task->context = context;
    atomic_store(&task->wake_fd, wake_fd);
    pthread_mutex_init(&task->lock, NULL);
    init_condition(&task->ended);
    task->has_thread = pthread_create(&task->thread, NULL, run, task) == 0;
    if (!task->has_thread)
        (void)run(task);
}

void task_release(struct task *task)
{
    task_stop(task);
    if (task->has_thread)
        pthread_join(task->thread, NULL);
    pthread_cond_destroy(&task->ended);
    pthread_mutex_destroy(&task->lock);
}

void task_stop(struct task *task)
{
    atomic_store_explicit(&task->stop, true, memory_order_relaxed);
}

bool task_is_stopped(const struct task *task)
{
    return atomic_load_explicit(&task->stop, memory_order_relaxed);
}

bool task_is_over(struct task *task)
{
    return task_wait(task, 0);
}

static struct timespec deadline_after(int wait_ms)
{
    struct timespec deadline;
    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_sec += wait_ms / 1000;
    deadline.tv_nsec += wait_ms % 1000 * 1000000L;
    if (deadline.tv_nsec >= 1000000000L) {
        deadline.tv_sec++;
        deadline.tv_nsec -= 1000000000L;
    }
    return deadline;
}

bool task_wait(struct task *task, int wait_ms)
{
    struct timespec deadline = deadline_after(wait_ms > 0 ? wait_ms : 0);
    int status = 0;
    pthread_mutex_lock(&task->lock);
    while (!task->is_over && wait_ms != 0 && status == 0)
        status = wait_ms < 0
                     ? pthread_cond_wait(&task->ended, &task->lock)
                     : pthread_cond_timedwait(&task->ended, &task->lock, &deadline);
    bool is_over = task->is_over;
    pthread_mutex_unlock(&task->lock);
    return is_over;
}

void task_set_wake_fd(struct task *task, int wake_fd)
{
    atomic_store(&task->wake_fd, wake_fd);
    if (task_is_over(task)) /* perhaps before it had one */
        wake(task);
}
