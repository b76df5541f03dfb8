#include "catalog/names/name_match.h"

#include <string.h>

#include "base/text.h"
#include "catalog/words/spellings.h"

/* What makes a score, in points. The worth of what was typed counts most, then how much
 * of the name that is. */
enum {
    POINTS_WORTH = 7,   /* a percent */
    POINTS_SHARE = 3,   /* a percent */
    SHARE_OF_PATH = 80, /* less of a path is none: paths are listed in order */
    POINTS_ORDER = 40,
    POINTS_BEGINS = 30,
    POINTS_SAME = 200, /* the name itself, word by word */
    POINTS_STRICT = 2000,
    COST_HEADING = 440,
    COST_PATH = 120,
    POINTS_PATH_ASKED = 200,
};

enum {
    WEIGHT_LETTERS_MAX = 12,
    WEIGHT_LETTER = 12,
    SMALL_PART = 4,    /* what a small word weighs, as a part of another one */
    SUBTITLE_PART = 3, /* and a subtitle */
    FOLDER_PART = 4,
    SEGMENTS_MAX = 6,
    MAIN_SHARE = 90, /* percent: what the name without its subtitle is worth */
    SUBTITLE_SHARE = 75,
    WORTH_JOINED = 97, /* percent of the fit */
    WORTH_AGAIN = 40,  /* percent: of a word of the name that is meant already */
    WORTH_SURE = 60,
    MISSING_NEEDED_MIN = 3, /* of so many words one may be missing, */
    MISSING_PART = 3,       /* if it is no more than this part of what was typed */
    JOINED_WORDS_MAX = 4,
};

/* --- What was typed --- */

unsigned name_word_weight(size_t letters, bool is_small)
{
    size_t counted = letters < WEIGHT_LETTERS_MAX ? letters : WEIGHT_LETTERS_MAX;
    return (unsigned)(counted * WEIGHT_LETTER / (is_small ? SMALL_PART : 1));
}

static void add_unit(struct name_query *it, size_t first, size_t count,
                     struct word_letters letters)
{
    it->units[it->unit_count++] = (struct typed_unit){
        .word = {.letters = letters, .mask = word_mask(letters)},
        .first = (uint8_t)first,
        .count = (uint8_t)count,
    };
}

/* Joins `count` words of one script; a word that would be too long is none. */
static void join_words(struct name_query *it, size_t first, size_t count)
{
    struct word_letters joined = {
        .codes = it->codes + it->code_count,
        .script = (enum word_script)it->typed.words[first].script,
    };
    size_t at = it->code_count;
    for (size_t i = first; i < first + count; i++) {
        struct word_letters word = name_word_letters(&it->typed, i);
        joined.count += word.count;
        if (word.script != joined.script || word.script == SCRIPT_DIGITS ||
            joined.count > WORD_LETTERS_MAX)
            return;
        memcpy(it->codes + at, word.codes, word.count * sizeof *it->codes);
        at += word.count;
    }
    it->code_count = at;
    add_unit(it, first, count, joined);
}

/* Small words of the first language of the library, and of others that more than one of
 * them is of: one may be another language's word (die, war). A letter at the end is the
 * beginning of a word. */
static void find_small(struct name_query *it)
{
    uint64_t languages[TYPED_WORDS_MAX], once = 0, more = 1;
    for (size_t i = 0; i < it->word_count; i++) {
        languages[i] =
            word_small_languages(name_word_letters(&it->typed, i), it->small_words);
        if (i + 1 == it->word_count && it->typed.words[i].count == 1)
            languages[i] = 0;
        more |= once & languages[i];
        once |= languages[i];
    }
    for (size_t i = 0; i < it->word_count; i++)
        it->small |= (uint32_t)((languages[i] & more) != 0) << i;
}

static void weigh_words(struct name_query *it)
{
    const uint32_t all = (uint32_t)((UINT64_C(1) << it->word_count) - 1);
    find_small(it);
    if (it->small == all)
        it->small = 0;
    it->needed = all & ~it->small;
    for (size_t i = 0; i < it->word_count; i++) {
        it->weights[i] = name_word_weight(it->typed.words[i].count, it->small >> i & 1);
        it->weight += it->weights[i];
    }
}

static struct word_letters letters_of_text(struct str text, struct arena *arena)
{
    uint32_t *codes = ARENA_ARRAY(arena, text.len, uint32_t);
    size_t count = 0;
    for (size_t pos = 0; pos < text.len && count < WORD_LETTERS_MAX;)
        codes[count++] = text_next(text, &pos);
    return (struct word_letters){codes, count, SCRIPT_LETTERS};
}

/* Finds what a typed word is elsewhere. */
static void find_others(struct typed_word *word, struct arena *arena)
{
    struct spellings others = {.count = 0};
    struct str text = word_text(word->letters, arena);
    if (word->letters.script != SCRIPT_LETTERS)
        return;
    spellings_add(&others, text, arena);
    if (str_ends(text, STR("s")))
        spellings_add(&others, str_slice(text, 0, text.len - 1), arena);
    word->spelling_count = others.count;
    spellings_add_family(&others, text, arena);
    word->other_count = others.count;
    struct word_letters *items = ARENA_ARRAY(arena, others.count, struct word_letters);
    for (size_t i = 0; i < others.count; i++)
        items[i] = letters_of_text(others.items[i], arena);
    word->others = items;
}

void name_query_init(struct name_query *query, struct str typed, enum fit_manner manner,
                     const struct small_words *small_words, struct arena *arena)
{
    query->small_words = small_words;
    query->unit_count = query->code_count = 0;
    query->small = query->needed = query->weight = 0;
    query->manner = manner;
    query->has_slash = str_chr(typed, '/') < typed.len;
    name_words_read(&query->typed, typed, query->has_slash ? NAME_AS_PATH : NAME_PLAIN);
    query->word_count =
        query->typed.count < TYPED_WORDS_MAX ? query->typed.count : TYPED_WORDS_MAX;
    for (size_t i = 0; i < query->word_count; i++) {
        add_unit(query, i, 1, name_word_letters(&query->typed, i));
        find_others(&query->units[i].word, arena);
    }
    for (size_t count = 2; count <= UNIT_WORDS_MAX; count++) {
        for (size_t i = 0; i + count <= query->word_count; i++)
            join_words(query, i, count);
    }
    weigh_words(query);
}

/* --- Words of names --- */

enum { INITIALS_MIN = 2, INITIALS_MAX = 10 };

static bool may_be_initials(const struct name_query *query)
{
    const struct word_letters *typed = &query->units[0].word.letters;
    return query->word_count == 1 && typed->script == SCRIPT_LETTERS &&
           typed->count >= INITIALS_MIN && typed->count <= INITIALS_MAX;
}

uint32_t name_query_initial(const struct name_query *query)
{
    return may_be_initials(query) ? query->units[0].word.letters.codes[0] : UINT32_MAX;
}

static bool has_other(const struct typed_word *word, uint32_t first)
{
    for (size_t i = 0; i < word->other_count; i++) {
        if (word->others[i].codes[0] == first)
            return true;
    }
    return false;
}

bool word_may_fit(const struct name_query *query, uint64_t mask, uint32_t first,
                  enum word_script script)
{
    for (size_t i = 0; i < query->unit_count; i++) {
        const struct typed_word *word = &query->units[i].word;
        size_t most = query->manner == FIT_FORGIVING
                          ? word_slips_max(word->letters.count + 1)
                          : 0;
        if (word->letters.codes[0] == first || has_other(word, first))
            return true;
        if ((query->manner == FIT_FORGIVING || script == SCRIPT_ALONE) &&
            (size_t)__builtin_popcountll(word->mask & ~mask) <= most)
            return true;
    }
    return false;
}

/* Whether typed letters begin with a word and go on. */
static bool begins_with(struct word_letters typed, struct word_letters word)
{
    return typed.script == word.script && typed.script == SCRIPT_LETTERS &&
           word.count < typed.count &&
           memcmp(typed.codes, word.codes, word.count * sizeof *word.codes) == 0;
}

static uint32_t unit_bits(const struct typed_unit *unit)
{
    return ((UINT32_C(1) << unit->count) - 1) << unit->first;
}

bool word_fits_find(struct word_fits *it, struct word_fit *fits,
                    const struct name_query *query, struct word_letters word,
                    uint64_t mask)
{
    *it = (struct word_fits){0};
    for (size_t i = 0; i < query->unit_count; i++) {
        const struct typed_unit *unit = &query->units[i];
        fits[i] = word_fit(&unit->word, word, mask, query->manner);
        /* What is joined must be meant as one word. */
        if (unit->count > 1 &&
            (fits[i].kind == FIT_RELATIVE || fits[i].kind == FIT_INSIDE ||
             fits[i].kind == FIT_SLIP_BEGINNING))
            fits[i] = (struct word_fit){0};
        if (fits[i].worth > 0)
            it->fitted |= unit_bits(unit);
        if (unit->count == 1 && begins_with(unit->word.letters, word))
            it->begins |= unit_bits(unit);
    }
    return (it->fitted | it->begins) != 0;
}

/* --- Choices --- */

/* What is meant by a typed word. */
struct choice {
    struct word_fit fit;
    uint8_t word, words; /* of the name: the first, and how many joined; 0: none */
    uint8_t unit;
};

struct matching {
    const struct name_query *query;
    const struct scored_name *name;
    enum fit_manner manner; /* the query's, or stricter */
    struct choice choices[TYPED_WORDS_MAX];
    uint64_t used; /* words of the name: a bit each */
    bool has_initials;
    uint8_t initials[WORD_LETTERS_MAX]; /* the words of the name */
    unsigned share;                     /* percent of the name */
};

static bool is_strict(struct word_fit fit)
{
    return fit.kind == FIT_WORD || fit.kind == FIT_SPELLING || fit.kind == FIT_FORM ||
           fit.kind == FIT_BEGINNING ||
           (fit.kind == FIT_INSIDE && fit.worth > WORTH_SURE);
}

static unsigned worth_in(const struct matching *it, struct word_fit fit)
{
    return it->manner == FIT_FORGIVING || is_strict(fit) ? fit.worth : 0;
}

static unsigned worth_of(const struct matching *it, size_t unit, size_t word)
{
    const struct scored_word *at = &it->name->words[word];
    unsigned worth = at->fits != NULL ? worth_in(it, at->fits[unit]) : 0;
    return it->used >> word & 1 ? worth * WORTH_AGAIN / 100 : worth;
}

/* The best word for a typed one; of equals the next one after `after`, else the
 * first. */
static void choose_word(struct matching *it, size_t typed, size_t after)
{
    struct choice *choice = &it->choices[typed];
    unsigned best = 0;
    for (size_t i = 0; i < it->name->count; i++) {
        unsigned worth = worth_of(it, typed, i);
        if (worth == 0 || worth < best || (worth == best && i != after))
            continue;
        best = worth;
        choice->fit = it->name->words[i].fits[typed];
        choice->fit.worth = (uint8_t)worth;
        choice->word = (uint8_t)i;
        choice->words = 1;
        choice->unit = (uint8_t)typed;
    }
    if (choice->words > 0)
        it->used |= UINT64_C(1) << choice->word;
}

static void choose_words(struct matching *it)
{
    size_t after = SIZE_MAX;
    for (size_t i = 0; i < it->query->word_count; i++) {
        choose_word(it, i, after);
        if (it->choices[i].words > 0)
            after = it->choices[i].word + 1u;
    }
}

/* Typed words that are one in the name. */
static void choose_joined(struct matching *it, size_t unit_number)
{
    const struct typed_unit *unit = &it->query->units[unit_number];
    unsigned apart = 0, best = 0;
    size_t word = 0;
    for (size_t i = 0; i < unit->count; i++)
        apart += it->choices[unit->first + i].fit.worth;
    for (size_t i = 0; i < it->name->count; i++) {
        const struct word_fit *fits = it->name->words[i].fits;
        unsigned worth = fits != NULL ? worth_in(it, fits[unit_number]) : 0;
        if (worth > best) {
            best = worth;
            word = i;
        }
    }
    best = best * WORTH_JOINED / 100;
    if (best * unit->count <= apart)
        return;
    for (size_t i = 0; i < unit->count; i++) {
        struct choice *choice = &it->choices[unit->first + i];
        *choice = (struct choice){it->name->words[word].fits[unit_number],
                                  (uint8_t)word, 1, (uint8_t)unit_number};
        choice->fit.worth = (uint8_t)best;
    }
}

/* The letters of words of the name in a row; none when they are too many. */
static struct word_letters joined_letters(const struct scored_name *name, size_t first,
                                          size_t count, uint32_t room[WORD_LETTERS_MAX])
{
    struct word_letters joined = {.codes = room, .script = SCRIPT_LETTERS};
    for (size_t i = first; i < first + count; i++) {
        uint32_t own[WORD_LETTERS_MAX];
        struct word_letters word = name->letters_of(name->context, i, own);
        if (joined.count + word.count > WORD_LETTERS_MAX ||
            word.script != SCRIPT_LETTERS)
            return (struct word_letters){.codes = room};
        memcpy(room + joined.count, word.codes, word.count * sizeof *room);
        joined.count += word.count;
    }
    return joined;
}

static bool is_one_word(struct word_fit fit)
{
    return fit.kind == FIT_WORD || fit.kind == FIT_SPELLING || fit.kind == FIT_FORM ||
           fit.kind == FIT_BEGINNING || fit.kind == FIT_SLIP;
}

/* A typed word that is several in the name, from this one on. */
static void choose_apart(struct matching *it, size_t typed, size_t first)
{
    struct choice *choice = &it->choices[typed];
    const struct typed_word *word = &it->query->units[typed].word;
    for (size_t count = 2;
         count <= JOINED_WORDS_MAX && first + count <= it->name->count; count++) {
        uint32_t room[WORD_LETTERS_MAX];
        struct word_letters joined = joined_letters(it->name, first, count, room);
        size_t letters = it->name->words[first].letters;
        if (joined.count == 0 ||
            (it->manner == FIT_STRICT &&
             joined.codes[letters] != word->letters.codes[letters]))
            return;
        struct word_fit fit = word_fit(word, joined, word_mask(joined), it->manner);
        unsigned worth = (unsigned)fit.worth * WORTH_JOINED / 100;
        if (is_one_word(fit) && worth > choice->fit.worth) {
            *choice =
                (struct choice){fit, (uint8_t)first, (uint8_t)count, (uint8_t)typed};
            choice->fit.worth = (uint8_t)worth;
        }
        if (joined.count > word->letters.count + WORD_LETTERS_MAX / 2)
            return;
    }
}

static void choose_all(struct matching *it)
{
    const struct name_query *query = it->query;
    choose_words(it);
    for (size_t i = query->word_count; i < query->unit_count; i++)
        choose_joined(it, i);
    for (size_t i = 0; i + 1 < it->name->count; i++) {
        uint32_t begins = it->name->words[i].fitting.begins;
        for (size_t k = 0; begins >> k != 0; k++) {
            if ((begins >> k & 1) != 0 && it->choices[k].fit.worth < WORTH_JOINED)
                choose_apart(it, k, i);
        }
    }
}

/* --- Initials --- */

/* What initials are worth, by their number: two letters are the beginning of many
 * names. */
static unsigned initials_worth(size_t count)
{
    static const unsigned char worth[] = {0, 0, 42, 62, 68, 76, 80};
    enum { KNOWN = sizeof worth };
    return worth[count < KNOWN ? count : KNOWN - 1];
}

/* The first letters of the words, small ones may be left out. */
static bool has_initials(struct matching *it)
{
    const struct word_letters typed = it->query->units[0].word.letters;
    const struct scored_name *name = it->name;
    size_t found = 0;
    if (!may_be_initials(it->query))
        return false;
    for (size_t i = 0; i < name->count && found < typed.count; i++) {
        const struct scored_word *word = &name->words[i];
        if (word->initial == typed.codes[found] && word->joint != JOINT_SUFFIX)
            it->initials[found++] = (uint8_t)i;
        else if (!word->is_small)
            return false;
    }
    return found == typed.count;
}

/* --- The share of the name --- */

struct shares {
    unsigned all, found; /* of each segment */
};

static unsigned letters_found(const struct matching *it, size_t word)
{
    unsigned found = 0;
    for (size_t i = 0; i < it->query->word_count; i++) {
        const struct choice *choice = &it->choices[i];
        if (word < choice->word || word >= choice->word + choice->words)
            continue;
        bool is_last = word + 1u == choice->word + choice->words;
        unsigned letters = it->name->words[word].letters;
        if (choice->words == 1 || (is_last && choice->fit.kind == FIT_BEGINNING))
            letters = choice->words == 1 ? choice->fit.letters : 1;
        found = letters > found ? letters : found;
    }
    return found;
}

static unsigned percent(unsigned part, unsigned all)
{
    return all == 0 ? 0 : part * 100 / all;
}

/* Folders are before the last slash. */
static size_t first_in_folder(const struct scored_name *name)
{
    size_t first = 0;
    for (size_t i = 0; i < name->count; i++) {
        if (name->words[i].joint == JOINT_FOLDER)
            first = i;
    }
    return first;
}

static unsigned share_of(const struct matching *it)
{
    struct shares segments[SEGMENTS_MAX] = {{0}}, all = {0};
    const struct scored_name *name = it->name;
    size_t segment = 0, first = first_in_folder(name);
    for (size_t i = 0; i < name->count; i++) {
        const struct scored_word *word = &name->words[i];
        if (word->joint == JOINT_SUFFIX)
            break;
        if (word->joint == JOINT_SUBTITLE && segment + 1 < SEGMENTS_MAX)
            segment++;
        unsigned weight = name_word_weight(word->letters, word->is_small);
        unsigned found = weight * letters_found(it, i) / word->letters;
        unsigned part = i < first ? FOLDER_PART : segment > 0 ? SUBTITLE_PART : 1;
        if (i >= first) {
            segments[segment].all += weight;
            segments[segment].found += found;
        }
        all.all += weight / part;
        all.found += found / part;
    }
    unsigned best = percent(all.found, all.all);
    for (size_t i = 0; i <= segment; i++) {
        unsigned share = percent(segments[i].found, segments[i].all) *
                         (i == 0 ? MAIN_SHARE : SUBTITLE_SHARE) / 100;
        if (segments[i].found > 0 && share > best)
            best = share;
    }
    return best;
}

static unsigned share_of_initials(const struct matching *it)
{
    const struct scored_name *name = it->name;
    size_t last = it->initials[it->query->units[0].word.letters.count - 1];
    unsigned all = 0, found = 0;
    for (size_t i = 0; i < name->count && name->words[i].joint == JOINT_BLANK; i++) {
        unsigned weight = name->words[i].is_small ? 1 : SMALL_PART;
        all += weight;
        found += i <= last ? weight : 0;
    }
    return percent(found, all);
}

/* --- The score --- */

static size_t next_telling(const struct scored_name *name, size_t word)
{
    while (word < name->count && name->words[word].is_small)
        word++;
    return word;
}

static unsigned order_points(const struct matching *it)
{
    unsigned steps = 0, points = 0;
    const struct choice *before = NULL;
    for (size_t i = 0; i < it->query->word_count; i++) {
        const struct choice *choice = &it->choices[i];
        if (choice->words == 0)
            continue;
        if (before != NULL) {
            size_t next = before->word + before->words;
            bool is_one = before->unit == choice->unit;
            steps += 2;
            points += is_one || choice->word >= next;
            points += is_one || (choice->word >= next &&
                                 choice->word <= next_telling(it->name, next));
        }
        before = choice;
    }
    return steps == 0 ? POINTS_ORDER : POINTS_ORDER * points / steps;
}

static bool begins_name(const struct matching *it)
{
    size_t folder = first_in_folder(it->name);
    size_t first = next_telling(it->name, folder);
    for (size_t i = 0; i < it->query->word_count; i++) {
        if (it->choices[i].words > 0 && (it->query->needed >> i & 1) != 0)
            return it->choices[i].word >= folder && it->choices[i].word <= first;
    }
    return false;
}

/* The name itself, but for a suffix. */
static bool is_same(const struct matching *it)
{
    size_t count = it->name->count, typed = it->query->typed.count;
    if (count != typed &&
        (count < typed || it->name->words[typed].joint != JOINT_SUFFIX))
        return false;
    for (size_t i = 0; i < it->query->word_count; i++) {
        const struct choice *choice = &it->choices[i];
        if (choice->fit.kind != FIT_WORD || choice->word != i || choice->words != 1 ||
            choice->unit != i)
            return false;
    }
    return true;
}

/* The worth of all that was typed, in percent; 0 when too much is missing. */
static unsigned typed_worth(const struct matching *it, bool *has_words)
{
    const struct name_query *query = it->query;
    unsigned worth = 0, missing = 0, needed = 0, lost = 0;
    *has_words = true;
    for (size_t i = 0; i < query->word_count; i++) {
        struct word_fit fit = it->choices[i].fit;
        bool is_needed = query->needed >> i & 1;
        worth += query->weights[i] * fit.worth;
        needed += is_needed;
        if (!is_needed)
            continue;
        missing += fit.worth == 0;
        lost += fit.worth == 0 ? query->weights[i] : 0;
        *has_words &=
            is_one_word(fit) && fit.kind != FIT_BEGINNING && fit.worth >= WORTH_SURE;
    }
    if (missing > 0 &&
        (it->manner == FIT_STRICT || missing > 1 || needed < MISSING_NEEDED_MIN ||
         lost * MISSING_PART > query->weight))
        return 0;
    return worth / query->weight;
}

static int points_of_kind(enum name_kind kind, bool has_slash)
{
    switch (kind) {
    case NAME_OF_HEADING:
        return -COST_HEADING;
    case NAME_OF_PATH:
        return has_slash ? POINTS_PATH_ASKED : -COST_PATH;
    case NAME_OF_TITLE:
    case NAME_OF_ALIAS:
        break;
    }
    return 0;
}

int name_score_most(enum name_kind kind, unsigned worth, unsigned found,
                    unsigned weight, bool is_one_word)
{
    unsigned share = found >= weight ? 100 : percent(found, weight) + 1;
    unsigned points = worth * POINTS_WORTH + share * POINTS_SHARE + POINTS_ORDER +
                      POINTS_BEGINS + (is_one_word ? POINTS_SAME : 0) + POINTS_STRICT;
    return (int)points + points_of_kind(kind, false);
}

static struct name_score score_initials(struct matching *it)
{
    struct name_score result = {.is_strict = true};
    unsigned worth = initials_worth(it->query->units[0].word.letters.count);
    result.score = (int)(worth * POINTS_WORTH + share_of_initials(it) * POINTS_SHARE) +
                   points_of_kind(it->name->kind, it->query->has_slash) + POINTS_STRICT;
    return result;
}

static struct name_score score_words(struct matching *it)
{
    struct name_score result = {.is_strict = it->manner == FIT_STRICT};
    memset(it->choices, 0, sizeof it->choices);
    it->used = 0;
    choose_all(it);
    unsigned worth = typed_worth(it, &result.has_words);
    if (worth == 0)
        return (struct name_score){0};
    it->share = share_of(it);
    bool counts = it->name->kind != NAME_OF_PATH || it->share >= SHARE_OF_PATH;
    unsigned points = worth * POINTS_WORTH + order_points(it) +
                      (counts ? it->share * POINTS_SHARE : 0);
    points += begins_name(it) ? POINTS_BEGINS : 0;
    points += is_same(it) ? POINTS_SAME : 0;
    points += result.is_strict ? POINTS_STRICT : COST_HEADING;
    result.score = (int)points + points_of_kind(it->name->kind, it->query->has_slash);
    result.share = it->share;
    return result;
}

static bool fits_any(const struct scored_name *name)
{
    for (size_t i = 0; i < name->count; i++) {
        if (name->words[i].fits != NULL)
            return true;
    }
    return false;
}

static struct name_score match(struct matching *it)
{
    struct name_score by_words = {0};
    if (fits_any(it->name)) {
        it->manner = FIT_STRICT;
        by_words = score_words(it);
    }
    if (has_initials(it)) {
        struct name_score by_initials = score_initials(it);
        it->has_initials = by_initials.score > by_words.score;
        return it->has_initials ? by_initials : by_words;
    }
    if (by_words.score == 0 && it->query->manner == FIT_FORGIVING &&
        fits_any(it->name)) {
        it->manner = FIT_FORGIVING;
        by_words = score_words(it);
    }
    return by_words;
}

struct name_score name_match(const struct name_query *query,
                             const struct scored_name *name)
{
    struct matching it = {.query = query, .name = name};
    return match(&it);
}

/* --- A name as it is shown --- */

struct shown_name {
    struct name_words words;
    struct scored_word scored[NAME_WORDS_MAX];
    struct word_fit fits[NAME_WORDS_MAX][UNITS_MAX];
    bool lit[NAME_LETTERS_MAX];
};

static struct word_letters letters_of(const void *context, size_t word,
                                      uint32_t room[WORD_LETTERS_MAX])
{
    const struct shown_name *shown = context;
    (void)room;
    return name_word_letters(&shown->words, word);
}

static void fit_words(struct shown_name *it, const struct name_query *query)
{
    for (size_t i = 0; i < it->words.count; i++) {
        struct word_letters letters = name_word_letters(&it->words, i);
        uint64_t mask = word_mask(letters);
        struct scored_word *word = &it->scored[i];
        *word = (struct scored_word){
            .initial = letters.codes[0],
            .letters = (uint8_t)letters.count,
            .joint = it->words.words[i].joint,
            .is_small = word_small_languages(letters, query->small_words) != 0,
        };
        if (word_may_fit(query, mask, letters.codes[0], letters.script) &&
            word_fits_find(&word->fitting, it->fits[i], query, letters, mask))
            word->fits = it->fits[i];
    }
}

/* Lights letters of words of the name in a row, a bit each. */
static void light_bits(struct shown_name *it, size_t word, uint32_t bits)
{
    size_t first = it->words.words[word].first, count = it->words.words[word].count;
    for (; bits != 0; bits >>= 1) {
        if (count == 0 && ++word == it->words.count)
            return;
        if (count == 0) {
            first = it->words.words[word].first;
            count = it->words.words[word].count;
        }
        it->lit[first++] |= bits & 1;
        count--;
    }
}

static void light_choice(struct shown_name *it, const struct matching *matching,
                         const struct choice *choice)
{
    const struct typed_word *typed = &matching->query->units[choice->unit].word;
    uint32_t room[WORD_LETTERS_MAX];
    struct word_letters letters =
        choice->words == 1
            ? name_word_letters(&it->words, choice->word)
            : joined_letters(matching->name, choice->word, choice->words, room);
    light_bits(it, choice->word, word_fit_marks(typed, letters, choice->fit));
}

static void light(struct shown_name *it, const struct matching *matching)
{
    const struct name_query *query = matching->query;
    memset(it->lit, 0, sizeof it->lit);
    if (matching->has_initials) {
        for (size_t i = 0; i < query->units[0].word.letters.count; i++)
            it->lit[it->words.words[matching->initials[i]].first] = true;
        return;
    }
    for (size_t i = 0; i < query->word_count; i++) {
        if (matching->choices[i].words > 0)
            light_choice(it, matching, &matching->choices[i]);
    }
}

static void put_marks(const struct shown_name *it, struct arena *arena,
                      struct byte_ranges *marks)
{
    struct byte_range *last = NULL;
    marks->items = ARENA_ARRAY(arena, it->words.letter_count, struct byte_range);
    for (size_t i = 0; i < it->words.letter_count; i++) {
        struct byte_range at = it->words.at[i];
        if (!it->lit[i])
            continue;
        /* The letters of a ligature are in one place. */
        if (last != NULL && at.from <= last->to) {
            last->to = at.to;
        } else {
            last = &marks->items[marks->count++];
            *last = at;
        }
    }
}

struct name_score name_match_shown(const struct name_query *query, struct str name,
                                   enum name_kind kind, struct arena *arena,
                                   struct byte_ranges *marks)
{
    struct shown_name shown;
    if (marks != NULL)
        *marks = (struct byte_ranges){0};
    if (query->word_count == 0)
        return (struct name_score){0};
    name_words_read(&shown.words, name,
                    kind == NAME_OF_PATH ? NAME_AS_PATH : NAME_PLAIN);
    fit_words(&shown, query);
    struct scored_name scored = {
        .words = shown.scored,
        .count = shown.words.count,
        .kind = kind,
        .letters_of = letters_of,
        .context = &shown,
    };
    struct matching it = {.query = query, .name = &scored};
    struct name_score result = match(&it);
    if (marks != NULL && result.score > 0) {
        light(&shown, &it);
        put_marks(&shown, arena, marks);
    }
    return result;
}
