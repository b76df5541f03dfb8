#include "catalog/names/word_fit.h"

#include <string.h>

/* Percent. What is typed as the beginning of a word is mostly meant so, but the word
 * itself stands before it. */
enum {
    WORTH_SPELLING = 96,
    WORTH_FORM = 93,
    WORTH_FAMILY = 90,
    WORTH_BEGINNING = 86,
    WORTH_NUMBER_BEGINNING = 50,
    WORTH_SLIP = 64, /* and a point for each letter that is right, up to a bound */
    WORTH_SLIP_LETTERS = 12,
    WORTH_SECOND_SLIP = 14, /* is taken off */
    WORTH_SLIP_BEGINNING = 50,
    WORTH_RELATIVE = 48, /* and the share of the letters that are common */
    WORTH_RELATIVE_SHARE = 20,
    WORTH_SHORTENED = 40,
    WORTH_INSIDE = 50,
    WORTH_INSIDE_ALONE = 84, /* where words are written without spaces */
};

enum {
    SLIP_BEGINNING_LETTERS_MIN = 5,
    STEM_LETTERS_MIN = 3, /* with the most usual endings; more with others */
    USUAL_ENDINGS = 5,
    RELATIVE_LETTERS_MIN = 4,
    INSIDE_LETTERS_MIN = 3,
    SHORTENED_LETTERS_MIN = 2, /* of a word of so many: */
    FULL_LETTERS_MIN = 6,
};

static struct word_fit fit_of(enum fit_kind kind, size_t worth, size_t from,
                              size_t letters)
{
    return (struct word_fit){(uint8_t)kind, (uint8_t)worth, (uint8_t)letters,
                             (uint8_t)from};
}

/* --- Endings --- */

static size_t common_beginning(struct word_letters a, struct word_letters b)
{
    size_t most = a.count < b.count ? a.count : b.count, i = 0;
    while (i < most && a.codes[i] == b.codes[i])
        i++;
    return i;
}

static struct word_letters tail_of(struct word_letters word, size_t from)
{
    return (struct word_letters){word.codes + from, word.count - from, word.script};
}

static bool is_text(struct word_letters word, const char *text)
{
    for (size_t i = 0; i < word.count; i++) {
        if (text[i] == '\0' || word.codes[i] != (unsigned char)text[i])
            return false;
    }
    return text[word.count] == '\0';
}

/* An ending that makes no other word of one, after its stem's last letter, which may be
 * doubled before it. */
static bool is_ending(struct word_letters rest, uint32_t last, size_t stem)
{
    static const char *const endings[] = {"",  "s", "es",  "ed",  "ing", "e",
                                          "d", "y", "ies", "ied", "n",   "en"};
    enum { ALL = sizeof endings / sizeof *endings };
    if (rest.count > 2 && rest.codes[0] == last)
        rest = tail_of(rest, 1);
    for (size_t i = 0; i < (stem > STEM_LETTERS_MIN ? ALL : USUAL_ENDINGS); i++) {
        if (is_text(rest, endings[i]))
            return true;
    }
    return false;
}

static bool has_vowel(struct word_letters word, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (word.codes[i] >= 0x80 || strchr("aeiouy", (int)word.codes[i]) != NULL)
            return true;
    }
    return false;
}

/* Two endings of one stem of `common` letters. */
static bool is_form(struct word_letters a, struct word_letters b, size_t common)
{
    if (common < STEM_LETTERS_MIN || !has_vowel(a, common))
        return false;
    uint32_t last = a.codes[common - 1];
    return is_ending(tail_of(a, common), last, common) &&
           is_ending(tail_of(b, common), last, common);
}

/* --- Other words --- */

/* Another spelling of a typed word, or a form of that, or a word of its family. */
static struct word_fit fit_other(const struct typed_word *typed,
                                 struct word_letters word)
{
    for (size_t i = 0; i < typed->other_count; i++) {
        struct word_letters other = typed->others[i];
        size_t common = common_beginning(other, word);
        if (common == other.count && common == word.count)
            return fit_of(FIT_SPELLING,
                          i < typed->spelling_count ? WORTH_SPELLING : WORTH_FAMILY, 0,
                          word.count);
        if (i < typed->spelling_count && is_form(other, word, common))
            return fit_of(FIT_SPELLING, WORTH_FORM, 0, word.count);
    }
    return (struct word_fit){0};
}

/* --- Slips --- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* A beginning of the word that the typed letters come near to; 0 for none. */
static size_t near_beginning(struct word_letters typed, struct word_letters word,
                             size_t most, size_t *slips)
{
    struct word_distances it;
    size_t count = 0;
    *slips = most + 1;
    if (word.count + most < typed.count || !word_distances_fill(&it, typed, word, most))
        return 0;
    size_t from = typed.count > most ? typed.count - most : 1;
    for (size_t k = from; k <= least(word.count, typed.count + most); k++) {
        if (it.rows[typed.count][k] < *slips) {
            *slips = it.rows[typed.count][k];
            count = k;
        }
    }
    return count;
}

static bool may_be_near(uint64_t typed, uint64_t mask, size_t most)
{
    return (size_t)__builtin_popcountll(typed & ~mask) <= most;
}

/* Three letters may be swapped. */
static bool is_swapped(struct word_letters a, struct word_letters b)
{
    return a.count == 3 && b.count == 3 && word_distance(a, b, 1) == 1 &&
           word_mask(a) == word_mask(b);
}

static struct word_fit fit_slip(const struct typed_word *typed,
                                struct word_letters word, uint64_t mask)
{
    struct word_letters letters = typed->letters;
    size_t longer = letters.count > word.count ? letters.count : word.count;
    size_t most = letters.count < 3 ? 0 : word_slips_max(longer);
    size_t worth = WORTH_SLIP + least(longer, WORTH_SLIP_LETTERS);
    if (is_swapped(letters, word))
        return fit_of(FIT_SLIP, WORTH_SLIP_BEGINNING, 0, word.count);
    if (most == 0 || !may_be_near(typed->mask, mask, most) ||
        !may_be_near(mask, typed->mask, most))
        return (struct word_fit){0};
    size_t slips = word_distance(letters, word, most);
    if (slips > most)
        return (struct word_fit){0};
    return fit_of(FIT_SLIP, worth - (slips - 1) * WORTH_SECOND_SLIP, 0, word.count);
}

static struct word_fit fit_slip_beginning(const struct typed_word *typed,
                                          struct word_letters word, uint64_t mask)
{
    struct word_letters letters = typed->letters;
    size_t most = word_slips_max(letters.count), slips;
    if (letters.count < SLIP_BEGINNING_LETTERS_MIN ||
        !may_be_near(typed->mask, mask, most))
        return (struct word_fit){0};
    size_t count = near_beginning(letters, word, most, &slips);
    if (count == 0 || slips > most)
        return (struct word_fit){0};
    return fit_of(FIT_SLIP_BEGINNING,
                  WORTH_SLIP_BEGINNING - (slips - 1) * WORTH_SECOND_SLIP, 0, count);
}

/* --- All --- */

static struct word_fit fit_relative(struct word_letters typed, struct word_letters word,
                                    size_t common)
{
    size_t longer = typed.count > word.count ? typed.count : word.count;
    size_t rest = longer - common;
    bool is_one = common > RELATIVE_LETTERS_MIN
                      ? rest <= common
                      : common == RELATIVE_LETTERS_MIN && rest < common;
    /* The name has a short form of it: ch for chapter. */
    if (!is_one && common == word.count && common >= SHORTENED_LETTERS_MIN &&
        typed.count >= FULL_LETTERS_MIN)
        return fit_of(FIT_RELATIVE, WORTH_SHORTENED, 0, common);
    if (!is_one)
        return (struct word_fit){0};
    return fit_of(FIT_RELATIVE, WORTH_RELATIVE + WORTH_RELATIVE_SHARE * common / longer,
                  0, common);
}

static size_t find_inside(struct word_letters typed, struct word_letters word)
{
    for (size_t at = 1; at + typed.count <= word.count; at++) {
        if (memcmp(word.codes + at, typed.codes, typed.count * sizeof *typed.codes) ==
            0)
            return at;
    }
    return 0;
}

static struct word_fit fit_inside(const struct typed_word *typed,
                                  struct word_letters word, uint64_t mask)
{
    bool is_alone = typed->letters.script == SCRIPT_ALONE;
    if (!may_be_near(typed->mask, mask, 0) ||
        (!is_alone && typed->letters.count < INSIDE_LETTERS_MIN))
        return (struct word_fit){0};
    size_t at = find_inside(typed->letters, word);
    if (at == 0)
        return (struct word_fit){0};
    return fit_of(FIT_INSIDE, is_alone ? WORTH_INSIDE_ALONE : WORTH_INSIDE, at,
                  typed->letters.count);
}

static struct word_fit fit_number(struct word_letters typed, struct word_letters word)
{
    size_t common = common_beginning(typed, word);
    if (common < typed.count)
        return (struct word_fit){0};
    return common == word.count
               ? fit_of(FIT_WORD, FIT_WORTH_MAX, 0, common)
               : fit_of(FIT_BEGINNING, WORTH_NUMBER_BEGINNING, 0, common);
}

static struct word_fit fit_strictly(const struct typed_word *typed,
                                    struct word_letters word, uint64_t mask,
                                    size_t common)
{
    struct word_letters letters = typed->letters;
    if (common == letters.count && common == word.count)
        return fit_of(FIT_WORD, FIT_WORTH_MAX, 0, common);
    if (is_form(letters, word, common))
        return fit_of(FIT_FORM, WORTH_FORM, 0, word.count);
    struct word_fit other = fit_other(typed, word);
    if (other.worth > 0)
        return other;
    if (common == letters.count)
        return fit_of(FIT_BEGINNING, WORTH_BEGINNING, 0, common);
    if (letters.script == SCRIPT_ALONE)
        return fit_inside(typed, word, mask);
    return (struct word_fit){0};
}

static struct word_fit better(struct word_fit a, struct word_fit b)
{
    return b.worth > a.worth ? b : a;
}

struct word_fit word_fit(const struct typed_word *typed, struct word_letters word,
                         uint64_t mask, enum fit_manner manner)
{
    struct word_letters letters = typed->letters;
    bool is_number = letters.script == SCRIPT_DIGITS;
    if (is_number || word.script == SCRIPT_DIGITS)
        return is_number && word.script == SCRIPT_DIGITS ? fit_number(letters, word)
                                                         : (struct word_fit){0};
    size_t common = common_beginning(letters, word);
    struct word_fit fit = fit_strictly(typed, word, mask, common);
    if (fit.worth > 0 || manner == FIT_STRICT)
        return fit;
    fit = better(fit_slip(typed, word, mask), fit_relative(letters, word, common));
    if (fit.worth == 0)
        fit = better(fit_slip_beginning(typed, word, mask),
                     fit_inside(typed, word, mask));
    return fit;
}

/* --- Marks --- */

static uint32_t bits(size_t from, size_t count)
{
    uint64_t below = (UINT64_C(1) << (from + count)) - 1;
    return (uint32_t)(below & ~((UINT64_C(1) << from) - 1));
}

/* The letters that are the same on the way of the least distance, from its end. */
static uint32_t marks_of_slip(struct word_letters typed, struct word_letters word)
{
    struct word_distances it;
    uint32_t marks = 0;
    if (!word_distances_fill(&it, typed, word, WORD_LETTERS_MAX))
        return 0;
    for (size_t i = typed.count, k = word.count; i > 0 && k > 0;) {
        uint8_t here = it.rows[i][k];
        if (typed.codes[i - 1] == word.codes[k - 1] && here == it.rows[i - 1][k - 1]) {
            marks |= UINT32_C(1) << (k - 1);
            i--, k--;
        } else if (i > 1 && k > 1 && typed.codes[i - 1] == word.codes[k - 2] &&
                   typed.codes[i - 2] == word.codes[k - 1] &&
                   here == it.rows[i - 2][k - 2] + 1) {
            marks |= UINT32_C(3) << (k - 2);
            i -= 2, k -= 2;
        } else if (here == it.rows[i - 1][k - 1] + 1) {
            i--, k--;
        } else if (here == it.rows[i - 1][k] + 1) {
            i--;
        } else {
            k--;
        }
    }
    return marks;
}

uint32_t word_fit_marks(const struct typed_word *typed, struct word_letters word,
                        struct word_fit fit)
{
    struct word_letters part = {word.codes + fit.from, fit.letters, word.script};
    switch ((enum fit_kind)fit.kind) {
    case FIT_WORD:
    case FIT_BEGINNING:
    case FIT_INSIDE:
        return bits(fit.from, fit.letters);
    case FIT_SPELLING:
    case FIT_SLIP:
    case FIT_SLIP_BEGINNING:
        return marks_of_slip(typed->letters, part);
    case FIT_FORM:
    case FIT_RELATIVE:
        return bits(0, common_beginning(typed->letters, word));
    case FIT_NONE:
        break;
    }
    return 0;
}
