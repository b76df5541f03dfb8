/*
 * Which lines open an item of a list. Bullets and numbers such as "-" and "2." are
 * believed, but where they are inside a sentence that was wrapped. Marks that may as
 * well be a word or a name, "(1)", "a)", "A.", "iv.", "o" and "--", are believed where
 * a list really is: where another one follows or precedes at the same indent with
 * nothing but the item's own lines between them, or where the item's next line hangs
 * below its text.
 */
#include "base/ascii.h"
#include "read/plain/plain_lines.h"

#include <string.h>

#include "base/text.h"

enum {
    DEPTH_MAX = 32,      /* of lists in lists that are followed up */
    DIGITS_MAX = 3,      /* of a number */
    ROMAN_MAX_BYTES = 5, /* "xviii" */
    WRAP_COLS_MIN = 50,  /* a line that may have been wrapped is as long */
    WRAP_COLS_MAX = 160, /* and no longer than that */
};

/* --- Marks --- */

static uint32_t roman_value(char c)
{
    switch (c) {
    case 'i':
        return 1;
    case 'v':
        return 5;
    case 'x':
        return 10;
    default:
        return 0;
    }
}

/* The value of a roman number in lower case; 0 when it is none. */
static uint32_t roman_of(struct str s)
{
    uint32_t sum = 0;
    if (s.len == 0 || s.len > ROMAN_MAX_BYTES) {
        return 0;
    }
    for (size_t i = 0; i < s.len; i++) {
        uint32_t value = roman_value(s.ptr[i]);
        uint32_t next = i + 1 < s.len ? roman_value(s.ptr[i + 1]) : 0;
        if (value == 0) {
            return 0;
        }
        sum = value < next ? sum - value : sum + value;
    }
    return sum;
}

static bool is_in(char c, char from, char to)
{
    return c >= from && c <= to;
}

/* Reads the number between the brackets of a mark as digits, a letter and a roman
 * number; a lone "i" is a letter and a roman number. */
static bool read_number(struct str s, struct item_mark *mark)
{
    bool upper = s.len > 0 && is_in(s.ptr[0], 'A', 'Z');
    if (s.len > 0 && is_in(s.ptr[0], '0', '9')) {
        for (size_t i = 0; i < s.len; i++) {
            if (!is_in(s.ptr[i], '0', '9')) {
                return false;
            }
            mark->number = mark->number * 10 + (uint32_t)(s.ptr[i] - '0');
        }
        mark->numbering = LIST_DIGITS;
        return s.len <= DIGITS_MAX;
    }
    if (s.len == 0 || s.len > ROMAN_MAX_BYTES) {
        return false;
    }
    char low[ROMAN_MAX_BYTES];
    for (size_t i = 0; i < s.len; i++) {
        if (!is_in(s.ptr[i], upper ? 'A' : 'a', upper ? 'Z' : 'z')) {
            return false;
        }
        low[i] = (char)(upper ? s.ptr[i] - 'A' + 'a' : s.ptr[i]);
    }
    mark->roman = roman_of((struct str){low, s.len});
    mark->number = s.len == 1 ? (uint32_t)(low[0] - 'a') + 1 : mark->roman;
    mark->numbering = s.len == 1 ? (upper ? LIST_UPPER : LIST_LOWER)
                                 : (upper ? LIST_UPPER_ROMAN : LIST_LOWER_ROMAN);
    return mark->number > 0;
}

static size_t blanks_at(struct str s, size_t pos)
{
    size_t at = pos;
    while (at < s.len && ascii_is_blank(s.ptr[at])) {
        at++;
    }
    return at - pos;
}

/* "(12) ", "a) ", "IV. ": the bytes of the mark with its blanks; 0 if there is none. */
static size_t number_mark(struct str s, struct item_mark *mark)
{
    size_t from = s.len > 0 && s.ptr[0] == '(', at = from;
    while (at < s.len && at - from <= ROMAN_MAX_BYTES &&
           (is_in(s.ptr[at], '0', '9') || is_in(s.ptr[at], 'a', 'z') ||
            is_in(s.ptr[at], 'A', 'Z'))) {
        at++;
    }
    bool closed = at < s.len && (s.ptr[at] == ')' || (s.ptr[at] == '.' && from == 0));
    if (!closed || !read_number(str_slice(s, from, at), mark)) {
        return 0;
    }
    size_t blanks = blanks_at(s, at + 1);
    mark->delimiter = s.ptr[at];
    mark->enclosed = from > 0;
    return blanks > 0 && at + 1 + blanks < s.len ? at + 1 + blanks : 0;
}

/* "o " and "-- " */
static size_t sign_mark(struct str s)
{
    size_t len = str_starts(s, STR("--")) ? 2 : str_starts(s, STR("o")) ? 1 : 0;
    size_t blanks = len > 0 ? blanks_at(s, len) : 0;
    return blanks > 0 && len + blanks < s.len ? len + blanks : 0;
}

static bool is_sure(const struct plain_line *line)
{
    return line->kind == LINE_BULLET || line->kind == LINE_NUMBER;
}

/* A line that opens an item, or may do so. */
struct opener {
    size_t line, indent, bytes; /* of the mark */
    struct item_mark mark;      /* of a number */
    char sign;                  /* of a bullet: its first byte; else '\0' */
};

static bool read_opener(const struct plain *plain, size_t i, struct opener *opener)
{
    const struct plain_line *line = &plain->lines[i];
    struct str s = line_str(plain, line);
    *opener = (struct opener){.line = i, .indent = line->indent, .bytes = line->mark};
    if (line->kind == LINE_BULLET) {
        opener->sign = s.ptr[0];
        return true;
    }
    if ((line->kind != LINE_TEXT && line->kind != LINE_NUMBER) || line->level > 0) {
        return false;
    }
    opener->bytes = number_mark(s, &opener->mark);
    if (opener->bytes == 0) {
        opener->mark = (struct item_mark){0};
        opener->bytes = sign_mark(s);
        opener->sign = opener->bytes > 0 ? s.ptr[0] : '\0';
    }
    return opener->bytes > 0;
}

struct item_mark plain_item_mark(const struct plain *plain,
                                 const struct plain_line *line)
{
    struct item_mark mark = {0};
    number_mark(line_str(plain, line), &mark);
    if (line->flags & LINE_ROMAN) {
        mark.numbering = mark.numbering == LIST_UPPER   ? LIST_UPPER_ROMAN
                         : mark.numbering == LIST_LOWER ? LIST_LOWER_ROMAN
                                                        : mark.numbering;
        mark.number = mark.roman;
    }
    return mark;
}

/* --- Neighbours --- */

static bool is_roman(const struct item_mark *mark)
{
    return mark->roman > 0;
}

static bool same_case(const struct item_mark *a, const struct item_mark *b)
{
    bool upper_a = a->numbering == LIST_UPPER || a->numbering == LIST_UPPER_ROMAN;
    bool upper_b = b->numbering == LIST_UPPER || b->numbering == LIST_UPPER_ROMAN;
    return upper_a == upper_b &&
           (a->numbering == LIST_DIGITS) == (b->numbering == LIST_DIGITS);
}

/* True when item `b` comes after `a` in a list; `*roman` when only as roman numbers. */
static bool follows(const struct opener *a, const struct opener *b, bool *roman)
{
    *roman = false;
    if (a->sign != '\0' || b->sign != '\0') {
        return a->sign == b->sign;
    }
    if (a->mark.delimiter != b->mark.delimiter ||
        a->mark.enclosed != b->mark.enclosed || !same_case(&a->mark, &b->mark)) {
        return false;
    }
    if (a->mark.numbering == b->mark.numbering &&
        a->mark.number + 1 == b->mark.number) {
        return true;
    }
    *roman =
        is_roman(&a->mark) && is_roman(&b->mark) && a->mark.roman + 1 == b->mark.roman;
    return *roman;
}

static void believe(struct plain *plain, const struct opener *opener, bool roman)
{
    struct plain_line *line = &plain->lines[opener->line];
    if (!is_sure(line)) {
        line->kind = opener->sign != '\0' ? LINE_BULLET : LINE_NUMBER;
        line->mark = (uint8_t)(opener->bytes < UINT8_MAX ? opener->bytes : UINT8_MAX);
    }
    line->flags |= (uint8_t)(LINE_LISTED | (roman ? LINE_ROMAN : 0));
}

/* True when the next line hangs below the text after the mark. */
static bool hangs(const struct plain *plain, const struct opener *opener)
{
    if (opener->line + 1 >= plain->line_count) {
        return false;
    }
    const struct plain_line *next = &plain->lines[opener->line + 1];
    return next->kind == LINE_TEXT && next->blanks == 0 && next->level == 0 &&
           next->indent == opener->indent + opener->bytes;
}

/* True when the line may go on in the item before it, though it does not hang. */
static bool may_be_lazy(const struct plain_line *line)
{
    size_t before = (size_t)line[-1].indent + line[-1].cols;
    return line->kind == LINE_TEXT && line->blanks == 0 && before >= WRAP_COLS_MIN &&
           before <= WRAP_COLS_MAX && line->cols <= WRAP_COLS_MAX;
}

/* The openers that the next one may follow, by indent. */
struct open_items {
    struct opener items[DEPTH_MAX];
    size_t depth;
};

static void close_items(struct open_items *open, size_t indent)
{
    while (open->depth > 0 && open->items[open->depth - 1].indent >= indent) {
        open->depth--;
    }
}

static void meet_opener(struct plain *plain, struct open_items *open,
                        const struct opener *opener)
{
    bool roman = false;
    close_items(open, opener->indent + 1);
    struct opener *last = open->depth > 0 ? &open->items[open->depth - 1] : NULL;
    if (last != NULL && last->indent == opener->indent) {
        if (follows(last, opener, &roman)) {
            roman |= (plain->lines[last->line].flags & LINE_ROMAN) != 0;
            believe(plain, last, roman);
            believe(plain, opener, roman);
        }
        open->depth--;
    }
    if (hangs(plain, opener)) {
        believe(plain, opener, roman);
    }
    if (open->depth < DEPTH_MAX) {
        open->items[open->depth++] = *opener;
    }
}

/* --- Inside sentences --- */

/* A sentence goes on in the line after this one, as far as can be seen. */
static bool is_open_sentence(const struct plain *plain, const struct plain_line *line)
{
    struct str s = line_str(plain, line);
    size_t cols = (size_t)line->indent + line->cols;
    return line->kind == LINE_TEXT && line->level == 0 && cols >= WRAP_COLS_MIN &&
           cols <= WRAP_COLS_MAX && strchr(".:;,!?", s.ptr[s.len - 1]) == NULL &&
           (unsigned char)s.ptr[s.len - 1] < 0x80;
}

/* A dash or a number that wrapping put at the start of a line. */
static void doubt(struct plain *plain, size_t i)
{
    struct plain_line *line = &plain->lines[i];
    bool alone = (line->flags & LINE_LISTED) == 0 && line->blanks == 0 && i > 0 &&
                 line[-1].indent == line->indent;
    if (!is_sure(line) || !alone || !is_open_sentence(plain, line - 1) ||
        (line->kind == LINE_NUMBER && plain_item_mark(plain, line).number == 1)) {
        return;
    }
    line->kind = LINE_TEXT;
    line->mark = 0;
}

void plain_lists(struct plain *plain)
{
    struct open_items open = {.depth = 0};
    for (size_t i = 0; i < plain->line_count; i++) {
        const struct plain_line *line = &plain->lines[i];
        if (line->kind == LINE_DROPPED || line->kind == LINE_CODE) {
            continue;
        }
        struct opener opener;
        if (read_opener(plain, i, &opener)) {
            meet_opener(plain, &open, &opener);
        } else if (i == 0 || !may_be_lazy(line)) {
            close_items(&open, line->indent);
        }
    }
    for (size_t i = 0; i < plain->line_count; i++) {
        doubt(plain, i);
    }
}
