/*
 * Names are compared in their loose form (library/loose_name.h), with all that share
 * some of their trigrams, three bytes in a row, so that the whole library is never gone
 * through. Of those that share most the edit distance decides, unless one name is the
 * beginning of the other.
 */
#include "catalog/similar.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "catalog/names/similar_names.h"
#include "catalog/search/searching.h"
#include "catalog/store/record.h"
#include "library/loose_name.h"

enum {
    TRIGRAMS_MAX = LOOSE_NAME_BYTES_MAX + 1,
    /* Names that are known, those of the first articles: 50 MB of memory. */
    NAMES_MAX = 300000,
    STOP_STEP = 1024, /* articles between two looks at whether to go on */
    /* Postings that are looked at for one name, the rarest trigrams first. */
    POSTINGS_MAX = 20000,
    CANDIDATES_MAX = 8,
    /* Shares of alike bytes, in percent, from which on names are near. */
    SIMILAR_MIN = 72,
    SIMILAR_BEGINNING = 90, /* what a common beginning is worth */
    BEGINNING_BYTES_MIN = 4,
};

struct name {
    struct str key;
    uint32_t article;
    uint32_t trigrams;
};

struct similar_names {
    unsigned structure; /* of the catalog, when they were read */
    struct arena arena; /* of the keys */
    struct name *names; /* in reading order of their articles */
    size_t count, cap;
    uint64_t *postings; /* trigram, then name: ascending */
    size_t posting_count, posting_cap;
    uint16_t *shared; /* by name: trigrams that it shares with what is sought */
    uint32_t *touched;
    size_t touched_count;
};

/* --- How names are compared ------------------------------------------------------- */

/* Insertions, deletions and changes of bytes that make one of the other; each at most
 * LOOSE_NAME_BYTES_MAX long. */
static size_t distance(struct str a, struct str b)
{
    size_t row[LOOSE_NAME_BYTES_MAX + 1];

    for (size_t k = 0; k <= b.len; k++)
        row[k] = k;
    for (size_t i = 0; i < a.len; i++) {
        size_t diagonal = row[0];

        row[0] = i + 1;
        for (size_t k = 0; k < b.len; k++) {
            size_t change = diagonal + (a.ptr[i] != b.ptr[k]), best;

            diagonal = row[k + 1];
            best = diagonal < row[k] ? diagonal + 1 : row[k] + 1;
            row[k + 1] = change < best ? change : best;
        }
    }
    return row[b.len];
}

/* True when one name is the other and more words. */
static bool begins_alike(struct str a, struct str b)
{
    struct str brief = a.len < b.len ? a : b, full = a.len < b.len ? b : a;

    return brief.len >= BEGINNING_BYTES_MIN && str_starts(full, brief) &&
           (full.len == brief.len || full.ptr[brief.len] == ' ');
}

/* How similar two keys are, in percent; 0 when they are too far apart to be suggested.
 */
static int similarity(struct str a, struct str b)
{
    size_t longer = a.len > b.len ? a.len : b.len;
    int percent = longer == 0 ? 0 : (int)(100 - 100 * distance(a, b) / longer);

    if (percent < SIMILAR_BEGINNING && begins_alike(a, b))
        return SIMILAR_BEGINNING;
    return percent >= SIMILAR_MIN ? percent : 0;
}

/* --- Names of a library -------------------------------------------------------------
 */

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
    for (size_t i = 0; i <= key.len; i++)
        if (kept == 0 || trigrams[kept - 1] != trigrams[i])
            trigrams[kept++] = trigrams[i];
    return kept;
}

static void add_name(struct similar_names *it, uint32_t article, struct str name,
                     struct arena *scratch)
{
    struct str key = loose_name(scratch, name);
    uint32_t trigrams[TRIGRAMS_MAX];
    size_t count;
    if (key.len == 0 || it->count == NAMES_MAX)
        return;
    count = trigrams_of(key, trigrams);
    for (size_t i = 0; i < count; i++) {
        it->postings = mem_grow(it->postings, it->posting_count, &it->posting_cap,
                                sizeof *it->postings);
        it->postings[it->posting_count++] = (uint64_t)trigrams[i] << 32 | it->count;
    }
    it->names = mem_grow(it->names, it->count, &it->cap, sizeof *it->names);
    it->names[it->count++] =
        (struct name){arena_str(&it->arena, key), article, (uint32_t)count};
}

static void add_names(struct similar_names *it, const struct statement *row)
{
    uint32_t article = (uint32_t)column_int(row, 0);
    struct arena scratch = {0};
    struct head head;
    add_name(it, article, column_bytes(row, 1), &scratch);
    add_name(it, article, path_stem(column_bytes(row, 2)), &scratch);
    if (record_get_head(column_bytes(row, 3), &scratch, &head))
        for (size_t i = 0; i < head.alias_count; i++)
            add_name(it, article, head.aliases[i], &scratch);
    arena_release(&scratch);
}

static int compare_postings(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* NULL when the search was stopped meanwhile. */
static struct similar_names *read_names(struct search *search)
{
    struct similar_names *it = mem_zalloc(1, sizeof *it);
    struct statement *rows =
        statement_new(&search->database, "SELECT id, title, path, head FROM article"
                                         " WHERE ord IS NOT NULL ORDER BY ord");
    it->structure = catalog_structure(search->catalog);
    for (size_t i = 0; it->count < NAMES_MAX && statement_next(rows); i++) {
        add_names(it, rows);
        if (i % STOP_STEP == 0 && search_is_stopped(search))
            break;
    }
    statement_free(rows);
    if (search_is_stopped(search)) {
        similar_names_free(it);
        return NULL;
    }
    if (it->posting_count > 0)
        qsort(it->postings, it->posting_count, sizeof *it->postings, compare_postings);
    it->shared = mem_zalloc(it->count, sizeof *it->shared);
    it->touched = mem_zalloc(it->count, sizeof *it->touched);
    return it;
}

void similar_names_free(struct similar_names *names)
{
    if (names == NULL)
        return;
    arena_release(&names->arena);
    free(names->names);
    free(names->postings);
    free(names->shared);
    free(names->touched);
    free(names);
}

/* The names as the catalog has them now; NULL when the search was stopped. */
static struct similar_names *names_of(struct search *search)
{
    if (search->similar != NULL &&
        search->similar->structure != catalog_structure(search->catalog)) {
        similar_names_free(search->similar);
        search->similar = NULL;
    }
    if (search->similar == NULL)
        search->similar = read_names(search);
    return search->similar;
}

/* --- The nearest --------------------------------------------------------------------
 */

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

/* What stands earlier is the lesser trigram. */
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
        size_t all = own + it->names[name].trigrams;
        keep_best(best, &count,
                  (struct candidate){name, (int)(200u * it->shared[name] / all)});
    }
    return count;
}

static size_t find_key(struct similar_names *it, struct str key,
                       uint32_t articles[SIMILAR_MAX])
{
    struct candidate best[CANDIDATES_MAX], near[CANDIDATES_MAX];
    size_t candidates = find_candidates(it, key, best), kept = 0, count = 0;
    for (size_t i = 0; i < candidates; i++) {
        struct candidate next = best[i];
        next.percent = similarity(key, it->names[next.name].key);
        if (next.percent > 0)
            keep_best(near, &kept, next);
    }
    for (size_t i = 0; i < kept && count < SIMILAR_MAX; i++) {
        uint32_t article = it->names[near[i].name].article;
        bool again = false;
        for (size_t k = 0; k < count; k++)
            again = again || articles[k] == article;
        if (!again)
            articles[count++] = article;
    }
    return count;
}

enum search_status search_similar(struct search *search, struct str dest,
                                  uint32_t articles[SIMILAR_MAX], size_t *count)
{
    struct similar_names *names;
    struct arena arena = {0};
    struct str keys[LOOSE_NAMES_MAX];
    *count = 0;
    search_begin(search);
    names = names_of(search);
    if (names != NULL) {
        size_t key_count = loose_names_of_link(&arena, dest, keys);
        for (size_t i = 0; i < key_count && *count == 0; i++)
            *count = find_key(names, keys[i], articles);
    }
    arena_release(&arena);
    return search_end(search);
}
