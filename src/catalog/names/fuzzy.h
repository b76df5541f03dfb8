/*
 * Letters that are scattered over a name, in their order: what go-to looks for when no
 * words are meant (name_match.h), as frgnpol for Foreign policy. And how near two names
 * are as a whole.
 *
 * A name (a title, an alias, a heading, a path) matches when all letters of each typed
 * word occur in it, in their order, with anything between them; the words come in any
 * order and may overlap. Letters are compared as search compares them
 * (base/text_search.h: case and accents aside); signs are compared, too, so that "a/b"
 * asks for a path.
 *
 * The score is the best that any choice of letters gives. A letter counts more at the
 * start of the name, after a slash, at the start of a word, and directly after the one
 * before it; letters that are skipped and a long name count against it. What was typed,
 * taken as a whole, counts much more when it is the whole name, less when the name
 * begins with it, less again when one of its words does, and least when it is inside a
 * word. So the order is: the name itself, its beginning, that of a word, the inside of
 * one, letters that are scattered.
 *
 * A higher score is better. Scores compare names for one query, nothing else. They
 * depend on nothing but the query and the name.
 *
 * What matches a query matches those, too, with whose `text` its own begins: as one
 * types on, only the names that matched need be looked at again.
 */
#ifndef LECTERN_CATALOG_NAMES_FUZZY_H
#define LECTERN_CATALOG_NAMES_FUZZY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/range.h"
#include "library/loose_name.h"

/* What is typed beyond is ignored: nobody goes to a name by so many letters. */
enum {
    FUZZY_LETTERS_MAX = 64, /* a bit each */
    FUZZY_WORDS_MAX = 8,
};

struct fuzzy_word {
    size_t first, count; /* of the query's letters */
};

/* What was typed, folded. */
struct fuzzy {
    struct str text; /* with one space between words */
    uint32_t letters[FUZZY_LETTERS_MAX];
    size_t letter_count;
    struct fuzzy_word words[FUZZY_WORDS_MAX];
    size_t word_count;   /* 0: matches every name, with score 0 */
    uint64_t mask;       /* as fuzzy_mask() */
    uint64_t ascii[128]; /* which letters are this one: a bit each */
    uint64_t firsts;     /* which letters begin a word */
    bool is_ascii;       /* all letters are */
};

/* Reads any bytes. The query's text is in the arena. */
void fuzzy_init(struct fuzzy *query, struct arena *arena, struct str typed);

/* A name (any bytes) as fuzzy_score() takes it; in the arena. To be kept with the
 * name. */
struct str fuzzy_fold(struct arena *arena, struct str name);

/* Which letters a folded name has, in a bit each or shared. To be kept with the
 * name. */
uint64_t fuzzy_mask(struct str folded);

/* False when a name with that mask lacks a letter: most need no closer look. */
static inline bool fuzzy_may_match(const struct fuzzy *query, uint64_t mask)
{
    return (query->mask & ~mask) == 0;
}

/* Whether the name matches, and how well, in time linear in the name. Allocates
 * nothing. */
bool fuzzy_score(const struct fuzzy *query, struct str folded, int *score);

/* The same, but a score below `least` counts as no match, which is known sooner. */
bool fuzzy_score_from(const struct fuzzy *query, struct str folded, int least,
                      int *score);

/*
 * Where the letters that gave the score are in the name as it is shown (not folded):
 * ranges in order, with something between them; none when it does not match. In the
 * arena.
 */
void fuzzy_positions(const struct fuzzy *query, struct str name, struct arena *arena,
                     struct byte_range **ranges, size_t *count);

enum { FUZZY_NEAR_BYTES = LOOSE_NAME_BYTES_MAX };

/* How near two names in their loose form (library/loose_name.h), of FUZZY_NEAR_BYTES at
 * most, are to each other, in percent; 0 when they are too far apart for one to be
 * taken for the other. */
int fuzzy_nearness(struct str a, struct str b);

#endif
