/*
 * Clocks, quantiles, memory.
 */
#include "clock.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

double clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

double clock_cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

long clock_peak_kib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

double clock_quantile(double *times_ms, size_t count, double share)
{
    qsort(times_ms, count, sizeof *times_ms, compare);
    size_t at = (size_t)((double)count * share);
    return times_ms[at < count ? at : count - 1];
}
