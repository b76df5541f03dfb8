#include "catalog/names/fuzzy.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/text_search.h"
#include "catalog/names/fuzzy_align.h"

/* What was typed, taken as a whole, counts when it stands together in the name. */
enum {
    WHOLE_NAME = 120,
    NAME_BEGINS = 60,
    WORD_BEGINS = 40,
    INSIDE_WORD = 20,
    ENDS_WORD = 10,
    /* Letters of a name that take one from its score, up to a bound that is less than
     * what tells one of the above from the next. */
    LETTERS_A_POINT = 8,
    LENGTH_MAX = 16,
};

/* --- Folding ---------------------------------------------------------------------- */

/* Of names without controls or anything above ASCII, as most are. */
static struct str fold_plain(struct arena *arena, struct str name)
{
    char *folded = arena_bytes(arena, name.len);

    for (size_t i = 0; i < name.len; i++)
        folded[i] = ascii_lower(name.ptr[i]);
    return (struct str){folded, name.len};
}

struct str fuzzy_fold(struct arena *arena, struct str name)
{
    struct buf out = {0};
    struct text_letter letter;
    struct str kept;

    if (text_plain_run(name) == name.len)
        return fold_plain(arena, name);
    for (size_t pos = 0; text_letter_next(name, &pos, false, &letter);) {
        for (size_t i = 0; i < letter.count; i++)
            text_put(&out, letter.codes[i]);
    }
    kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

static uint64_t bit_of(uint32_t c)
{
    enum { DIGITS = 26, OTHERS = 36, OTHERS_COUNT = 64 - OTHERS };

    if (c >= 'a' && c <= 'z')
        return UINT64_C(1) << (c - 'a');
    if (c >= '0' && c <= '9')
        return UINT64_C(1) << (DIGITS + (c - '0'));
    return UINT64_C(1) << (OTHERS + c % OTHERS_COUNT);
}

uint64_t fuzzy_mask(struct str folded)
{
    uint64_t mask = 0;

    for (size_t pos = 0; pos < folded.len;) {
        unsigned char c = (unsigned char)folded.ptr[pos];

        if (c < 0x80)
            pos++;
        mask |= bit_of(c < 0x80 ? c : text_next(folded, &pos));
    }
    return mask;
}

/* --- The query -------------------------------------------------------------------- */

static void add_letter(struct fuzzy *query, uint32_t code)
{
    if (code < 0x80)
        query->ascii[code] |= UINT64_C(1) << query->letter_count;
    else
        query->is_ascii = false;
    query->letters[query->letter_count++] = code;
    query->words[query->word_count - 1].count++;
    query->mask |= bit_of(code);
}

static void begin_word(struct fuzzy *query)
{
    query->firsts |= UINT64_C(1) << query->letter_count;
    query->words[query->word_count++].first = query->letter_count;
}

static void write_text(struct fuzzy *query, struct arena *arena)
{
    struct buf out = {0};

    for (size_t i = 0; i < query->word_count; i++) {
        const struct fuzzy_word *word = &query->words[i];

        if (i > 0)
            buf_putc(&out, ' ');
        for (size_t j = 0; j < word->count; j++)
            text_put(&out, query->letters[word->first + j]);
    }
    query->text = buf_keep(&out, arena);
    buf_release(&out);
}

void fuzzy_init(struct fuzzy *query, struct arena *arena, struct str typed)
{
    struct text_letter letter;
    bool apart = true;

    *query = (struct fuzzy){.is_ascii = true};
    for (size_t pos = 0; text_letter_next(typed, &pos, false, &letter);) {
        if (letter.codes[0] == ' ') {
            apart = true;
            continue;
        }
        if (query->letter_count + letter.count > FUZZY_LETTERS_MAX ||
            (apart && query->word_count == FUZZY_WORDS_MAX))
            break;
        if (apart)
            begin_word(query);
        apart = false;
        for (size_t i = 0; i < letter.count; i++)
            add_letter(query, letter.codes[i]);
    }
    write_text(query, arena);
}

/* --- Scores ----------------------------------------------------------------------- */

/* The code point before byte `at`, or 0. */
static uint32_t code_before(struct str text, size_t at)
{
    size_t pos = at;

    if (at == 0)
        return 0;
    do
        pos--;
    while (pos > 0 && ((unsigned char)text.ptr[pos] & 0xC0) == 0x80);
    return text_next(text, &pos);
}

static bool ends_word(struct str folded, size_t at)
{
    return at == folded.len || !text_is_word(text_next(folded, &at));
}

/* What all that was typed is worth where it stands at byte `at`. */
static int whole_worth(struct str folded, size_t at, size_t len)
{
    size_t pos = at;
    int worth = WORD_BEGINS;

    if (len == folded.len)
        return WHOLE_NAME;
    if (at == 0)
        worth = NAME_BEGINS;
    else if (!fuzzy_begins_word(code_before(folded, at), text_next(folded, &pos)))
        return INSIDE_WORD;
    return ends_word(folded, at + len) ? worth + ENDS_WORD : worth;
}

/* Of one letter alignment says as much: only the beginning is looked at. */
static int score_whole(struct str folded, struct str typed)
{
    size_t at = 0;
    int best = 0;

    if (str_starts(folded, typed))
        return whole_worth(folded, 0, typed.len);
    while (typed.len > 1 && best < WORD_BEGINS + ENDS_WORD && at < folded.len) {
        const char *found =
            memmem(folded.ptr + at, folded.len - at, typed.ptr, typed.len);
        int worth;

        if (found == NULL)
            break;
        at = (size_t)(found - folded.ptr);
        worth = whole_worth(folded, at, typed.len);
        if (worth > best)
            best = worth;
        at++;
    }
    return best;
}

static int length_cost(size_t letters)
{
    size_t cost = letters / LETTERS_A_POINT;

    return (int)(cost < LENGTH_MAX ? cost : LENGTH_MAX);
}

/* Whether the letters of a word occur in their order: quickly told for ASCII, and most
 * names that have them have not. */
static bool has_word(const struct fuzzy *query, size_t word, struct str folded)
{
    const uint32_t *letters = &query->letters[query->words[word].first];
    size_t count = query->words[word].count, found = 0;

    for (size_t i = 0; i < folded.len && found < count; i++)
        found += (unsigned char)folded.ptr[i] == letters[found];
    return found == count;
}

static bool may_match(const struct fuzzy *query, struct str folded)
{
    for (size_t i = 0; query->is_ascii && i < query->word_count; i++) {
        if (!has_word(query, i, folded))
            return false;
    }
    return true;
}

bool fuzzy_score(const struct fuzzy *query, struct str folded, int *score)
{
    size_t letters;

    *score = 0;
    if (query->word_count == 0)
        return true;
    if (!may_match(query, folded) || !fuzzy_align(query, folded, &letters, score))
        return false;
    *score += score_whole(folded, query->text) - length_cost(letters);
    return true;
}

/* --- Positions -------------------------------------------------------------------- */

/* A name as shown and folded, and which of its folded letters are meant. */
struct shown {
    struct str folded;
    struct byte_range *at; /* of each folded letter, in the name as shown */
    bool *lit;
    size_t count;
};

static struct shown take_shown(struct arena *arena, struct str name)
{
    const size_t most = TEXT_SEARCH_CODES_MAX * name.len;
    struct shown shown = {.at = ARENA_ARRAY(arena, most, struct byte_range)};
    struct buf out = {0};
    struct text_letter letter;

    for (size_t pos = 0; text_letter_next(name, &pos, false, &letter);) {
        for (size_t i = 0; i < letter.count; i++) {
            text_put(&out, letter.codes[i]);
            shown.at[shown.count++] = (struct byte_range){letter.from, letter.to};
        }
    }
    shown.folded = buf_keep(&out, arena);
    shown.lit = ARENA_ARRAY(arena, shown.count, bool);
    buf_release(&out);
    return shown;
}

static void light(const struct fuzzy *query, struct shown *shown, struct arena *arena)
{
    size_t places[FUZZY_LETTERS_MAX];

    if (!fuzzy_align_places(query, shown->folded, arena, places))
        return;
    for (size_t i = 0; i < query->letter_count; i++)
        shown->lit[places[i]] = true;
}

void fuzzy_positions(const struct fuzzy *query, struct str name, struct arena *arena,
                     struct byte_range **ranges, size_t *count)
{
    struct shown shown = take_shown(arena, name);
    struct byte_range *last = NULL;

    *count = 0;
    *ranges = ARENA_ARRAY(arena, shown.count, struct byte_range);
    light(query, &shown, arena);
    for (size_t i = 0; i < shown.count; i++) {
        if (!shown.lit[i])
            continue;
        /* The letters of a ligature stand in one place. */
        if (last != NULL && shown.at[i].from <= last->to) {
            last->to = shown.at[i].to;
        } else {
            last = &(*ranges)[(*count)++];
            *last = shown.at[i];
        }
    }
}
