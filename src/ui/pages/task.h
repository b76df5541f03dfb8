/*
 * Tasks: what is done on a thread of its own while one reads. A byte in the pipe says
 * that it is over; nobody waits for it but to give up.
 */
#ifndef LECTERN_UI_PAGES_TASK_H
#define LECTERN_UI_PAGES_TASK_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct task {
    void (*work)(void *context);
    void *context;
    atomic_bool stop; /* once it is set the work ends early */
    atomic_int wake_fd;
    bool is_over; /* under the lock */
    pthread_mutex_t lock;
    pthread_cond_t ended;
    pthread_t thread;
    bool has_thread;
};

/* Starts the work; without a thread to be had it is done here. `wake_fd` may be -1. */
void task_start(struct task *task, void (*work)(void *context), void *context,
                int wake_fd);

/* Stops the work and waits for its end. */
void task_release(struct task *task);

void task_stop(struct task *task);
bool task_is_stopped(const struct task *task);

/* What the work did may be looked at then. */
bool task_is_over(struct task *task);

/* Waits for that so long at most, -1: as long as it takes; whether it is so. */
bool task_wait(struct task *task, int wait_ms);

/* Gives it a pipe, which it did not have. */
void task_set_wake_fd(struct task *task, int wake_fd);

#endif
