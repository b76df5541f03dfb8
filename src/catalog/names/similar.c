/*
 * Names are compared, as their words with blanks between, with all that share some of
 * their trigrams, three bytes in a row, so that the names of the library are never gone
 * through. Of those that share most the scorer of go-to decides.
 */
#include "catalog/similar.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "catalog/names/similar.h"
#include "catalog/search/searching.h"
#include "library/library.h"
#include "library/loose_name.h"

enum {
    TRIGRAMS_MAX = LOOSE_NAME_BYTES_MAX + 1,
    BUCKET_BITS = 16, /* trigrams fall into so many buckets, few of them two in one */
    BUCKETS = 1 << BUCKET_BITS,
    /* Postings that are looked at for one name, the rarest trigrams first. */
    POSTINGS_MAX = 20000,
    CANDIDATES_MAX = 16,
    SHARE_NEAR = 50,  /* percent of a name that words of it must be */
    STOP_STEP = 1024, /* names between two looks at whether to go on */
};

struct similar_names {
    uint32_t *postings;           /* numbers of names, bucket after bucket */
    uint32_t starts[BUCKETS + 1]; /* of each bucket */
    uint32_t seen[BUCKETS];       /* by bucket: the last key that had it, */
    uint32_t key;                 /* of the keys so far */
    uint8_t *trigrams;            /* by number: how many the name has */
    uint8_t *shared;              /* by number: those that it shares with the key */
    uint32_t *touched;            /* numbers of which some are shared */
    size_t touched_count;
};

/* --- Trigrams of all names --- */

/* The buckets of a key's trigrams, each once, with blanks around it; returns how
 * many. */
static size_t buckets_of(struct similar_names *it, struct str key,
                         uint16_t buckets[TRIGRAMS_MAX])
{
    uint32_t last = ' ' << 8 | ' ';
    size_t count = 0;
    it->key++;
    for (size_t i = 0; i <= key.len; i++) {
        last = (last << 8 | (i < key.len ? (unsigned char)key.ptr[i] : ' ')) & 0xFFFFFF;
        uint16_t bucket = (uint16_t)((last * 0x9E3779B1u) >> (32 - BUCKET_BITS));
        if (it->seen[bucket] != it->key)
            buckets[count++] = bucket;
        it->seen[bucket] = it->key;
    }
    return count;
}

static struct str key_of(const struct name_index *index, size_t number,
                         struct arena *arena)
{
    struct buf text = {0};
    bool is_path = index->names[number].kind == NAME_OF_PATH;
    name_index_text(index, number, is_path ? NAME_OF_FILE : NAME_WHOLE, &text);
    struct str key = str_slice(buf_keep(&text, arena), 0, LOOSE_NAME_BYTES_MAX);
    buf_release(&text);
    return key;
}

/* A bucket and a number in it. */
struct pairs {
    uint64_t *items;
    size_t count, cap;
};

static void add_name(struct similar_names *it, size_t number, struct str key,
                     struct pairs *pairs)
{
    uint16_t buckets[TRIGRAMS_MAX];
    size_t count = buckets_of(it, key, buckets);
    it->trigrams[number] = (uint8_t)count;
    for (size_t i = 0; i < count; i++) {
        pairs->items =
            mem_grow(pairs->items, pairs->count, &pairs->cap, sizeof *pairs->items);
        pairs->items[pairs->count++] = (uint64_t)number << BUCKET_BITS | buckets[i];
        it->starts[buckets[i] + 1]++;
    }
}

/* The file of an article is mostly called as the article: such a name counts once.
 * False when the search was stopped. */
static bool add_names(struct similar_names *it, struct search *search,
                      struct pairs *pairs)
{
    struct arena arenas[2] = {{0}, {0}};
    struct str last = {0};
    size_t i;
    for (i = 0; i < search->index.article_names; i++) {
        struct arena *arena = &arenas[i % 2];
        bool is_path = search->index.names[i].kind == NAME_OF_PATH;
        if (i % STOP_STEP == 0 && search_is_stopped(search))
            break;
        arena_clear(arena);
        struct str key = key_of(&search->index, i, arena);
        if (key.len > 0 && !(is_path && str_eq(key, last)))
            add_name(it, i, key, pairs);
        last = key;
    }
    arena_release(&arenas[0]);
    arena_release(&arenas[1]);
    return i == search->index.article_names;
}

/* Puts the pairs into their buckets, which are counted. */
static void fill_buckets(struct similar_names *it, const struct pairs *pairs)
{
    uint32_t *ends = it->seen; /* until the first key is sought */
    it->postings = mem_zalloc(pairs->count, sizeof *it->postings);
    for (size_t i = 0; i < BUCKETS; i++) {
        it->starts[i + 1] += it->starts[i];
        ends[i] = it->starts[i];
    }
    for (size_t i = 0; i < pairs->count; i++)
        it->postings[ends[pairs->items[i] % BUCKETS]++] =
            (uint32_t)(pairs->items[i] >> BUCKET_BITS);
    memset(it->seen, 0, sizeof it->seen);
    it->key = 0;
}

void similar_names_free(struct similar_names *it)
{
    if (it == NULL)
        return;
    free(it->postings);
    free(it->trigrams);
    free(it->shared);
    free(it->touched);
    free(it);
}

/* NULL when the search was stopped meanwhile. */
static struct similar_names *similar_names_of(struct search *search)
{
    struct pairs pairs = {0};
    if (search->similar != NULL || !name_index_update(&search->index, false))
        return search->similar;
    size_t count = search->index.article_names;
    struct similar_names *it;
    it = mem_zalloc(1, sizeof *it);
    it->trigrams = mem_zalloc(count, sizeof *it->trigrams);
    it->shared = mem_zalloc(count, sizeof *it->shared);
    it->touched = mem_zalloc(count, sizeof *it->touched);
    if (add_names(it, search, &pairs)) {
        fill_buckets(it, &pairs);
        search->similar = it;
    } else {
        similar_names_free(it);
    }
    free(pairs.items);
    return search->similar;
}

/* --- The nearest --- */

struct name_candidate {
    uint32_t name;
    int rank; /* higher is nearer */
};

/* The postings of a bucket. */
struct trigram_postings {
    const uint32_t *items;
    size_t count;
};

static int compare_rare(const void *a, const void *b)
{
    const struct trigram_postings *left = a, *right = b;
    if (left->count != right->count)
        return left->count < right->count ? -1 : 1;
    return left->items < right->items ? -1 : left->items > right->items;
}

static void count_shared(struct similar_names *it, const uint16_t *buckets,
                         size_t count)
{
    struct trigram_postings rare[TRIGRAMS_MAX];
    size_t looked_at = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t from = it->starts[buckets[i]], to = it->starts[buckets[i] + 1];
        rare[i] = (struct trigram_postings){it->postings + from, to - from};
    }
    qsort(rare, count, sizeof *rare, compare_rare);
    for (size_t i = 0; i < it->touched_count; i++)
        it->shared[it->touched[i]] = 0;
    it->touched_count = 0;
    for (size_t i = 0; i < count && looked_at <= POSTINGS_MAX; i++) {
        looked_at += rare[i].count;
        for (size_t k = 0; k < rare[i].count && looked_at <= POSTINGS_MAX; k++) {
            uint32_t name = rare[i].items[k];
            if (it->shared[name]++ == 0)
                it->touched[it->touched_count++] = name;
        }
    }
}

static bool is_nearer(struct name_candidate a, struct name_candidate b)
{
    return a.rank > b.rank || (a.rank == b.rank && a.name < b.name);
}

/* Puts a candidate in its place among the best. */
static void keep_best(struct name_candidate best[CANDIDATES_MAX], size_t *count,
                      struct name_candidate next)
{
    size_t at = *count;
    for (; at > 0 && is_nearer(next, best[at - 1]); at--)
        if (at < CANDIDATES_MAX)
            best[at] = best[at - 1];
    if (at < CANDIDATES_MAX) {
        best[at] = next;
        *count += *count < CANDIDATES_MAX;
    }
}

/* Finds the names that share the largest part of their trigrams with this one. */
static size_t find_candidates(struct similar_names *it, struct str key,
                              struct name_candidate best[CANDIDATES_MAX])
{
    uint16_t buckets[TRIGRAMS_MAX];
    size_t own = buckets_of(it, key, buckets), count = 0;
    count_shared(it, buckets, own);
    for (size_t i = 0; i < it->touched_count; i++) {
        uint32_t name = it->touched[i];
        size_t all = own + it->trigrams[name];
        keep_best(best, &count,
                  (struct name_candidate){name, (int)(200u * it->shared[name] / all)});
    }
    return count;
}

/* A name that something may be called. */
struct similar_query {
    struct name_query query;
    struct str key; /* its words */
};

static void init_query(struct similar_query *it, struct str name,
                       const struct small_words *small, struct arena *arena)
{
    name_query_init(&it->query, name, FIT_FORGIVING, small, arena);
    it->key = str_slice(name_words_text(&it->query.typed, arena), 0, FUZZY_NEAR_BYTES);
}

/* How near a name is, and its words; 0 when one is not to be taken for the other. */
static int rank_of(const struct similar_query *it, struct str name, enum name_kind kind,
                   struct str words, bool *is_sure)
{
    struct name_score score = name_match_shown(&it->query, name, kind, NULL, NULL);
    int percent = fuzzy_nearness(it->key, words);
    bool is_near = score.has_words && score.share >= SHARE_NEAR;
    *is_sure = name_score_is_sure(score) && score.is_strict;
    return percent > 0 || is_near ? score.score + percent : 0;
}

/* The articles of the nearest names, each once. */
static size_t find_key(struct similar_names *it, const struct name_index *index,
                       const struct similar_query *query,
                       uint32_t articles[SIMILAR_MAX])
{
    struct name_candidate best[CANDIDATES_MAX], near[CANDIDATES_MAX];
    size_t candidates = find_candidates(it, query->key, best), kept = 0, count = 0;
    struct arena arena = {0};
    for (size_t i = 0; i < candidates; i++) {
        struct name_candidate next = best[i];
        struct str key = key_of(index, next.name, &arena);
        bool is_path = index->names[next.name].kind == NAME_OF_PATH, is_sure;
        next.rank =
            rank_of(query, key, is_path ? NAME_OF_PATH : NAME_OF_TITLE, key, &is_sure);
        if (next.rank > 0)
            keep_best(near, &kept, next);
    }
    for (size_t i = 0; i < kept && count < SIMILAR_MAX; i++) {
        uint32_t article = index->names[near[i].name].article;
        bool again = false;
        for (size_t k = 0; k < count; k++)
            again = again || articles[k] == article;
        if (!again)
            articles[count++] = article;
    }
    arena_release(&arena);
    return count;
}

size_t similar_find(struct search *search, struct str dest,
                    uint32_t articles[SIMILAR_MAX])
{
    struct similar_names *it = similar_names_of(search);
    struct arena arena = {0};
    struct str keys[LOOSE_NAMES_MAX];
    size_t key_count = loose_names_of_link(&arena, dest, keys), count = 0;
    /* As the names of the index are. */
    for (size_t i = 0; it != NULL && i < key_count && count == 0; i++) {
        struct similar_query query;
        init_query(&query, keys[i], &search->index.small, &arena);
        count = find_key(it, &search->index, &query, articles);
    }
    arena_release(&arena);
    return count;
}

enum search_status search_similar(struct search *search, struct str dest,
                                  uint32_t articles[SIMILAR_MAX], size_t *count)
{
    search_begin(search);
    *count = similar_find(search, dest, articles);
    return search_end(search);
}

/* --- A whole library --- */

struct article_rank {
    uint32_t article;
    int rank;
    bool is_sure;
};

static void rank_name(const struct similar_query *it, struct str name,
                      enum name_kind kind, struct article_rank *best)
{
    struct arena arena = {0};
    struct name_words words;
    bool is_sure;
    name_words_read(&words, name, NAME_PLAIN);
    struct str key = name_words_text(&words, &arena);
    int rank = rank_of(it, name, kind, str_slice(key, 0, FUZZY_NEAR_BYTES), &is_sure);
    best->rank = rank > best->rank ? rank : best->rank;
    best->is_sure |= is_sure;
    arena_release(&arena);
}

static struct article_rank rank_article(const struct similar_query *it,
                                        const struct library *library, uint32_t id)
{
    const struct article *article = library_article(library, id);
    struct article_rank best = {.article = id};
    rank_name(it, article->title, NAME_OF_TITLE, &best);
    rank_name(it, path_stem(path_name(article->path)), NAME_OF_PATH, &best);
    for (size_t i = 0; i < article->alias_count; i++)
        rank_name(it, article->aliases[i], NAME_OF_ALIAS, &best);
    return best;
}

static void keep_article(struct article_rank best[SIMILAR_MAX], size_t *count,
                         struct article_rank next)
{
    size_t at = *count;
    for (; at > 0 && next.rank > best[at - 1].rank; at--) {
        if (at < SIMILAR_MAX)
            best[at] = best[at - 1];
    }
    if (at < SIMILAR_MAX) {
        best[at] = next;
        *count += *count < SIMILAR_MAX;
    }
}

static void rank_library(const struct similar_query *it, const struct library *library,
                         struct similar_articles *found)
{
    struct article_rank best[SIMILAR_MAX];
    size_t sure = 0;
    uint32_t article = library_step(library, ARTICLE_NONE, +1);
    found->count = 0;
    while (article != ARTICLE_NONE) {
        struct article_rank next = rank_article(it, library, article);
        sure += next.is_sure;
        if (next.rank > 0)
            keep_article(best, &found->count, next);
        article = library_step(library, article, +1);
    }
    for (size_t i = 0; i < found->count; i++)
        found->articles[i] = best[i].article;
    found->is_sure = sure == 1 && best[0].is_sure;
}

struct similar_articles similar_in_library(const struct library *library,
                                           struct str name)
{
    struct similar_articles found = {0};
    struct arena arena = {0};
    struct str keys[LOOSE_NAMES_MAX];
    size_t count = loose_names_of_link(&arena, name, keys);
    const struct languages english = {{LANGUAGE_ENGLISH}, 1};
    struct small_words small = {{0}};
    small_words_load(&small, &english);
    library_begin_read(library);
    for (size_t i = 0; i < count && found.count == 0; i++) {
        struct similar_query query;
        init_query(&query, keys[i], &small, &arena);
        rank_library(&query, library, &found);
    }
    library_end_read(library);
    small_words_release(&small);
    arena_release(&arena);
    return found;
}
