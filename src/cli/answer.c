/*
 * Opens what a command's answer comes from, runs the command's function, and runs it
 * again when the catalog turns out to be out of step with the folder.
 */
#include "cli/answer.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "catalog/similar.h"
#include "cli/cli.h"
#include "cli/indexing.h"

/* --- What a call names --- */

/* What nothing is called: the article that is meant beyond doubt, or a message that
 * names what is near. */
static int find_similar(struct call *call, uint32_t *article, struct str *section,
                        struct error *err)
{
    struct str words = str_from(call->argument);
    size_t sharp = str_chr(words, '#');
    struct similar_articles near = similar_in_library(call->library, words);
    call->is_similar = true;
    if (near.is_sure) {
        *article = near.articles[0];
        *section = str_tail(words, sharp + (sharp < words.len));
        return CLI_FOUND;
    }
    struct buf names = {0};
    for (size_t i = 0; i < near.count; i++) {
        const struct article *known = library_article(call->library, near.articles[i]);
        buf_printf(&names, "%s '" STR_FMT "'",
                   i == 0                ? "; near is"
                   : i + 1 == near.count ? " or"
                                         : ",",
                   STR_ARG(known->title));
    }
    error_set(err, "no article '%s' in this library" STR_FMT, call->argument,
              STR_ARG(buf_str(&names)));
    buf_release(&names);
    return CLI_NOTHING;
}

int find_article(struct call *call, uint32_t *article, struct str *section,
                 struct error *err)
{
    struct str words = str_from(call->argument);
    if (call->start != ARTICLE_NONE) {
        *article = call->start;
        *section = call->section;
        return CLI_FOUND;
    }
    *section = (struct str){"", 0};
    *article = library_find(call->library, words, section);
    call->is_similar = false;
    if (*article != ARTICLE_NONE)
        return CLI_FOUND;
    return find_similar(call, article, section, err);
}

int find_scope(struct call *call, struct scope *scope, struct error *err)
{
    *scope = SCOPE_LIBRARY;
    if (call->in == NULL)
        return CLI_FOUND;
    scope->article = call->start;
    if (call->start != ARTICLE_NONE ||
        scope_find(call->library, str_from(call->in), scope))
        return CLI_FOUND;
    error_set(err, "no article or topic '%s' in this library", call->in);
    return CLI_NOTHING;
}

/* A word that names a file on disk means that file, in the library that is its folder,
 * and "-" what standard input brings, unless -L says which library is meant. */
const char *find_path(struct call *call, struct arena *arena, bool *is_file)
{
    const char *word =
        call->subcommand->takes == ARGUMENT_WORDS ? call->in : call->argument;
    *is_file = false;
    if (call->catalog != NULL)
        return call->library_path;
    struct session_name name =
        session_name(call->library_path == NULL ? word : NULL, arena);
    *is_file = name.is_article;
    call->section = name.section;
    return name.is_article ? name.path : session_default(call->library_path);
}

void report_notices(const struct call *call)
{
    for (const struct library_notice *notice = call->library->notices; notice != NULL;
         notice = notice->next)
        cli_report(notice->text, call->utf8);
}

enum {
    FLUSH_BYTES = 1 << 16,
    /* Kept of articles, since hits lead to the same ones, and besides two of the
     * largest: an article whose facts are more than this must not be read for each of
     * its hits. */
    FACTS_BYTES = 4 << 20,
    /* To walk a library of fewer files takes three milliseconds. */
    UNWALKED_FROM = 1000,
};

/* --- Opening --- */

/* The session has another library, or one at last. */
static void use_session(struct answer *answer)
{
    struct call *call = answer->call;
    call->library = session_library(answer->session);
    call->start = answer->is_file ? session_article(answer->session) : ARTICLE_NONE;
}

static void report_library(const struct call *call)
{
    if (call->library != NULL && !call->subcommand->lists_notices)
        report_notices(call);
}

/* What is asked for may be in what the catalog does not have yet. */
static void report_behind(const struct answer *answer)
{
    struct error line;
    if (indexing_is_behind(session_catalog(answer->session),
                           answer->call->subcommand->past, &line))
        cli_report(error_str(&line), answer->call->utf8);
}

static int open_search(struct answer *answer, struct error *err)
{
    struct call *call = answer->call;
    struct catalog *catalog = session_catalog(answer->session);
    if (indexing_wait(catalog, true, call->utf8, err) != 0 ||
        search_open(catalog, &answer->search, err) != 0)
        return CLI_ERROR;
    answer->view = search_view(answer->search);
    use_session(answer);
    if (call->library == NULL && answer->is_file)
        call->start = view_wanted(answer->view);
    call->library = view_library(answer->view);
    view_begin_read(answer->view);
    int status = find_scope(call, &answer->scope, err);
    answer->must_walk = status != CLI_FOUND && catalog_is_unwalked(catalog);
    return status;
}

/* `*changed` when the library is another one now. */
static int renew(struct answer *answer, bool *changed, struct error *err)
{
    int status = session_renew(answer->session, changed, err);
    if (status == 0)
        use_session(answer);
    return status == 0 ? CLI_FOUND : CLI_ERROR;
}

static int open_answer(struct answer *answer, struct call *call, enum answer_from from,
                       struct error *err)
{
    bool in_step = from == ANSWER_IN_STEP || from == ANSWER_FOUND;
    struct session_options options = {
        .mode = in_step ? SESSION_IN_STEP : SESSION_AS_IS,
        .unwalked_from = from == ANSWER_FOUND && !call->fresh ? UNWALKED_FROM : 0,
        .prebuilt = call->catalog,
    };
    *answer = (struct answer){.call = call};
    call->start = ARTICLE_NONE;
    options.path = find_path(call, &answer->arena, &answer->is_file);
    if (session_open(&options, &answer->session, err) != 0)
        return CLI_ERROR;
    if (in_step)
        return open_search(answer, err);
    use_session(answer);
    bool changed;
    return from == ANSWER_COMPARED ? renew(answer, &changed, err) : CLI_FOUND;
}

static void forget_facts(struct answer *answer)
{
    facts_cache_release(&answer->facts);
    arena_release(&answer->facts_arena);
}

static void close_answer(struct answer *answer)
{
    answer->call->library = NULL;
    search_close(answer->search);
    session_close(answer->session);
    forget_facts(answer);
    arena_release(&answer->arena);
}

/* --- Answering --- */

static void report_shown(const struct answer *answer)
{
    struct buf line = {0};
    buf_puts(&line, STR("the first "));
    output_count(&line, answer->shown);
    buf_puts(&line, STR(" of "));
    output_count(&line, answer->found);
    buf_puts(&line, STR("; --limit shows more"));
    cli_report(buf_str(&line), answer->call->utf8);
    buf_release(&line);
}

/* For a person: a program has the manual's word for it, and each time would be too
 * often. */
static void report_unseen(const struct answer *answer)
{
    struct buf line = {0};
    output_count(&line, answer->unseen);
    buf_puts(&line,
             STR(" articles were not looked at for edits; --fresh looks at all"));
    cli_report(buf_str(&line), answer->call->utf8);
    buf_release(&line);
}

/* What of the answer of a search is not there. */
static void report_rest(struct answer *answer)
{
    struct str left_out = {0}, shown_for = {0};
    if (answer->query != NULL) {
        left_out = search_left_out(answer->query, &answer->arena);
        shown_for = search_shown_for(answer->query, &answer->arena);
    }
    if (left_out.len > 0)
        cli_report(left_out, answer->call->utf8);
    if (shown_for.len > 0)
        cli_report(shown_for, answer->call->utf8);
    if (answer->shown < answer->found)
        report_shown(answer);
    if (answer->unseen > 0 && isatty(STDERR_FILENO))
        report_unseen(answer);
}

static int fill_again(struct answer *answer, answer_fn *fill, struct error *err)
{
    buf_clear(&answer->call->out);
    *err = (struct error){0};
    use_session(answer);
    return fill(answer, err);
}

/* From a library that nobody brings in step. */
static int fill_as_is(struct answer *answer, answer_fn *fill, struct error *err)
{
    bool changed = false;
    int status = fill(answer, err);
    struct error trouble;
    if (session_trouble(answer->session, &trouble)) {
        buf_clear(&answer->call->out);
        *err = trouble;
        if (session_leave_catalog(answer->session, err) != 0)
            return CLI_ERROR;
        return fill_again(answer, fill, err);
    }
    if (answer->is_unsure && renew(answer, &changed, err) != CLI_FOUND)
        return CLI_ERROR;
    return changed ? fill_again(answer, fill, err) : status;
}

/* `status` is how it was opened. `*again` when the catalog is damaged, and there may be
 * an answer after it was built again: the damaged one is gone when it is closed. */
static int fill_in_step(struct answer *answer, int status, answer_fn *fill, bool *again,
                        struct error *err)
{
    if (status == CLI_FOUND)
        status = fill(answer, err);
    if (answer->must_walk) {
        *again = true;
        return status;
    }
    struct error trouble;
    if (!session_trouble(answer->session, &trouble)) {
        if (answer->view != NULL) {
            report_library(answer->call);
            report_behind(answer);
        }
        if (output_flush(answer->call))
            report_rest(answer);
        return status;
    }
    *err = trouble;
    *again = answer->call->catalog == NULL && !answer->has_written;
    buf_clear(&answer->call->out);
    return CLI_ERROR;
}

static int run_once(struct call *call, enum answer_from from, answer_fn *fill,
                    bool *again, struct error *err)
{
    struct answer answer;
    int status = open_answer(&answer, call, from, err);
    *again = false;
    if (answer.session == NULL) {
        status = CLI_ERROR;
    } else if (from == ANSWER_IN_STEP || from == ANSWER_FOUND) {
        status = fill_in_step(&answer, status, fill, again, err);
        call->fresh |= answer.must_walk;
    } else if (status == CLI_FOUND) {
        status = fill_as_is(&answer, fill, err);
        call->library = session_library(answer.session);
        report_library(call);
    }
    close_answer(&answer);
    return status;
}

int answer_run(struct call *call, enum answer_from from, answer_fn *fill,
               struct error *err)
{
    bool again;
    int status = run_once(call, from, fill, &again, err);
    if (!again)
        return status;
    *err = (struct error){0};
    return run_once(call, from, fill, &again, err);
}

/* --- For the commands --- */

static int compare_articles(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

bool answer_looks_at(struct answer *answer, uint32_t *articles, size_t count)
{
    size_t seen = 0;
    if (!catalog_is_unwalked(session_catalog(answer->session)))
        return true;
    if (count > 0)
        qsort(articles, count, sizeof *articles, compare_articles);
    for (size_t i = 0; i < count && !answer->must_walk; i++) {
        if (i > 0 && articles[i] == articles[i - 1])
            continue;
        seen++;
        answer->must_walk = !view_is_current(answer->view, articles[i]);
    }
    answer->must_walk |= count == 0;
    answer->unseen = answer->call->library->article_count - seen;
    return !answer->must_walk;
}

const struct facts *answer_facts(struct answer *answer, uint32_t article)
{
    answer->facts.view = answer->view;
    answer->facts.arena = &answer->facts_arena;
    size_t before = answer->facts_arena.total_bytes;
    const struct facts *facts = facts_cache_get(&answer->facts, article);
    size_t taken = answer->facts_arena.total_bytes - before;
    if (taken > answer->largest_facts_bytes)
        answer->largest_facts_bytes = taken;
    return facts;
}

bool answer_flush(struct answer *answer)
{
    if (answer->facts_arena.total_bytes > FACTS_BYTES + 2 * answer->largest_facts_bytes)
        forget_facts(answer);
    if (answer->call->out.len < FLUSH_BYTES)
        return true;
    answer->has_written = true;
    return output_flush(answer->call);
}
