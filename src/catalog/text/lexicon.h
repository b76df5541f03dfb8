/*
 * The lexicon of a catalog: a number for each word that many articles have. With it the
 * terms of an article (terms.h) are small numbers for the most part, which take a third
 * of the room of words and need not be packed.
 *
 * Words are added and never taken out, so a number that was written stays right. They
 * are in rows of the table of the same name: the number of the first word, and the
 * words. One thread may add words while others look for them: what is found is whole.
 */
#ifndef LECTERN_CATALOG_TEXT_LEXICON_H
#define LECTERN_CATALOG_TEXT_LEXICON_H

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "catalog/store/catalog_limits.h"
#include "catalog/store/database.h"

enum {
    LEXICON_NONE = -1,
    LEXICON_WORD_BYTES_MAX = 31, /* of a word that may get a number */
};

struct lexicon;

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lexicon); /* NULL is fine */

/* Adds the words that the catalog has by now. A catalog whose words make no sense is
 * distrusted. */
void lexicon_load(struct lexicon *lexicon, struct database *database);

/* Adds words, separated by spaces, that follow those that were loaded, as far as there
 * is room, and not those that it has. Within a transaction: if that comes to nothing,
 * the lexicon is good for nothing either. */
void lexicon_add(struct lexicon *lexicon, struct database *database, struct str words);

size_t lexicon_count(const struct lexicon *lexicon);

/* The hash of a word, of this process alone: eight bytes at a time, since it is made of
 * every word of a library. */
static inline uint64_t lexicon_hash(struct str word)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = word.len * odd, bytes;
    size_t i = 0;
    for (; i + sizeof bytes <= word.len; i += sizeof bytes) {
        memcpy(&bytes, word.ptr + i, sizeof bytes);
        hash = (hash ^ bytes) * odd;
        hash ^= hash >> 32;
    }
    bytes = 0;
    for (size_t k = 0; i + k < word.len; k++)
        bytes |= (uint64_t)(unsigned char)word.ptr[i + k] << 8 * k;
    hash = (hash ^ bytes) * odd;
    return hash ^ hash >> 32;
}

/* The number of a word, of which the hash is lexicon_hash(); LEXICON_NONE if it has
 * none. */
int lexicon_number(const struct lexicon *lexicon, struct str word, uint64_t hash);

/* Fetches what lexicon_number() looks at first, for a word that it is asked of soon. */
void lexicon_expect(const struct lexicon *lexicon, uint64_t hash);

/* The word of a number below the count; the lexicon's. */
struct str lexicon_word(const struct lexicon *lexicon, size_t number);

#endif
