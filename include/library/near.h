/*
 * Nearness: which sections say more about a question, and which articles are near an
 * article. How it is reckoned stands in near_see.c and near_related.c.
 *
 * What it is reckoned from is gathered first, one article after the other, in any
 * order: the words of each (near_words) and what leads where (near_links). The answers
 * depend neither on that order nor on how many threads there are.
 */
#ifndef LECTERN_LIBRARY_NEAR_H
#define LECTERN_LIBRARY_NEAR_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "library/facts.h"
#include "library/library.h"
#include "library/related.h"
#include "library/words.h"

struct near_words;

struct near_words *near_words_new(size_t articles);
void near_words_free(struct near_words *words); /* NULL is fine */

/* Takes in the words of an article, once; nothing is kept of `counted`. */
void near_words_take(struct near_words *words, uint32_t article,
                     const struct article_words *counted);

struct near_links;

struct near_links *near_links_new(size_t articles);
void near_links_free(struct near_links *links); /* NULL is fine */

/* An article leads to another one. Doing so twice is the same as once, and what leads
 * to itself leads nowhere. What its author gives as related is related before all that
 * is reckoned. */
void near_links_take(struct near_links *links, uint32_t from, uint32_t to, bool given);

struct near_input {
    const struct library *library;
    struct near_words *words; /* are used up */
    struct near_links *links; /* is brought in order */
    const atomic_bool *stop;  /* set when nobody waits for the answer any more */
};

/* Lists one behind the other: list i is [firsts[i], firsts[i + 1]). */
struct near_sees {
    struct see *items;
    size_t *firsts;    /* by question of the library */
    size_t *questions; /* by article: its first question */
};

struct near_related {
    struct related *items;
    size_t *firsts; /* by article */
};

struct near {
    struct near_sees sees;
    struct near_related related;
};

/* Reckons both for all articles; when it is stopped, only some of it. What comes out
 * goes into `arena`. */
void near_reckon(struct near *near, const struct near_input *input,
                 struct arena *arena);

#endif
