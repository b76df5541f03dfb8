/*
 * Which words come into the lexicon: those without a number that are in more than a few
 * of the articles that are written. They are counted, and now and then those that were
 * frequent enough are added.
 */
#ifndef LECTERN_CATALOG_TEXT_LEXICON_GROWTH_H
#define LECTERN_CATALOG_TEXT_LEXICON_GROWTH_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "catalog/text/lexicon.h"

/* Zeroed when nothing was counted. */
struct lexicon_growth {
    struct counted_word *words;
    size_t count, cap;
    struct map numbers;  /* of the words, by hash; counted from 1 */
    struct arena arena;  /* of the words */
    size_t articles;     /* in which they were counted */
    size_t written;      /* articles, counted or not */
    struct buf frequent; /* to be added, separated by spaces */
};

void lexicon_growth_release(struct lexicon_growth *growth);

/* Counts words of an article that have no number, separated by spaces, and adds words
 * to the lexicon and the database if it is time for that. Within a transaction. */
void lexicon_growth_count(struct lexicon_growth *growth, struct lexicon *lexicon,
                          struct database *database, struct str words);

#endif
