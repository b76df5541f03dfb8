/*
 * What relates articles: their holdings of each kind, and who seeks candidates in them.
 */
#ifndef LECTERN_LIBRARY_NEAR_RELATING_H
#define LECTERN_LIBRARY_NEAR_RELATING_H

#include "library/holdings.h"
#include "library/near_parts.h"

enum near_kind { KIND_STEMS, KIND_TOPICS, KIND_TARGETS, KIND_COUNT };

struct relating {
    const struct library *library;
    const struct near_links *links;
    struct holdings *holdings[KIND_COUNT];
};

struct relating *relating_new(const struct near_input *input);
void relating_free(struct relating *relating); /* NULL is fine */

/* --- Candidates ------------------------------------------------------------------- */

enum {
    /* That are weighed in full: enough that the best few of them all are among them. */
    CANDIDATES_MAX = 32,
    /* Articles of a topic of the tree that stand together on purpose. */
    SIBLINGS_MAX = 20,
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
    uint32_t siblings[SIBLINGS_MAX]; /* articles in the same small topic */
    size_t sibling_count;
    float *linked; /* by article: what links between the two are worth */
    float *sums;   /* by article: what speaks for it */
    uint32_t *met; /* articles whose sum is not 0, each once */
    size_t met_count;
    struct candidate candidates[CANDIDATES_MAX]; /* the best first */
    size_t candidate_count;
};

struct seeker *seeker_new(const struct relating *relating);
void seeker_free(struct seeker *seeker);

/* What being in one small topic adds to how alike the topics of two are. */
float seeker_sibling_share(const struct seeker *seeker, uint32_t other);

/* Finds candidates for an article and spreads out its bags. */
void seeker_seek(struct seeker *seeker, uint32_t article);

/* Before the next. */
void seeker_forget(struct seeker *seeker);

#endif
