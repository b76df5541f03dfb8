/*
 * Titles and headings as a shorter way to passages.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "catalog/passages.h"
#include "catalog/segment.h"

enum {
    NAMES_SCANNED = 4000, /* rows of names that are looked at, */
    NAME_PARTS = 8,       /* in so many parts of the library */
    TITLES_READ = 400,    /* of those, to see how long they are */
    TITLES_RANKED = 32,   /* of those, the shortest: what was asked is most of them */
};

/* The score of a beginning: a title that begins so is before one in which a later word
 * does, and all titles are before headings. */
enum { WORTH_WHOLE = 8, WORTH_FIRST = 4, WORTH_TITLE = 2 };

struct title {
    int64_t text;
    size_t bytes;
};

struct titles {
    struct title *items;
    size_t count, cap;
    struct gathered *headings; /* NULL: not wanted */
};

/* --- Finding ------------------------------------------------------------------------
 */

static bool is_title(int64_t row)
{
    return row_number(row) != 1 && row_number(row) < TEXT_HEADING;
}

static void add_title(struct titles *titles, int64_t text)
{
    if (titles->count > 0 && titles->items[titles->count - 1].text == text)
        return;
    titles->items =
        mem_grow(titles->items, titles->count, &titles->cap, sizeof *titles->items);
    titles->items[titles->count++] = (struct title){.text = text};
}

static void add_heading(struct titles *titles, int64_t row)
{
    struct gathered *list = titles->headings;
    int64_t number = row_number(row) - TEXT_HEADING;

    if (list == NULL || number < 0)
        return;
    list->items = mem_grow(list->items, list->count, &list->cap, sizeof *list->items);
    list->items[list->count++] =
        (struct candidate){row_of(row_text(row), number + 1), 1};
}

static void find_in(struct titles *titles, struct statement *some, struct str names,
                    int64_t from, int64_t to, size_t most, struct filter *filter)
{
    statement_bytes(some, 1, names);
    statement_int(some, 2, from);
    statement_int(some, 3, to);
    for (size_t i = 0; i < most && statement_next(some); i++) {
        int64_t row = column_int(some, 0);

        if (!filter_accepts_row(filter, row))
            continue;
        if (is_title(row))
            add_title(titles, row_text(row));
        else
            add_heading(titles, row);
    }
    statement_end(some);
}

static void find_all(struct titles *titles, struct search *search, struct str names,
                     struct filter *filter, bool all)
{
    int64_t from, to, step;
    size_t most = all ? SIZE_MAX : NAMES_SCANNED / NAME_PARTS;
    int parts = all ? 1 : NAME_PARTS;

    filter_rows(filter, &from, &to);
    step = (to - from) / parts + 1;
    for (int i = 0; i < parts && !search_is_stopped(search); i++)
        find_in(titles, search->called.rows, names, from + i * step,
                from + (i + 1) * step - 1, most, filter);
}

/* --- Choosing -----------------------------------------------------------------------
 */

static struct str title_of(struct search *search, int64_t text)
{
    statement_int(search->titles, 1, text);
    return statement_next(search->titles) ? column_bytes(search->titles, 0)
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

static int compare_lengths(const void *a, const void *b)
{
    const struct title *left = a, *right = b;

    if (left->bytes != right->bytes)
        return left->bytes < right->bytes ? -1 : 1;
    return left->text < right->text ? -1 : left->text > right->text;
}

void gather_titles(struct gathered *gathered, struct search *search, struct str names,
                   struct str match, struct filter *filter)
{
    struct titles titles = {0};

    find_all(&titles, search, names, filter, false);
    thin(&titles, TITLES_READ);
    for (size_t i = 0; i < titles.count; i++) {
        titles.items[i].bytes = title_of(search, titles.items[i].text).len;
        statement_end(search->titles);
    }
    if (titles.count > 0)
        qsort(titles.items, titles.count, sizeof *titles.items, compare_lengths);
    for (size_t i = 0; i < titles.count && i < TITLES_RANKED; i++)
        gather_row(gathered, &search->passage, match, row_of(titles.items[i].text, 0));
    free(titles.items);
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
                       struct str names, struct str prefix, struct filter *filter,
                       bool all)
{
    bool in_title = filter->query->terms[0].in_title;
    struct titles titles = {.headings = in_title ? NULL : gathered};

    find_all(&titles, search, names, filter, all);
    if (!all)
        thin(&titles, TITLES_READ);
    for (size_t i = 0; i < titles.count; i++) {
        double score = beginning_score(title_of(search, titles.items[i].text), prefix);

        statement_end(search->titles);
        /* One of the other names begins so when the title does not. */
        gathered->items = mem_grow(gathered->items, gathered->count, &gathered->cap,
                                   sizeof *gathered->items);
        gathered->items[gathered->count++] = (struct candidate){
            row_of(titles.items[i].text, 0), score > 0 ? score : WORTH_TITLE};
    }
    free(titles.items);
}
