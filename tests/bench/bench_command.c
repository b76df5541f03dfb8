/*
 * What running a program costs: time until it has ended and its output is read, memory.
 *
 *     bench_command TIMES FIELDS PROGRAM [ARGUMENT...]
 *
 * Prints one line of JSON that begins with FIELDS ("bench":"search", say). Its output
 * is read from a pipe and its lines are counted: grep stops at the first match when it
 * sees that nobody reads. Exit status 1 when the program cannot be run or fails, by a
 * status above 1.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"

extern char **environ;

enum { TIMES_MAX = 1000 };

struct run {
    double ms, cpu_ms;
    long peak_kib;
    size_t lines;
    int status; /* 128 and more: ended by a signal */
};

static size_t count_lines(int fd)
{
    static const size_t cap = 1 << 16;
    char *block = malloc(cap);
    size_t lines = 0;
    for (ssize_t got = 1; block && got != 0;) {
        got = read(fd, block, cap);
        if (got < 0 && errno != EINTR)
            break;
        const char *end = block + (got > 0 ? got : 0);
        for (const char *at = block; (at = memchr(at, '\n', (size_t)(end - at))); at++)
            lines++;
    }
    free(block);
    return lines;
}

/* Starts the program with its output in the pipe. */
static int start(char **command, const int pipe_fds[2], pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe_fds[1], 1);
    posix_spawn_file_actions_addclose(&actions, pipe_fds[0]);
    posix_spawn_file_actions_addclose(&actions, pipe_fds[1]);
    int result = posix_spawnp(pid, command[0], &actions, NULL, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    return result;
}

static double cpu_ms(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1e3 +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) * 1e-3;
}

static bool run_once(char **command, struct run *run)
{
    int fds[2];
    if (pipe(fds) != 0)
        return false;
    double started = clock_ms();
    pid_t pid;
    int result = start(command, fds, &pid);
    close(fds[1]);
    run->lines = result == 0 ? count_lines(fds[0]) : 0;
    close(fds[0]);
    if (result != 0) {
        errno = result;
        return false;
    }
    struct rusage usage;
    int status;
    while (wait4(pid, &status, 0, &usage) < 0 && errno == EINTR)
        ;
    run->ms = clock_ms() - started;
    run->cpu_ms = cpu_ms(&usage);
    run->peak_kib = usage.ru_maxrss;
    run->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return true;
}

struct times {
    double ms[TIMES_MAX], cpu_ms[TIMES_MAX];
    size_t count, lines;
    long peak_kib;
};

static void print(const char *fields, struct times *times)
{
    printf("{%s,", fields);
    if (times->count == 1)
        printf("\"ms\":%.2f,", times->ms[0]);
    else
        printf("\"p50_ms\":%.2f,\"p95_ms\":%.2f,",
               clock_quantile(times->ms, times->count, 0.5),
               clock_quantile(times->ms, times->count, 0.95));
    printf("\"cpu_ms\":%.2f,\"peak_kib\":%ld,\"lines\":%zu}\n",
           clock_quantile(times->cpu_ms, times->count, 0.5), times->peak_kib,
           times->lines);
}

static bool measure(char **command, struct times *times)
{
    struct run run = {0};
    for (size_t i = 0; i < times->count; i++) {
        if (!run_once(command, &run)) {
            fprintf(stderr, "bench: '%s': %s\n", command[0], strerror(errno));
            return false;
        }
        if (run.status > 1) {
            fprintf(stderr, "bench: '%s' ends with %d\n", command[0], run.status);
            return false;
        }
        times->ms[i] = run.ms;
        times->cpu_ms[i] = run.cpu_ms;
        times->lines = run.lines;
        if (times->peak_kib < run.peak_kib)
            times->peak_kib = run.peak_kib;
    }
    return true;
}

int main(int argc, char **argv)
{
    struct times times = {.count = argc > 3 ? strtoul(argv[1], NULL, 10) : 0};
    if (times.count < 1 || times.count > TIMES_MAX) {
        fputs("usage: bench_command TIMES FIELDS PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    if (!measure(argv + 3, &times))
        return 1;
    print(argv[2], &times);
    return 0;
}
