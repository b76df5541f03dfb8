/*
 * Small words: those that join others or ask, and say nothing of a subject, by
 * language.
 */
#ifndef LECTERN_CATALOG_WORDS_SMALL_WORDS_H
#define LECTERN_CATALOG_WORDS_SMALL_WORDS_H

#include "base/map.h"
#include "catalog/words/languages.h"

/* Those of the languages of a library. Zeroed at first. */
struct small_words {
    struct map languages; /* by the hash of a word: a bit for each of the languages */
};

void small_words_load(struct small_words *words, const struct languages *languages);
void small_words_release(struct small_words *words);

/* In which of the languages a word, as the index has it, is small: a bit for each, the
 * lowest for the first. */
uint64_t small_words_languages(const struct small_words *words, struct str word);

#endif
