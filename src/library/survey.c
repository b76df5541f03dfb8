/*
 * The survey's threads.
 *
 * Workers draw articles from a counter, each with an arena for the article at hand and
 * one for the facts that stay. The facts of an article are published by storing their
 * pointer; the worker that finishes the last article turns all links round into
 * backlinks and announces the end.
 */
#include "library/survey.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "library/facts.h"

enum {
    SURVEY_WORKERS_MAX = 16,
    /* Articles between two bytes to the wake-up pipe: a few milliseconds of work. */
    SURVEY_BATCH = 64,
};

struct worker {
    struct survey *survey;
    pthread_t thread;
    struct arena facts;
};

struct survey {
    const struct library *library;
    int wake_fd;
    struct worker workers[SURVEY_WORKERS_MAX];
    size_t worker_count;

    atomic_size_t drawn, done;
    atomic_bool stop;
    _Atomic(const struct facts *) *facts; /* by article; NULL until it is done */

    /* Written by the worker that comes last, before `complete` is set. */
    struct arena arena;
    struct backlink *backlinks; /* those to an article stand together */
    size_t *firsts;             /* by article, and one behind the last */

    pthread_mutex_t lock; /* of `complete`, for those who wait */
    pthread_cond_t ended;
    atomic_bool complete;
};

/* --- Turning round ---------------------------------------------------------------- */

static const struct facts *facts_of(const struct survey *survey, size_t article)
{
    return atomic_load_explicit(&survey->facts[article], memory_order_acquire);
}

/* Fills `firsts` so that the backlinks of article i end up at [firsts[i], firsts[i+1]).
 * Until they are put there, firsts[i + 1] is where those of article i start. */
static void count_backlinks(struct survey *survey)
{
    size_t articles = survey->library->article_count, sum = 0;

    survey->firsts = ARENA_ARRAY(&survey->arena, articles + 2, size_t);
    for (size_t i = 0; i < articles; i++) {
        const struct facts *facts = facts_of(survey, i);

        for (size_t k = 0; k < facts->link_count; k++)
            survey->firsts[facts->links[k].to + 1]++;
    }
    for (size_t i = 1; i <= articles; i++) {
        size_t count = survey->firsts[i];

        survey->firsts[i] = sum;
        sum += count;
    }
    survey->backlinks = ARENA_ARRAY(&survey->arena, sum, struct backlink);
}

static void turn_round(struct survey *survey)
{
    count_backlinks(survey);
    for (uint32_t i = 0; i < survey->library->article_count; i++) {
        const struct facts *facts = facts_of(survey, i);

        for (size_t k = 0; k < facts->link_count; k++) {
            const struct fact_link *link = &facts->links[k];

            survey->backlinks[survey->firsts[link->to + 1]++] =
                (struct backlink){.from = i, .text = link->text, .slug = link->slug};
        }
    }
}

/* --- Workers ---------------------------------------------------------------------- */

static void wake(const struct survey *survey)
{
    /* A full pipe wakes as well as a byte more in it would. */
    if (survey->wake_fd >= 0 && write(survey->wake_fd, "s", 1) < 0)
        return;
}

static void end(struct survey *survey)
{
    turn_round(survey);
    pthread_mutex_lock(&survey->lock);
    atomic_store_explicit(&survey->complete, true, memory_order_release);
    pthread_cond_broadcast(&survey->ended);
    pthread_mutex_unlock(&survey->lock);
    wake(survey);
}

static void read_article(struct worker *worker, uint32_t index, struct arena *scratch)
{
    struct survey *survey = worker->survey;
    const struct facts *facts;
    struct opened *opened;
    size_t done;

    arena_clear(scratch);
    /* An article that cannot be read has no facts; who opens it is told why. */
    facts = article_open(survey->library, index, scratch, &opened, NULL) == 0
                ? facts_gather(opened, &worker->facts, scratch)
                : ARENA_NEW(&worker->facts, struct facts);
    atomic_store_explicit(&survey->facts[index], facts, memory_order_release);
    done = atomic_fetch_add(&survey->done, 1) + 1;
    if (done == survey->library->article_count)
        end(survey);
    else if (done % SURVEY_BATCH == 0)
        wake(survey);
}

static void *work(void *context)
{
    struct worker *worker = context;
    struct survey *survey = worker->survey;
    struct arena scratch = {0};

    while (!atomic_load_explicit(&survey->stop, memory_order_relaxed)) {
        size_t index = atomic_fetch_add(&survey->drawn, 1);

        if (index >= survey->library->article_count)
            break;
        read_article(worker, (uint32_t)index, &scratch);
    }
    arena_release(&scratch);
    return NULL;
}

static struct survey *start(const struct library *library, size_t workers, int wake_fd)
{
    struct survey *survey = mem_zalloc(1, sizeof *survey);

    survey->library = library;
    survey->wake_fd = wake_fd;
    survey->facts = mem_zalloc(library->article_count, sizeof *survey->facts);
    pthread_mutex_init(&survey->lock, NULL);
    pthread_cond_init(&survey->ended, NULL);
    for (size_t i = 0; i < workers; i++) {
        struct worker *worker = &survey->workers[i];

        worker->survey = survey;
        if (pthread_create(&worker->thread, NULL, work, worker) != 0)
            break;
        survey->worker_count++;
    }
    if (survey->worker_count == 0) /* no threads to be had: then it is done here */
        (void)work(&survey->workers[0]);
    return survey;
}

struct survey *survey_start(const struct library *library, int wake_fd)
{
    return start(library, 1, wake_fd);
}

struct survey *survey_run(const struct library *library)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t workers = processors < 1 ? 1 : (size_t)processors;
    struct survey *survey;

    if (workers > SURVEY_WORKERS_MAX)
        workers = SURVEY_WORKERS_MAX;
    if (workers > library->article_count)
        workers = library->article_count;
    survey = start(library, workers, -1);
    survey_wait(survey);
    return survey;
}

void survey_free(struct survey *survey)
{
    if (survey == NULL)
        return;
    atomic_store(&survey->stop, true);
    for (size_t i = 0; i < survey->worker_count; i++)
        pthread_join(survey->workers[i].thread, NULL);
    for (size_t i = 0; i < SURVEY_WORKERS_MAX; i++)
        arena_release(&survey->workers[i].facts);
    pthread_mutex_destroy(&survey->lock);
    pthread_cond_destroy(&survey->ended);
    arena_release(&survey->arena);
    free(survey->facts);
    free(survey);
}

/* --- Asking ----------------------------------------------------------------------- */

size_t survey_progress(const struct survey *survey)
{
    return atomic_load(&survey->done);
}

void survey_wait(struct survey *survey)
{
    pthread_mutex_lock(&survey->lock);
    while (!atomic_load(&survey->complete))
        pthread_cond_wait(&survey->ended, &survey->lock);
    pthread_mutex_unlock(&survey->lock);
}

const struct backlink *survey_backlinks(const struct survey *survey, uint32_t article,
                                        size_t *count)
{
    *count = 0;
    if (!atomic_load_explicit(&survey->complete, memory_order_acquire))
        return NULL;
    *count = survey->firsts[article + 1] - survey->firsts[article];
    return &survey->backlinks[survey->firsts[article]];
}
