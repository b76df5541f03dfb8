/*
 * Text as search sees it: one character at a time, case and accents aside.
 *
 * This is a coarser eye than text_fold()'s, and one that says where words end. Strokes
 * and ligatures go with the accents (ł is l, æ is ae, ß is ss, ı is i), so do the
 * points of Hebrew and Arabic, which most writers leave out, and the joiners. What only
 * looks like an accent stays: the vowel signs of Thai and of the scripts of India, the
 * voicing of kana (か is not が), the letters of Cyrillic (и is not й, though ё is е).
 * The two ways to write a letter, whole or with marks after it, are brought together.
 *
 * Code points go in and come out; no bytes, no memory. base/text.h decodes them.
 */
#ifndef LECTERN_BASE_TEXT_SEARCH_H
#define LECTERN_BASE_TEXT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /* A ligature of more letters stays what it is: a few Arabic phrases in one code
     * point would make text many times longer. */
    TEXT_SEARCH_CODES_MAX = 4,
};

/* True for a letter, mark or digit of any script. */
bool text_is_word(uint32_t c);

enum text_search_kind {
    TEXT_SEARCH_GAP,     /* no part of a word: space, sign, control, ill-formed */
    TEXT_SEARCH_LETTER,  /* a letter or digit */
    TEXT_SEARCH_MARK,    /* a sign that belongs to the letter before it, if any */
    TEXT_SEARCH_NOTHING, /* an accent or joiner: as if it were not there */
};

/*
 * What `c` is, and what stands for it when words are compared: `*count` code points,
 * none for gaps and nothings. Several are only for letters of scripts with spaces.
 * Folding what is folded changes nothing.
 */
enum text_search_kind
text_search_fold(uint32_t c, uint32_t folded[TEXT_SEARCH_CODES_MAX], size_t *count);

/*
 * The one folded letter that the folded letter `last` and `c` after it make, when that
 * is another than `last`; else 0 (the most frequent answer, and a quick one).
 */
uint32_t text_search_compose(uint32_t last, uint32_t c);

#endif
