/*
 * The articles that are near an article.
 *
 * Three kinds of evidence are added up, each at most 1 before its share is taken:
 *
 *   links    one leads to the other, twice if both do, less from an article that leads
 *            to many, more than all else where the author gives it as related; and how
 * alike the sets of articles are that the two link to (what few link to counting more)
 *   topics   how alike their topics, tags and categories are, and whether they stand in
 *            one small topic of the tree
 *   words    how alike their stems are, by the heaviest stems of each
 *
 * The reason that is given is the kind that adds most. Below a floor two articles are
 * not near, however few others there are.
 *
 * To weigh all others would take too long, so candidates are sought first: by the
 * postings of what is heaviest, until enough were looked at (near_candidates.c). Only
 * the best of them are weighed in full.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "library/crew.h"
#include "library/near_relating.h"

enum {
    /* Below it two articles are not near, in percent. */
    RELATED_FLOOR = 8,
};

struct scored {
    uint32_t article;
    enum related_why why;
    float score;
};

/* How alike the bag of which the weights are spread out is to that of `other`. */
static float alike(const struct spread *spread, uint32_t other)
{
    struct bag_view bag = holdings_bag(spread->holdings, other);
    float sum = 0;

    for (uint32_t i = 0; i < bag.count; i++)
        sum += spread->weights[bag.keys[i]] * (float)bag.weights[i];
    return sum;
}

static struct scored weigh(const struct seeker *it, uint32_t other)
{
    float links = alike(&it->spreads[KIND_TARGETS], other) + it->linked[other];
    float topics =
        alike(&it->spreads[KIND_TOPICS], other) + seeker_sibling_share(it, other);
    float words = alike(&it->spreads[KIND_STEMS], other);
    struct scored scored = {.article = other, .why = RELATED_WORDS};

    if (links >= topics && links >= words)
        scored.why = RELATED_LINKS;
    else if (topics >= words)
        scored.why = RELATED_TOPICS;
    scored.score = links + topics + words;
    return scored;
}

static bool is_better(const struct scored *a, const struct scored *b)
{
    return a->score > b->score || (!(a->score < b->score) && a->article < b->article);
}

static size_t keep_best(struct scored *best, size_t count, struct scored next)
{
    size_t at = count;

    if (next.score < RELATED_FLOOR / 100.0F)
        return count;
    for (; at > 0 && is_better(&next, &best[at - 1]); at--) {
        if (at < RELATED_MAX)
            best[at] = best[at - 1];
    }
    if (at < RELATED_MAX) {
        best[at] = next;
        count += count < RELATED_MAX;
    }
    return count;
}

static uint8_t find_related(struct seeker *it, uint32_t article,
                            struct related *related)
{
    struct scored best[RELATED_MAX];
    size_t count = 0;

    seeker_seek(it, article);
    for (size_t i = 0; i < it->candidate_count; i++)
        count = keep_best(best, count, weigh(it, it->candidates[i].article));
    seeker_forget(it);
    for (size_t i = 0; i < count; i++)
        related[i] = (struct related){.article = best[i].article, .why = best[i].why};
    return (uint8_t)count;
}

/* --- All articles ----------------------------------------------------------------- */

struct finding {
    const struct near_input *input;
    const struct relating *relating;
    struct related *items; /* RELATED_MAX for each article */
    uint8_t *counts;       /* by article */
};

static void find_all(void *context, struct crew *crew)
{
    const struct finding *it = context;
    struct seeker *seeker = seeker_new(it->relating);

    for (size_t from, to; crew_draw(crew, &from, &to);) {
        for (; from < to; from++) {
            if (near_goes_on(it->input))
                it->counts[from] = find_related(seeker, (uint32_t)from,
                                                it->items + from * RELATED_MAX);
        }
    }
    seeker_free(seeker);
}

static void collect(struct near_related *related, const struct finding *it,
                    size_t articles, struct arena *arena)
{
    size_t found = 0;

    related->firsts = ARENA_ARRAY(arena, articles + 1, size_t);
    for (size_t i = 0; i < articles; i++) {
        related->firsts[i] = found;
        found += it->counts[i];
    }
    related->firsts[articles] = found;
    related->items = ARENA_ARRAY(arena, found, struct related);
    for (size_t i = 0; i < articles; i++) {
        for (size_t k = 0; k < it->counts[i]; k++)
            related->items[related->firsts[i] + k] = it->items[i * RELATED_MAX + k];
    }
}

void near_reckon_related(struct near_related *related, const struct near_input *input,
                         struct arena *arena)
{
    size_t articles = input->library->article_count;
    struct relating *relating = relating_new(input);
    struct finding it = {
        .input = input,
        .relating = relating,
        .items = mem_alloc(articles * RELATED_MAX * sizeof *it.items),
        .counts = mem_zalloc(articles, sizeof *it.counts),
    };

    crew_run(articles, find_all, &it);
    relating_free(relating);
    collect(related, &it, articles, arena);
    free(it.items);
    free(it.counts);
}
