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
#include "read/plain/heading_model.h"

#include <stdlib.h>

#include "base/mem.h"

enum {
    DEPTHS = 3,      /* of numbers that are followed up */
    HOPELESS = -700, /* a first score that no second look mends */
    NEAR_CHUNKS = 2, /* as near as the items of a list */
    TABLE_LOAD = 2,
    PROBES_MAX = 32, /* a hostile text's hashes may all meet */
};

int model_score(const struct features *features, enum model_pass look)
{
    int score = 0;
    for (size_t i = 0; i < features->count; i++) {
        score += model_weights[features->ids[i]][look];
    }
    return score > INT16_MAX ? INT16_MAX : score < INT16_MIN ? INT16_MIN : score;
}

/* --- What needs the whole text --- */

/* A run of numbers: 1, 2, 3 ... of one form and depth. */
struct number_run {
    size_t last; /* chunk + 1; 0: there is none yet */
    uint32_t id; /* its first chunk */
    uint16_t number;
};

static bool is_numbered(const struct chunk_facts *facts)
{
    return facts->number_form == NUMBER_DIGITS || facts->number_form == NUMBER_BARE;
}

/* Text, rather than the next number or nothing, follows. */
static bool has_body(const struct plain *plain, size_t i)
{
    return i + 1 < plain->chunk_count &&
           plain->chunks[i + 1].facts.number_form == NUMBER_NONE;
}

struct run_counts {
    uint32_t run;           /* of the chunk */
    uint32_t count, bodies; /* of the run, at its first chunk */
};

static void count_runs(struct plain *plain, struct run_counts *tallies)
{
    struct number_run runs[DEPTHS] = {{0}};
    for (size_t i = 0; i < plain->chunk_count; i++) {
        struct chunk *chunk = &plain->chunks[i];
        const struct chunk_facts *facts = &chunk->facts;
        if (!is_numbered(facts)) {
            continue;
        }
        struct number_run *run =
            &runs[facts->number_depth < DEPTHS ? facts->number_depth - 1 : DEPTHS - 1];
        bool goes_on = run->last > 0 && facts->number == run->number + 1;
        if (!goes_on) {
            run->id = (uint32_t)i;
        } else if (i + 1 - run->last >= NEAR_CHUNKS) {
            chunk->flags |= CHUNK_NUMBERED_FROM;
            plain->chunks[run->last - 1].flags |= CHUNK_NUMBERED_ON;
        }
        run->last = i + 1;
        run->number = facts->number;
        tallies[i].run = run->id;
        tallies[run->id].count++;
        tallies[run->id].bodies += has_body(plain, i);
    }
}

/* A heading's number goes on after the section's text; a list's number at once. */
static void find_numbering(struct plain *plain)
{
    struct run_counts *tallies = mem_zalloc(plain->chunk_count, sizeof *tallies);
    count_runs(plain, tallies);
    for (size_t i = 0; i < plain->chunk_count; i++) {
        struct chunk *chunk = &plain->chunks[i];
        if (!is_numbered(&chunk->facts)) {
            continue;
        }
        const struct run_counts *run = &tallies[tallies[i].run];
        if (run->count > 1 && run->bodies * 4 > run->count * 3) {
            chunk->flags |= CHUNK_RUN_BODIES;
        } else if (run->count > 1 && run->bodies * 4 <= run->count) {
            chunk->flags |= CHUNK_RUN_BARE;
        }
    }
    free(tallies);
}

/* The slot of a hash in an open-addressed table of chunks + 1, or of a free slot; NULL
 * when the table is too crowded there. */
static uint32_t *find_slot(const struct plain *plain, uint32_t *table, size_t size,
                           uint32_t hash, bool labels)
{
    for (size_t probe = 0; probe < PROBES_MAX; probe++) {
        uint32_t *slot = &table[(hash + probe) & (size - 1)];
        if (*slot == 0) {
            return slot;
        }
        const struct chunk_facts *facts = &plain->chunks[*slot - 1].facts;
        if ((labels ? facts->label_hash : facts->hash) == hash) {
            return slot;
        }
    }
    return NULL;
}

static void note_repeat(struct plain *plain, uint32_t *slot, size_t i, uint8_t first,
                        uint8_t again)
{
    if (slot != NULL && *slot == 0) {
        *slot = (uint32_t)(i + 1);
    } else if (slot != NULL) {
        plain->chunks[*slot - 1].flags |= first;
        plain->chunks[i].flags |= again;
    }
}

/* Words that come again, whole or as labels. */
static void find_repeats(struct plain *plain)
{
    size_t size = 64;
    while (size < plain->chunk_count * TABLE_LOAD) {
        size *= 2;
    }
    uint32_t *words = mem_zalloc(size, sizeof *words);
    uint32_t *labels = mem_zalloc(size, sizeof *labels);
    for (size_t i = 0; i < plain->chunk_count; i++) {
        const struct chunk_facts *facts = &plain->chunks[i].facts;
        if (model_is_candidate(plain, i)) {
            note_repeat(plain, find_slot(plain, words, size, facts->hash, false), i,
                        CHUNK_REPEATS, CHUNK_REPEATED);
            if (facts->label_hash != 0) {
                note_repeat(plain,
                            find_slot(plain, labels, size, facts->label_hash, true), i,
                            CHUNK_LABEL_AGAIN, CHUNK_LABEL_AGAIN);
            }
        }
    }
    free(words);
    free(labels);
}

static bool is_likely(const struct chunk *chunk)
{
    return chunk->first_score > 0;
}

struct heading_context model_context(const struct plain *plain)
{
    struct heading_context context = {.chunks = (uint32_t)plain->chunk_count};
    for (size_t i = 0; i < plain->chunk_count; i++) {
        const struct chunk *chunk = &plain->chunks[i];
        if (!is_likely(chunk)) {
            continue;
        }
        context.likely++;
        context.title_case += (chunk->facts.bits & FACT_TITLE_CASE) != 0;
        context.numbered += chunk->facts.number_form != NUMBER_NONE;
        context.asking += chunk->facts.end == EDGE_QUESTION;
        context.airy += chunk->blanks > 0;
        context.symbol += chunk->facts.start == EDGE_SYMBOL;
        context.label += (chunk->facts.bits & FACT_LABEL) != 0;
        context.enumerated += (chunk->facts.bits & FACT_ENUMERATED) != 0;
    }
    return context;
}

/* --- The looks --- */

static void look_first(struct plain *plain)
{
    struct features features;
    for (size_t i = 0; i < plain->chunk_count; i++) {
        struct chunk *chunk = &plain->chunks[i];
        chunk->first_score = INT16_MIN;
        if (model_is_candidate(plain, i)) {
            model_features(plain, i, &features);
            chunk->first_score = (int16_t)model_score(&features, PASS_FIRST);
        }
    }
}

/* The next likely heading after chunk `i`, or chunk_count; `from` was the last
 * answer. */
static size_t next_likely(const struct plain *plain, size_t i, size_t from)
{
    size_t next = from > i ? from : i + 1;
    while (next < plain->chunk_count && !is_likely(&plain->chunks[next])) {
        next++;
    }
    return next;
}

void model_second_pass(struct plain *plain, const struct heading_context *context,
                       void (*see)(struct plain *, size_t, const struct features *))
{
    struct features features;
    size_t last = SIZE_MAX, next = 0;
    for (size_t i = 0; i < plain->chunk_count; i++) {
        next = next_likely(plain, i, next);
        if (model_is_candidate(plain, i) && plain->chunks[i].first_score > HOPELESS) {
            size_t since = last == SIZE_MAX ? SIZE_MAX : i - last - 1;
            size_t until = next == plain->chunk_count ? SIZE_MAX : next - i - 1;
            model_features(plain, i, &features);
            model_context_features(plain, i, context, since, until, &features);
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
    chunk->score = (int16_t)model_score(features, PASS_SECOND);
    if (chunk->score > 0 && chunk->level == 0) {
        chunk->level = HEADING_LEVEL_OPEN;
    }
}

void plain_model(struct plain *plain)
{
    find_numbering(plain);
    find_repeats(plain);
    look_first(plain);
    struct heading_context context = model_context(plain);
    model_second_pass(plain, &context, decide);
}
