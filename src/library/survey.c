/*
 * The survey's threads.
 *
 * Workers draw articles from a counter, each with an arena for the article at hand, one
 * for the facts that stay and one for the counted words, which are needed until
 * nearness is reckoned. The facts of an article are published by storing their pointer;
 * the worker that finishes the last article turns all links round into backlinks,
 * reckons what is near what and announces the end.
 */
#include "library/survey.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "library/gather.h"
#include "library/near.h"
#include "library/words.h"

enum {
    SURVEY_WORKERS_MAX = 16,
    /* Articles between two bytes to the wake-up pipe: a few milliseconds of work. */
    SURVEY_BATCH = 64,
};

struct worker {
    struct survey *survey;
    pthread_t thread;
    struct arena facts, words;
};

struct survey {
    const struct library *library;
    const struct survey_visitor *visitor; /* may be NULL */
    int wake_fd;
    struct worker workers[SURVEY_WORKERS_MAX];
    size_t worker_count;

    atomic_size_t drawn, done;
    atomic_bool stop;
    _Atomic(const struct facts *) *facts; /* by article; NULL until it is done */
    const struct article_words **words;   /* by article, until all are done */

    /* Written by the worker that comes last, before `complete` is set. */
    struct arena arena;
    struct backlink *backlinks; /* those to an article stand together */
    size_t *firsts;             /* by article, and one behind the last */
    struct near near;

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

            survey->backlinks[survey->firsts[link->to + 1]++] = (struct backlink){
                .from = i, .text = link->text, .heading = link->heading};
        }
    }
}

/* --- Nearness --------------------------------------------------------------------- */

static struct near_words *take_words(const struct survey *survey)
{
    size_t articles = survey->library->article_count;
    struct near_words *words = near_words_new(articles);

    for (uint32_t i = 0; i < articles; i++)
        near_words_take(words, i, survey->words[i]);
    return words;
}

static struct near_links *take_links(const struct survey *survey)
{
    size_t articles = survey->library->article_count;
    struct near_links *links = near_links_new(articles);

    for (uint32_t i = 0; i < articles; i++) {
        const struct facts *facts = facts_of(survey, i);

        for (size_t k = 0; k < facts->link_count; k++)
            near_links_take(links, i, facts->links[k].to);
    }
    return links;
}

static void reckon_near(struct survey *survey)
{
    struct near_words *words = take_words(survey);
    struct near_links *links = take_links(survey);
    struct near_input input = {
        .library = survey->library,
        .words = words,
        .links = links,
        .stop = &survey->stop,
    };

    /* Nobody counts words any more: every article is done. */
    for (size_t i = 0; i < SURVEY_WORKERS_MAX; i++)
        arena_release(&survey->workers[i].words);
    near_reckon(&survey->near, &input, &survey->arena);
    near_words_free(words);
    near_links_free(links);
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
    reckon_near(survey);
    pthread_mutex_lock(&survey->lock);
    atomic_store_explicit(&survey->complete, true, memory_order_release);
    pthread_cond_broadcast(&survey->ended);
    pthread_mutex_unlock(&survey->lock);
    wake(survey);
}

static const struct facts *read_facts(struct worker *worker, uint32_t index,
                                      struct arena *scratch)
{
    struct survey *survey = worker->survey;
    const struct facts *facts;
    struct error unread = {0};
    struct opened *opened;

    if (article_open_until(survey->library, index, NULL, scratch, &opened, &unread) !=
        0) {
        survey->words[index] = ARENA_NEW(&worker->words, struct article_words);
        return facts_of_unread(error_str(&unread), &worker->facts);
    }
    facts = facts_gather(survey->library, opened, &worker->facts, scratch);
    survey->words[index] =
        words_gather(opened, words_most(survey->library->article_count), NULL,
                     &worker->words, scratch);
    if (survey->visitor != NULL) {
        article_name_terms(survey->library, opened, scratch);
        survey->visitor->visit(survey->visitor->context, opened);
    }
    return facts;
}

static void read_article(struct worker *worker, uint32_t index, struct arena *scratch)
{
    struct survey *survey = worker->survey;
    const struct facts *facts;
    size_t done;

    arena_clear(scratch);
    facts = read_facts(worker, index, scratch);
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

static struct survey *start(const struct library *library, size_t workers, int wake_fd,
                            const struct survey_visitor *visitor)
{
    struct survey *survey = mem_zalloc(1, sizeof *survey);

    survey->library = library;
    survey->wake_fd = wake_fd;
    survey->visitor = visitor;
    survey->words = mem_zalloc(library->article_count, sizeof *survey->words);
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
    return start(library, 1, wake_fd, NULL);
}

struct survey *survey_run(const struct library *library,
                          const struct survey_visitor *visitor)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t workers = processors < 1 ? 1 : (size_t)processors;
    struct survey *survey;

    if (workers > SURVEY_WORKERS_MAX)
        workers = SURVEY_WORKERS_MAX;
    if (workers > library->article_count)
        workers = library->article_count;
    survey = start(library, workers, -1, visitor);
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
    for (size_t i = 0; i < SURVEY_WORKERS_MAX; i++) {
        arena_release(&survey->workers[i].facts);
        arena_release(&survey->workers[i].words);
    }
    pthread_mutex_destroy(&survey->lock);
    pthread_cond_destroy(&survey->ended);
    arena_release(&survey->arena);
    free(survey->words);
    free(survey->facts);
    free(survey);
}

/* --- Asking ----------------------------------------------------------------------- */

size_t survey_progress(const struct survey *survey)
{
    return atomic_load(&survey->done);
}

bool survey_is_complete(const struct survey *survey)
{
    return atomic_load_explicit(&survey->complete, memory_order_acquire);
}

const struct library *survey_library(const struct survey *survey)
{
    return survey->library;
}

void survey_wait(struct survey *survey)
{
    pthread_mutex_lock(&survey->lock);
    while (!atomic_load(&survey->complete))
        pthread_cond_wait(&survey->ended, &survey->lock);
    pthread_mutex_unlock(&survey->lock);
}

const struct facts *survey_facts(const struct survey *survey, uint32_t article)
{
    return facts_of(survey, article);
}

const struct backlink *survey_backlinks(const struct survey *survey, uint32_t article,
                                        size_t *count)
{
    *count = 0;
    if (!survey_is_complete(survey))
        return NULL;
    *count = survey->firsts[article + 1] - survey->firsts[article];
    return &survey->backlinks[survey->firsts[article]];
}

const struct see *survey_see(const struct survey *survey, uint32_t article,
                             size_t index, size_t *count)
{
    const struct near_sees *sees = &survey->near.sees;
    size_t question;

    *count = 0;
    if (!survey_is_complete(survey))
        return NULL;
    question = sees->questions[article] + index;
    *count = sees->firsts[question + 1] - sees->firsts[question];
    return &sees->items[sees->firsts[question]];
}

const struct related *survey_related(const struct survey *survey, uint32_t article,
                                     size_t *count)
{
    const struct near_related *related = &survey->near.related;

    *count = 0;
    if (!survey_is_complete(survey))
        return NULL;
    *count = related->firsts[article + 1] - related->firsts[article];
    return &related->items[related->firsts[article]];
}

const char *related_why_name(enum related_why why)
{
    static const char *const names[] = {
        [RELATED_LINKS] = "links",
        [RELATED_TOPICS] = "topics",
        [RELATED_WORDS] = "words",
    };

    return names[why];
}
