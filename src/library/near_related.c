/*
 * The articles that are near an article.
 *
 * Three kinds of evidence are added up, each at most 1 before its share is taken:
 *
 *   links   one leads to the other, twice if both do, less from an article that leads
 * to many; and how alike the sets of articles are that the two link to (cosine, what
 * few link to counting more) topics  how alike their topics, tags and categories are
 * (the same), and whether they stand in one small topic of the tree words   how alike
 * their stems are: the cosine of (1 + ln n) times rarity, over the heaviest stems of
 * each
 *
 * The reason that is given is the kind that adds most. Below a floor two articles are
 * not near, however few others there are.
 */
#include <math.h>
#include <stdlib.h>

#include "library/key.h"
#include "library/near.h"

enum {
    /* Of what an article has of a kind; the lighter ones tell little more. */
    RELATED_KEYS_MAX = 120,
    /* A key that more articles hold than this, and than a tenth of them all, or that
     * more than half hold, brings no two together: a tag that stands everywhere, a page
     * that all link to, a word of the language. */
    RELATED_HOLDERS_MIN = 60,
    RELATED_HOLDERS_PART = 10,
    /* Articles of a topic of the tree that stand together on purpose. */
    RELATED_SIBLINGS_MAX = 20,
    /* An article that links to more than these says little by each of its links. */
    RELATED_LINKS_FEW = 12,
};

/* Shares, in percent. */
enum {
    SHARE_WORDS = 100,
    SHARE_LINK = 18,
    SHARE_SAME_LINKS = 40,
    SHARE_TOPICS = 35,
    SHARE_SIBLINGS = 5,
    RELATED_FLOOR = 8,
};

struct holdings {
    struct bag *bags; /* by article */
    struct index *index;
};

struct relating {
    const struct near_input *input;
    size_t articles;
    uint32_t holders_max;
    struct holdings stems, topics;
    struct holdings links;   /* all, each as strong as it is */
    struct holdings targets; /* the same, as what two articles may share */
    /* What speaks for each other article, by kind of evidence and in all. */
    struct sums by_links, by_topics, by_words, all;
    struct arena *arena; /* scratch */
};

/* --- Bags ------------------------------------------------------------------------- */

static int compare_stems(const void *a, const void *b)
{
    const struct weighted *left = a, *right = b;

    return left->key < right->key ? -1 : left->key > right->key;
}

/* Sorts by key and makes equal keys one, with the sum of their weights. */
static void merge_keys(struct bag *bag)
{
    uint32_t kept = 0;

    qsort(bag->items, bag->count, sizeof *bag->items, compare_stems);
    for (uint32_t i = 0; i < bag->count; i++) {
        if (kept > 0 && bag->items[kept - 1].key == bag->items[i].key)
            bag->items[kept - 1].weight += bag->items[i].weight;
        else
            bag->items[kept++] = bag->items[i];
    }
    bag->count = kept;
}

static struct bag article_stems(const struct article_words *words, struct arena *arena)
{
    struct bag bag = {0};
    size_t count = 0;

    for (uint32_t i = 0; i < words->section_count; i++)
        count += words->sections[i].count;
    bag.items = ARENA_ARRAY(arena, count, struct weighted);
    for (uint32_t i = 0; i < words->section_count; i++) {
        const struct stems *stems = &words->sections[i];

        for (uint32_t k = 0; k < stems->count; k++)
            bag.items[bag.count++] =
                (struct weighted){stems->items[k].id, stems->items[k].count};
    }
    merge_keys(&bag);
    return bag;
}

static struct bag article_targets(const struct facts *facts, struct arena *arena)
{
    struct bag bag = {.items = ARENA_ARRAY(arena, facts->link_count, struct weighted)};

    for (size_t i = 0; i < facts->link_count; i++)
        bag.items[bag.count++] = (struct weighted){facts->links[i].to, 1};
    merge_keys(&bag);
    for (uint32_t i = 0; i < bag.count; i++)
        bag.items[i].weight = 1; /* twice is no more than once */
    return bag;
}

/* The same articles, with how much the link to each says. */
static struct bag article_links(const struct bag *targets, struct arena *arena)
{
    struct bag bag = {.items = ARENA_ARRAY(arena, targets->count, struct weighted)};
    float strength = targets->count > RELATED_LINKS_FEW
                         ? (float)RELATED_LINKS_FEW / (float)targets->count
                         : 1;

    for (uint32_t i = 0; i < targets->count; i++)
        bag.items[bag.count++] = (struct weighted){targets->items[i].key, strength};
    return bag;
}

static void add_topic(struct bag *bag, struct str topic, struct arena *arena)
{
    unsigned long long hash = str_hash(key_loose(arena, topic));

    bag->items[bag->count++] = (struct weighted){(uint32_t)(hash ^ hash >> 32), 1};
}

/* "#tag" and "Tag" are one; of "birds/owls" both "birds" and the whole count. */
static struct bag article_topics(const struct article *article, struct arena *arena)
{
    struct bag bag = {0};
    size_t count = article->topic_count;

    for (size_t i = 0; i < article->topic_count; i++) {
        for (size_t k = 0; k < article->topics[i].len; k++)
            count += article->topics[i].ptr[k] == '/';
    }
    bag.items = ARENA_ARRAY(arena, count, struct weighted);
    for (size_t i = 0; i < article->topic_count; i++) {
        struct str topic = article->topics[i];
        size_t end = str_starts(topic, STR("#")) ? 1 : 0;

        for (topic = str_tail(topic, end), end = 0; end < topic.len; end++) {
            if (topic.ptr[end] == '/')
                add_topic(&bag, str_slice(topic, 0, end), arena);
        }
        add_topic(&bag, topic, arena);
    }
    merge_keys(&bag);
    for (uint32_t i = 0; i < bag.count; i++)
        bag.items[i].weight = 1;
    return bag;
}

static uint32_t half(size_t count)
{
    return (uint32_t)((count + 1) / 2);
}

/* How many there are of what may hold a key, and the most that do when it tells
 * something. */
struct holders {
    const struct index *index;
    size_t all;
    uint32_t most;
};

/* Weighs by rarity what was only counted so far, and brings the length of the bag to 1.
 * What one article alone has is a part of that length but cannot be shared; what stands
 * everywhere is neither. */
static void weigh(struct bag *bag, const struct holders *articles,
                  const struct holders *rarity)
{
    uint32_t kept = 0;
    float squares = 0;

    for (uint32_t i = 0; i < bag->count; i++) {
        struct weighted item = bag->items[i];
        uint32_t shared, holders;

        index_find(articles->index, item.key, &shared);
        index_find(rarity->index, item.key, &holders);
        if (shared > articles->most || holders > rarity->most)
            continue;
        item.weight = (1 + logf(item.weight)) * near_rarity(holders, rarity->all);
        squares += item.weight * item.weight;
        if (shared > 1)
            bag->items[kept++] = item;
    }
    bag->count = kept;
    bag_prune(bag, RELATED_KEYS_MAX);
    for (uint32_t i = 0; i < bag->count; i++)
        bag->items[i].weight /= sqrtf(squares);
}

/* The rarity of stems is that among sections: there are enough of them even in a small
 * library to tell the words of the language from those of the subject. That of links
 * and topics, `sections` being NULL, is that among articles. */
static void weigh_all(const struct relating *it, struct bag *bags,
                      const struct near_sections *sections)
{
    struct arena arena = {0};
    struct holders articles = {
        .index = index_new(bags, it->articles, &arena),
        .all = it->articles,
        .most = it->holders_max,
    };
    struct holders rarity = articles;

    if (sections != NULL)
        rarity = (struct holders){
            .index = sections->index,
            .all = sections->count,
            .most = half(sections->count),
        };
    else if (rarity.most > half(rarity.all))
        rarity.most = half(rarity.all);
    for (size_t i = 0; i < it->articles; i++)
        weigh(&bags[i], &articles, &rarity);
    arena_release(&arena);
}

static void make_holdings(struct relating *it, const struct near_sections *sections)
{
    const struct library *library = it->input->library;
    struct holdings *all[] = {&it->stems, &it->topics, &it->links, &it->targets};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i]->bags = ARENA_ARRAY(it->arena, it->articles, struct bag);
    for (size_t i = 0; i < it->articles; i++) {
        it->stems.bags[i] = article_stems(it->input->words[i], it->arena);
        it->targets.bags[i] = article_targets(it->input->facts[i], it->arena);
        it->links.bags[i] = article_links(&it->targets.bags[i], it->arena);
        it->topics.bags[i] =
            article_topics(library_article(library, (uint32_t)i), it->arena);
    }
    weigh_all(it, it->stems.bags, sections);
    weigh_all(it, it->targets.bags, NULL);
    weigh_all(it, it->topics.bags, NULL);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i]->index = index_new(all[i]->bags, it->articles, it->arena);
}

/* --- One article ------------------------------------------------------------------ */

/* Adds how alike the article's bag is to those of all others. */
static void add_alike(struct sums *sums, const struct holdings *holdings,
                      uint32_t article, int share)
{
    const struct bag *bag = &holdings->bags[article];
    size_t looked_at = 0;

    for (uint32_t i = 0; i < bag->count; i++) {
        uint32_t count;
        const struct posting *postings =
            index_find(holdings->index, bag->items[i].key, &count);
        float weight = bag->items[i].weight * (float)share / 100;

        looked_at += count;
        if (looked_at > NEAR_POSTINGS_MAX)
            break;
        for (uint32_t k = 0; k < count; k++) {
            if (postings[k].bag != article)
                sums_add(sums, postings[k].bag, weight * postings[k].weight);
        }
    }
}

/* An article that many link to is related to few of them: an index, a channel. */
static float link_share(uint32_t links_to_it)
{
    const float share = SHARE_LINK / 100.0F;

    return links_to_it > RELATED_LINKS_FEW
               ? share * (float)RELATED_LINKS_FEW / (float)links_to_it
               : share;
}

/* The links from the article and to it. */
static void add_links(struct relating *it, uint32_t article)
{
    const struct bag *bag = &it->links.bags[article];
    uint32_t count;
    const struct posting *postings;

    for (uint32_t i = 0; i < bag->count; i++) {
        index_find(it->links.index, bag->items[i].key, &count);
        sums_add(&it->by_links, bag->items[i].key,
                 link_share(count) * bag->items[i].weight);
    }
    postings = index_find(it->links.index, article, &count);
    for (uint32_t i = 0; i < count; i++)
        sums_add(&it->by_links, postings[i].bag,
                 link_share(count) * postings[i].weight);
}

static void add_siblings(struct relating *it, uint32_t article)
{
    const struct topic *topic = library_article(it->input->library, article)->topic;

    if (topic == NULL || topic->parent == NULL ||
        topic->articles_below > RELATED_SIBLINGS_MAX)
        return;
    for (const struct topic *at = topic->first; at != NULL; at = at->next) {
        if (!at->is_topic && at->article != article && at->article != ARTICLE_NONE)
            sums_add(&it->by_topics, at->article, SHARE_SIBLINGS / 100.0F);
    }
}

static void add_all(struct sums *all, const struct sums *part)
{
    for (uint32_t i = 0; i < part->count; i++)
        sums_add(all, part->touched[i], part->by_bag[part->touched[i]]);
}

static void gather_evidence(struct relating *it, uint32_t article)
{
    sums_clear(&it->by_links);
    sums_clear(&it->by_topics);
    sums_clear(&it->by_words);
    sums_clear(&it->all);
    add_links(it, article);
    add_alike(&it->by_links, &it->targets, article, SHARE_SAME_LINKS);
    add_alike(&it->by_topics, &it->topics, article, SHARE_TOPICS);
    add_siblings(it, article);
    add_alike(&it->by_words, &it->stems, article, SHARE_WORDS);
    add_all(&it->all, &it->by_links);
    add_all(&it->all, &it->by_topics);
    add_all(&it->all, &it->by_words);
}

static enum related_why find_why(const struct relating *it, uint32_t other)
{
    float links = it->by_links.by_bag[other], topics = it->by_topics.by_bag[other],
          words = it->by_words.by_bag[other];

    if (links >= topics && links >= words)
        return RELATED_LINKS;
    return topics >= words ? RELATED_TOPICS : RELATED_WORDS;
}

struct candidate {
    uint32_t article;
    float score;
};

static bool is_better(struct candidate a, struct candidate b)
{
    return a.score > b.score || (!(a.score < b.score) && a.article < b.article);
}

static size_t keep_best(const struct sums *all, struct candidate *best)
{
    size_t count = 0;

    for (uint32_t i = 0; i < all->count; i++) {
        struct candidate next = {all->touched[i], all->by_bag[all->touched[i]]};
        size_t at = count;

        if (next.score < RELATED_FLOOR / 100.0F)
            continue;
        for (; at > 0 && is_better(next, best[at - 1]); at--) {
            if (at < RELATED_MAX)
                best[at] = best[at - 1];
        }
        if (at < RELATED_MAX) {
            best[at] = next;
            count += count < RELATED_MAX;
        }
    }
    return count;
}

static size_t find_related(struct relating *it, uint32_t article,
                           struct related *related)
{
    struct candidate best[RELATED_MAX];
    size_t count;

    gather_evidence(it, article);
    count = keep_best(&it->all, best);
    for (size_t i = 0; i < count; i++)
        related[i] = (struct related){.article = best[i].article,
                                      .why = find_why(it, best[i].article)};
    return count;
}

static uint32_t find_holders_max(size_t articles)
{
    size_t most = articles / RELATED_HOLDERS_PART;

    if (most < RELATED_HOLDERS_MIN)
        most = RELATED_HOLDERS_MIN;
    return (uint32_t)most;
}

void near_reckon_related(struct near_related *related, const struct near_input *input,
                         const struct near_sections *sections, struct arena *arena,
                         struct arena *scratch)
{
    size_t articles = input->library->article_count, found = 0;
    struct relating it = {
        .input = input,
        .articles = articles,
        .holders_max = find_holders_max(articles),
        .by_links = sums_new(articles, scratch),
        .by_topics = sums_new(articles, scratch),
        .by_words = sums_new(articles, scratch),
        .all = sums_new(articles, scratch),
        .arena = scratch,
    };
    struct related *items =
        ARENA_ARRAY(scratch, articles * RELATED_MAX, struct related);

    make_holdings(&it, sections);
    related->firsts = ARENA_ARRAY(arena, articles + 1, size_t);
    for (uint32_t i = 0; i < articles; i++) {
        related->firsts[i] = found;
        if (near_is_wanted(input, i))
            found += find_related(&it, i, items + found);
    }
    related->firsts[articles] = found;
    related->items = ARENA_ARRAY(arena, found, struct related);
    for (size_t i = 0; i < found; i++)
        related->items[i] = items[i];
}
