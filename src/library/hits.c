#include "library/hits.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

enum {
    /* Of a search; further ones are not looked for (SECURITY 4.4). */
    WORDS_MAX = 16,
    QUERY_BYTES_MAX = 256,
};

/* The texts that a word may occur in, and what that is worth. */
enum field { FIELD_LABEL, FIELD_TEXT, FIELD_SECTION, FIELD_ARTICLE, FIELD_COUNT };

static const int field_worth[FIELD_COUNT] = {
    [FIELD_LABEL] = 8,
    [FIELD_TEXT] = 4,
    [FIELD_SECTION] = 2,
    [FIELD_ARTICLE] = 1,
};

/* A word that is whole where it occurs is worth this much more, in percent. */
enum { WHOLE_WORTH = 150 };

struct query {
    struct str words[WORDS_MAX]; /* folded */
    size_t count;
};

struct search {
    const struct survey *survey;
    struct query query;
    struct hit *hits;
    size_t count, cap;
};

/* --- Words ------------------------------------------------------------------------ */

static struct query query_of(struct str words, struct arena *arena)
{
    struct query query = {0};
    struct str clean =
        text_clean(arena, str_slice(words, 0, QUERY_BYTES_MAX), TEXT_ONE_LINE);
    struct str rest = text_fold(arena, clean, false), word;

    while (query.count < WORDS_MAX && str_cut(&rest, ' ', &word)) {
        if (word.len > 0)
            query.words[query.count++] = word;
    }
    return query;
}

static bool starts_word(struct str text, size_t at)
{
    size_t before = at, pos;

    if (at == 0)
        return true;
    do
        before--;
    while (before > 0 && ((unsigned char)text.ptr[before] & 0xC0) == 0x80);
    pos = before;
    return !text_is_word(text_next(text, &pos));
}

static bool ends_word(struct str text, size_t at)
{
    return at >= text.len || !text_is_word(text_next(text, &at));
}

/* Scripts without spaces have no beginnings of words: there a word is found anywhere.
 */
static bool has_spaces(struct str word)
{
    size_t pos = 0;

    return text_next(word, &pos) < 0x2E80;
}

enum occurrence { OCCURS_NOT, OCCURS_AS_START, OCCURS_WHOLE };

/* How a word occurs best. Its own first character may be no letter ("#tag"). */
static enum occurrence find_word(struct str text, struct str word)
{
    enum occurrence best = OCCURS_NOT;
    bool anywhere = !has_spaces(word);
    const char *end, *at = text.ptr;

    if (text.len == 0)
        return best;
    end = text.ptr + text.len;
    while (at < end &&
           (at = memmem(at, (size_t)(end - at), word.ptr, word.len)) != NULL) {
        size_t from = (size_t)(at - text.ptr);

        if (anywhere)
            return OCCURS_WHOLE;
        if (starts_word(text, from)) {
            if (ends_word(text, from + word.len))
                return OCCURS_WHOLE;
            best = OCCURS_AS_START;
        }
        at++;
    }
    return best;
}

/* What the occurrences of a word are worth; 0 when it does not occur. */
static int word_worth(const struct str fields[FIELD_COUNT], struct str word)
{
    int worth = 0;

    for (int i = 0; i < FIELD_COUNT; i++) {
        enum occurrence occurs = find_word(fields[i], word);

        if (occurs == OCCURS_WHOLE)
            worth += field_worth[i] * WHOLE_WORTH;
        else if (occurs == OCCURS_AS_START)
            worth += field_worth[i] * 100;
    }
    return worth;
}

/* 0 when not all words occur. */
static int score_of(const struct query *query, const struct str fields[FIELD_COUNT],
                    int weight)
{
    int score = 0;

    for (size_t i = 0; i < query->count; i++) {
        int worth = word_worth(fields, query->words[i]);

        if (worth == 0)
            return 0;
        score += worth;
    }
    return score * weight / 100;
}

/* --- Lists ------------------------------------------------------------------------ */

static void add_hit(struct search *search, uint32_t article, size_t index, int score)
{
    search->hits =
        mem_grow(search->hits, search->count, &search->cap, sizeof *search->hits);
    search->hits[search->count++] =
        (struct hit){.article = article, .index = (uint32_t)index, .score = score};
}

static void add_point(struct search *search, const struct facts *facts,
                      uint32_t article, size_t index)
{
    const struct fact_point *point = &facts->points[index];
    const struct str fields[FIELD_COUNT] = {
        [FIELD_LABEL] = point->folded_label,
        [FIELD_TEXT] = point->folded_text,
        [FIELD_SECTION] =
            point->section != NULL ? point->section->folded : (struct str){0},
        [FIELD_ARTICLE] = facts->folded_title,
    };
    /* Half of the score is the words', so that a good match in a plain label is before
     * a poor one in a table of key points. */
    int score = score_of(&search->query, fields, 50 + point->weight / 2);

    if (search->query.count == 0)
        add_hit(search, article, index, point->weight);
    else if (score > 0)
        add_hit(search, article, index, score);
}

static void add_points(struct search *search, uint32_t article)
{
    const struct facts *facts = survey_facts(search->survey, article);

    for (size_t i = 0; facts != NULL && i < facts->point_count; i++)
        add_point(search, facts, article, i);
}

static void add_questions(struct search *search, uint32_t article)
{
    const struct facts *facts = survey_facts(search->survey, article);

    for (size_t i = 0; facts != NULL && i < facts->question_count; i++) {
        const struct fact_question *question = &facts->questions[i];
        const struct str fields[FIELD_COUNT] = {
            [FIELD_LABEL] = question->folded_question,
            [FIELD_TEXT] = question->folded_answer,
            [FIELD_SECTION] =
                question->section != NULL ? question->section->folded : (struct str){0},
            [FIELD_ARTICLE] = facts->folded_title,
        };
        int score = score_of(&search->query, fields, 100);

        if (search->query.count == 0 || score > 0)
            add_hit(search, article, i, score);
    }
}

typedef void add_article(struct search *search, uint32_t article);

static void search_topic(struct search *search, struct topic *top, add_article *add)
{
    size_t count;
    uint32_t *below = scope_articles(survey_library(search->survey), top, &count);

    for (size_t i = 0; i < count; i++)
        add(search, below[i]);
    free(below);
}

static void search_scope(struct search *search, struct scope scope, add_article *add)
{
    size_t articles = survey_library(search->survey)->article_count;

    if (scope.article != ARTICLE_NONE) {
        add(search, scope.article);
        return;
    }
    if (scope.topic != NULL) {
        search_topic(search, scope.topic, add);
        return;
    }
    for (uint32_t i = 0; i < articles; i++)
        add(search, i);
}

static int compare_place(const struct hit *a, const struct hit *b)
{
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static int compare_scores(const void *a, const void *b)
{
    const struct hit *left = a, *right = b;

    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return compare_place(left, right);
}

/* For lists without words, whose scores are weights. */
static int compare_in_articles(const void *a, const void *b)
{
    const struct hit *left = a, *right = b;

    if (left->article != right->article)
        return compare_place(left, right);
    return compare_scores(a, b);
}

static size_t run_search(const struct survey *survey, struct scope scope,
                         struct str words, add_article *add, struct arena *arena,
                         struct hit **hits)
{
    struct search search = {.survey = survey, .query = query_of(words, arena)};
    bool ranked = search.query.count > 0;

    search_scope(&search, scope, add);
    if (search.count > 0)
        qsort(search.hits, search.count, sizeof *search.hits,
              ranked ? compare_scores : compare_in_articles);
    *hits = ARENA_ARRAY(arena, search.count, struct hit);
    for (size_t i = 0; i < search.count; i++) {
        (*hits)[i] = search.hits[i];
        if (!ranked)
            (*hits)[i].score = 0;
    }
    free(search.hits);
    return search.count;
}

size_t hits_points(const struct survey *survey, struct scope scope, struct str words,
                   struct arena *arena, struct hit **hits)
{
    return run_search(survey, scope, words, add_points, arena, hits);
}

size_t hits_questions(const struct survey *survey, struct scope scope, struct str words,
                      struct arena *arena, struct hit **hits)
{
    return run_search(survey, scope, words, add_questions, arena, hits);
}
