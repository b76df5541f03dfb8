/*
 * Where the terms of a query occur in a text.
 *
 * The words of the text go by once. Each form of a term keeps how many of its words the
 * last words were (Knuth, Morris, Pratt: after a mismatch it falls back to the longest
 * beginning that still fits), so that no word of the text is looked at twice, however
 * much a phrase repeats itself. The last word is no part of that: it may be a prefix.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalog/query/query.h"
#include "catalog/text/segment.h"

struct finder {
    const struct str *words; /* of a form of a term */
    size_t count;
    size_t term;
    bool is_prefix;
    size_t *fallback; /* for each count of words that fit: the next smaller that does */
    size_t fit;       /* words of the form that the last words were */
};

struct highlighter {
    struct str text;
    struct finder *finders;
    size_t count;
    size_t started;   /* finders of which words fit */
    bool begins[256]; /* a term begins with a word that begins with this byte */
    size_t *froms;    /* where the last words began, by their number modulo... */
    size_t window;    /* ... as many as the longest term has */
    size_t number;    /* of the word */
    struct query_light *lights;
    size_t light_count, light_cap;
};

static size_t *make_fallback(struct arena *arena, const struct str *words, size_t count)
{
    size_t *fallback = ARENA_ARRAY(arena, count, size_t), fit = 0;
    /* Nothing is smaller than one word that fits: 0, which the arena has put there. */
    for (size_t i = 1; i + 1 < count; i++) {
        while (fit > 0 && !str_eq(words[i], words[fit]))
            fit = fallback[fit];
        if (str_eq(words[i], words[fit]))
            fit++;
        fallback[i + 1] = fit;
    }
    return fallback;
}

static void add_finder(struct highlighter *search, size_t term, const struct str *words,
                       size_t count, bool is_prefix, struct arena *arena)
{
    search->finders[search->count++] = (struct finder){
        words, count, term, is_prefix, make_fallback(arena, words, count), 0};
    search->begins[(unsigned char)words[0].ptr[0]] = true;
    if (count > search->window)
        search->window = count;
}

static void start_search(struct highlighter *search, const struct query *query,
                         struct str text, struct arena *arena)
{
    size_t most = query->term_count;
    for (size_t i = 0; i < query->term_count; i++)
        most += query->terms[i].forms.count;
    *search = (struct highlighter){.text = text};
    search->finders = ARENA_ARRAY(arena, most, struct finder);
    for (size_t i = 0; i < query->term_count; i++) {
        const struct query_term *term = &query->terms[i];
        if (!query_is_telling(query->terms, query->term_count, i))
            continue;
        add_finder(search, i, term->words, term->count, term->is_prefix, arena);
        for (size_t k = 1; k < term->forms.count; k++)
            add_finder(search, i, term->forms.items[k].words,
                       term->forms.items[k].count, false, arena);
    }
    search->froms = ARENA_ARRAY(arena, search->window, size_t);
}

/* Ranges come by their ends; one may swallow others before it. */
static void add_light(struct highlighter *search, struct query_light light)
{
    while (search->light_count > 0) {
        const struct query_light *last = &search->lights[search->light_count - 1];
        if (last->range.to <= light.range.from)
            break;
        if (last->range.from < light.range.from)
            light.range.from = last->range.from;
        if (last->range.to > light.range.to)
            light.range.to = last->range.to;
        light.terms |= last->terms;
        search->light_count--;
    }
    search->lights = mem_grow(search->lights, search->light_count, &search->light_cap,
                              sizeof *search->lights);
    search->lights[search->light_count++] = light;
}

/* Adds the range of a form that ends in this word, if it does. */
static void try_last(struct highlighter *search, const struct finder *finder,
                     const struct segment_word *word)
{
    struct str last = finder->words[finder->count - 1];
    size_t first = search->number - (finder->count - 1), to = word->to;
    if (finder->is_prefix ? !str_starts(word->folded, last)
                          : !str_eq(word->folded, last))
        return;
    if (last.len < word->folded.len)
        to = segment_part_end(search->text, word, last.len);
    add_light(search, (struct query_light){
                          {search->froms[first % search->window], to},
                          (uint32_t)1 << finder->term,
                      });
}

static void step(struct highlighter *search, struct finder *finder,
                 const struct segment_word *word)
{
    size_t before = finder->count - 1, fit = finder->fit;
    search->started -= fit > 0;
    if (fit == before) {
        try_last(search, finder, word);
        fit = before > 0 ? finder->fallback[before] : 0;
    }
    if (before > 0) {
        while (fit > 0 && !str_eq(finder->words[fit], word->folded))
            fit = finder->fallback[fit];
        if (str_eq(finder->words[fit], word->folded))
            fit++;
    }
    finder->fit = fit;
    search->started += fit > 0;
}

static void take_word(struct highlighter *search, const struct segment_word *word)
{
    search->froms[search->number % search->window] = word->from;
    if (search->started > 0 || search->begins[(unsigned char)word->folded.ptr[0]]) {
        for (size_t i = 0; i < search->count; i++)
            step(search, &search->finders[i], word);
    }
    search->number++;
}

struct query_light *query_highlight(const struct query *query, struct str text,
                                    struct arena *arena, size_t *count)
{
    *count = 0;
    if (query->term_count == 0)
        return NULL;
    struct highlighter search;
    start_search(&search, query, text, arena);
    struct segment_words words;
    segment_words_init(&words, text);
    struct segment_word word;
    while (segment_next(&words, &word))
        take_word(&search, &word);
    segment_words_release(&words);
    *count = search.light_count;
    struct query_light *lights =
        ARENA_ARRAY(arena, search.light_count, struct query_light);
    if (search.light_count > 0)
        memcpy(lights, search.lights, search.light_count * sizeof *lights);
    free(search.lights);
    return lights;
}
