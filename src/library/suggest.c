/*
 * Names are compared in their loose form (key.h), with all that share some of their
 * trigrams, three bytes in a row; so the whole library is never gone through. Of those
 * that share most the edit distance decides, unless one name is the beginning of the
 * other.
 */
#include "library/suggest.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/bags.h"
#include "library/dest.h"
#include "library/key.h"

enum {
    TRIGRAMS_MAX = SUGGEST_KEY_BYTES_MAX + 2,
    /* Postings that are looked at for one name, the rarest trigrams first. */
    POSTINGS_MAX = 20000,
    CANDIDATES_MAX = 8,
    /* Shares of alike bytes, in percent, from which on names are near. */
    ALIKE_MIN = 72,
    ALIKE_BEGINNING = 90, /* what a common beginning is worth */
    BEGINNING_BYTES_MIN = 4,
};

/* --- How names are compared ------------------------------------------------------- */

struct str suggest_key(struct arena *arena, struct str name)
{
    return str_slice(key_loose(arena, name), 0, SUGGEST_KEY_BYTES_MAX);
}

size_t suggest_keys(struct arena *arena, struct str dest,
                    struct str keys[SUGGEST_KEYS_MAX])
{
    unsigned char ext;
    struct str name =
        key_stem(dest_decoded(arena, str_slice(dest, 0, str_chr(dest, '#'))), &ext);
    size_t count = 0;

    keys[count] = suggest_key(arena, name);
    count += keys[count].len > 0;
    /* "TCP/IP" is a name; "notes/tides" is a path, whose folder may be what is wrong.
     */
    if (str_chr(name, '/') < name.len) {
        keys[count] = suggest_key(arena, path_name(name));
        count += keys[count].len > 0;
    }
    return count;
}

size_t suggest_distance(struct str a, struct str b)
{
    size_t row[SUGGEST_KEY_BYTES_MAX + 1];

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

int suggest_alike(struct str a, struct str b)
{
    size_t longer = a.len > b.len ? a.len : b.len;
    int alike = longer == 0 ? 0 : (int)(100 - 100 * suggest_distance(a, b) / longer);

    if (alike < ALIKE_BEGINNING && begins_alike(a, b))
        return ALIKE_BEGINNING;
    return alike >= ALIKE_MIN ? alike : 0;
}

/* --- In memory -------------------------------------------------------------------- */

struct name {
    struct str key;
    uint32_t article;
    uint32_t trigrams;
};

struct suggest {
    const struct library *library;
    struct arena arena;
    struct name *names;
    size_t count;
    struct index *index;
    struct sums sums;
};

static int compare_keys(const void *a, const void *b)
{
    const struct weighted *left = a, *right = b;

    return left->key < right->key ? -1 : left->key > right->key;
}

/* The trigrams of a key, each once, with blanks around it; `items` has room for
 * TRIGRAMS_MAX. */
static struct bag trigrams_of(struct str key, struct weighted *items)
{
    struct bag bag = {.items = items};
    uint32_t last = ' ' << 8 | ' ', kept = 0;

    for (size_t i = 0; i <= key.len; i++) {
        last = (last << 8 | (i < key.len ? (unsigned char)key.ptr[i] : ' ')) & 0xFFFFFF;
        items[bag.count++] = (struct weighted){last, 1};
    }
    qsort(items, bag.count, sizeof *items, compare_keys);
    for (uint32_t i = 0; i < bag.count; i++) {
        if (kept == 0 || items[kept - 1].key != items[i].key)
            items[kept++] = items[i];
    }
    bag.count = kept;
    return bag;
}

/* --- The index -------------------------------------------------------------------- */

static void add_name(struct suggest *suggest, uint32_t article, struct str name)
{
    struct str key = suggest_key(&suggest->arena, name);

    if (key.len > 0)
        suggest->names[suggest->count++] =
            (struct name){.key = key, .article = article};
}

static void add_names(struct suggest *suggest)
{
    const struct library *library = suggest->library;
    size_t most = 0;

    for (uint32_t i = library_step(library, ARTICLE_NONE, +1); i != ARTICLE_NONE;
         i = library_step(library, i, +1))
        most += library_article(library, i)->alias_count + 2;
    suggest->names = ARENA_ARRAY(&suggest->arena, most, struct name);
    for (uint32_t i = library_step(library, ARTICLE_NONE, +1); i != ARTICLE_NONE;
         i = library_step(library, i, +1)) {
        const struct article *article = library_article(library, i);

        add_name(suggest, i, article->title);
        add_name(suggest, i, path_stem(article->path));
        for (size_t k = 0; k < article->alias_count; k++)
            add_name(suggest, i, article->aliases[k]);
    }
}

struct suggest *suggest_new(const struct library *library)
{
    struct suggest *suggest = mem_zalloc(1, sizeof *suggest);
    struct arena scratch = {0};
    struct bag *bags;

    suggest->library = library;
    add_names(suggest);
    bags = ARENA_ARRAY(&scratch, suggest->count, struct bag);
    for (size_t i = 0; i < suggest->count; i++) {
        size_t most = suggest->names[i].key.len + 2;

        bags[i] = trigrams_of(suggest->names[i].key,
                              ARENA_ARRAY(&scratch, most, struct weighted));
        suggest->names[i].trigrams = bags[i].count;
    }
    suggest->index = index_new(bags, suggest->count, &suggest->arena);
    suggest->sums = sums_new(suggest->count, &suggest->arena);
    arena_release(&scratch);
    return suggest;
}

void suggest_free(struct suggest *suggest)
{
    if (suggest == NULL)
        return;
    arena_release(&suggest->arena);
    free(suggest);
}

/* --- Asking ----------------------------------------------------------------------- */

struct candidate {
    uint32_t name; /* among the names of the index */
    int alike;     /* percent */
};

struct rare {
    const struct posting *postings;
    uint32_t count, key;
};

static int compare_rare(const void *a, const void *b)
{
    const struct rare *left = a, *right = b;

    if (left->count != right->count)
        return left->count < right->count ? -1 : 1;
    return left->key < right->key ? -1 : left->key > right->key;
}

static void count_shared(struct suggest *suggest, const struct bag *bag)
{
    struct rare rares[TRIGRAMS_MAX];
    size_t looked_at = 0;

    for (uint32_t i = 0; i < bag->count; i++) {
        rares[i].key = bag->items[i].key;
        rares[i].postings = index_find(suggest->index, rares[i].key, &rares[i].count);
    }
    qsort(rares, bag->count, sizeof *rares, compare_rare);
    sums_clear(&suggest->sums);
    for (uint32_t i = 0; i < bag->count; i++) {
        looked_at += rares[i].count;
        if (looked_at > POSTINGS_MAX)
            break;
        for (uint32_t k = 0; k < rares[i].count; k++)
            sums_add(&suggest->sums, rares[i].postings[k].bag, 1);
    }
}

static bool is_nearer(struct candidate a, struct candidate b)
{
    return a.alike > b.alike || (a.alike == b.alike && a.name < b.name);
}

/* Puts a candidate in its place among the best `most`. */
static void keep_best(struct candidate *best, size_t *count, size_t most,
                      struct candidate next)
{
    size_t at = *count;

    for (; at > 0 && is_nearer(next, best[at - 1]); at--) {
        if (at < most)
            best[at] = best[at - 1];
    }
    if (at < most) {
        best[at] = next;
        *count += *count < most;
    }
}

/* Those that share the largest part of their trigrams with the name. */
static size_t find_candidates(struct suggest *suggest, struct str key,
                              struct candidate best[CANDIDATES_MAX])
{
    struct weighted items[TRIGRAMS_MAX];
    struct bag bag = trigrams_of(key, items);
    size_t count = 0;

    count_shared(suggest, &bag);
    for (uint32_t i = 0; i < suggest->sums.count; i++) {
        uint32_t name = suggest->sums.touched[i];
        float shared = suggest->sums.by_bag[name];
        uint32_t all = bag.count + suggest->names[name].trigrams;

        keep_best(best, &count, CANDIDATES_MAX,
                  (struct candidate){name, (int)(200 * shared / (float)all)});
    }
    return count;
}

static size_t find_key(struct suggest *suggest, struct str key,
                       uint32_t articles[SUGGEST_MAX])
{
    struct candidate best[CANDIDATES_MAX], near[CANDIDATES_MAX];
    size_t candidates = find_candidates(suggest, key, best), kept = 0, count = 0;

    for (size_t i = 0; i < candidates; i++) {
        struct candidate next = best[i];

        next.alike = suggest_alike(key, suggest->names[next.name].key);
        if (next.alike > 0)
            keep_best(near, &kept, CANDIDATES_MAX, next);
    }
    for (size_t i = 0; i < kept && count < SUGGEST_MAX; i++) {
        uint32_t article = suggest->names[near[i].name].article;
        bool again = false;

        for (size_t k = 0; k < count; k++)
            again = again || articles[k] == article;
        if (!again)
            articles[count++] = article;
    }
    return count;
}

size_t suggest_find(struct suggest *suggest, struct str dest,
                    uint32_t articles[SUGGEST_MAX])
{
    struct arena arena = {0};
    struct str keys[SUGGEST_KEYS_MAX];
    size_t key_count = suggest_keys(&arena, dest, keys), count = 0;

    for (size_t i = 0; i < key_count && count == 0; i++)
        count = find_key(suggest, keys[i], articles);
    arena_release(&arena);
    return count;
}
