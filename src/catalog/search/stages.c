/*
 * The sets of terms that may be missing come in the order of their weights: from the
 * lightest, each set gives two more, one with the next heavier term added and one with
 * its heaviest term replaced by that.
 */
#include "catalog/search/stages.h"

/* A row that has less than this part of all weight is no answer while there are
 * others. */
static const double most_part = 0.5;

uint32_t stages_terms(const struct stages *stages)
{
    uint32_t terms = stages->hard;
    for (size_t i = 0; i < stages->soft_count; i++)
        terms |= rank_bit(stages->soft[i]);
    return terms;
}

static void add_soft(struct stages *stages, size_t term)
{
    const double *weights = stages->ranker->weights;
    size_t at = stages->soft_count++;
    for (; at > 0 && weights[stages->soft[at - 1]] > weights[term]; at--)
        stages->soft[at] = stages->soft[at - 1];
    stages->soft[at] = term;
}

static void add_loss(struct stages *stages, uint32_t terms, double weight, size_t last)
{
    if (last >= stages->soft_count)
        return;
    size_t term = stages->soft[last];
    stages->losses[stages->loss_count++] = (struct stages_loss){
        terms | rank_bit(term), last, weight + stages->ranker->weights[term]};
}

void stages_init(struct stages *stages, const struct ranker *ranker,
                 const struct expression *expression)
{
    *stages = (struct stages){
        .ranker = ranker, .expression = expression, .hard = ranker->hard};
    for (size_t i = 0; i < ranker->term_count; i++) {
        if (ranker->weights[i] > 0 && (ranker->hard & rank_bit(i)) == 0)
            add_soft(stages, i);
    }
}

static struct stages_loss take_least(struct stages *stages)
{
    size_t best = 0;
    for (size_t i = 1; i < stages->loss_count; i++) {
        if (stages->losses[i].weight < stages->losses[best].weight)
            best = i;
    }
    struct stages_loss least = stages->losses[best];
    stages->losses[best] = stages->losses[--stages->loss_count];
    return least;
}

static void add_successors(struct stages *stages, const struct stages_loss *loss)
{
    size_t term = stages->soft[loss->last];
    double others = loss->weight - stages->ranker->weights[term];
    add_loss(stages, loss->terms, loss->weight, loss->last + 1);
    add_loss(stages, loss->terms & ~rank_bit(term), others, loss->last + 1);
}

bool stages_next(struct stages *stages, struct expression_rows *rows, uint32_t *missing)
{
    struct stages_loss loss = {0};
    if (stages->count == STAGES_MAX || (stages->count > 0 && stages->loss_count == 0))
        return false;
    if (stages->count == 0) {
        add_loss(stages, 0, 0, 0);
    } else {
        loss = take_least(stages);
        add_successors(stages, &loss);
    }
    stages->count++;
    *missing = loss.terms;
    *rows = (struct expression_rows){.all = stages_terms(stages) & ~loss.terms};
    return rows->all != 0;
}

static double weight_of_all(const struct stages *stages)
{
    double weight = 0;
    for (size_t i = 0; i < stages->ranker->term_count; i++)
        weight += stages->ranker->weights[i];
    return weight;
}

/* From the rarest on, until a row without them cannot have most of the weight. */
static uint32_t rarest(const struct stages *stages, bool most)
{
    double all = weight_of_all(stages), left = all;
    uint32_t terms = 0;
    for (size_t i = stages->soft_count; i-- > 0;) {
        if (most && terms != 0 && left < all * most_part)
            break;
        terms |= rank_bit(stages->soft[i]);
        left -= stages->ranker->weights[stages->soft[i]];
    }
    return terms;
}

struct expression_rows stages_rest(const struct stages *stages, bool most)
{
    if (stages->hard != 0)
        return (struct expression_rows){.all = stages->hard};
    return (struct expression_rows){.any = rarest(stages, most)};
}

double stages_count(const struct stages *stages, struct expression_rows rows)
{
    double least = 1, sum = 0;
    for (size_t i = 0; i < stages->ranker->term_count; i++) {
        double share = stages->expression->shares[i];
        if ((rows.all & rank_bit(i)) != 0 && share < least)
            least = share;
        sum += (rows.any & rank_bit(i)) != 0 ? share : 0;
    }
    double share = rows.any != 0 && sum < least ? sum : least;
    return share * (double)stages->ranker->lengths.texts;
}
