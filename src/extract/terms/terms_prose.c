/*
 * "See also X, Y and Z." inside a paragraph.
 */
#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"
#include "extract/terms/terms.h"

struct announcement {
    struct str words;
    uint8_t language;
};

/* clang-format off */
static const struct term_language languages[] = {
    {{STR_INIT(" and "), STR_INIT(" or ")},   {STR_INIT("the "), STR_INIT("an "), STR_INIT("a ")}},
    {{STR_INIT(" und "), STR_INIT(" oder ")}, {STR_INIT("der "), STR_INIT("die "), STR_INIT("das "), STR_INIT("den ")}},
    {{STR_INIT(" et "), STR_INIT(" ou ")},    {STR_INIT("la "), STR_INIT("le "), STR_INIT("les "), STR_INIT("l’")}},
    {{STR_INIT(" y "), STR_INIT(" o ")},      {STR_INIT("la "), STR_INIT("el "), STR_INIT("los "), STR_INIT("las ")}},
    {{STR_INIT(" e "), STR_INIT(" ou ")},     {STR_INIT("a "), STR_INIT("o "), STR_INIT("os "), STR_INIT("as ")}},
    {{STR_INIT(" e "), STR_INIT(" o ")},      {STR_INIT("la "), STR_INIT("il "), STR_INIT("i "), STR_INIT("le ")}},
    {{STR_INIT(" en "), STR_INIT(" of ")},    {STR_INIT("de "), STR_INIT("het ")}},
    {{STR_INIT(" и "), STR_INIT(" или ")},    {{NULL, 0}}},
    {{STR_INIT("和"), STR_INIT("与")},        {{NULL, 0}}},
    {{STR_INIT(" i "), STR_INIT(" oraz ")},   {{NULL, 0}}},
};

static const struct announcement announcements[] = {
    {STR_INIT("See also"),       0}, {STR_INIT("see also"),       0},
    {STR_INIT("SEE ALSO"),       0}, {STR_INIT("See Also"),       0},
    {STR_INIT("Siehe auch"),     1}, {STR_INIT("siehe auch"),     1},
    {STR_INIT("Voir aussi"),     2}, {STR_INIT("voir aussi"),     2},
    {STR_INIT("Véase también"),  3}, {STR_INIT("véase también"),  3},
    {STR_INIT("Ver también"),    3}, {STR_INIT("Veja também"),    4},
    {STR_INIT("Ver também"),     4}, {STR_INIT("veja também"),    4},
    {STR_INIT("Vedi anche"),     5}, {STR_INIT("vedi anche"),     5},
    {STR_INIT("Zie ook"),        6}, {STR_INIT("zie ook"),        6},
    {STR_INIT("См. также"),      7}, {STR_INIT("см. также"),      7},
    {STR_INIT("另见"),           8}, {STR_INIT("参见"),           8},
    {STR_INIT("另請參閱"),       8}, {STR_INIT("Zobacz też"),     9},
    {STR_INIT("Zobacz także"),   9},
};
/* clang-format on */

enum {
    LANGUAGE_COUNT = sizeof languages / sizeof *languages,
    ANNOUNCEMENT_BYTES_MIN = 6,
    LINK_DISTANCE_MAX = 6, /* inlines from "See also" to a link of the same sentence */
};

const struct term_language *term_language(int index)
{
    return &languages[index >= 0 && index < LANGUAGE_COUNT ? index : TERM_ENGLISH];
}

/* The first two bytes of announcements: most places of a text have others. */
static const bool begins[256] = {
    ['S'] = true, ['s'] = true,  ['V'] = true,  ['v'] = true,  ['Z'] = true,
    ['z'] = true, [0xD0] = true, [0xD1] = true, [0xE5] = true,
};
static const bool follows[256] = {
    ['E'] = true, ['e'] = true,  ['I'] = true,  ['i'] = true,  ['O'] = true,
    ['o'] = true, [0xC3] = true, [0xA1] = true, [0x81] = true, [0x8F] = true,
};

/* At the start of a word, "See ", "SEE " or "Siehe": of words in s, few go on so. */
static bool may_announce(struct str s, size_t at)
{
    bool is_s = (s.ptr[at] | 0x20) == 's';
    return (at == 0 || !ascii_is_alnum(s.ptr[at - 1])) &&
           (!is_s || (s.ptr[at + 2] | 0x20) == 'e');
}

/* The announcement that ends at the offset returned; `s.len + 1` when there is none. */
static size_t find_announcement(struct str s, size_t from,
                                const struct announcement **which)
{
    const unsigned char *bytes = (const unsigned char *)s.ptr;
    for (size_t at = from; at + ANNOUNCEMENT_BYTES_MIN <= s.len; at++) {
        if (!(begins[bytes[at]] & follows[bytes[at + 1]]) || !may_announce(s, at))
            continue;
        for (size_t i = 0; i < sizeof announcements / sizeof *announcements; i++) {
            struct str words = announcements[i].words;
            if (words.ptr[0] == s.ptr[at] && str_starts(str_tail(s, at), words)) {
                *which = &announcements[i];
                return at + words.len;
            }
        }
    }
    return s.len + 1;
}

/* A full stop inside a name: "U.S. policy", "J. Monroe". */
static bool is_inner_stop(struct str s, size_t from, size_t at)
{
    bool alone = at == from + 1 || (at > from + 1 && s.ptr[at - 2] == ' ');
    return (alone && at + 1 < s.len) || (at > from + 1 && s.ptr[at - 2] == '.');
}

static size_t wide_end(struct str s, size_t at)
{
    static const struct str signs[] = {STR_INIT("。"), STR_INIT("）"), STR_INIT(" – "),
                                       STR_INIT(" — ")};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (str_starts(str_tail(s, at), signs[i]))
            return signs[i].len;
    }
    return 0;
}

/* Where the sentence that began at `from` ends; s.len + 1 when it goes on. */
static size_t sentence_end(struct str s, size_t from)
{
    size_t depth = 0;
    for (size_t at = from; at < s.len; at++) {
        char c = s.ptr[at];
        bool ends = at + 1 >= s.len || s.ptr[at + 1] == ' ' || s.ptr[at + 1] == ')';
        if (c == '(')
            depth++;
        else if (c == ')' && depth-- == 0)
            return at;
        else if (c == '.' && ends && !is_inner_stop(s, from, at))
            return at + 1;
        else if (((c == '!' || c == '?') && ends) || wide_end(s, at) > 0)
            return at;
    }
    return s.len + 1;
}

static bool is_soft_pair(const struct node *text)
{
    return text->next != NULL && text->next->kind == NODE_SOFT_BREAK &&
           text->next->next != NULL && text->next->next->kind == NODE_TEXT;
}

/* Joins the lines that a sentence was wrapped into, so that a name may cross them. The
 * soft breaks become what they are shown as: blanks. */
static void join_lines(struct term_scan *scan, struct node *text, size_t from)
{
    struct buf joined = {0};
    if (!is_soft_pair(text) || sentence_end(text->u.text, from) <= text->u.text.len)
        return;
    buf_puts(&joined, text->u.text);
    while (is_soft_pair(text)) {
        struct node *line = text->next->next;
        bool ends = sentence_end(line->u.text, 0) <= line->u.text.len;
        buf_putc(&joined, ' ');
        buf_puts(&joined, line->u.text);
        node_unlink(text->next);
        node_unlink(line);
        if (ends)
            break;
    }
    text->u.text = buf_keep(&joined, scan->doc->arena);
    scan->changed = true;
    buf_release(&joined);
}

/* The next TEXT of a holder whose letters are running text, not a link's or code's. */
static struct node *next_text(struct node *node, const struct node *holder)
{
    while (node != NULL && node->kind != NODE_TEXT) {
        if (node->kind == NODE_LINK || node->kind == NODE_IMAGE)
            node = node->last != NULL ? node_following(node->last, holder)
                                      : node_following(node, holder);
        else
            node = node_following(node, holder);
    }
    return node;
}

static struct node *after(struct node *node, const struct node *holder)
{
    return next_text(node_following(node, holder), holder);
}

/* State of the reading: the language of the announcement that is being read, or
 * none. */
struct prose {
    const struct term_language *language;
    bool found;
};

/* Beside a link that the writer set, small words only lead to it. */
static bool has_link_behind(const struct node *text, const struct node *holder)
{
    while (text->parent != holder)
        text = text->parent;
    for (int i = 0; i < LINK_DISTANCE_MAX && text != NULL; i++, text = text->next) {
        if (text->kind == NODE_LINK && text->u.link.form != LINK_TERM)
            return true;
    }
    return false;
}

/* One TEXT: goes on with the series that is open, or finds the next announcement. Gives
 * the TEXT to go on with. */
static struct node *read_text(struct term_scan *scan, struct node *text,
                              const struct node *holder, struct prose *prose)
{
    const struct announcement *which = NULL;
    size_t from = 0;
    if (prose->language == NULL) {
        from = find_announcement(text->u.text, 0, &which);
        if (from > text->u.text.len)
            return after(text, holder);
        prose->language = term_language(which->language);
        prose->found = true;
        scan->high_only = has_link_behind(text, holder);
    }
    join_lines(scan, text, from);
    size_t end = sentence_end(text->u.text, from);
    struct node *next = after(text, holder);
    if (end > text->u.text.len) {
        terms_series(scan, text, from, text->u.text.len, prose->language);
        return next;
    }
    struct node *rest = terms_series(scan, text, from, end, prose->language);
    prose->language = NULL;
    return rest == NULL || rest == text ? next : rest;
}

bool terms_prose(struct term_scan *scan, struct node *holder)
{
    struct prose prose = {0};
    struct node *text = holder->first ? next_text(holder->first, holder) : NULL;
    while (text != NULL)
        text = read_text(scan, text, holder, &prose);
    scan->high_only = false;
    return prose.found;
}
