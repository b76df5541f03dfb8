/*
 * What an article and its sections are called, as words, for comparing them with
 * questions.
 *
 * The questions of an article are compared with the same headings one after the other.
 * So names are taken apart once and kept, up to a bound, until the library changes.
 */
#ifndef LECTERN_CATALOG_NEAR_OUTLINES_H
#define LECTERN_CATALOG_NEAR_OUTLINES_H

#include "catalog/store/database.h"

enum { NAME_WORDS_MAX = 24 };

struct name_word {
    struct str base; /* word_bases.h */
    uint64_t hash;   /* of the base */
    double looks;
};

/* Each word once and without numbers, since headings are numbered in many ways. */
struct name {
    struct name_word *words;
    size_t count;   /* NAME_WORDS_MAX at most */
    uint64_t marks; /* of all its words: names without a mark in common share no word */
};

/* The mark of a word: one bit. */
static inline uint64_t name_mark(uint64_t hash)
{
    return UINT64_C(1) << (hash >> 58);
}

bool name_has(const struct name *name, struct str base);

struct outline {
    int64_t order; /* in reading order; INT64_MAX if it is no article now */
    struct name title;
    struct name *headings; /* of the title nothing */
    size_t heading_count;
    bool has_headings; /* they were read */
};

struct outlines;

/* The database must outlive them. */
struct outlines *outlines_new(struct database *database);
void outlines_free(struct outlines *outlines); /* NULL is fine */

/* Forgets everything unless it was read at this state of the library, a number that
 * changes with it, and takes less than `kept_bytes`. */
void outlines_begin(struct outlines *outlines, int64_t state, size_t kept_bytes);

/* The outline of an article, with or without the headings. Valid until
 * outlines_begin(). */
const struct outline *outlines_of(struct outlines *outlines, int64_t article,
                                  bool with_headings);

#endif
