/*
 * Titles and headings as a shorter way to passages.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "catalog/names/name_rows.h"
#include "catalog/search.h"
#include "catalog/search/passages.h"
#include "catalog/store/catalog_limits.h"
#include "catalog/store/record.h"
#include "catalog/text/segment.h"

/* The score of a beginning: a title that begins so is before one in which a later word
 * does, and all titles are before headings. */
enum { WORTH_WHOLE = 8, WORTH_FIRST = 4, WORTH_TITLE = 2 };

static void find_called(struct name_rows *rows, struct search *search, struct str names,
                        struct filter *filter)
{
    name_rows_find(rows, search, names, LIMIT_NAMES_SCANNED, filter);
    name_rows_thin(rows, &rows->names, LIMIT_TITLES_SCORED);
    name_rows_thin(rows, &rows->headings, LIMIT_HEADINGS_SCORED);
}

/* --- Choosing --- */

/* Until the statement is ended. */
static struct str title_of(struct search *search, int64_t article)
{
    statement_int(search->name, 1, article);
    return statement_next(search->name) ? column_bytes(search->name, 0)
                                        : (struct str){0};
}

/* The words of a title, folded. */
struct title_words {
    struct str *words;
    size_t count, cap;
    struct arena arena;
};

static void cut_title(struct title_words *title, struct str text)
{
    arena_clear(&title->arena);
    title->count = 0;
    struct segment_words words;
    segment_words_init(&words, text);
    struct segment_word word;
    while (segment_next(&words, &word)) {
        title->words =
            mem_grow(title->words, title->count, &title->cap, sizeof *title->words);
        title->words[title->count++] = arena_str(&title->arena, word.folded);
    }
    segment_words_release(&words);
}

static bool occurs_at(const struct title_words *title, const struct str *words,
                      size_t count, bool is_prefix, size_t at)
{
    size_t last = count - 1;
    if (at + count > title->count)
        return false;
    for (size_t i = 0; i < last; i++) {
        if (!str_eq(title->words[at + i], words[i]))
            return false;
    }
    return is_prefix ? str_starts(title->words[at + last], words[last])
                     : str_eq(title->words[at + last], words[last]);
}

/* What the form of a term that is at a word of the title is worth; 0 when none is. */
static double worth_at(const struct title_words *title, const struct query_term *term,
                       size_t at)
{
    if (occurs_at(title, term->words, term->count, term->is_prefix, at))
        return 1;
    for (size_t i = 1; i < term->forms.count; i++) {
        const struct form *form = &term->forms.items[i];
        if (occurs_at(title, form->words, form->count, false, at))
            return (double)form->worth;
    }
    return 0;
}

static double count_term(const struct title_words *title, const struct query_term *term)
{
    double count = 0;
    for (size_t i = 0; i < title->count; i++)
        count += worth_at(title, term, i);
    return count;
}

/* 0 when not all terms that say something occur: they do in another name then. */
static double title_score(const struct ranker *ranker, const struct title_words *title,
                          const struct asked *asked)
{
    double occurrences[QUERY_TERMS_MAX];
    for (size_t i = 0; i < asked->count; i++) {
        occurrences[i] = count_term(title, &asked->terms[i]);
        if (occurrences[i] <= 0 && !asked->terms[i].forms.is_small)
            return 0;
    }
    return rank_title(ranker, occurrences, title->count);
}

void gather_titles(struct ranked_hits *gathered, struct search *search,
                   struct str names, const struct asked *asked, struct filter *filter)
{
    struct name_rows rows;
    struct title_words words = {0};
    find_called(&rows, search, names, filter);
    for (size_t i = 0; i < rows.names.count; i++) {
        int64_t article = rows.names.articles[i];
        cut_title(&words, title_of(search, article));
        statement_end(search->name);
        double score = title_score(&search->ranker, &words, asked);
        if (score > 0)
            gather_add(gathered, (struct ranked_hit){.article = (uint32_t)article,
                                                     .score = score});
    }
    name_rows_release(&rows);
    free(words.words);
    arena_release(&words.arena);
}

/* --- Beginnings --- */

/* How well a name has a word that begins so, 0 when it has none; shorter names
 * first. */
static double beginning_score(struct str name, struct str prefix)
{
    struct segment_words words;
    int worth = 0, best = 0;
    segment_words_init(&words, name);
    struct segment_word word;
    for (bool is_first = true; segment_next(&words, &word); is_first = false) {
        if (!str_starts(word.folded, prefix))
            continue;
        worth = WORTH_TITLE + (is_first ? WORTH_FIRST : 0) +
                (word.folded.len == prefix.len ? WORTH_WHOLE : 0);
        best = worth > best ? worth : best;
    }
    segment_words_release(&words);
    return best > 0 ? best + 1.0 / (double)(name.len + 1) : 0;
}

/* The headings that have such a word: after all titles. */
static void gather_headings(struct ranked_hits *gathered, struct search *search,
                            int64_t article, struct str prefix, struct arena *scratch)
{
    size_t count = 0;
    arena_clear(scratch);
    statement_int(search->facts, 1, article);
    struct str *titles;
    if (!statement_next(search->facts) ||
        !record_get_headings(column_bytes(search->facts, 0), scratch, &titles, &count))
        count = 0;
    statement_end(search->facts);
    for (size_t i = 0; i < count; i++) {
        double score = beginning_score(titles[i], prefix);
        if (score > 0)
            gather_add(gathered, (struct ranked_hit){
                                     .article = (uint32_t)article,
                                     .number = (uint32_t)i + 1,
                                     .score = score / (WORTH_WHOLE * WORTH_WHOLE)});
    }
}

void gather_beginnings(struct ranked_hits *gathered, struct search *search,
                       struct str names, struct str prefix, struct filter *filter)
{
    bool in_title = filter->query->terms[0].in_title;
    struct name_rows rows;
    struct arena scratch = {0};
    find_called(&rows, search, names, filter);
    for (size_t i = 0; i < rows.names.count; i++) {
        int64_t article = rows.names.articles[i];
        double score = beginning_score(title_of(search, article), prefix);
        statement_end(search->name);
        /* One of the other names begins so when the title does not. */
        gather_add(gathered,
                   (struct ranked_hit){.article = (uint32_t)article,
                                       .score = score > 0 ? score : WORTH_TITLE});
    }
    for (size_t i = 0; i < rows.headings.count && !in_title; i++)
        gather_headings(gathered, search, rows.headings.articles[i], prefix, &scratch);
    name_rows_release(&rows);
    arena_release(&scratch);
}
