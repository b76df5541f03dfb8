/*
 * What relates articles: their holdings of each kind, and who seeks candidates in them.
 */
#ifndef LECTERN_LIBRARY_NEAR_RELATING_H
#define LECTERN_LIBRARY_NEAR_RELATING_H

#include "library/holdings.h"
#include "library/near_parts.h"

enum near_kind { KIND_STEMS, KIND_TOPICS, KIND_TARGETS, KIND_COUNT };

/* For being in one small topic of the tree. */
#define RELATED_SIBLING_SHARE 0.05F

struct relating {
    const struct library *library;
    const struct near_links *links;
    struct holdings *holdings[KIND_COUNT];
};

struct relating *relating_new(const struct near_input *input);
void relating_free(struct relating *relating); /* NULL is fine */

/* True for two that stand in one topic of few. */
bool relating_are_siblings(const struct relating *relating, uint32_t article,
                           uint32_t other);

/* --- Candidates ------------------------------------------------------------------- */

enum {
    /* That are weighed in full: enough that the best few of them all are among them. */
    CANDIDATES_MAX = 32,
};

/* The weights of the article's bag by key, times the share of the kind. */
struct spread {
    const struct holdings *holdings;
    float share;
    float *weights;
};

struct candidate {
    uint32_t article;
    float score; /* what was found so far; no more than there is */
};

/* Who seeks for one article after the other; one for each thread. */
struct seeker {
    const struct relating *relating;
    uint32_t article;
    struct spread spreads[KIND_COUNT];
    float *linked; /* by article: what links between the two are worth */
    float *sums;   /* by article: what speaks for it */
    uint32_t *met; /* articles whose sum is not 0, each once */
    size_t met_count;
    struct candidate candidates[CANDIDATES_MAX]; /* the best first */
    size_t candidate_count;
};

struct seeker *seeker_new(const struct relating *relating);
void seeker_free(struct seeker *seeker);

/* Finds candidates for an article and spreads out its bags. */
void seeker_seek(struct seeker *seeker, uint32_t article);

/* Before the next. */
void seeker_forget(struct seeker *seeker);

#endif
