/*
 * Writes an FTS5 expression: every word is folded and quoted, a beginning becomes an
 * OR of the words that it may be. Each phrase is noted with the term that it stands
 * for, since the ranker meets phrases by their number only.
 */
#include "catalog/query/expression.h"

#include "base/buf.h"
#include "catalog/query/expand.h"

enum {
    /* Words that all beginnings of a query stand for together, about. */
    EXPANDED_MAX = 4 * EXPAND_MAX,
    EXPAND_MIN = 2,
};

/* A word that goes on after what was typed is worth less than one that does not. */
static const float part_worth = 0.5f;

struct expression_maker {
    struct search *search;
    struct arena *arena;
    struct buf out;
    bool all, *is_rough;
    size_t most; /* words that a beginning stands for */
    size_t term; /* the one being written */
    struct expression *made;
    size_t phrase_count; /* of all terms so far */
};

/* --- Phrases --- */

/* Words hold letters, digits and marks only, so that quotes need no escaping. */
static void put_words(struct buf *out, const struct str *words, size_t count,
                      struct str last)
{
    buf_putc(out, '"');
    for (size_t i = 0; i < count; i++) {
        buf_puts(out, words[i]);
        buf_putc(out, ' ');
    }
    buf_puts(out, last);
    buf_putc(out, '"');
}

static void put_phrase(struct expression_maker *maker, const struct str *words,
                       size_t count, struct str last, float worth, enum form_kind kind)
{
    size_t from = maker->out.len + 1;
    put_words(&maker->out, words, count - 1, last);
    if (maker->phrase_count == RANK_PHRASES_MAX)
        return;
    struct str quoted = buf_str(&maker->out);
    maker->made->words[maker->phrase_count] =
        arena_str(maker->arena, str_slice(quoted, from, quoted.len - 1));
    maker->made->kinds[maker->phrase_count] = kind;
    maker->made->phrases[maker->phrase_count++] =
        (struct rank_phrase){(uint16_t)maker->term, worth};
}

/* --- Beginnings --- */

/* All that begins so, and the word itself once more, since it counts more. */
static void put_beginning(struct expression_maker *maker, const struct query_term *term)
{
    struct str last = term->words[term->count - 1];
    put_phrase(maker, term->words, term->count, last, 1 - part_worth, FORM_TYPED);
    buf_puts(&maker->out, STR(" OR "));
    put_phrase(maker, term->words, term->count, last, part_worth, FORM_TYPED);
    buf_puts(&maker->out, STR(" *"));
    if (maker->phrase_count > 0)
        maker->made->words[maker->phrase_count - 1] =
            arena_printf(maker->arena, STR_FMT "*", STR_ARG(term->text));
}

/* Whether another form of the term is the term with this word in the place of its
 * last. */
static bool is_other_form(const struct query_term *term, struct str last)
{
    for (size_t i = 1; i < term->forms.count; i++) {
        const struct form *form = &term->forms.items[i];
        if (form->count == term->count && str_eq(form->words[form->count - 1], last))
            return true;
    }
    return false;
}

static void put_likely(struct expression_maker *maker, const struct query_term *term)
{
    struct str words[EXPAND_MAX], last = term->words[term->count - 1];
    bool is_all = true;
    size_t count = expand_prefix(maker->search, &maker->search->passage, last,
                                 maker->most, maker->arena, words, &is_all);
    *maker->is_rough |= !is_all;
    put_phrase(maker, term->words, term->count, last, 1, FORM_TYPED);
    for (size_t i = 1; i < count; i++) {
        if (is_other_form(term, words[i]))
            continue;
        buf_puts(&maker->out, STR(" OR "));
        put_phrase(maker, term->words, term->count, words[i], part_worth, FORM_TYPED);
    }
}

/* --- Terms --- */

/* What goes on after the typed beginning was counted as such already. */
static float worth_of(const struct expression_maker *maker,
                      const struct query_term *term, const struct form *form)
{
    bool is_counted =
        maker->all && term->is_prefix && form->count == term->count &&
        str_starts(form->words[form->count - 1], term->words[term->count - 1]);
    float worth = is_counted ? form->worth - part_worth : form->worth;
    return worth > 0 ? worth : 0;
}

static void put_forms(struct expression_maker *maker, const struct query_term *term)
{
    for (size_t i = 1; i < term->forms.count; i++) {
        const struct form *form = &term->forms.items[i];
        buf_puts(&maker->out, STR(" OR "));
        put_phrase(maker, form->words, form->count, form->words[form->count - 1],
                   worth_of(maker, term, form), form->kind);
    }
}

static void put_term(struct expression_maker *maker, const struct query_term *term)
{
    buf_putc(&maker->out, '(');
    if (!term->is_prefix)
        put_phrase(maker, term->words, term->count, term->words[term->count - 1], 1,
                   FORM_TYPED);
    else if (maker->all)
        put_beginning(maker, term);
    else
        put_likely(maker, term);
    put_forms(maker, term);
    buf_putc(&maker->out, ')');
}

static size_t most_for(const struct asked *asked)
{
    size_t beginnings = 1;
    for (size_t i = 0; i < asked->count; i++)
        beginnings += asked->terms[i].is_prefix;
    size_t most = EXPANDED_MAX / beginnings;
    return most > EXPAND_MAX ? EXPAND_MAX : most < EXPAND_MIN ? EXPAND_MIN : most;
}

/* --- Frequencies --- */

/* The part of all texts that match. Only when not all are counted, it is judged by
 * where the first of them are. */
static double share_of(struct expression_maker *maker, struct str match)
{
    struct search *search = maker->search;
    struct statement *some = search->some;
    int64_t most = maker->all ? INT64_MAX : LIMIT_SHARE_TEXTS, count = 0, last = 0;
    double texts = (double)search->ranker.lengths.texts;
    statement_bytes(some, 1, match);
    statement_int(some, 2, most);
    for (; statement_next(some); count++)
        last = column_int(some, 0);
    if (count == most) {
        *maker->is_rough = true;
        texts *= (double)(last + 1) / (double)(search_ids_end(search) + 1);
    }
    return texts > 0 ? (double)count / texts : 0;
}

/* --- The whole --- */

static void put_column(struct buf *out, const struct query_term *term)
{
    if (term->in_title)
        buf_puts(out, STR("title : "));
}

static struct str keep(struct buf *out, struct arena *arena)
{
    struct str kept = buf_keep(out, arena);
    buf_release(out);
    return kept;
}

static void make_term(struct expression_maker *maker, size_t index)
{
    struct expression *made = maker->made;
    maker->term = index;
    put_column(&maker->out, &made->asked.terms[index]);
    size_t from = maker->out.len;
    put_term(maker, &made->asked.terms[index]);
    /* A single term is as rare in all rows. */
    made->shares[index] = made->asked.count > 1
                              ? share_of(maker, str_tail(buf_str(&maker->out), from))
                              : 1;
    made->terms[index] = keep(&maker->out, maker->arena);
    made->ends[index] = maker->phrase_count;
}

/* What is nowhere says nothing of one place more than of another. */
void expression_prepare(struct search *search, const struct expression *made)
{
    struct ranker *ranker = &search->ranker;
    const struct asked *asked = &made->asked;
    ranker->term_count = asked->count;
    ranker->telling = ranker->hard = 0;
    for (size_t i = 0; i < asked->count; i++) {
        bool is_telling = query_is_telling(asked->terms, asked->count, i);
        ranker->weights[i] =
            is_telling && made->shares[i] > 0 ? rank_weight(made->shares[i]) : 0;
        ranker->telling |= is_telling ? rank_bit(i) : 0;
        ranker->hard |= asked->terms[i].is_needed ? rank_bit(i) : 0;
    }
}

const struct expression *expression_make(struct search *search,
                                         const struct asked *asked, struct arena *arena)
{
    struct expression *made = ARENA_NEW(arena, struct expression);
    struct expression_maker maker = {
        .search = search,
        .arena = arena,
        .all = asked->all,
        .is_rough = &made->is_rough,
        .most = most_for(asked),
        .made = made,
    };
    made->asked = *asked;
    for (size_t i = 0; i < asked->count; i++)
        make_term(&maker, i);
    expression_prepare(search, made);
    return made;
}

uint32_t expression_terms(const struct expression *made)
{
    return (uint32_t)(((uint64_t)1 << made->asked.count) - 1);
}

/* --- Rows --- */

static void note_phrase(struct ranker *ranker, size_t term, float worth)
{
    if (ranker->phrase_count < RANK_PHRASES_MAX)
        ranker->phrases[ranker->phrase_count++] =
            (struct rank_phrase){(uint16_t)term, worth};
}

/* Writes these terms with `between` between two. `is_counted` is false for phrases that
 * are there once more, to be counted. */
static void join_terms(struct buf *out, struct ranker *ranker,
                       const struct expression *made, uint32_t terms,
                       struct str between, bool is_counted)
{
    bool is_first = true;
    for (size_t i = 0; i < made->asked.count; i++) {
        if ((terms & rank_bit(i)) == 0)
            continue;
        buf_puts(out, is_first ? STR("") : between);
        buf_puts(out, made->terms[i]);
        is_first = false;
        for (size_t k = i > 0 ? made->ends[i - 1] : 0; k < made->ends[i]; k++) {
            const struct rank_phrase *phrase = &made->phrases[k];
            note_phrase(ranker, is_counted ? phrase->term : RANK_IGNORED,
                        phrase->worth);
        }
    }
}

static void put_excluded(struct buf *out, struct ranker *ranker, size_t term,
                         const struct asked *asked)
{
    for (size_t i = 0; i < asked->excluded_count; i++) {
        const struct query_term *excluded = &asked->excluded[i];
        buf_puts(out, i > 0 ? STR(" OR ") : STR(""));
        put_column(out, excluded);
        put_words(out, excluded->words, excluded->count - 1,
                  excluded->words[excluded->count - 1]);
        buf_puts(out, excluded->is_prefix ? STR(" *") : STR(""));
        note_phrase(ranker, term, 1);
    }
}

static void put_rows(struct buf *out, struct ranker *ranker,
                     const struct expression *made, struct expression_rows rows,
                     bool is_counted)
{
    buf_putc(out, '(');
    join_terms(out, ranker, made, rows.all, STR(" AND "), is_counted);
    buf_puts(out, rows.all != 0 && rows.any != 0 ? STR(") AND (") : STR(""));
    join_terms(out, ranker, made, rows.any, STR(" OR "), is_counted);
    buf_putc(out, ')');
}

/* In each row that is found the index gives the places of all strings of an OR: so all
 * terms are there once more, and those that are excluded. */
struct str expression_match(struct search *search, const struct expression *made,
                            struct expression_rows rows, struct arena *arena)
{
    struct ranker *ranker = &search->ranker;
    const struct asked *asked = &made->asked;
    uint32_t all = expression_terms(made);
    bool is_whole = (rows.all | rows.any) == all && asked->excluded_count == 0;
    struct buf out = {0};
    ranker->phrase_count = 0;
    put_rows(&out, ranker, made, rows, is_whole);
    if (!is_whole) {
        buf_puts(&out, STR(" AND ("));
        join_terms(&out, ranker, made, all, STR(" OR "), true);
        buf_puts(&out, asked->excluded_count > 0 ? STR(" OR ") : STR(""));
        put_excluded(&out, ranker, RANK_EXCLUDED, asked);
        buf_putc(&out, ')');
    }
    return keep(&out, arena);
}

struct str expression_excluded(struct search *search, const struct asked *asked,
                               struct arena *arena)
{
    struct buf out = {0};
    struct ranker *ranker = &search->ranker;
    ranker->phrase_count = 0;
    ranker->term_count = 1;
    ranker->weights[0] = 1;
    ranker->telling = rank_bit(0);
    ranker->hard = 0;
    put_excluded(&out, ranker, 0, asked);
    return keep(&out, arena);
}

/* --- Names --- */

static void put_name_beginning(struct expression_maker *maker, struct str prefix)
{
    bool is_all = true;
    if (maker->all) {
        put_words(&maker->out, NULL, 0, prefix);
        buf_puts(&maker->out, STR(" *"));
        return;
    }
    struct str words[EXPAND_NAMES_MAX];
    size_t count = expand_prefix(maker->search, &maker->search->called, prefix,
                                 EXPAND_NAMES_MAX, maker->arena, words, &is_all);
    *maker->is_rough |= !is_all;
    for (size_t i = 0; i < count; i++) {
        buf_puts(&maker->out, i > 0 ? STR(" OR ") : STR(""));
        put_words(&maker->out, NULL, 0, words[i]);
    }
}

/* All words of a form; the last of the typed one may go on. */
static void put_name_form(struct expression_maker *maker, const struct str *words,
                          size_t count, bool is_prefix)
{
    buf_putc(&maker->out, '(');
    for (size_t i = 0; i < count; i++) {
        buf_puts(&maker->out, i > 0 ? STR(" AND (") : STR("("));
        if (is_prefix && i + 1 == count)
            put_name_beginning(maker, words[i]);
        else
            put_words(&maker->out, NULL, 0, words[i]);
        buf_putc(&maker->out, ')');
    }
    buf_putc(&maker->out, ')');
}

static void put_name_term(struct expression_maker *maker, const struct query_term *term)
{
    buf_puts(&maker->out, maker->out.len > 0 ? STR(" AND (") : STR("("));
    put_name_form(maker, term->words, term->count, term->is_prefix);
    for (size_t i = 1; i < term->forms.count; i++) {
        buf_puts(&maker->out, STR(" OR "));
        put_name_form(maker, term->forms.items[i].words, term->forms.items[i].count,
                      false);
    }
    buf_putc(&maker->out, ')');
}

struct str expression_of_words(struct search *search, const struct asked *asked,
                               bool *is_rough, struct arena *arena)
{
    struct expression_maker maker = {
        .search = search,
        .arena = arena,
        .all = asked->all,
        .is_rough = is_rough,
    };
    for (size_t i = 0; i < asked->count; i++) {
        if (!asked->terms[i].forms.is_small)
            put_name_term(&maker, &asked->terms[i]);
    }
    return keep(&maker.out, arena);
}
