/*
 * Articles are drawn by threads, each writes into a slot of its own, and slots are
 * printed in reading order. The number of slots and of waiting bytes is bounded.
 */
#include "cli/each.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "cli/cli.h"

enum {
    SLOTS = 64, /* articles that are written before the one that is printed next */
    SLOTS_BYTES = 16 << 20, /* and how much may be written of them */
};

struct each {
    const struct library *library;
    each_fn *write;
    void *context;
    uint32_t last;            /* article that was drawn */
    uint32_t articles[SLOTS]; /* the index-th at index % SLOTS */
};

static bool has_article(void *context, size_t index)
{
    struct each *each = context;
    each->last = library_step(each->library, each->last, +1);
    each->articles[index % SLOTS] = each->last;
    return each->last != ARTICLE_NONE;
}

static void *begin_scratch(void *context)
{
    (void)context;
    return mem_zalloc(1, sizeof(struct arena));
}

static void end_scratch(void *own)
{
    arena_release(own);
    free(own);
}

static void *write_result(void *context, void *own, size_t index, size_t *bytes)
{
    const struct each *each = context;
    struct each_result *result = mem_zalloc(1, sizeof *result);
    arena_clear(own);
    each->write(each->context, each->articles[index % SLOTS], own, result);
    *bytes = result->out.len;
    return result;
}

static void free_result(void *made)
{
    struct each_result *result = made;
    buf_release(&result->out);
    free(result);
}

/* False when it cannot be written: there is no use in going on. */
static bool print(struct answer *answer, const struct each_result *result,
                  struct each_sum *sum)
{
    sum->count += result->count;
    if (result->err.text[0] != '\0') {
        cli_report(error_str(&result->err), answer->call->utf8);
        sum->has_failed = true;
    }
    buf_puts(&answer->call->out, buf_str(&result->out));
    return answer_flush(answer);
}

struct each_sum each_article(struct answer *answer, each_fn *write, void *context)
{
    struct each each = {.library = answer->call->library,
                        .write = write,
                        .context = context,
                        .last = ARTICLE_NONE};
    struct pool *pool = pool_start(&(struct pool_work){.context = &each,
                                                       .count = SIZE_MAX,
                                                       .has = has_article,
                                                       .begin = begin_scratch,
                                                       .end = end_scratch,
                                                       .make = write_result,
                                                       .drop = free_result,
                                                       .window = SLOTS,
                                                       .window_bytes = SLOTS_BYTES});
    struct each_sum sum = {.count = 0};
    struct each_result *result;
    bool goes_on = true;
    while (goes_on && (result = pool_take(pool)) != NULL) {
        goes_on = print(answer, result, &sum);
        free_result(result);
    }
    pool_stop(pool);
    return sum;
}

struct each_sum each_one(struct answer *answer, uint32_t article, each_fn *write,
                         void *context)
{
    struct each_result result = {.count = 0};
    struct each_sum sum = {.count = 0};
    struct arena scratch = {0};
    write(context, article, &scratch, &result);
    (void)print(answer, &result, &sum);
    buf_release(&result.out);
    arena_release(&scratch);
    return sum;
}
