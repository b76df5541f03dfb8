/*
 * Which line breaks were put by wrapping and which ones are meant, block by block: an
 * address, a verse or a list of short entries says nothing about the prose beside it.
 *
 * A *stretch* is a run of lines of text with nothing between them: a paragraph, perhaps
 * several, or the lines of a verse. Whether it was wrapped shows where two of its lines
 * meet. Wrapping leaves no room at the end of a line for the next line's first word,
 * and it breaks sentences, so that most lines open in lower case. Entries and verses
 * end where they like and open with a capital letter. Stretches of many lines speak for
 * themselves; what they say of the text's width decides for those of two or three.
 */
#include "base/ascii.h"
#include "read/plain/plain_lines.h"

#include <string.h>

#include "base/text.h"

enum {
    WIDTH_MAX = 160,   /* columns; nobody wraps text wider */
    WIDTH_MIN = 30,    /* a narrower stretch is no prose */
    WIDTH_USUAL = 60,  /* where the text does not show its own */
    WIDTH_LARGE = 84,  /* there, a longer line need not have been wrapped */
    WIDTH_MORE = 8,    /* columns that a wrapped line may be longer than most */
    WIDTH_NARROW = 50, /* prose as narrow as this has to be very clear */
    PAIRS_CLEAR = 3,   /* lines that meet, enough to speak for themselves */
    PAIRS_MIN = 2,
    NEAR_PERCENT = 85,     /* of the text's width: as wide */
    WORDS_PERCENT = 75,    /* of the bytes of prose are letters and blanks */
    WORDS_MIN = 2,         /* blanks in a line of it */
    EARLY_SLACK = 2,       /* columns of a break's room that mean nothing */
    CODE_INDENT = 4,       /* columns that an example is indented more than the text */
    FIRST_INDENT_MAX = 12, /* columns that a paragraph's first line is indented more */
    HANG_MAX = 24,         /* or its other lines */
    WRAPPED_PERCENT = 50,  /* of the lines that meet: the text is wrapped */
    AIRY_PERCENT = 50,
};

/* How a line opens. */
enum opening {
    OPENS_LOWER,
    OPENS_CASELESS, /* a letter of a script without case, or text all in capitals */
    OPENS_UPPER,
    OPENS_OTHER,
    OPENS_SIGN,
};

/* A stretch and what its lines show. */
struct line_stretch {
    size_t from, end; /* lines */
    size_t width;     /* columns up to the end of its longest line */
    size_t pairs, lower, upper, full;
    int points; /* for wrapping, and against it */
};

/* --- Two lines --- */

static bool is_item(const struct plain_line *line)
{
    return line->kind == LINE_BULLET || line->kind == LINE_NUMBER;
}

static size_t right_of(const struct plain_line *line)
{
    return (size_t)line->indent + line->cols;
}

static bool same_quote(const struct plain *plain, const struct plain_line *a,
                       const struct plain_line *b)
{
    return str_eq(str_slice(line_str(plain, a), 0, a->mark),
                  str_slice(line_str(plain, b), 0, b->mark)) &&
           line_body(plain, b).len > 0 && line_body(plain, a).len > 0;
}

/* Columns of the first word; one sign where words are not parted. */
static size_t first_word_cols(struct str s)
{
    size_t cols = 0;
    for (size_t i = 0; i < s.len && cols < WIDTH_MAX && !ascii_is_blank(s.ptr[i]);
         i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0xE3 && c <= 0xE9) {
            return cols + 2; /* kana and ideographs: a break may come after each */
        }
        cols += (c & 0xC0) != 0x80;
    }
    return cols;
}

static bool has_lower(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (ascii_is_lower(s.ptr[i])) {
            return true;
        }
    }
    return false;
}

static bool is_cased(uint32_t c)
{
    return c < 0x590 || (c >= 0x1E00 && c < 0x2000);
}

static enum opening opening_of(struct str s)
{
    size_t pos = 0;
    while (pos < s.len && s.ptr[pos] != '\0' &&
           strchr("\"'(`[*_", s.ptr[pos]) != NULL) {
        pos++;
    }
    if (pos >= s.len) {
        return OPENS_SIGN;
    }
    size_t at = pos;
    uint32_t c = text_next(s, &pos);
    if (c < 0x80 && !text_is_word(c)) {
        return OPENS_SIGN;
    }
    if (c >= '0' && c <= '9') {
        return OPENS_OTHER;
    }
    if (!text_is_word(c)) {
        return OPENS_OTHER;
    }
    if (text_is_upper(c)) {
        return c >= 0x80 || has_lower(str_tail(s, at)) ? OPENS_UPPER : OPENS_CASELESS;
    }
    return is_cased(c) ? OPENS_LOWER : OPENS_CASELESS;
}

static bool ends_sentence(struct str s)
{
    static const struct str stops[] = {STR_INIT("。"), STR_INIT("！"), STR_INIT("？"),
                                       STR_INIT("।"), STR_INIT("۔")};
    while (s.len > 0 && strchr("\"')]", s.ptr[s.len - 1]) != NULL) {
        s.len--;
    }
    if (s.len > 0 && (unsigned char)s.ptr[s.len - 1] < 0x80) {
        return strchr(".!?:", s.ptr[s.len - 1]) != NULL;
    }
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        if (str_ends(s, stops[i])) {
            return true;
        }
    }
    return false;
}

/* Columns that the next line's first word would have left free in this line. */
static ptrdiff_t room(const struct plain *plain, const struct plain_line *line,
                      size_t width)
{
    size_t word = first_word_cols(line_body(plain, line + 1));
    return (ptrdiff_t)width - (ptrdiff_t)(right_of(line) + 1 + word);
}

/* True when the next line goes on with the item of `line` though it does not hang: it
 * opens as the middle of a sentence does, or there was no room for its first word. */
static bool is_lazy(const struct plain *plain, const struct plain_line *line)
{
    enum opening opening = opening_of(line_str(plain, line + 1));
    size_t width = plain->shape.width;
    bool full = width > 0 && room(plain, line, width) < EARLY_SLACK &&
                right_of(line) <= width && !ends_sentence(line_body(plain, line));
    if (line[1].indent < line->indent) {
        return full && opening <= OPENS_CASELESS; /* the item opens with an indent */
    }
    return line[1].indent == line->indent && (opening <= OPENS_CASELESS || full);
}

/* True when `next` may belong to the stretch of `line`; only the first line of one may
 * be indented otherwise than the rest. */
static bool meets(const struct plain *plain, const struct plain_line *line, bool first)
{
    const struct plain_line *next = line + 1;
    const uint8_t apart = LINE_EDITED;
    if (next->blanks > 0 || line->level > 0 || next->level > 0 ||
        ((line->flags | next->flags) & apart) || right_of(line) > WIDTH_MAX ||
        right_of(next) > WIDTH_MAX) {
        return false;
    }
    if (line->kind == LINE_QUOTE || next->kind == LINE_QUOTE) {
        return line->kind == next->kind && same_quote(plain, line, next);
    }
    if (line->kind > LINE_NUMBER || next->kind != LINE_TEXT) {
        return false;
    }
    if (next->indent > line->indent && right_of(line) * 4 < right_of(next) * 3) {
        return false; /* a term above what it means */
    }
    if (next->indent + CODE_INDENT <= line->indent && !is_item(line) &&
        right_of(line) * 4 < right_of(next) * 3) {
        return false; /* an example above what is said of it */
    }
    if (is_item(line)) {
        return next->indent > line->indent || is_lazy(plain, line);
    }
    if (!first) {
        return next->indent == line->indent;
    }
    return next->indent <= line->indent + HANG_MAX &&
           line->indent <= next->indent + FIRST_INDENT_MAX;
}

/* What ends lines of programs and hardly ever those of prose. */
static bool ends_in_code(struct str s)
{
    return s.len > 0 && strchr("{}=\\|", s.ptr[s.len - 1]) != NULL;
}

/* --- Stretches --- */

/* True when the line opens a paragraph, whose other lines hang, after a line that was
 * not wrapped: "Q: When?", and then "A: At dusk, ..." */
static bool opens_hanging(const struct plain *plain, const struct plain_line *line,
                          size_t width)
{
    const struct plain_line *next = line + 1;
    enum opening opening = opening_of(line_str(plain, line));
    return next->indent > line->indent && next->kind == LINE_TEXT &&
           next->blanks == 0 && opening >= OPENS_UPPER &&
           (ends_sentence(line_str(plain, line - 1)) ||
            room(plain, line - 1, width) >= EARLY_SLACK);
}

static struct line_stretch stretch_from(const struct plain *plain, size_t from)
{
    struct line_stretch stretch = {.from = from, .end = from + 1};
    const struct plain_line *line = &plain->lines[from];
    stretch.width = right_of(line);
    while (stretch.end < plain->line_count &&
           meets(plain, line, stretch.end == from + 1)) {
        line = &plain->lines[stretch.end++];
        stretch.width = right_of(line) > stretch.width ? right_of(line) : stretch.width;
    }
    if (stretch.end - from > 1 && stretch.end < plain->line_count &&
        plain->lines[from].indent <= line->indent &&
        opens_hanging(plain, line, stretch.width)) {
        stretch.end--;
    }
    stretch.pairs = stretch.end - from - 1;
    return stretch;
}

static bool can_open(const struct plain_line *line)
{
    return (line->kind <= LINE_NUMBER || line->kind == LINE_QUOTE) && line->level == 0;
}

static int points_of(enum opening opening, bool early, bool far, bool stop)
{
    switch (opening) {
    case OPENS_LOWER:
        return !early ? 3 : far ? -2 : stop ? 0 : 1;
    case OPENS_CASELESS:
        return early ? -3 : stop ? 1 : 3;
    case OPENS_SIGN:
        return -2;
    case OPENS_OTHER:
        return early ? -2 : !stop;
    case OPENS_UPPER:
        break;
    }
    return !early ? !stop : stop ? -1 : -3;
}

/* True for a line of a short stretch that is full because it is its longest one. */
static bool says_nothing(const struct plain *plain, const struct line_stretch *stretch,
                         const struct plain_line *line)
{
    size_t usual = plain->shape.width;
    return stretch->pairs < PAIRS_CLEAR &&
           right_of(line) > (usual > 0 ? usual + WIDTH_MORE : WIDTH_LARGE);
}

/* Looks at the lines of a stretch as if they had been wrapped at `width`. */
static void look_at(const struct plain *plain, struct line_stretch *stretch,
                    size_t width)
{
    for (size_t i = stretch->from; i + 1 < stretch->end; i++) {
        const struct plain_line *line = &plain->lines[i];
        struct str s = line_body(plain, line), next = line_body(plain, line + 1);
        enum opening opening = opening_of(next);
        ptrdiff_t left = room(plain, line, width);
        bool early = left >= EARLY_SLACK, stop = ends_sentence(s);
        if (!early && says_nothing(plain, stretch, line)) {
            continue;
        }
        bool far = left > (ptrdiff_t)width / 4;
        stretch->lower += opening <= OPENS_CASELESS;
        stretch->upper += opening == OPENS_UPPER;
        stretch->full += !early;
        stretch->points += points_of(opening, early, far, stop);
        stretch->points -= ends_in_code(s) ? 3 : 0;
    }
}

/* Prose is words: letters and blanks, and several words to a line. */
static bool is_wordy(const struct plain *plain, const struct line_stretch *stretch)
{
    size_t bytes = 0, words = 0, blanks = 0, pairs = stretch->pairs;
    pairs = pairs < PAIRS_CLEAR ? pairs : PAIRS_CLEAR;
    for (size_t i = stretch->from; i <= stretch->from + pairs; i++) {
        struct str s = line_body(plain, &plain->lines[i]);
        for (size_t k = 0; k < s.len; k++) {
            unsigned char c = (unsigned char)s.ptr[k];
            words += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            words += c >= 0x80;
            blanks += c == ' ';
        }
        blanks += s.len > 0 && (unsigned char)s.ptr[0] >= 0xE3 ? WORDS_MIN : 0;
        bytes += s.len;
    }
    return (words + blanks) * 100 >= bytes * WORDS_PERCENT &&
           blanks >= WORDS_MIN * pairs;
}

/* True when the stretch is prose that was wrapped at `width`, to judge by itself. */
static bool looks_wrapped(const struct plain *plain, struct line_stretch *stretch,
                          size_t width, int bonus)
{
    look_at(plain, stretch, width);
    bool usual = plain->shape.width > 0 && width + EARLY_SLACK >= plain->shape.width;
    bool even = usual && stretch->full == stretch->pairs && stretch->upper > 0;
    bool clear = stretch->pairs >= PAIRS_CLEAR && stretch->full == stretch->pairs &&
                 stretch->lower * 4 >= stretch->pairs * 3;
    if (width < WIDTH_NARROW && !clear) {
        return false;
    }
    if (stretch->pairs >= PAIRS_CLEAR && stretch->lower == 0 && !even) {
        return false;
    }
    return stretch->points + bonus + 2 * even > 0 && is_wordy(plain, stretch);
}

/* --- The width --- */

/* The width that most lines of clear prose keep, and whether there is such prose. */
static void find_width(struct plain *plain)
{
    uint32_t widths[WIDTH_MAX + 1] = {0};
    size_t pairs = 0, wrapped = 0, large = 0, sum = 0;
    for (size_t i = 0; i < plain->line_count;) {
        struct line_stretch stretch = stretch_from(plain, i);
        i = stretch.end;
        if (!can_open(&plain->lines[stretch.from])) {
            continue;
        }
        pairs += stretch.pairs;
        large += stretch.width > WIDTH_MAX;
        if (stretch.pairs >= PAIRS_MIN && stretch.width >= WIDTH_MIN &&
            looks_wrapped(plain, &stretch, stretch.width, 0)) {
            widths[stretch.width] += (uint32_t)stretch.pairs;
            wrapped += stretch.pairs;
        }
    }
    for (size_t i = 0; i <= WIDTH_MAX && wrapped > 0; i++) {
        sum += widths[i];
        if (sum * 100 >= wrapped * 90) {
            plain->shape.width = (uint16_t)i;
            break;
        }
    }
    plain->shape.wrapped = wrapped > 0 && wrapped * 100 >= pairs * WRAPPED_PERCENT;
    plain->shape.unwrapped = large > wrapped;
}

/* --- Breaks --- */

/* True when the break after `line` is meant though the stretch was wrapped: wrapping
 * would not have put it there. */
static bool is_meant(const struct plain *plain, const struct plain_line *line,
                     size_t width)
{
    struct str s = line_body(plain, line), next = line_body(plain, line + 1);
    bool early = room(plain, line, width) >= EARLY_SLACK;
    bool far = right_of(line) * 4 < width * 3;
    return early && opening_of(next) != OPENS_LOWER &&
           (far || ends_sentence(s) || (unsigned char)s.ptr[s.len - 1] >= 0x80);
}

/* A stretch of few lines is measured by the width of the text, unless it is about as
 * wide. */
static size_t width_for(const struct plain *plain, const struct line_stretch *stretch)
{
    size_t usual = plain->shape.width > 0 ? plain->shape.width : WIDTH_USUAL;
    bool clear = stretch->pairs >= PAIRS_CLEAR ||
                 (stretch->pairs > 1 && stretch->width * 100 >= usual * NEAR_PERCENT);
    return clear || stretch->width > usual ? stretch->width : usual;
}

/* True when the next line hangs below what the first one says of a label:
 *     Note: closed in winter, when the snow
 *           lies high. */
static bool hangs_below_label(const struct plain *plain, const struct plain_line *line)
{
    struct str s = line_str(plain, line);
    size_t at = str_find(s, STR(": "));
    if (at == s.len)
        return false;
    for (at++; at < s.len && s.ptr[at] == ' ';)
        at++;
    return line[1].indent == line->indent + text_cols(str_slice(s, 0, at));
}

/* What speaks for wrapping besides the lines: that most of the text is wrapped, that
 * the lines hang below the text of an item or of a label. */
static int bonus_of(const struct plain *plain, const struct line_stretch *stretch)
{
    const struct plain_line *first = &plain->lines[stretch->from];
    bool hangs = stretch->pairs > 0 && first[1].indent > first->indent &&
                 (is_item(first) || hangs_below_label(plain, first));
    int text = plain->shape.unwrapped ? -4 : plain->shape.wrapped ? 1 : -1;
    return text + (hangs && plain->shape.width > 0 ? 2 : 0);
}

static void mark_stretch(struct plain *plain, struct line_stretch *stretch)
{
    size_t width = width_for(plain, stretch);
    if (stretch->pairs == 0 || stretch->width < WIDTH_MIN ||
        !looks_wrapped(plain, stretch, width, bonus_of(plain, stretch))) {
        return;
    }
    for (size_t i = stretch->from; i + 1 < stretch->end; i++) {
        if (!is_meant(plain, &plain->lines[i], width)) {
            plain->lines[i].flags |= LINE_GOES_ON;
        }
    }
}

static void mark_stretches(struct plain *plain)
{
    for (size_t i = 0; i < plain->line_count;) {
        struct line_stretch stretch = stretch_from(plain, i);
        i = stretch.end;
        if (can_open(&plain->lines[stretch.from])) {
            mark_stretch(plain, &stretch);
        }
    }
}

/* --- What holds for the text --- */

/* Paragraphs that open with an indent: an indented line goes on in one that is not. The
 * indent that most of them have counts. */
static void find_first_line_indent(struct plain *plain)
{
    size_t opened[FIRST_INDENT_MAX + 1] = {0}, indented = 0, best = 0;
    for (size_t i = 0; i + 1 < plain->line_count; i++) {
        const struct plain_line *line = &plain->lines[i], *next = line + 1;
        size_t step = (size_t)line->indent - plain->shape.indent;
        if (line->kind == LINE_TEXT && line->indent > plain->shape.indent) {
            indented++;
            if ((line->flags & LINE_GOES_ON) && next->indent == plain->shape.indent &&
                step <= FIRST_INDENT_MAX) {
                opened[step]++;
            }
        }
    }
    for (size_t i = 0; i <= FIRST_INDENT_MAX; i++) {
        best = opened[i] > opened[best] ? i : best;
    }
    if (opened[best] > PAIRS_MIN && opened[best] * 2 > indented) {
        plain->shape.first_line_indent = (uint16_t)(plain->shape.indent + best);
    }
}

static void find_air(struct plain *plain)
{
    size_t texts = 0, parted = 0;
    for (size_t i = 1; i < plain->line_count; i++) {
        const struct plain_line *line = &plain->lines[i];
        if (line->kind == LINE_TEXT && (line[-1].flags & LINE_GOES_ON) == 0) {
            texts++;
            parted += line->blanks > 0;
        }
    }
    plain->shape.airy = parted * 100 >= texts * AIRY_PERCENT || plain->shape.wrapped;
}

void plain_wrap(struct plain *plain)
{
    find_width(plain);
    mark_stretches(plain);
    find_first_line_indent(plain);
    find_air(plain);
}
