/*
 * The distinct words of a library in memory (word_runs.h), for looking for those that
 * begin alike, or are nearly a word.
 */
#ifndef LECTERN_CATALOG_WORDS_WORD_LIST_H
#define LECTERN_CATALOG_WORDS_WORD_LIST_H

#include <stdint.h>

#include "base/buf.h"
#include "catalog/store/database.h"

struct listed_word {
    uint32_t at;      /* where its bytes are */
    uint32_t letters; /* word_letters() of it */
    uint8_t len;
};

/* Zeroed at first. */
struct word_list {
    struct listed_word *items; /* run after run, each in the order of its words */
    size_t count, cap;
    size_t *runs; /* where each of them begins */
    size_t run_count, run_cap;
    struct buf bytes;
    int64_t last_run;
};

void word_list_release(struct word_list *list);

/* Reads what the catalog has, unless that is what was read before; again the next time,
 * when it was stopped. A catalog whose words make no sense is distrusted. */
void word_list_load(struct word_list *list, struct database *database);

struct str word_list_word(const struct word_list *list, size_t number);

bool word_list_has(const struct word_list *list, struct str word);

/* The words that begin so, a range of numbers in each run. */
struct word_numbers {
    size_t from, to;
};
struct word_numbers word_list_beginning(const struct word_list *list, size_t run,
                                        struct str prefix);

/* Which letters occur in a word, each by one of the bits: words that differ in bits
 * differ in letters. */
uint32_t word_letters(struct str word);

#endif
