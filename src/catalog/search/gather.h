/*
 * Taking from the full-text index what was asked for, with scores, as much as can be
 * ranked while one types.
 */
#ifndef LECTERN_CATALOG_SEARCH_GATHER_H
#define LECTERN_CATALOG_SEARCH_GATHER_H

#include "catalog/query/expression.h"
#include "catalog/query/filter.h"

struct ranked_hit {
    uint32_t article;
    uint32_t number; /* of the section, key point or question */
    double score;
    uint32_t missing, elsewhere, asks; /* as struct rank_hit has it */
};

struct ranked_hits {
    struct ranked_hit *items;
    size_t count, cap;
    bool is_partial; /* there are more */
};

/* Takes what the ranker finds (its kind is set) in the texts that match and that the
 * filter accepts: all, or those of some thousand texts from all parts of the
 * library. */
void gather_found(struct ranked_hits *gathered, struct search *search, struct str match,
                  struct filter *filter, bool all);

/* The same by what is asked, in stages (stages.h): all that has all terms, and more as
 * long as fewer articles, key points or questions are found than would be looked
 * at. */
void gather_stages(struct ranked_hits *gathered, struct search *search,
                   const struct expression *expression, struct filter *filter,
                   struct arena *arena);

/* Takes what was found and scored in another way. */
void gather_add(struct ranked_hits *gathered, struct ranked_hit hit);

/* Best first, equals by article and number; each once, with its best score. */
void gather_sort(struct ranked_hits *gathered);

/* Some of the hits, the best first. */
struct hit_group {
    struct ranked_hit *hits;
    size_t count;
};

/* Makes groups of them, the best first, each hit once: of an article all, or of each
 * hit one; and gives their number. They are in the arena, their hits in `gathered`. */
size_t gather_group(struct ranked_hits *gathered, bool by_article, struct arena *arena,
                    struct hit_group **groups);

void gather_release(struct ranked_hits *gathered);

#endif
