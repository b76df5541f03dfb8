/*
 * Three kinds of evidence are added up:
 *
 *   links    one article leads to the other; less from one that leads to many, and less
 *            to one that many lead to: an index, a navigation list
 *   topics   they share tags that few have, or stand in one small topic of the tree
 *   words    the other one has the article's most telling words
 *
 * A word tells more the more often it stands in the article, the more so in its title
 * or headings, and the fewer articles have it. The postings of the few words that tell
 * most give candidates (postings.h), to which come those by links and topics. The best
 * of them are weighed by all their words.
 */
#include "catalog/near/related.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "catalog/near/postings.h"
#include "catalog/query/word_forms.h"
#include "catalog/store/limits.h"
#include "catalog/store/record.h"
#include "catalog/text/lengths.h"
#include "catalog/text/terms.h"

enum {
    ASKED_MAX = 64,      /* words whose postings are read */
    TELLING_MAX = 16,    /* of them, the words that give candidates */
    WEIGHED_MAX = 32,    /* and those that candidates are weighed by */
    LIST_WORDS = 20,     /* with fewer words to a link an article is more of a list */
    CANDIDATES_MAX = 24, /* that are weighed by all their words */
    LINKS_MAX = 100,     /* an article with more links, or links to it, says nothing */
    LINKS_FEW = 8,       /* from this many on, each says less */
    TAG_HOLDERS_MAX = 60,
    TAGS_MAX = 16,
    SIBLINGS_MAX = 20,
};

static const double link_share = 0.20, tag_share = 0.30, sibling_share = 0.06;
static const double least_score = 0.07, least_part = 0.3;
/* As in BM25. */
static const double saturation = 1.2, length_counts = 0.75;

enum evidence { BY_LINKS, BY_TOPICS, BY_WORDS, EVIDENCE_COUNT };

struct candidate {
    int64_t article;
    int64_t order;
    double of[EVIDENCE_COUNT];
};

struct telling {
    struct str text;
    double weight;
    const struct posting_list *postings;
};

struct related_finder {
    struct database *database;
    struct postings *postings;
    struct statement *state, *terms, *targets, *leads, *count_leads, *order;
    struct statement *tags, *tagged, *topic, *siblings;
    struct arena arena;
    /* Of the question that is asked now. */
    uint32_t article;
    struct lengths lengths;
    struct candidate *candidates;
    size_t count, cap;
    struct map numbers; /* of candidates by article, counted from 1 */
};

/* --- Life ---------------------------------------------------------------------------
 */

struct related_finder *related_finder_new(struct database *database)
{
    struct related_finder *it = mem_zalloc(1, sizeof *it);

    it->database = database;
    it->postings = postings_new(database, "passage", LIMIT_POSTINGS);
    it->state =
        statement_new(database, "SELECT value FROM state WHERE key = 'written'");
    it->terms = statement_new(database, "SELECT data FROM terms WHERE article = ?");
    it->targets =
        statement_new(database, "SELECT targets FROM facts WHERE article = ?");
    it->leads = statement_new(
        database, "SELECT DISTINCT article FROM lead WHERE target = ? LIMIT ?");
    it->count_leads = statement_new(
        database, "SELECT count(*) FROM (SELECT DISTINCT article FROM lead"
                  " WHERE target = ? LIMIT ?)");
    it->order = statement_new(
        database, "SELECT ord FROM article WHERE id = ? AND ord IS NOT NULL");
    it->tags = statement_new(database, "SELECT tag FROM tag WHERE article = ?"
                                       " ORDER BY tag LIMIT ?");
    it->tagged =
        statement_new(database, "SELECT article FROM tag WHERE tag = ? LIMIT ?");
    it->topic = statement_new(
        database, "SELECT t.id FROM article a JOIN topic t ON t.id = a.topic"
                  " WHERE a.id = ? AND t.parent IS NOT NULL AND t.below <= ?");
    it->siblings = statement_new(
        database, "SELECT article FROM topic WHERE parent = ? AND NOT is_topic"
                  " AND article IS NOT NULL LIMIT ?");
    return it;
}

void related_finder_free(struct related_finder *it)
{
    if (it == NULL)
        return;
    struct statement *all[] = {it->state,       it->terms,   it->targets, it->leads,
                               it->count_leads, it->order,   it->tags,    it->tagged,
                               it->topic,       it->siblings};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        statement_free(all[i]);
    postings_free(it->postings);
    arena_release(&it->arena);
    free(it->candidates);
    map_release(&it->numbers);
    free(it);
}

/* --- Candidates ---------------------------------------------------------------------
 */

static void add(struct related_finder *it, int64_t article, enum evidence evidence,
                double value)
{
    uint64_t number;

    if (article == it->article || article < 0 || article >= ARTICLE_NONE)
        return;
    number = map_get(&it->numbers, (uint64_t)article);
    if (number == 0) {
        it->candidates =
            mem_grow(it->candidates, it->count, &it->cap, sizeof *it->candidates);
        it->candidates[it->count++] = (struct candidate){.article = article};
        number = it->count;
        map_put(&it->numbers, (uint64_t)article, number);
    }
    it->candidates[number - 1].of[evidence] += value;
}

static double sum_of(const struct candidate *candidate)
{
    double sum = 0;

    for (int i = 0; i < EVIDENCE_COUNT; i++)
        sum += candidate->of[i];
    return sum;
}

/* --- Words --------------------------------------------------------------------------
 */

static bool read_terms(struct related_finder *it, int64_t article, struct terms *terms)
{
    bool is_there, is_sound = true;

    *terms = (struct terms){0};
    statement_int(it->terms, 1, article);
    is_there = statement_next(it->terms);
    if (is_there)
        is_sound = terms_get(column_bytes(it->terms, 0), &it->arena, terms);
    statement_end(it->terms);
    if (!is_sound)
        database_distrust(it->database);
    return is_there && is_sound;
}

/* A word in a title or heading counts for more than one. */
static double count_of(const struct term *term)
{
    double worth = (term->columns & TERM_TITLE) != 0      ? 2
                   : (term->columns & TERM_HEADINGS) != 0 ? 1.5
                                                          : 1;

    return worth * term->count;
}

static const struct term *find_term(const struct terms *terms, struct str text)
{
    size_t from = 0, to = terms->count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_cmp(terms->items[middle].text, text);

        if (order == 0)
            return &terms->items[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

/* How often both forms of a word (word_forms.h) occur. */
static double count_forms(const struct terms *terms, struct str base)
{
    const struct term *term = find_term(terms, base);
    double count = term != NULL ? count_of(term) : 0;
    char plural[FORM_BYTES_MAX + 1];

    if (form_plural(base, plural) == 0)
        return count;
    term = find_term(terms, (struct str){plural, base.len + 1});
    return count + (term != NULL ? count_of(term) : 0);
}

static int compare_telling(const void *a, const void *b)
{
    const struct telling *left = a, *right = b;

    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return str_cmp(left->text, right->text);
}

/* The words of the article whose postings are worth reading, the likeliest first. */
static size_t choose_asked(struct related_finder *it, const struct terms *terms,
                           struct telling **asked)
{
    struct telling *list = ARENA_ARRAY(&it->arena, terms->count, struct telling);
    size_t count = 0;

    for (size_t i = 0; i < terms->count; i++) {
        struct str text = terms->items[i].text, base = form_base(text);

        if (terms->items[i].count > 0 &&
            (base.len == text.len || find_term(terms, base) == NULL))
            list[count++] = (struct telling){
                .text = base,
                .weight = (1 + log(count_forms(terms, base))) * form_looks(base),
            };
    }
    if (count > 0)
        qsort(list, count, sizeof *list, compare_telling);
    *asked = list;
    return count < ASKED_MAX ? count : ASKED_MAX;
}

/* A word that only this article has brings nothing near, one that half of them have
 * says nothing. */
static double rarity(const struct related_finder *it, const struct posting_list *list)
{
    double all = (double)it->lengths.texts, having = (double)list->count;

    if (list->is_over || having < 2 || 2 * having > all + 1)
        return 0;
    return log((all + 1) / (having + 0.5));
}

/* Leaves the words that tell most. */
static size_t choose_telling(struct related_finder *it, struct telling *list,
                             size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        list[i].postings =
            postings_of(it->postings, form_expression(list[i].text, &it->arena));
        list[i].weight *= rarity(it, list[i].postings);
        if (list[i].weight > 0)
            list[kept++] = list[i];
    }
    if (kept > 0)
        qsort(list, kept, sizeof *list, compare_telling);
    return kept < WEIGHED_MAX ? kept : WEIGHED_MAX;
}

static void add_words(struct related_finder *it, const struct telling *words,
                      size_t count)
{
    double sum = 0;

    if (count > TELLING_MAX)
        count = TELLING_MAX;
    for (size_t i = 0; i < count; i++)
        sum += words[i].weight;
    for (size_t i = 0; i < count; i++) {
        const struct posting_list *list = words[i].postings;

        for (size_t k = 0; k < list->count; k++)
            add(it, list->rows[k], BY_WORDS, words[i].weight / sum);
    }
}

/* --- Links --------------------------------------------------------------------------
 */

static double weaken(size_t count)
{
    return count > LINKS_FEW ? (double)LINKS_FEW / (double)count : 1;
}

static int compare_ids(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;

    return *left < *right ? -1 : *left > *right;
}

/* The other articles that an article leads to, each once; returns how many. */
static size_t targets_of(struct related_finder *it, int64_t article, uint32_t **targets)
{
    size_t count = 0, kept = 0, cap;
    struct str rest;
    uint32_t target;

    statement_int(it->targets, 1, article);
    *targets = NULL;
    if (!statement_next(it->targets))
        return 0;
    rest = column_bytes(it->targets, 0);
    cap = rest.len;
    *targets = ARENA_ARRAY(&it->arena, cap, uint32_t);
    while (rest.len > 0 && record_get_target(&rest, (uint32_t)article, &target)) {
        if (target != ARTICLE_NONE && target != article)
            (*targets)[count++] = target;
    }
    statement_end(it->targets);
    if (count == 0)
        return 0;
    qsort(*targets, count, sizeof **targets, compare_ids);
    for (size_t i = 1; i < count; i++) {
        if ((*targets)[i] != (*targets)[kept])
            (*targets)[++kept] = (*targets)[i];
    }
    return kept + 1;
}

/* All links of an article, dangling ones, too. */
static size_t count_links(struct related_finder *it, int64_t article)
{
    size_t count = 0;
    struct str rest = {0};
    uint32_t ignored;

    statement_int(it->targets, 1, article);
    if (statement_next(it->targets))
        rest = column_bytes(it->targets, 0);
    while (record_get_target(&rest, (uint32_t)article, &ignored))
        count++;
    statement_end(it->targets);
    return count;
}

static size_t count_leads(struct related_finder *it, int64_t article)
{
    size_t count;

    statement_int(it->count_leads, 1, article);
    statement_int(it->count_leads, 2, LINKS_MAX + 1);
    count =
        statement_next(it->count_leads) ? (size_t)column_int(it->count_leads, 0) : 0;
    statement_end(it->count_leads);
    return count;
}

static void add_targets(struct related_finder *it)
{
    uint32_t *targets;
    size_t count = targets_of(it, it->article, &targets);

    if (count > LINKS_MAX)
        return;
    for (size_t i = 0; i < count; i++)
        add(it, targets[i], BY_LINKS,
            link_share * weaken(count) * weaken(count_leads(it, targets[i])));
}

static void add_sources(struct related_finder *it)
{
    int64_t sources[LINKS_MAX + 1];
    size_t count = 0;
    uint32_t *ignored;

    statement_int(it->leads, 1, it->article);
    statement_int(it->leads, 2, LINKS_MAX + 1);
    while (count <= LINKS_MAX && statement_next(it->leads))
        sources[count++] = column_int(it->leads, 0);
    statement_end(it->leads);
    if (count > LINKS_MAX)
        return;
    for (size_t i = 0; i < count; i++) {
        size_t leads = targets_of(it, sources[i], &ignored);

        if (leads <= LINKS_MAX)
            add(it, sources[i], BY_LINKS, link_share * weaken(leads) * weaken(count));
    }
}

/* --- Topics -------------------------------------------------------------------------
 */

/* Rows of a statement with one column; returns how many. */
static size_t read_ids(struct statement *ask, size_t most, int64_t *ids)
{
    size_t count = 0;

    while (count < most && statement_next(ask))
        ids[count++] = column_int(ask, 0);
    statement_end(ask);
    return count;
}

static void add_tags(struct related_finder *it)
{
    int64_t articles[TAG_HOLDERS_MAX + 1];
    struct str tags[TAGS_MAX];
    size_t count = 0;
    double all = 0;

    statement_int(it->tags, 1, it->article);
    statement_int(it->tags, 2, TAGS_MAX);
    while (count < TAGS_MAX && statement_next(it->tags))
        tags[count++] = arena_str(&it->arena, column_bytes(it->tags, 0));
    statement_end(it->tags);
    all = (double)count;
    for (size_t i = 0; i < count; i++) {
        size_t holders;

        statement_bytes(it->tagged, 1, tags[i]);
        statement_int(it->tagged, 2, TAG_HOLDERS_MAX + 1);
        holders = read_ids(it->tagged, TAG_HOLDERS_MAX + 1, articles);
        if (holders > TAG_HOLDERS_MAX)
            continue;
        for (size_t k = 0; k < holders; k++)
            add(it, articles[k], BY_TOPICS,
                tag_share / all * sqrt(2.0 / (double)(holders > 2 ? holders : 2)));
    }
}

static void add_siblings(struct related_finder *it)
{
    int64_t topic, articles[SIBLINGS_MAX];
    size_t count;

    statement_int(it->topic, 1, it->article);
    statement_int(it->topic, 2, SIBLINGS_MAX);
    if (read_ids(it->topic, 1, &topic) == 0)
        return;
    statement_int(it->siblings, 1, topic);
    statement_int(it->siblings, 2, SIBLINGS_MAX);
    count = read_ids(it->siblings, SIBLINGS_MAX, articles);
    for (size_t i = 0; i < count; i++)
        add(it, articles[i], BY_TOPICS, sibling_share);
}

/* --- The best -----------------------------------------------------------------------
 */

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    double left_sum = sum_of(left), right_sum = sum_of(right);

    if (left_sum != right_sum)
        return left_sum > right_sum ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

/* Those that are no articles now come last. */
static void find_order(struct related_finder *it, struct candidate *candidate)
{
    statement_int(it->order, 1, candidate->article);
    candidate->order = statement_next(it->order) ? column_int(it->order, 0) : INT64_MAX;
    statement_end(it->order);
}

/* The best candidates come to the beginning of the list; returns how many. Of equal
 * ones at the end of the list those that are read first are taken. */
static size_t choose_candidates(struct related_finder *it)
{
    struct candidate *list = it->candidates;
    size_t count = it->count, known = 0, kept;

    if (count == 0)
        return 0;
    qsort(list, count, sizeof *list, compare_candidates);
    kept = count < CANDIDATES_MAX ? count : CANDIDATES_MAX;
    while (known < count &&
           (known < kept || !(sum_of(&list[known]) < sum_of(&list[kept - 1]))))
        find_order(it, &list[known++]);
    qsort(list, known, sizeof *list, compare_candidates);
    return kept;
}

static double mean_words(const struct related_finder *it)
{
    const uint64_t *words = it->lengths.words[SPAN_SECTION];
    double sum = (double)words[RANK_HEAD] + (double)words[RANK_REST];

    return it->lengths.texts > 0 && sum > 0 ? sum / (double)it->lengths.texts : 1;
}

/* The share of what the telling words tell that the candidate tells, too: less when it
 * names them once in a long text. */
static void weigh_words(struct related_finder *it, const struct telling *words,
                        size_t count, struct candidate *candidate)
{
    double all = 0, sum = 0, length = 0, steady, part;
    struct terms terms;
    size_t shared = 0;

    candidate->of[BY_WORDS] = 0;
    if (!read_terms(it, candidate->article, &terms))
        return;
    for (size_t i = 0; i < terms.count; i++)
        length += terms.items[i].count;
    steady = saturation * (1 - length_counts + length_counts * length / mean_words(it));
    for (size_t i = 0; i < count; i++) {
        double times = count_forms(&terms, words[i].text);

        all += words[i].weight;
        shared += times > 0;
        sum += words[i].weight * times / (times + steady);
    }
    /* One word alone may be a slip. */
    if (shared < 2)
        return;
    part = length / ((double)count_links(it, candidate->article) * LIST_WORDS + 1);
    candidate->of[BY_WORDS] = sum / all * (part < 1 ? part * part : 1);
}

/* A link that says something is the plainest reason, whatever words say. */
static enum related_why why_of(const struct candidate *candidate)
{
    if (candidate->of[BY_LINKS] >= link_share / 2)
        return RELATED_LINKS;
    return candidate->of[BY_TOPICS] >= candidate->of[BY_WORDS] ? RELATED_TOPICS
                                                               : RELATED_WORDS;
}

/* --- All ----------------------------------------------------------------------------
 */

static void begin(struct related_finder *it, uint32_t article)
{
    int64_t state = statement_next(it->state) ? column_int(it->state, 0) : 0;

    statement_end(it->state);
    lengths_load(it->database, &it->lengths);
    postings_begin(it->postings, state);
    arena_clear(&it->arena);
    map_release(&it->numbers);
    it->count = 0;
    it->article = article;
}

/* What is much less near than the nearest is not shown, unless a link leads there. */
static bool is_near(const struct candidate *candidate, double best)
{
    double sum = sum_of(candidate);

    return candidate->order != INT64_MAX && sum >= least_score &&
           (sum >= least_part * best || candidate->of[BY_LINKS] >= least_score);
}

static size_t keep_best(struct candidate *list, size_t count,
                        struct related found[RELATED_MAX])
{
    size_t kept = 0;
    double best = 0;

    if (count > 0) {
        qsort(list, count, sizeof *list, compare_candidates);
        best = sum_of(&list[0]);
    }
    for (size_t i = 0; i < count && kept < RELATED_MAX; i++) {
        if (is_near(&list[i], best))
            found[kept++] =
                (struct related){(uint32_t)list[i].article, why_of(&list[i])};
    }
    return kept;
}

size_t related_find(struct related_finder *it, uint32_t article,
                    struct related found[RELATED_MAX])
{
    struct telling *words = NULL;
    struct terms terms;
    size_t asked, telling = 0, count;

    begin(it, article);
    if (read_terms(it, article, &terms)) {
        asked = choose_asked(it, &terms, &words);
        telling = choose_telling(it, words, asked);
        add_words(it, words, telling);
    }
    add_targets(it);
    add_sources(it);
    add_tags(it);
    add_siblings(it);
    count = choose_candidates(it);
    for (size_t i = 0; i < count; i++)
        weigh_words(it, words, telling, &it->candidates[i]);
    return keep_best(it->candidates, count, found);
}

const char *related_why_name(enum related_why why)
{
    static const char *const names[] = {
        [RELATED_LINKS] = "links",
        [RELATED_TOPICS] = "topics",
        [RELATED_WORDS] = "words",
    };

    return names[why];
}
