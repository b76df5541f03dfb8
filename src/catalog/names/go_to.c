/*
 * Going to a name.
 *
 * The index in memory (name_index.h) gives those that have all letters in order, the
 * best of the whole library. Until it is there, and in a library too large for it, the
 * full-text index gives names in which all words typed begin a word; when they are few
 * the index in memory is waited for, as in a small library. What is to be shown is
 * scored on the name itself, which comes from the article's row or its record.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/names/fuzzy.h"
#include "catalog/names/name_rows.h"
#include "catalog/names/similar.h"
#include "catalog/query/expression.h"
#include "catalog/search.h"
#include "catalog/store/catalog_limits.h"
#include "catalog/store/record.h"
#include "catalog/text/segment.h"

enum { FUZZY_LETTERS_MIN = 2 }; /* if so many were typed: one is in nearly every name */

struct found_name {
    struct name_hit hit;
    int64_t order; /* of the article */
};

struct name_query {
    struct search *search;
    struct fuzzy fuzzy;
    size_t limit; /* 0: none */
    bool is_partial;
    struct arena *arena;
    struct arena scratch; /* of all that is looked at */
    struct found_name *found;
    size_t count, cap;
};

/* --- Names of articles --- */

/* Takes a name if it has what was typed. */
static void take_name(struct name_query *it, const struct text *text,
                      enum name_kind kind, uint32_t heading, struct str name)
{
    struct found_name found = {
        .hit = {.article = text->article, .heading = heading, .kind = kind},
        .order = text->order,
    };
    found.hit.name =
        arena_str(&it->scratch, text_clean(&it->scratch, name, TEXT_ONE_LINE));
    if (found.hit.name.len == 0 ||
        !fuzzy_score(&it->fuzzy, fuzzy_fold(&it->scratch, found.hit.name),
                     &found.hit.score))
        return;
    it->found = mem_grow(it->found, it->count, &it->cap, sizeof *it->found);
    it->found[it->count++] = found;
}

/* Title, path and other names of an article. */
static void take_names(struct name_query *it, int64_t id)
{
    struct statement *ask = it->search->name;
    struct head head = {0};
    struct text text;
    if (!search_text_of(it->search, id, &text))
        return;
    statement_int(ask, 1, text.article);
    if (statement_next(ask)) {
        take_name(it, &text, NAME_OF_TITLE, SEARCH_TOP, column_bytes(ask, 0));
        take_name(it, &text, NAME_OF_PATH, SEARCH_TOP, column_bytes(ask, 1));
        if (record_get_head(column_bytes(ask, 2), &it->scratch, &head)) {
            for (size_t i = 0; i < head.alias_count; i++)
                take_name(it, &text, NAME_OF_ALIAS, SEARCH_TOP, head.aliases[i]);
        }
    }
    statement_end(ask);
}

static void take_headings(struct name_query *it, int64_t id)
{
    struct statement *ask = it->search->facts;
    struct text text;
    if (!search_text_of(it->search, id, &text))
        return;
    statement_int(ask, 1, text.article);
    struct str *headings;
    size_t count;
    if (statement_next(ask) &&
        record_get_headings(column_bytes(ask, 0), &it->scratch, &headings, &count)) {
        for (uint32_t i = 0; i < count; i++)
            take_name(it, &text, NAME_OF_HEADING, i, headings[i]);
    }
    statement_end(ask);
}

/* --- By the index --- */

/* Limits the work while one types; a complete answer has no limit. */
static size_t bound(const struct name_query *it, size_t most)
{
    return it->limit > 0 ? most : SIZE_MAX;
}

/* Each word typed as the beginning of one. */
static size_t make_terms(struct str typed, struct arena *arena,
                         struct query_term terms[QUERY_TERMS_MAX])
{
    struct segment_words words;
    size_t count = 0;
    segment_words_init(&words, typed);
    struct segment_word word;
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
static void find_exact(struct name_query *it, struct str typed)
{
    const struct library *library = view_library(it->search->view);
    struct str section;
    uint32_t article = library_find(library, typed, &section);
    struct text text;
    if (article != ARTICLE_NONE && search_text_of(it->search, article, &text))
        take_names(it, article);
}

static void find_by_index(struct name_query *it, struct str typed)
{
    struct query_term terms[QUERY_TERMS_MAX];
    struct asked asked = {.terms = terms, .all = it->limit == 0};
    asked.count = make_terms(typed, &it->scratch, terms);
    if (asked.count == 0)
        return;
    struct str match =
        expression_of_words(it->search, &asked, &it->is_partial, &it->scratch);
    struct name_rows rows;
    name_rows_find(&rows, it->search, match, bound(it, LIMIT_GOTO_SCANNED), NULL);
    name_rows_thin(&rows, &rows.names, bound(it, LIMIT_GOTO_NAMES));
    name_rows_thin(&rows, &rows.headings, bound(it, LIMIT_GOTO_HEADINGS));
    for (size_t i = 0; i < rows.names.count && !search_is_stopped(it->search); i++)
        take_names(it, rows.names.articles[i]);
    for (size_t i = 0; i < rows.headings.count && !search_is_stopped(it->search); i++)
        take_headings(it, rows.headings.articles[i]);
    it->is_partial |= rows.is_partial;
    name_rows_release(&rows);
}

/* --- By letters --- */

static void find_by_letters(struct name_query *it)
{
    struct search *search = it->search;
    size_t most = it->limit > 0 ? it->limit : search->index.count + 1;
    struct indexed_hit *hits;
    bool is_cut;
    size_t count = name_index_best(&search->index, &it->fuzzy, most, &hits, &is_cut);
    it->is_partial |= is_cut || search->index.is_full;
    for (size_t i = 0; i < count && !search_is_stopped(search); i++)
        (hits[i].is_heading ? take_headings : take_names)(it, hits[i].article);
    free(hits);
}

/* A name with a letter that is wrong: those that are near it. No letters are marked. */
static void find_near(struct name_query *it, struct str typed)
{
    uint32_t articles[SIMILAR_MAX];
    size_t count = similar_find(it->search, typed, articles);
    for (size_t i = 0; i < count; i++) {
        const struct article *article =
            library_article(view_library(it->search->view), articles[i]);
        struct found_name found = {
            .hit = {.article = articles[i], .heading = SEARCH_TOP},
            .order = (int64_t)i,
        };
        found.hit.name = article->title;
        it->found = mem_grow(it->found, it->count, &it->cap, sizeof *it->found);
        it->found[it->count++] = found;
    }
}

/* --- Order --- */

static int compare_found(const void *a, const void *b)
{
    const struct found_name *left = a, *right = b;
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

/* By article; headings after the names of the whole, which come the best first. */
static int compare_articles(const void *a, const void *b)
{
    const struct found_name *left = a, *right = b;
    bool left_is = left->hit.kind == NAME_OF_HEADING;
    bool right_is = right->hit.kind == NAME_OF_HEADING;
    if (left->hit.article != right->hit.article)
        return left->hit.article < right->hit.article ? -1 : 1;
    if (left_is != right_is)
        return left_is ? 1 : -1;
    return compare_found(a, b);
}

/* Leaves one name of each article as a whole, and each heading once. */
static void drop_repeated(struct name_query *it)
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

static void keep_hits(struct name_query *it, struct names_found *found)
{
    bool is_cut = it->limit > 0 && it->count > it->limit;
    found->count = is_cut ? it->limit : it->count;
    found->is_partial = it->is_partial || is_cut;
    found->hits = ARENA_ARRAY(it->arena, found->count, struct name_hit);
    for (size_t i = 0; i < found->count; i++) {
        struct name_hit *hit = &found->hits[i];
        *hit = it->found[i].hit;
        hit->name = arena_str(it->arena, hit->name);
        fuzzy_positions(&it->fuzzy, hit->name, it->arena, &hit->marks,
                        &hit->mark_count);
    }
}

/* --- All --- */

static void list_titles(struct name_query *it)
{
    struct statement *rows = it->search->in_order;
    /* One more than is wanted says that there are more. */
    while ((it->limit == 0 || it->count <= it->limit) && statement_next(rows)) {
        struct found_name found = {.order = (int64_t)it->count};
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

/* Whether the index in memory is waited for, before anything was found. */
static bool is_small(const struct name_query *it)
{
    return it->limit == 0 || it->search->index.is_whole ||
           it->search->ranker.lengths.texts <= LIMIT_GOTO_SMALL;
}

static void find_names(struct name_query *it, struct str typed)
{
    struct name_index *index = &it->search->index;
    bool has_letters = it->fuzzy.letter_count >= FUZZY_LETTERS_MIN;
    bool is_there = has_letters && is_small(it) && name_index_update(index, true);
    if (!is_there || index->is_full)
        find_by_index(it, typed);
    if (is_there ||
        (has_letters && it->count < LIMIT_GOTO_FEW && name_index_update(index, true)))
        find_by_letters(it);
    else
        it->is_partial |= has_letters;
    find_exact(it, typed);
    if (it->count == 0)
        find_near(it, typed);
    if (it->count == 0)
        return;
    drop_repeated(it);
    qsort(it->found, it->count, sizeof *it->found, compare_found);
}

enum search_status search_names(struct search *search, struct str typed, size_t limit,
                                struct arena *arena, struct names_found *found)
{
    struct name_query it = {
        .search = search,
        .limit = limit,
        .arena = arena,
    };
    search_begin(search);
    fuzzy_init(&it.fuzzy, arena, typed);
    if (it.fuzzy.word_count == 0)
        list_titles(&it);
    else
        find_names(&it, typed);
    keep_hits(&it, found);
    arena_release(&it.scratch);
    free(it.found);
    return search_end(search);
}

void search_names_ahead(struct search *search)
{
    search_begin(search);
    (void)name_index_update(&search->index, true);
    (void)search_end(search);
}
