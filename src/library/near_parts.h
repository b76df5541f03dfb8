/*
 * Nearness, its parts: what near.c, near_see.c and near_related.c share.
 */
#ifndef LECTERN_LIBRARY_NEAR_PARTS_H
#define LECTERN_LIBRARY_NEAR_PARTS_H

#include "library/near.h"
#include "library/numbering.h"

/* A counted stem: its number, and how often it is there up to NEAR_COUNT_MAX. */
typedef uint32_t near_stem;

enum {
    NEAR_COUNT_BITS = 8,
    NEAR_COUNT_MAX = (1 << NEAR_COUNT_BITS) - 1,
    NEAR_STEMS_MAX = 1 << (32 - NEAR_COUNT_BITS),
};

static inline uint32_t near_stem_number(near_stem stem)
{
    return stem >> NEAR_COUNT_BITS;
}

static inline uint32_t near_stem_count(near_stem stem)
{
    return stem & NEAR_COUNT_MAX;
}

/* Counted stems of a section or question, in `items`. */
struct near_run {
    uint32_t first, count;
};

struct near_section {
    struct near_run stems;
    uint32_t article;
    float length; /* words */
};

struct near_question {
    struct near_run stems;
    struct own_sections own;
};

/* Sections and questions of an article. */
struct near_article {
    uint32_t first_section, section_count;
    uint32_t first_question, question_count;
};

struct near_words {
    struct numbering stems;
    uint32_t *in_sections, *in_articles; /* by stem: how many hold it */
    uint32_t *last_article;              /* by stem: that was taken in and holds it */
    size_t stem_cap[3];                  /* of these */
    near_stem *items;
    size_t item_count, item_cap;
    struct near_section *sections;
    size_t section_count, section_cap;
    struct near_question *questions;
    size_t question_count, question_cap;
    struct near_article *articles;
    size_t article_count;
    double length;  /* of all sections */
    size_t written; /* sections that say anything */
};

/* They are most of what nearness holds, and not needed to the end. Leaves none. */
void near_words_use_up(struct near_words *words);

/* Links both ways: those from article i to others are
 * [out_firsts[i], out_firsts[i + 1]) of `out`, rising, each once; and so on. */
struct near_links {
    size_t articles;
    uint64_t *pairs; /* from << 32 | to, as they were taken in */
    size_t count, cap;
    uint64_t *given; /* the same of what authors give; once sorted, rising */
    size_t given_count, given_cap;
    size_t *out_firsts, *in_firsts;
    uint32_t *out, *in;
};

void near_links_sort(struct near_links *links);

/* Of sorted links. */
bool near_links_is_given(const struct near_links *links, uint32_t from, uint32_t to);

void near_reckon_sees(struct near_sees *sees, const struct near_input *input,
                      struct arena *arena);
void near_reckon_related(struct near_related *related, const struct near_input *input,
                         struct arena *arena);

/* False once nobody waits for the answer any more. */
bool near_goes_on(const struct near_input *input);

/* How much a key tells that `holders` of `all` have; above zero. */
float near_rarity(uint32_t holders, size_t all);

#endif
