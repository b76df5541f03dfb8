#include "library/check.h"

#include <stdlib.h>

#include "library/gather.h"
#include "library/place.h"

/* The links of one article that only the articles they lead to can judge; into `links`
 * unless it is NULL. */
static size_t collect_of(uint32_t article, const struct facts *facts,
                         struct missing_section *links)
{
    size_t count = 0;

    for (size_t k = 0; k < facts->flaw_count; k++) {
        if (facts->flaws[k].kind != FLAW_FRAGMENT)
            continue;
        if (links != NULL)
            links[count] = (struct missing_section){article, &facts->flaws[k]};
        count++;
    }
    return count;
}

static size_t collect(const struct survey *survey, struct missing_section *links)
{
    size_t articles = survey_library(survey)->article_count, count = 0;

    for (uint32_t i = 0; i < articles; i++)
        count += collect_of(i, survey_facts(survey, i), links ? links + count : NULL);
    return count;
}

/* By the article they lead to; then in reading order, as the flaws of one article stand
 * in one array. */
static int compare_targets(const void *a, const void *b)
{
    const struct missing_section *left = a, *right = b;

    if (left->link->to != right->link->to)
        return left->link->to < right->link->to ? -1 : 1;
    if (left->from != right->from)
        return left->from < right->from ? -1 : 1;
    return left->link < right->link ? -1 : left->link > right->link;
}

static int compare_reading(const void *a, const void *b)
{
    const struct missing_section *left = a, *right = b;

    if (left->from != right->from)
        return left->from < right->from ? -1 : 1;
    return left->link < right->link ? -1 : left->link > right->link;
}

/* Keeps at `kept` those of `count` links to one article whose section it has not; one
 * that cannot be read has other troubles. */
static size_t keep_missing(const struct library *library,
                           const struct missing_section *links, size_t count,
                           struct missing_section *kept, struct arena *scratch)
{
    struct opened *opened;
    struct places *places;
    size_t missing = 0;

    if (article_open(library, links->link->to, scratch, &opened, NULL) != 0)
        return 0;
    places = places_new(scratch, opened->doc);
    for (size_t i = 0; i < count; i++) {
        if (places_find(places, links[i].link->fragment, scratch) == NULL)
            kept[missing++] = links[i];
    }
    return missing;
}

/* Keeps those whose section is missing, in reading order; each article that some lead
 * to is read once. */
static size_t keep_all_missing(const struct library *library,
                               struct missing_section *links, size_t count)
{
    struct arena scratch = {0};
    size_t kept = 0, end;

    qsort(links, count, sizeof *links, compare_targets);
    for (size_t i = 0; i < count; i = end) {
        for (end = i + 1; end < count && links[end].link->to == links[i].link->to;)
            end++;
        kept += keep_missing(library, links + i, end - i, links + kept, &scratch);
        arena_clear(&scratch);
    }
    arena_release(&scratch);
    qsort(links, kept, sizeof *links, compare_reading);
    return kept;
}

size_t check_sections(const struct survey *survey, struct arena *arena,
                      struct missing_section **missing)
{
    size_t count = collect(survey, NULL);

    *missing = ARENA_ARRAY(arena, count, struct missing_section);
    collect(survey, *missing);
    return keep_all_missing(survey_library(survey), *missing, count);
}

size_t check_article_sections(const struct library *library,
                              const struct opened *opened, struct arena *arena,
                              struct missing_section **missing)
{
    struct facts *facts = ARENA_NEW(arena, struct facts);
    size_t count;

    facts_gather_flaws(facts, opened, arena);
    count = collect_of(opened->article, facts, NULL);
    *missing = ARENA_ARRAY(arena, count, struct missing_section);
    collect_of(opened->article, facts, *missing);
    return keep_all_missing(library, *missing, count);
}
