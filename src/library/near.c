/*
 * Nearness: the sections as bags of stems, and the order of the parts.
 *
 * The weight of a stem in a section grows with how often it stands there, ever more
 * slowly, and less in a long section than in a short one: n / (n + K (1 - B + B l))
 * with l the section's length over the mean length. This is the term frequency of BM25,
 * the formula of most full text search, brought to [0, 1). How rare a stem is counts
 * when a question is asked; words that stand everywhere count next to nothing then, in
 * every language and without a list of them.
 */
#include "library/near.h"

#include <math.h>

enum { NEAR_K_PERCENT = 120, NEAR_B_PERCENT = 60 };

float near_rarity(uint32_t holders, size_t all)
{
    float rest = (float)all - (float)holders;

    return logf(1 + (rest + 0.5F) / ((float)holders + 0.5F));
}

bool near_is_wanted(const struct near_input *input, size_t article)
{
    return !atomic_load_explicit(input->stop, memory_order_relaxed) &&
           (input->wanted == NULL || input->wanted[article]);
}

static float mean_length(const struct near_input *input, size_t *sections)
{
    float sum = 0;
    size_t filled = 0;

    *sections = 0;
    for (size_t i = 0; i < input->library->article_count; i++) {
        const struct article_words *words = input->words[i];

        *sections += words->section_count;
        for (uint32_t k = 0; k < words->section_count; k++) {
            sum += words->sections[k].total;
            filled += words->sections[k].count > 0;
        }
    }
    return filled > 0 ? sum / (float)filled : 1;
}

static struct bag section_bag(const struct stems *stems, float mean,
                              struct arena *scratch)
{
    const float k = NEAR_K_PERCENT / 100.0F, b = NEAR_B_PERCENT / 100.0F;
    float steady = k * (1 - b + b * stems->total / mean);
    struct bag bag = {.items = ARENA_ARRAY(scratch, stems->count, struct weighted)};

    for (uint32_t i = 0; i < stems->count; i++) {
        float count = stems->items[i].count;

        bag.items[bag.count++] = (struct weighted){
            .key = stems->items[i].id,
            .weight = count / (count + steady),
        };
    }
    return bag;
}

struct near_sections near_sections(const struct near_input *input,
                                   struct arena *scratch)
{
    size_t articles = input->library->article_count;
    struct near_sections all = {.firsts = ARENA_ARRAY(scratch, articles + 1, size_t)};
    float mean = mean_length(input, &all.count);
    struct arena arena = {0}; /* the bags are not needed beside their index */
    struct bag *bags = ARENA_ARRAY(&arena, all.count, struct bag);
    size_t at = 0;

    all.articles = ARENA_ARRAY(scratch, all.count, uint32_t);
    for (size_t i = 0; i < articles; i++) {
        const struct article_words *words = input->words[i];

        all.firsts[i] = at;
        for (uint32_t k = 0; k < words->section_count; k++, at++) {
            all.articles[at] = (uint32_t)i;
            bags[at] = section_bag(&words->sections[k], mean, &arena);
        }
    }
    all.firsts[articles] = at;
    all.index = index_new(bags, all.count, scratch);
    arena_release(&arena);
    return all;
}

void near_reckon(struct near *near, const struct near_input *input, struct arena *arena)
{
    struct arena scratch = {0};
    struct near_sections sections = near_sections(input, &scratch);

    near_reckon_sees(&near->sees, input, &sections, arena, &scratch);
    near_reckon_related(&near->related, input, &sections, arena, &scratch);
    arena_release(&scratch);
}
