/*
 * Three kinds of evidence are added up:
 *
 *   links    one article leads to the other; less from one that leads to many, and less
 *            to one that many lead to: an index, a navigation list
 *   topics   they share tags that few have, or are in one small topic of the tree
 *   words    the other one has the article's most telling words, or is called by words
 *            that the article is called by
 *
 * A word says more the more often it is in the article, the more so in its title or
 * headings, and the fewer articles have it. In a name, which is the title or the path,
 * what counts is how few are called so: an article about Slack is near others about
 * Slack where the text of every article has the word. The postings of the few words
 * that tell most give candidates (postings.h), to which come those by links and topics.
 * The best of them are weighed by all their words (vectors.h).
 */
#include "catalog/near/related_find.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "catalog/near/common_words.h"
#include "catalog/near/postings.h"
#include "catalog/near/vectors.h"
#include "catalog/near/word_bases.h"
#include "catalog/store/catalog_limits.h"
#include "catalog/store/record.h"
#include "catalog/store/schema.h"
#include "catalog/text/lengths.h"
#include "catalog/text/terms_column.h"

enum {
    ASKED_MAX = 64,      /* words whose postings are read */
    TELLING_MAX = 16,    /* of them, the words that give candidates */
    WEIGHED_MAX = 32,    /* and those that candidates are weighed by */
    NAMES_MAX = 12,      /* words of its name */
    SUPPORT_MAX = 32,    /* articles with a word that are looked at for others */
    LIST_WORDS = 20,     /* with fewer words to a link an article is more of a list */
    CANDIDATES_MAX = 24, /* that are weighed by all their words */
    LINKS_MAX = 100,     /* an article with more links, or links to it, says nothing */
    LINKS_FEW = 8,       /* from this many on, each says less */
    TAG_HOLDERS_MAX = 60,
    TAGS_MAX = 16,
    SIBLINGS_MAX = 20,
};

static const double link_share = 0.30, tag_share = 0.30, sibling_share = 0.045,
                    name_share = 0.12, usual_support = 0.03;
static const double least_score = 0.05, least_part = 0.3;
/* As in BM25. */
static const double saturation = 1.2, length_counts = 0.75;

enum evidence { BY_LINKS, BY_TOPICS, BY_WORDS, EVIDENCE_COUNT };

struct candidate {
    int64_t article;
    int64_t order;
    double of[EVIDENCE_COUNT];
    double sum; /* of these */
};

struct telling {
    struct str text;
    double weight;
    const struct posting_list *postings;
};

/* The words that tell most, or of a name. */
struct telling_list {
    struct telling *items;
    size_t count;
    double sum; /* of their weights */
};

struct related_finder {
    struct database *database;
    size_t kept_bytes;
    struct postings *postings, *names;
    struct lexicon *lexicon;
    struct vectors *vectors;
    struct statement *state, *terms, *targets, *leads, *count_leads, *order;
    struct statement *tags, *tagged, *topic, *siblings;
    struct arena arena;
    /* For the current question. */
    uint32_t article;
    int64_t written; /* the state of the library */
    struct lengths lengths;
    struct telling_list words, called;
    struct map keys; /* of both in vectors: a number, from 1 on; names come last */
    struct candidate *candidates;
    size_t count, cap;
    struct map numbers; /* of candidates by article, counted from 1 */
};

/* --- Life --- */

struct related_finder *related_finder_new(struct database *database, size_t kept_bytes)
{
    struct related_finder *it = mem_zalloc(1, sizeof *it);
    it->database = database;
    it->kept_bytes = kept_bytes;
    it->written = -1;
    it->postings = postings_new(database, "passage", LIMIT_POSTINGS);
    it->names = postings_new(database, "called", LIMIT_POSTINGS);
    it->lexicon = lexicon_new();
    it->vectors = vectors_new(database, it->lexicon);
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
    postings_free(it->names);
    vectors_free(it->vectors);
    lexicon_free(it->lexicon);
    map_release(&it->keys);
    arena_release(&it->arena);
    free(it->candidates);
    map_release(&it->numbers);
    free(it);
}

/* --- Candidates --- */

static void add(struct related_finder *it, int64_t article, enum evidence evidence,
                double value)
{
    if (article == it->article || article < 0 || article >= ARTICLE_NONE)
        return;
    uint64_t number = map_get(&it->numbers, (uint64_t)article);
    if (number == 0) {
        it->candidates =
            mem_grow(it->candidates, it->count, &it->cap, sizeof *it->candidates);
        it->candidates[it->count++] = (struct candidate){.article = article};
        number = it->count;
        map_put(&it->numbers, (uint64_t)article, number);
    }
    it->candidates[number - 1].of[evidence] += value;
    it->candidates[number - 1].sum += value;
}

/* --- Words --- */

static bool read_terms(struct related_finder *it, int64_t article, struct terms *terms)
{
    bool is_sound = true;
    *terms = (struct terms){0};
    statement_int(it->terms, 1, article);
    bool is_there = statement_next(it->terms);
    if (is_there)
        is_sound = terms_read(column_bytes(it->terms, 0), it->lexicon, it->database,
                              &it->arena, terms);
    statement_end(it->terms);
    if (!is_sound)
        database_mark_corrupt(it->database);
    return is_there && is_sound;
}

/* How often both forms of a word (word_bases.h) occur. */
static double count_forms(const struct terms *terms, struct str base)
{
    const struct term *term = terms_look_up(terms, base);
    double count = term != NULL ? vector_times(term) / 2.0 : 0;
    char plural[FORM_BYTES_MAX + 1];
    if (form_plural(base, plural) == 0)
        return count;
    term = terms_look_up(terms, (struct str){plural, base.len + 1});
    return count + (term != NULL ? vector_times(term) / 2.0 : 0);
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
        if (terms->items[i].count > 0 && !is_common_word(base) &&
            (base.len == text.len || terms_look_up(terms, base) == NULL))
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
static double rarity(const struct related_finder *it, size_t having)
{
    double all = (double)it->lengths.texts;
    if (having < 2 || 2 * (double)having > all + 1)
        return 0;
    return log((all + 1) / ((double)having + 0.5));
}

/* Keeps the words that tell something, the most telling first. */
static struct telling_list keep_telling(struct telling *list, size_t count, size_t most)
{
    struct telling_list kept = {.items = list};
    for (size_t i = 0; i < count; i++) {
        if (list[i].weight > 0)
            list[kept.count++] = list[i];
    }
    if (kept.count > 0)
        qsort(list, kept.count, sizeof *list, compare_telling);
    if (kept.count > most)
        kept.count = most;
    for (size_t i = 0; i < kept.count; i++)
        kept.sum += list[i].weight;
    return kept;
}

/* Where few words tell something, those that only this article has count as well: what
 * it shares is not all that it is about. */
static void choose_words(struct related_finder *it, const struct terms *terms)
{
    struct telling *list;
    size_t count = choose_asked(it, terms, &list), own_count = 0;
    double own = 0, unshared = log((double)it->lengths.texts + 1);
    for (size_t i = 0; i < count; i++) {
        const struct posting_list *found =
            postings_of(it->postings, form_expression(list[i].text, &it->arena));
        list[i].postings = found;
        if (found->count == 1) {
            own += list[i].weight * unshared;
            own_count++;
        }
        list[i].weight *= found->is_over ? 0 : rarity(it, found->count);
    }
    it->words = keep_telling(list, count, WEIGHED_MAX);
    if (own_count > WEIGHED_MAX - it->words.count)
        own *= (double)(WEIGHED_MAX - it->words.count) / (double)own_count;
    it->words.sum += own;
}

/* How many of these rows of `called` are rows of names. */
static size_t count_names(const struct posting_list *found)
{
    size_t count = 0;
    for (size_t i = 0; i < found->count && !found->is_over; i++)
        count += !schema_is_headings_row(found->rows[i]);
    return count;
}

/* What only this one is called counts as well: beside it the rest of the name says
 * less. */
static void choose_names(struct related_finder *it, const struct terms *terms)
{
    struct telling list[NAMES_MAX];
    double own = 0;
    size_t count = 0;
    for (size_t i = 0; i < terms->count && count < NAMES_MAX; i++) {
        struct str base = form_base(terms->items[i].text);
        if ((terms->items[i].columns & TERM_NAMES) == 0 || is_common_word(base) ||
            (base.len < terms->items[i].text.len && terms_look_up(terms, base) != NULL))
            continue;
        const struct posting_list *found =
            postings_of(it->names, form_expression(base, &it->arena));
        list[count++] = (struct telling){
            .text = base,
            .weight = form_looks(base) * rarity(it, count_names(found)),
            .postings = found,
        };
        if (count_names(found) == 1)
            own += form_looks(base) * log((double)it->lengths.texts + 1);
    }
    struct telling *copy = ARENA_ARRAY(&it->arena, count, struct telling);
    if (count > 0)
        memcpy(copy, list, count * sizeof *list);
    it->called = keep_telling(copy, count, NAMES_MAX);
    it->called.sum += own;
}

static void number_keys(struct related_finder *it)
{
    uint64_t number = 0;
    map_release(&it->keys);
    for (size_t i = 0; i < it->words.count; i++)
        map_put(&it->keys, vector_key(it->words.items[i].text, false), ++number);
    for (size_t i = 0; i < it->called.count; i++)
        map_put(&it->keys, vector_key(it->called.items[i].text, true), ++number);
}

static void add_words(struct related_finder *it)
{
    const struct telling *words = it->words.items;
    size_t count = it->words.count < TELLING_MAX ? it->words.count : TELLING_MAX;
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += words[i].weight;
    for (size_t i = 0; i < count; i++) {
        const struct posting_list *list = words[i].postings;
        for (size_t k = 0; k < list->count; k++)
            add(it, list->rows[k], BY_WORDS, words[i].weight / sum);
    }
}

/* How much of the other telling words those articles have that have this one: on
 * average of some of them. */
static double support_of(const struct related_finder *it, const struct telling *word,
                         double own)
{
    const struct posting_list *list = word->postings;
    size_t step = list->count / SUPPORT_MAX + 1, asked = 0;
    double sum = 0;
    for (size_t i = 0; i < list->count; i += step) {
        uint64_t number = map_get(&it->numbers, (uint64_t)list->rows[i]);
        if (list->rows[i] == it->article)
            continue;
        asked++;
        sum += number > 0 ? it->candidates[number - 1].sum - own : 0;
    }
    return asked > 0 ? sum / (double)asked : 0;
}

/* Words that belong to a subject come together. "Until" may be as rare as "gluten", but
 * the articles that have it have little else in common: it counts for less. */
static void weaken_strays(struct related_finder *it)
{
    struct telling *words = it->words.items;
    double sum = 0;
    for (size_t i = 0; i < it->words.count && i < TELLING_MAX; i++)
        sum += words[i].weight;
    double part[WEIGHED_MAX];
    for (size_t i = 0; i < it->words.count; i++) {
        double own = i < TELLING_MAX ? words[i].weight / sum : 0;
        double support = support_of(it, &words[i], own);
        part[i] = support / (support + usual_support);
    }
    for (size_t i = 0; i < it->words.count; i++)
        words[i].weight *= part[i];
}

static void add_names(struct related_finder *it)
{
    for (size_t i = 0; i < it->called.count; i++) {
        const struct telling *word = &it->called.items[i];
        for (size_t k = 0; k < word->postings->count; k++) {
            if (!schema_is_headings_row(word->postings->rows[k]))
                add(it, schema_article_of(word->postings->rows[k]), BY_WORDS,
                    name_share * word->weight / it->called.sum);
        }
    }
}

/* --- Links --- */

static double weaken(size_t count)
{
    double part = count > LINKS_FEW ? (double)LINKS_FEW / (double)count : 1;
    return part * part;
}

static int compare_ids(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* The other articles that an article leads to, each once; returns how many. */
static size_t targets_of(struct related_finder *it, int64_t article, uint32_t **targets)
{
    size_t count = 0, kept = 0;
    statement_int(it->targets, 1, article);
    *targets = NULL;
    if (!statement_next(it->targets))
        return 0;
    struct str rest = column_bytes(it->targets, 0);
    size_t cap = rest.len;
    *targets = ARENA_ARRAY(&it->arena, cap, uint32_t);
    uint32_t target;
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

static size_t count_leads(struct related_finder *it, int64_t article)
{
    statement_int(it->count_leads, 1, article);
    statement_int(it->count_leads, 2, LINKS_MAX + 1);
    size_t count =
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
    size_t count = 0;
    statement_int(it->leads, 1, it->article);
    statement_int(it->leads, 2, LINKS_MAX + 1);
    int64_t sources[LINKS_MAX + 1];
    while (count <= LINKS_MAX && statement_next(it->leads))
        sources[count++] = column_int(it->leads, 0);
    statement_end(it->leads);
    if (count > LINKS_MAX)
        return;
    uint32_t *ignored;
    for (size_t i = 0; i < count; i++) {
        size_t leads = targets_of(it, sources[i], &ignored);
        if (leads <= LINKS_MAX)
            add(it, sources[i], BY_LINKS, link_share * weaken(leads) * weaken(count));
    }
}

/* --- Topics --- */

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
    size_t count = 0;
    double all = 0;
    statement_int(it->tags, 1, it->article);
    statement_int(it->tags, 2, TAGS_MAX);
    struct str tags[TAGS_MAX];
    while (count < TAGS_MAX && statement_next(it->tags))
        tags[count++] = arena_str(&it->arena, column_bytes(it->tags, 0));
    statement_end(it->tags);
    all = (double)count;
    int64_t articles[TAG_HOLDERS_MAX + 1];
    for (size_t i = 0; i < count; i++) {
        statement_bytes(it->tagged, 1, tags[i]);
        statement_int(it->tagged, 2, TAG_HOLDERS_MAX + 1);
        size_t holders = read_ids(it->tagged, TAG_HOLDERS_MAX + 1, articles);
        if (holders > TAG_HOLDERS_MAX)
            continue;
        for (size_t k = 0; k < holders; k++)
            add(it, articles[k], BY_TOPICS,
                tag_share / all * sqrt(2.0 / (double)(holders > 2 ? holders : 2)));
    }
}

static void add_siblings(struct related_finder *it)
{
    statement_int(it->topic, 1, it->article);
    statement_int(it->topic, 2, SIBLINGS_MAX);
    int64_t topic, articles[SIBLINGS_MAX];
    if (read_ids(it->topic, 1, &topic) == 0)
        return;
    statement_int(it->siblings, 1, topic);
    statement_int(it->siblings, 2, SIBLINGS_MAX);
    size_t count = read_ids(it->siblings, SIBLINGS_MAX, articles);
    for (size_t i = 0; i < count; i++)
        add(it, articles[i], BY_TOPICS, sibling_share);
}

/* --- The best --- */

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    if (left->sum != right->sum)
        return left->sum > right->sum ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

/* Files that are no articles any more come last. */
static void find_order(struct related_finder *it, struct candidate *candidate)
{
    statement_int(it->order, 1, candidate->article);
    candidate->order = statement_next(it->order) ? column_int(it->order, 0) : INT64_MAX;
    statement_end(it->order);
}

/* What the last of the best candidates has. */
static double least_of_best(const struct related_finder *it)
{
    double best[CANDIDATES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < it->count; i++) {
        double sum = it->candidates[i].sum;
        size_t at = count;
        if (count == CANDIDATES_MAX && !(sum > best[count - 1]))
            continue;
        if (count == CANDIDATES_MAX)
            at--;
        else
            count++;
        for (; at > 0 && best[at - 1] < sum; at--)
            best[at] = best[at - 1];
        best[at] = sum;
    }
    return count > 0 ? best[count - 1] : 0;
}

/* The best candidates come to the beginning of the list; returns how many. Of equal
 * ones at the end of the list those that are read first are taken. */
static size_t choose_candidates(struct related_finder *it)
{
    struct candidate *list = it->candidates;
    double least = least_of_best(it);
    size_t kept = 0;
    for (size_t i = 0; i < it->count; i++) {
        if (list[i].sum >= least) {
            list[kept] = list[i];
            find_order(it, &list[kept++]);
        }
    }
    if (kept > 0)
        qsort(list, kept, sizeof *list, compare_candidates);
    return kept < CANDIDATES_MAX ? kept : CANDIDATES_MAX;
}

static double mean_words(const struct related_finder *it)
{
    const uint64_t *words = it->lengths.words[SPAN_SECTION];
    double sum = (double)words[RANK_HEAD] + (double)words[RANK_REST];
    return it->lengths.texts > 0 && sum > 0 ? sum / (double)it->lengths.texts : 1;
}

/* How often each of the words is in an article, by their numbers, in halves. */
static void count_keys(const struct related_finder *it, const struct vector *vector,
                       uint64_t times[WEIGHED_MAX + NAMES_MAX])
{
    for (size_t i = 0; i < vector->count; i++) {
        uint64_t entry = vector->entries[i];
        uint64_t number = map_get(&it->keys, entry & ~VECTOR_TIMES);
        if (number > 0)
            times[number - 1] += entry & VECTOR_TIMES;
    }
}

/* The share of what the telling words tell that the candidate says, too: less when it
 * names them once in a long text. */
static void weigh_words(struct related_finder *it, struct candidate *candidate)
{
    const struct vector *vector = vectors_of(it->vectors, (uint32_t)candidate->article);
    uint64_t times[WEIGHED_MAX + NAMES_MAX] = {0}, *in_name = times + it->words.count;
    double length = (double)vector->words, sum = 0, named = 0;
    double steady =
        saturation * (1 - length_counts + length_counts * length / mean_words(it));
    double part = length / ((double)vector->links * LIST_WORDS + 1);
    size_t shared = 0;
    candidate->sum -= candidate->of[BY_WORDS];
    candidate->of[BY_WORDS] = 0;
    count_keys(it, vector, times);
    for (size_t i = 0; i < it->words.count; i++) {
        double halves = (double)times[i];
        shared += times[i] > 0;
        sum += it->words.items[i].weight * halves / (halves + 2 * steady);
    }
    for (size_t i = 0; i < it->called.count; i++)
        named += in_name[i] > 0 ? it->called.items[i].weight : 0;
    /* One word alone may be a slip. */
    if (shared < 2)
        return;
    sum /= it->words.sum;
    if (named > 0)
        sum += name_share * named / it->called.sum;
    candidate->of[BY_WORDS] = sum * (part < 1 ? part * part : 1);
    candidate->sum += candidate->of[BY_WORDS];
}

/* A link that says something is the plainest reason, whatever words say. */
static enum related_why why_of(const struct candidate *candidate)
{
    if (candidate->of[BY_LINKS] >= link_share / 2)
        return RELATED_LINKS;
    return candidate->of[BY_TOPICS] >= candidate->of[BY_WORDS] ? RELATED_TOPICS
                                                               : RELATED_WORDS;
}

/* --- All --- */

static void begin(struct related_finder *it, uint32_t article)
{
    int64_t written = statement_next(it->state) ? column_int(it->state, 0) : 0;
    statement_end(it->state);
    if (it->written != written)
        lengths_load(it->database, &it->lengths);
    it->written = written;
    postings_begin(it->postings, written, it->kept_bytes);
    postings_begin(it->names, written, it->kept_bytes);
    vectors_begin(it->vectors, written, it->kept_bytes);
    arena_clear(&it->arena);
    map_clear(&it->numbers);
    it->words = it->called = (struct telling_list){0};
    it->count = 0;
    it->article = article;
}

/* What is much less near than the nearest is not shown, unless a link leads there. */
static bool is_near(const struct candidate *candidate, double best)
{
    double sum = candidate->sum;
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
        best = list[0].sum;
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
    begin(it, article);
    struct terms terms;
    if (read_terms(it, article, &terms)) {
        choose_words(it, &terms);
        choose_names(it, &terms);
        number_keys(it);
        add_words(it);
        weaken_strays(it);
        add_names(it);
    }
    add_targets(it);
    add_sources(it);
    add_tags(it);
    add_siblings(it);
    size_t count = choose_candidates(it);
    for (size_t i = 0; i < count; i++)
        weigh_words(it, &it->candidates[i]);
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
