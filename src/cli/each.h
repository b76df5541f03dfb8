/*
 * Something written of each article of a library: by a few threads, in reading order,
 * in bounded memory.
 */
#ifndef LECTERN_CLI_EACH_H
#define LECTERN_CLI_EACH_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "cli/answer.h"

/* What is written of one article. */
struct each_result {
    struct buf out;
    size_t count;     /* of whatever is counted */
    struct error err; /* empty, or why it cannot be read */
};

/* Runs on several threads at once. `scratch` is cleared between two articles. */
typedef void each_fn(void *context, uint32_t article, struct arena *scratch,
                     struct each_result *result);

struct each_sum {
    size_t count;
    bool has_failed; /* some cannot be read, which was reported */
};

/* Writes of all articles; stops early when the output takes no more. */
struct each_sum each_article(struct answer *answer, each_fn *write, void *context);

/* Writes of one. */
struct each_sum each_one(struct answer *answer, uint32_t article, each_fn *write,
                         void *context);

#endif
