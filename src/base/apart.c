/*
 * The child shares the parent's memory (clone() with CLONE_VM), so the call's
 * arguments and result need no copying. It gets a small stack of its own and blocks
 * all signals.
 */
#include "base/apart.h"

/* ThreadSanitizer takes the child for a fork, after which it starts no thread. */
#if defined(__linux__) && !defined(__SANITIZE_THREAD__)

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "base/mem.h"

enum { STACK_BYTES = 64 << 10 };

/* Without signals, which are for the parent; no handler runs twice. */
static pid_t make_child(int (*work)(void *context), void *context, char *stack)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    /* Returns when the child has ended. */
    pid_t child =
        clone(work, stack + STACK_BYTES, CLONE_VM | CLONE_VFORK | SIGCHLD, context);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return child;
}

/* False when that cannot be known, as where SIGCHLD is ignored. */
static bool get_result(pid_t child, int *result)
{
    pid_t got;
    int status;
    do
        got = waitpid(child, &status, 0);
    while (got < 0 && errno == EINTR);
    if (got != child || !WIFEXITED(status))
        return false;
    *result = WEXITSTATUS(status);
    return true;
}

int apart_run(int (*work)(void *context), void *context)
{
    char *stack = mem_alloc(STACK_BYTES);
    pid_t child = make_child(work, context, stack);
    int result;
    if (child < 0 || !get_result(child, &result))
        result = work(context);
    free(stack);
    return result;
}

#else

int apart_run(int (*work)(void *context), void *context)
{
    return work(context);
}

#endif
