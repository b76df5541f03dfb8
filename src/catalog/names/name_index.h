/*
 * The names of a library in memory: what articles are called, then their headings.
 * Go-to asks it for letters in order and search_similar() for what is near, neither of
 * which an index on the disk answers.
 *
 * It is made when it is first needed and then grows by what was read since. Names that
 * are gone stay until it is released.
 */
#ifndef LECTERN_CATALOG_NAMES_NAME_INDEX_H
#define LECTERN_CATALOG_NAMES_NAME_INDEX_H

#include <stdatomic.h>

#include "base/buf.h"
#include "catalog/names/fuzzy.h"
#include "catalog/store/database.h"

enum {
    /* So many take some 20 MiB. In a larger library those of the first articles are
     * known, in reading order, and headings while there is room. */
    NAME_INDEX_MAX = 300000,
};

enum indexed_kind { INDEXED_NAME, INDEXED_PATH, INDEXED_HEADING };

struct indexed_name {
    uint64_t mask;
    uint32_t from, to; /* bytes: the name, as fuzzy_fold() gives it */
    uint32_t article;
    enum indexed_kind kind;
};

struct name_index {
    struct indexed_name *names;
    size_t count, cap;
    size_t article_names; /* they come first, once all are there */
    struct buf bytes;
    struct database *database;
    const atomic_bool *stop;   /* what is asked ends early when it is set */
    struct statement *rows[2]; /* of articles, of headings */
    int64_t next[2];           /* where they go on */
    bool is_full;              /* there are more names */
    bool is_whole;             /* all were there once, headings as well */
};

void name_index_init(struct name_index *it, struct database *database,
                     const atomic_bool *stop);

/* Takes in what is new: what articles are called, and their headings, too. False when
 * it was stopped, or the database failed, before all is there. */
bool name_index_update(struct name_index *it, bool headings);

struct str name_index_text(const struct name_index *it, size_t number);

/* An article of which a name matches, or a heading. */
struct indexed_hit {
    uint32_t article;
    bool is_heading;
    int score; /* of the best one */
};

/* Those of the `most` best names, each once; returns how many, and whether there are
 * more. The caller's list. */
size_t name_index_best(const struct name_index *it, const struct fuzzy *query,
                       size_t most, struct indexed_hit **hits, bool *is_cut);

void name_index_clear(struct name_index *it); /* as after name_index_init() */
void name_index_release(struct name_index *it);

#endif
