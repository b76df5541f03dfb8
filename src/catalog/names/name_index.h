/*
 * The names of a library in memory: what articles are called, then their headings, each
 * as the numbers of its words (name_vocabulary.h). Go-to asks it for the best names,
 * search_similar() for what is near.
 *
 * It is made when it is first needed and then grows by what was read since. Names that
 * are gone stay until it is released.
 */
#ifndef LECTERN_CATALOG_NAMES_NAME_INDEX_H
#define LECTERN_CATALOG_NAMES_NAME_INDEX_H

#include <stdatomic.h>

#include "base/map.h"
#include "catalog/names/fuzzy.h"
#include "catalog/names/name_match.h"
#include "catalog/names/name_vocabulary.h"
#include "catalog/store/database.h"
#include "catalog/words/small_words.h"

enum {
    /* So many take some 20 MiB. In a larger library those of the first articles are
     * known, in reading order, and headings while there is room. */
    NAME_INDEX_MAX = 300000,
};

/* The words of a name. Headings that are written alike share them. */
struct name_text {
    uint32_t first;  /* of its words */
    uint16_t weight; /* of its words (name_weight()); 0 where its parts count apart */
    unsigned count : 6;           /* of its words */
    unsigned first_initial : 5;   /* of the first word, in 1 to 31 */
    unsigned telling_initial : 5; /* of the first one that is not small */
};

struct indexed_name {
    uint32_t text;
    uint32_t article;
    unsigned heading : 20; /* its number in the article */
    unsigned kind : 2;     /* enum name_kind */
};

struct name_index {
    struct indexed_name *names;
    size_t count, cap;
    size_t article_names; /* they come first, once all are there */
    struct name_text *texts;
    size_t text_count, text_cap;
    struct map headings; /* by hash: number of a text, and 1 */
    uint32_t *words;     /* of all texts: number of the word, and its joint */
    size_t word_count, word_cap;
    struct name_vocabulary vocabulary;
    struct small_words small; /* of the languages of the library */
    bool has_small;
    struct database *database;
    const atomic_bool *stop;   /* what is asked ends early when it is set */
    struct statement *rows[2]; /* of articles, of headings */
    int64_t next[2];           /* where they go on */
    bool is_full;              /* there are more names */
    bool is_whole;             /* all were there once, headings as well */
};

void name_index_init(struct name_index *it, struct database *database,
                     const atomic_bool *stop);

/* The small words of the library. */
const struct small_words *name_index_small_words(struct name_index *it);

/* Takes in what is new: what articles are called, and their headings, too. False when
 * it was stopped, or the database failed, before all is there. */
bool name_index_update(struct name_index *it, bool headings);

enum name_part { NAME_WHOLE, NAME_OF_FILE /* of a path: no folders, no suffix */ };

/* Writes the words of a name, blanks between them. */
void name_index_text(const struct name_index *it, size_t number, enum name_part part,
                     struct buf *out);

/* An article of which a name matches, or a heading. */
struct indexed_hit {
    uint32_t article;
    uint32_t heading; /* SEARCH_TOP: the article */
    int score;        /* of the best one */
};

/* Those of the `most` best names, each once, by article; returns how many, and whether
 * there are more. The caller's list. */
size_t name_index_best(const struct name_index *it, const struct name_query *query,
                       size_t most, struct indexed_hit **hits, bool *is_cut);

/* The same of those that have the letters typed scattered over them. */
size_t name_index_scattered(const struct name_index *it, const struct fuzzy *query,
                            size_t most, struct indexed_hit **hits, bool *is_cut);

void name_index_clear(struct name_index *it); /* as after name_index_init() */
void name_index_release(struct name_index *it);

#endif
