/*
 * Readers: threads that read articles, for one writer to take.
 *
 * They draw articles from a list, and their readings are taken in its order, so that a
 * catalog does not depend on which thread was faster. No more wait to be taken than
 * some 24 MB, so memory stays small however slow the writer is.
 */
#ifndef LECTERN_CATALOG_SYNC_READERS_H
#define LECTERN_CATALOG_SYNC_READERS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "catalog/sync/reading.h"

struct readers;

/* The library, the list and the lexicon must outlive the readers. Once `*stop` is set
 * they give up, large articles between two steps of reading them. */
struct readers *readers_start(const struct library *library, const uint32_t *articles,
                              size_t count, const struct lexicon *lexicon,
                              const atomic_bool *stop);

/* The next reading, the caller's; waits for it. NULL when there are no more, or they
 * were given up. */
struct reading *readers_take(struct readers *readers);

/* Stops them, taken or not. NULL is fine. */
void readers_stop(struct readers *readers);

#endif
