/*
 * Forms of a term, in the order in which they are looked for, which is that of their
 * worth.
 */
#include "catalog/query/forms.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalog/words/languages.h"
#include "catalog/words/stemmer.h"
#include "catalog/words/word_list.h"
#include "catalog/words/word_runs.h"

enum {
    /* Forms of one term, and of all terms of a query together, about: each is a look
     * into the index. */
    FORMS_MAX = 16,
    FORMS_MIN = 2,
    FORMS_TOGETHER = 96,
    BEGINNING_BYTES_MIN = 2,
};

static const float inflected_worth = 0.8f;

struct forms_finder {
    struct database *database;
    struct word_list list;
    struct languages languages;
    struct stemmers stemmers;
    bool is_current;
};

/* The forms of one term, as they are found. */
struct forms_maker {
    struct forms_finder *finder;
    struct arena *arena;
    const struct query_term *term;
    struct form items[FORMS_MAX];
    size_t count, most;
};

struct forms_finder *forms_finder_new(struct database *database)
{
    struct forms_finder *finder = mem_zalloc(1, sizeof *finder);
    finder->database = database;
    return finder;
}

void forms_finder_free(struct forms_finder *finder)
{
    if (finder == NULL)
        return;
    word_list_release(&finder->list);
    stemmers_release(&finder->stemmers);
    free(finder);
}

void forms_finder_expire(struct forms_finder *finder)
{
    finder->is_current = false;
}

static void make_current(struct forms_finder *finder)
{
    if (finder->is_current)
        return;
    word_list_load(&finder->list, finder->database);
    languages_find(finder->database, &finder->languages);
    stemmers_release(&finder->stemmers);
    stemmers_init(&finder->stemmers, &finder->languages);
    finder->is_current = true;
}

/* --- Adding --- */

static bool is_form(const struct form *form, const struct str *words, size_t count)
{
    if (form->count != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(form->words[i], words[i]))
            return false;
    }
    return true;
}

static bool has_form(const struct forms_maker *maker, const struct str *words,
                     size_t count)
{
    for (size_t i = 0; i < maker->count; i++) {
        if (is_form(&maker->items[i], words, count))
            return true;
    }
    return false;
}

/* Adds the words of the term with another one in the place of the last. */
static void add_last(struct forms_maker *maker, struct str last, enum form_kind kind,
                     float worth)
{
    size_t count = maker->term->count;
    struct str *words = ARENA_ARRAY(maker->arena, count, struct str);
    memcpy(words, maker->term->words, count * sizeof *words);
    words[count - 1] = last;
    if (maker->count == maker->most || has_form(maker, words, count))
        return;
    words[count - 1] = arena_str(maker->arena, last);
    maker->items[maker->count++] = (struct form){words, count, worth, kind};
}

/* --- Inflections --- */

static size_t common_bytes(struct str a, struct str b)
{
    size_t len = 0;
    while (len < a.len && len < b.len && a.ptr[len] == b.ptr[len])
        len++;
    return len;
}

/* What all words of a stem begin with: its last letter may be another one in some of
 * them (ferry, ferries). */
static struct str beginning_of(struct str word, struct str stem)
{
    size_t len = common_bytes(word, stem);
    if (len > BEGINNING_BYTES_MIN)
        len--;
    while (len > 0 && len < word.len && ((unsigned char)word.ptr[len] & 0xC0) == 0x80)
        len--;
    return str_slice(word, 0, len);
}

/* The words of one run that have the stem. */
static void add_run(struct forms_maker *maker, size_t run, size_t language,
                    struct str beginning, struct str stem)
{
    const struct forms_finder *finder = maker->finder;
    struct word_numbers at = word_list_beginning(&finder->list, run, beginning);
    for (size_t i = at.from; i < at.to && maker->count < maker->most; i++) {
        struct str word = word_list_word(&finder->list, i);
        if (str_eq(stemmers_stem(&finder->stemmers, language, word), stem))
            add_last(maker, word, FORM_INFLECTED, inflected_worth);
    }
}

static void add_inflected(struct forms_maker *maker, struct str word)
{
    const struct forms_finder *finder = maker->finder;
    if (!word_run_takes(word))
        return;
    for (size_t i = 0; i < finder->stemmers.count; i++) {
        if (!language_writes(finder->stemmers.languages[i], word))
            continue;
        struct str stem =
            arena_str(maker->arena, stemmers_stem(&finder->stemmers, i, word));
        struct str beginning = beginning_of(word, stem);
        for (size_t run = 0;
             run < finder->list.run_count && beginning.len >= BEGINNING_BYTES_MIN;
             run++)
            add_run(maker, run, i, beginning, stem);
    }
}

/* --- All --- */

static void find_term(struct forms_finder *finder, struct query_term *term, size_t most,
                      struct arena *arena)
{
    struct forms_maker maker = {
        .finder = finder, .arena = arena, .term = term, .count = 1, .most = most};
    maker.items[0] = (struct form){term->words, term->count, 1, FORM_TYPED};
    if (!term->is_exact)
        add_inflected(&maker, term->words[term->count - 1]);
    term->forms = (struct term_forms){
        .items = ARENA_ARRAY(arena, maker.count, struct form), .count = maker.count};
    memcpy(term->forms.items, maker.items, maker.count * sizeof *maker.items);
}

void forms_find(struct forms_finder *finder, const struct query *query,
                struct arena *arena)
{
    if (query->term_count == 0)
        return;
    make_current(finder);
    size_t most = FORMS_TOGETHER / query->term_count;
    most = most > FORMS_MAX ? FORMS_MAX : most < FORMS_MIN ? FORMS_MIN : most;
    for (size_t i = 0; i < query->term_count; i++)
        find_term(finder, &query->terms[i], most, arena);
}
