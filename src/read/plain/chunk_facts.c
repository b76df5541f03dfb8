/*
 * Facts about the words of a chunk: how long it is, how it starts and ends, what is
 * capitalised, what signs are in it. No word of any language is known here.
 */
#include "base/ascii.h"
#include "read/plain/plain_lines.h"

#include <string.h>

#include "base/text.h"

enum {
    SCAN_MAX_BYTES = 480, /* longer chunks are prose: only their edges are looked at */
    SCAN_MAX_LINES = 3,
    ASCII_START = 64, /* bytes that tell the script */
    GAP_BLANKS = 3,   /* in a row: columns */
    LONG_WORD = 4,    /* letters; shorter words are not capitalised in titles */
    CAPS_MIN = 4,     /* letters that make ALL CAPS */
    TITLE_PERCENT = 75,
};

/* --- Edges --- */

static bool is_one_of(uint32_t c, const uint32_t *set, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (set[i] == c) {
            return true;
        }
    }
    return false;
}

#define IS_ONE_OF(c, set) is_one_of((c), (set), sizeof(set) / sizeof *(set))

static enum edge ascii_edge(unsigned char c)
{
    if (ascii_is_lower((char)c)) {
        return EDGE_LOWER;
    }
    if (ascii_is_upper((char)c)) {
        return EDGE_UPPER;
    }
    if (ascii_is_digit((char)c)) {
        return EDGE_DIGIT;
    }
    switch (c) {
    case '.':
        return EDGE_STOP;
    case '!':
        return EDGE_EXCLAIM;
    case '?':
        return EDGE_QUESTION;
    case ':':
        return EDGE_COLON;
    case ',':
    case ';':
        return EDGE_COMMA;
    case '(':
    case '[':
    case '{':
    case '<':
        return EDGE_OPEN;
    case ')':
    case ']':
    case '}':
    case '>':
        return EDGE_CLOSE;
    case '"':
    case '\'':
        return EDGE_QUOTE;
    case '-':
        return EDGE_DASH;
    default:
        return EDGE_SIGN;
    }
}

static enum edge punctuation_edge(uint32_t c)
{
    static const uint32_t stops[] = {0x3002, 0xFF0E, 0xFF61, 0x06D4, 0x0964, 0x0965,
                                     0x1362, 0x17D4, 0x104B, 0x0F0D, 0x0589};
    static const uint32_t questions[] = {0xFF1F, 0x061F, 0x037E,
                                         0x2047, 0x2049, 0x1367};
    static const uint32_t commas[] = {0xFF0C, 0x3001, 0xFF1B, 0x060C, 0x061B, 0x1363};
    static const uint32_t quotes[] = {0x2018, 0x2019, 0x201A, 0x201C, 0x201D,
                                      0x201E, 0xAB,   0xBB,   0x2039, 0x203A,
                                      0x300C, 0x300D, 0x300E, 0x300F};
    static const uint32_t opens[] = {0xFF08, 0x3010, 0x300A, 0x3014, 0xFF3B};
    static const uint32_t closes[] = {0xFF09, 0x3011, 0x300B, 0x3015, 0xFF3D};
    if (IS_ONE_OF(c, stops)) {
        return EDGE_STOP;
    }
    if (IS_ONE_OF(c, questions)) {
        return EDGE_QUESTION;
    }
    if (c == 0xFF01 || c == 0x203C) {
        return EDGE_EXCLAIM;
    }
    if (c == 0xFF1A || c == 0x1366) {
        return EDGE_COLON;
    }
    if (c == 0x2026 || c == 0x22EF) {
        return EDGE_ELLIPSIS;
    }
    if (IS_ONE_OF(c, commas)) {
        return EDGE_COMMA;
    }
    if (IS_ONE_OF(c, quotes)) {
        return EDGE_QUOTE;
    }
    if (IS_ONE_OF(c, opens)) {
        return EDGE_OPEN;
    }
    if (IS_ONE_OF(c, closes)) {
        return EDGE_CLOSE;
    }
    return c >= 0x2010 && c <= 0x2015 ? EDGE_DASH : EDGE_SYMBOL;
}

static bool is_cased(uint32_t c)
{
    return c < 0x590 || (c >= 0x1E00 && c < 0x2000);
}

static enum edge edge_of(uint32_t c)
{
    if (c < 0x80) {
        return ascii_edge((unsigned char)c);
    }
    if (!text_is_word(c)) {
        /* Vowel signs end the words of many scripts and are no letters by
         * themselves. */
        bool sign =
            (c >= 0x300 && c < 0x370) || (c >= 0x591 && c < 0x1100 && c != 0x61F &&
                                          c != 0x60C && c != 0x61B && c != 0x6D4);
        enum edge edge = punctuation_edge(c);
        return edge == EDGE_SYMBOL && sign ? EDGE_LETTER : edge;
    }
    if (!is_cased(c)) {
        return EDGE_LETTER;
    }
    return text_is_upper(c) ? EDGE_UPPER : EDGE_LOWER;
}

static bool is_letter(enum edge edge)
{
    return edge == EDGE_UPPER || edge == EDGE_LOWER || edge == EDGE_LETTER;
}

static bool ends_in(enum edge edge)
{
    return edge == EDGE_STOP || edge == EDGE_EXCLAIM || edge == EDGE_QUESTION;
}

/* The last code point, quotation marks and closing brackets after a stop skipped. */
static enum edge end_edge(struct str s)
{
    enum edge last = EDGE_NONE;
    size_t end = s.len;
    for (int steps = 0; end > 0 && steps < 3; steps++) {
        size_t at = end - 1;
        while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80) {
            at--;
        }
        size_t pos = at;
        enum edge edge = edge_of(text_next(s, &pos));
        if (steps > 0 && ends_in(edge)) {
            return edge;
        }
        last = steps == 0 ? edge : last;
        if (edge != EDGE_QUOTE && edge != EDGE_CLOSE) {
            break;
        }
        end = at;
    }
    if (last == EDGE_STOP && str_ends(s, STR("..."))) {
        return EDGE_ELLIPSIS;
    }
    return last;
}

/* --- Words --- */

struct letter_counts {
    size_t ems, words, letters, upper, longer, longer_capital, capital;
    size_t word_letters;  /* of the word being read */
    size_t stops, blanks; /* full stops in all, and blanks in a row */
    bool word_capital;
    enum edge last; /* before this one, blanks left out */
    bool after_blank;
    bool last_word_only; /* nothing but one word's letters so far */
};

static void end_word(struct letter_counts *tally)
{
    if (tally->word_letters > 0) {
        tally->words++;
        tally->capital += tally->word_capital;
        if (tally->word_letters >= LONG_WORD) {
            tally->longer++;
            tally->longer_capital += tally->word_capital;
        }
    }
    tally->word_letters = 0;
}

static size_t ems_of(uint32_t c)
{
    if (c < 0x1100) {
        return 1;
    }
    if (c >= 0xAC00 && c < 0xD7B0) {
        return 2; /* a Korean syllable */
    }
    return c >= 0x2E80 && c < 0x20000 ? 3 : 1; /* ideographs and kana */
}

static uint32_t sign_facts(uint32_t c)
{
    static const uint32_t code[] = {'=', '{', '}', '\\', '$', '~', '^', '<', '|'};
    if (IS_ONE_OF(c, code)) {
        return FACT_CODE;
    }
    switch (c) {
    case '_':
    case '`':
        return FACT_NAME;
    case ',':
    case ';':
    case 0xFF0C:
    case 0x3001:
    case 0x060C:
        return FACT_COMMA;
    case '(':
    case '[':
    case 0xFF08:
        return FACT_BRACKET;
    case '"':
    case 0x201C:
    case 0x300C:
    case 0xAB:
        return FACT_QUOTED;
    case '@':
        return FACT_MAIL;
    case '/':
        return FACT_SLASH;
    default:
        return 0;
    }
}

static void tally_letter(struct letter_counts *tally, enum edge edge,
                         struct chunk_facts *facts)
{
    if (tally->word_letters == 0) {
        tally->word_capital = edge == EDGE_UPPER;
    }
    tally->word_letters++;
    tally->letters++;
    tally->upper += edge == EDGE_UPPER;
    if (edge != EDGE_LETTER) {
        facts->bits |= FACT_CASED;
    }
}

static void tally_code(struct letter_counts *tally, uint32_t c,
                       struct chunk_facts *facts)
{
    enum edge edge = edge_of(c);
    if (c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000) {
        end_word(tally);
        tally->after_blank = true;
        tally->ems += c == ' ';
        tally->blanks++;
        facts->bits |= c == '\t' || tally->blanks >= GAP_BLANKS ? FACT_GAP : 0;
        return;
    }
    tally->blanks = 0;
    tally->stops += edge == EDGE_STOP;
    if (is_letter(edge)) {
        bool begins = edge == EDGE_UPPER || edge == EDGE_LETTER;
        if (begins && ends_in(tally->last) && (tally->after_blank || c >= 0x2E80)) {
            facts->bits |= FACT_SENTENCES;
        }
        tally_letter(tally, edge, facts);
    } else {
        if (c != '\'' && c != 0x2019 && c != '-') {
            end_word(tally);
        }
        facts->bits |= sign_facts(c);
        facts->bits |= edge == EDGE_DIGIT ? FACT_DIGITS : 0;
        facts->bits |= edge == EDGE_DASH && tally->after_blank ? FACT_DASH : 0;
    }
    if (tally->last == EDGE_COLON && (tally->after_blank || c >= 0x2E80) &&
        (facts->bits & FACT_LABEL) == 0) {
        facts->bits |= FACT_LABEL;
        facts->label_words =
            (uint8_t)(tally->words < UINT8_MAX ? tally->words : UINT8_MAX);
    }
    if (edge == EDGE_DIGIT && tally->words == 1 && tally->last_word_only) {
        facts->bits |= FACT_ENUMERATED;
    }
    tally->last_word_only &= is_letter(edge) || c == '#' || edge == EDGE_DIGIT;
    if (c == ')' && tally->last == EDGE_OPEN) {
        facts->bits |= FACT_NAME;
    }
    tally->ems += ems_of(c);
    tally->last = edge;
    tally->after_blank = false;
}

static void judge_case(const struct letter_counts *tally, struct chunk_facts *facts)
{
    if (tally->letters >= CAPS_MIN && tally->upper == tally->letters) {
        facts->bits |= FACT_ALL_CAPS;
    } else if (tally->longer >= 2 &&
               tally->longer_capital * 100 >= tally->longer * TITLE_PERCENT) {
        facts->bits |= FACT_TITLE_CASE;
    } else if (tally->words >= 2 && tally->capital <= 1 && facts->start == EDGE_UPPER) {
        facts->bits |= FACT_ONE_CAPITAL;
    }
}

/* Never 0. */
static uint32_t short_hash(struct str s)
{
    unsigned long long hash = str_hash(s);
    return (uint32_t)(hash ^ hash >> 32) | 1;
}

static size_t label_len(struct str s)
{
    size_t ascii = str_find(s, STR(": ")), wide = str_find(s, STR("："));
    return ascii < wide ? ascii : wide;
}

static void scan(struct str s, struct chunk_facts *facts)
{
    struct str body = str_tail(s, plain_number(s, facts));
    struct letter_counts tally = {.last_word_only = true};
    for (size_t pos = 0; pos < body.len;) {
        unsigned char c = (unsigned char)body.ptr[pos];
        if (ascii_is_lower((char)c) && tally.word_letters > 0 &&
            tally.last == EDGE_LOWER) {
            tally.word_letters++; /* most of all text: the rest of a word */
            tally.letters++;
            tally.ems++;
            pos++;
            continue;
        }
        tally_code(&tally, c < 0x80 ? (pos++, c) : text_next(body, &pos), facts);
    }
    end_word(&tally);
    if (body.len > 0) {
        size_t pos = 0;
        facts->start = (uint8_t)edge_of(text_next(body, &pos));
    }
    judge_case(&tally, facts);
    if ((facts->bits & FACT_SLASH) && str_find(s, STR("://")) < s.len) {
        facts->bits |= FACT_URL;
    }
    if (tally.stops > 3 &&
        (str_find(s, STR(". . .")) < s.len || str_find(s, STR("....")) < s.len)) {
        facts->bits |= FACT_LEADER;
    }
    facts->ems = (uint16_t)(tally.ems < UINT16_MAX ? tally.ems : UINT16_MAX);
    facts->words = (uint8_t)(tally.words < UINT8_MAX ? tally.words : UINT8_MAX);
    facts->hash = short_hash(body);
    if (facts->bits & FACT_LABEL) {
        facts->label_hash = short_hash(str_slice(body, 0, label_len(body)));
    }
}

/* --- Chunks --- */

/* About the size of text that is not looked at whole: as its start is. */
static size_t guess_ems(struct str s)
{
    size_t start = s.len < ASCII_START ? s.len : ASCII_START, ems = 0, pos = 0;
    while (pos < start) {
        ems += ems_of(text_next(s, &pos));
    }
    return pos > 0 ? s.len * ems / pos : 0;
}

static void scan_edges(const struct plain *plain, struct chunk *chunk, size_t bytes)
{
    struct str first = line_body(plain, &plain->lines[chunk->first]);
    struct chunk_facts *facts = &chunk->facts;
    size_t pos = 0, ems = guess_ems(first);
    if (first.len > 0) {
        facts->start = (uint8_t)edge_of(text_next(first, &pos));
        ems = ems * bytes / first.len;
    }
    facts->ems = (uint16_t)(ems < UINT16_MAX ? ems : UINT16_MAX);
    facts->words = UINT8_MAX;
}

/* The lines of the chunk in one, in the caller's buffer. */
static struct str gather(const struct plain *plain, const struct chunk *chunk,
                         char buffer[static SCAN_MAX_BYTES + SCAN_MAX_LINES])
{
    const struct plain_line *line = &plain->lines[chunk->first];
    bool text = line->kind == LINE_TEXT || line->kind == LINE_NUMBER;
    if (chunk->end - chunk->first == 1) {
        return text ? line_str(plain, line) : line_body(plain, line);
    }
    size_t len = 0;
    for (size_t i = chunk->first; i < chunk->end; i++, line++) {
        struct str s = text ? line_str(plain, line) : line_body(plain, line);
        if (len > 0) {
            buffer[len++] = ' ';
        }
        memcpy(buffer + len, s.ptr, s.len);
        len += s.len;
    }
    return (struct str){buffer, len};
}

/* The words of a heading by its marks, without them. */
static struct str unmarked(struct str s, const struct plain_line *line)
{
    if ((line->flags & LINE_MARKED) == 0 || s.len == 0) {
        return s;
    }
    char sign = s.ptr[0];
    while (s.len > 0 && s.ptr[0] == sign) {
        s = str_tail(s, 1);
    }
    while (s.len > 0 && s.ptr[s.len - 1] == sign) {
        s.len--;
    }
    return str_trim(s);
}

/* Only what may be a heading is looked at whole. Half the size will do for text that
 * starts in ASCII, where a byte is an em. */
static bool is_worth_a_scan(const struct plain *plain, const struct chunk *chunk,
                            size_t bytes)
{
    const struct plain_line *line = &plain->lines[chunk->first];
    bool kind = chunk->kind == LINE_TEXT || chunk->kind == LINE_NUMBER;
    size_t most = SCAN_MAX_BYTES;
    if (bytes > SCAN_MAX_BYTES / 2 && bytes <= SCAN_MAX_BYTES) {
        struct str start = str_slice(line_str(plain, line), 0, ASCII_START);
        size_t ascii = 0;
        while (ascii < start.len && (unsigned char)start.ptr[ascii] < 0x80) {
            ascii++;
        }
        most = ascii == start.len ? SCAN_MAX_BYTES / 2 : SCAN_MAX_BYTES;
    }
    return kind && bytes <= most && chunk->end - chunk->first <= SCAN_MAX_LINES;
}

static void find_facts(const struct plain *plain, struct chunk *chunk)
{
    size_t bytes = 0;
    for (size_t i = chunk->first; i < chunk->end; i++) {
        bytes += plain->lines[i].len;
    }
    struct str last = line_str(plain, &plain->lines[chunk->end - 1]);
    char buffer[SCAN_MAX_BYTES + SCAN_MAX_LINES];
    if (!is_worth_a_scan(plain, chunk, bytes)) {
        scan_edges(plain, chunk, bytes);
    } else {
        struct str s = gather(plain, chunk, buffer);
        s = unmarked(s, &plain->lines[chunk->first]);
        scan(s, &chunk->facts);
        last = s;
    }
    chunk->facts.end = (uint8_t)end_edge(last);
}

static void find_prose_size(struct plain *plain)
{
    enum { SIZES = 64, STEP = 16 };
    uint32_t sizes[SIZES] = {0};
    size_t total = 0, sum = 0;
    for (size_t i = 0; i < plain->chunk_count; i++) {
        const struct chunk *chunk = &plain->chunks[i];
        if (chunk->kind == LINE_TEXT && chunk->facts.end != EDGE_NONE) {
            size_t at = chunk->facts.ems / STEP;
            sizes[at < SIZES ? at : SIZES - 1]++;
            total++;
        }
    }
    for (size_t i = 0; i < SIZES; i++) {
        sum += sizes[i];
        if (sum * 2 >= total && total > 0) {
            plain->shape.prose_ems = (uint16_t)(i * STEP);
            return;
        }
    }
}

void plain_facts(struct plain *plain)
{
    for (size_t i = 0; i < plain->chunk_count; i++) {
        find_facts(plain, &plain->chunks[i]);
    }
    find_prose_size(plain);
}
