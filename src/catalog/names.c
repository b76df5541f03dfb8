/*
 * Going to a name.
 *
 * The index gives names in which all words typed begin a word; when they are few, the
 * pack gives those that have all letters in order. What is to be shown is scored on
 * the name itself, which comes from the article's row or its record.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/expression.h"
#include "catalog/fuzzy.h"
#include "catalog/record.h"
#include "catalog/segment.h"

enum {
    SCANNED_MAX = 6000,    /* rows of names that are looked at, */
    PARTS = 4,             /* in so many parts of the library */
    NAMES_SCORED = 500,    /* of those, titles and other names, */
    HEADINGS_SCORED = 150, /* and headings, which take more time to get */
    FEW = 20,              /* when the index gives no more, letters are looked for, */
    FUZZY_LETTERS_MIN = 2, /* if so many were typed: one is in nearly every name */
};

struct found {
    struct name_hit hit;
    int64_t order; /* of the article */
};

struct rows {
    int64_t *items;
    size_t count, cap;
};

struct asking {
    struct search *search;
    struct fuzzy fuzzy;
    size_t limit;
    struct arena *arena;
    struct arena scratch; /* of all that is looked at */
    struct found *found;
    size_t count, cap;
    /* The headings of the article that was asked for them last. */
    uint32_t article; /* ARTICLE_NONE: of none */
    struct str *headings;
    size_t heading_count;
};

/* --- Names of rows ------------------------------------------------------------------
 */

static enum name_kind kind_of(int64_t row, const struct text *text)
{
    if (row_is_odd(row))
        return NAME_OF_HEADING;
    return row == text->from       ? NAME_OF_TITLE
           : row == text->from + 2 ? NAME_OF_PATH
                                   : NAME_OF_ALIAS;
}

static struct str alias_of(struct asking *it, struct str record, size_t index)
{
    struct head head = {0};

    if (!record_get_head(record, &it->scratch, &head) || index >= head.alias_count)
        return (struct str){0};
    return text_clean(&it->scratch, head.aliases[index], TEXT_ONE_LINE);
}

static struct str heading_of(struct asking *it, uint32_t article, size_t index)
{
    struct statement *ask = it->search->facts;

    if (it->article != article) {
        it->article = article;
        it->heading_count = 0;
        statement_int(ask, 1, article);
        if (!statement_next(ask) ||
            !record_get_headings(column_bytes(ask, 0), &it->scratch, &it->headings,
                                 &it->heading_count))
            it->heading_count = 0;
        statement_end(ask);
    }
    return index < it->heading_count ? it->headings[index] : (struct str){0};
}

/* Fills the hit's place and name; false when the article is gone. */
static bool find_name(struct asking *it, int64_t row, struct found *found)
{
    struct statement *ask = it->search->name;
    struct name_hit *hit = &found->hit;
    struct text text;
    uint32_t index;

    if (!search_text_at(it->search, row, &text))
        return false;
    statement_int(ask, 1, text.article);
    if (!statement_next(ask))
        return false;
    *hit = (struct name_hit){
        .article = text.article,
        .heading = SEARCH_TOP,
        .kind = kind_of(row, &text),
    };
    index = (uint32_t)(row - text.from) / 2;
    found->order = text.order;
    switch (hit->kind) {
    case NAME_OF_TITLE:
        hit->name = column_bytes(ask, 0);
        break;
    case NAME_OF_PATH:
        hit->name = column_bytes(ask, 1);
        break;
    case NAME_OF_ALIAS:
        hit->name = alias_of(it, column_bytes(ask, 2), index - 2);
        break;
    case NAME_OF_HEADING:
        hit->heading = index;
        hit->name = heading_of(it, hit->article, hit->heading);
        break;
    }
    hit->name =
        arena_str(&it->scratch, text_clean(&it->scratch, hit->name, TEXT_ONE_LINE));
    statement_end(ask);
    return hit->name.len > 0;
}

static void take_row(struct asking *it, int64_t row)
{
    struct found found;

    if (!find_name(it, row, &found))
        return;
    if (!fuzzy_score(&it->fuzzy, fuzzy_fold(&it->scratch, found.hit.name),
                     &found.hit.score))
        return;
    it->found = mem_grow(it->found, it->count, &it->cap, sizeof *it->found);
    it->found[it->count++] = found;
}

/* --- By the index -------------------------------------------------------------------
 */

static void add_row(struct rows *rows, int64_t row)
{
    rows->items = mem_grow(rows->items, rows->count, &rows->cap, sizeof *rows->items);
    rows->items[rows->count++] = row;
}

static void find_rows(struct asking *it, struct str match, struct rows *names,
                      struct rows *headings)
{
    struct statement *ask = it->search->called.rows;
    int64_t step = search_rows_end(it->search) / PARTS + 1;

    for (int i = 0; i < PARTS && !search_is_stopped(it->search); i++) {
        statement_bytes(ask, 1, match);
        statement_int(ask, 2, i * step);
        statement_int(ask, 3, (i + 1) * step - 1);
        for (int k = 0; k < SCANNED_MAX / PARTS && statement_next(ask); k++) {
            int64_t row = column_int(ask, 0);

            add_row(row_is_odd(row) ? headings : names, row);
        }
        statement_end(ask);
    }
}

/* So many of the rows, from all parts of the list. */
static void take_rows(struct asking *it, const struct rows *rows, size_t most)
{
    size_t count = rows->count < most ? rows->count : most;

    for (size_t i = 0; i < count && !search_is_stopped(it->search); i++)
        take_row(it, rows->items[i * rows->count / count]);
}

/* Each word typed as the beginning of one. */
static size_t make_terms(struct str typed, struct arena *arena,
                         struct query_term terms[QUERY_TERMS_MAX])
{
    struct segment_words words;
    struct segment_word word;
    size_t count = 0;

    segment_words_init(&words, typed);
    while (count < FUZZY_WORDS_MAX && segment_next(&words, &word)) {
        struct str *text = ARENA_NEW(arena, struct str);

        *text = arena_str(arena, word.folded);
        terms[count++] = (struct query_term){
            .text = *text, .words = text, .count = 1, .is_prefix = true};
    }
    segment_words_release(&words);
    return count;
}

/* What is called just so must not be missed among many. */
static void find_exact(struct asking *it, struct str typed)
{
    const struct library *library = view_library(it->search->view);
    struct str section;
    uint32_t article = library_find(library, typed, &section);
    struct text text;
    size_t names;

    if (article == ARTICLE_NONE || !search_text_of(it->search, article, &text))
        return;
    names = library_article(library, article)->alias_count + 2;
    for (int64_t row = text.from; names > 0 && row < text.end; row += 2, names--)
        take_row(it, row);
}

static void find_by_index(struct asking *it, struct str typed)
{
    struct query_term terms[QUERY_TERMS_MAX];
    struct asked asked = {.terms = terms};
    struct rows names = {0}, headings = {0};

    asked.count = make_terms(typed, &it->scratch, terms);
    if (asked.count == 0)
        return;
    find_rows(it, expression_of_words(it->search, &asked, false, &it->scratch), &names,
              &headings);
    take_rows(it, &names, NAMES_SCORED);
    take_rows(it, &headings, HEADINGS_SCORED);
    free(names.items);
    free(headings.items);
}

/* --- By letters ---------------------------------------------------------------------
 */

static void find_by_letters(struct asking *it)
{
    struct names_pack *pack = &it->search->names;
    struct packed_hit *hits;
    size_t count;

    if (it->fuzzy.letter_count < FUZZY_LETTERS_MIN ||
        !names_pack_update(pack, it->search))
        return;
    it->count = 0; /* they are among what comes */
    count = names_pack_find(pack, it->search, &it->fuzzy, it->limit, &hits);
    for (size_t i = 0; i < count && !search_is_stopped(it->search); i++)
        take_row(it, hits[i].row);
    free(hits);
}

/* --- Order --------------------------------------------------------------------------
 */

static int compare_found(const void *a, const void *b)
{
    const struct found *left = a, *right = b;

    if (left->hit.score != right->hit.score)
        return left->hit.score > right->hit.score ? -1 : 1;
    if (left->hit.kind != right->hit.kind)
        return left->hit.kind < right->hit.kind ? -1 : 1;
    if (left->order != right->order)
        return left->order < right->order ? -1 : 1;
    return left->hit.heading < right->hit.heading
               ? -1
               : left->hit.heading > right->hit.heading;
}

/* By article; headings behind the names of the whole, which come the best first. */
static int compare_articles(const void *a, const void *b)
{
    const struct found *left = a, *right = b;
    bool left_is = left->hit.kind == NAME_OF_HEADING;
    bool right_is = right->hit.kind == NAME_OF_HEADING;

    if (left->hit.article != right->hit.article)
        return left->hit.article < right->hit.article ? -1 : 1;
    if (left_is != right_is)
        return left_is ? 1 : -1;
    return compare_found(a, b);
}

/* Leaves one name of each article as a whole, and each heading once. */
static void drop_repeated(struct asking *it)
{
    size_t kept = 0;

    qsort(it->found, it->count, sizeof *it->found, compare_articles);
    for (size_t i = 0; i < it->count; i++) {
        const struct name_hit *hit = &it->found[i].hit;
        const struct name_hit *last = kept > 0 ? &it->found[kept - 1].hit : NULL;

        if (last == NULL || last->article != hit->article ||
            last->heading != hit->heading)
            it->found[kept++] = it->found[i];
    }
    it->count = kept;
}

static void keep_hits(struct asking *it, struct name_hit **hits, size_t *count)
{
    *count = it->count < it->limit ? it->count : it->limit;
    *hits = ARENA_ARRAY(it->arena, *count, struct name_hit);
    for (size_t i = 0; i < *count; i++) {
        struct name_hit *hit = &(*hits)[i];

        *hit = it->found[i].hit;
        hit->name = arena_str(it->arena, hit->name);
        fuzzy_positions(&it->fuzzy, hit->name, it->arena, &hit->marks,
                        &hit->mark_count);
    }
}

/* --- All ----------------------------------------------------------------------------
 */

static void list_titles(struct asking *it)
{
    struct statement *rows = it->search->in_order;

    while (it->count < it->limit && statement_next(rows)) {
        struct found found = {.order = (int64_t)it->count};
        uint32_t article = (uint32_t)column_int(rows, 0);
        const struct article *known =
            library_article(view_library(it->search->view), article);

        found.hit = (struct name_hit){
            .article = article, .heading = SEARCH_TOP, .name = known->title};
        it->found = mem_grow(it->found, it->count, &it->cap, sizeof *it->found);
        it->found[it->count++] = found;
    }
    statement_end(rows);
}

static void find_names(struct asking *it, struct str typed)
{
    find_by_index(it, typed);
    if (it->count < FEW)
        find_by_letters(it);
    find_exact(it, typed);
    if (it->count == 0)
        return;
    drop_repeated(it);
    qsort(it->found, it->count, sizeof *it->found, compare_found);
}

enum search_status search_names(struct search *search, struct str typed, size_t limit,
                                struct arena *arena, struct name_hit **hits,
                                size_t *count)
{
    struct asking it = {
        .search = search,
        .limit = limit,
        .arena = arena,
        .article = ARTICLE_NONE,
    };

    search_begin(search);
    fuzzy_init(&it.fuzzy, arena, typed);
    if (it.fuzzy.word_count == 0)
        list_titles(&it);
    else
        find_names(&it, typed);
    keep_hits(&it, hits, count);
    arena_release(&it.scratch);
    free(it.found);
    return search_end(search);
}
