/*
 * Comparing which letters occur in two words rules out most pairs; only for the rest is
 * the distance computed.
 */
#include "catalog/words/slips.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "catalog/words/word_distance.h"
#include "catalog/words/word_runs.h"

enum {
    LETTERS_MAX = WORD_RUN_BYTES_MAX,
    LETTER_BYTES_MAX = 4,
};

struct letters {
    uint32_t items[LETTERS_MAX];
    int count;
};

static void take_letters(struct str word, struct letters *letters)
{
    letters->count = 0;
    for (size_t pos = 0; pos < word.len && letters->count < LETTERS_MAX;)
        letters->items[letters->count++] = (unsigned char)word.ptr[pos] < 0x80
                                               ? (unsigned char)word.ptr[pos++]
                                               : text_next(word, &pos);
}

static int distance(const struct letters *a, const struct letters *b, int most)
{
    return (int)word_distance(
        (struct word_letters){.codes = a->items, .count = (size_t)a->count},
        (struct word_letters){.codes = b->items, .count = (size_t)b->count},
        (size_t)most);
}

int slips_allowed(struct str word)
{
    struct letters letters;
    if (!word_run_takes(word))
        return 0;
    take_letters(word, &letters);
    return (int)word_slips_max((size_t)letters.count);
}

/* --- Likelihood --- */

static bool are_neighbours(uint32_t a, uint32_t b)
{
    static const char *const keys[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *at = a < 0x80 && a > 0 ? strchr(keys[i], (int)a) : NULL;
        if (at != NULL && b < 0x80 && b > 0 &&
            (at[1] == (char)b || (at > keys[i] && at[-1] == (char)b)))
            return true;
    }
    return false;
}

/* How likely it is that a finger made the one of the other: by the first place where
 * they differ. */
static int likelihood(const struct letters *typed, const struct letters *meant)
{
    int at = 0;
    while (at < typed->count && at < meant->count &&
           typed->items[at] == meant->items[at])
        at++;
    int likely = at > 0 ? 2 : 0; /* the first letter is seldom wrong */
    if (at + 1 < typed->count && at + 1 < meant->count &&
        typed->items[at] == meant->items[at + 1] &&
        typed->items[at + 1] == meant->items[at])
        return likely + 2;
    if (typed->count != meant->count) {
        const struct letters *longer = typed->count > meant->count ? typed : meant;
        bool is_double =
            at > 0 && at < longer->count && longer->items[at] == longer->items[at - 1];
        return likely + (is_double ? 2 : 1);
    }
    return likely +
           (at < typed->count && are_neighbours(typed->items[at], meant->items[at]));
}

int slips_likelihood(struct str typed, struct str meant)
{
    struct letters left, right;
    take_letters(typed, &left);
    take_letters(meant, &right);
    return likelihood(&left, &right);
}

/* --- Finding --- */

struct found_slips {
    size_t *numbers;
    int likely[SLIPS_MAX];
    size_t count;
};

static void add(struct found_slips *found, size_t number, int likely)
{
    size_t at = found->count < SLIPS_MAX ? found->count : SLIPS_MAX - 1;
    if (found->count == SLIPS_MAX && found->likely[at] >= likely)
        return;
    for (; at > 0 && found->likely[at - 1] < likely; at--) {
        found->numbers[at] = found->numbers[at - 1];
        found->likely[at] = found->likely[at - 1];
    }
    found->numbers[at] = number;
    found->likely[at] = likely;
    found->count += found->count < SLIPS_MAX;
}

/* A slip changes two letters of those that occur at most. */
static bool may_be_near(const struct listed_word *item, struct str word,
                        uint32_t letters, int most)
{
    size_t more = item->len > word.len ? item->len - word.len : word.len - item->len;
    return more <= LETTER_BYTES_MAX * (size_t)most &&
           __builtin_popcount(item->letters ^ letters) <= 2 * most;
}

size_t slips_find(const struct word_list *list, struct str word, int above,
                  size_t numbers[SLIPS_MAX], int *nearest)
{
    struct found_slips found = {.numbers = numbers};
    int most = slips_allowed(word);
    uint32_t mask = word_letters(word);
    struct letters typed;
    take_letters(word, &typed);
    for (size_t i = 0; i < list->count && most > above; i++) {
        struct letters letters;
        if (!may_be_near(&list->items[i], word, mask, most))
            continue;
        take_letters(word_list_word(list, i), &letters);
        int slips = distance(&typed, &letters, most);
        if (slips > most || slips <= above)
            continue;
        if (slips < most)
            found.count = 0;
        most = slips;
        add(&found, i, likelihood(&typed, &letters));
    }
    *nearest = most;
    return found.count;
}
