/*
 * The words that the names of a library are made of, each once, by number. In memory:
 * what a typed word fits is found once for all names that have it.
 */
#ifndef LECTERN_CATALOG_NAMES_NAME_VOCABULARY_H
#define LECTERN_CATALOG_NAMES_NAME_VOCABULARY_H

#include "base/buf.h"
#include "catalog/names/name_words.h"

enum { VOCABULARY_INITIALS = 31 };

struct vocabulary_word {
    uint64_t mask;
    uint32_t from; /* its bytes, folded */
    unsigned letters : 6;
    unsigned bytes : 8;
    unsigned script : 2; /* enum word_script */
    unsigned is_small : 1;
    unsigned initial : 5; /* of its first letter */
};

/* A zeroed one is empty. */
struct name_vocabulary {
    struct vocabulary_word *words;
    size_t count, cap;
    struct buf bytes;
    uint32_t *slots; /* a number and 1, or 0; at most half are taken */
    size_t slot_count;
};

/* First letters in so many classes, from 1: words that differ in it begin with
 * different letters. */
static inline unsigned vocabulary_initial(uint32_t letter)
{
    return 1 + letter % VOCABULARY_INITIALS;
}

/* The number of a word, which is added if it is not there. */
uint32_t name_vocabulary_add(struct name_vocabulary *it, struct word_letters word,
                             const struct small_words *small);

/* The letters of a word, in the room. */
struct word_letters name_vocabulary_letters(const struct name_vocabulary *it,
                                            uint32_t number,
                                            uint32_t room[WORD_LETTERS_MAX]);

struct str name_vocabulary_text(const struct name_vocabulary *it, uint32_t number);

void name_vocabulary_release(struct name_vocabulary *it);

#endif
