/*
 * A crew: work on many things that do not depend on each other, shared out to as many
 * threads as there are processors.
 *
 * Each worker draws one range of numbers after the other until none is left. Who gets
 * which is left to chance, so what comes out must not depend on it: a worker writes
 * only what belongs to the numbers that it drew.
 */
#ifndef LECTERN_LIBRARY_CREW_H
#define LECTERN_LIBRARY_CREW_H

#include <stdbool.h>
#include <stddef.h>

struct crew;

/* What each thread runs, once: it sets up what it needs, draws until nothing is left,
 * and frees. */
typedef void crew_work(void *context, struct crew *crew);

/* Runs `work` on several threads, this one among them, until all of [0, count) was
 * drawn. */
void crew_run(size_t count, crew_work *work, void *context);

/* The next range, [*from, *to); false when none is left. */
bool crew_draw(struct crew *crew, size_t *from, size_t *to);

#endif
