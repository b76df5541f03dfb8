/*
 * Where an answer links to a section, ends in a link or says *see also*, its author has
 * told where more is said. So has one whose answer mentions by a link what the question
 * speaks of. Other articles are not searched then.
 *
 * Else a section says more about a question when its heading names what is asked about.
 * So headings and titles are compared with the question, not texts:
 *
 *   named    the share of the heading's words that question or answer have
 *   covered  the share of the question's words that heading and title have
 *
 * each word weighed by how few articles have it. Both must be high, and what they share
 * must be telling: two words, or one that an article is called by. Where more sections
 * fit equally well than can be shown the question says too little ("What is the
 * output?"). A wrong section is worse than none. The article's own sections come first,
 * which need to cover less, as the article is about the same subject.
 */
#include "catalog/near/see_also.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/near/outlines.h"
#include "catalog/near/postings.h"
#include "catalog/near/word_bases.h"
#include "catalog/store/catalog_limits.h"
#include "catalog/store/record.h"
#include "catalog/store/schema.h"
#include "catalog/text/lengths.h"
#include "catalog/text/segment.h"

enum {
    WORDS_MAX = 48,      /* of question and answer */
    CANDIDATES_MAX = 12, /* names and lists of headings that are read */
    OWN_MAX = 2,
    ARTICLES_MIN = 12,
    EQUALS_MAX = 4, /* sections that fit about equally well */
};

static const double least_named = 0.65, least_covered = 0.45, least_covered_own = 0.35,
                    least_told = 0.3, least_rarity = 0.25, equal_part = 0.9;

struct asked_word {
    struct str base;
    uint64_t hash;
    double rarity;
    bool in_question;
    bool is_name; /* an article is called by it */
};

struct see_candidate {
    int64_t row; /* of `called` */
    int64_t order;
    double sum;
};

struct scored {
    struct see_also see;
    int64_t order;
    double score;
};

struct see_also_finder {
    struct database *database;
    size_t kept_bytes;
    int64_t written; /* the state of the library */
    struct postings *texts, *names;
    struct outlines *outlines;
    struct statement *state, *facts, *targets;
    struct arena arena;
    struct lengths lengths;
    /* For the current question. */
    uint32_t article;
    struct asked_word words[WORDS_MAX];
    size_t count;
    double sum;     /* of the rarities of the question's words */
    uint64_t marks; /* of those that tell something (outlines.h) */
    struct see_candidate *candidates;
    size_t candidate_count, candidate_cap;
    struct scored best[SEE_MAX];
    size_t best_count, best_most;
    size_t equals; /* sections that fit about as well as the best one */
};

struct see_also_finder *see_also_finder_new(struct database *database,
                                            size_t kept_bytes)
{
    struct see_also_finder *it = mem_zalloc(1, sizeof *it);
    it->database = database;
    it->kept_bytes = kept_bytes;
    it->written = -1;
    it->texts = postings_new(database, "passage", LIMIT_QUESTION_WORD);
    it->names = postings_new(database, "called", LIMIT_POSTINGS);
    it->state =
        statement_new(database, "SELECT value FROM state WHERE key = 'written'");
    it->outlines = outlines_new(database);
    it->facts = statement_new(database, "SELECT data FROM facts WHERE article = ?");
    it->targets =
        statement_new(database, "SELECT targets FROM facts WHERE article = ?");
    return it;
}

void see_also_finder_free(struct see_also_finder *it)
{
    if (it == NULL)
        return;
    postings_free(it->texts);
    postings_free(it->names);
    statement_free(it->state);
    outlines_free(it->outlines);
    statement_free(it->facts);
    statement_free(it->targets);
    arena_release(&it->arena);
    free(it->candidates);
    free(it);
}

/* --- The question --- */

/* The number of articles for rarities, never very small: in a library of three, each
 * word would be in most of them. */
static double article_count(const struct see_also_finder *it)
{
    return it->lengths.texts < ARTICLES_MIN ? ARTICLES_MIN : (double)it->lengths.texts;
}

/* A word that most articles have says nothing. */
static double rarity_of(struct see_also_finder *it, struct str base)
{
    const struct posting_list *list =
        postings_of(it->texts, form_expression(base, &it->arena));
    double all = article_count(it), having = (double)list->count;
    if (list->is_over || having > all)
        return 0;
    return log((all + 1) / (having + 0.5)) * form_looks(base);
}

static const struct asked_word *find_word(const struct see_also_finder *it,
                                          struct str base, uint64_t hash)
{
    for (size_t i = 0; i < it->count; i++) {
        if (it->words[i].hash == hash && str_eq(it->words[i].base, base))
            return &it->words[i];
    }
    return NULL;
}

/* Names have the even rows of the table. */
static bool is_name(struct see_also_finder *it, struct str base)
{
    const struct posting_list *rows =
        postings_of(it->names, form_expression(base, &it->arena));
    for (size_t i = 0; rows->rows != NULL && i < rows->count; i++) {
        if (!schema_is_headings_row(rows->rows[i]))
            return true;
    }
    return rows->is_over;
}

static void add_words(struct see_also_finder *it, struct str text, bool in_question)
{
    struct segment_words words;
    segment_words_init(&words, text);
    struct segment_word word;
    while (it->count < WORDS_MAX && segment_next(&words, &word)) {
        struct str base = form_base(word.folded);
        uint64_t hash = str_hash(base);
        if (find_word(it, base, hash) == NULL) {
            base = arena_str(&it->arena, base);
            it->words[it->count++] = (struct asked_word){
                .base = base, .hash = hash, .in_question = in_question};
        }
    }
    segment_words_release(&words);
}

static void ask(struct see_also_finder *it, const struct fact_question *question)
{
    it->count = 0;
    it->sum = 0;
    it->marks = 0;
    add_words(it, question->question, true);
    for (size_t i = 0; i < it->count; i++) {
        struct asked_word *word = &it->words[i];
        word->rarity = rarity_of(it, word->base);
        word->is_name = word->rarity > 0 && is_name(it, word->base);
        it->sum += word->rarity;
        if (word->rarity > 0)
            it->marks |= name_mark(word->hash);
    }
    add_words(it, question->answer, false);
}

/* --- Names --- */

static int compare_rows(const void *a, const void *b)
{
    const struct see_candidate *left = a, *right = b;
    return left->row < right->row ? -1 : left->row > right->row;
}

static int compare_sums(const void *a, const void *b)
{
    const struct see_candidate *left = a, *right = b;
    if (left->sum != right->sum)
        return left->sum > right->sum ? -1 : 1;
    if (left->order != right->order)
        return left->order < right->order ? -1 : 1;
    return compare_rows(a, b);
}

static void add_candidate(struct see_also_finder *it, int64_t row, double rarity)
{
    it->candidates = mem_grow(it->candidates, it->candidate_count, &it->candidate_cap,
                              sizeof *it->candidates);
    it->candidates[it->candidate_count++] = (struct see_candidate){row, 0, rarity};
}

/* Each row once, with what all its words tell. */
static void add_up(struct see_also_finder *it)
{
    struct see_candidate *list = it->candidates;
    size_t kept = 0;
    if (it->candidate_count == 0)
        return;
    qsort(list, it->candidate_count, sizeof *list, compare_rows);
    for (size_t i = 1; i < it->candidate_count; i++) {
        if (list[i].row == list[kept].row)
            list[kept].sum += list[i].sum;
        else
            list[++kept] = list[i];
    }
    it->candidate_count = kept + 1;
    qsort(list, it->candidate_count, sizeof *list, compare_sums);
}

static void find_order(struct see_also_finder *it, struct see_candidate *candidate)
{
    int64_t article = schema_article_of(candidate->row);
    candidate->order = outlines_of(it->outlines, article, false)->order;
}

/* The rows of names that have most of what is asked; of equal ones those that are read
 * first. Returns how many. */
static size_t find_candidates(struct see_also_finder *it)
{
    size_t known = 0;
    it->candidate_count = 0;
    for (size_t i = 0; i < it->count; i++) {
        if (!(it->words[i].rarity > 0))
            continue;
        const struct posting_list *rows =
            postings_of(it->names, form_expression(it->words[i].base, &it->arena));
        for (size_t k = 0; rows->rows != NULL && k < rows->count; k++)
            add_candidate(it, rows->rows[k], it->words[i].rarity);
    }
    add_up(it);
    struct see_candidate *list = it->candidates;
    size_t kept =
        it->candidate_count < CANDIDATES_MAX ? it->candidate_count : CANDIDATES_MAX;
    while (kept > 0 && known < it->candidate_count &&
           (known < kept || !(list[known].sum < list[kept - 1].sum)))
        find_order(it, &list[known++]);
    if (known > 0)
        qsort(list, known, sizeof *list, compare_sums);
    return kept;
}

/* --- Sections --- */

/* What a name says of a question. */
struct name_match {
    double named, unnamed; /* weights of its words that are asked about, and others */
    double covered;        /* of the question's words, that are in it */
    size_t words;          /* these words, one that is a name counts for two */
};

/* Adds up the words of a name, but for those of `heading`, which were added before. */
static void match_name(struct see_also_finder *it, const struct name *name,
                       const struct name *heading, struct name_match *match)
{
    double all = log(article_count(it) + 1), usual = 0.4 * all;
    for (size_t i = 0; i < name->count; i++) {
        const struct name_word *word = &name->words[i];
        if (heading != NULL && name_has(heading, word->base))
            continue;
        const struct asked_word *asked = find_word(it, word->base, word->hash);
        if (asked == NULL) {
            match->unnamed += usual * word->looks;
        } else if (asked->in_question) {
            match->named += asked->rarity;
            match->covered += asked->rarity;
            if (asked->rarity >= least_rarity * all)
                match->words += 1 + asked->is_name;
        } else {
            match->named += usual / 2 * word->looks;
        }
    }
}

static int compare_scored(const void *a, const void *b)
{
    const struct scored *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (left->order != right->order)
        return left->order < right->order ? -1 : 1;
    return left->see.heading + 1 < right->see.heading + 1 ? -1 : 1;
}

/* Keeps a section if it is one of the best. Of another article one is kept. */
static void keep(struct see_also_finder *it, struct scored next)
{
    size_t at = it->best_count;
    if (it->best_count == 0 || next.score * equal_part > it->best[0].score)
        it->equals = 0;
    it->equals += it->best_count == 0 || next.score >= it->best[0].score * equal_part;
    for (size_t i = 0; i < it->best_count && next.see.article != it->article; i++) {
        if (it->best[i].see.article == next.see.article)
            at = i;
    }
    if (at == it->best_most)
        at--;
    if (at == it->best_count)
        it->best_count++;
    else if (compare_scored(&next, &it->best[at]) > 0)
        return;
    it->best[at] = next;
    qsort(it->best, it->best_count, sizeof *it->best, compare_scored);
}

/* `title` is NULL when the name is one. */
static void weigh(struct see_also_finder *it, struct see_also see, int64_t order,
                  const struct name *title, const struct name *name, double least)
{
    double all = log(article_count(it) + 1);
    struct name_match match = {0};
    if ((name->marks & it->marks) == 0)
        return;
    match_name(it, name, NULL, &match);
    if (match.words < 2 || match.covered < least_told * all)
        return;
    struct name_match whole = match;
    if (title != NULL)
        match_name(it, title, name, &whole);
    double named = match.named / (match.named + match.unnamed);
    double covered = whole.covered / it->sum;
    if (named >= least_named && covered >= least)
        keep(it, (struct scored){see, order, named * covered});
}

/* The sections of the article itself, but for the one that the question is in and
 * headings that ask. */
static void weigh_own(struct see_also_finder *it, const struct facts *facts,
                      const struct fact_question *question)
{
    const struct outline *outline = outlines_of(it->outlines, it->article, true);
    for (uint32_t i = 0; i < facts->heading_count && i < outline->heading_count; i++) {
        const struct fact_heading *heading = &facts->headings[i];
        if (!heading->is_title && heading != question->section &&
            heading->node != question->node)
            weigh(it, (struct see_also){it->article, i}, 0, &outline->title,
                  &outline->headings[i], least_covered_own);
    }
}

static void weigh_headings(struct see_also_finder *it, uint32_t article, int64_t order,
                           const struct outline *outline, double least)
{
    for (uint32_t i = 0; i < outline->heading_count; i++)
        weigh(it, (struct see_also){article, i}, order, &outline->title,
              &outline->headings[i], least);
}

static void weigh_candidate(struct see_also_finder *it,
                            const struct see_candidate *candidate)
{
    int64_t article = schema_article_of(candidate->row);
    bool with_headings = schema_is_headings_row(candidate->row);
    if (candidate->order == INT64_MAX || article == it->article || article < 0 ||
        article >= ARTICLE_NONE)
        return;
    const struct outline *outline = outlines_of(it->outlines, article, with_headings);
    if (!with_headings)
        weigh(it, (struct see_also){(uint32_t)article, HEADING_NONE}, candidate->order,
              NULL, &outline->title, least_covered);
    else
        weigh_headings(it, (uint32_t)article, candidate->order, outline, least_covered);
}

/* Where the links of an article lead, as a record. */
static struct str targets_of(struct see_also_finder *it, uint32_t article)
{
    struct str targets = {0};
    statement_int(it->targets, 1, article);
    if (statement_next(it->targets))
        targets = arena_str(&it->arena, column_bytes(it->targets, 0));
    statement_end(it->targets);
    return targets;
}

static void get_headings(struct see_also_finder *it, uint32_t article,
                         struct str **headings, size_t *count)
{
    statement_int(it->facts, 1, article);
    if (statement_next(it->facts) &&
        !record_get_headings(column_bytes(it->facts, 0), &it->arena, headings, count))
        database_mark_corrupt(it->database);
    statement_end(it->facts);
}

/* --- All --- */

static void begin(struct see_also_finder *it, uint32_t article)
{
    int64_t written = statement_next(it->state) ? column_int(it->state, 0) : 0;
    statement_end(it->state);
    if (it->written != written)
        lengths_load(it->database, &it->lengths);
    it->written = written;
    postings_begin(it->texts, written, it->kept_bytes);
    postings_begin(it->names, written, it->kept_bytes);
    outlines_begin(it->outlines, written, it->kept_bytes);
    arena_clear(&it->arena);
    it->article = article;
    it->best_count = it->equals = 0;
    it->best_most = OWN_MAX;
}

static bool is_found(const struct see_also_finder *it, const struct see_also *found,
                     size_t count, struct see_also see)
{
    for (size_t i = 0; i < count; i++) {
        if (found[i].article == see.article &&
            (found[i].heading == see.heading || see.article != it->article))
            return true;
    }
    return false;
}

/* At most one section of each other article is shown. */
static size_t add_found(const struct see_also_finder *it,
                        struct see_also found[SEE_MAX], size_t count,
                        struct see_also see)
{
    if (count < SEE_MAX && !is_found(it, found, count, see))
        found[count++] = see;
    return count;
}

static size_t take_best(struct see_also_finder *it, struct see_also found[SEE_MAX],
                        size_t count)
{
    for (size_t i = 0; i < it->best_count; i++)
        count = add_found(it, found, count, it->best[i].see);
    it->best_count = it->equals = 0;
    it->best_most = SEE_MAX;
    return count;
}

/* --- Where the answer points --- */

/* The section that a fragment leads to. */
static uint32_t find_heading(struct see_also_finder *it, uint32_t article,
                             struct str fragment)
{
    struct str slug = text_slug(&it->arena, fragment), *titles;
    size_t count = 0;
    get_headings(it, article, &titles, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (str_eq(text_slug(&it->arena, titles[i]), slug))
            return i;
    }
    return HEADING_NONE;
}

/* The section of an article that fits the question best, if one does. */
static uint32_t best_heading(struct see_also_finder *it, uint32_t article)
{
    const struct outline *outline = outlines_of(it->outlines, article, true);
    uint32_t heading = HEADING_NONE;
    it->best_most = 1;
    weigh_headings(it, article, 0, outline, least_covered_own);
    if (it->best_count > 0 && it->equals == 1)
        heading = it->best[0].see.heading;
    it->best_count = it->equals = 0;
    return heading;
}

/* Whether the question speaks of what the article is called by. */
static bool names(struct see_also_finder *it, uint32_t article)
{
    struct name_match match = {0};
    match_name(it, &outlines_of(it->outlines, article, false)->title, NULL, &match);
    return match.words > 0 || (match.covered > 0 && !(match.unnamed > 0) &&
                               !(match.named > match.covered));
}

static size_t add_pointed(struct see_also_finder *it,
                          const struct fact_pointer *pointer, uint32_t article,
                          struct see_also found[SEE_MAX], size_t count)
{
    uint32_t heading = HEADING_NONE;
    if (!pointer->is_aimed && !names(it, article))
        return count;
    if (pointer->fragment.len > 0)
        heading = find_heading(it, article, pointer->fragment);
    else if (article != it->article)
        heading = best_heading(it, article);
    if (article == it->article && heading == HEADING_NONE)
        return count;
    return add_found(it, found, count, (struct see_also){article, heading});
}

/* The links of an answer are in their order, so that one pass over the targets of the
 * article finds theirs. */
static size_t find_pointed(struct see_also_finder *it,
                           const struct fact_question *question,
                           struct see_also found[SEE_MAX])
{
    struct str targets = targets_of(it, it->article);
    uint32_t target = ARTICLE_NONE, next = 0;
    size_t count = 0;
    for (size_t i = 0; i < question->pointer_count; i++) {
        const struct fact_pointer *pointer = &question->pointers[i];
        if (pointer->link == POINTER_OWN) {
            count = add_pointed(it, pointer, it->article, found, count);
            continue;
        }
        for (; next <= pointer->link; next++) {
            if (!record_get_target(&targets, it->article, &target))
                return count;
        }
        if (target != ARTICLE_NONE)
            count = add_pointed(it, pointer, target, found, count);
    }
    return count;
}

size_t see_also_find(struct see_also_finder *it, uint32_t article,
                     const struct facts *facts, size_t index,
                     struct see_also found[SEE_MAX])
{
    const struct fact_question *question = &facts->questions[index];
    size_t pointed = 0;
    begin(it, article);
    ask(it, question);
    if (question->pointer_count > 0)
        pointed = find_pointed(it, question, found);
    if (!(it->sum > 0))
        return pointed;
    it->best_most = OWN_MAX;
    weigh_own(it, facts, question);
    if (it->equals > EQUALS_MAX)
        return pointed;
    size_t own = take_best(it, found, pointed);
    if (pointed > 0)
        return own;
    size_t candidates = find_candidates(it);
    for (size_t i = 0; i < candidates; i++)
        weigh_candidate(it, &it->candidates[i]);
    return it->equals > EQUALS_MAX ? own : take_best(it, found, own);
}
