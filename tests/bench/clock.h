/*
 * Time, what many times have in common, and memory.
 */
#ifndef LECTERN_BENCH_CLOCK_H
#define LECTERN_BENCH_CLOCK_H

#include <stddef.h>

double clock_ms(void);

/* What this process has used so far: processor time, and memory at most. */
double clock_cpu_ms(void);
long clock_peak_kib(void);

/* The value that the `share` of them (0 to 1) does not exceed; sorts them. */
double clock_quantile(double *times_ms, size_t count, double share);

#endif
