/*
 * How text becomes words for the full-text index, and how what is asked becomes the
 * same words.
 *
 * A *word* is a run of letters and digits, folded as base/text_search.h says. Scripts
 * that are written without spaces (Han and kana; Thai, Lao, Khmer, Myanmar and their
 * neighbours) have no such runs: there each letter with its marks is a word, and a word
 * of that language is found as a phrase: 北京 is stored as "北 京" and asked for as "北
 * 京". That finds every word without a dictionary, and some that only are in another
 * one. A trigram index would do so, too, but took 17 s and 312 MB where words take 2.8
 * s and 61 MB for the same text, and finds no words of two letters, which is what most
 * Chinese words have.
 *
 * segment_text() leaves nothing for the index to decide: letters come out folded, all
 * that is no letter above ASCII as a space, words apart. The tokenizer of the index
 * (tokenizer.h) has only to cut it: a word is a run of ASCII letters, digits and bytes
 * above ASCII. SQLite's own one (unicode61) would judge by older tables: it
 * takes a run of Chinese for one word and cuts words at vowel signs. What is
 * highlighted is found by the very code that made the index.
 */
#ifndef LECTERN_CATALOG_TEXT_SEGMENT_H
#define LECTERN_CATALOG_TEXT_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

enum { SEGMENT_GROWTH_MAX = 4 };

/*
 * Appends `text`, any bytes, to `out` as words for the index: valid UTF-8, with a space
 * in front when `out` is not empty, and at most SEGMENT_GROWTH_MAX times as long as
 * `text`. ASCII goes through with small letters, many bytes at a time.
 */
void segment_text(struct buf *out, struct str text);

/* The words of a text one by one, as the index knows them. */
struct segment_words {
    struct str text;
    size_t pos;
    struct buf folded; /* of the word that was found last */
};

struct segment_word {
    size_t from, to;   /* its bytes in the text, with the accents at its end */
    struct str folded; /* until the next word is asked for */
};

/* Any bytes; the text must outlive the words. Release when done. */
void segment_words_init(struct segment_words *words, struct str text);
void segment_words_release(struct segment_words *words);

/* The next word, or false at the end. A pass over a text takes time linear in it. */
bool segment_next(struct segment_words *words, struct segment_word *word);

/* The byte of the text after the first `folded_bytes` of a word's folded form and the
 * accents on them. */
size_t segment_part_end(struct str text, const struct segment_word *word,
                        size_t folded_bytes);

/* True for a letter of a script without spaces: a word by itself. */
bool segment_is_alone(uint32_t c);

#endif
