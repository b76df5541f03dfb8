/*
 * The holdings that articles are related by: stems, topics, and the articles that they
 * link to.
 */
#include "library/near_relating.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library/key.h"

enum {
    /* Keys in a bag; the lighter ones tell little more. With many articles they are
     * fewer, so that all bags and their postings take some 100 MB at most. */
    RELATED_KEYS_MAX = 120,
    RELATED_KEYS_MIN = 24,
    RELATED_KEYS_ALL = 8 << 20,
    /* A key that more articles hold than this, and than a tenth of them all, or that
     * more than half hold, brings no two together: a tag that stands everywhere, a page
     * that all link to, a word of the language. */
    RELATED_HOLDERS_MIN = 60,
    RELATED_HOLDERS_PART = 10,
};

static uint32_t half(size_t count)
{
    return (uint32_t)((count + 1) / 2);
}

static uint32_t most_holders(size_t articles)
{
    size_t most = articles / RELATED_HOLDERS_PART;

    return most < RELATED_HOLDERS_MIN ? RELATED_HOLDERS_MIN : (uint32_t)most;
}

static uint32_t most_keys(size_t articles)
{
    size_t share = RELATED_KEYS_ALL / (articles + 1);

    if (share < RELATED_KEYS_MIN)
        return RELATED_KEYS_MIN;
    return share > RELATED_KEYS_MAX ? RELATED_KEYS_MAX : (uint32_t)share;
}

/* The rarity of what is held by articles; that of stems is another. */
static float *rarities_of(const uint32_t *holders, size_t keys, size_t articles)
{
    float *rarities = mem_zalloc(keys, sizeof *rarities);
    uint32_t most = most_holders(articles);

    if (most > half(articles))
        most = half(articles);
    for (size_t i = 0; i < keys; i++) {
        if (holders[i] <= most)
            rarities[i] = near_rarity(holders[i], articles);
    }
    return rarities;
}

/* --- Stems ------------------------------------------------------------------------ */

/* The rarity of stems is that among sections: there are enough of them even in a small
 * library to tell the words of the language from those of the subject. */
static float *stem_rarities(const struct near_words *words)
{
    float *rarities = mem_zalloc(words->stems.count, sizeof *rarities);
    uint32_t most = most_holders(words->article_count);

    for (size_t i = 0; i < words->stems.count; i++) {
        if (words->in_articles[i] <= most &&
            words->in_sections[i] <= half(words->section_count))
            rarities[i] = near_rarity(words->in_sections[i], words->section_count);
    }
    return rarities;
}

static size_t count_stems(const void *context, uint32_t article)
{
    const struct near_words *words = context;
    const struct near_article *place = &words->articles[article];
    size_t count = 0;

    for (uint32_t i = 0; i < place->section_count; i++)
        count += words->sections[place->first_section + i].stems.count;
    return count;
}

static void gather_stems(const void *context, uint32_t article, struct tally *tally)
{
    const struct near_words *words = context;
    const struct near_article *place = &words->articles[article];

    for (uint32_t i = 0; i < place->section_count; i++) {
        struct near_run run = words->sections[place->first_section + i].stems;

        for (uint32_t k = run.first; k < run.first + run.count; k++)
            tally_add(tally, near_stem_number(words->items[k]),
                      near_stem_count(words->items[k]));
    }
}

static struct holdings *hold_stems(const struct near_words *words)
{
    float *rarities = stem_rarities(words);
    struct holdings *holdings = holdings_new(&(struct holdings_source){
        .articles = words->article_count,
        .keys = words->stems.count,
        .holders = words->in_articles,
        .rarities = rarities,
        .names = words->stems.keys,
        .most = most_keys(words->article_count),
        .count = count_stems,
        .gather = gather_stems,
        .context = words,
    });

    free(rarities);
    return holdings;
}

/* --- Topics ----------------------------------------------------------------------- */

/* The topics of all articles: those of article i are [firsts[i], firsts[i + 1]) of
 * `items`, each once. */
struct topics {
    struct numbering names;
    size_t *firsts;
    uint32_t *items;
    size_t count, cap;
    uint32_t *holders; /* by number */
};

static void add_topic(struct topics *topics, size_t first, struct str topic,
                      struct arena *scratch)
{
    unsigned long long hash = str_hash(key_loose(scratch, topic));
    uint32_t number = numbering_of(&topics->names, (uint32_t)(hash ^ hash >> 32));

    for (size_t i = first; i < topics->count; i++) {
        if (topics->items[i] == number)
            return;
    }
    topics->items =
        mem_grow(topics->items, topics->count, &topics->cap, sizeof *topics->items);
    topics->items[topics->count++] = number;
}

enum {
    /* That are looked at, of one article. */
    TOPICS_MAX = 64,
};

/* "#tag" and "Tag" are one; of "birds/owls" both "birds" and the whole count. */
static void add_topics(struct topics *topics, const struct article *article,
                       struct arena *scratch)
{
    size_t first = topics->count;

    for (size_t i = 0; i < article->topic_count; i++) {
        struct str topic = article->topics[i];

        if (str_starts(topic, STR("#")))
            topic = str_tail(topic, 1);
        for (size_t k = 0; k < topic.len && topics->count - first < TOPICS_MAX; k++) {
            if (topic.ptr[k] == '/')
                add_topic(topics, first, str_slice(topic, 0, k), scratch);
        }
        if (topics->count - first < TOPICS_MAX)
            add_topic(topics, first, topic, scratch);
    }
}

static void gather_all_topics(struct topics *topics, const struct library *library)
{
    struct arena scratch = {0};

    topics->firsts = mem_zalloc(library->article_count + 1, sizeof *topics->firsts);
    for (uint32_t i = 0; i < library->article_count; i++) {
        topics->firsts[i] = topics->count;
        arena_clear(&scratch);
        add_topics(topics, library_article(library, i), &scratch);
    }
    topics->firsts[library->article_count] = topics->count;
    topics->holders = mem_zalloc(topics->names.count, sizeof *topics->holders);
    for (size_t i = 0; i < topics->count; i++)
        topics->holders[topics->items[i]]++;
    arena_release(&scratch);
}

static size_t count_topics(const void *context, uint32_t article)
{
    const struct topics *topics = context;

    return topics->firsts[article + 1] - topics->firsts[article];
}

static void gather_topics(const void *context, uint32_t article, struct tally *tally)
{
    const struct topics *topics = context;

    for (size_t i = topics->firsts[article]; i < topics->firsts[article + 1]; i++)
        tally_add(tally, topics->items[i], 1);
}

static struct holdings *hold_topics(const struct library *library)
{
    struct topics topics = {0};
    struct holdings *holdings;
    float *rarities;

    gather_all_topics(&topics, library);
    rarities = rarities_of(topics.holders, topics.names.count, library->article_count);
    holdings = holdings_new(&(struct holdings_source){
        .articles = library->article_count,
        .keys = topics.names.count,
        .holders = topics.holders,
        .rarities = rarities,
        .names = topics.names.keys,
        .most = most_keys(library->article_count),
        .count = count_topics,
        .gather = gather_topics,
        .context = &topics,
    });
    free(rarities);
    numbering_release(&topics.names);
    free(topics.firsts);
    free(topics.items);
    free(topics.holders);
    return holdings;
}

/* --- Links ------------------------------------------------------------------------ */

static size_t count_targets(const void *context, uint32_t article)
{
    const struct near_links *links = context;

    return links->out_firsts[article + 1] - links->out_firsts[article];
}

static void gather_targets(const void *context, uint32_t article, struct tally *tally)
{
    const struct near_links *links = context;

    for (size_t i = links->out_firsts[article]; i < links->out_firsts[article + 1]; i++)
        tally_add(tally, links->out[i], 1);
}

static struct holdings *hold_targets(const struct near_links *links)
{
    uint32_t *holders = mem_zalloc(links->articles, sizeof *holders);
    uint32_t *names = mem_zalloc(links->articles, sizeof *names);
    struct holdings *holdings;
    float *rarities;

    for (uint32_t i = 0; i < links->articles; i++) {
        holders[i] = (uint32_t)(links->in_firsts[i + 1] - links->in_firsts[i]);
        names[i] = i;
    }
    rarities = rarities_of(holders, links->articles, links->articles);
    holdings = holdings_new(&(struct holdings_source){
        .articles = links->articles,
        .keys = links->articles,
        .holders = holders,
        .rarities = rarities,
        .names = names,
        .most = most_keys(links->articles),
        .count = count_targets,
        .gather = gather_targets,
        .context = links,
    });
    free(holders);
    free(names);
    free(rarities);
    return holdings;
}

/* --- All -------------------------------------------------------------------------- */

struct relating *relating_new(const struct near_input *input)
{
    struct relating *relating = mem_zalloc(1, sizeof *relating);

    near_links_sort(input->links);
    relating->library = input->library;
    relating->links = input->links;
    relating->holdings[KIND_STEMS] = hold_stems(input->words);
    near_words_use_up(input->words);
    relating->holdings[KIND_TOPICS] = hold_topics(input->library);
    relating->holdings[KIND_TARGETS] = hold_targets(input->links);
    for (size_t i = 0; i < KIND_COUNT; i++)
        holdings_post(relating->holdings[i]);
    return relating;
}

void relating_free(struct relating *relating)
{
    if (relating == NULL)
        return;
    for (size_t i = 0; i < KIND_COUNT; i++)
        holdings_free(relating->holdings[i]);
    free(relating);
}
