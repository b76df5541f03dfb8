/*
 * Forms of a term, by the rules that find them. What a rule makes counts only when the
 * library has such a word, or one with its stem.
 */
#include "catalog/query/forms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/words/languages.h"
#include "catalog/words/slips.h"
#include "catalog/words/small_words.h"
#include "catalog/words/spellings.h"
#include "catalog/words/stemmer.h"
#include "catalog/words/word_list.h"
#include "catalog/words/word_runs.h"

enum {
    /* Forms of one term, and of all terms of a query together, about: each is a look
     * into the index. */
    FORMS_MAX = 24,
    FORMS_MIN = 2,
    FORMS_TOGETHER = 96,
    BEGINNING_BYTES_MIN = 2,
    /* Words of a query that are looked for as slips: each takes a millisecond. */
    SLIPS_TOGETHER = 4,
    /* A word is taken apart into two of so many bytes, one that the library has only if
     * it is long; of so many pairs is asked whether they are anywhere. */
    SPLIT_BYTES_MIN = 3,
    SPLIT_KNOWN_BYTES_MIN = 7,
    SPLITS_MAX = 3,
    JOINED_SMALL_BYTES_MIN = 8,
    /* Articles that are counted to see which word is frequent. */
    COUNTED_MAX = 200,
    /* A short word is near to many: the slip must be a likely one. */
    LIKELY_BYTES_MAX = 5,
    LIKELY_MIN = 2,
};

/* What a form is worth beside the typed one. */
static const float spelling_worth = 0.95f, joined_worth = 0.9f, slip_worth = 0.9f,
                   inflected_worth = 0.8f, far_worth = 0.7f, family_worth = 0.6f,
                   distant_worth = 0.5f;

struct forms_finder {
    struct database *database;
    struct statement *count;
    struct word_list list;
    struct languages languages;
    struct stemmers stemmers;
    struct small_words small;
    bool is_current;
};

/* The forms of one term, as they are found. */
struct forms_maker {
    struct forms_finder *finder;
    struct arena *arena;
    struct query_term *term;
    struct form items[FORMS_MAX];
    size_t count, most;
};

struct forms_finder *forms_finder_new(struct database *database)
{
    struct forms_finder *finder = mem_zalloc(1, sizeof *finder);
    finder->database = database;
    finder->count = statement_new(
        database, "SELECT count(*) FROM (SELECT 1 FROM passage WHERE passage MATCH ?"
                  " LIMIT ?)");
    return finder;
}

void forms_finder_free(struct forms_finder *finder)
{
    if (finder == NULL)
        return;
    statement_free(finder->count);
    word_list_release(&finder->list);
    stemmers_release(&finder->stemmers);
    small_words_release(&finder->small);
    free(finder);
}

void forms_finder_expire(struct forms_finder *finder)
{
    finder->is_current = false;
}

void forms_finder_load(struct forms_finder *finder)
{
    if (finder->is_current)
        return;
    word_list_load(&finder->list, finder->database);
    languages_find(finder->database, &finder->languages);
    stemmers_release(&finder->stemmers);
    stemmers_init(&finder->stemmers, &finder->languages);
    small_words_load(&finder->small, &finder->languages);
    finder->is_current = database_fault(finder->database) == FAULT_NONE;
}

/* Articles that have these words one after the other, `most` at most. */
static int64_t count_articles(const struct forms_finder *finder, struct str words,
                              int64_t most, struct arena *arena)
{
    struct statement *count = finder->count;
    statement_bytes(count, 1, arena_printf(arena, "\"" STR_FMT "\"", STR_ARG(words)));
    statement_int(count, 2, most);
    int64_t articles = statement_next(count) ? column_int(count, 0) : 0;
    statement_end(count);
    return articles;
}

static bool has_word(const struct forms_maker *maker, struct str word)
{
    return word_list_has(&maker->finder->list, word);
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

/* The place of a form; the count when it is not there. */
static size_t place_of(const struct forms_maker *maker, const struct str *words,
                       size_t count)
{
    size_t at = 0;
    while (at < maker->count && !is_form(&maker->items[at], words, count))
        at++;
    return at;
}

/* Keeps them in the order of their worth, so that what there is no room for is worth
 * least. What was found in two ways is worth the more. */
static void add_form(struct forms_maker *maker, const struct str *words, size_t count,
                     enum form_kind kind, float worth)
{
    size_t at = place_of(maker, words, count);
    if (at == maker->most)
        at--;
    else if (at == maker->count)
        maker->items[maker->count++] = (struct form){.count = 0};
    if (maker->items[at].worth >= worth)
        return;
    struct str *kept = ARENA_ARRAY(maker->arena, count, struct str);
    for (size_t i = 0; i < count; i++)
        kept[i] = arena_str(maker->arena, words[i]);
    for (; maker->items[at - 1].worth < worth; at--)
        maker->items[at] = maker->items[at - 1];
    maker->items[at] = (struct form){kept, count, worth, kind};
}

/* A word in the place of the last of the term, which are all of them but in a phrase.
 */
static void add_last(struct forms_maker *maker, struct str last, enum form_kind kind,
                     float worth)
{
    const struct query_term *term = maker->term;
    struct str *words = ARENA_ARRAY(maker->arena, term->count, struct str);
    memcpy(words, term->words, term->count * sizeof *words);
    words[term->count - 1] = last;
    add_form(maker, words, term->count, kind, worth);
}

/* How a word is added: alone, or at the end of the term. */
typedef void add_word(struct forms_maker *maker, struct str word, enum form_kind kind,
                      float worth);

static void add_alone(struct forms_maker *maker, struct str word, enum form_kind kind,
                      float worth)
{
    add_form(maker, &word, 1, kind, worth);
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

/* Whether the words are one and many of the same: then they are nearer than others of
 * their stem (container, contain). */
static bool differ_in_number(struct str a, struct str b)
{
    struct str one = a.len < b.len ? a : b, many = a.len < b.len ? b : a;
    struct str ending = str_tail(many, common_bytes(one, many));
    if (str_starts(many, one))
        return str_eq(ending, STR("s")) || str_eq(ending, STR("es"));
    return one.len > 0 && one.ptr[one.len - 1] == 'y' && str_eq(ending, STR("ies")) &&
           many.len == one.len + 2;
}

/* The words of one run that have the stem of another word. */
static void add_run(struct forms_maker *maker, size_t run, size_t language,
                    struct str other, struct str beginning, struct str stem,
                    add_word *add, float worth)
{
    float number_worth = 1 - (1 - worth) / 2;
    const struct forms_finder *finder = maker->finder;
    struct word_numbers at = word_list_beginning(&finder->list, run, beginning);
    for (size_t i = at.from; i < at.to; i++) {
        struct str word = word_list_word(&finder->list, i);
        if (str_eq(stemmers_stem(&finder->stemmers, language, word), stem))
            add(maker, word, FORM_INFLECTED,
                differ_in_number(word, other) ? number_worth : worth);
    }
}

static void add_inflected(struct forms_maker *maker, struct str word, add_word *add,
                          float worth)
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
        for (size_t run = 0; run < finder->list.run_count; run++) {
            if (beginning.len >= BEGINNING_BYTES_MIN)
                add_run(maker, run, i, word, beginning, stem, add, worth);
        }
    }
}

/* --- Spellings and families --- */

/* Words that were made by a rule: themselves if there are such, and their endings. */
static void add_made(struct forms_maker *maker, const struct spellings *made,
                     enum form_kind kind, float worth, float inflected)
{
    for (size_t i = 0; i < made->count; i++) {
        if (has_word(maker, made->items[i]))
            add_last(maker, made->items[i], kind, worth);
        add_inflected(maker, made->items[i], add_last, inflected);
    }
}

/* Families are of the plain word, which may be another ending of the typed one. */
static void add_families(struct forms_maker *maker, struct str word)
{
    struct spellings family = {.count = 0};
    spellings_add_family(&family, word, maker->arena);
    for (size_t i = 1; i < maker->count; i++) {
        const struct form *form = &maker->items[i];
        if (form->kind == FORM_INFLECTED)
            spellings_add_family(&family, form->words[form->count - 1], maker->arena);
    }
    add_made(maker, &family, FORM_INFLECTED, family_worth, distant_worth);
}

static void add_endings(struct forms_maker *maker, struct str word)
{
    bool is_english = languages_have(&maker->finder->languages, LANGUAGE_ENGLISH);
    struct spellings spellings = {.count = 0};
    if (is_english)
        spellings_add(&spellings, word, maker->arena);
    add_inflected(maker, word, add_last, inflected_worth);
    if (is_english)
        add_families(maker, word);
    add_made(maker, &spellings, FORM_SPELLING, spelling_worth, far_worth);
}

/* --- Joined and apart --- */

/* Of what a hyphen or an apostrophe parted: all of it in one word. */
static void add_joined(struct forms_maker *maker, const struct str *words, size_t count)
{
    struct buf out = {0};
    for (size_t i = 0; i < count; i++)
        buf_puts(&out, words[i]);
    struct str joined = buf_keep(&out, maker->arena);
    buf_release(&out);
    if (!word_run_takes(joined))
        return;
    if (has_word(maker, joined))
        add_alone(maker, joined, FORM_JOINED, joined_worth);
    add_inflected(maker, joined, add_alone, far_worth);
}

/* What stands before or after an apostrophe and belongs to another word: John's, l'eau,
 * dell'acqua. */
static bool is_clitic(struct str word, bool is_last)
{
    static const struct str first[] = {
        STR_INIT("l"),  STR_INIT("d"),    STR_INIT("qu"),   STR_INIT("j"),
        STR_INIT("m"),  STR_INIT("n"),    STR_INIT("s"),    STR_INIT("t"),
        STR_INIT("c"),  STR_INIT("dell"), STR_INIT("all"),  STR_INIT("nell"),
        STR_INIT("un"), STR_INIT("dall"), STR_INIT("sull"), STR_INIT("quell"),
    };
    if (is_last)
        return str_eq(word, STR("s"));
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        if (str_eq(word, first[i]))
            return true;
    }
    return false;
}

static bool has_apostrophe(struct str typed)
{
    return str_chr(typed, '\'') < typed.len ||
           str_find(typed, STR("\xE2\x80\x99")) < typed.len;
}

static void add_without_clitic(struct forms_maker *maker)
{
    const struct query_term *term = maker->term;
    if (term->count != 2 || !has_apostrophe(term->typed))
        return;
    struct str word = is_clitic(term->words[1], true)    ? term->words[0]
                      : is_clitic(term->words[0], false) ? term->words[1]
                                                         : (struct str){0};
    if (word.len == 0)
        return;
    add_alone(maker, word, FORM_JOINED, spelling_worth);
    add_inflected(maker, word, add_alone, inflected_worth);
}

/* Two words that the library has one after the other. */
static void add_apart(struct forms_maker *maker, struct str word)
{
    const struct forms_finder *finder = maker->finder;
    int asked = 0;
    if (!word_run_takes(word) ||
        (word.len < SPLIT_KNOWN_BYTES_MIN && has_word(maker, word)))
        return;
    for (size_t at = SPLIT_BYTES_MIN;
         at + SPLIT_BYTES_MIN <= word.len && asked < SPLITS_MAX; at++) {
        struct str parts[] = {str_slice(word, 0, at), str_tail(word, at)};
        struct str both = arena_printf(maker->arena, STR_FMT " " STR_FMT,
                                       STR_ARG(parts[0]), STR_ARG(parts[1]));
        if (!has_word(maker, parts[0]) || !has_word(maker, parts[1]) ||
            small_words_languages(&finder->small, parts[0]) != 0 ||
            small_words_languages(&finder->small, parts[1]) != 0)
            continue;
        asked++;
        if (count_articles(finder, both, 1, maker->arena) > 0)
            add_form(maker, parts, 2, FORM_JOINED, joined_worth);
    }
}

/* --- Slips --- */

/* The word that was most likely meant; empty when none is near. */
static struct str find_meant(const struct forms_maker *maker, struct str word)
{
    const struct word_list *list = &maker->finder->list;
    size_t numbers[SLIPS_MAX];
    struct str meant = {0};
    double best = 0;
    for (int above = 0; meant.len == 0 && above < slips_allowed(word);) {
        size_t count = slips_find(list, word, above, numbers, &above);
        for (size_t i = 0; i < count; i++) {
            struct str near = word_list_word(list, numbers[i]);
            int likely = slips_likelihood(word, near);
            if (likely < LIKELY_MIN && word.len <= LIKELY_BYTES_MAX)
                continue;
            double articles =
                (double)count_articles(maker->finder, near, COUNTED_MAX, maker->arena);
            double score = log2(articles + 1) + likely;
            if (articles > 0 && score > best) {
                best = score;
                meant = near;
            }
        }
        if (count == 0)
            break;
    }
    return meant;
}

/* A word of which nothing was found. */
static void add_slip(struct forms_maker *maker, struct str word)
{
    struct str meant = find_meant(maker, word);
    if (meant.len == 0)
        return;
    add_last(maker, meant, FORM_SLIP, slip_worth);
    maker->term->forms.shown_for = arena_str(maker->arena, meant);
    add_inflected(maker, maker->term->forms.shown_for, add_last, far_worth);
}

/* --- A term --- */

/* Whether the library has words that begin so. */
static bool has_beginning(const struct forms_maker *maker, struct str word)
{
    const struct word_list *list = &maker->finder->list;
    for (size_t run = 0; run < list->run_count; run++) {
        struct word_numbers at = word_list_beginning(list, run, word);
        if (at.to > at.from)
            return true;
    }
    return false;
}

/* The beginning of a word has no forms, but is what it will be, unless it is whole
 * already. */
static bool may_have_forms(const struct forms_maker *maker)
{
    const struct query_term *term = maker->term;
    struct str last = term->words[term->count - 1];
    return !term->is_exact &&
           (!term->is_prefix || has_word(maker, last) || !has_beginning(maker, last));
}

static bool is_known(const struct forms_maker *maker, struct str word)
{
    return !word_run_takes(word) || maker->count > 1 || has_word(maker, word) ||
           count_articles(maker->finder, word, 1, maker->arena) > 0;
}

static void add_forms(struct forms_maker *maker, size_t *slips)
{
    const struct query_term *term = maker->term;
    struct str last = term->words[term->count - 1];
    if (!may_have_forms(maker))
        return;
    if (term->count > 1) {
        add_without_clitic(maker);
        add_joined(maker, term->words, term->count);
    }
    add_endings(maker, last);
    if (term->count > 1)
        return;
    add_apart(maker, last);
    if (*slips < SLIPS_TOGETHER && !is_known(maker, last)) {
        (*slips)++;
        add_slip(maker, last);
    }
}

static void find_term(struct forms_finder *finder, struct query_term *term, size_t most,
                      size_t *slips, struct arena *arena)
{
    struct forms_maker maker = {
        .finder = finder, .arena = arena, .term = term, .count = 1, .most = most};
    maker.items[0] = (struct form){term->words, term->count, 1, FORM_TYPED};
    if (!term->forms.is_small)
        add_forms(&maker, slips);
    /* Two more, for what it makes with its neighbours. */
    term->forms.items = ARENA_ARRAY(arena, maker.count + 2, struct form);
    term->forms.count = maker.count;
    memcpy(term->forms.items, maker.items, maker.count * sizeof *maker.items);
}

/* --- All terms --- */

static bool is_upper(struct str typed)
{
    size_t letters = 0;
    for (size_t pos = 0; pos < typed.len; letters++) {
        if (!text_is_upper(text_next(typed, &pos)))
            return false;
    }
    return letters > 1;
}

/* WHO and IT are no small words, unless all was typed in capitals. */
static bool is_acronym(const struct query *query, const struct query_term *term)
{
    for (size_t i = 0; i < query->term_count; i++) {
        if (!is_upper(query->terms[i].typed))
            return is_upper(term->typed);
    }
    return false;
}

/* The languages that a term is small in, a bit for each. */
static uint64_t small_in(const struct forms_finder *finder, const struct query *query,
                         const struct query_term *term)
{
    uint64_t languages = UINT64_MAX;
    for (size_t i = 0; i < term->count; i++)
        languages &= small_words_languages(&finder->small, term->words[i]);
    return term->is_exact || is_acronym(query, term) ? 0 : languages;
}

/* The languages that a query may be in: the first of the library, and others that it
 * has more than one small word of. One may be another language's word: comment, die. */
static uint64_t languages_of(const struct forms_finder *finder,
                             const struct query *query)
{
    uint64_t once = 0, more = 1;
    for (size_t i = 0; i < query->term_count; i++) {
        uint64_t languages = small_in(finder, query, &query->terms[i]);
        more |= once & languages;
        once |= languages;
    }
    return more;
}

/* Where there is nothing else, small words count. */
static void find_small(const struct forms_finder *finder, const struct query *query)
{
    uint64_t languages = languages_of(finder, query);
    size_t count = 0;
    for (size_t i = 0; i < query->term_count; i++) {
        struct query_term *term = &query->terms[i];
        term->forms.is_small = (small_in(finder, query, term) & languages) != 0;
        count += term->forms.is_small;
    }
    for (size_t i = 0; i < query->term_count && count == query->term_count; i++)
        query->terms[i].forms.is_small = false;
}

static bool may_join(const struct query_term *term)
{
    return term->count == 1 && !term->is_exact && !term->in_title;
}

/* Two words that were typed apart and are one in the library: both stand for it. With a
 * small word it must be long, since short ones are often another word (in form). */
static void join_terms(const struct forms_finder *finder, struct query_term *left,
                       struct query_term *right, struct arena *arena)
{
    if (!may_join(left) || !may_join(right))
        return;
    struct str joined = arena_printf(arena, STR_FMT STR_FMT, STR_ARG(left->words[0]),
                                     STR_ARG(right->words[0]));
    bool some_small = left->forms.is_small || right->forms.is_small;
    bool all_small = left->forms.is_small && right->forms.is_small;
    if (all_small || (some_small && joined.len < JOINED_SMALL_BYTES_MIN) ||
        !word_run_takes(joined) || !word_list_has(&finder->list, joined))
        return;
    struct str *words = ARENA_NEW(arena, struct str);
    *words = joined;
    struct form form = {words, 1, joined_worth, FORM_JOINED};
    left->forms.items[left->forms.count++] = form;
    right->forms.items[right->forms.count++] = form;
}

void forms_find(struct forms_finder *finder, const struct query *query,
                struct arena *arena)
{
    size_t slips = 0;
    if (query->term_count == 0)
        return;
    forms_finder_load(finder);
    size_t most = FORMS_TOGETHER / query->term_count;
    most = most > FORMS_MAX ? FORMS_MAX : most < FORMS_MIN ? FORMS_MIN : most;
    find_small(finder, query);
    for (size_t i = 0; i < query->term_count; i++)
        find_term(finder, &query->terms[i], most, &slips, arena);
    for (size_t i = 0; i + 1 < query->term_count; i++)
        join_terms(finder, &query->terms[i], &query->terms[i + 1], arena);
}

/* Of one that may go on it is not known without looking for all that it may become. */
static bool is_nowhere(const struct forms_finder *finder, const struct query_term *term,
                       struct arena *arena)
{
    return term->is_needed && term->is_phrase && !term->in_title && !term->is_prefix &&
           count_articles(finder, term->text, 1, arena) == 0;
}

const struct query *forms_query(struct forms_finder *finder, struct str text,
                                bool typing, struct arena *arena)
{
    const struct query *query = query_parse(arena, text, typing);
    bool is_some = false;
    for (size_t i = 0; i < query->term_count; i++) {
        struct query_term *term = &query->terms[i];
        term->forms.is_nowhere = is_nowhere(finder, term, arena);
        is_some |= term->forms.is_nowhere;
    }
    if (is_some)
        query = query_unquote(arena, text, typing, query);
    forms_find(finder, query, arena);
    return query;
}
