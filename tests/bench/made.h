/*
 * What made libraries are made of: drawn numbers, made words and written files.
 * Everything follows from numbers alone, so that a library comes out the same anywhere.
 */
#ifndef LECTERN_BENCH_MADE_H
#define LECTERN_BENCH_MADE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

/* A number that seems to have nothing to do with `number`. */
uint64_t made_mix(uint64_t number);

/* The next number of a sequence, and one of them below `below`, which is not 0. */
uint64_t made_draw(uint64_t *state);
uint64_t made_below(uint64_t *state, uint64_t below);

/*
 * The word with this number, lower case, its own for each number: two letters for the
 * first 64, four for the next 4,096, and so on.
 */
void made_word(struct buf *out, uint64_t number);

/* Where a library is written. */
struct made_library {
    int fd;
    size_t articles, folders;
    uint64_t bytes;
};

/* Makes the folder, which must not be there yet. */
int made_library_create(struct made_library *library, const char *path,
                        struct error *err);
void made_library_close(struct made_library *library);

/* Writes an article that is not there yet, with the folders above it. */
int made_library_put(struct made_library *library, struct str path, struct str text,
                     struct error *err);

/*
 * `count` articles: those of the corpus in the folder `from`, again and again with
 * other names, links and words; and small ones that are made here.
 */
int make_copies(struct made_library *library, const char *from, size_t count,
                struct error *err);
int make_small(struct made_library *library, size_t count, struct error *err);

#endif
