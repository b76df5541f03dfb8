/*
 * How well a typed word fits a word of a name.
 *
 * Strictly it does as the word itself, as another form or spelling of it (alliances,
 * organise), and as its beginning. With slips forgiven it also does with letters
 * swapped, left out, doubled or wrong (one in four letters, two from eight), as a
 * relative (deterrent, deterrence), and inside the word.
 *
 * These are rules for any language that is written with endings, not the grammar of
 * one: a list of names is short, and the best of it stands first.
 */
#ifndef LECTERN_CATALOG_NAMES_WORD_FIT_H
#define LECTERN_CATALOG_NAMES_WORD_FIT_H

#include "catalog/names/name_words.h"

enum fit_kind {
    FIT_NONE,
    FIT_WORD,
    FIT_SPELLING,
    FIT_FORM,
    FIT_BEGINNING,
    FIT_INSIDE,
    FIT_RELATIVE,
    FIT_SLIP,
    FIT_SLIP_BEGINNING,
};

struct word_fit {
    uint8_t kind;    /* enum fit_kind */
    uint8_t worth;   /* percent; the word itself has 100 */
    uint8_t letters; /* of the name's word that are accounted for */
    uint8_t from;    /* the first of them */
};

enum { FIT_WORTH_MAX = 100 };

enum fit_manner { FIT_STRICT, FIT_FORGIVING };

/* A typed word, or several joined. */
struct typed_word {
    struct word_letters letters;
    uint64_t mask;
    /* Other words that it may be (words/spellings.h): so many other spellings, then
     * words of its family. */
    const struct word_letters *others;
    size_t spelling_count, other_count;
};

struct word_fit word_fit(const struct typed_word *typed, struct word_letters word,
                         uint64_t mask, enum fit_manner manner);

/* Which letters of the name's word were typed: a bit each. */
uint32_t word_fit_marks(const struct typed_word *typed, struct word_letters word,
                        struct word_fit fit);

#endif
