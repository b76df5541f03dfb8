/*
 * Seeking candidates: what speaks for each other article is summed up, as far as the
 * postings of the article's heaviest keys tell. Long postings are of keys that many
 * have, which adds little to each: they are passed over when not enough is left of what
 * one article may cost.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "library/near_relating.h"

enum {
    /* When more than one in so many articles were met, it is quicker to clear them
     * all. */
    CLEAR_ALL_PART = 16,
    /* An article that links to more than these says little by each of its links. */
    RELATED_LINKS_FEW = 12,
};

/* Shares, in percent. */
static const int shares[KIND_COUNT] = {
    [KIND_STEMS] = 100, [KIND_TOPICS] = 35, [KIND_TARGETS] = 40};

/* Postings that are looked at for one article: with so many, nine in ten of the best
 * five are found in a library of 20,000 articles that are much alike. */
static const size_t postings_max[KIND_COUNT] = {
    [KIND_STEMS] = 4000, [KIND_TOPICS] = 1000, [KIND_TARGETS] = 1000};

enum {
    SHARE_LINK = 18,
    SHARE_SIBLING = 5,
    /* Of what the author gives as related: more than all the rest together. */
    WORTH_GIVEN = 10,
};

struct seeker *seeker_new(const struct relating *relating)
{
    struct seeker *seeker = mem_zalloc(1, sizeof *seeker);
    size_t articles = relating->library->article_count;

    seeker->relating = relating;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        struct spread *spread = &seeker->spreads[i];

        spread->holdings = relating->holdings[i];
        spread->share = (float)shares[i] / 100;
        spread->weights =
            mem_zalloc(holdings_keys(spread->holdings), sizeof *spread->weights);
    }
    seeker->linked = mem_zalloc(articles, sizeof *seeker->linked);
    seeker->sums = mem_zalloc(articles, sizeof *seeker->sums);
    /* One more: where the next would stand is written before it is known to be one. */
    seeker->met = mem_zalloc(articles + 1, sizeof *seeker->met);
    return seeker;
}

void seeker_free(struct seeker *seeker)
{
    if (seeker == NULL)
        return;
    for (size_t i = 0; i < KIND_COUNT; i++)
        free(seeker->spreads[i].weights);
    free(seeker->linked);
    free(seeker->sums);
    free(seeker->met);
    free(seeker);
}

/* `value` is above 0. */
static void add(struct seeker *it, uint32_t article, float value)
{
    it->met[it->met_count] = article;
    it->met_count += !(it->sums[article] > 0);
    it->sums[article] += value;
}

/* --- What is alike ---------------------------------------------------------------- */

static void add_postings(struct seeker *it, struct postings postings, float weight)
{
    for (uint32_t i = 0; i < postings.count; i++)
        add(it, postings.items[i].article, weight * (float)postings.items[i].weight);
}

static void add_alike(struct seeker *it, enum near_kind kind)
{
    const struct spread *spread = &it->spreads[kind];
    const float scale = spread->share / ((float)HOLDINGS_ONE * (float)HOLDINGS_ONE);
    struct bag_view bag = holdings_bag(spread->holdings, it->article);
    size_t left = postings_max[kind];

    for (uint32_t i = 0; i < bag.count; i++) {
        struct postings postings = holdings_of(spread->holdings, bag.keys[i]);
        float weight = (float)bag.weights[i] * scale;

        spread->weights[bag.keys[i]] = weight;
        if (postings.count > left)
            continue;
        left -= postings.count;
        add_postings(it, postings, weight);
    }
}

/* --- Links between the two -------------------------------------------------------- */

static size_t links_from(const struct near_links *links, uint32_t article)
{
    return links->out_firsts[article + 1] - links->out_firsts[article];
}

static size_t links_to(const struct near_links *links, uint32_t article)
{
    return links->in_firsts[article + 1] - links->in_firsts[article];
}

/* What tells less when there are many of them. */
static float weaken(size_t count)
{
    return count > RELATED_LINKS_FEW ? (float)RELATED_LINKS_FEW / (float)count : 1;
}

/* A link from an article that links to many says little, and an article that many link
 * to is related to few of them: an index, a channel. */
static float link_worth(const struct near_links *links, uint32_t from, uint32_t to)
{
    return SHARE_LINK / 100.0F * weaken(links_from(links, from)) *
           weaken(links_to(links, to));
}

static void add_link(struct seeker *it, uint32_t other, float worth)
{
    it->linked[other] += worth;
    add(it, other, worth);
}

static void add_links(struct seeker *it)
{
    const struct near_links *links = it->relating->links;
    uint32_t article = it->article;

    for (size_t i = links->out_firsts[article]; i < links->out_firsts[article + 1];
         i++) {
        uint32_t other = links->out[i];

        add_link(it, other,
                 link_worth(links, article, other) +
                     (near_links_is_given(links, article, other) ? WORTH_GIVEN : 0));
    }
    for (size_t i = links->in_firsts[article]; i < links->in_firsts[article + 1]; i++)
        add_link(it, links->in[i], link_worth(links, links->in[i], article));
}

/* --- Siblings --------------------------------------------------------------------- */

static void add_siblings(struct seeker *it)
{
    const struct topic *topic =
        library_article(it->relating->library, it->article)->topic;

    it->sibling_count = 0;
    if (topic == NULL || topic->parent == NULL || topic->articles_below > SIBLINGS_MAX)
        return;
    for (const struct topic *at = topic->first; at != NULL; at = at->next) {
        if (at->is_topic || at->article == ARTICLE_NONE ||
            it->sibling_count == SIBLINGS_MAX)
            continue;
        it->siblings[it->sibling_count++] = at->article;
        add(it, at->article, SHARE_SIBLING / 100.0F);
    }
}

float seeker_sibling_share(const struct seeker *seeker, uint32_t other)
{
    for (size_t i = 0; i < seeker->sibling_count; i++) {
        if (seeker->siblings[i] == other)
            return SHARE_SIBLING / 100.0F;
    }
    return 0;
}

/* --- The best --------------------------------------------------------------------- */

static bool is_better(const struct candidate *a, const struct candidate *b)
{
    return a->score > b->score || (!(a->score < b->score) && a->article < b->article);
}

static void keep_best(struct seeker *it, struct candidate next)
{
    struct candidate *best = it->candidates;
    size_t at = it->candidate_count;

    if (at == CANDIDATES_MAX) {
        if (!is_better(&next, &best[at - 1]))
            return;
        at--;
    } else {
        it->candidate_count++;
    }
    for (; at > 0 && is_better(&next, &best[at - 1]); at--)
        best[at] = best[at - 1];
    best[at] = next;
}

void seeker_seek(struct seeker *seeker, uint32_t article)
{
    seeker->article = article;
    seeker->candidate_count = 0;
    for (enum near_kind i = 0; i < KIND_COUNT; i++)
        add_alike(seeker, i);
    add_links(seeker);
    add_siblings(seeker);
    for (size_t i = 0; i < seeker->met_count; i++) {
        uint32_t other = seeker->met[i];

        if (other != article)
            keep_best(seeker, (struct candidate){other, seeker->sums[other]});
    }
}

static void clear_sums(struct seeker *it)
{
    size_t articles = it->relating->library->article_count;

    if (it->met_count > articles / CLEAR_ALL_PART) {
        memset(it->sums, 0, articles * sizeof *it->sums);
        memset(it->linked, 0, articles * sizeof *it->linked);
    } else {
        for (size_t i = 0; i < it->met_count; i++)
            it->sums[it->met[i]] = it->linked[it->met[i]] = 0;
    }
    it->met_count = 0;
}

void seeker_forget(struct seeker *seeker)
{
    clear_sums(seeker);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        const struct spread *spread = &seeker->spreads[i];
        struct bag_view bag = holdings_bag(spread->holdings, seeker->article);

        for (uint32_t k = 0; k < bag.count; k++)
            spread->weights[bag.keys[k]] = 0;
    }
}
