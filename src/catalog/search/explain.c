/*
 * An explanation asks the index again for the one row, and has the ranker write down
 * what it counts there.
 */
#include "catalog/explain.h"

#include <math.h>

#include "base/text.h"
#include "catalog/query/expression.h"
#include "catalog/search/searching.h"

/* A score that is more than the words account for is that of a name; rounding aside. */
static const double name_surplus = 1.001;

/* A row of an answer: a section, point or question. */
struct row {
    enum span_kind kind;
    uint32_t article, number; /* of the section, point or question */
    uint32_t missing, elsewhere;
    double score;
};

static bool spans_of(void *context, int64_t row, struct spans *spans)
{
    return search_spans_of(context, row, spans);
}

static void found(void *context, int64_t row, const struct rank_hit *hit)
{
    (void)context, (void)row, (void)hit;
}

/* Has the ranker look at the row's article. */
static void rank_again(struct search *search, const struct expression *expression,
                       const struct row *row, struct rank_account *account,
                       struct arena *arena)
{
    struct ranker *ranker = &search->ranker;
    expression_prepare(search, expression);
    struct expression_rows rows = {.any = expression_terms(expression)};
    struct str match = expression_match(search, expression, rows, arena);
    ranker->kind = row->kind;
    ranker->spans_of = spans_of;
    ranker->found = found;
    ranker->context = search;
    ranker->account = account;
    statement_bytes(search->ranked, 1, match);
    statement_int(search->ranked, 2, row->article);
    statement_int(search->ranked, 3, row->article);
    (void)statement_next(search->ranked);
    statement_end(search->ranked);
    ranker->account = NULL;
}

static bool is_found(const struct rank_parts *parts)
{
    return parts->of[RANK_TITLE] + parts->of[RANK_PLACE] + parts->of[RANK_HEAD] +
               parts->of[RANK_REST] >
           0;
}

/* Phrases that are there twice count where they are the second time. */
static size_t first_counted(const struct ranker *ranker)
{
    size_t first = 0;
    while (first < ranker->phrase_count && ranker->phrases[first].term == RANK_IGNORED)
        first++;
    return first;
}

static const char *kind_name(enum form_kind kind)
{
    static const char *const names[] = {
        [FORM_TYPED] = "typed",       [FORM_INFLECTED] = "ending",
        [FORM_SPELLING] = "spelling", [FORM_JOINED] = "joined",
        [FORM_SLIP] = "slip",
    };
    return names[kind];
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
                .kind = kind_name(expression->kinds[i]),
                .title = parts->of[RANK_TITLE],
                .place = parts->of[RANK_PLACE],
                .heading = parts->of[RANK_HEAD],
                .text = parts->of[RANK_REST],
            };
    }
}

static struct explained_term explain_term(const struct search *search,
                                          const struct expression *expression,
                                          size_t term,
                                          const struct rank_account *account,
                                          const struct row *row, struct arena *arena)
{
    const struct ranker *ranker = &search->ranker;
    struct explained_term out = {
        .term = text_clean(arena, expression->asked.terms[term].typed, TEXT_ONE_LINE),
        .where = (row->missing & rank_bit(term)) != 0     ? EXPLAINED_NOWHERE
                 : (row->elsewhere & rank_bit(term)) != 0 ? EXPLAINED_ELSEWHERE
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

static enum explained_what what_of(enum span_kind kind)
{
    return kind == SPAN_SECTION ? EXPLAINED_SECTION
           : kind == SPAN_POINT ? EXPLAINED_POINT
                                : EXPLAINED_QUESTION;
}

/* What a point has of the score that its words have; a section may have more by its
 * name, which is said. */
static double own_part(const struct row *row, double score)
{
    return row->kind == SPAN_SECTION || score <= 0 ? 1 : row->score / score;
}

static bool explain(struct search *search, const struct expression *expression,
                    const struct row *row, struct arena *arena, struct explanation *out)
{
    struct rank_account *account = ARENA_NEW(arena, struct rank_account);
    account->number = row->number;
    rank_again(search, expression, row, account, arena);
    *out = (struct explanation){
        .what = what_of(row->kind),
        .count = expression->asked.count,
        .articles = (size_t)search->ranker.lengths.texts,
        .factor = account->factor,
        .own = own_part(row, account->score),
        .score = row->kind == SPAN_SECTION ? account->score : row->score,
        .is_name =
            row->kind == SPAN_SECTION && row->score > account->score * name_surplus,
    };
    out->terms = ARENA_ARRAY(arena, out->count, struct explained_term);
    for (size_t i = 0; i < out->count; i++) {
        out->terms[i] = explain_term(search, expression, i, account, row, arena);
        out->sum += out->terms[i].score;
    }
    return account->is_there;
}

static bool explain_row(struct search *search, const struct expression *expression,
                        const struct row *row, struct arena *arena,
                        struct explanation *explanation)
{
    if (expression == NULL)
        return false;
    search_begin(search);
    bool is_there = explain(search, expression, row, arena, explanation);
    return search_end(search) == SEARCH_DONE && is_there;
}

bool search_explain(struct search *search, const struct passages *found_passages,
                    const struct passage_hit *hit, struct arena *arena,
                    struct explanation *explanation)
{
    struct row row = {
        .kind = SPAN_SECTION,
        .article = hit->article,
        .number = hit->heading + 1, /* the top is below 0 */
        .missing = hit->missing,
        .elsewhere = hit->elsewhere,
        .score = hit->score,
    };
    return explain_row(search, found_passages->expression, &row, arena, explanation);
}

bool search_explain_item(struct search *search, const struct items *found_items,
                         enum item_kind kind, const struct item_hit *hit,
                         struct arena *arena, struct explanation *explanation)
{
    struct row row = {
        .kind = kind == ITEM_POINT ? SPAN_POINT : SPAN_QUESTION,
        .article = hit->article,
        .number = hit->index,
        .missing = hit->missing,
        .score = hit->score,
    };
    return explain_row(search, found_items->expression, &row, arena, explanation);
}
