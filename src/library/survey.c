/*
 * The survey's threads.
 *
 * Workers draw articles from a counter, each with an arena for the article at hand, one
 * for the facts that stay and one for the counted words, which are needed until
 * nearness is reckoned. Large articles are put off to the end and drawn from a list of
 * their own; a worker waits before each as long as it is held. The facts of an article
 * are published by storing their pointer; the worker that finishes the last article
 * turns all links round into backlinks, reckons what is near what and announces the
 * end.
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
    /* Stems that are counted in all, 8 bytes each: shared out evenly, but enough for
     * the beginning of any article. */
    SURVEY_STEMS_MAX = 4 << 20,
    SURVEY_ARTICLE_STEMS_MIN = 256,
    /* From here on an article is large: it takes a tenth of a second to read, and
     * twenty times its size in memory meanwhile. */
    SURVEY_LARGE_BYTES = 1 << 20,
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
    atomic_bool deep; /* a worker reads a large article */

    /* Under the lock: */
    uint32_t *large; /* articles that were put off */
    size_t large_count, large_cap;
    size_t large_drawn;
    bool held;
    pthread_cond_t released;
    struct worker giver; /* what was given is gathered here */

    _Atomic(const struct facts *) *facts; /* by article; NULL until it is done */
    const struct article_words **words;   /* by article, until all are done */

    /* Written by the worker that comes last, before `complete` is set. */
    struct arena arena;
    struct backlink *backlinks; /* those to an article stand together */
    size_t *firsts;             /* by article, and one behind the last */
    struct near near;

    pthread_mutex_t lock; /* also of `complete`, for those who wait */
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

/* --- Nearness --------------------------------------------------------------------- */

static void reckon_near(struct survey *survey)
{
    size_t articles = survey->library->article_count;
    struct near_input input = {
        .library = survey->library,
        .words = survey->words,
        .stop = &survey->stop,
    };
    const struct facts **facts = mem_zalloc(articles, sizeof *facts);

    for (size_t i = 0; i < articles; i++)
        facts[i] = facts_of(survey, i);
    input.facts = facts;
    near_reckon(&survey->near, &input, &survey->arena);
    free(facts);
    /* Nobody counts words any more: every article is done. */
    for (size_t i = 0; i < SURVEY_WORKERS_MAX; i++)
        arena_release(&survey->workers[i].words);
    arena_release(&survey->giver.words);
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

/* What an article may have of the stems that are counted. */
static size_t stems_of_each(const struct survey *survey)
{
    size_t share = SURVEY_STEMS_MAX / survey->library->article_count;

    return share < SURVEY_ARTICLE_STEMS_MIN ? SURVEY_ARTICLE_STEMS_MIN : share;
}

static const struct facts *gather(struct worker *worker, const struct opened *opened,
                                  struct arena *scratch)
{
    struct survey *survey = worker->survey;
    const struct facts *facts =
        facts_gather(survey->library, opened, &worker->facts, scratch);

    survey->words[opened->article] =
        words_gather(opened, stems_of_each(survey), &worker->words, scratch);
    return facts;
}

static const struct facts *read_facts(struct worker *worker, uint32_t index,
                                      struct arena *scratch)
{
    struct survey *survey = worker->survey;
    const struct facts *facts;
    struct error unread = {0};
    struct opened *opened;

    if (article_open(survey->library, index, scratch, &opened, &unread) != 0) {
        survey->words[index] = ARENA_NEW(&worker->words, struct article_words);
        return facts_of_unread(survey->library, index, error_str(&unread),
                               &worker->facts);
    }
    facts = gather(worker, opened, scratch);
    if (survey->visitor != NULL)
        survey->visitor->visit(survey->visitor->context, opened);
    return facts;
}

static void publish(struct survey *survey, uint32_t index, const struct facts *facts)
{
    atomic_store_explicit(&survey->facts[index], facts, memory_order_release);
}

static void count_done(struct survey *survey)
{
    size_t done = atomic_fetch_add(&survey->done, 1) + 1;

    if (done == survey->library->article_count)
        end(survey);
    else if (done % SURVEY_BATCH == 0)
        wake(survey);
}

static void read_article(struct worker *worker, uint32_t index, struct arena *scratch)
{
    arena_clear(scratch);
    publish(worker->survey, index, read_facts(worker, index, scratch));
    count_done(worker->survey);
}

/* --- Large articles --------------------------------------------------------------- */

static bool is_large(const struct survey *survey, uint32_t index)
{
    const struct article *article = library_article(survey->library, index);

    return article->stamp.size_bytes >= SURVEY_LARGE_BYTES;
}

static void put_off(struct survey *survey, uint32_t index)
{
    pthread_mutex_lock(&survey->lock);
    survey->large = mem_grow(survey->large, survey->large_count, &survey->large_cap,
                             sizeof *survey->large);
    survey->large[survey->large_count++] = index;
    pthread_mutex_unlock(&survey->lock);
}

/* The next one that was put off; waits while the survey is held. False when there is no
 * more for this worker. */
static bool draw_large(struct survey *survey, uint32_t *index)
{
    bool drawn;

    pthread_mutex_lock(&survey->lock);
    while (survey->held && !atomic_load(&survey->stop))
        pthread_cond_wait(&survey->released, &survey->lock);
    drawn = survey->large_drawn < survey->large_count && !atomic_load(&survey->stop);
    if (drawn)
        *index = survey->large[survey->large_drawn++];
    pthread_mutex_unlock(&survey->lock);
    return drawn;
}

static void work_large(struct worker *worker, struct arena *scratch)
{
    struct survey *survey = worker->survey;
    uint32_t index;

    while (draw_large(survey, &index)) {
        if (facts_of(survey, index) != NULL) {
            count_done(survey);
            continue;
        }
        atomic_store(&survey->deep, true);
        read_article(worker, index, scratch);
        atomic_store(&survey->deep, false);
        mem_trim();
    }
}

void survey_hold(struct survey *survey, bool hold)
{
    pthread_mutex_lock(&survey->lock);
    survey->held = hold;
    pthread_cond_broadcast(&survey->released);
    pthread_mutex_unlock(&survey->lock);
}

/* Whether a worker has begun with it, before the survey was held. */
static bool was_drawn(struct survey *survey, uint32_t index)
{
    bool found = false;

    pthread_mutex_lock(&survey->lock);
    for (size_t i = 0; i < survey->large_drawn && !found; i++)
        found = survey->large[i] == index;
    pthread_mutex_unlock(&survey->lock);
    return found;
}

void survey_give(struct survey *survey, const struct opened *opened)
{
    struct arena scratch = {0};
    uint32_t index = opened->article;

    if (!is_large(survey, index) || was_drawn(survey, index) ||
        facts_of(survey, index) != NULL)
        return;
    publish(survey, index, gather(&survey->giver, opened, &scratch));
    arena_release(&scratch);
}

bool survey_is_deep(const struct survey *survey)
{
    return atomic_load(&survey->deep);
}

/* --- All of them ------------------------------------------------------------------ */

static void *work(void *context)
{
    struct worker *worker = context;
    struct survey *survey = worker->survey;
    struct arena scratch = {0};

    while (!atomic_load_explicit(&survey->stop, memory_order_relaxed)) {
        size_t index = atomic_fetch_add(&survey->drawn, 1);

        if (index >= survey->library->article_count)
            break;
        if (is_large(survey, (uint32_t)index))
            put_off(survey, (uint32_t)index);
        else
            read_article(worker, (uint32_t)index, &scratch);
    }
    work_large(worker, &scratch);
    arena_release(&scratch);
    return NULL;
}

static struct survey *start(const struct library *library, size_t workers, int wake_fd,
                            bool held, const struct survey_visitor *visitor)
{
    struct survey *survey = mem_zalloc(1, sizeof *survey);

    survey->library = library;
    survey->wake_fd = wake_fd;
    survey->visitor = visitor;
    survey->held = held;
    survey->words = mem_zalloc(library->article_count, sizeof *survey->words);
    survey->facts = mem_zalloc(library->article_count, sizeof *survey->facts);
    pthread_mutex_init(&survey->lock, NULL);
    pthread_cond_init(&survey->ended, NULL);
    pthread_cond_init(&survey->released, NULL);
    survey->giver.survey = survey;
    for (size_t i = 0; i < workers; i++) {
        struct worker *worker = &survey->workers[i];

        worker->survey = survey;
        if (pthread_create(&worker->thread, NULL, work, worker) != 0)
            break;
        survey->worker_count++;
    }
    if (survey->worker_count == 0) { /* no threads to be had: then it is done here */
        survey->held = false;
        (void)work(&survey->workers[0]);
    }
    return survey;
}

struct survey *survey_start(const struct library *library, int wake_fd)
{
    return start(library, 1, wake_fd, true, NULL);
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
    survey = start(library, workers, -1, false, visitor);
    survey_wait(survey);
    return survey;
}

void survey_free(struct survey *survey)
{
    if (survey == NULL)
        return;
    atomic_store(&survey->stop, true);
    survey_hold(survey, false);
    for (size_t i = 0; i < survey->worker_count; i++)
        pthread_join(survey->workers[i].thread, NULL);
    for (size_t i = 0; i < SURVEY_WORKERS_MAX; i++) {
        arena_release(&survey->workers[i].facts);
        arena_release(&survey->workers[i].words);
    }
    pthread_mutex_destroy(&survey->lock);
    pthread_cond_destroy(&survey->ended);
    pthread_cond_destroy(&survey->released);
    arena_release(&survey->giver.facts);
    arena_release(&survey->giver.words);
    free(survey->large);
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
