/*
 * Work, counted: blocks of code that were executed, bytes that were copied or compared,
 * steps of the database's machine.
 *
 * A count is the same on a busy machine, so a test may judge by it, which no test may
 * by time. Blocks are counted by what the compiler puts into each of them in
 * MODE=growth (-fsanitize-coverage=trace-pc), the C library's copies by wrappers of the
 * linker, statements when they end. What happens inside cmark, libyaml and libunistring
 * is not seen; `make growth` prints the time of the processor beside it.
 */
#ifndef LECTERN_TESTS_WORK_H
#define LECTERN_TESTS_WORK_H

#include <stdint.h>

/* Has statements counted; call it first of all. */
void work_setup(void);

/* So far, of all threads that have ended and of this one. */
uint64_t work_done(void);

#endif
