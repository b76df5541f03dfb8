/*
 * The features of a candidate (plain_model.h): questions about its form, about the
 * chunks around it and about its place in the text.
 */
#include "base/ascii.h"
#include "read/plain/heading_model.h"

#include <assert.h>
#include <string.h>

enum {
    CANDIDATE_MAX_EMS = 240,
    CANDIDATE_MAX_LINES = 3,
    SHORT_EMS = 75,     /* a neighbour as short as a heading */
    SMALL_EMS = 28,     /* for features that depend on the size */
    ECHO_BYTES_MIN = 4, /* of a word that the next paragraph takes up */
    ECHO_BYTES_MAX = 7, /* what is after them may be inflected */
    ECHO_SCAN_BYTES = 400,
    ITEM_MARK_BYTES = 5, /* up to the bracket of "XVII)" */
};

/* clang-format off */
static const uint16_t size_steps[] = {2, 5, 10, 18, 28, 40, 55, 75, 100, 140, 200};
static const uint16_t word_steps[] = {1, 2, 3, 5, 8, 12, 18};
static const uint16_t gap_steps[] = {0, 1, 2, 5, 12};
static const uint16_t rate_steps[] = {3, 6, 10, 16, 25, 40};
static const int16_t own_steps[] = {-800, -600, -400, -300, -200, -100, 0,
                                    100, 200, 300, 400, 600};
static const int16_t other_steps[] = {-400, -200, 0, 200, 400};
/* clang-format on */

#define STEP_OF(value, steps) step_of((value), (steps), sizeof(steps) / sizeof *(steps))
#define SCORE_STEP_OF(value, steps)                                                    \
    score_step_of((value), (steps), sizeof(steps) / sizeof *(steps))

static size_t step_of(size_t value, const uint16_t *steps, size_t count)
{
    size_t i = 0;
    while (i < count && value > steps[i]) {
        i++;
    }
    return i;
}

static size_t score_step_of(int value, const int16_t *steps, size_t count)
{
    size_t i = 0;
    while (i < count && value > steps[i]) {
        i++;
    }
    return i;
}

static void add(struct features *features, size_t id)
{
    assert(id < FEATURE_COUNT && features->count < FEATURES_MAX);
    features->ids[features->count++] = (uint16_t)id;
}

static void add_if(struct features *features, bool yes, size_t id)
{
    if (yes) {
        add(features, id);
    }
}

static const struct chunk *chunk_at(const struct plain *plain, size_t i)
{
    return i < plain->chunk_count ? &plain->chunks[i] : NULL;
}

/* --- Candidates --- */

/* True when all chunks of the block after the first one end in a full stop. */
static bool heads_sentences(const struct plain *plain, size_t i)
{
    size_t next = i + 1;
    while (next < plain->chunk_count && plain->chunks[next].blanks == 0 &&
           plain->chunks[next].facts.end == EDGE_STOP) {
        next++;
    }
    return next > i + 1 &&
           (next == plain->chunk_count || plain->chunks[next].blanks > 0);
}

/* A line of a verse or an address heads nothing. The first one of the text may be its
 * title, and a line above sentences what they are about. */
static bool is_in_verse(const struct plain *plain, size_t i)
{
    const struct chunk *chunk = &plain->chunks[i];
    bool opens = chunk->blanks > 0 && heads_sentences(plain, i);
    return i > 0 && (chunk->flags & CHUNK_VERSE) && !opens &&
           !chunk_is_explicit(plain, chunk);
}

/* "3." and "B." may number a heading; "(3)" and "b)" are marks of items. */
static bool is_item_only(const struct plain *plain, const struct chunk *chunk)
{
    struct str s = line_str(plain, &plain->lines[chunk->first]);
    bool digit = ascii_is_digit(s.ptr[0]);
    bool upper = ascii_is_upper(s.ptr[0]) && str_chr(s, ')') > ITEM_MARK_BYTES;
    return chunk->kind == LINE_NUMBER && !digit && !upper;
}

/* A paragraph of wrapped lines that ends as sentences do. */
static bool is_wrapped_sentence(const struct chunk *chunk)
{
    return chunk->kind == LINE_TEXT && chunk->end - chunk->first > 1 &&
           chunk->facts.end == EDGE_STOP;
}

bool model_is_candidate(const struct plain *plain, size_t i)
{
    const struct chunk *chunk = &plain->chunks[i];
    const struct chunk_facts *facts = &chunk->facts;
    bool text = chunk->kind == LINE_TEXT || chunk->kind == LINE_NUMBER;
    return text && !is_in_verse(plain, i) && !is_wrapped_sentence(chunk) &&
           !is_item_only(plain, chunk) && facts->hash != 0 && facts->ems > 0 &&
           facts->ems <= CANDIDATE_MAX_EMS &&
           chunk->end - chunk->first <= CANDIDATE_MAX_LINES;
}

/* Forms of a neighbour, in the order of FEATURE_BEFORE_... and FEATURE_AFTER_... */
enum around {
    AROUND_NONE,
    AROUND_LONG_STOP,
    AROUND_LONG_OPEN,
    AROUND_SHORT_STOP,
    AROUND_SHORT_OPEN,
    AROUND_COLON,
    AROUND_BULLET,
    AROUND_NUMBER,
    AROUND_ROW,
    AROUND_CODE,
    AROUND_QUOTE,
    AROUND_MARKER,
    AROUND_RULE,
};

static enum around around(const struct chunk *chunk);

/* --- The chunk itself --- */

static void see_case(const struct chunk_facts *facts, struct features *features)
{
    if (facts->bits & FACT_ALL_CAPS) {
        add(features, FEATURE_CASE_CAPS);
    } else if (facts->bits & FACT_TITLE_CASE) {
        add(features, FEATURE_CASE_TITLE);
    } else if (facts->bits & FACT_ONE_CAPITAL) {
        add(features, FEATURE_CASE_SENTENCE);
    } else if (facts->bits & FACT_CASED) {
        add(features, FEATURE_CASE_OTHER);
    } else {
        add(features, FEATURE_CASE_NONE);
    }
}

static void see_signs(const struct chunk_facts *facts, struct features *features)
{
    static const struct {
        uint32_t fact;
        enum feature feature;
    } signs[] = {
        {FACT_SENTENCES, FEATURE_HAS_SENTENCES},
        {FACT_LABEL, FEATURE_HAS_LABEL},
        {FACT_COMMA, FEATURE_HAS_COMMA},
        {FACT_CODE, FEATURE_HAS_CODE},
        {FACT_DIGITS, FEATURE_HAS_DIGITS},
        {FACT_BRACKET, FEATURE_HAS_BRACKET},
        {FACT_URL, FEATURE_HAS_URL},
        {FACT_DASH, FEATURE_HAS_DASH},
        {FACT_QUOTED, FEATURE_HAS_QUOTED},
        {FACT_LEADER, FEATURE_HAS_LEADER},
        {FACT_GAP, FEATURE_HAS_GAP},
        {FACT_MAIL, FEATURE_HAS_MAIL},
        {FACT_SLASH, FEATURE_HAS_SLASH},
        {FACT_NAME, FEATURE_HAS_NAME},
        {FACT_ENUMERATED, FEATURE_HAS_ENUMERATED},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        add_if(features, facts->bits & signs[i].fact, signs[i].feature);
    }
}

/* A label and what it labels: "Option 1: By hand" heads, "From: nobody" does not. */
static void see_label(const struct plain *plain, size_t i, struct features *features)
{
    const struct chunk *chunk = &plain->chunks[i];
    const struct chunk_facts *facts = &chunk->facts;
    if ((facts->bits & FACT_LABEL) == 0) {
        return;
    }
    size_t tail = (size_t)(facts->words - facts->label_words);
    add(features, facts->label_words < 2   ? FEATURE_LABEL_ONE_WORD
                  : facts->label_words < 4 ? FEATURE_LABEL_WORDS
                                           : FEATURE_LABEL_LONG);
    add(features, tail < 2   ? FEATURE_LABELS_ONE_WORD
                  : tail < 7 ? FEATURE_LABELS_WORDS
                             : FEATURE_LABELS_LONG);
    add_if(features, chunk->flags & CHUNK_LABEL_AGAIN, FEATURE_LABEL_AGAIN);
    add_if(features, facts->bits & FACT_TITLE_CASE, FEATURE_LABEL_TITLE_CASE);
    add_if(features, facts->bits & FACT_ENUMERATED, FEATURE_LABEL_ENUMERATED);
    enum around after = around(i + 1 < plain->chunk_count ? chunk + 1 : NULL);
    add_if(features, after == AROUND_LONG_STOP || after == AROUND_LONG_OPEN,
           FEATURE_LABEL_THEN_LONG);
    add_if(features, i + 1 < plain->chunk_count && (chunk[1].facts.bits & FACT_LABEL),
           FEATURE_LABEL_THEN_LABEL);
}

static size_t size_class(const struct chunk_facts *facts)
{
    return facts->ems <= SMALL_EMS ? 0 : facts->ems <= SHORT_EMS ? 1 : 2;
}

static size_t end_class(const struct chunk_facts *facts)
{
    switch ((enum edge)facts->end) {
    case EDGE_UPPER:
    case EDGE_LOWER:
    case EDGE_LETTER:
    case EDGE_DIGIT:
    case EDGE_CLOSE:
    case EDGE_QUOTE:
        return 0;
    case EDGE_STOP:
        return 1;
    case EDGE_COLON:
        return 2;
    case EDGE_QUESTION:
        return 3;
    case EDGE_NONE:
    case EDGE_EXCLAIM:
    case EDGE_ELLIPSIS:
    case EDGE_COMMA:
    case EDGE_OPEN:
    case EDGE_DASH:
    case EDGE_SIGN:
    case EDGE_SYMBOL:
        break;
    }
    return 4;
}

static void see_form(const struct plain *plain, const struct chunk *chunk,
                     struct features *features)
{
    const struct plain_line *line = &plain->lines[chunk->first];
    size_t lines = chunk->end - chunk->first;
    add_if(features, line->flags & LINE_MARKED, FEATURE_FORM_MARKED);
    add_if(features, line->flags & LINE_UNDERLINED, FEATURE_FORM_UNDERLINED);
    add_if(features, line->flags & LINE_EDITED, FEATURE_FORM_EDITED);
    add_if(features, line->indent > plain->shape.indent, FEATURE_FORM_INDENTED);
    add_if(features, line->indent < plain->shape.indent, FEATURE_FORM_OUTDENTED);
    add_if(features, lines == 2, FEATURE_FORM_TWO_LINES);
    add_if(features, lines == 3, FEATURE_FORM_THREE_LINES);
}

static bool follows_number(const struct chunk *chunk, const struct chunk *next)
{
    return next != NULL && next->facts.number_form == chunk->facts.number_form &&
           next->facts.number_depth == chunk->facts.number_depth &&
           next->facts.number == chunk->facts.number + 1;
}

static void see_number(const struct plain *plain, size_t i, struct features *features)
{
    const struct chunk *chunk = &plain->chunks[i];
    uint8_t form = chunk->facts.number_form;
    if (form == NUMBER_NONE) {
        return;
    }
    add(features, FEATURE_NUMBER_BARE + (unsigned)(form - NUMBER_BARE));
    add_if(features, chunk->facts.number_depth > 1, FEATURE_NUMBER_DEEP);
    add_if(features, chunk->kind == LINE_NUMBER, FEATURE_NUMBER_ITEM);
    add_if(features, chunk->flags & CHUNK_NUMBERED_ON, FEATURE_NUMBER_ON);
    add_if(features, chunk->flags & CHUNK_NUMBERED_FROM, FEATURE_NUMBER_FROM);
    add_if(features, chunk->flags & CHUNK_RUN_BODIES, FEATURE_NUMBER_RUN_BODIES);
    add_if(features, chunk->flags & CHUNK_RUN_BARE, FEATURE_NUMBER_RUN_BARE);
    if (form != NUMBER_ROMAN && form != NUMBER_LETTER && form != NUMBER_HAN) {
        const struct chunk *previous = i > 0 ? &plain->chunks[i - 1] : NULL;
        add_if(features, follows_number(chunk, chunk_at(plain, i + 1)),
               FEATURE_NUMBER_NEXT);
        add_if(features, previous != NULL && follows_number(previous, chunk),
               FEATURE_NUMBER_PREVIOUS);
    }
}

static void see_itself(const struct plain *plain, size_t i, struct features *features)
{
    const struct chunk *chunk = &plain->chunks[i];
    const struct chunk_facts *facts = &chunk->facts;
    size_t size = size_class(facts);
    add(features, FEATURE_SIZE_2 + STEP_OF(facts->ems, size_steps));
    add(features, FEATURE_WORDS_1 + STEP_OF(facts->words, word_steps));
    add(features, FEATURE_START_NONE + facts->start);
    add(features, FEATURE_END_NONE + facts->end);
    add(features, FEATURE_SHAPE_SMALL_OPEN + 5 * size + end_class(facts));
    add_if(features, facts->bits & FACT_TITLE_CASE,
           FEATURE_TITLE_CASE_SMALL + (unsigned)size);
    see_case(facts, features);
    see_signs(facts, features);
    see_label(plain, i, features);
    see_form(plain, chunk, features);
    see_number(plain, i, features);
}

/* --- Its neighbours --- */

static enum around text_around(const struct chunk *chunk)
{
    size_t end = end_class(&chunk->facts);
    bool is_short = chunk->facts.ems <= SHORT_EMS;
    if (end == 2) {
        return AROUND_COLON;
    }
    bool stop = end == 1 || (end == 3 && !is_short) || chunk->facts.end == EDGE_EXCLAIM;
    if (is_short) {
        return stop ? AROUND_SHORT_STOP : AROUND_SHORT_OPEN;
    }
    return stop ? AROUND_LONG_STOP : AROUND_LONG_OPEN;
}

static enum around around(const struct chunk *chunk)
{
    if (chunk == NULL) {
        return AROUND_NONE;
    }
    switch ((enum line_kind)chunk->kind) {
    case LINE_TEXT:
        return text_around(chunk);
    case LINE_BULLET:
        return AROUND_BULLET;
    case LINE_NUMBER:
        return AROUND_NUMBER;
    case LINE_ROW:
    case LINE_ROW_RULE:
        return AROUND_ROW;
    case LINE_QUOTE:
        return AROUND_QUOTE;
    case LINE_MARKER:
        return AROUND_MARKER;
    case LINE_RULE:
        return AROUND_RULE;
    case LINE_ART:
    case LINE_CODE:
    case LINE_FENCE:
    case LINE_DROPPED:
        break;
    }
    return AROUND_CODE;
}

static size_t then(enum around form)
{
    switch (form) {
    case AROUND_NONE:
        return 0;
    case AROUND_LONG_STOP:
    case AROUND_LONG_OPEN:
        return 1;
    case AROUND_SHORT_OPEN:
        return 2;
    case AROUND_BULLET:
    case AROUND_NUMBER:
        return 3;
    case AROUND_SHORT_STOP:
    case AROUND_COLON:
    case AROUND_ROW:
    case AROUND_CODE:
    case AROUND_QUOTE:
    case AROUND_MARKER:
    case AROUND_RULE:
        break;
    }
    return 4;
}

/* Forms of the next chunk as they matter to a chunk of some size and end. */
static size_t meeting(enum around form)
{
    switch (form) {
    case AROUND_NONE:
    case AROUND_RULE:
    case AROUND_MARKER:
        return 0;
    case AROUND_LONG_STOP:
    case AROUND_LONG_OPEN:
        return 1;
    case AROUND_SHORT_STOP:
    case AROUND_SHORT_OPEN:
        return 2;
    case AROUND_COLON:
        return 3;
    case AROUND_BULLET:
    case AROUND_NUMBER:
        return 4;
    case AROUND_ROW:
    case AROUND_QUOTE:
        return 5;
    case AROUND_CODE:
        break;
    }
    return 6;
}

static void see_next(const struct chunk *chunk, const struct chunk *next,
                     struct features *features)
{
    if (next->facts.start == EDGE_LOWER) {
        add(features, FEATURE_AFTER_STARTS_LOWER);
    } else if (next->facts.start == EDGE_UPPER || next->facts.start == EDGE_LETTER) {
        add(features, FEATURE_AFTER_STARTS_WORD);
    } else {
        add(features, FEATURE_AFTER_STARTS_OTHER);
    }
    if (next->kind == LINE_TEXT) {
        size_t ems = chunk->facts.ems, next_ems = next->facts.ems;
        add(features, next_ems >= 4 * ems   ? FEATURE_RATIO_NEXT_4
                      : next_ems >= 2 * ems ? FEATURE_RATIO_NEXT_2
                                            : FEATURE_RATIO_NEXT_LESS);
    }
}

static size_t some_blanks(size_t blanks)
{
    return blanks < 2 ? blanks : 2;
}

static void see_blanks(const struct plain *plain, size_t i, struct features *features)
{
    const struct chunk *next = chunk_at(plain, i + 1);
    size_t above = plain->chunks[i].blanks, below = next != NULL ? next->blanks : 0;
    size_t first = plain->shape.airy ? FEATURE_AIRY_BLANKS_BEFORE_0
                                     : FEATURE_TIGHT_BLANKS_BEFORE_0;
    add(features, first + some_blanks(above));
    add(features, first + 3 + some_blanks(below));
    add_if(features, above > 0 && below == 0, FEATURE_BLANKS_ABOVE_ONLY);
    add_if(features, above > below && below > 0, FEATURE_BLANKS_MORE_ABOVE);
}

/* The longest word of the first line; empty when none is long enough. */
static struct str longest_word(struct str s)
{
    struct str longest = {0}, word;
    while (str_cut(&s, ' ', &word)) {
        if (word.len > longest.len) {
            longest = word;
        }
    }
    return longest.len >= ECHO_BYTES_MIN ? str_slice(longest, 0, ECHO_BYTES_MAX)
                                         : (struct str){0};
}

/* True when the next chunk takes up the longest word. Its first letter may change case,
 * so it is looked for without it. */
static bool is_echoed(const struct plain *plain, const struct chunk *chunk,
                      const struct chunk *next)
{
    struct str word = longest_word(line_body(plain, &plain->lines[chunk->first]));
    struct str text = line_body(plain, &plain->lines[next->first]);
    text = str_slice(text, 0, ECHO_SCAN_BYTES);
    word = str_tail(word, 1);
    return word.len > 0 && memmem(text.ptr, text.len, word.ptr, word.len) != NULL;
}

static void see_neighbours(const struct plain *plain, size_t i,
                           struct features *features)
{
    const struct chunk *chunk = &plain->chunks[i];
    const struct chunk *before = i > 0 ? chunk - 1 : NULL;
    const struct chunk *next = chunk_at(plain, i + 1);
    enum around after = around(next);
    add(features, FEATURE_BEFORE_NONE + (size_t)around(before));
    add(features, FEATURE_AFTER_NONE + (size_t)after);
    if (after == AROUND_SHORT_OPEN || after == AROUND_SHORT_STOP ||
        after == AROUND_COLON) {
        add(features, FEATURE_THEN_NONE + then(around(chunk_at(plain, i + 2))));
    }
    if (next != NULL) {
        see_next(chunk, next, features);
        add_if(features, is_echoed(plain, chunk, next), FEATURE_TEXT_ECHOED);
    }
    see_blanks(plain, i, features);
    add(features, FEATURE_MEETS_SMALL_OPEN_NONE +
                      7 * (5 * size_class(&chunk->facts) + end_class(&chunk->facts)) +
                      meeting(after));
}

static void see_place(const struct plain *plain, size_t i, struct features *features)
{
    const struct chunk *chunk = &plain->chunks[i];
    size_t left = plain->chunk_count - i - 1, prose = plain->shape.prose_ems;
    add_if(features, i == 0, FEATURE_PLACE_FIRST);
    add_if(features, i == 1, FEATURE_PLACE_SECOND);
    add_if(features, i > 1 && i < 5, FEATURE_PLACE_EARLY);
    add_if(features, left == 0, FEATURE_PLACE_LAST);
    add_if(features, left == 1, FEATURE_PLACE_NEXT_TO_LAST);
    add_if(features, chunk->facts.ems * 4u < prose, FEATURE_RATIO_TINY);
    add_if(features, chunk->facts.ems * 2u < prose, FEATURE_RATIO_HALF);
    add_if(features, chunk->facts.ems >= prose, FEATURE_RATIO_PROSE);
    add_if(features, chunk->flags & CHUNK_REPEATED, FEATURE_TEXT_REPEATED);
    add_if(features, chunk->flags & CHUNK_REPEATS, FEATURE_TEXT_REPEATS);
    add_if(features, plain->shape.wrapped, FEATURE_TEXT_WRAPPED);
    add_if(features, plain->shape.airy, FEATURE_TEXT_AIRY);
}

void model_features(const struct plain *plain, size_t i, struct features *features)
{
    features->count = 0;
    add(features, FEATURE_BIAS);
    see_itself(plain, i, features);
    see_neighbours(plain, i, features);
    see_place(plain, i, features);
}

/* --- Its context --- */

/* How a candidate looks beside the others: agreeing with most, or not. */
static void see_likeness(bool has, uint32_t others,
                         const struct heading_context *context, size_t like,
                         struct features *features)
{
    size_t unlike = like + (FEATURE_UNLIKE_TITLE_CASE - FEATURE_LIKE_TITLE_CASE);
    if (others * 3 > context->likely * 2) {
        add(features, has ? like : unlike);
    }
}

static size_t score_class(const struct plain *plain, size_t i)
{
    if (i >= plain->chunk_count || !model_is_candidate(plain, i)) {
        return 0;
    }
    return 1 + SCORE_STEP_OF(plain->chunks[i].first_score, other_steps);
}

void model_context_features(const struct plain *plain, size_t i,
                            const struct heading_context *context, size_t since,
                            size_t until, struct features *features)
{
    const struct chunk *chunk = &plain->chunks[i];
    uint32_t bits = chunk->facts.bits;
    size_t previous = i > 0 ? score_class(plain, i - 1) : 0;
    size_t rate = context->likely * 100u / (context->chunks + 1);
    add(features, FEATURE_OWN_N8 + SCORE_STEP_OF(chunk->first_score, own_steps));
    add(features, FEATURE_PREVIOUS_NONE + previous);
    add(features, FEATURE_NEXT_NONE + score_class(plain, i + 1));
    add(features, FEATURE_SINCE_0 + STEP_OF(since, gap_steps));
    add(features, FEATURE_UNTIL_0 + STEP_OF(until, gap_steps));
    add(features, FEATURE_RATE_3 + STEP_OF(rate, rate_steps));
    see_likeness(bits & FACT_TITLE_CASE, context->title_case, context,
                 FEATURE_LIKE_TITLE_CASE, features);
    see_likeness(chunk->facts.number_form != NUMBER_NONE, context->numbered, context,
                 FEATURE_LIKE_NUMBERED, features);
    see_likeness(chunk->facts.end == EDGE_QUESTION, context->asking, context,
                 FEATURE_LIKE_ASKING, features);
    see_likeness(chunk->blanks > 0, context->airy, context, FEATURE_LIKE_AIRY,
                 features);
    see_likeness(chunk->facts.start == EDGE_SYMBOL, context->symbol, context,
                 FEATURE_LIKE_SYMBOL, features);
    see_likeness(bits & FACT_LABEL, context->label, context, FEATURE_LIKE_LABEL,
                 features);
    see_likeness(bits & FACT_ENUMERATED, context->enumerated, context,
                 FEATURE_LIKE_ENUMERATED, features);
}
