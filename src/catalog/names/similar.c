/*
 * Names are compared in their loose form (library/loose_name.h), with all that share
 * some of their trigrams, three bytes in a row, so that the names of the library are
 * never gone through. Of those that share most the scorer decides.
 */
#include "catalog/similar.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "catalog/names/similar_names.h"
#include "catalog/search/searching.h"
#include "library/loose_name.h"

enum {
    TRIGRAMS_MAX = LOOSE_NAME_BYTES_MAX + 1,
    /* Postings that are looked at for one name, the rarest trigrams first. */
    POSTINGS_MAX = 20000,
    CANDIDATES_MAX = 8,
};

struct similar_names {
    size_t taken;       /* so many names of the index are in it */
    uint64_t *postings; /* trigram, then number of the name: ascending */
    size_t posting_count, posting_cap;
    uint8_t *trigrams; /* by number: how many the name has */
    uint16_t *shared;  /* by number: those that it shares with what is sought */
    uint32_t *touched; /* numbers of which some are shared */
    size_t touched_count;
};

/* --- Trigrams of all names --- */

static int compare_trigrams(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;

    return *left < *right ? -1 : *left > *right;
}

/* The trigrams of a key, each once, with blanks around it; returns how many. */
static size_t trigrams_of(struct str key, uint32_t trigrams[TRIGRAMS_MAX])
{
    uint32_t last = ' ' << 8 | ' ';
    size_t kept = 0;

    for (size_t i = 0; i <= key.len; i++) {
        last = (last << 8 | (i < key.len ? (unsigned char)key.ptr[i] : ' ')) & 0xFFFFFF;
        trigrams[i] = last;
    }
    qsort(trigrams, key.len + 1, sizeof *trigrams, compare_trigrams);
    for (size_t i = 0; i <= key.len; i++) {
        if (kept == 0 || trigrams[kept - 1] != trigrams[i])
            trigrams[kept++] = trigrams[i];
    }
    return kept;
}

static struct str key_of(const struct name_index *index, size_t number,
                         struct arena *arena)
{
    struct str text = name_index_text(index, number);

    return loose_name(arena, index->names[number].kind == INDEXED_PATH ? path_stem(text)
                                                                       : text);
}

static void add_name(struct similar_names *it, size_t number, struct str key)
{
    uint32_t trigrams[TRIGRAMS_MAX];
    size_t count = trigrams_of(key, trigrams);

    it->trigrams[number] = (uint8_t)count;
    for (size_t i = 0; i < count; i++) {
        it->postings = mem_grow(it->postings, it->posting_count, &it->posting_cap,
                                sizeof *it->postings);
        it->postings[it->posting_count++] = (uint64_t)trigrams[i] << 32 | number;
    }
}

/* The file of an article is mostly called as the article: such a name counts once. */
static void add_names(struct similar_names *it, const struct name_index *index)
{
    struct arena arenas[2] = {{0}, {0}};
    struct str last = {0};

    for (; it->taken < index->count; it->taken++) {
        const struct indexed_name *name = &index->names[it->taken];
        struct arena *arena = &arenas[it->taken % 2];
        struct str key;

        if (name->kind == INDEXED_HEADING)
            continue;
        arena_clear(arena);
        key = key_of(index, it->taken, arena);
        if (key.len > 0 && (name->kind != INDEXED_PATH || !str_eq(key, last)))
            add_name(it, it->taken, key);
        last = key;
    }
    arena_release(&arenas[0]);
    arena_release(&arenas[1]);
}

static int compare_postings(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;

    return *left < *right ? -1 : *left > *right;
}

/* Takes in what the index has more. */
static void update(struct similar_names *it, const struct name_index *index)
{
    size_t before = it->taken;

    if (before == index->count)
        return;
    it->trigrams = mem_realloc(it->trigrams, index->count * sizeof *it->trigrams);
    add_names(it, index);
    free(it->shared);
    free(it->touched);
    it->shared = mem_zalloc(index->count, sizeof *it->shared);
    it->touched = mem_zalloc(index->count, sizeof *it->touched);
    it->touched_count = 0;
    if (it->posting_count > 0)
        qsort(it->postings, it->posting_count, sizeof *it->postings, compare_postings);
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

/* --- The nearest --- */

struct candidate {
    uint32_t name;
    int percent;
};

/* The postings of a trigram. */
struct postings {
    const uint64_t *items;
    size_t count;
};

static size_t first_from(const struct similar_names *it, uint64_t posting)
{
    size_t low = 0, high = it->posting_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (it->postings[middle] < posting)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct postings postings_of(const struct similar_names *it, uint32_t trigram)
{
    size_t from = first_from(it, (uint64_t)trigram << 32);
    size_t to = first_from(it, ((uint64_t)trigram + 1) << 32);
    return (struct postings){it->postings + from, to - from};
}

/* The earlier one is of the lesser trigram. */
static int compare_rare(const void *a, const void *b)
{
    const struct postings *left = a, *right = b;
    if (left->count != right->count)
        return left->count < right->count ? -1 : 1;
    return left->items < right->items ? -1 : left->items > right->items;
}

static void count_shared(struct similar_names *it, const uint32_t *trigrams,
                         size_t count)
{
    struct postings rare[TRIGRAMS_MAX];
    size_t looked_at = 0;
    for (size_t i = 0; i < count; i++)
        rare[i] = postings_of(it, trigrams[i]);
    qsort(rare, count, sizeof *rare, compare_rare);
    for (size_t i = 0; i < it->touched_count; i++)
        it->shared[it->touched[i]] = 0;
    it->touched_count = 0;
    for (size_t i = 0; i < count; i++) {
        looked_at += rare[i].count;
        if (looked_at > POSTINGS_MAX)
            break;
        for (size_t k = 0; k < rare[i].count; k++) {
            uint32_t name = (uint32_t)rare[i].items[k];
            if (it->shared[name]++ == 0)
                it->touched[it->touched_count++] = name;
        }
    }
}

static bool is_nearer(struct candidate a, struct candidate b)
{
    return a.percent > b.percent || (a.percent == b.percent && a.name < b.name);
}

/* Puts a candidate in its place among the best. */
static void keep_best(struct candidate best[CANDIDATES_MAX], size_t *count,
                      struct candidate next)
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

/* Those that share the largest part of their trigrams with the name. */
static size_t find_candidates(struct similar_names *it, struct str key,
                              struct candidate best[CANDIDATES_MAX])
{
    uint32_t trigrams[TRIGRAMS_MAX];
    size_t own = trigrams_of(key, trigrams), count = 0;
    count_shared(it, trigrams, own);
    for (size_t i = 0; i < it->touched_count; i++) {
        uint32_t name = it->touched[i];
        size_t all = own + it->trigrams[name];
        keep_best(best, &count,
                  (struct candidate){name, (int)(200u * it->shared[name] / all)});
    }
    return count;
}

/* The articles of the nearest names, each once. */
static size_t find_key(struct similar_names *it, const struct name_index *index,
                       struct str key, uint32_t articles[SIMILAR_MAX])
{
    struct candidate best[CANDIDATES_MAX], near[CANDIDATES_MAX];
    size_t candidates = find_candidates(it, key, best), kept = 0, count = 0;
    struct arena arena = {0};

    for (size_t i = 0; i < candidates; i++) {
        struct candidate next = best[i];

        next.percent = fuzzy_nearness(key, key_of(index, next.name, &arena));
        if (next.percent > 0)
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
    struct arena arena = {0};
    struct str keys[LOOSE_NAMES_MAX];
    size_t key_count = loose_names_of_link(&arena, dest, keys), count = 0;

    if (search->similar == NULL)
        search->similar = mem_zalloc(1, sizeof *search->similar);
    if (name_index_update(&search->index, false))
        update(search->similar, &search->index);
    /* As the names of the index are. */
    for (size_t i = 0; i < key_count && count == 0; i++)
        count = find_key(search->similar, &search->index,
                         loose_name(&arena, fuzzy_fold(&arena, keys[i])), articles);
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
