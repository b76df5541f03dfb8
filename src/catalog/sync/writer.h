/*
 * Writing readings into the catalog.
 *
 * An article is written whole or not at all: in one transaction its old links, facts
 * and words go and the new ones come. Many articles share a transaction; it is
 * ended by writer_commit(), after which readers see them.
 */
#ifndef LECTERN_CATALOG_SYNC_WRITER_H
#define LECTERN_CATALOG_SYNC_WRITER_H

#include <stdatomic.h>

#include "catalog/store/database.h"
#include "catalog/sync/reading.h"
#include "catalog/sync/structure.h"

struct writer;

/* The structure must be written and outlive the writer. */
struct writer *writer_new(const struct structure *structure);
void writer_free(struct writer *writer); /* NULL is fine; commits nothing */

/* The lexicon that the terms of readings are counted with, the writer's; it grows. */
const struct lexicon *writer_lexicon(const struct writer *writer);

/* Begins a transaction if there is none. */
void writer_put(struct writer *writer, const struct reading *reading);

/* Ends the transaction, if there is one. */
void writer_commit(struct writer *writer);

/* Resolves the links of all articles again, since what they lead to may have another
 * name now, and writes those that changed, in a transaction of its own. Stops early
 * when `*stop`. */
void writer_relink(struct writer *writer, const struct library *library,
                   const atomic_bool *stop);

#endif
