#include "library/usage.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "library/crew.h"
#include "library/numbering.h"
#include "library/words.h"

enum {
    /* What more than one article in so many has is common, as it is for nearness. */
    USAGE_COMMON_PART = 10,
    /* Larger articles are not picked: they would take most of the time. */
    USAGE_BYTES_MAX = 1 << 17,
};

struct usage {
    struct numbering stems;
    uint32_t *articles; /* by number */
    size_t cap;
    float rarities[USAGE_SAMPLE + 1]; /* by articles */
};

struct usage *usage_new(void)
{
    struct usage *usage = mem_zalloc(1, sizeof *usage);

    for (size_t i = 0; i <= USAGE_SAMPLE; i++) {
        /* Whether it is in none or in one is left to chance. */
        float holders = i == 0 ? 1 : (float)i;

        usage->rarities[i] = logf(1 + USAGE_SAMPLE / holders);
    }
    return usage;
}

void usage_free(struct usage *usage)
{
    if (usage == NULL)
        return;
    numbering_release(&usage->stems);
    free(usage->articles);
    free(usage);
}

void usage_put(struct usage *usage, uint32_t stem, uint32_t articles)
{
    uint32_t number = numbering_of(&usage->stems, stem);

    if (number == usage->cap)
        usage->articles =
            mem_grow(usage->articles, number, &usage->cap, sizeof *usage->articles);
    usage->articles[number] = articles < USAGE_SAMPLE ? articles : USAGE_SAMPLE;
}

size_t usage_count(const struct usage *usage)
{
    return usage->stems.count;
}

uint32_t usage_stem(const struct usage *usage, size_t number, uint32_t *articles)
{
    *articles = usage->articles[number];
    return usage->stems.keys[number];
}

bool usage_find(const struct usage *usage, uint32_t stem, uint32_t *number)
{
    return numbering_find(&usage->stems, stem, number);
}

static uint32_t articles_of(const struct usage *usage, uint32_t stem)
{
    uint32_t number;

    return numbering_find(&usage->stems, stem, &number) ? usage->articles[number] : 0;
}

bool usage_is_common(const struct usage *usage, uint32_t stem)
{
    return articles_of(usage, stem) * USAGE_COMMON_PART > USAGE_SAMPLE;
}

float usage_rarity(const struct usage *usage, uint32_t stem)
{
    return usage->rarities[articles_of(usage, stem)];
}

/* --- The sample ------------------------------------------------------------------- */

struct picked {
    uint32_t *stems; /* each once, rising */
    size_t count;
};

struct sampling {
    const struct library *library;
    const atomic_bool *stop;
    const uint32_t *articles;
    struct picked *picked; /* by index into `articles` */
};

static int compare_stems(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;

    return *left < *right ? -1 : *left > *right;
}

static void sort_out(struct picked *picked)
{
    size_t kept = 0;

    if (picked->count > 0)
        qsort(picked->stems, picked->count, sizeof *picked->stems, compare_stems);
    for (size_t i = 0; i < picked->count; i++) {
        if (i == 0 || picked->stems[i] != picked->stems[i - 1])
            picked->stems[kept++] = picked->stems[i];
    }
    picked->count = kept;
}

static void pick(const struct sampling *it, size_t index, struct arena *scratch)
{
    struct picked *picked = &it->picked[index];
    const struct article_words *words;
    struct opened *opened;
    struct error unread;
    size_t count = 0;

    arena_clear(scratch);
    if (article_open_until(it->library, it->articles[index], it->stop, scratch, &opened,
                           &unread) != 0)
        return;
    words = words_gather(opened, words_most(USAGE_SAMPLE), NULL, scratch, scratch);
    for (uint32_t i = 0; i < words->section_count; i++)
        count += words->sections[i].count;
    picked->stems = mem_alloc(count * sizeof *picked->stems);
    for (uint32_t i = 0; i < words->section_count; i++) {
        for (uint32_t k = 0; k < words->sections[i].count; k++)
            picked->stems[picked->count++] = words->sections[i].items[k].id;
    }
    sort_out(picked);
}

static void pick_all(void *context, struct crew *crew)
{
    const struct sampling *it = context;
    struct arena scratch = {0};

    for (size_t from, to; crew_draw(crew, &from, &to);) {
        for (; from < to; from++)
            pick(it, from, &scratch);
    }
    arena_release(&scratch);
}

/* Evenly, so that no folder is left out. In the place of one that is too large stands
 * the next that is not. */
static size_t choose(const struct library *library, uint32_t *articles)
{
    size_t count =
        library->article_count < USAGE_SAMPLE ? library->article_count : USAGE_SAMPLE;
    size_t chosen = 0, from = 0;

    for (size_t i = 0; i < count; i++) {
        size_t to = library->article_count * (i + 1) / count;

        while (from < to && library_article(library, (uint32_t)from)->stamp.size_bytes >
                                USAGE_BYTES_MAX)
            from++;
        if (from < to)
            articles[chosen++] = (uint32_t)from;
        from = to;
    }
    return chosen;
}

static void count_picked(struct usage *usage, const struct picked *picked, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < picked[i].count; k++) {
            uint32_t stem = picked[i].stems[k];

            usage_put(usage, stem, articles_of(usage, stem) + 1);
        }
    }
}

struct usage *usage_sample(const struct library *library, const atomic_bool *stop)
{
    uint32_t articles[USAGE_SAMPLE];
    struct picked picked[USAGE_SAMPLE] = {0};
    struct sampling it = {library, stop, articles, picked};
    size_t count = choose(library, articles);
    struct usage *usage = usage_new();

    crew_run(count, pick_all, &it);
    count_picked(usage, picked, count);
    for (size_t i = 0; i < count; i++)
        free(picked[i].stems);
    if (atomic_load(stop)) {
        usage_free(usage);
        return NULL;
    }
    return usage;
}
