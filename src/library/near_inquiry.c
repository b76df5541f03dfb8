/*
 * Asking: postings by stem, of those stems alone that some question asks for.
 */
#include "library/near_inquiry.h"

#include <stdlib.h>

#include "base/mem.h"

enum {
    NEAR_K_PERCENT = 120,
    NEAR_B_PERCENT = 60,
    /* Postings that are looked at for one question. */
    INQUIRY_POSTINGS_MAX = 4000,
};

struct query_stem {
    uint32_t number, id, holders;
    float weight; /* of the stem in the question, times its rarity */
};

struct posting {
    uint32_t section;
    float weight;
};

struct quarry {
    const struct near_words *words;
    float mean;      /* length of a section */
    size_t longest;  /* stems of a question */
    float *rarities; /* by stem */
    size_t *firsts;  /* by stem, and one behind the last */
    struct posting *postings;
};

/* --- Questions -------------------------------------------------------------------- */

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

/* The heaviest stems of a question, the rarest first. `list` has room for all. */
static size_t weigh_question(const struct quarry *it, uint32_t question,
                             struct query_stem *list)
{
    const struct near_words *words = it->words;
    struct near_run run = words->questions[question].stems;
    size_t count = run.count < QUERY_STEMS_MAX ? run.count : QUERY_STEMS_MAX;

    for (uint32_t i = 0; i < run.count; i++) {
        near_stem stem = words->items[run.first + i];
        float times = (float)near_stem_count(stem);
        struct query_stem *next = &list[i];

        next->number = near_stem_number(stem);
        next->id = words->stems.keys[next->number];
        next->holders = words->in_sections[next->number];
        next->weight = it->rarities[next->number] * (2 * times / (times + 1));
        if (next->holders == 0)
            next->weight /= 2;
    }
    if (run.count == 0)
        return 0;
    qsort(list, run.count, sizeof *list, compare_weights);
    qsort(list, count, sizeof *list, compare_holders);
    return count;
}

/* --- Sections --------------------------------------------------------------------- */

static float steady_of(const struct quarry *it, const struct near_section *section)
{
    const float k = NEAR_K_PERCENT / 100.0F, b = NEAR_B_PERCENT / 100.0F;

    return k * (1 - b + b * section->length / it->mean);
}

/* Marks the stems that are asked for: firsts[stem + 2] is 1. */
static void mark_stems(struct quarry *it, const struct near_input *input)
{
    struct query_stem *list = mem_alloc(it->longest * sizeof *list);

    for (size_t i = 0; i < it->words->article_count; i++) {
        const struct near_article *article = &it->words->articles[i];
        uint32_t first = article->first_question;

        if (!near_goes_on(input))
            break;
        for (uint32_t q = first; q < first + article->question_count; q++) {
            size_t count = weigh_question(it, q, list);

            for (size_t k = 0; k < count; k++)
                it->firsts[list[k].number + 2] =
                    list[k].holders <= INQUIRY_POSTINGS_MAX;
        }
    }
    free(list);
}

/* Of the others no postings are kept. While they are put there, firsts[stem + 1] is
 * where the next one of a stem goes; marked are those with room for some. */
static void make_postings(struct quarry *it)
{
    const struct near_words *words = it->words;
    size_t sum = 0;

    for (size_t i = 0; i < words->stems.count; i++)
        it->firsts[i + 2] = sum += it->firsts[i + 2] * words->in_sections[i];
    it->postings = mem_alloc(sum * sizeof *it->postings);
}

static void post_section(struct quarry *it, uint32_t number, const bool *is_asked)
{
    const struct near_section *section = &it->words->sections[number];
    struct near_run run = section->stems;
    float steady = steady_of(it, section);

    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        uint32_t stem = near_stem_number(it->words->items[i]);
        float count = (float)near_stem_count(it->words->items[i]);

        if (is_asked[stem])
            it->postings[it->firsts[stem + 1]++] =
                (struct posting){number, count / (count + steady)};
    }
}

static void post_sections(struct quarry *it)
{
    size_t stems = it->words->stems.count;
    bool *is_asked = mem_zalloc(stems, sizeof *is_asked);

    for (size_t i = 0; i < stems; i++)
        is_asked[i] = it->firsts[i + 2] > it->firsts[i + 1];
    for (uint32_t i = 0; i < it->words->section_count; i++)
        post_section(it, i, is_asked);
    free(is_asked);
}

struct quarry *quarry_new(const struct near_input *input)
{
    struct quarry *quarry = mem_zalloc(1, sizeof *quarry);
    const struct near_words *words = input->words;

    quarry->words = words;
    quarry->mean =
        words->written > 0 ? (float)(words->length / (double)words->written) : 1;
    quarry->rarities = mem_zalloc(words->stems.count, sizeof *quarry->rarities);
    for (size_t i = 0; i < words->stems.count; i++)
        quarry->rarities[i] = near_rarity(words->in_sections[i], words->section_count);
    for (size_t i = 0; i < words->question_count; i++) {
        if (words->questions[i].stems.count > quarry->longest)
            quarry->longest = words->questions[i].stems.count;
    }
    quarry->firsts = mem_zalloc(words->stems.count + 2, sizeof *quarry->firsts);
    mark_stems(quarry, input);
    make_postings(quarry);
    post_sections(quarry);
    return quarry;
}

void quarry_free(struct quarry *quarry)
{
    if (quarry == NULL)
        return;
    free(quarry->rarities);
    free(quarry->firsts);
    free(quarry->postings);
    free(quarry);
}

/* --- Asking ----------------------------------------------------------------------- */

struct inquiry *inquiry_new(const struct quarry *quarry)
{
    struct inquiry *inquiry = mem_zalloc(1, sizeof *inquiry);
    const struct near_words *words = quarry->words;

    inquiry->quarry = quarry;
    inquiry->sums = mem_zalloc(words->section_count, sizeof *inquiry->sums);
    inquiry->met = mem_zalloc(words->section_count, sizeof *inquiry->met);
    inquiry->asked = mem_zalloc(words->stems.count, sizeof *inquiry->asked);
    inquiry->stems = mem_zalloc(quarry->longest, sizeof *inquiry->stems);
    return inquiry;
}

void inquiry_free(struct inquiry *inquiry)
{
    if (inquiry == NULL)
        return;
    free(inquiry->sums);
    free(inquiry->met);
    free(inquiry->asked);
    free(inquiry->stems);
    free(inquiry);
}

bool found_is_better(const struct found *a, const struct found *b)
{
    if (a->score > b->score || a->score < b->score)
        return a->score > b->score;
    if (a->article != b->article)
        return a->article < b->article;
    return a->index < b->index;
}

static void weigh_stems(struct inquiry *it, uint32_t question)
{
    float sum = 0;

    it->stem_count = weigh_question(it->quarry, question, it->stems);
    for (size_t i = 0; i < it->stem_count; i++)
        sum += it->stems[i].weight;
    for (size_t i = 0; i < it->stem_count; i++)
        it->asked[it->stems[i].number] = it->stems[i].weight / sum;
}

static void sum_up(struct inquiry *it)
{
    size_t left = INQUIRY_POSTINGS_MAX;

    for (size_t i = 0; i < it->stem_count; i++) {
        uint32_t number = it->stems[i].number;
        const size_t *firsts = &it->quarry->firsts[number];

        if (it->stems[i].holders > left)
            break;
        left -= it->stems[i].holders;
        for (size_t k = firsts[0]; k < firsts[1]; k++) {
            const struct posting *posting = &it->quarry->postings[k];

            if (!(it->sums[posting->section] > 0))
                it->met[it->met_count++] = posting->section;
            it->sums[posting->section] += it->asked[number] * posting->weight;
        }
    }
}

static bool is_its_own(const struct own_sections *own, uint32_t index)
{
    return index == own->home || index == own->heading ||
           (index >= own->from && index < own->to);
}

/* Keeps the best `most` in `list`, the best first. */
static size_t keep_found(struct found *list, size_t count, size_t most,
                         struct found next)
{
    size_t at = count;

    if (count == most) {
        if (!found_is_better(&next, &list[count - 1]))
            return count;
        at--;
    } else {
        count++;
    }
    for (; at > 0 && found_is_better(&next, &list[at - 1]); at--)
        list[at] = list[at - 1];
    list[at] = next;
    return count;
}

void inquiry_ask(struct inquiry *inquiry, uint32_t article, uint32_t question)
{
    const struct near_words *words = inquiry->quarry->words;
    const struct own_sections *own = &words->questions[question].own;
    struct found *others = inquiry->found + FOUND_OWN_MAX;
    size_t own_count = 0, other_count = 0;

    weigh_stems(inquiry, question);
    sum_up(inquiry);
    for (size_t i = 0; i < inquiry->met_count; i++) {
        uint32_t section = inquiry->met[i];
        uint32_t holder = words->sections[section].article;
        struct found next = {
            .article = holder,
            .index = section - words->articles[holder].first_section,
            .score = inquiry->sums[section],
        };

        if (holder != article)
            other_count = keep_found(others, other_count, FOUND_OTHERS_MAX, next);
        else if (!is_its_own(own, next.index))
            own_count = keep_found(inquiry->found, own_count, FOUND_OWN_MAX, next);
    }
    for (size_t i = 0; i < other_count; i++)
        inquiry->found[own_count + i] = others[i];
    inquiry->found_count = own_count + other_count;
}

float inquiry_score(const struct inquiry *inquiry, const struct found *found)
{
    const struct near_words *words = inquiry->quarry->words;
    const struct near_section *section =
        &words->sections[words->articles[found->article].first_section + found->index];
    struct near_run run = section->stems;
    float steady = steady_of(inquiry->quarry, section), sum = 0;

    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        float count = (float)near_stem_count(words->items[i]);

        sum += inquiry->asked[near_stem_number(words->items[i])] * count /
               (count + steady);
    }
    return sum;
}

void inquiry_forget(struct inquiry *inquiry)
{
    for (size_t i = 0; i < inquiry->met_count; i++)
        inquiry->sums[inquiry->met[i]] = 0;
    inquiry->met_count = 0;
    for (size_t i = 0; i < inquiry->stem_count; i++)
        inquiry->asked[inquiry->stems[i].number] = 0;
}
