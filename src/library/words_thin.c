#include "library/words_thin.h"

#include <math.h>
#include <stdlib.h>

/* A stem of the article and all that there is of it; `count` is 0 in an empty place. */
struct place {
    uint32_t id;
    float count, weight;
    bool is_asked; /* a question has it, too */
};

/* Open addressing. */
struct table {
    struct place *places;
    size_t mask;
};

static struct table table_new(size_t most, struct arena *arena)
{
    struct table table = {.mask = 15};

    while (table.mask < 2 * most)
        table.mask = 2 * table.mask + 1;
    table.places = ARENA_ARRAY(arena, table.mask + 1, struct place);
    return table;
}

static struct place *find(const struct table *table, uint32_t id)
{
    size_t at = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 32) & table->mask;

    while (table->places[at].count > 0 && table->places[at].id != id)
        at = (at + 1) & table->mask;
    return &table->places[at];
}

static int compare_weights(const void *a, const void *b)
{
    const struct place *left = a, *right = b;

    if (left->weight > right->weight || left->weight < right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

static size_t count_all(const struct article_words *words)
{
    size_t count = 0;

    for (uint32_t i = 0; i < words->section_count; i++)
        count += words->sections[i].count;
    return count;
}

static void add_section(const struct table *table, const struct stems *stems)
{
    for (uint32_t i = 0; i < stems->count; i++) {
        struct place *place = find(table, stems->items[i].id);

        place->id = stems->items[i].id;
        place->count += stems->items[i].count;
    }
}

/* The stems that are not common, the heaviest first. */
static size_t weigh(const struct table *table, const struct usage *usage,
                    struct place *list)
{
    size_t count = 0;

    for (size_t i = 0; i <= table->mask; i++) {
        struct place *place = &table->places[i];

        if (!(place->count > 0) || usage_is_common(usage, place->id))
            continue;
        place->weight = (1 + logf(place->count)) * usage_rarity(usage, place->id);
        list[count++] = *place;
    }
    if (count > 0)
        qsort(list, count, sizeof *list, compare_weights);
    return count;
}

/* Leaves the stems whose weight in the table is above 0. */
static void thin_section(struct stems *stems, const struct table *table)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < stems->count; i++) {
        if (find(table, stems->items[i].id)->weight > 0)
            stems->items[kept++] = stems->items[i];
    }
    stems->count = kept;
}

/* Of what a question has, the table may have nothing. */
static void mark_asked(const struct table *table, const struct stems *stems)
{
    for (uint32_t i = 0; i < stems->count; i++)
        find(table, stems->items[i].id)->is_asked = true;
}

/* Sets the weight of what does not stay to 0. The list is that of weigh(). */
static void drop_light(const struct table *table, const struct place *list,
                       size_t count, size_t most)
{
    size_t asked = 0;

    for (size_t i = most; i < count; i++) {
        if (!list[i].is_asked || ++asked > WORDS_ASKED_MAX)
            find(table, list[i].id)->weight = 0;
    }
}

static void thin_sections(struct article_words *words, const struct usage *usage,
                          struct arena *scratch)
{
    size_t all = count_all(words), count;
    struct table table = table_new(all, scratch);
    struct place *list = ARENA_ARRAY(scratch, all, struct place);

    for (uint32_t i = 0; i < words->section_count; i++)
        add_section(&table, &words->sections[i]);
    for (uint32_t i = 0; i < words->question_count; i++)
        mark_asked(&table, &words->questions[i].stems);
    count = weigh(&table, usage, list);
    drop_light(&table, list, count, WORDS_KEPT_MAX);
    for (uint32_t i = 0; i < words->section_count; i++)
        thin_section(&words->sections[i], &table);
}

/* The table holds what is kept of the question. */
static void thin_question(struct stems *stems, const struct usage *usage,
                          struct arena *scratch)
{
    struct table table = table_new(stems->count, scratch);
    struct place *list = ARENA_ARRAY(scratch, stems->count, struct place);
    size_t count;

    add_section(&table, stems);
    count = weigh(&table, usage, list);
    drop_light(&table, list, count, QUESTION_KEPT_MAX);
    thin_section(stems, &table);
}

void words_thin(struct article_words *words, const struct usage *usage,
                struct arena *scratch)
{
    for (uint32_t i = 0; i < words->question_count; i++)
        thin_question(&words->questions[i].stems, usage, scratch);
    thin_sections(words, usage, scratch);
}
