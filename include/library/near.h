/*
 * Nearness: which sections say more about a question, and which articles are near an
 * article. How it is reckoned stands in near_see.c and near_related.c.
 */
#ifndef LECTERN_LIBRARY_NEAR_H
#define LECTERN_LIBRARY_NEAR_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "library/bags.h"
#include "library/facts.h"
#include "library/library.h"
#include "library/survey.h"
#include "library/words.h"

enum {
    /* Postings that are looked at for one question or article: enough for every word
     * that tells things apart, and a bound on what a hostile library can cost. */
    NEAR_POSTINGS_MAX = 40000,
};

/* What is known when all articles were read; by article. */
struct near_input {
    const struct library *library;
    const struct facts *const *facts;
    const struct article_words *const *words;
    const bool *wanted;      /* whose sees and related are asked for; NULL: all */
    const atomic_bool *stop; /* set when nobody waits for the answer any more */
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

/* The sections of the whole library, one behind the other. */
struct near_sections {
    size_t *firsts;     /* by article: its section 0 */
    uint32_t *articles; /* by section */
    size_t count;
    struct index
        *index; /* of stems; the weight says how much the section is about it */
};

/* Reckons what is wanted. What lasts goes into `arena`; the rest is freed here. */
void near_reckon(struct near *near, const struct near_input *input,
                 struct arena *arena);

/* The parts of it. */
struct near_sections near_sections(const struct near_input *input,
                                   struct arena *scratch);
void near_reckon_sees(struct near_sees *sees, const struct near_input *input,
                      const struct near_sections *sections, struct arena *arena,
                      struct arena *scratch);
void near_reckon_related(struct near_related *related, const struct near_input *input,
                         const struct near_sections *sections, struct arena *arena,
                         struct arena *scratch);

bool near_is_wanted(const struct near_input *input, size_t article);

/* How much a key tells that `holders` of `all` have; above zero. */
float near_rarity(uint32_t holders, size_t all);

#endif
