/*
 * The title: the heading that opens the text, or else its opening words.
 */
#include "read/plain/plain_lines.h"

#include "base/text.h"

enum {
    BYLINES_MAX = 2, /* short chunks that may be before a title */
    BYLINE_EMS = 60,
    TITLE_LINE_EMS = 75,      /* of a first line that is one */
    TITLE_SENTENCE_WORDS = 8, /* of one that ends in a full stop */
    TITLE_MAX_COLS = 90,      /* of a title made of opening words: one line */
    TITLE_MIN_COLS = 16,      /* a shorter piece says too little */
    TITLE_CUT_COLS = 64,      /* where no natural break comes */
};

/* --- A heading that is the title --- */

static bool is_section_number(const struct chunk *chunk)
{
    return chunk->facts.number_depth > 0 && (chunk->flags & CHUNK_NUMBERED_ON);
}

size_t plain_find_title(const struct plain *plain)
{
    for (size_t i = 0; i < plain->chunk_count && i <= BYLINES_MAX; i++) {
        const struct chunk *chunk = &plain->chunks[i];
        if (chunk->level > 0) {
            return is_section_number(chunk) ? plain->chunk_count : i;
        }
        if (chunk->kind != LINE_RULE &&
            (chunk->kind != LINE_TEXT || chunk->facts.ems > BYLINE_EMS)) {
            break;
        }
    }
    return plain->chunk_count;
}

static bool has_short_label(const struct chunk *chunk)
{
    return (chunk->facts.bits & FACT_LABEL) && chunk->facts.label_words < 2;
}

/* "title: x", "From: y" above "Date: z" and an address are facts about a text and no
 * title. */
static bool is_fact(const struct plain *plain, size_t i)
{
    const struct chunk *chunk = &plain->chunks[i];
    bool again = i + 1 < plain->chunk_count && has_short_label(chunk + 1);
    if (chunk->facts.bits & FACT_MAIL) {
        return true;
    }
    return has_short_label(chunk) && (chunk->facts.start == EDGE_LOWER || again);
}

/* A sentence that goes on in the line below. */
static bool goes_on(const struct plain *plain, size_t i)
{
    const struct chunk *next = &plain->chunks[i] + 1;
    return i + 1 < plain->chunk_count && next->blanks == 0 && next->kind == LINE_TEXT &&
           next->facts.start == EDGE_LOWER;
}

/* True for a first line that stands alone, or above others of its kind, and says
 * something as titles do. */
static bool looks_like_title(const struct plain *plain, size_t i)
{
    const uint32_t never = FACT_MAIL | FACT_CODE | FACT_LEADER | FACT_URL | FACT_GAP;
    const struct chunk *chunk = &plain->chunks[i], *next = chunk + 1;
    const struct chunk_facts *facts = &chunk->facts;
    bool alone = i + 1 < plain->chunk_count && next->blanks > 0;
    bool above = i + 1 < plain->chunk_count && (chunk->flags & CHUNK_VERSE);
    bool stop = facts->end == EDGE_STOP || facts->end == EDGE_EXCLAIM;
    bool end = (facts->end >= EDGE_UPPER && facts->end <= EDGE_DIGIT) ||
               facts->end == EDGE_CLOSE || facts->end == EDGE_QUOTE ||
               facts->end == EDGE_QUESTION || (facts->end == EDGE_COLON && alone) ||
               (stop && alone && facts->words <= TITLE_SENTENCE_WORDS);
    bool start = facts->start == EDGE_OPEN || facts->start == EDGE_QUOTE ||
                 (facts->start >= EDGE_UPPER && facts->start <= EDGE_DIGIT);
    return chunk->kind == LINE_TEXT && chunk->end - chunk->first == 1 &&
           facts->ems <= TITLE_LINE_EMS && facts->words > 0 &&
           (facts->bits & never) == 0 && !is_fact(plain, i) && (alone || above) &&
           start && end;
}

/* The first chunk, rules left aside, when it looks like a title. */
static size_t find_title_line(const struct plain *plain)
{
    size_t i = 0;
    while (i < plain->chunk_count && plain->chunks[i].kind == LINE_RULE) {
        i++;
    }
    return i < plain->chunk_count && looks_like_title(plain, i) ? i
                                                                : plain->chunk_count;
}

/* --- Opening words --- */

static bool is_clause_end(uint32_t c)
{
    return c == ',' || c == ';' || c == ':' || c == 0xFF0C || c == 0x3001 ||
           c == 0xFF1B || c == 0xFF1A || c == 0x060C || c == 0x061B;
}

static bool is_full_stop(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 ||
           c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964;
}

static bool is_parting(uint32_t c)
{
    return c == '(' || c == 0xFF08 || c == 0x2013 || c == 0x2014;
}

/* True when a full stop at the end of `s` up to `pos` ends a sentence: the next word
 * does not go on in lower case, and it is not the dot of an initial. */
static bool ends_sentence(struct str s, size_t at, size_t pos)
{
    uint32_t stop = (unsigned char)s.ptr[at];
    if (stop != '.' || pos >= s.len) {
        return true;
    }
    if (s.ptr[pos] != ' ' || pos + 1 >= s.len) {
        return false;
    }
    size_t next = pos + 1;
    uint32_t c = text_next(s, &next);
    bool initial = at < 2 || s.ptr[at - 2] == ' ' || s.ptr[at - 2] == '.';
    return text_is_upper(c) && !initial;
}

/* The end of the longest clause that fits, in bytes; 0 when none does. */
static size_t natural_end(struct str s)
{
    size_t cols = 0, best = 0;
    for (size_t pos = 0; pos < s.len;) {
        size_t at = pos;
        uint32_t c = text_next(s, &pos);
        int width = text_code_cols(c);
        cols += width > 0 ? (size_t)width : 0;
        if (cols > TITLE_MAX_COLS) {
            return best;
        }
        if (is_full_stop(c) && ends_sentence(s, at, pos) &&
            (cols >= TITLE_MIN_COLS || pos >= s.len)) {
            return at;
        }
        bool parted = c >= 0x80 || pos >= s.len || s.ptr[pos] == ' ';
        if (cols >= TITLE_MIN_COLS && best == 0 &&
            ((is_clause_end(c) && parted) || is_parting(c))) {
            best = at;
        }
    }
    return s.len;
}

static struct str opening_words(struct doc *doc, struct str s)
{
    size_t end = natural_end(s);
    if (end > 0) {
        return str_trim(str_slice(s, 0, end));
    }
    struct str fit = text_fit(s, TITLE_CUT_COLS);
    size_t blank = str_rchr(fit, ' ');
    if (blank < fit.len && blank > 0) {
        fit.len = blank;
    }
    return arena_printf(doc->arena, STR_FMT "…", STR_ARG(str_trim(fit)));
}

/* The first chunk of words; prose if there is some. */
static const struct chunk *find_opening(const struct plain *plain)
{
    const struct chunk *first = NULL;
    for (size_t i = 0; i < plain->chunk_count; i++) {
        const struct chunk *chunk = &plain->chunks[i];
        bool words = chunk->kind <= LINE_NUMBER || chunk->kind == LINE_QUOTE;
        if (words && chunk->facts.words > 0) {
            if (chunk->facts.ems > BYLINE_EMS) {
                return chunk;
            }
            first = first == NULL ? chunk : first;
        }
    }
    return first;
}

static void infer_title(struct plain *plain)
{
    const struct chunk *chunk = find_opening(plain);
    if (chunk == NULL) {
        return;
    }
    struct buf words = {0};
    plain_words(plain, chunk, &words);
    struct str s = str_slice(buf_str(&words), 0, 4 * DOC_TITLE_MAX_BYTES);
    s = text_clean(plain->doc->arena, arena_str(plain->doc->arena, s), TEXT_ONE_LINE);
    plain->doc->title = opening_words(plain->doc, s);
    plain->doc->title_inferred = true;
    buf_release(&words);
}

/* True when the heading is one of several of its rank: no title is. */
static bool is_one_of_many(const struct plain *plain, size_t at)
{
    const struct chunk *chunk = &plain->chunks[at];
    for (size_t i = at + 1; i < plain->chunk_count; i++) {
        if (plain->chunks[i].level == chunk->level &&
            chunk_is_explicit(plain, &plain->chunks[i])) {
            return chunk_is_explicit(plain, chunk);
        }
    }
    return false;
}

void plain_title_line(struct plain *plain)
{
    size_t count = plain->chunk_count;
    for (size_t i = 0; i < count && i <= BYLINES_MAX; i++) {
        bool is_none = is_fact(plain, i) || goes_on(plain, i);
        if (is_none && !chunk_is_explicit(plain, &plain->chunks[i])) {
            plain->chunks[i].level = 0;
        }
    }
    size_t at = plain_find_title(plain), line = find_title_line(plain);
    if (line < count && (at == count || (at > line && is_one_of_many(plain, at)))) {
        plain->chunks[line].level = HEADING_LEVEL_OPEN;
    }
}

void plain_title(struct plain *plain)
{
    size_t at = plain_find_title(plain);
    if (at < plain->chunk_count) {
        plain->chunks[at].level = 1;
        plain->title = at + 1;
    } else if (plain->doc->title.len == 0) {
        infer_title(plain);
    }
}
