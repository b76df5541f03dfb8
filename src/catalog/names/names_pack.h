/*
 * All names of a library in memory, for finding those that have some letters in order:
 * no index answers that.
 *
 * It is made when it is first needed and then grows by what was read since. Names that
 * are gone stay until the pack is released.
 */
#ifndef LECTERN_CATALOG_NAMES_NAMES_PACK_H
#define LECTERN_CATALOG_NAMES_NAMES_PACK_H

#include "base/arena.h"
#include "base/buf.h"
#include "catalog/names/fuzzy.h"

enum {
    /* A pack of so many takes some 20 MiB, and going through them some 10 ms. Larger
     * libraries have no pack. */
    NAMES_PACK_MAX = 300000,
};

struct names_pack {
    struct packed_name {
        int64_t row; /* of `called`: several names have the same */
        uint64_t mask;
        uint32_t from, to; /* bytes: the name, folded */
    } * names;
    size_t count, cap;
    struct buf bytes;
    int64_t written; /* texts that were written before this one are in it */
    bool is_too_big;
};

/* A row that has a name that matches. */
struct packed_hit {
    int64_t row; /* of `called` */
    int score;
};

struct search;

/* Takes in what is new; false when the search was stopped before all is there, or when
 * the library is too big. */
bool names_pack_update(struct names_pack *pack, struct search *search);

/* The rows of the best names, `most` at most, each once and in order; returns how many.
 * The caller's list. Ends early when the search is stopped. */
size_t names_pack_find(const struct names_pack *pack, struct search *search,
                       const struct fuzzy *query, size_t most,
                       struct packed_hit **hits);

void names_pack_release(struct names_pack *pack);

#endif
