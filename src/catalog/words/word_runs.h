/*
 * The distinct words of all texts, as the catalog keeps them: what another form of a
 * word, or a slip of the finger, is looked for among.
 *
 * A *run* is words in their order, each with what it shares with the one before it:
 *
 *     shared   bytes that are the same as before, one byte
 *     length   of what follows, one byte
 *     bytes
 *
 * The writer adds a run when it commits, of the words that it has not written before.
 * When there are many they become one. A word may be in two runs, and words of texts
 * that are gone stay: the full-text index knows what is there.
 *
 * Only words of letters are kept, of scripts with spaces, neither short nor very long:
 * others have no forms. A library of 20,000 articles has some 100,000 of them, in half
 * a megabyte.
 */
#ifndef LECTERN_CATALOG_WORDS_WORD_RUNS_H
#define LECTERN_CATALOG_WORDS_WORD_RUNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "catalog/store/database.h"

enum {
    /* Bytes of a word that is kept. */
    WORD_RUN_BYTES_MIN = 3,
    WORD_RUN_BYTES_MAX = 31,
    /* Words that are kept; further ones have no forms but their own. Their list is in
     * memory while one searches, and half as much while a library is read. */
    WORD_RUN_WORDS_MAX = 1 << 18,
};

/* Whether a folded word may have other forms. */
bool word_run_takes(struct str word);

/* --- Writing --- */

/* Words that were met and not written yet; zeroed at first. */
struct word_collector {
    struct map seen; /* hashes of all that were met */
    struct buf words;
};

void word_collector_release(struct word_collector *collector);

/* Takes folded words, separated by spaces. */
void word_collector_add(struct word_collector *collector, struct str words);

/* Writes them as a run, if there are any. Within a transaction: if that comes to
 * nothing, the collector is good for nothing either. */
void word_collector_write(struct word_collector *collector, struct database *database);

/* --- Reading --- */

struct word_run {
    struct str rest; /* of the record */
    char word[WORD_RUN_BYTES_MAX];
    size_t len;
    bool is_damaged;
};

/* The next word, valid until the one after it; false at the end, and where the record
 * is damaged. Begin with {.rest = record}. */
bool word_run_next(struct word_run *run, struct str *word);

#endif
