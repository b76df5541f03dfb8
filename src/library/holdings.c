#include "library/holdings.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "library/crew.h"

enum { LOGS = 256 };

struct bag_place {
    size_t first;
    uint32_t count;
};

struct holdings {
    size_t articles, keys;
    struct bag_place *bags; /* by article */
    uint32_t *bag_keys;
    uint16_t *bag_weights;
    size_t *firsts; /* by key, and one behind the last */
    struct posted *posted;
};

void tally_add(struct tally *tally, uint32_t key, uint32_t count)
{
    if (tally->counts[key] == 0)
        tally->met[tally->met_count++] = key;
    tally->counts[key] += count;
}

/* --- Bags ------------------------------------------------------------------------- */

struct weighed {
    uint32_t key, name;
    float weight;
};

/* What a worker of the crew has. */
struct weigher {
    const struct holdings_source *source;
    struct holdings *holdings;
    const float *logs; /* 1 + ln n, by n */
    struct tally tally;
    struct weighed *list;
};

struct weighing {
    const struct holdings_source *source;
    struct holdings *holdings;
    size_t largest; /* keys that one article has at most */
    float logs[LOGS];
};

static int compare_weights(const void *a, const void *b)
{
    const struct weighed *left = a, *right = b;

    if (left->weight > right->weight || left->weight < right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->name < right->name ? -1 : left->name > right->name;
}

/* Brings the heaviest `most` of the list to its front: parts it around one in the
 * middle as quicksort does, but goes on with the part alone in which the cut lies. */
static void select_heaviest(struct weighed *list, size_t count, size_t most)
{
    size_t from = 0, to = count;

    while (to - from > 1 && most > from && most < to) {
        struct weighed pivot = list[from + (to - from - 1) / 2];
        size_t low = from, high = to - 1;

        for (;; low++, high--) {
            struct weighed kept;

            while (compare_weights(&list[low], &pivot) < 0)
                low++;
            while (compare_weights(&pivot, &list[high]) < 0)
                high--;
            if (low >= high)
                break;
            kept = list[low];
            list[low] = list[high];
            list[high] = kept;
        }
        if (most <= high)
            to = high + 1;
        else
            from = high + 1;
    }
}

static float log_of(const struct weigher *it, uint32_t count)
{
    return count < LOGS ? it->logs[count] : 1 + logf((float)count);
}

/* What one article alone has is a part of the length but cannot be shared. Empties the
 * tally. */
static size_t weigh(struct weigher *it, float *length)
{
    const struct holdings_source *source = it->source;
    float squares = 0;
    size_t count = 0;

    for (size_t i = 0; i < it->tally.met_count; i++) {
        uint32_t key = it->tally.met[i];
        float weight = log_of(it, it->tally.counts[key]) * source->rarities[key];

        it->tally.counts[key] = 0;
        squares += weight * weight;
        if (weight > 0 && source->holders[key] > 1)
            it->list[count++] = (struct weighed){key, source->names[key], weight};
    }
    it->tally.met_count = 0;
    *length = sqrtf(squares);
    return count;
}

/* Never 0: what is there tells something. */
static uint16_t part_of(float weight, float length)
{
    uint16_t part = (uint16_t)(weight / length * HOLDINGS_ONE + 0.5F);

    return part > 0 ? part : 1;
}

static void fill_bag(struct weigher *it, uint32_t article)
{
    struct bag_place *bag = &it->holdings->bags[article];
    const struct holdings_source *source = it->source;
    float length;
    size_t count;

    source->gather(source->context, article, &it->tally);
    count = weigh(it, &length);
    if (count > source->most) {
        select_heaviest(it->list, count, source->most);
        count = source->most;
    }
    if (count > 0)
        qsort(it->list, count, sizeof *it->list, compare_weights);
    for (size_t i = 0; i < count; i++) {
        it->holdings->bag_keys[bag->first + i] = it->list[i].key;
        it->holdings->bag_weights[bag->first + i] = part_of(it->list[i].weight, length);
    }
    bag->count = (uint32_t)count;
}

static void fill_bags(void *context, struct crew *crew)
{
    const struct weighing *all = context;
    size_t keys = all->source->keys;
    struct weigher it = {
        .source = all->source,
        .holdings = all->holdings,
        .logs = all->logs,
        .tally = {.counts = mem_zalloc(keys, sizeof *it.tally.counts),
                  .met = mem_zalloc(all->largest, sizeof *it.tally.met)},
        .list = mem_zalloc(all->largest, sizeof *it.list),
    };

    for (size_t from, to; crew_draw(crew, &from, &to);) {
        for (; from < to; from++)
            fill_bag(&it, (uint32_t)from);
    }
    free(it.tally.counts);
    free(it.tally.met);
    free(it.list);
}

static void make_bags(struct holdings *holdings, const struct holdings_source *source)
{
    struct weighing all = {.source = source, .holdings = holdings};
    size_t room = 0;

    holdings->bags = mem_zalloc(source->articles, sizeof *holdings->bags);
    for (uint32_t i = 0; i < source->articles; i++) {
        size_t count = source->count(source->context, i);

        holdings->bags[i].first = room;
        room += count < source->most ? count : source->most;
        if (count > all.largest)
            all.largest = count;
    }
    holdings->bag_keys = mem_alloc(room * sizeof *holdings->bag_keys);
    holdings->bag_weights = mem_alloc(room * sizeof *holdings->bag_weights);
    for (uint32_t i = 1; i < LOGS; i++)
        all.logs[i] = 1 + logf((float)i);
    crew_run(source->articles, fill_bags, &all);
}

/* --- Postings --------------------------------------------------------------------- */

/* Where the postings of each key end up. Until they are put there, firsts[key + 1] is
 * where those of `key` start. */
static void count_postings(struct holdings *holdings)
{
    size_t sum = 0;

    holdings->firsts = mem_zalloc(holdings->keys + 2, sizeof *holdings->firsts);
    for (size_t i = 0; i < holdings->articles; i++) {
        const struct bag_place *bag = &holdings->bags[i];

        for (size_t k = bag->first; k < bag->first + bag->count; k++)
            holdings->firsts[holdings->bag_keys[k] + 2]++;
    }
    for (size_t i = 2; i < holdings->keys + 2; i++)
        holdings->firsts[i] = sum += holdings->firsts[i];
    holdings->posted = mem_alloc(sum * sizeof *holdings->posted);
}

void holdings_post(struct holdings *holdings)
{
    count_postings(holdings);
    for (size_t i = 0; i < holdings->articles; i++) {
        const struct bag_place *bag = &holdings->bags[i];

        for (size_t k = bag->first; k < bag->first + bag->count; k++) {
            size_t at = holdings->firsts[holdings->bag_keys[k] + 1]++;

            holdings->posted[at] =
                (struct posted){(uint32_t)i, holdings->bag_weights[k]};
        }
    }
}

/* --- All -------------------------------------------------------------------------- */

struct holdings *holdings_new(const struct holdings_source *source)
{
    struct holdings *holdings = mem_zalloc(1, sizeof *holdings);

    holdings->articles = source->articles;
    holdings->keys = source->keys;
    make_bags(holdings, source);
    return holdings;
}

void holdings_free(struct holdings *holdings)
{
    if (holdings == NULL)
        return;
    free(holdings->bags);
    free(holdings->bag_keys);
    free(holdings->bag_weights);
    free(holdings->firsts);
    free(holdings->posted);
    free(holdings);
}

size_t holdings_keys(const struct holdings *holdings)
{
    return holdings->keys;
}

struct bag_view holdings_bag(const struct holdings *holdings, uint32_t article)
{
    const struct bag_place *bag = &holdings->bags[article];

    return (struct bag_view){
        .keys = holdings->bag_keys + bag->first,
        .weights = holdings->bag_weights + bag->first,
        .count = bag->count,
    };
}

struct postings holdings_of(const struct holdings *holdings, uint32_t key)
{
    size_t first = holdings->firsts[key];

    return (struct postings){
        .items = holdings->posted + first,
        .count = (uint32_t)(holdings->firsts[key + 1] - first),
    };
}
