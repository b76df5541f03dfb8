/*
 * The sections that say more about a question.
 *
 * A section's score is the share of what question and answer say that the section says,
 * too: the sum over their stems of rarity times the section's weight for it, over the
 * sum of the rarities. So a score is comparable between questions, and a floor keeps
 * away what only shares common words. A stem that no section has counts by half, and of
 * a long answer only the heaviest stems count: it may well go into details.
 *
 * The article's own sections come first, SEE_OWN_MAX at most, then those of others,
 * which must say clearly more. A second one must come near the first.
 */
#include <stdlib.h>

#include "library/near.h"

enum {
    SEE_OWN_MAX = 2,
    /* Of a question and its answer; in a long answer the others are asides. */
    QUERY_STEMS_MAX = 32,
    /* Shares, in percent. Chosen by reading the ties of real libraries. */
    SEE_OWN_FLOOR = 13,
    SEE_OTHER_FLOOR = 18,
    SEE_SECOND = 85, /* of the first one's score */
};

struct asking {
    const struct near_input *input;
    const struct near_sections *sections;
    struct sums sums;
    /* What is asked now. */
    uint32_t article;
    const struct fact_question *question;
};

/* The best sections so far, the best first. */
struct best {
    size_t section[SEE_MAX];
    float score[SEE_MAX];
    size_t count, most;
};

struct query_stem {
    uint32_t id, holders;
    float weight; /* of the stem in the question, times its rarity */
};

static int compare_weights(const void *a, const void *b)
{
    const struct query_stem *left = a, *right = b;

    if (left->weight > right->weight || left->weight < right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

static int compare_holders(const void *a, const void *b)
{
    const struct query_stem *left = a, *right = b;

    if (left->holders != right->holders)
        return left->holders < right->holders ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

/* The heaviest stems of a question, the rarest first, and the sum of their weights. */
static size_t weigh_stems(const struct asking *it, const struct stems *stems,
                          struct query_stem *list, float *sum)
{
    size_t count = stems->count < QUERY_STEMS_MAX ? stems->count : QUERY_STEMS_MAX;

    for (uint32_t i = 0; i < stems->count; i++) {
        float times = stems->items[i].count;
        struct query_stem *stem = &list[i];

        stem->id = stems->items[i].id;
        index_find(it->sections->index, stem->id, &stem->holders);
        stem->weight =
            near_rarity(stem->holders, it->sections->count) * (2 * times / (times + 1));
        if (stem->holders == 0)
            stem->weight /= 2;
    }
    qsort(list, stems->count, sizeof *list, compare_weights);
    qsort(list, count, sizeof *list, compare_holders);
    *sum = 0;
    for (size_t i = 0; i < count; i++)
        *sum += list[i].weight;
    return count;
}

static void score_sections(struct asking *it, const struct stems *stems,
                           struct query_stem *list)
{
    float sum;
    size_t count = weigh_stems(it, stems, list, &sum);
    size_t looked_at = 0;

    sums_clear(&it->sums);
    for (size_t i = 0; i < count; i++) {
        uint32_t holders;
        const struct posting *postings =
            index_find(it->sections->index, list[i].id, &holders);

        looked_at += holders;
        if (looked_at > NEAR_POSTINGS_MAX)
            break;
        for (uint32_t k = 0; k < holders; k++)
            sums_add(&it->sums, postings[k].bag,
                     list[i].weight * postings[k].weight / sum);
    }
}

/* True for a section that the question or its answer is a part of. */
static bool is_its_own(const struct asking *it, size_t section)
{
    const struct facts *facts = it->input->facts[it->article];
    size_t index = section - it->sections->firsts[it->article];
    const struct fact_heading *heading;

    if (index == 0)
        return it->question->section == NULL;
    heading = &facts->headings[index - 1];
    return heading == it->question->section || heading->node == it->question->node ||
           (heading->node >= it->question->from && heading->node < it->question->to);
}

static void keep_best(struct best *best, size_t section, float score)
{
    size_t at = best->count;

    while (at > 0 && (score > best->score[at - 1] || (!(score < best->score[at - 1]) &&
                                                      section < best->section[at - 1])))
        at--;
    if (at >= best->most)
        return;
    if (best->count < best->most)
        best->count++;
    for (size_t i = best->count - 1; i > at; i--) {
        best->section[i] = best->section[i - 1];
        best->score[i] = best->score[i - 1];
    }
    best->section[at] = section;
    best->score[at] = score;
}

static void put_best(const struct asking *it, const struct best *best, struct see *sees,
                     size_t *count)
{
    for (size_t i = 0; i < best->count && *count < SEE_MAX; i++) {
        uint32_t article = it->sections->articles[best->section[i]];
        size_t index = best->section[i] - it->sections->firsts[article];

        if (best->score[i] < best->score[0] * SEE_SECOND / 100)
            break;
        sees[(*count)++] = (struct see){
            .article = article,
            .heading = index == 0 ? SEE_TOP : (uint32_t)index - 1,
        };
    }
}

static size_t find_sees(struct asking *it, const struct stems *stems,
                        struct query_stem *list, struct see *sees)
{
    struct best own = {.most = SEE_OWN_MAX}, others = {.most = SEE_MAX};
    size_t count = 0;

    score_sections(it, stems, list);
    for (uint32_t i = 0; i < it->sums.count; i++) {
        size_t section = it->sums.touched[i];
        float score = it->sums.by_bag[section];

        if (it->sections->articles[section] != it->article) {
            if (score >= SEE_OTHER_FLOOR / 100.0F)
                keep_best(&others, section, score);
        } else if (score >= SEE_OWN_FLOOR / 100.0F && !is_its_own(it, section)) {
            keep_best(&own, section, score);
        }
    }
    put_best(it, &own, sees, &count);
    put_best(it, &others, sees, &count);
    return count;
}

static size_t number_questions(struct near_sees *sees, const struct near_input *input,
                               struct arena *arena, size_t *longest)
{
    size_t count = 0;

    *longest = 0;
    sees->questions = ARENA_ARRAY(arena, input->library->article_count + 1, size_t);
    for (size_t i = 0; i < input->library->article_count; i++) {
        const struct article_words *words = input->words[i];

        sees->questions[i] = count;
        count += input->facts[i]->question_count;
        for (uint32_t k = 0; k < words->question_count; k++) {
            if (words->questions[k].count > *longest)
                *longest = words->questions[k].count;
        }
    }
    sees->questions[input->library->article_count] = count;
    return count;
}

void near_reckon_sees(struct near_sees *sees, const struct near_input *input,
                      const struct near_sections *sections, struct arena *arena,
                      struct arena *scratch)
{
    struct asking it = {
        .input = input,
        .sections = sections,
        .sums = sums_new(sections->count, scratch),
    };
    size_t longest, found = 0;
    size_t questions = number_questions(sees, input, arena, &longest);
    struct query_stem *list = ARENA_ARRAY(scratch, longest, struct query_stem);
    struct see *items = ARENA_ARRAY(scratch, questions * SEE_MAX, struct see);

    sees->firsts = ARENA_ARRAY(arena, questions + 1, size_t);
    for (uint32_t i = 0; i < input->library->article_count; i++) {
        const struct article_words *words = input->words[i];

        it.article = i;
        for (uint32_t k = 0; k < input->facts[i]->question_count; k++) {
            sees->firsts[sees->questions[i] + k] = found;
            it.question = &input->facts[i]->questions[k];
            if (k < words->question_count && near_is_wanted(input, i))
                found += find_sees(&it, &words->questions[k], list, items + found);
        }
    }
    sees->firsts[questions] = found;
    sees->items = ARENA_ARRAY(arena, found, struct see);
    for (size_t i = 0; i < found; i++)
        sees->items[i] = items[i];
}
