/*
 * The survey: every article of a library read once, for what only all of them together
 * can tell: who links here, key points and questions of the library, related articles.
 *
 * It runs on a thread of its own so that no key waits for it, or at once for the shell.
 * The facts of an article are published whole: who asks meanwhile sees an article
 * either completely or not yet, and `survey_progress` tells how far it is.
 */
#ifndef LECTERN_LIBRARY_SURVEY_H
#define LECTERN_LIBRARY_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "library/facts.h"
#include "library/library.h"

/* A link as seen from its target. */
struct backlink {
    uint32_t from;    /* the article it stands in */
    struct str text;  /* its label, clean */
    uint32_t heading; /* of the section it stands in, as in struct fact_link */
};

/* A section that says more about a question. */
struct see {
    uint32_t article;
    uint32_t heading; /* index into its facts' headings, or HEADING_NONE */
};

enum { SEE_MAX = 3, RELATED_MAX = 5 };

/* What most of all brings two articles together. */
enum related_why { RELATED_LINKS, RELATED_TOPICS, RELATED_WORDS };

struct related {
    uint32_t article;
    enum related_why why;
};

struct survey;

/* Is shown each article that could be read, by the thread that read it, several at
 * once; what it is shown does not outlast the call. */
struct survey_visitor {
    void (*visit)(void *context, const struct opened *opened);
    void *context;
};

/* Starts reading on a thread; `wake_fd`, if not -1, gets a byte written when an article
 * batch is done and at the end. The library must outlive the survey. */
struct survey *survey_start(const struct library *library, int wake_fd);

/* Reads everything now, with as many threads as there are processors. `visitor` may be
 * NULL. */
struct survey *survey_run(const struct library *library,
                          const struct survey_visitor *visitor);

/* Stops the thread, if it still runs, and frees everything. NULL is fine. */
void survey_free(struct survey *survey);

/* Articles done; all of them when it equals library->article_count. What only all of
 * them together can tell follows a little later: survey_is_complete. */
size_t survey_progress(const struct survey *survey);
bool survey_is_complete(const struct survey *survey);

const struct library *survey_library(const struct survey *survey);

/* Blocks until all are done. */
void survey_wait(struct survey *survey);

/* NULL while the article was not read yet. Valid until survey_free(). */
const struct facts *survey_facts(const struct survey *survey, uint32_t article);

/* --- When the survey is complete ---------------------------------------------------
 *
 * Before that there are none of these. All are valid until survey_free(). */

/* Links that lead to an article, in reading order of where they stand. */
const struct backlink *survey_backlinks(const struct survey *survey, uint32_t article,
                                        size_t *count);

/* The sections that say more about the article's question `index`, SEE_MAX at most: of
 * its own article first, then of others. Never the one that the question stands in. */
const struct see *survey_see(const struct survey *survey, uint32_t article,
                             size_t index, size_t *count);

/* The articles near this one, the nearest first, RELATED_MAX at most. */
const struct related *survey_related(const struct survey *survey, uint32_t article,
                                     size_t *count);

const char *related_why_name(enum related_why why);

#endif
