/*
 * The best alignment is found letter by letter of the word, over all letters of the
 * name (after Gotoh): `hit` is the best score with this letter of the word here, `gap`
 * the best with it somewhere before and letters skipped up to here.
 */
#include "catalog/fuzzy_align.h"

#include <assert.h>
#include <limits.h>

#include "base/text.h"
#include "catalog/segment.h"

enum {
    LETTER = 16,
    AT_START = 12,
    AT_SLASH = 9,
    AT_WORD = 8,
    IN_RUN = 6,
    /* What is skipped between two letters: so that letters that begin words, each
     * behind a gap, count no more than a run of as many. */
    SKIP_FIRST = 2,
    SKIP_MORE = 1,
    NEVER = INT_MIN / 4, /* may be added to and taken from without an overflow */
};

bool fuzzy_begins_word(uint32_t before, uint32_t code)
{
    if (!text_is_word(code))
        return false;
    return before == 0 || !text_is_word(before) || segment_is_alone(code) ||
           segment_is_alone(before);
}

unsigned char fuzzy_bonus(uint32_t before, uint32_t code)
{
    if (before == 0)
        return AT_START;
    if (before == '/')
        return AT_SLASH;
    return fuzzy_begins_word(before, code) ? AT_WORD : 0;
}

static int in_run(unsigned char bonus)
{
    return bonus > IN_RUN ? bonus : IN_RUN;
}

/* Scores of all letters of the word, or of the last two only. */
struct rows {
    int *hit, *gap;
    size_t width;
    size_t mask; /* which bits of a row's number tell it from the others */
};

static int *row_of(const struct rows *rows, int *cells, size_t row)
{
    return cells + (row & rows->mask) * rows->width;
}

/* The letter that begins the word says most about where it was meant: its place counts
 * twice. */
static void fill_first(const struct rows *rows, uint32_t letter,
                       const struct fuzzy_name *name)
{
    int *hit = rows->hit, *gap = rows->gap;

    for (size_t j = 0; j < name->count; j++) {
        hit[j] = name->codes[j] == letter ? LETTER + 2 * name->bonus[j] : NEVER;
        gap[j] = NEVER;
        if (j > 0)
            gap[j] = hit[j - 1] - SKIP_FIRST > gap[j - 1] - SKIP_MORE
                         ? hit[j - 1] - SKIP_FIRST
                         : gap[j - 1] - SKIP_MORE;
    }
}

static int best_hit(int run, int skipped, unsigned char bonus)
{
    int joined = run + in_run(bonus), apart = skipped + bonus;

    return LETTER + (joined > apart ? joined : apart);
}

static void fill_row(const struct rows *rows, size_t row, uint32_t letter,
                     const struct fuzzy_name *name)
{
    const int *hit_before = row_of(rows, rows->hit, row - 1);
    const int *gap_before = row_of(rows, rows->gap, row - 1);
    int *hit = row_of(rows, rows->hit, row), *gap = row_of(rows, rows->gap, row);

    hit[0] = gap[0] = NEVER;
    for (size_t j = 1; j < name->count; j++) {
        int opened = hit[j - 1] - SKIP_FIRST, longer = gap[j - 1] - SKIP_MORE;

        hit[j] = name->codes[j] == letter
                     ? best_hit(hit_before[j - 1], gap_before[j - 1], name->bonus[j])
                     : NEVER;
        gap[j] = opened > longer ? opened : longer;
    }
}

/* Goes back the way that led to the score. */
static void trace(const struct rows *rows, const struct fuzzy_name *name, size_t last,
                  size_t at, size_t *places)
{
    for (size_t row = last; row > 0; row--) {
        const int *hit = row_of(rows, rows->hit, row - 1);
        const int *gap = row_of(rows, rows->gap, row - 1);
        int here = row_of(rows, rows->hit, row)[at];

        places[row] = at--;
        if (here == LETTER + hit[at] + in_run(name->bonus[at + 1]))
            continue;
        while (gap[at] != hit[at - 1] - SKIP_FIRST)
            at--;
        at--;
    }
    places[0] = at;
}

static bool align(struct fuzzy_letters word, const struct fuzzy_name *name,
                  const struct rows *rows, size_t *places, int *score)
{
    const int *last;
    size_t best = 0;

    fill_first(rows, word.codes[0], name);
    for (size_t row = 1; row < word.count; row++)
        fill_row(rows, row, word.codes[row], name);
    last = row_of(rows, rows->hit, word.count - 1);
    for (size_t j = 1; j < name->count; j++) {
        if (last[j] > last[best])
            best = j;
    }
    /* No real score is so low: a gap takes less than the name is long. */
    if (last[best] < NEVER / 2)
        return false;
    if (places != NULL)
        trace(rows, name, word.count - 1, best, places);
    *score = last[best];
    return true;
}

bool fuzzy_align_best(struct fuzzy_letters word, const struct fuzzy_name *name,
                      struct arena *arena, size_t *places, int *score)
{
    int hit[2 * FUZZY_BEST_BYTES], gap[2 * FUZZY_BEST_BYTES];
    struct rows rows = {.hit = hit, .gap = gap, .width = name->count, .mask = 1};

    assert(word.count > 0 && name->count <= FUZZY_BEST_BYTES);
    if (word.count > name->count)
        return false;
    if (places != NULL) {
        rows.mask = SIZE_MAX;
        rows.hit = ARENA_ARRAY(arena, word.count * name->count, int);
        rows.gap = ARENA_ARRAY(arena, word.count * name->count, int);
    }
    return align(word, name, &rows, places, score);
}

/* Of a letter, `skipped` letters behind the one before it if there is one. */
static int letter_worth(unsigned char bonus, bool has_before, size_t skipped)
{
    if (!has_before)
        return LETTER + 2 * bonus;
    if (skipped == 0)
        return LETTER + in_run(bonus);
    /* Beyond the length of a short name it makes no difference. */
    if (skipped > FUZZY_BEST_BYTES)
        skipped = FUZZY_BEST_BYTES;
    return LETTER + bonus - SKIP_FIRST - SKIP_MORE * (int)(skipped - 1);
}

bool fuzzy_align_first(struct fuzzy_letters word, struct str folded, size_t *places,
                       int *score)
{
    size_t fit = 0, last = 0;
    uint32_t before = 0, code;

    *score = 0;
    for (size_t pos = 0, at = 0; pos < folded.len && fit < word.count; at++) {
        code = text_next(folded, &pos);
        if (code == word.codes[fit]) {
            *score += letter_worth(fuzzy_bonus(before, code), fit > 0, at - last - 1);
            if (places != NULL)
                places[fit] = at;
            last = at;
            fit++;
        }
        before = code;
    }
    return fit == word.count;
}
