/*
 * Which chunks are headings.
 *
 * A candidate (a short chunk of text, or a numbered line) has *features*, yes-or-no
 * answers about its form, its neighbours and the text. Each feature weighs something;
 * the sum is the candidate's score, the logarithm of the odds that it is a heading. The
 * text is looked at twice: the second look adds what the first one made of the
 * neighbours and of the whole text, so that headings that look alike support each other
 * and a run of short lines is not taken for headings.
 */
#include "read/plain_model.h"

#include <stdlib.h>

#include "base/mem.h"

enum {
    NUMBERS = 128,   /* of sections that are followed up */
    NEAR_CHUNKS = 2, /* as near as the items of a list */
    TABLE_LOAD = 2,
    PROBES_MAX = 32, /* a hostile text's hashes may all meet */
};

int model_score(const struct features *features, enum look look)
{
    int score = 0;
    for (size_t i = 0; i < features->count; i++) {
        score += model_weights[features->ids[i]][look];
    }
    return score > INT16_MAX ? INT16_MAX : score < INT16_MIN ? INT16_MIN : score;
}

/* --- What needs the whole text -------------------------------------------------------
 */

/* A heading's number goes on after the section's text; a list's number at once. */
static void find_numbering(struct plain *plain)
{
    size_t last[NUMBERS][3] = {{0}}; /* by number and depth: chunk + 1 */
    for (size_t i = 0; i < plain->chunk_count; i++) {
        struct chunk *chunk = &plain->chunks[i];
        const struct facts *facts = &chunk->facts;
        bool digits =
            facts->number_form == NUMBER_DIGITS || facts->number_form == NUMBER_BARE;
        if (!digits || facts->number >= NUMBERS) {
            continue;
        }
        size_t depth = facts->number_depth < 3 ? facts->number_depth - 1u : 2;
        size_t before = facts->number > 0 ? last[facts->number - 1][depth] : 0;
        if (before > 0 && i + 1 - before >= NEAR_CHUNKS) {
            chunk->flags |= CHUNK_NUMBERED_FROM;
            plain->chunks[before - 1].flags |= CHUNK_NUMBERED_ON;
        }
        last[facts->number][depth] = i + 1;
    }
}

/* Words that come again, in an open-addressed table of hashes. */
static void find_repeats(struct plain *plain)
{
    size_t size = 64;
    while (size < plain->chunk_count * TABLE_LOAD) {
        size *= 2;
    }
    uint32_t *table = mem_zalloc(size, sizeof *table); /* chunk + 1 */
    for (size_t i = 0; i < plain->chunk_count; i++) {
        struct chunk *chunk = &plain->chunks[i];
        if (chunk->facts.hash == 0 || !model_is_candidate(plain, i)) {
            continue;
        }
        size_t at = chunk->facts.hash & (size - 1);
        size_t probes = 0;
        while (table[at] != 0 && probes++ < PROBES_MAX &&
               plain->chunks[table[at] - 1].facts.hash != chunk->facts.hash) {
            at = (at + 1) & (size - 1);
        }
        if (table[at] != 0 && probes <= PROBES_MAX) {
            chunk->flags |= CHUNK_REPEATED;
            plain->chunks[table[at] - 1].flags |= CHUNK_REPEATS;
        } else if (table[at] == 0) {
            table[at] = (uint32_t)(i + 1);
        }
    }
    free(table);
}

static bool is_likely(const struct chunk *chunk)
{
    return chunk->first_score > 0;
}

struct company model_company(const struct plain *plain)
{
    struct company company = {.chunks = (uint32_t)plain->chunk_count};
    for (size_t i = 0; i < plain->chunk_count; i++) {
        const struct chunk *chunk = &plain->chunks[i];
        if (!is_likely(chunk)) {
            continue;
        }
        company.likely++;
        company.title_case += (chunk->facts.bits & FACT_TITLE_CASE) != 0;
        company.numbered += chunk->facts.number_form != NUMBER_NONE;
        company.asking += chunk->facts.end == EDGE_QUESTION;
        company.airy += chunk->blanks > 0;
        company.symbol += chunk->facts.start == EDGE_SYMBOL;
    }
    return company;
}

/* --- The looks -----------------------------------------------------------------------
 */

static void look_first(struct plain *plain)
{
    struct features features;
    for (size_t i = 0; i < plain->chunk_count; i++) {
        struct chunk *chunk = &plain->chunks[i];
        chunk->first_score = INT16_MIN;
        if (model_is_candidate(plain, i)) {
            model_features(plain, i, &features);
            chunk->first_score = (int16_t)model_score(&features, LOOK_FIRST);
        }
    }
}

/* The next likely heading behind chunk `i`, or chunk_count; `from` was the last answer.
 */
static size_t next_likely(const struct plain *plain, size_t i, size_t from)
{
    size_t next = from > i ? from : i + 1;
    while (next < plain->chunk_count && !is_likely(&plain->chunks[next])) {
        next++;
    }
    return next;
}

void model_look_again(struct plain *plain, const struct company *company,
                      void (*see)(struct plain *, size_t, const struct features *))
{
    struct features features;
    size_t last = SIZE_MAX, next = 0;
    for (size_t i = 0; i < plain->chunk_count; i++) {
        next = next_likely(plain, i, next);
        if (model_is_candidate(plain, i)) {
            size_t since = last == SIZE_MAX ? SIZE_MAX : i - last - 1;
            size_t until = next == plain->chunk_count ? SIZE_MAX : next - i - 1;
            model_features(plain, i, &features);
            model_company_features(plain, i, company, since, until, &features);
            see(plain, i, &features);
        }
        if (is_likely(&plain->chunks[i])) {
            last = i;
        }
    }
}

static void decide(struct plain *plain, size_t i, const struct features *features)
{
    struct chunk *chunk = &plain->chunks[i];
    chunk->score = (int16_t)model_score(features, LOOK_SECOND);
    if (chunk->score > 0 && chunk->level == 0) {
        chunk->level = HEADING_LEVEL_OPEN;
    }
}

void plain_model(struct plain *plain)
{
    find_numbering(plain);
    find_repeats(plain);
    look_first(plain);
    struct company company = model_company(plain);
    model_look_again(plain, &company, decide);
}
