/*
 * A folder of Markdown articles in memory, with what is asked about its words and
 * names.
 */
#ifndef LECTERN_BENCH_CORPUS_H
#define LECTERN_BENCH_CORPUS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct original {
    struct str path, text;
    struct str name; /* of the file, as links are compared */
};

struct corpus {
    struct arena arena;
    struct original *articles; /* in the order of their paths */
    size_t count;
    const struct original **by_name;
    unsigned *counters; /* how often a word of this hash is there */
};

int corpus_read(struct corpus *corpus, const char *path, struct error *err);
void corpus_release(struct corpus *corpus);

/* The article that a link to `target` leads to, as an index; `count` without one. */
size_t corpus_find(const struct corpus *corpus, struct str target);

/* How many ASCII letters there are from `at`. */
size_t corpus_letters(struct str text, size_t at);

/*
 * A hash of the word in lower case, the same wherever it stands; 0 for one that stays
 * in copies: other than small letters behind a first that may be a capital, or beside a
 * digit, another letter or an entity's '&'.
 */
uint64_t corpus_word(struct str text, size_t at, size_t len);

/* Few enough of a word with this hash for it to be another word in a copy. */
bool corpus_is_rare(const struct corpus *corpus, uint64_t hash);

#endif
