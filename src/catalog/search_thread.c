/*
 * The asker's thread and the rows of its answers.
 *
 * Under the lock: the question that waits, the answer that waits, and whether a search
 * is running, which a new question stops. While there is no question, names are loaded
 * for the next one.
 */
#include "catalog/search_thread.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/answers.h"
#include "catalog/query/query.h"
#include "catalog/similar.h"
#include "catalog/store/catalog_limits.h"
#include "catalog/text/segment.h"
#include "catalog/view.h"

enum {
    SNIPPET_BYTES = 160,
    BELOW_MAX = 9,      /* more sections of one article than anyone opens a row for */
    NAME_BYTES_MIN = 3, /* less of a name is the beginning of too many */
    /* The names of more articles fill the index (names/name_index.h), and memory that
     * not every reader needs: they are loaded when something is gone to. */
    AHEAD_ARTICLES_MAX = 100000,
};

/* A question of its own memory. */
struct queued_request {
    struct search_request ask;
    struct topic topic; /* what of the scope's is asked of a catalog's library */
    unsigned long serial;
};

struct search_thread {
    struct catalog *catalog;
    int wake_fd;
    pthread_t thread;
    bool has_thread;

    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct queued_request *question; /* not begun yet; or NULL */
    struct search_reply *answer;     /* not taken yet; or NULL */
    unsigned long asked;             /* serial of the last question */
    struct search *running;
    bool is_idle;    /* time to load what the next question needs, */
    unsigned loaded; /* which was done for this state of the catalog; */
    bool is_wanted;  /* a question came since */
    bool quit;

    struct search *search; /* the thread's */
    unsigned structure;    /* that it shows */
};

/* --- Rows --- */

struct answering {
    struct view *view;
    struct search_reply *answer;
    const struct facts *facts; /* of `article` */
    uint32_t article;
};

static const struct facts *facts_of(struct answering *it, uint32_t article)
{
    if (it->article != article) {
        it->facts = view_facts(it->view, article, &it->answer->arena);
        it->article = article;
    }
    return it->facts;
}

static struct search_row *add_row(struct answering *it, uint32_t article)
{
    struct search_reply *answer = it->answer;
    struct search_row *row = &answer->rows[answer->count++];
    const struct library *library = view_library(it->view);
    row->article = article;
    row->heading = SEARCH_TOP;
    row->title = arena_str(&answer->arena, library_article(library, article)->title);
    return row;
}

static void set_section(struct search_row *row, const struct facts *facts,
                        uint32_t heading)
{
    if (facts == NULL || heading >= facts->heading_count)
        return;
    const struct fact_heading *at = &facts->headings[heading];
    row->heading = heading;
    row->slug = at->slug;
    if (!at->is_title)
        row->section = at->title;
}

static void set_section_of(struct search_row *row, const struct facts *facts,
                           const struct fact_heading *section)
{
    if (section != NULL)
        set_section(row, facts, (uint32_t)(section - facts->headings));
}

static void make_rows(struct search_reply *answer, size_t count)
{
    answer->rows = ARENA_ARRAY(&answer->arena, count, struct search_row);
}

/* A passage begins with its heading, which the row names anyway. */
static size_t heading_len(struct str text, const struct search_row *row)
{
    struct str heading = row->section.len > 0 ? row->section : row->title;
    if (!str_starts(text, heading) || text.len == heading.len ||
        text.ptr[heading.len] != ' ')
        return 0;
    return heading.len + 1;
}

static void set_snippet(struct search_row *row, const struct snippet *snippet)
{
    size_t skipped = heading_len(snippet->text, row), kept = 0;
    row->text = str_tail(snippet->text, skipped);
    for (size_t i = 0; i < snippet->mark_count; i++) {
        struct byte_range mark = snippet->marks[i];
        if (mark.from >= skipped)
            snippet->marks[kept++] =
                (struct byte_range){mark.from - skipped, mark.to - skipped};
    }
    row->text_marks = (struct byte_ranges){snippet->marks, kept};
}

static struct str missing_words(const struct query *query, uint32_t missing,
                                struct arena *arena)
{
    struct str *words;
    struct buf all = {0};
    if (query == NULL || missing == 0)
        return (struct str){0};
    size_t count = search_terms(query, missing, arena, &words);
    for (size_t i = 0; i < count; i++) {
        buf_puts(&all, i > 0 ? STR(", ") : STR(""));
        buf_puts(&all, words[i]);
    }
    struct str kept = buf_keep(&all, arena);
    buf_release(&all);
    return kept;
}

static bool is_alone(struct str word)
{
    size_t pos = 0;
    return segment_is_alone(text_next(word, &pos));
}

/* Writes the term as a text has it: no space between letters of scripts without
 * spaces. */
static void put_term(struct buf *lines, const struct query_term *term)
{
    for (size_t i = 0; i < term->count; i++) {
        if (i > 0 && !(is_alone(term->words[i - 1]) && is_alone(term->words[i])))
            buf_putc(lines, ' ');
        buf_puts(lines, term->words[i]);
    }
    buf_putc(lines, '\n');
}

static struct str terms_of(const struct query *query, struct arena *arena)
{
    struct buf lines = {0};
    for (size_t i = 0; query != NULL && i < query->term_count; i++)
        put_term(&lines, &query->terms[i]);
    struct str kept = buf_keep(&lines, arena);
    buf_release(&lines);
    return kept;
}

static void take_query(struct search_reply *answer, const struct query *query)
{
    answer->terms = terms_of(query, &answer->arena);
    if (query == NULL)
        return;
    answer->shown_for = search_shown_for(query, &answer->arena);
    answer->left_out = text_clean(&answer->arena, query->left_out, TEXT_ONE_LINE);
}

/* How many of what was found are wanted. */
static size_t count_rows(struct search_reply *answer, const struct search_request *ask,
                         size_t found, bool is_partial)
{
    size_t count = found < ask->limit ? found : ask->limit;
    answer->is_partial = is_partial || found > count;
    answer->found = is_partial ? 0 : found;
    return count;
}

/* Whether a second, complete answer is of use: not without words, nor for one or two
 * letters, which begin too many words. */
static bool is_worth_all(const struct search_reply *answer, const struct query *query)
{
    return answer->is_partial && query != NULL && !query->is_empty &&
           query->short_prefix.len == 0;
}

/* What else was found in an article, as far as anyone looks at it. */
static size_t count_below(const struct passage_hit *hit)
{
    return hit->more_count < BELOW_MAX ? hit->more_count : BELOW_MAX;
}

/* A question that asks for this says more than the heading that it is below. */
static void set_question(struct search_row *row, const struct facts *facts,
                         const struct passage_hit *hit)
{
    if (facts == NULL || hit->asks == 0 || hit->asks > facts->question_count)
        return;
    const struct fact_question *question = &facts->questions[hit->asks - 1];
    if (!question->inferred)
        row->section = question->question;
}

static struct search_row *add_passage(struct answering *it, struct search *search,
                                      const struct query *query,
                                      const struct passage_hit *hit)
{
    struct search_row *row = add_row(it, hit->article);
    const struct facts *facts = facts_of(it, hit->article);
    struct snippet snippet;
    set_section(row, facts, hit->heading);
    if (search_snippet(search, query, hit, SNIPPET_BYTES, &it->answer->arena, &snippet))
        set_snippet(row, &snippet);
    if (row->text.len == 0)
        row->text = row->section.len > 0 ? row->section : row->title;
    set_question(row, facts, hit);
    return row;
}

static enum search_status find_passages(struct search *search,
                                        const struct search_request *ask, size_t limit,
                                        struct answering *it)
{
    struct search_reply *answer = it->answer;
    struct passages found = {0};
    enum search_status status = search_passages(search, ask->text, true, ask->scope,
                                                limit, &answer->arena, &found);
    size_t count = count_rows(answer, ask, found.count, found.is_partial);
    take_query(answer, found.query);
    answer->goes_on = limit > 0 && is_worth_all(answer, found.query);
    uint32_t nowhere = UINT32_MAX;
    size_t rows = count;
    for (size_t i = 0; i < count; i++) {
        nowhere &= found.hits[i].missing;
        rows += count_below(&found.hits[i]);
    }
    make_rows(answer, rows);
    answer->missing = missing_words(found.query, nowhere, &answer->arena);
    for (size_t i = 0; status == SEARCH_DONE && i < count; i++) {
        const struct passage_hit *hit = &found.hits[i];
        struct search_row *row = add_passage(it, search, found.query, hit);
        row->missing =
            missing_words(found.query, hit->missing & ~nowhere, &answer->arena);
        row->below = (uint32_t)count_below(hit);
        for (size_t k = 0; k < count_below(hit); k++)
            add_passage(it, search, found.query, &hit->more[k])->is_below = true;
    }
    return status;
}

static struct search_row *add_item(struct answering *it, const struct query *query,
                                   const struct item_hit *hit)
{
    struct search_row *row = add_row(it, hit->article);
    row->missing = missing_words(query, hit->missing, &it->answer->arena);
    row->also = hit->also_count;
    row->index = hit->index;
    return row;
}

static void add_point(struct answering *it, const struct query *query,
                      const struct item_hit *hit)
{
    const struct facts *facts = facts_of(it, hit->article);
    if (facts == NULL || hit->index >= facts->point_count)
        return;
    const struct fact_point *point = &facts->points[hit->index];
    struct search_row *row = add_item(it, query, hit);
    set_section_of(row, facts, point->section);
    bool hides_label = item_hides_label(hit, point);
    row->text = hides_label ? point->text : point->label;
    row->more = hides_label ? (struct str){0} : point->text;
    row->node = point->node;
}

static void add_question(struct answering *it, const struct query *query,
                         const struct item_hit *hit)
{
    const struct facts *facts = facts_of(it, hit->article);
    if (facts == NULL || hit->index >= facts->question_count)
        return;
    const struct fact_question *question = &facts->questions[hit->index];
    struct search_row *row = add_item(it, query, hit);
    /* A heading that asks is no place of its own. */
    if (question->section != NULL && question->section->node != question->node)
        set_section_of(row, facts, question->section);
    row->text = question->question;
    row->more = text_clean(&it->answer->arena, question->answer, TEXT_ONE_LINE);
    row->node = question->node;
    row->end_node = question->to;
    row->inferred = question->inferred;
}

static void add_section(struct answering *it, struct search *search,
                        const struct query *query, const struct passage_hit *hit)
{
    struct search_row *row = add_row(it, hit->article);
    const struct facts *facts = facts_of(it, hit->article);
    struct section_point point;
    search_section_point(search, query, hit, facts, &it->answer->arena, &point);
    set_section(row, facts, hit->heading);
    row->text = point.label;
    row->more = point.text;
    row->missing = missing_words(query, hit->missing, &it->answer->arena);
    row->is_section = true;
}

static uint32_t missing_of_row(const struct answers *found, size_t row)
{
    const struct item_hit *item = answers_point(found, row);
    return item != NULL ? item->missing : answers_section(found, row)->missing;
}

static void add_answer(struct answering *it, struct search *search,
                       const struct answers *found, size_t row, uint32_t nowhere)
{
    const struct passage_hit *section = answers_section(found, row);
    if (section != NULL) {
        struct passage_hit hit = *section;
        hit.missing &= ~nowhere;
        add_section(it, search, found->points.query, &hit);
    } else {
        struct item_hit hit = *answers_point(found, row);
        hit.missing &= ~nowhere;
        add_point(it, found->points.query, &hit);
    }
}

static enum search_status find_points(struct search *search,
                                      const struct search_request *ask, size_t limit,
                                      struct answering *it)
{
    struct search_reply *answer = it->answer;
    struct answers found;
    enum search_status status = search_answers(search, ask->text, true, ask->scope,
                                               limit, &answer->arena, &found);
    size_t count =
        count_rows(answer, ask, answers_count(&found), found.points.is_partial);
    make_rows(answer, count);
    take_query(answer, found.points.query);
    answer->goes_on = limit > 0 && is_worth_all(answer, found.points.query);
    uint32_t nowhere = UINT32_MAX;
    for (size_t i = 0; i < count; i++)
        nowhere &= missing_of_row(&found, i);
    answer->missing = missing_words(found.points.query, nowhere, &answer->arena);
    for (size_t i = 0; status == SEARCH_DONE && i < count; i++)
        add_answer(it, search, &found, i, nowhere);
    return status;
}

static enum search_status find_questions(struct search *search,
                                         const struct search_request *ask, size_t limit,
                                         struct answering *it)
{
    struct search_reply *answer = it->answer;
    struct items found = {0};
    enum search_status status = search_items(search, ITEM_QUESTION, ask->text, true,
                                             ask->scope, limit, &answer->arena, &found);
    size_t count = count_rows(answer, ask, found.count, found.is_partial);
    make_rows(answer, count);
    take_query(answer, found.query);
    answer->goes_on = limit > 0 && is_worth_all(answer, found.query);
    uint32_t nowhere = UINT32_MAX;
    for (size_t i = 0; i < count; i++)
        nowhere &= found.hits[i].missing;
    answer->missing = missing_words(found.query, nowhere, &answer->arena);
    for (size_t i = 0; status == SEARCH_DONE && i < count; i++) {
        struct item_hit hit = found.hits[i];
        hit.missing &= ~nowhere;
        add_question(it, found.query, &hit);
    }
    return status;
}

/* A title says where it is, other names whose they are. What was found by its path is
 * called by its title all the same. */
static void name_row(struct answering *it, const struct name_hit *hit,
                     struct search_row *row)
{
    struct arena *arena = &it->answer->arena;
    const struct article *article =
        library_article(view_library(it->view), hit->article);
    bool is_other = hit->kind == NAME_OF_ALIAS || hit->kind == NAME_OF_HEADING;
    struct byte_ranges *marks =
        hit->kind == NAME_OF_PATH ? &row->more_marks : &row->text_marks;
    row->text = is_other ? hit->name : row->title;
    row->more = is_other
                    ? row->title
                    : text_clean(arena, arena_str(arena, article->path), TEXT_ONE_LINE);
    *marks = (struct byte_ranges){hit->marks, hit->mark_count};
}

static enum search_status find_names(struct search *search,
                                     const struct search_request *ask, size_t limit,
                                     struct answering *it)
{
    struct search_reply *answer = it->answer;
    struct names_found found = {0};
    enum search_status status =
        search_names(search, ask->text, limit, &answer->arena, &found);
    size_t count = count_rows(answer, ask, found.count, found.is_partial);
    make_rows(answer, count);
    answer->goes_on =
        limit > 0 && answer->is_partial && ask->text.len >= NAME_BYTES_MIN;
    for (size_t i = 0; status == SEARCH_DONE && i < count; i++) {
        struct search_row *row = add_row(it, found.hits[i].article);
        row->heading = found.hits[i].heading;
        name_row(it, &found.hits[i], row);
    }
    return status;
}

static enum search_status find_similar(struct search *search,
                                       const struct search_request *ask,
                                       struct answering *it)
{
    uint32_t articles[SIMILAR_MAX];
    size_t count;
    enum search_status status = search_similar(search, ask->text, articles, &count);
    make_rows(it->answer, count);
    for (size_t i = 0; status == SEARCH_DONE && i < count; i++) {
        struct search_row *row = add_row(it, articles[i]);
        row->text = row->title;
    }
    return status;
}

/* --- The thread --- */

/* The search for the structure that is there now; NULL when it cannot be opened. */
static struct search *current_search(struct search_thread *asker)
{
    unsigned structure = catalog_structure(asker->catalog);
    if (asker->search != NULL && asker->structure == structure)
        return asker->search;
    search_close(asker->search);
    asker->search = NULL;
    asker->structure = structure;
    struct error ignored;
    if (search_open(asker->catalog, &asker->search, &ignored) != 0)
        asker->search = NULL;
    return asker->search;
}

/* With a limit what can be had at once, with 0 all. */
static enum search_status find(struct search *search, const struct search_request *ask,
                               size_t limit, struct answering *it)
{
    switch (ask->kind) {
    case ASK_PASSAGES:
        return find_passages(search, ask, limit, it);
    case ASK_NAMES:
        return find_names(search, ask, limit, it);
    case ASK_SIMILAR:
        return find_similar(search, ask, it);
    case ASK_POINTS:
        return find_points(search, ask, limit, it);
    case ASK_QUESTIONS:
        break;
    }
    return find_questions(search, ask, limit, it);
}

/* NULL when the question was dropped meanwhile. */
static struct search_reply *
make_answer(struct search *search, const struct queued_request *question, size_t limit)
{
    struct search_reply *answer = mem_zalloc(1, sizeof *answer);
    struct answering it = {.answer = answer, .article = ARTICLE_NONE};
    enum search_status status = SEARCH_FAILED;
    answer->serial = question->serial;
    answer->text = arena_str(&answer->arena, question->ask.text);
    if (search != NULL) {
        it.view = search_view(search);
        library_begin_read(view_library(it.view));
        status = find(search, &question->ask, limit, &it);
        library_end_read(view_library(it.view));
    }
    answer->failed = status == SEARCH_FAILED;
    if (status == SEARCH_STOPPED) {
        search_reply_free(answer);
        return NULL;
    }
    return answer;
}

/* False at the end. */
static bool wait_for_work(struct search_thread *asker)
{
    pthread_mutex_lock(&asker->lock);
    while (asker->question == NULL && !asker->is_idle && !asker->quit)
        pthread_cond_wait(&asker->changed, &asker->lock);
    bool has_work = !asker->quit;
    pthread_mutex_unlock(&asker->lock);
    return has_work;
}

/* The next question; NULL while there is none. */
static struct queued_request *next_question(struct search_thread *asker)
{
    pthread_mutex_lock(&asker->lock);
    struct queued_request *question = asker->question;
    asker->question = NULL;
    asker->is_wanted |= question != NULL;
    pthread_mutex_unlock(&asker->lock);
    return question;
}

/* From here on a new question stops the search; false when there is one already. */
static bool begin(struct search_thread *asker, struct search *search)
{
    pthread_mutex_lock(&asker->lock);
    bool wanted = asker->question == NULL && !asker->quit;
    if (wanted && search != NULL) {
        search_resume(search);
        asker->running = search;
    }
    pthread_mutex_unlock(&asker->lock);
    return wanted;
}

static void end(struct search_thread *asker, struct search_reply *answer)
{
    pthread_mutex_lock(&asker->lock);
    asker->running = NULL;
    if (answer != NULL && answer->serial == asker->asked) {
        search_reply_free(asker->answer);
        asker->answer = answer;
        answer = NULL;
        pthread_cond_broadcast(&asker->changed);
    }
    pthread_mutex_unlock(&asker->lock);
    search_reply_free(answer);
    /* A full pipe wakes as well as a byte more in it would. */
    if (asker->wake_fd >= 0 && write(asker->wake_fd, "a", 1) < 0)
        return;
}

/* False when a question came meanwhile. */
static bool load(struct search_thread *asker, struct search *search)
{
    if (!begin(asker, search))
        return false;
    bool is_done = search_load_ahead(search) != SEARCH_STOPPED;
    pthread_mutex_lock(&asker->lock);
    asker->running = NULL;
    pthread_mutex_unlock(&asker->lock);
    return is_done;
}

/* So many milliseconds from now. */
static struct timespec deadline(int ms)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    return until;
}

/* False when another question came meanwhile. */
static bool has_paused(struct search_thread *asker)
{
    struct timespec until = deadline(LIMIT_PAUSE_MS);
    pthread_mutex_lock(&asker->lock);
    for (int status = 0; status == 0 && asker->question == NULL && !asker->quit;)
        status = pthread_cond_timedwait(&asker->changed, &asker->lock, &until);
    bool has = asker->question == NULL && !asker->quit;
    pthread_mutex_unlock(&asker->lock);
    return has;
}

static void answer_question(struct search_thread *asker, struct search *search,
                            const struct queued_request *question)
{
    if (!begin(asker, search))
        return;
    struct search_reply *answer = make_answer(search, question, question->ask.limit);
    bool goes_on = answer != NULL && answer->goes_on;
    /* Nothing at once is no answer when there may be something. */
    if (goes_on && answer->count == 0) {
        search_reply_free(answer);
        answer = make_answer(search, question, 0);
        goes_on = false;
    }
    end(asker, answer);
    /* The next letter will need them. */
    if (search != NULL && question->ask.kind == ASK_NAMES && question->ask.text.len > 0)
        load(asker, search);
    if (goes_on && has_paused(asker) && begin(asker, search))
        end(asker, make_answer(search, question, 0));
}

static bool is_large(struct search *search)
{
    return view_library(search_view(search))->article_count > AHEAD_ARTICLES_MAX;
}

/* A question stops it, after which it goes on where it was. */
static void load_ahead(struct search_thread *asker)
{
    if (!has_paused(asker))
        return;
    unsigned state = catalog_state(asker->catalog);
    struct search *search = current_search(asker);
    if (search != NULL && !is_large(search) && !load(asker, search))
        return;
    pthread_mutex_lock(&asker->lock);
    asker->loaded = state;
    asker->is_wanted = false;
    asker->is_idle = false;
    pthread_mutex_unlock(&asker->lock);
}

static void *work(void *context)
{
    struct search_thread *asker = context;
    while (wait_for_work(asker)) {
        struct queued_request *question = next_question(asker);
        if (question != NULL)
            answer_question(asker, current_search(asker), question);
        else
            load_ahead(asker);
        free(question);
    }
    search_close(asker->search);
    return NULL;
}

/* --- Asking --- */

struct search_thread *search_thread_new(struct catalog *catalog, int wake_fd)
{
    struct search_thread *asker = mem_zalloc(1, sizeof *asker);
    asker->catalog = catalog;
    asker->wake_fd = wake_fd;
    asker->loaded = UINT_MAX;
    asker->is_wanted = true;
    pthread_mutex_init(&asker->lock, NULL);
    pthread_cond_init(&asker->changed, NULL);
    asker->has_thread = pthread_create(&asker->thread, NULL, work, asker) == 0;
    return asker;
}

void search_thread_stop(struct search_thread *asker)
{
    if (asker == NULL)
        return;
    pthread_mutex_lock(&asker->lock);
    asker->quit = true;
    if (asker->running != NULL)
        search_stop(asker->running);
    pthread_cond_broadcast(&asker->changed);
    pthread_mutex_unlock(&asker->lock);
}

bool search_thread_idle(struct search_thread *asker)
{
    unsigned state = catalog_state(asker->catalog);
    pthread_mutex_lock(&asker->lock);
    bool is_loaded = state == asker->loaded || !asker->is_wanted;
    if (!is_loaded && !asker->is_idle) {
        asker->is_idle = true;
        pthread_cond_broadcast(&asker->changed);
    }
    pthread_mutex_unlock(&asker->lock);
    return is_loaded;
}

void search_thread_free(struct search_thread *asker)
{
    if (asker == NULL)
        return;
    search_thread_stop(asker);
    if (asker->has_thread)
        pthread_join(asker->thread, NULL);
    free(asker->question);
    search_reply_free(asker->answer);
    pthread_cond_destroy(&asker->changed);
    pthread_mutex_destroy(&asker->lock);
    free(asker);
}

/* In one piece with its text. The topics of a library in memory stay where they are;
 * of others the id is all that is asked for. */
static struct queued_request *question_new(const struct search_thread *asker,
                                           const struct search_request *ask,
                                           unsigned long serial)
{
    struct queued_request *question = mem_alloc(sizeof *question + ask->text.len + 1);
    char *text = (char *)(question + 1);
    *question = (struct queued_request){.ask = *ask, .serial = serial};
    if (ask->text.len > 0)
        memcpy(text, ask->text.ptr, ask->text.len);
    question->ask.text = (struct str){text, ask->text.len};
    if (ask->scope.topic != NULL && catalog_given(asker->catalog) == NULL) {
        question->topic = (struct topic){.id = ask->scope.topic->id};
        question->ask.scope.topic = &question->topic;
    }
    return question;
}

unsigned long search_thread_send(struct search_thread *asker,
                                 const struct search_request *ask)
{
    pthread_mutex_lock(&asker->lock);
    unsigned long serial = ++asker->asked;
    free(asker->question);
    asker->question = question_new(asker, ask, serial);
    search_reply_free(asker->answer);
    asker->answer = NULL;
    if (asker->running != NULL)
        search_stop(asker->running);
    pthread_cond_broadcast(&asker->changed);
    pthread_mutex_unlock(&asker->lock);
    return serial;
}

struct search_reply *search_thread_receive(struct search_thread *asker, int ms)
{
    struct timespec until = deadline(ms < 0 ? 0 : ms);
    int status = 0;
    pthread_mutex_lock(&asker->lock);
    while (asker->answer == NULL && status == 0 && ms != 0 && asker->has_thread)
        status = ms < 0 ? pthread_cond_wait(&asker->changed, &asker->lock)
                        : pthread_cond_timedwait(&asker->changed, &asker->lock, &until);
    struct search_reply *answer = asker->answer;
    asker->answer = NULL;
    pthread_mutex_unlock(&asker->lock);
    return answer;
}

void search_thread_wait(struct search_thread *asker)
{
    pthread_mutex_lock(&asker->lock);
    while (asker->answer == NULL && asker->has_thread)
        pthread_cond_wait(&asker->changed, &asker->lock);
    pthread_mutex_unlock(&asker->lock);
}

void search_reply_free(struct search_reply *answer)
{
    if (answer == NULL)
        return;
    arena_release(&answer->arena);
    free(answer);
}
