/*
 * Calls of the system that nothing interrupts, as fsync() on a slow disk.
 *
 * A thread within such a call keeps its whole process from ending, even a killed one.
 * Here a child makes the call, in the memory of its parent. The thread waits for the
 * child, but the end of the process ends that wait; the child then ends by itself.
 */
#ifndef LECTERN_BASE_APART_H
#define LECTERN_BASE_APART_H

/* Returns what `work` returns, 0 to 127. It must take no lock and no memory. Where no
 * child can be made, the thread calls it itself. */
int apart_run(int (*work)(void *context), void *context);

#endif
