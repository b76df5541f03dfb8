/*
 * Going to a name.
 *
 * The index in memory (name_index.h) gives the best of the whole library: first those
 * that fit strictly; when they are few, slips are forgiven; when there are none, names
 * that are near as a whole, and then those that have all letters scattered over them.
 * Until the index is there, and in a library too large for it, the full-text index
 * gives names in which all words typed begin a word; when they are few the index in
 * memory is waited for, as in a small library. What is to be shown is scored on the
 * name itself, which comes from the article's row or its record.
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

enum {
    SCATTERED_LETTERS_MIN = 2, /* one is in nearly every name */
    /* The name itself, sign by sign, is above what has the same words. */
    POINTS_SAME = 100,
};

struct found_name {
    struct name_hit hit;
    int64_t order; /* of the article */
};

struct going {
    struct search *search;
    struct str typed, folded; /* as text_fold_typed() has it */
    struct name_query query;
    struct fuzzy fuzzy;
    bool is_scattered; /* names are scored by their letters */
    size_t limit;      /* 0: none */
    bool is_partial;
    struct arena *arena;
    struct arena scratch; /* of all that is looked at */
    struct found_name *found;
    size_t count, cap;
};

static void init_query(struct going *it, enum fit_manner manner)
{
    name_query_init(&it->query, it->typed, manner,
                    name_index_small_words(&it->search->index), it->arena);
}

/* --- Names of articles --- */

/* Scores a name, which is clean; 0 when it is not meant. */
static int score_of(struct going *it, struct str name, enum name_kind kind)
{
    int score = name_match_shown(&it->query, name, kind, NULL, NULL).score;
    if (it->is_scattered && score == 0 &&
        fuzzy_score(&it->fuzzy, fuzzy_fold(&it->scratch, name), &score))
        return name_score_scattered(score, kind);
    if (kind != NAME_OF_HEADING &&
        str_eq(text_fold_typed(&it->scratch, name, false), it->folded))
        score += POINTS_SAME;
    return score;
}

/* Takes a name if it is meant. */
static void take_name(struct going *it, const struct text *text, enum name_kind kind,
                      uint32_t heading, struct str name)
{
    struct found_name found = {
        .hit = {.article = text->article, .heading = heading, .kind = kind},
        .order = text->order,
    };
    found.hit.name =
        arena_str(&it->scratch, text_clean(&it->scratch, name, TEXT_ONE_LINE));
    if (found.hit.name.len > 0)
        found.hit.score = score_of(it, found.hit.name, kind);
    if (found.hit.score <= 0)
        return;
    it->found = mem_grow(it->found, it->count, &it->cap, sizeof *it->found);
    it->found[it->count++] = found;
}

/* Title, path and other names of an article. */
static void take_names(struct going *it, int64_t id)
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

/* Headings of an article, by their numbers in it; `numbers` may be NULL for all. */
static void take_headings(struct going *it, int64_t id,
                          const struct indexed_hit *numbers, size_t number_count)
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
        for (uint32_t i = 0; numbers == NULL && i < count; i++)
            take_name(it, &text, NAME_OF_HEADING, i, headings[i]);
        for (size_t i = 0; i < number_count; i++) {
            if (numbers[i].heading < count)
                take_name(it, &text, NAME_OF_HEADING, numbers[i].heading,
                          headings[numbers[i].heading]);
        }
    }
    statement_end(ask);
}

/* --- By the index --- */

/* Limits the work while one types; a complete answer has no limit. */
static size_t bound(const struct going *it, size_t most)
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
    while (count < TYPED_WORDS_MAX && segment_next(&words, &word)) {
        struct str *text = ARENA_NEW(arena, struct str);
        *text = arena_str(arena, word.folded);
        terms[count++] = (struct query_term){
            .text = *text, .words = text, .count = 1, .is_prefix = true};
    }
    segment_words_release(&words);
    return count;
}

/* What is called just so must not be missed among many. */
static void find_exact(struct going *it, struct str typed)
{
    const struct library *library = view_library(it->search->view);
    struct str section;
    uint32_t article = library_find(library, typed, &section);
    struct text text;
    if (article != ARTICLE_NONE && search_text_of(it->search, article, &text))
        take_names(it, article);
}

static void find_by_index(struct going *it, struct str typed)
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
        take_headings(it, rows.headings.articles[i], NULL, 0);
    it->is_partial |= rows.is_partial;
    name_rows_release(&rows);
}

/* --- In memory --- */

/* Takes what the index gave: hits by article, headings before the article itself. */
static void take_hits(struct going *it, const struct indexed_hit *hits, size_t count)
{
    for (size_t i = 0, end; i < count && !search_is_stopped(it->search); i = end) {
        for (end = i; end < count && hits[end].article == hits[i].article; end++) {
        }
        size_t headings = end - i - (hits[end - 1].heading == SEARCH_TOP);
        if (headings > 0)
            take_headings(it, hits[i].article, hits + i, headings);
        if (headings < end - i)
            take_names(it, hits[i].article);
    }
}

static size_t most_hits(const struct going *it)
{
    return it->limit > 0 ? it->limit : it->search->index.count + 1;
}

static void find_by_words(struct going *it, enum fit_manner manner)
{
    struct name_index *index = &it->search->index;
    struct indexed_hit *hits;
    bool is_cut;
    it->count = 0;
    init_query(it, manner);
    size_t count = name_index_best(index, &it->query, most_hits(it), &hits, &is_cut);
    it->is_partial |= is_cut;
    take_hits(it, hits, count);
    free(hits);
}

static void find_scattered(struct going *it)
{
    struct name_index *index = &it->search->index;
    struct indexed_hit *hits;
    bool is_cut;
    it->is_scattered = true;
    size_t count =
        name_index_scattered(index, &it->fuzzy, most_hits(it), &hits, &is_cut);
    it->is_partial |= is_cut;
    take_hits(it, hits, count);
    free(hits);
}

/* Names that are near as a whole. */
static void find_near(struct going *it)
{
    uint32_t articles[SIMILAR_MAX];
    size_t count = similar_find(it->search, it->typed, articles);
    for (size_t i = 0; i < count; i++) {
        const struct article *article =
            library_article(view_library(it->search->view), articles[i]);
        struct found_name found = {
            .hit = {.article = articles[i], .heading = SEARCH_TOP, .score = 1},
            .order = (int64_t)i,
        };
        found.hit.name = article->title;
        it->found = mem_grow(it->found, it->count, &it->cap, sizeof *it->found);
        it->found[it->count++] = found;
    }
}

static void find_in_memory(struct going *it)
{
    it->is_partial |= it->search->index.is_full;
    if (it->query.word_count > 0)
        find_by_words(it, FIT_STRICT);
    if (it->query.word_count > 0 && it->count < LIMIT_GOTO_STRICT)
        find_by_words(it, FIT_FORGIVING);
    if (it->count == 0 && it->fuzzy.letter_count >= SCATTERED_LETTERS_MIN) {
        find_near(it);
        if (it->count == 0)
            find_scattered(it);
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
    if (left->hit.kind != NAME_OF_PATH && left->hit.name.len != right->hit.name.len)
        return left->hit.name.len < right->hit.name.len ? -1 : 1;
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
static void drop_repeated(struct going *it)
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

static void mark_hit(struct going *it, struct name_hit *hit)
{
    struct byte_ranges marks;
    name_match_shown(&it->query, hit->name, hit->kind, it->arena, &marks);
    hit->marks = marks.items;
    hit->mark_count = marks.count;
    if (it->is_scattered && marks.count == 0)
        fuzzy_positions(&it->fuzzy, hit->name, it->arena, &hit->marks,
                        &hit->mark_count);
}

static void keep_hits(struct going *it, struct names_found *found)
{
    bool is_cut = it->limit > 0 && it->count > it->limit;
    found->count = is_cut ? it->limit : it->count;
    found->is_partial = it->is_partial || is_cut;
    found->hits = ARENA_ARRAY(it->arena, found->count, struct name_hit);
    for (size_t i = 0; i < found->count; i++) {
        struct name_hit *hit = &found->hits[i];
        *hit = it->found[i].hit;
        hit->name = arena_str(it->arena, hit->name);
        mark_hit(it, hit);
    }
}

/* --- All --- */

static void list_titles(struct going *it)
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
static bool is_small(const struct going *it)
{
    return it->limit == 0 || it->search->index.is_whole ||
           it->search->ranker.lengths.texts <= LIMIT_GOTO_SMALL;
}

static void find_names(struct going *it)
{
    struct name_index *index = &it->search->index;
    bool is_there = is_small(it) && name_index_update(index, true);
    if (!is_there || index->is_full) {
        init_query(it, FIT_STRICT);
        find_by_index(it, it->typed);
    }
    if (is_there || (it->fuzzy.letter_count >= SCATTERED_LETTERS_MIN &&
                     it->count < LIMIT_GOTO_FEW && name_index_update(index, true)))
        find_in_memory(it);
    else
        it->is_partial = true;
    find_exact(it, it->typed);
    if (it->count == 0)
        return;
    drop_repeated(it);
    qsort(it->found, it->count, sizeof *it->found, compare_found);
}

enum search_status search_names(struct search *search, struct str typed, size_t limit,
                                struct arena *arena, struct names_found *found)
{
    struct going it = {
        .typed = typed,
        .search = search,
        .limit = limit,
        .arena = arena,
    };
    search_begin(search);
    it.folded = text_fold_typed(&it.scratch, typed, false);
    init_query(&it, FIT_STRICT);
    fuzzy_init(&it.fuzzy, arena, name_words_text(&it.query.typed, arena));
    if (it.folded.len == 0)
        list_titles(&it);
    else
        find_names(&it);
    keep_hits(&it, found);
    arena_release(&it.scratch);
    free(it.found);
    return search_end(search);
}
