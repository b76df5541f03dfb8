/*
 * The words of the whole library as nearness goes through them: four bytes a stem, one
 * section behind the other.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "library/near_parts.h"

struct near_words *near_words_new(size_t articles)
{
    struct near_words *words = mem_zalloc(1, sizeof *words);

    words->articles = mem_zalloc(articles, sizeof *words->articles);
    words->article_count = articles;
    return words;
}

void near_words_use_up(struct near_words *words)
{
    numbering_release(&words->stems);
    free(words->in_sections);
    free(words->in_articles);
    free(words->last_article);
    free(words->items);
    free(words->sections);
    free(words->questions);
    free(words->articles);
    *words = (struct near_words){0};
}

void near_words_free(struct near_words *words)
{
    if (words == NULL)
        return;
    near_words_use_up(words);
    free(words);
}

static uint32_t number_of(struct near_words *words, uint32_t id)
{
    size_t known = words->stems.count;
    uint32_t number = numbering_of(&words->stems, id);

    if (number == known) {
        words->in_sections = mem_grow(words->in_sections, known, &words->stem_cap[0],
                                      sizeof *words->in_sections);
        words->in_articles = mem_grow(words->in_articles, known, &words->stem_cap[1],
                                      sizeof *words->in_articles);
        words->last_article = mem_grow(words->last_article, known, &words->stem_cap[2],
                                       sizeof *words->last_article);
        words->in_sections[number] = words->in_articles[number] = 0;
        words->last_article[number] = ARTICLE_NONE;
    }
    return number;
}

/* A hostile catalog may bring more stems than words are told apart by: those that come
 * last are left out. */
static struct near_run take_stems(struct near_words *words, const struct stems *stems)
{
    struct near_run run = {.first = (uint32_t)words->item_count};

    for (uint32_t i = 0; i < stems->count; i++) {
        uint32_t number = number_of(words, stems->items[i].id);
        float count = stems->items[i].count;

        if (number >= NEAR_STEMS_MAX || words->item_count >= UINT32_MAX)
            break;
        words->items = mem_grow(words->items, words->item_count, &words->item_cap,
                                sizeof *words->items);
        words->items[words->item_count++] =
            number << NEAR_COUNT_BITS |
            (count < NEAR_COUNT_MAX ? (uint32_t)count : NEAR_COUNT_MAX);
    }
    run.count = (uint32_t)words->item_count - run.first;
    return run;
}

static void count_holders(struct near_words *words, uint32_t article,
                          struct near_run run)
{
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        uint32_t number = near_stem_number(words->items[i]);

        words->in_sections[number]++;
        words->in_articles[number] += words->last_article[number] != article;
        words->last_article[number] = article;
    }
}

static void take_section(struct near_words *words, uint32_t article,
                         const struct stems *stems)
{
    struct near_section section = {
        .stems = take_stems(words, stems),
        .article = article,
        .length = stems->total,
    };

    count_holders(words, article, section.stems);
    words->length += (double)section.length;
    words->written += section.stems.count > 0;
    words->sections = mem_grow(words->sections, words->section_count,
                               &words->section_cap, sizeof *words->sections);
    words->sections[words->section_count++] = section;
}

static void take_question(struct near_words *words, const struct question_words *asked)
{
    struct near_question question = {
        .stems = take_stems(words, &asked->stems),
        .own = asked->own,
    };

    words->questions = mem_grow(words->questions, words->question_count,
                                &words->question_cap, sizeof *words->questions);
    words->questions[words->question_count++] = question;
}

void near_words_take(struct near_words *words, uint32_t article,
                     const struct article_words *counted)
{
    words->articles[article] = (struct near_article){
        .first_section = (uint32_t)words->section_count,
        .section_count = counted->section_count,
        .first_question = (uint32_t)words->question_count,
        .question_count = counted->question_count,
    };
    for (uint32_t i = 0; i < counted->section_count; i++)
        take_section(words, article, &counted->sections[i]);
    for (uint32_t i = 0; i < counted->question_count; i++)
        take_question(words, &counted->questions[i]);
}
