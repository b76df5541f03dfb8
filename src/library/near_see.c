/*
 * The sections that say more about a question.
 *
 * A section's score is the share of what question and answer say that the section says,
 * too: the sum over their stems of rarity times the section's weight for it, over the
 * sum of the rarities. What an answer links to is a part of what it says. So a score is
 * comparable between questions, and a floor keeps away what only shares common words. A
 * stem that no section has counts by half, and of a long answer only the heaviest stems
 * count: it may well go into details.
 *
 * The weight of a stem in a section grows with how often it stands there, ever more
 * slowly, and less in a long section than in a short one: n / (n + K (1 - B + B l))
 * with l the section's length over the mean length. This is the term frequency of BM25,
 * the formula of most full text search, brought to [0, 1). Words that stand everywhere
 * count next to nothing, in every language and without a list of them.
 *
 * The article's own sections come first, SEE_OWN_MAX at most and never its beginning,
 * then those of others, which must say clearly more. A second one must come near the
 * first.
 *
 * As with related articles the postings of the rarest stems give candidates, and only
 * the best of these are scored in full.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "library/crew.h"
#include "library/near_inquiry.h"

enum {
    SEE_OWN_MAX = 2,
    /* Shares, in percent. Chosen by reading the ties of real libraries. */
    SEE_OWN_FLOOR = 13,
    SEE_OTHER_FLOOR = 18,
    SEE_SECOND = 85, /* of the first one's score */
};

/* The best sections so far, the best first. */
struct best {
    struct found sections[SEE_MAX];
    size_t count, most;
};

static void keep_best(struct best *best, struct found next)
{
    size_t at = best->count;

    while (at > 0 && found_is_better(&next, &best->sections[at - 1]))
        at--;
    if (at >= best->most)
        return;
    if (best->count < best->most)
        best->count++;
    for (size_t i = best->count - 1; i > at; i--)
        best->sections[i] = best->sections[i - 1];
    best->sections[at] = next;
}

static size_t put_best(const struct best *best, struct see *sees, size_t count)
{
    for (size_t i = 0; i < best->count && count < SEE_MAX; i++) {
        const struct found *found = &best->sections[i];

        if (found->score < best->sections[0].score * SEE_SECOND / 100)
            break;
        sees[count++] = (struct see){
            .article = found->article,
            .heading = found->index == 0 ? HEADING_NONE : found->index - 1,
        };
    }
    return count;
}

/* The last section of what an article begins with, which says nothing that a reader of
 * its questions has not read: the title's where nothing stands before it. */
static uint32_t beginning_of(const struct near_words *words, uint32_t article)
{
    const struct near_article *place = &words->articles[article];

    return place->section_count > 1 &&
           words->sections[place->first_section].stems.count == 0;
}

static uint8_t find_sees(struct inquiry *inquiry, const struct near_words *words,
                         uint32_t article, uint32_t question, struct see *sees)
{
    struct best own = {.most = SEE_OWN_MAX}, others = {.most = SEE_MAX};
    uint32_t beginning = beginning_of(words, article);

    inquiry_ask(inquiry, article, question);
    for (size_t i = 0; i < inquiry->found_count; i++) {
        struct found found = inquiry->found[i];

        if (found.article == article && found.index <= beginning)
            continue;
        found.score = inquiry_score(inquiry, &found);
        if (found.article != article) {
            if (found.score >= SEE_OTHER_FLOOR / 100.0F)
                keep_best(&others, found);
        } else if (found.score >= SEE_OWN_FLOOR / 100.0F) {
            keep_best(&own, found);
        }
    }
    inquiry_forget(inquiry);
    return (uint8_t)put_best(&others, sees, put_best(&own, sees, 0));
}

/* --- All questions ---------------------------------------------------------------- */

struct finding {
    const struct near_input *input;
    const struct quarry *quarry;
    struct see *items; /* SEE_MAX for each question, as they were taken in */
    uint8_t *counts;
};

static void find_all(void *context, struct crew *crew)
{
    const struct finding *it = context;
    struct inquiry *inquiry = inquiry_new(it->quarry);

    for (size_t from, to; crew_draw(crew, &from, &to);) {
        for (; from < to; from++) {
            const struct near_article *article = &it->input->words->articles[from];
            uint32_t first = article->first_question;

            for (uint32_t i = first; i < first + article->question_count; i++) {
                if (near_goes_on(it->input))
                    it->counts[i] = find_sees(inquiry, it->input->words, (uint32_t)from,
                                              i, it->items + (size_t)i * SEE_MAX);
            }
        }
    }
    inquiry_free(inquiry);
}

static void put_sees(struct near_sees *sees, const struct finding *it,
                     const struct near_article *article, size_t *question,
                     size_t *found)
{
    uint32_t first = article->first_question;

    for (uint32_t i = first; i < first + article->question_count; i++) {
        sees->firsts[(*question)++] = *found;
        for (size_t k = 0; k < it->counts[i]; k++)
            sees->items[(*found)++] = it->items[(size_t)i * SEE_MAX + k];
    }
}

/* Brings them in order of the articles. */
static void collect(struct near_sees *sees, const struct finding *it,
                    struct arena *arena)
{
    const struct near_words *words = it->input->words;
    size_t found = 0, question = 0;

    for (size_t i = 0; i < words->question_count; i++)
        found += it->counts[i];
    sees->items = ARENA_ARRAY(arena, found, struct see);
    sees->firsts = ARENA_ARRAY(arena, words->question_count + 1, size_t);
    sees->questions = ARENA_ARRAY(arena, words->article_count + 1, size_t);
    found = 0;
    for (size_t i = 0; i < words->article_count; i++) {
        sees->questions[i] = question;
        put_sees(sees, it, &words->articles[i], &question, &found);
    }
    sees->questions[words->article_count] = question;
    sees->firsts[question] = found;
}

void near_reckon_sees(struct near_sees *sees, const struct near_input *input,
                      struct arena *arena)
{
    size_t questions = input->words->question_count;
    struct finding it = {
        .input = input,
        .items = mem_alloc(questions * SEE_MAX * sizeof *it.items),
        .counts = mem_zalloc(questions, sizeof *it.counts),
    };

    if (questions > 0) {
        struct quarry *quarry = quarry_new(input);

        it.quarry = quarry;
        crew_run(input->words->article_count, find_all, &it);
        quarry_free(quarry);
    }
    collect(sees, &it, arena);
    free(it.items);
    free(it.counts);
}
