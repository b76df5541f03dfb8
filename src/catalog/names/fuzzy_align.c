/*
 * The name is gone through once, for all words together. A *hit* is a letter of the
 * name that is one of the query's: its score is the best of any choice of letters that
 * ends there. That needs only two of the hits of the query's letter before: the one on
 * the neighbouring letter of the name (a run), and the one that is best once what is
 * skipped from there to here has been taken off. What is skipped costs as much as the
 * hits lie apart; so the second is the one whose score and place together are greatest,
 * wherever "here" is, and need not be searched for.
 */
#include "catalog/names/fuzzy_align.h"

#include <limits.h>

#include "base/text.h"
#include "catalog/text/segment.h"

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

struct walk {
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

bool fuzzy_begins_word(uint32_t before, uint32_t code)
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
    return fuzzy_begins_word(before, code) ? AT_WORD : 0;
}

static void add_hit(struct walk *walk, struct track *track, int at, int score,
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
static void follow(struct walk *walk, size_t letter, int at, int bonus)
{
    const struct track *before = &walk->tracks[letter - 1];
    const struct hit *prior = before->far_hit;
    int best = before->far - at, run;

    best += bonus;
    run = before->last + (bonus > IN_RUN ? bonus : IN_RUN);
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
static void take_letter(struct walk *walk, uint64_t letters, int at, int bonus)
{
    /* From behind, as what is found here must not be what stands before it. */
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

static void start_walk(struct walk *walk, const struct fuzzy *query,
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
static int go(struct walk *walk, struct str folded)
{
    const struct fuzzy *query = walk->query;
    uint32_t before = 0, code;
    int at = 0;

    for (size_t pos = 0; pos < folded.len && at < INT_MAX / 8; at++) {
        uint64_t letters;

        code = (unsigned char)folded.ptr[pos];
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

bool fuzzy_align(const struct fuzzy *query, struct str folded, size_t *count,
                 int *score)
{
    struct walk walk;

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

bool fuzzy_align_places(const struct fuzzy *query, struct str folded,
                        struct arena *arena, size_t places[FUZZY_LETTERS_MAX])
{
    struct walk walk;

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
