/*
 * Titles and headings as a shorter way to passages.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "catalog/passages.h"
#include "catalog/segment.h"

enum {
    NAMES_SCANNED = 4000, /* rows of names that are looked at, */
    NAME_PARTS = 4,       /* in so many parts of the library */
    TITLES_READ = 400,    /* titles among them that are scored */
};

/* The score of a beginning: a title that begins so is before one in which a later word
 * does, and all titles are before headings. */
enum { WORTH_WHOLE = 8, WORTH_FIRST = 4, WORTH_TITLE = 2 };

struct titles {
    struct text *items;
    size_t count, cap;
    struct gathered *headings; /* NULL: not wanted */
};

/* --- Finding ------------------------------------------------------------------------
 */

static void add_title(struct titles *titles, const struct text *text)
{
    if (titles->count > 0 && titles->items[titles->count - 1].from == text->from)
        return;
    titles->items =
        mem_grow(titles->items, titles->count, &titles->cap, sizeof *titles->items);
    titles->items[titles->count++] = *text;
}

/* A row of `called`: a heading leads to its passage; the path leads nowhere. */
static void add_name(struct titles *titles, const struct text *text, int64_t row)
{
    int64_t number = row - text->from;

    if (!row_is_odd(row) && number != 2)
        add_title(titles, text);
    else if (row_is_odd(row) && titles->headings != NULL)
        gather_add(titles->headings, text->from + number / 2 + 1, 1);
}

static void find_in(struct titles *titles, struct statement *some, struct str names,
                    int64_t from, int64_t to, struct filter *filter)
{
    statement_bytes(some, 1, names);
    statement_int(some, 2, from);
    statement_int(some, 3, to);
    for (int i = 0; i < NAMES_SCANNED / NAME_PARTS && statement_next(some); i++) {
        int64_t row = column_int(some, 0);
        struct text text;

        if (filter_accepts_row(filter, row) &&
            search_text_at(filter->search, row, &text))
            add_name(titles, &text, row);
    }
    statement_end(some);
}

static void find_all(struct titles *titles, struct search *search, struct str names,
                     struct filter *filter)
{
    int64_t from, to, step;

    filter_rows(filter, &from, &to);
    step = (to - from) / NAME_PARTS + 1;
    for (int i = 0; i < NAME_PARTS && !search_is_stopped(search); i++)
        find_in(titles, search->called.rows, names, from + i * step,
                from + (i + 1) * step - 1, filter);
}

/* --- Choosing -----------------------------------------------------------------------
 */

/* Until the statement is ended. */
static struct str title_of(struct search *search, const struct text *text)
{
    statement_int(search->name, 1, text->article);
    return statement_next(search->name) ? column_bytes(search->name, 0)
                                        : (struct str){0};
}

/* Leaves so many at most, from all parts of the list. */
static void thin(struct titles *titles, size_t most)
{
    if (titles->count <= most)
        return;
    for (size_t i = 0; i < most; i++)
        titles->items[i] = titles->items[i * titles->count / most];
    titles->count = most;
}

/* The words of a title, folded. */
struct title_words {
    struct str *words;
    size_t count, cap;
    struct arena arena;
};

static void cut_title(struct title_words *title, struct str text)
{
    struct segment_words words;
    struct segment_word word;

    arena_clear(&title->arena);
    title->count = 0;
    segment_words_init(&words, text);
    while (segment_next(&words, &word)) {
        title->words =
            mem_grow(title->words, title->count, &title->cap, sizeof *title->words);
        title->words[title->count++] = arena_str(&title->arena, word.folded);
    }
    segment_words_release(&words);
}

static bool occurs_at(const struct title_words *title, const struct query_term *term,
                      size_t at)
{
    size_t last = term->count - 1;

    if (at + term->count > title->count)
        return false;
    for (size_t i = 0; i < last; i++) {
        if (!str_eq(title->words[at + i], term->words[i]))
            return false;
    }
    return term->is_prefix ? str_starts(title->words[at + last], term->words[last])
                           : str_eq(title->words[at + last], term->words[last]);
}

static double count_term(const struct title_words *title, const struct query_term *term)
{
    double count = 0;

    for (size_t i = 0; i < title->count; i++)
        count += occurs_at(title, term, i);
    return count;
}

/* 0 when not all terms occur: they do in another name then. */
static double title_score(const struct ranker *ranker, const struct title_words *title,
                          const struct asked *asked)
{
    double occurrences[QUERY_TERMS_MAX];

    for (size_t i = 0; i < asked->count; i++) {
        occurrences[i] = count_term(title, &asked->terms[i]);
        if (occurrences[i] <= 0)
            return 0;
    }
    return rank_column(ranker, 0, occurrences, title->count);
}

void gather_titles(struct gathered *gathered, struct search *search, struct str names,
                   const struct asked *asked, struct filter *filter)
{
    struct titles titles = {0};
    struct title_words words = {0};

    find_all(&titles, search, names, filter);
    thin(&titles, TITLES_READ);
    for (size_t i = 0; i < titles.count; i++) {
        double score;

        cut_title(&words, title_of(search, &titles.items[i]));
        statement_end(search->name);
        score = title_score(search->passage.ranker, &words, asked);
        if (score > 0)
            gather_add(gathered, titles.items[i].from, score);
    }
    free(titles.items);
    free(words.words);
    arena_release(&words.arena);
}

/* --- Beginnings ---------------------------------------------------------------------
 */

/* How well a title has a word that begins so; shorter titles first. */
static double beginning_score(struct str title, struct str prefix)
{
    struct segment_words words;
    struct segment_word word;
    int worth = 0, best = 0;

    segment_words_init(&words, title);
    for (bool is_first = true; segment_next(&words, &word); is_first = false) {
        if (!str_starts(word.folded, prefix))
            continue;
        worth = WORTH_TITLE + (is_first ? WORTH_FIRST : 0) +
                (word.folded.len == prefix.len ? WORTH_WHOLE : 0);
        best = worth > best ? worth : best;
    }
    segment_words_release(&words);
    return best > 0 ? best + 1.0 / (double)(title.len + 1) : 0;
}

void gather_beginnings(struct gathered *gathered, struct search *search,
                       struct str names, struct str prefix, struct filter *filter)
{
    bool in_title = filter->query->terms[0].in_title;
    struct titles titles = {.headings = in_title ? NULL : gathered};

    find_all(&titles, search, names, filter);
    thin(&titles, TITLES_READ);
    for (size_t i = 0; i < titles.count; i++) {
        double score = beginning_score(title_of(search, &titles.items[i]), prefix);

        statement_end(search->name);
        /* One of the other names begins so when the title does not. */
        gather_add(gathered, titles.items[i].from, score > 0 ? score : WORTH_TITLE);
    }
    free(titles.items);
}
