#include "catalog/alike.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "catalog/searching.h"
#include "catalog/segment.h"

enum {
    WORDS_MAX = 8,    /* of the name; nobody links to more */
    SIMILAR_MAX = 16, /* words that one of them may have been meant for */
    /* Words of the library that are compared with one, in each of a few ranges. */
    COMPARED_MAX = 4000,
    /* Letters that words must have in common at their beginning to be compared: with
     * two there are few words enough in a library of any size but the largest, where
     * those of three and four are compared as well. */
    COMMON_MIN = 2,
    COMMON_MAX = 4,
    BEGINNING_BYTES_MIN = 4, /* as little says nothing of what it is the beginning of */
    LETTERS_PER_FAULT = 4,
    ROWS_MAX = 2000, /* that have words alike to one, out of PARTS of the library */
    PARTS = 4,
    NAMED_MAX = 200, /* articles whose names are compared */
};

struct similar {
    struct str words[SIMILAR_MAX];
    size_t far[SIMILAR_MAX]; /* 0 for the word itself */
    size_t count;
};

/* An article that has words of the name: the rarer they are, the heavier. */
struct weighed {
    uint32_t article;
    double weight;
};

struct weighing {
    struct weighed *items;
    size_t count, cap;
};

struct near {
    uint32_t article;
    int alike;
    int64_t order;
};

struct asking {
    struct search *search;
    struct arena arena;
    struct statement *between; /* words of the vocabulary */
    struct weighing weighing;
};

/* --- Words that are alike -----------------------------------------------------------
 */

/* Keeps the nearest ones; of equals those that came first. */
static void add_similar(struct asking *it, struct similar *similar, struct str word,
                        size_t far)
{
    size_t at = similar->count;

    for (size_t i = 0; i < similar->count; i++) {
        if (str_eq(similar->words[i], word))
            return;
    }
    if (at == SIMILAR_MAX && similar->far[--at] <= far)
        return;
    for (; at > 0 && similar->far[at - 1] > far; at--) {
        similar->words[at] = similar->words[at - 1];
        similar->far[at] = similar->far[at - 1];
    }
    similar->words[at] = arena_str(&it->arena, word);
    similar->far[at] = far;
    similar->count += similar->count < SIMILAR_MAX;
}

static bool is_beginning(struct str brief, struct str full)
{
    return brief.len >= BEGINNING_BYTES_MIN && str_starts(full, brief);
}

/* How far two words are apart; SIZE_MAX when that is too far. */
static size_t how_far(struct str word, struct str other)
{
    size_t longer = word.len > other.len ? word.len : other.len;
    size_t most = (longer + LETTERS_PER_FAULT - 1) / LETTERS_PER_FAULT, far;

    if (other.len > SUGGEST_KEY_BYTES_MAX)
        return SIZE_MAX;
    far = suggest_distance(word, other);
    if (far > most && !is_beginning(word, other) && !is_beginning(other, word))
        return SIZE_MAX;
    return far;
}

/* Compares the words with this beginning; false when there are more than that. */
static bool compare_words(struct asking *it, struct str word, size_t common,
                          struct similar *similar)
{
    struct str from = str_slice(word, 0, common);
    struct str end = arena_printf(&it->arena, STR_FMT "\xFF", STR_ARG(from));
    int compared = 0;

    statement_bytes(it->between, 1, from);
    statement_bytes(it->between, 2, end);
    while (compared < COMPARED_MAX && statement_next(it->between)) {
        struct str other = column_bytes(it->between, 0);
        size_t far = how_far(word, other);

        if (far != SIZE_MAX)
            add_similar(it, similar, other, far);
        compared++;
    }
    statement_end(it->between);
    return compared < COMPARED_MAX;
}

static void try_word(struct asking *it, struct str word, struct similar *similar)
{
    statement_bytes(it->between, 1, word);
    statement_bytes(it->between, 2,
                    arena_printf(&it->arena, STR_FMT "\x01", STR_ARG(word)));
    if (statement_next(it->between) && str_eq(column_bytes(it->between, 0), word))
        add_similar(it, similar, word, 1);
    statement_end(it->between);
}

/* Words with one letter more, less or another where those that are compared are alike.
 */
static void vary_beginning(struct asking *it, struct str word, struct similar *similar)
{
    for (size_t at = 0; at < COMMON_MIN && at < word.len; at++) {
        struct str before = str_slice(word, 0, at), behind = str_tail(word, at + 1);

        try_word(
            it,
            arena_printf(&it->arena, STR_FMT STR_FMT, STR_ARG(before), STR_ARG(behind)),
            similar);
        for (int c = 'a'; c <= 'z'; c++) {
            try_word(it,
                     arena_printf(&it->arena, STR_FMT "%c" STR_FMT, STR_ARG(before), c,
                                  STR_ARG(behind)),
                     similar);
            try_word(it,
                     arena_printf(&it->arena, STR_FMT "%c" STR_FMT, STR_ARG(before), c,
                                  STR_ARG(str_tail(word, at))),
                     similar);
        }
    }
}

static void find_similar(struct asking *it, struct str word, struct similar *similar)
{
    *similar = (struct similar){.count = 0};
    add_similar(it, similar, word, 0);
    if (word.len <= COMMON_MIN || word.len > SUGGEST_KEY_BYTES_MAX)
        return;
    for (size_t common = COMMON_MIN; common <= COMMON_MAX; common++) {
        if (compare_words(it, word, common, similar))
            break;
    }
    if (str_is_ascii(word))
        vary_beginning(it, word, similar);
}

/* --- Articles that have them --------------------------------------------------------
 */

static struct str expression_of(const struct similar *similar, struct arena *arena)
{
    struct buf out = {0};
    struct str kept;

    for (size_t i = 0; i < similar->count; i++) {
        /* No word has a quote in it. */
        buf_printf(&out, "%s\"" STR_FMT "\"", i > 0 ? " OR " : "",
                   STR_ARG(similar->words[i]));
    }
    kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

static void add_article(struct weighing *weighing, uint32_t article)
{
    weighing->items = mem_grow(weighing->items, weighing->count, &weighing->cap,
                               sizeof *weighing->items);
    weighing->items[weighing->count++] = (struct weighed){.article = article};
}

/* Names of the whole only: a heading is no article. */
static void weigh_articles(struct asking *it, const struct similar *similar)
{
    struct search *search = it->search;
    struct statement *ask = search->called.rows;
    struct str match = expression_of(similar, &it->arena);
    int64_t step = schema_names_row(search_texts_end(search)) / PARTS + 1;
    size_t first = it->weighing.count;

    for (int i = 0; i < PARTS && !search_is_stopped(search); i++) {
        statement_bytes(ask, 1, match);
        statement_int(ask, 2, i * step);
        statement_int(ask, 3, (i + 1) * step - 1);
        for (int k = 0; k < ROWS_MAX / PARTS && statement_next(ask);) {
            int64_t row = column_int(ask, 0);
            struct text text;

            if (schema_is_headings_row(row))
                continue;
            k++;
            if (search_text_at(search, schema_text_of(row), &text))
                add_article(&it->weighing, text.article);
        }
        statement_end(ask);
    }
    for (size_t i = first; i < it->weighing.count; i++)
        it->weighing.items[i].weight = 1.0 / (double)(it->weighing.count - first);
}

static int compare_articles(const void *a, const void *b)
{
    const struct weighed *left = a, *right = b;

    return left->article < right->article ? -1 : left->article > right->article;
}

static int compare_weights(const void *a, const void *b)
{
    const struct weighed *left = a, *right = b;

    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return compare_articles(a, b);
}

/* Each article once, the heaviest first. */
static void add_up(struct weighing *weighing)
{
    size_t kept = 0;

    if (weighing->count == 0)
        return;
    qsort(weighing->items, weighing->count, sizeof *weighing->items, compare_articles);
    for (size_t i = 1; i < weighing->count; i++) {
        if (weighing->items[i].article == weighing->items[kept].article)
            weighing->items[kept].weight += weighing->items[i].weight;
        else
            weighing->items[++kept] = weighing->items[i];
    }
    weighing->count = kept + 1;
    qsort(weighing->items, weighing->count, sizeof *weighing->items, compare_weights);
}

/* --- The nearest --------------------------------------------------------------------
 */

static void compare_name(struct asking *it, struct str key, struct str name,
                         struct near *near)
{
    int alike = suggest_alike(key, suggest_key(&it->arena, name));

    if (alike > near->alike)
        near->alike = alike;
}

static struct near compare_names(struct asking *it, struct str key, uint32_t id)
{
    const struct library *library = view_library(it->search->view);
    const struct article *article = library_article(library, id);
    struct near near = {.article = id};
    struct text text;

    compare_name(it, key, article->title, &near);
    compare_name(it, key, path_stem(article->path), &near);
    for (size_t i = 0; i < article->alias_count; i++)
        compare_name(it, key, article->aliases[i], &near);
    if (near.alike > 0 && search_text_of(it->search, id, &text))
        near.order = text.order;
    return near;
}

static int compare_near(const void *a, const void *b)
{
    const struct near *left = a, *right = b;

    if (left->alike != right->alike)
        return left->alike > right->alike ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static size_t take_nearest(struct asking *it, struct str key,
                           uint32_t articles[SUGGEST_MAX])
{
    struct near nears[NAMED_MAX];
    size_t count = 0;

    for (size_t i = 0;
         i < it->weighing.count && i < NAMED_MAX && !search_is_stopped(it->search);
         i++) {
        nears[count] = compare_names(it, key, it->weighing.items[i].article);
        count += nears[count].alike > 0;
    }
    if (count > 0)
        qsort(nears, count, sizeof *nears, compare_near);
    count = count < SUGGEST_MAX ? count : SUGGEST_MAX;
    for (size_t i = 0; i < count; i++)
        articles[i] = nears[i].article;
    return count;
}

static size_t find_key(struct asking *it, struct str key,
                       uint32_t articles[SUGGEST_MAX])
{
    struct segment_words words;
    struct segment_word word;

    it->weighing.count = 0;
    segment_words_init(&words, key);
    for (int i = 0;
         i < WORDS_MAX && segment_next(&words, &word) && !search_is_stopped(it->search);
         i++) {
        struct similar similar;

        find_similar(it, arena_str(&it->arena, word.folded), &similar);
        weigh_articles(it, &similar);
    }
    segment_words_release(&words);
    add_up(&it->weighing);
    return take_nearest(it, key, articles);
}

enum search_status search_alike(struct search *search, struct str dest,
                                uint32_t articles[SUGGEST_MAX], size_t *count)
{
    struct asking it = {.search = search};
    struct str keys[SUGGEST_KEYS_MAX];
    size_t key_count;

    *count = 0;
    search_begin(search);
    it.between = statement_new(
        &search->database,
        "SELECT word FROM word WHERE word >= ? AND word < ? ORDER BY word");
    key_count = suggest_keys(&it.arena, dest, keys);
    for (size_t i = 0; i < key_count && *count == 0; i++)
        *count = find_key(&it, keys[i], articles);
    statement_free(it.between);
    free(it.weighing.items);
    arena_release(&it.arena);
    return search_end(search);
}
