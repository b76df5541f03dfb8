/*
 * Stems: what the inflected forms of a word have in common, as Snowball's stemmers find
 * them. This is libstemmer's only user.
 *
 * Words are the index's, folded and without accents (catalog/text/segment.h). Snowball
 * expects the accents of a language's endings (nación, naciones), so those that a word
 * must have had are put back before it is stemmed. A stem is compared with others of
 * the same language and never shown.
 *
 * Stemmers keep what they work on: each thread needs its own.
 */
#ifndef LECTERN_CATALOG_WORDS_STEMMER_H
#define LECTERN_CATALOG_WORDS_STEMMER_H

#include "base/arena.h"
#include "catalog/words/languages.h"

/* Stemmers of the languages of a library, as many as there are for them. */
struct stemmers {
    struct sb_stemmer *items[LANGUAGES_MAX];
    enum language languages[LANGUAGES_MAX];
    size_t count;
};

void stemmers_init(struct stemmers *stemmers, const struct languages *languages);
void stemmers_release(struct stemmers *stemmers);

/* The stem of a word by one of them, the word itself where it has no other; the
 * stemmer's until it is asked again, or the word's. */
struct str stemmers_stem(const struct stemmers *stemmers, size_t number,
                         struct str word);

#endif
