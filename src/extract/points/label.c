/*
 * Reads "Label: statement" from the start of an item, row or paragraph and judges
 * whether the label makes the statement a key point. The label ends at a colon or
 * dash, or where the bold text ends.
 */
#include "extract/points/label.h"

#include "base/text.h"
#include "extract/inlines.h"
#include "extract/points/label_words.h"
#include "extract/sections.h"

enum {
    LABEL_COLS_MAX = 60, /* what fits on a line of a list; longer is a sentence */
    LABEL_WORDS_MAX = 8,
    OPENING_INLINES = 8,    /* that a label may run over */
    LABEL_HEAD_BYTES = 256, /* read to find a label: 60 columns of any script */
    /* A text of fewer columns is a value ("Version: 3", "Who: Ann Lee"), no
     * statement. */
    TEXT_COLS_MIN = 18,
    TEXT_WORDS_MIN = 3,
};

/* The first inlines of a holder as text, and how far the bold part of it goes. */
struct label_opening {
    struct str text;
    size_t bold_bytes;  /* 0 when it does not open bold */
    size_t plain_bytes; /* up to the first code, whose colons part nothing */
    bool is_code, is_link;
};

static bool is_only(const struct node *node, enum node_kind kind)
{
    return node->first != NULL && node->first == node->last &&
           node->first->kind == kind;
}

/* Notes what the label is made of when it is not plain text. */
static void note_kind(struct label_opening *opening, const struct node *first)
{
    while (first->kind == NODE_STRONG || first->kind == NODE_EMPHASIS) {
        if (first->first == NULL || first->first != first->last)
            return;
        first = first->first;
    }
    opening->is_code = first->kind == NODE_CODE;
    opening->is_link = first->kind == NODE_LINK && first->u.link.form != LINK_TIMESTAMP;
}

static bool is_bold(const struct node *node)
{
    return node->kind == NODE_STRONG ||
           (node->kind == NODE_EMPHASIS && is_only(node, NODE_STRONG));
}

/* The first code of the opening inlines; NULL when it comes later or not at all. */
static const struct node *first_code(const struct node *node, const struct node *end)
{
    for (int i = 0; i < OPENING_INLINES && node != end; i++, node = node->next) {
        if (node->kind == NODE_CODE)
            return node;
    }
    return NULL;
}

static struct label_opening read_opening(struct node *from, const struct node *end,
                                         struct buf *work)
{
    struct label_opening opening = {0};
    struct node *first = inlines_first(from, end);
    size_t start = work->len;
    if (first == NULL)
        return opening;
    note_kind(&opening, first);
    if (is_bold(first)) {
        /* An emoji before the bold words belongs to the label. */
        inlines_text_of(from, first->next, LABEL_HEAD_BYTES, work);
        opening.bold_bytes = work->len - start;
        if (opening.bold_bytes > LABEL_HEAD_BYTES)
            return opening;
        buf_truncate(work, start);
    }
    const struct node *code = first_code(from, end);
    inlines_text_of(from, end, 2 * LABEL_HEAD_BYTES, work);
    opening.plain_bytes = work->len - start;
    if (code != NULL) {
        size_t whole = work->len;
        inlines_text_of(from, code, 2 * LABEL_HEAD_BYTES, work);
        opening.plain_bytes = work->len - whole;
        buf_truncate(work, whole);
    }
    opening.text = str_tail(buf_str(work), start);
    return opening;
}

static size_t starts_any(struct str s, const struct str *signs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_starts(s, signs[i]))
            return signs[i].len;
    }
    return 0;
}

static size_t opens_colon(struct str s)
{
    static const struct str colons[] = {STR_INIT(":"), STR_INIT("："), STR_INIT(" :")};

    return starts_any(s, colons, sizeof colons / sizeof *colons);
}

static size_t opens_dash(struct str s)
{
    static const struct str dashes[] = {STR_INIT(" – "), STR_INIT(" — "),
                                        STR_INIT(" - "), STR_INIT("—"), STR_INIT("——")};

    return starts_any(s, dashes, sizeof dashes / sizeof *dashes);
}

static size_t ends_any(struct str s, const struct str *signs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_ends(s, signs[i]))
            return signs[i].len;
    }
    return 0;
}

/* How the bold opening parts label from text; `*from`, `*to` are where the label ends
 * and the text begins. */
static enum label_look part_bold(struct str text, size_t bold, size_t *to, size_t *from)
{
    static const struct str colons[] = {STR_INIT(":"), STR_INIT("：")};
    static const struct str stops[] = {STR_INIT("."), STR_INIT("。")};
    struct str head = str_trim(str_slice(text, 0, bold)), rest = str_tail(text, bold);
    *to = (size_t)(head.ptr - text.ptr) + head.len;
    *from = bold;
    size_t sign;
    if ((sign = ends_any(head, colons, 2)) > 0) {
        *to -= sign;
        return LABEL_BOLD_COLON;
    }
    if ((sign = opens_colon(rest)) > 0) {
        *from = bold + sign;
        return LABEL_BOLD_COLON;
    }
    if ((sign = opens_dash(rest)) > 0) {
        *from = bold + sign;
        return LABEL_BOLD_DASH;
    }
    if ((sign = ends_any(head, stops, 2)) > 0) {
        *to -= sign;
        return LABEL_BOLD_STOP;
    }
    return LABEL_BOLD_OPEN;
}

/* Bytes of the sign at `at` that ends a plain label. A colon needs a blank or the end
 * after it (no time, no URL) unless it is the wide one; " - " also means minus. */
static size_t plain_sign(struct str text, size_t at, enum label_look *look)
{
    char c = text.ptr[at];
    *look = LABEL_PLAIN_COLON;
    if (c == ':')
        return at + 1 >= text.len || text.ptr[at + 1] == ' ';
    if (c == '\xEF' && str_starts(str_tail(text, at), STR("：")))
        return STR("：").len;
    *look = LABEL_PLAIN_DASH;
    if (c == ' ' && at + 1 < text.len && text.ptr[at + 1] == '\xE2')
        return opens_dash(str_tail(text, at));
    return 0;
}

/* A plain label ends at the first colon or spaced dash. */
static enum label_look part_plain(struct str text, size_t *to, size_t *from)
{
    size_t letters = 0;
    for (size_t at = 0; at < text.len && letters <= LABEL_COLS_MAX; at++) {
        enum label_look look;
        size_t sign = plain_sign(text, at, &look);
        letters += ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
        if (sign > 0 && at > 0) {
            *to = at;
            *from = at + sign;
            return look;
        }
    }
    return LABEL_NONE;
}

static bool is_short(struct str label)
{
    return label.len > 0 && label.len <= LABEL_HEAD_BYTES &&
           text_cols(label) <= LABEL_COLS_MAX && text_words(label) <= LABEL_WORDS_MAX;
}

/* The text after the label, whole: the opening was cut where it was long enough. */
static struct str rest_of(struct arena *arena, struct node *first,
                          const struct node *end, size_t from, struct buf *work)
{
    size_t start = work->len;
    inlines_text_of(first, end, SIZE_MAX, work);
    struct str text = str_trim(str_tail(buf_str(work), start + from));
    text = arena_str(arena, text);
    buf_truncate(work, start);
    return text;
}

bool label_read_line(struct arena *arena, struct node *first, const struct node *end,
                     struct buf *work, struct label *out)
{
    size_t start = work->len, to = 0, from = 0;
    struct label_opening opening = read_opening(first, end, work);
    enum label_look look = LABEL_NONE;
    if (opening.text.len > 0)
        look = opening.bold_bytes > 0
                   ? part_bold(opening.text, opening.bold_bytes, &to, &from)
                   : part_plain(str_slice(opening.text, 0, opening.plain_bytes), &to,
                                &from);
    struct str label = str_trim(str_slice(opening.text, 0, to));
    if (look == LABEL_NONE || !is_short(label)) {
        buf_truncate(work, start);
        return false;
    }
    *out = (struct label){.look = look,
                          .label = arena_str(arena, label),
                          .is_code = opening.is_code,
                          .is_link = opening.is_link};
    buf_truncate(work, start);
    out->text = rest_of(arena, first, end, from, work);
    return true;
}

bool label_read(struct arena *arena, struct node *holder, struct buf *work,
                struct label *out)
{
    return holder->first != NULL &&
           label_read_line(arena, holder->first, NULL, work, out);
}

/* The end of a sentence inside the label: it is no name. */
static bool has_stop_inside(struct str label)
{
    static const struct str signs[] = {STR_INIT("! "), STR_INIT("? "), STR_INIT("; "),
                                       STR_INIT("。"), STR_INIT("！"), STR_INIT("；"),
                                       STR_INIT("“"),  STR_INIT("\"")};
    size_t at = str_find(label, STR(". "));
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (str_find(label, signs[i]) < label.len)
            return true;
    }
    /* "U.S. policy" and "St. Malo" are names. */
    return at < label.len && at > 3 && label.ptr[at - 2] != '.';
}

/* Latin, Greek and Cyrillic, where a small letter is told from a capital. */
static bool has_case(uint32_t c)
{
    return (c < 0x530 && !(c >= '0' && c <= '9')) || (c >= 0x1E00 && c < 0x2000);
}

/* A sentence or name opens with a capital, a digit or a letter without case. */
static bool opens_high(struct str label)
{
    for (size_t pos = 0; pos < label.len;) {
        uint32_t c = text_next(label, &pos);
        if (text_is_word(c))
            return !has_case(c) || text_is_upper(c);
    }
    return false;
}

static bool has_letter(struct str label)
{
    for (size_t pos = 0; pos < label.len;) {
        uint32_t c = text_next(label, &pos);
        if (text_is_word(c) && !(c >= '0' && c <= '9'))
            return true;
    }
    return false;
}

/* Enough words between blanks; a script without blanks counts by its letters. */
static bool has_words(struct str text)
{
    size_t words = 1;
    if ((unsigned char)text.ptr[0] >= 0xE0 && str_chr(text, ' ') == text.len)
        return text_words(text) >= TEXT_WORDS_MIN;
    for (size_t i = 0; i + 1 < text.len && words < TEXT_WORDS_MIN; i++)
        words += text.ptr[i] == ' ' && text.ptr[i + 1] != ' ';
    return words >= TEXT_WORDS_MIN;
}

static bool says_something(struct str text)
{
    /* A column takes four bytes at most, with marks a few more: no need to read on. */
    struct str head = str_slice(text, 0, LABEL_HEAD_BYTES / 2);
    return text_cols(head) >= TEXT_COLS_MIN && has_words(head) &&
           !str_ends(text, STR(":")) && !str_ends(text, STR("："));
}

/* One letter names an option of a question ("A: yes"), signs at the front a drawing or
 * the markup of something else. An ideograph alone is a word. */
static bool is_sign(struct str label)
{
    size_t pos = 0;
    uint32_t c = text_next(label, &pos);
    return (pos >= label.len && c < 0x2E80) ||
           str_chr(STR(":|[_~<>{"), label.ptr[0]) < 8 ||
           str_find(label, STR("│")) < label.len;
}

enum label_worth label_worth(struct arena *scratch, const struct label *label)
{
    bool bold = label->look >= LABEL_BOLD_OPEN;
    if (label->look == LABEL_BOLD_OPEN || label->is_code)
        return LABEL_NO_POINT;
    if (!has_letter(label->label) || is_sign(label->label) || text_asks(label->label) ||
        has_stop_inside(label->label))
        return LABEL_NO_POINT;
    if (!bold && (!opens_high(label->label) || label_is_sentence(label->label)))
        return LABEL_NO_POINT;
    if (!says_something(label->text) || label_is_stop(scratch, label->label))
        return LABEL_NO_POINT;
    return label->is_link || label_is_field(scratch, label->label) ? LABEL_IN_COMPANY
                                                                   : LABEL_POINT;
}
