#include "cli/each.h"

#include <pthread.h>
#include <unistd.h>

#include "cli/cli.h"

enum {
    THREADS_MAX = 8,
    SLOTS = 64, /* articles that are written before the one that is printed next */
    SLOTS_BYTES = 16 << 20, /* and how much may be written of them */
};

struct slot {
    struct each_result result;
    bool is_done;
};

struct each {
    struct answer *answer;
    each_fn *write;
    void *context;
    pthread_t threads[THREADS_MAX];
    size_t thread_count;

    pthread_mutex_t lock;  /* of all below */
    pthread_cond_t filled; /* the slot that is printed next, or there is no more */
    pthread_cond_t freed;  /* a slot */
    uint32_t last;         /* article that was drawn */
    size_t drawn, printed; /* slots; slot i is at i % SLOTS */
    struct slot slots[SLOTS];
    size_t bytes; /* of what is written */
    bool has_ended, is_stopped;
};

static bool is_full(const struct each *each)
{
    return each->drawn - each->printed == SLOTS ||
           (each->bytes > SLOTS_BYTES && each->drawn > each->printed);
}

/* The next article in reading order, and its slot; false when there is none. */
static bool draw(struct each *each, uint32_t *article, struct slot **slot)
{
    bool is_there = false;
    pthread_mutex_lock(&each->lock);
    while (!each->is_stopped && !each->has_ended && is_full(each))
        pthread_cond_wait(&each->freed, &each->lock);
    if (!each->is_stopped && !each->has_ended) {
        *article = library_step(each->answer->call->library, each->last, +1);
        is_there = *article != ARTICLE_NONE;
        each->has_ended = !is_there;
        pthread_cond_signal(&each->filled);
    }
    if (is_there) {
        each->last = *article;
        *slot = &each->slots[each->drawn++ % SLOTS];
    }
    pthread_mutex_unlock(&each->lock);
    return is_there;
}

static void *work(void *context)
{
    struct each *each = context;
    struct arena scratch = {0};
    struct slot *slot;
    uint32_t article;
    while (draw(each, &article, &slot)) {
        arena_clear(&scratch);
        each->write(each->context, article, &scratch, &slot->result);
        pthread_mutex_lock(&each->lock);
        slot->is_done = true;
        each->bytes += slot->result.out.len;
        pthread_cond_signal(&each->filled);
        pthread_mutex_unlock(&each->lock);
    }
    arena_release(&scratch);
    return NULL;
}

static void start(struct each *each)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = processors < 1 ? 1 : (size_t)processors;
    if (count > THREADS_MAX)
        count = THREADS_MAX;
    while (each->thread_count < count &&
           pthread_create(&each->threads[each->thread_count], NULL, work, each) == 0)
        each->thread_count++;
}

/* False at the end. The slot is the caller's until free_slot(). */
static bool take_slot(struct each *each, struct slot **slot)
{
    bool is_there;
    pthread_mutex_lock(&each->lock);
    *slot = &each->slots[each->printed % SLOTS];
    while (!(*slot)->is_done && !(each->has_ended && each->printed == each->drawn))
        pthread_cond_wait(&each->filled, &each->lock);
    is_there = (*slot)->is_done;
    pthread_mutex_unlock(&each->lock);
    return is_there;
}

static void free_slot(struct each *each, struct slot *slot)
{
    pthread_mutex_lock(&each->lock);
    each->bytes -= slot->result.out.len;
    buf_release(&slot->result.out);
    *slot = (struct slot){.is_done = false};
    each->printed++;
    pthread_cond_broadcast(&each->freed);
    pthread_mutex_unlock(&each->lock);
}

static void stop(struct each *each)
{
    pthread_mutex_lock(&each->lock);
    each->is_stopped = true;
    pthread_cond_broadcast(&each->freed);
    pthread_mutex_unlock(&each->lock);
    for (size_t i = 0; i < each->thread_count; i++)
        pthread_join(each->threads[i], NULL);
    for (size_t i = 0; i < SLOTS; i++)
        buf_release(&each->slots[i].result.out);
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

/* Where no thread is to be had. */
static void write_alone(struct answer *answer, each_fn *write, void *context,
                        struct each_sum *sum)
{
    const struct library *library = answer->call->library;
    uint32_t article = ARTICLE_NONE;
    while ((article = library_step(library, article, +1)) != ARTICLE_NONE) {
        struct each_sum one = each_one(answer, article, write, context);
        sum->count += one.count;
        sum->has_failed |= one.has_failed;
        if (!answer_flush(answer))
            break;
    }
}

struct each_sum each_article(struct answer *answer, each_fn *write, void *context)
{
    struct each each = {.answer = answer,
                        .write = write,
                        .context = context,
                        .last = ARTICLE_NONE,
                        .lock = PTHREAD_MUTEX_INITIALIZER,
                        .filled = PTHREAD_COND_INITIALIZER,
                        .freed = PTHREAD_COND_INITIALIZER};
    struct each_sum sum = {.count = 0};
    struct slot *slot;
    bool goes_on = true;
    start(&each);
    if (each.thread_count == 0)
        write_alone(answer, write, context, &sum);
    while (each.thread_count > 0 && goes_on && take_slot(&each, &slot)) {
        goes_on = print(answer, &slot->result, &sum);
        free_slot(&each, slot);
    }
    stop(&each);
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
