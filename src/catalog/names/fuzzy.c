/*
 * Letters in order. The name is gone through once, for all words together. A *hit* is a
 * letter of the name that is one of the query's: its score is the best of any choice of
 * letters that ends there. That needs only two of the hits of the query's letter
 * before: the one on the neighbouring letter of the name (a run), and the one that is
 * best once what is skipped from there to here has been taken off. What is skipped
 * costs as much as the hits lie apart; so the second is the one whose score and place
 * together are greatest, wherever "here" is, and need not be searched for.
 */
#include "catalog/names/fuzzy.h"

#include <limits.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/text_search.h"
#include "catalog/text/segment.h"

/* All that was typed, when its letters follow each other in the name. */
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

/* A letter that begins a word but stands apart counts AT_WORD less two at least, so
 * that letters that are scattered over words count no more than a run of as many. */
enum {
    LETTER = 16,
    AT_START = 12,
    AT_SLASH = 9,
    AT_WORD = 8,
    IN_RUN = 6,
    NEVER = INT_MIN / 4, /* may be added to and taken from without an overflow */
};

/* --- Folding --- */

/* The short way for printable ASCII, which most names are. */
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
    if (text_plain_run(name) == name.len)
        return fold_plain(arena, name);
    struct text_letter letter;
    for (size_t pos = 0; text_letter_next(name, &pos, false, &letter);) {
        for (size_t i = 0; i < letter.count; i++)
            text_put(&out, letter.codes[i]);
    }
    struct str kept = buf_keep(&out, arena);
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

/* --- The query --- */

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
    bool apart = true;
    *query = (struct fuzzy){.is_ascii = true};
    struct text_letter letter;
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

/* --- Letters in order --- */

struct hit {
    size_t at;               /* the letter of the name, by its number */
    const struct hit *prior; /* the hit of the letter before, or NULL */
};

/* The hits of a letter of the query so far. */
struct track {
    int last, last_at; /* the last one: its score, or NEVER; its place */
    int far;           /* of those before it: the greatest score and place, or NEVER */
    int top;           /* the greatest score */
    const struct hit *last_hit, *far_hit, *top_hit;
};

struct alignment {
    const struct fuzzy *query;
    struct track tracks[FUZZY_LETTERS_MAX];
    uint64_t open;       /* letters that may be hit: the one before them has been */
    struct arena *arena; /* for hits, when they are wanted, else NULL */
};

static inline bool is_word(uint32_t c)
{
    return c < 0x80 ? (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
                    : text_is_word(c);
}

static inline bool is_alone(uint32_t c)
{
    return c >= 0x80 && segment_is_alone(c);
}

static bool begins_word(uint32_t before, uint32_t code)
{
    if (!is_word(code))
        return false;
    return before == 0 || !is_word(before) || is_alone(code) || is_alone(before);
}

static inline int bonus_of(uint32_t before, uint32_t code)
{
    if (before == 0)
        return AT_START;
    if (before == '/')
        return AT_SLASH;
    return begins_word(before, code) ? AT_WORD : 0;
}

static void add_hit(struct alignment *walk, struct track *track, int at, int score,
                    const struct hit *prior)
{
    struct hit *hit = NULL;
    if (walk->arena != NULL) {
        hit = ARENA_NEW(walk->arena, struct hit);
        *hit = (struct hit){.at = (size_t)at, .prior = prior};
    }
    if (track->last + track->last_at > track->far) {
        track->far = track->last + track->last_at;
        track->far_hit = track->last_hit;
    }
    track->last = score;
    track->last_at = at;
    track->last_hit = hit;
    if (score > track->top) {
        track->top = score;
        track->top_hit = hit;
    }
}

/* A hit of a letter that has another before it in its word. */
static void follow(struct alignment *walk, size_t letter, int at, int bonus)
{
    const struct track *before = &walk->tracks[letter - 1];
    const struct hit *prior = before->far_hit;
    int best = before->far - at;
    best += bonus;
    int run = before->last + (bonus > IN_RUN ? bonus : IN_RUN);
    if (before->last_at < at - 1)
        run = before->last + before->last_at - at + bonus;
    if (run >= best) {
        best = run;
        prior = before->last_hit;
    }
    add_hit(walk, &walk->tracks[letter], at, best + LETTER, prior);
}

/* The letter that begins a word of the query says most about where it was meant: its
 * place counts twice. */
static void take_letter(struct alignment *walk, uint64_t letters, int at, int bonus)
{
    /* Backwards, as what is found here must not be what comes before it. */
    while (letters != 0) {
        size_t i = 63 - (size_t)__builtin_clzll(letters);
        const uint64_t bit = UINT64_C(1) << i;
        letters &= ~bit;
        if ((walk->query->firsts & bit) != 0)
            add_hit(walk, &walk->tracks[i], at, LETTER + 2 * bonus, NULL);
        else
            follow(walk, i, at, bonus);
        walk->open |= bit << 1;
    }
}

static void start_walk(struct alignment *walk, const struct fuzzy *query,
                       struct arena *arena)
{
    walk->query = query;
    walk->arena = arena;
    walk->open = query->firsts;
    for (size_t i = 0; i < query->letter_count; i++)
        walk->tracks[i] = (struct track){.last = NEVER, .far = NEVER, .top = NEVER};
}

static uint64_t letters_like(const struct fuzzy *query, uint32_t code)
{
    uint64_t letters = 0;
    for (size_t i = 0; i < query->letter_count; i++)
        letters |= (uint64_t)(query->letters[i] == code) << i;
    return letters;
}

/* Goes through the name; how many letters it has. */
static int go(struct alignment *walk, struct str folded)
{
    const struct fuzzy *query = walk->query;
    uint32_t before = 0;
    int at = 0;
    for (size_t pos = 0; pos < folded.len && at < INT_MAX / 8; at++) {
        uint64_t letters;
        uint32_t code = (unsigned char)folded.ptr[pos];
        if (code < 0x80) {
            letters = query->ascii[code];
            pos++;
        } else {
            code = text_next(folded, &pos);
            letters = query->is_ascii ? 0 : letters_like(query, code);
        }
        letters &= walk->open;
        if (letters != 0)
            take_letter(walk, letters, at, bonus_of(before, code));
        before = code;
    }
    return at;
}

/* The last letter of a word. */
static size_t last_of(const struct fuzzy *query, size_t word)
{
    return query->words[word].first + query->words[word].count - 1;
}

/* The best score of all words in a folded name, which has `*count` letters; false when
 * one of them does not match. */
static bool align(const struct fuzzy *query, struct str folded, size_t *count,
                  int *score)
{
    struct alignment walk;
    start_walk(&walk, query, NULL);
    *count = (size_t)go(&walk, folded);
    *score = 0;
    for (size_t i = 0; i < query->word_count; i++) {
        int top = walk.tracks[last_of(query, i)].top;
        if (top == NEVER)
            return false;
        *score += top;
    }
    return true;
}

/* Which letters of the name give that score: their numbers, one for each letter of the
 * query. */
static bool align_places(const struct fuzzy *query, struct str folded,
                         struct arena *arena, size_t places[FUZZY_LETTERS_MAX])
{
    struct alignment walk;
    start_walk(&walk, query, arena);
    go(&walk, folded);
    for (size_t i = 0; i < query->word_count; i++) {
        size_t letter = last_of(query, i);
        const struct hit *hit = walk.tracks[letter].top_hit;
        if (hit == NULL)
            return false;
        for (; hit != NULL; hit = hit->prior)
            places[letter--] = hit->at;
    }
    return true;
}

/* --- Scores --- */

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

/* What all that was typed is worth at byte `at`. */
static int whole_worth(struct str folded, size_t at, size_t len)
{
    size_t pos = at;
    int worth = WORD_BEGINS;
    if (len == folded.len)
        return WHOLE_NAME;
    if (at == 0)
        worth = NAME_BEGINS;
    else if (!begins_word(code_before(folded, at), text_next(folded, &pos)))
        return INSIDE_WORD;
    return ends_word(folded, at + len) ? worth + ENDS_WORD : worth;
}

/* For one letter only the beginning is looked at, as alignment gives the rest. */
static int score_whole(struct str folded, struct str typed)
{
    size_t at = 0;
    int best = 0;
    if (str_starts(folded, typed))
        return whole_worth(folded, 0, typed.len);
    while (typed.len > 1 && best < WORD_BEGINS + ENDS_WORD && at < folded.len) {
        const char *found =
            memmem(folded.ptr + at, folded.len - at, typed.ptr, typed.len);
        if (found == NULL)
            break;
        at = (size_t)(found - folded.ptr);
        int worth = whole_worth(folded, at, typed.len);
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

/* Whether the letters of a word occur in their order: quick to see for ASCII, and most
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

/* What alignment gives at most: each letter where it counts most. */
static int align_most(const struct fuzzy *query)
{
    int firsts = 2 * AT_START * (int)query->word_count;
    return firsts + (LETTER + AT_SLASH) * (int)query->letter_count;
}

bool fuzzy_score_from(const struct fuzzy *query, struct str folded, int least,
                      int *score)
{
    *score = 0;
    if (query->word_count == 0)
        return true;
    int whole = score_whole(folded, query->text);
    size_t letters;
    if (whole + align_most(query) < least || !may_match(query, folded) ||
        !align(query, folded, &letters, score))
        return false;
    *score += whole - length_cost(letters);
    return *score >= least;
}

bool fuzzy_score(const struct fuzzy *query, struct str folded, int *score)
{
    return fuzzy_score_from(query, folded, INT_MIN, score);
}

/* --- Positions --- */

/* A name as shown and folded, and which of its folded letters are meant. */
struct shown_name {
    struct str folded;
    struct byte_range *at; /* of each folded letter, in the name as shown */
    bool *lit;
    size_t count;
};

static struct shown_name take_shown(struct arena *arena, struct str name)
{
    const size_t most = TEXT_SEARCH_CODES_MAX * name.len;
    struct shown_name shown = {.at = ARENA_ARRAY(arena, most, struct byte_range)};
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

static void light(const struct fuzzy *query, struct shown_name *shown,
                  struct arena *arena)
{
    size_t places[FUZZY_LETTERS_MAX];
    if (!align_places(query, shown->folded, arena, places))
        return;
    for (size_t i = 0; i < query->letter_count; i++)
        shown->lit[places[i]] = true;
}

void fuzzy_positions(const struct fuzzy *query, struct str name, struct arena *arena,
                     struct byte_range **ranges, size_t *count)
{
    struct shown_name shown = take_shown(arena, name);
    struct byte_range *last = NULL;
    *count = 0;
    *ranges = ARENA_ARRAY(arena, shown.count, struct byte_range);
    light(query, &shown, arena);
    for (size_t i = 0; i < shown.count; i++) {
        if (!shown.lit[i])
            continue;
        /* The letters of a ligature are in one place. */
        if (last != NULL && shown.at[i].from <= last->to) {
            last->to = shown.at[i].to;
        } else {
            last = &(*ranges)[(*count)++];
            *last = shown.at[i];
        }
    }
}

/* --- Names that are near --- */

enum {
    /* Shares of equal bytes, in percent, from which on names are near. */
    NEAR_MIN = 72,
    NEAR_BEGINNING = 90, /* what a common beginning is worth */
    BEGINNING_BYTES_MIN = 4,
};

/* Insertions, deletions and changes of bytes that make one of the other. */
static size_t distance(struct str a, struct str b)
{
    size_t row[FUZZY_NEAR_BYTES + 1];
    for (size_t k = 0; k <= b.len; k++)
        row[k] = k;
    for (size_t i = 0; i < a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < b.len; k++) {
            size_t change = diagonal + (a.ptr[i] != b.ptr[k]);
            diagonal = row[k + 1];
            size_t best = diagonal < row[k] ? diagonal + 1 : row[k] + 1;
            row[k + 1] = change < best ? change : best;
        }
    }
    return row[b.len];
}

/* True when one name is the other and more words. */
static bool begins_alike(struct str a, struct str b)
{
    struct str brief = a.len < b.len ? a : b, full = a.len < b.len ? b : a;
    return brief.len >= BEGINNING_BYTES_MIN && str_starts(full, brief) &&
           (full.len == brief.len || full.ptr[brief.len] == ' ');
}

int fuzzy_nearness(struct str a, struct str b)
{
    size_t longer = a.len > b.len ? a.len : b.len;
    int percent = longer == 0 ? 0 : (int)(100 - 100 * distance(a, b) / longer);
    if (percent < NEAR_BEGINNING && begins_alike(a, b))
        return NEAR_BEGINNING;
    return percent >= NEAR_MIN ? percent : 0;
}
