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
#include "extract/extract.h"
#include "library/library.h"

/* A link as seen from its target. */
struct backlink {
    uint32_t from;   /* the article it stands in */
    struct str text; /* its label, clean */
    struct str slug; /* of the section it stands in; may be empty */
};

struct survey;

/* Starts reading on a thread; `wake_fd`, if not -1, gets a byte written when an article
 * batch is done and at the end. The library must outlive the survey. */
struct survey *survey_start(const struct library *library, int wake_fd);

/* Reads everything now, with as many threads as there are processors. */
struct survey *survey_run(const struct library *library);

/* Stops the thread, if it still runs, and frees everything. NULL is fine. */
void survey_free(struct survey *survey);

/* Articles done; all of them when it equals library->article_count. */
size_t survey_progress(const struct survey *survey);

/* Blocks until all are done. */
void survey_wait(struct survey *survey);

/* Links that lead to an article, in reading order of where they stand; complete only
 * when the survey is. Valid until survey_free(). */
const struct backlink *survey_backlinks(const struct survey *survey, uint32_t article,
                                        size_t *count);

#endif
