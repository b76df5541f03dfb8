/*
 * Small words: those that join others or ask, and say nothing of a subject, by
 * language.
 */
#ifndef LECTERN_CATALOG_WORDS_SMALL_WORDS_H
#define LECTERN_CATALOG_WORDS_SMALL_WORDS_H

#include "base/map.h"
#include "catalog/words/languages.h"

/* Those of some languages, by their hashes. Zeroed at first. */
struct small_words {
    struct map hashes;
};

void small_words_load(struct small_words *words, const struct languages *languages);
void small_words_release(struct small_words *words);

/* Takes a word as the index has it. */
bool small_words_have(const struct small_words *words, struct str word);

#endif
