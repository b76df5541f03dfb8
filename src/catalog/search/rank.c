/*
 * The auxiliary function for FTS5. A row's occurrences of all phrases are put in order
 * once; then the row's spans (sections, key points, questions) are gone through beside
 * them. Those that have a term are candidates; when all are known, they get a score.
 */
#include "catalog/search/rank.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "base/mem.h"
#include "catalog/text/tokenizer.h"

enum {
    /* Columns of the table. */
    COLUMN_TITLE = 0,
    /* Occurrences of a phrase in a row that are looked at: more than the longest
     * article has, but a damaged index may have no end of them. */
    OCCURRENCES_MAX = 1 << 20,
};

/* What a section of links is worth beside one that says something: a list of names is
 * short, so that each counts for much, and has nothing to read. */
static const double links_part = 0.25;

/* How soon more of the same word counts less: BM25's k1, as is usual. */
static const double saturation = 1.2;

/* What a term counts that is in another section of the article: a reader finds it
 * there, but then the section is not about both. An article of more sections than that
 * is looked through the less, and the more likely has every word somewhere: a changelog
 * is about none of them. */
static const double elsewhere_part = 0.4, elsewhere_sections = 16;

/* How much worse it is to lack a term than not to gain by it: one of two is half of
 * what was asked for, but of a long question the text says much in other words. */
static const double coverage_power_of_two = 2, coverage_power_of_more = 1;

/* How much better a section or item is in which each word is beside another one. */
static const double closeness_gain = 0.5;

/* Where no section of an article has all terms, those are found that are as good as
 * this part of its best one. */
static const double offered_part = 0.5;

/* How much of what is asked for, by weight, a question must ask for to be shown in the
 * place of its section. */
static const double asked_part = 0.5;

/* What a question keeps of its score when only its answer has what was asked for. */
static const double answered_part = 0.4;

/* What a section is worth by such a question, so that one that is called so comes
 * before one that asks for it. */
static const double question_part = 0.8;

struct rule {
    double weight;
    double
        length_counts; /* 0: a word in a long part is worth as much, 1: less by that */
};

/* A long heading says as much of what its section is about as a short one. A point is
 * about what it is below, whether or not it says so again. A question says
 * itself what it is about. */
/* clang-format off */
static const struct rule section_rules[RANK_PART_COUNT] = {
    [RANK_TITLE] = {8, 0.6}, [RANK_HEAD] = {6, 0.3}, [RANK_REST] = {1, 0.75},
};
static const struct rule point_rules[RANK_PART_COUNT] = {
    [RANK_TITLE] = {3, 0.5}, [RANK_PLACE] = {4, 0.5},
    [RANK_HEAD] = {8, 0.4}, [RANK_REST] = {3, 0.8},
};
static const struct rule question_rules[RANK_PART_COUNT] = {
    [RANK_TITLE] = {1, 0.5}, [RANK_PLACE] = {1, 0.5},
    [RANK_HEAD] = {8, 0.4}, [RANK_REST] = {3, 0.5},
};
/* clang-format on */

/* In the body. */
struct occurrence {
    uint32_t word, count; /* words [word, word + count) */
    uint16_t term, phrase;
    float worth;
};

/* Counts of each term, by the part that it occurs in. */
struct counts {
    double of[QUERY_TERMS_MAX][RANK_PART_COUNT];
    double worth[QUERY_TERMS_MAX]; /* of the best form of each */
    bool has_excluded;
};

/* A section, point or question that has some of the terms. */
struct candidate {
    struct rank_hit hit;
    uint32_t has;                  /* a set of terms */
    double found[QUERY_TERMS_MAX]; /* of each term, weighed by where */
    double worth[QUERY_TERMS_MAX]; /* of the best form of each */
    double closeness;              /* of the terms to each other, 0 to 1 */
    double part;                   /* of the score that it keeps, by what it is */
    double factor; /* of the score, by what is there, how close, and what it is */
};

/* What was found in a row. */
struct rank_hits {
    struct occurrence *items; /* by word */
    size_t count, cap;
    double in_title[QUERY_TERMS_MAX];
    bool is_excluded; /* by its title */
    struct candidate *candidates;
    size_t candidate_count, candidate_cap;
};

/* --- Occurrences --- */

static void take_title(struct ranker *ranker, int number)
{
    const struct rank_phrase *phrase = &ranker->phrases[number];
    if (phrase->term == RANK_EXCLUDED)
        ranker->hits->is_excluded = true;
    else
        ranker->hits->in_title[phrase->term] += (double)phrase->worth;
    if (ranker->account != NULL)
        ranker->account->phrases[number].of[RANK_TITLE]++;
}

static void take_body(struct ranker *ranker, int number, uint32_t word, uint32_t words)
{
    struct rank_hits *hits = ranker->hits;
    const struct rank_phrase *phrase = &ranker->phrases[number];
    hits->items = mem_grow(hits->items, hits->count, &hits->cap, sizeof *hits->items);
    hits->items[hits->count++] =
        (struct occurrence){word, words, phrase->term, (uint16_t)number, phrase->worth};
}

static int take_phrase(struct ranker *ranker, const Fts5ExtensionApi *api,
                       Fts5Context *context, int number)
{
    uint32_t words = (uint32_t)api->xPhraseSize(context, number);
    Fts5PhraseIter at;
    int column, word;
    int result = api->xPhraseFirst(context, number, &at, &column, &word);
    for (int i = 0; result == SQLITE_OK && column >= 0 && i < OCCURRENCES_MAX; i++) {
        if (column == COLUMN_TITLE)
            take_title(ranker, number);
        else if (word >= 0)
            take_body(ranker, number, (uint32_t)word, words);
        api->xPhraseNext(context, &at, &column, &word);
    }
    return result;
}

static int compare_occurrences(const void *a, const void *b)
{
    const struct occurrence *left = a, *right = b;
    return left->word < right->word ? -1 : left->word > right->word;
}

/* Occurrences of one phrase come in order already. */
static void sort_occurrences(struct rank_hits *hits)
{
    bool is_sorted = true;
    for (size_t i = 1; i < hits->count && is_sorted; i++)
        is_sorted = hits->items[i - 1].word <= hits->items[i].word;
    if (!is_sorted)
        qsort(hits->items, hits->count, sizeof *hits->items, compare_occurrences);
}

static int take_all(struct ranker *ranker, const Fts5ExtensionApi *api,
                    Fts5Context *context)
{
    struct rank_hits *hits = ranker->hits;
    int count = api->xPhraseCount(context), result = SQLITE_OK;
    hits->count = 0;
    hits->is_excluded = false;
    for (size_t i = 0; i < ranker->term_count; i++)
        hits->in_title[i] = 0;
    if (count > (int)ranker->phrase_count)
        count = (int)ranker->phrase_count;
    for (int i = 0; i < count && result == SQLITE_OK; i++) {
        if (ranker->phrases[i].term != RANK_IGNORED)
            result = take_phrase(ranker, api, context, i);
    }
    sort_occurrences(hits);
    return result;
}

/* The first occurrence at a word or after. */
static size_t first_at(const struct rank_hits *hits, uint32_t word)
{
    size_t low = 0, high = hits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->items[middle].word < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What a term is worth at the word of an occurrence: a word that was typed and may go
 * on is there as two phrases. */
static double worth_here(const struct rank_hits *hits, size_t at)
{
    const struct occurrence *item = &hits->items[at];
    double worth = (double)item->worth;
    for (; at > 0 && hits->items[at - 1].word == item->word; at--) {
        if (hits->items[at - 1].term == item->term)
            worth += (double)hits->items[at - 1].worth;
    }
    return fmin(1, worth);
}

/* Counts what is in words [from, to), as in one part; false when that is nothing. */
static bool count_in(const struct rank_hits *hits, uint32_t from, uint32_t to,
                     enum rank_part part, struct counts *counts)
{
    bool any = false;
    for (size_t i = first_at(hits, from); i < hits->count && hits->items[i].word < to;
         i++) {
        const struct occurrence *item = &hits->items[i];
        if (item->count > to - item->word)
            continue;
        any = true;
        if (item->term == RANK_EXCLUDED) {
            counts->has_excluded = true;
            continue;
        }
        counts->of[item->term][part] += (double)item->worth;
        counts->worth[item->term] =
            fmax(counts->worth[item->term], worth_here(hits, i));
    }
    return any;
}

/* --- Scores --- */

static const struct rule *rules_of(enum span_kind kind)
{
    return kind == SPAN_SECTION ? section_rules
           : kind == SPAN_POINT ? point_rules
                                : question_rules;
}

/* What an occurrence in a part of so many words is worth. */
static double worth_in(const struct ranker *ranker, enum span_kind kind,
                       enum rank_part part, double words)
{
    const struct rule *rule = &rules_of(kind)[part];
    double average = lengths_average(&ranker->lengths, kind, part);
    double length = words / (average > 1 ? average : 1);
    return rule->weight / (1 - rule->length_counts + rule->length_counts * length);
}

double rank_weight(double share)
{
    return log(1 + 1 / (share + 1e-9));
}

/* What a term is worth that occurs so often, each time weighed by where. */
static double term_score(double weight, double found)
{
    return weight * found / (found + saturation);
}

static void weigh(const struct ranker *ranker, const struct spans *spans,
                  enum span_kind kind, const struct word_span *span,
                  double worth[RANK_PART_COUNT])
{
    double words[RANK_PART_COUNT] = {
        [RANK_TITLE] = spans->title_words,
        [RANK_HEAD] = lengths_head(span),
        [RANK_REST] = span->to - span->rest,
    };
    if (kind != SPAN_SECTION)
        words[RANK_PLACE] = lengths_head(lengths_place(spans, span));
    for (int i = 0; i < RANK_PART_COUNT; i++)
        worth[i] =
            worth_in(ranker, kind, (enum rank_part)i, words[i] > 1 ? words[i] : 1);
}

/* What a row has of each term where it has most of it, and which at all; and what a
 * term counts that is elsewhere in it. */
struct row_terms {
    uint32_t has;
    double elsewhere;
    double found[QUERY_TERMS_MAX], worth[QUERY_TERMS_MAX];
    double weights[QUERY_TERMS_MAX]; /* to tell its sections from each other */
};

static bool has_term(uint32_t terms, size_t term)
{
    return (terms & rank_bit(term)) != 0;
}

double rank_title(const struct ranker *ranker, const double *occurrences, size_t words)
{
    double worth = worth_in(ranker, SPAN_SECTION, RANK_TITLE,
                            words > 0 ? (double)words : 1),
           score = 0;
    for (size_t i = 0; i < ranker->term_count; i++)
        score += fmin(1, occurrences[i]) *
                 term_score(ranker->weights[i], occurrences[i] * worth);
    return score;
}

/* What of a term counts in a section or item: all, a part, or nothing. */
static double part_of(const struct row_terms *row, const struct candidate *it,
                      size_t term)
{
    if (has_term(it->has, term))
        return 1;
    return has_term(it->hit.elsewhere, term) ? row->elsewhere : 0;
}

/* Of many words of another form none is as good as the word that was typed. */
static double score_of_term(const double *weights, const struct row_terms *row,
                            const struct candidate *it, size_t term)
{
    double found = has_term(it->has, term) ? it->found[term] : row->found[term];
    double worth = has_term(it->has, term) ? it->worth[term] : row->worth[term];
    return part_of(row, it, term) * worth * term_score(weights[term], found);
}

/* The sum of what its terms are worth, less by the weight of those that are not in it,
 * more when they are close. `row` has what else is to count. */
static void score(const struct ranker *ranker, const double *weights,
                  const struct row_terms *row, struct candidate *it)
{
    double sum = 0, covered = 0, all = 0;
    int count = 0;
    it->hit.missing = ranker->telling & ~it->has & ~row->has;
    it->hit.elsewhere = ranker->telling & ~it->has & row->has;
    for (size_t i = 0; i < ranker->term_count; i++) {
        count += weights[i] > 0;
        all += weights[i];
        covered += part_of(row, it, i) * weights[i];
        sum += score_of_term(weights, row, it, i);
    }
    double power = count > 2 ? coverage_power_of_more : coverage_power_of_two;
    it->factor = all > 0 ? it->part * pow(covered / all, power) *
                               (1 + closeness_gain * it->closeness)
                         : 0;
    it->hit.score = sum * it->factor;
}

/* How close the terms are to each other in words [from, to): of each the nearest other
 * one counts, by its weight; 1 when each is beside another. */
static double closeness(const struct ranker *ranker, uint32_t from, uint32_t to)
{
    const struct rank_hits *hits = ranker->hits;
    const struct occurrence *last = NULL;
    double nearest[QUERY_TERMS_MAX], sum = 0, weight = 0;
    for (size_t i = 0; i < ranker->term_count; i++)
        nearest[i] = 0;
    for (size_t i = first_at(hits, from); i < hits->count && hits->items[i].word < to;
         i++) {
        const struct occurrence *item = &hits->items[i];
        if (item->term == RANK_EXCLUDED || ranker->weights[item->term] <= 0)
            continue;
        if (last != NULL && last->term != item->term) {
            uint32_t after = last->word + last->count;
            double near = 1.0 / (item->word > after ? item->word - after + 1 : 1);
            nearest[last->term] = fmax(nearest[last->term], near);
            nearest[item->term] = fmax(nearest[item->term], near);
        }
        last = item;
    }
    for (size_t i = 0; i < ranker->term_count; i++) {
        sum += nearest[i] * ranker->weights[i];
        weight += ranker->weights[i];
    }
    return weight > 0 ? sum / weight : 0;
}

/* --- What is found --- */

static void begin_counts(const struct ranker *ranker, struct counts *counts)
{
    counts->has_excluded = false;
    for (size_t i = 0; i < ranker->term_count; i++) {
        for (int k = 0; k < RANK_PART_COUNT; k++)
            counts->of[i][k] = 0;
        counts->of[i][RANK_TITLE] = ranker->hits->in_title[i];
        counts->worth[i] = fmin(1, ranker->hits->in_title[i]);
    }
}

/* False when nothing is in it: a phrase that goes on in the next span is in neither. */
static bool count_span(const struct ranker *ranker, const struct word_span *span,
                       struct counts *counts)
{
    bool in_head = count_in(ranker->hits, span->from, span->rest, RANK_HEAD, counts);
    return count_in(ranker->hits, span->rest, span->to, RANK_REST, counts) || in_head;
}

/* How much of what a question and its answer have the question itself has. */
static double part_in_head(const struct ranker *ranker, const struct counts *counts,
                           uint32_t terms)
{
    double head = 0, all = 0;
    for (size_t i = 0; i < ranker->term_count; i++) {
        head += counts->of[i][RANK_HEAD] > 0 ? ranker->weights[i] : 0;
        all += has_term(terms, i) ? ranker->weights[i] : 0;
    }
    return all > 0 ? head / all : 0;
}

static void weigh_counts(const struct ranker *ranker, const struct spans *spans,
                         enum span_kind kind, size_t number,
                         const struct counts *counts, struct candidate *it)
{
    double worth[RANK_PART_COUNT];
    const struct word_span *span = &spans->of[kind].items[number];
    weigh(ranker, spans, kind, span, worth);
    it->hit = (struct rank_hit){.number = (uint32_t)number};
    it->has = 0;
    it->part = span->only_links ? links_part : 1;
    for (size_t i = 0; i < ranker->term_count; i++) {
        it->found[i] = 0;
        for (int k = 0; k < RANK_PART_COUNT; k++)
            it->found[i] += counts->of[i][k] * worth[k];
        it->worth[i] = counts->worth[i];
        if (it->found[i] > 0)
            it->has |= rank_bit(i);
    }
    if (kind == SPAN_QUESTION)
        it->part =
            answered_part + (1 - answered_part) * part_in_head(ranker, counts, it->has);
    it->closeness = closeness(ranker, span->from, span->to);
}

/* Keeps what has some of the terms, and nothing that is excluded. */
static void add_candidate(const struct ranker *ranker, const struct spans *spans,
                          size_t number, const struct counts *counts)
{
    struct rank_hits *hits = ranker->hits;
    if (counts->has_excluded)
        return;
    hits->candidates = mem_grow(hits->candidates, hits->candidate_count,
                                &hits->candidate_cap, sizeof *hits->candidates);
    struct candidate *it = &hits->candidates[hits->candidate_count];
    weigh_counts(ranker, spans, ranker->kind, number, counts, it);
    hits->candidate_count += (it->has & ranker->telling) != 0;
}

/* Looks at the sections that have some of the terms. The title alone counts only for
 * the article's top. */
static void look_at_sections(const struct ranker *ranker, const struct spans *spans)
{
    const struct span_list *sections = &spans->of[SPAN_SECTION];
    const struct rank_hits *hits = ranker->hits;
    struct counts counts;
    begin_counts(ranker, &counts);
    (void)count_span(ranker, &sections->items[0], &counts);
    add_candidate(ranker, spans, 0, &counts);
    for (size_t i = first_at(hits, sections->items[0].to); i < hits->count;) {
        size_t number = spans_section_at(spans, hits->items[i].word);
        begin_counts(ranker, &counts);
        if (count_span(ranker, &sections->items[number], &counts))
            add_candidate(ranker, spans, number, &counts);
        if (number + 1 == sections->count)
            break;
        i = first_at(hits, sections->items[number].to);
    }
}

static void count_item(const struct ranker *ranker, const struct spans *spans,
                       const struct word_span *item, struct counts *counts)
{
    const struct word_span *place = lengths_place(spans, item);
    begin_counts(ranker, counts);
    (void)count_span(ranker, item, counts);
    (void)count_in(ranker->hits, place->from, place->rest, RANK_PLACE, counts);
}

static void look_at_items(const struct ranker *ranker, const struct spans *spans)
{
    const struct span_list *items = &spans->of[ranker->kind];
    for (size_t i = 0; i < items->count; i++) {
        struct counts counts;
        count_item(ranker, spans, &items->items[i], &counts);
        add_candidate(ranker, spans, i, &counts);
    }
}

static void add_terms(const struct ranker *ranker, const struct candidate *it,
                      struct row_terms *row)
{
    row->has |= it->has;
    for (size_t i = 0; i < ranker->term_count; i++) {
        row->found[i] = fmax(row->found[i], it->found[i]);
        row->worth[i] = fmax(row->worth[i], it->worth[i]);
    }
}

/* Of each term the part of its weight that counts within the article: the more of the
 * sections have it, the less. */
static void weigh_within(const struct ranker *ranker, size_t sections,
                         struct row_terms *row)
{
    const struct rank_hits *hits = ranker->hits;
    double all = log(1 + (double)sections);
    for (size_t i = 0; i < ranker->term_count; i++) {
        size_t having = 0;
        for (size_t k = 0; k < hits->candidate_count; k++)
            having += has_term(hits->candidates[k].has, i);
        double ratio = having > 0 ? (double)sections / (double)having : 1;
        row->weights[i] = ranker->weights[i] * log(1 + ratio) / all;
    }
}

static bool has_all(const struct ranker *ranker, const struct candidate *it)
{
    return (ranker->telling & ~it->has) == 0;
}

/* --- Questions in sections --- */

/* Whether a question itself, not only its answer, has most of what is asked for. */
static bool asks_for_most(const struct ranker *ranker, const struct counts *counts)
{
    double has = 0, all = 0;
    for (size_t i = 0; i < ranker->term_count; i++) {
        has += counts->of[i][RANK_HEAD] > 0 ? ranker->weights[i] : 0;
        all += ranker->weights[i];
    }
    return has >= all * asked_part && has > 0;
}

/* The section of the article that is a candidate, or NULL. */
static struct candidate *candidate_of(const struct rank_hits *hits, size_t section)
{
    size_t low = 0, high = hits->candidate_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->candidates[middle].hit.number < section)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_there =
        low < hits->candidate_count && hits->candidates[low].hit.number == section;
    return is_there ? &hits->candidates[low] : NULL;
}

/* A section is as good as the best of its questions. What else is in the section is not
 * in the answer, so that counts for neither. One word is no question. */
static void take_question(const struct ranker *ranker, const struct candidate *question,
                          struct candidate *section, double *best)
{
    bool lacks_more = (section->has & ~question->has & ranker->telling) != 0;
    if (lacks_more || !(question->hit.score > *best))
        return;
    *best = question->hit.score;
    section->hit.asks = question->hit.number + 1;
    if (ranker->term_count > 1)
        section->hit.score = fmax(section->hit.score, question_part * *best);
}

/* Questions come in the order of the article, so those of a section are together. */
static void look_at_questions(const struct ranker *ranker, const struct spans *spans)
{
    static const struct row_terms nothing;
    const struct span_list *questions = &spans->of[SPAN_QUESTION];
    const struct rank_hits *hits = ranker->hits;
    size_t last = SIZE_MAX;
    double best = 0;
    for (size_t i = 0; i < questions->count; i++) {
        const struct word_span *item = &questions->items[i];
        size_t first = first_at(hits, item->from);
        if (first == hits->count || hits->items[first].word >= item->rest)
            continue;
        size_t number = spans_section_at(spans, item->from);
        struct candidate it, *section = candidate_of(hits, number);
        struct counts counts;
        count_item(ranker, spans, item, &counts);
        if (section == NULL || counts.has_excluded || !asks_for_most(ranker, &counts))
            continue;
        best = number == last ? best : 0;
        last = number;
        weigh_counts(ranker, spans, SPAN_QUESTION, i, &counts, &it);
        score(ranker, ranker->weights, &nothing, &it);
        take_question(ranker, &it, section, &best);
    }
}

/* --- What is offered --- */

/* Scores the candidates by these weights of the terms; the best score. */
static double score_by(const struct ranker *ranker, const double *weights,
                       const struct row_terms *row)
{
    struct rank_hits *hits = ranker->hits;
    double best = 0;
    for (size_t i = 0; i < hits->candidate_count; i++) {
        struct candidate *it = &hits->candidates[i];
        score(ranker, weights, row, it);
        best = isfinite(it->hit.score) ? fmax(best, it->hit.score) : best;
    }
    return best;
}

/* Which of an article's sections is meant is not said by a term that most of them have,
 * however rare it is elsewhere. The best section has what the best one would have by
 * what tells articles from each other. */
static void score_sections(const struct ranker *ranker, const struct row_terms *row)
{
    struct rank_hits *hits = ranker->hits;
    double best = score_by(ranker, ranker->weights, row),
           within = score_by(ranker, row->weights, row);
    for (size_t i = 0; i < hits->candidate_count && within > 0; i++) {
        hits->candidates[i].hit.score *= best / within;
        hits->candidates[i].factor *= best / within;
    }
}

/* Scores the candidates, and gives the score from which on those are offered that do
 * not have all terms. Of points and questions each may be. Of an article's sections it
 * is the best one, and where none has all also those that are not much worse. */
static double score_all(const struct ranker *ranker, const struct spans *spans,
                        const struct row_terms *row)
{
    struct rank_hits *hits = ranker->hits;
    bool is_complete = false;
    double best = 0;
    if (ranker->kind != SPAN_SECTION) {
        (void)score_by(ranker, ranker->weights, row);
        return 0;
    }
    score_sections(ranker, row);
    look_at_questions(ranker, spans);
    for (size_t i = 0; i < hits->candidate_count; i++) {
        const struct candidate *it = &hits->candidates[i];
        is_complete |= has_all(ranker, it);
        best = isfinite(it->hit.score) ? fmax(best, it->hit.score) : best;
    }
    return is_complete ? best : best * offered_part;
}

static size_t offer_all(const struct ranker *ranker, int64_t row, double least)
{
    const struct rank_hits *hits = ranker->hits;
    size_t offered = 0;
    for (size_t i = 0; i < hits->candidate_count; i++) {
        const struct candidate *it = &hits->candidates[i];
        bool is_wanted = has_all(ranker, it) || it->hit.score >= least;
        if (!is_wanted || it->hit.score <= 0 || !isfinite(it->hit.score) ||
            (it->hit.missing & ranker->hard) != 0)
            continue;
        ranker->found(ranker->context, row, &it->hit);
        offered++;
    }
    return offered;
}

/* Counts what is in words [from, to), of what is wanted. */
static void account_for(const struct ranker *ranker, uint32_t from, uint32_t to,
                        enum rank_part part)
{
    const struct rank_hits *hits = ranker->hits;
    for (size_t i = first_at(hits, from); i < hits->count && hits->items[i].word < to;
         i++) {
        const struct occurrence *item = &hits->items[i];
        if (item->count <= to - item->word)
            ranker->account->phrases[item->phrase].of[part]++;
    }
}

static void account(const struct ranker *ranker, const struct spans *spans,
                    const struct row_terms *row)
{
    struct rank_account *account = ranker->account;
    const struct rank_hits *hits = ranker->hits;
    for (size_t i = 0; i < hits->candidate_count; i++) {
        const struct candidate *it = &hits->candidates[i];
        if (it->hit.number != account->number)
            continue;
        const struct word_span *span = &spans->of[ranker->kind].items[it->hit.number];
        account_for(ranker, span->from, span->rest, RANK_HEAD);
        account_for(ranker, span->rest, span->to, RANK_REST);
        if (ranker->kind != SPAN_SECTION) {
            const struct word_span *place = lengths_place(spans, span);
            account_for(ranker, place->from, place->rest, RANK_PLACE);
        }
        for (size_t k = 0; k < ranker->term_count; k++)
            account->scores[k] = score_of_term(
                ranker->kind == SPAN_SECTION ? row->weights : ranker->weights, row, it,
                k);
        account->is_there = true;
        account->factor = it->factor;
        account->score = it->hit.score;
    }
}

static size_t find(const struct ranker *ranker, const struct spans *spans, int64_t row)
{
    struct rank_hits *hits = ranker->hits;
    struct row_terms terms = {0};
    hits->candidate_count = 0;
    if (ranker->kind != SPAN_SECTION) {
        look_at_items(ranker, spans);
    } else {
        look_at_sections(ranker, spans);
        terms.elsewhere =
            elsewhere_part *
            fmin(1, elsewhere_sections / (double)spans->of[SPAN_SECTION].count);
        for (size_t i = 0; i < hits->candidate_count; i++)
            add_terms(ranker, &hits->candidates[i], &terms);
        weigh_within(ranker, spans->of[SPAN_SECTION].count, &terms);
    }
    double least = score_all(ranker, spans, &terms);
    if (ranker->account != NULL)
        account(ranker, spans, &terms);
    return offer_all(ranker, row, least);
}

static void rank(const Fts5ExtensionApi *api, Fts5Context *context,
                 sqlite3_context *result, int count, sqlite3_value **values)
{
    struct ranker *ranker = api->xUserData(context);
    int64_t row = api->xRowid(context);
    (void)count, (void)values;
    sqlite3_result_int64(result, 0);
    struct spans spans;
    if (!ranker->spans_of(ranker->context, row, &spans))
        return;
    int status = take_all(ranker, api, context);
    if (status != SQLITE_OK)
        sqlite3_result_error_code(result, status);
    else if (!ranker->hits->is_excluded)
        sqlite3_result_int64(result, (sqlite3_int64)find(ranker, &spans, row));
}

/* --- Life --- */

void rank_register(struct database *database, struct ranker *ranker)
{
    fts5_api *api = tokenizer_api(database->handle);
    ranker->hits = mem_zalloc(1, sizeof *ranker->hits);
    if (database->result != SQLITE_OK)
        return;
    database->result = api == NULL
                           ? SQLITE_MISUSE
                           : api->xCreateFunction(api, "found_in", ranker, rank, NULL);
}

void rank_release(struct ranker *ranker)
{
    if (ranker->hits != NULL) {
        free(ranker->hits->items);
        free(ranker->hits->candidates);
    }
    free(ranker->hits);
    ranker->hits = NULL;
}
