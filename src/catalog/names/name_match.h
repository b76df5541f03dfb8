/*
 * The scorer of names by their words: whether a name is meant by what was typed, how
 * well, and which letters show it.
 *
 * Typed words come in any order; each must fit a word of the name (word_fit.h), small
 * ones aside. *Units* are the typed words and neighbours among them joined: a unit of
 * two may be one word of the name (self driving, selfdriving), and one typed word may
 * be several of the name. One word typed may be the first letters of the name's words
 * (fpa for Foreign Policy Alliances).
 *
 * The score has the worth of the typed words, the share of the name that they account
 * for, their order, and what kind of name it is: a title or an alias before a path
 * before a heading. Of a name the subtitle counts less, small words less again. The
 * name itself is above all. What fits strictly is above what is forgiven.
 *
 * A name is scored by itself (name_score), or by what its words fit, which is found
 * once for all names that have them (name_index.h).
 */
#ifndef LECTERN_CATALOG_NAMES_NAME_MATCH_H
#define LECTERN_CATALOG_NAMES_NAME_MATCH_H

#include "base/arena.h"
#include "catalog/name_kind.h"
#include "catalog/names/word_fit.h"

/* What is typed beyond is not looked at. */
enum {
    TYPED_WORDS_MAX = 16, /* a bit each */
    UNIT_WORDS_MAX = 3,
    UNITS_MAX = UNIT_WORDS_MAX * TYPED_WORDS_MAX,
};

struct typed_unit {
    struct typed_word word;
    uint8_t first, count; /* typed words */
};

struct name_query {
    struct name_words typed;
    size_t word_count;                  /* 0: nothing that has words was typed */
    struct typed_unit units[UNITS_MAX]; /* of one word first, in their order */
    size_t unit_count;
    uint32_t codes[UNIT_WORDS_MAX * NAME_LETTERS_MAX]; /* of units that are joined */
    size_t code_count;
    uint32_t small, needed; /* typed words: a bit each */
    unsigned weights[TYPED_WORDS_MAX], weight;
    bool has_slash; /* a path is asked for */
    enum fit_manner manner;
    const struct small_words *small_words;
};

/* What it keeps is in the arena. */
void name_query_init(struct name_query *query, struct str typed, enum fit_manner manner,
                     const struct small_words *small_words, struct arena *arena);

/* The letter with which a name begins whose initials may have been typed; UINT32_MAX:
 * none. */
uint32_t name_query_initial(const struct name_query *query);

/* What a word of a name fits: typed words, a bit each. */
struct word_fits {
    uint32_t fitted; /* in some unit */
    uint32_t begins; /* these begin with it and go on */
};

/* Also writes the fit of each unit of the query. False when it fits nothing. */
bool word_fits_find(struct word_fits *it, struct word_fit *fits,
                    const struct name_query *query, struct word_letters word,
                    uint64_t mask);

/* Whether it is worth while to look at a word: false for most. */
bool word_may_fit(const struct name_query *query, uint64_t mask, uint32_t first,
                  enum word_script script);

/* What a word of a name weighs beside others. */
unsigned name_word_weight(size_t letters, bool is_small);

/* No name of one piece, of this weight and kind, has a better score for the one word
 * typed when its words fit it as well as `worth` and weigh `found` where they do. */
int name_score_most(enum name_kind kind, unsigned worth, unsigned found,
                    unsigned weight, bool is_one_word);

/* A word of a name that is to be scored. */
struct scored_word {
    struct word_fits fitting;
    const struct word_fit *fits; /* by unit; NULL: none */
    uint32_t initial;
    uint8_t letters;
    uint8_t joint; /* enum word_joint */
    bool is_small;
};

struct scored_name {
    const struct scored_word *words;
    size_t count;
    enum name_kind kind;
    /* The letters of a word, when words of the name are joined. */
    struct word_letters (*letters_of)(const void *context, size_t word,
                                      uint32_t room[WORD_LETTERS_MAX]);
    const void *context;
};

struct name_score {
    int score;      /* 0 when the name is not meant; higher is better */
    bool is_strict; /* all words typed fit strictly */
    bool has_words; /* they are words of the name, not beginnings; or slips of these */
    unsigned share; /* percent of the name that they are, small words aside */
};

enum { NAME_SHARE_SURE = 80 };

/* Whether the name is meant beyond doubt: what was typed is all of it, slips, small
 * words and a subtitle aside. */
static inline bool name_score_is_sure(struct name_score score)
{
    return score.has_words && score.share >= NAME_SHARE_SURE;
}

struct name_score name_match(const struct name_query *query,
                             const struct scored_name *name);

/* The score of a name that has the letters scattered over it (fuzzy.h): above 0. */
static inline int name_score_scattered(int score, enum name_kind kind)
{
    enum { COST_HEADING_SCATTERED = 24 };
    score -= kind == NAME_OF_HEADING ? COST_HEADING_SCATTERED : 0;
    return score > 0 ? score : 1;
}

/* As name_match() for a name as it is shown. `marks` may be NULL; else the letters that
 * were typed, in order, in the arena. */
struct name_score name_match_shown(const struct name_query *query, struct str name,
                                   enum name_kind kind, struct arena *arena,
                                   struct byte_ranges *marks);

#endif
