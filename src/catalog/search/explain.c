/*
 * An explanation asks the index again for the one row, and has the ranker write down
 * what it counts there.
 */
#include "catalog/explain.h"

#include <math.h>

#include "catalog/query/expression.h"
#include "catalog/search/searching.h"

/* A score that is more than the words account for is that of a name; rounding aside. */
static const double name_surplus = 1.001;

static bool spans_of(void *context, int64_t row, struct spans *spans)
{
    return search_spans_of(context, row, spans);
}

static void found(void *context, int64_t row, const struct rank_hit *hit)
{
    (void)context, (void)row, (void)hit;
}

/* Has the ranker look at one article. */
static void rank_again(struct search *search, const struct expression *expression,
                       uint32_t article, struct rank_account *account,
                       struct arena *arena)
{
    struct ranker *ranker = &search->ranker;
    expression_prepare(search, expression);
    struct expression_rows rows = {.any = expression_terms(expression)};
    struct str match = expression_match(search, expression, rows, arena);
    ranker->kind = SPAN_SECTION;
    ranker->spans_of = spans_of;
    ranker->found = found;
    ranker->context = search;
    ranker->account = account;
    statement_bytes(search->ranked, 1, match);
    statement_int(search->ranked, 2, article);
    statement_int(search->ranked, 3, article);
    (void)statement_next(search->ranked);
    statement_end(search->ranked);
    ranker->account = NULL;
}

static bool is_found(const struct rank_parts *parts)
{
    return parts->of[RANK_TITLE] + parts->of[RANK_HEAD] + parts->of[RANK_REST] > 0;
}

/* Phrases that are there twice count where they are the second time. */
static size_t first_counted(const struct ranker *ranker)
{
    size_t first = 0;
    while (first < ranker->phrase_count && ranker->phrases[first].term == RANK_IGNORED)
        first++;
    return first;
}

static void explain_forms(const struct ranker *ranker,
                          const struct expression *expression, size_t term,
                          const struct rank_account *account, struct arena *arena,
                          struct explained_term *out)
{
    size_t first = first_counted(ranker);
    size_t from = term > 0 ? expression->ends[term - 1] : 0,
           to = expression->ends[term];
    out->forms = ARENA_ARRAY(arena, to - from, struct explained_form);
    for (size_t i = from; i < to; i++) {
        if (first + i >= RANK_PHRASES_MAX)
            break;
        const struct rank_parts *parts = &account->phrases[first + i];
        if (is_found(parts))
            out->forms[out->form_count++] = (struct explained_form){
                .words = expression->words[i],
                .title = parts->of[RANK_TITLE],
                .heading = parts->of[RANK_HEAD],
                .text = parts->of[RANK_REST],
            };
    }
}

static struct explained_term
explain_term(const struct search *search, const struct expression *expression,
             size_t term, const struct rank_account *account,
             const struct passage_hit *hit, struct arena *arena)
{
    const struct ranker *ranker = &search->ranker;
    struct explained_term out = {
        .term = expression->asked.terms[term].text,
        .where = (hit->missing & rank_bit(term)) != 0     ? EXPLAINED_NOWHERE
                 : (hit->elsewhere & rank_bit(term)) != 0 ? EXPLAINED_ELSEWHERE
                                                          : EXPLAINED_HERE,
        .is_small = (ranker->telling & rank_bit(term)) == 0,
        .articles =
            (size_t)lround(expression->shares[term] * (double)ranker->lengths.texts),
        .weight = ranker->weights[term],
        .score = account->scores[term],
    };
    explain_forms(ranker, expression, term, account, arena, &out);
    return out;
}

static bool explain(struct search *search, const struct expression *expression,
                    const struct passage_hit *hit, struct arena *arena,
                    struct explanation *out)
{
    struct rank_account *account = ARENA_NEW(arena, struct rank_account);
    account->number = hit->heading + 1; /* the top is below 0 */
    rank_again(search, expression, hit->article, account, arena);
    *out = (struct explanation){
        .count = expression->asked.count,
        .articles = (size_t)search->ranker.lengths.texts,
        .factor = account->factor,
        .score = account->score,
        .is_name = hit->score > account->score * name_surplus,
    };
    out->terms = ARENA_ARRAY(arena, out->count, struct explained_term);
    for (size_t i = 0; i < out->count; i++) {
        out->terms[i] = explain_term(search, expression, i, account, hit, arena);
        out->sum += out->terms[i].score;
    }
    return account->is_there;
}

bool search_explain(struct search *search, const struct passages *found_passages,
                    const struct passage_hit *hit, struct arena *arena,
                    struct explanation *explanation)
{
    if (found_passages->expression == NULL)
        return false;
    search_begin(search);
    bool is_there =
        explain(search, found_passages->expression, hit, arena, explanation);
    return search_end(search) == SEARCH_DONE && is_there;
}
