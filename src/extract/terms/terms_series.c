/*
 * Series of names: "European Union defense initiatives and the Common Security and
 * Defence Policy". Commas part names. "And" parts the last two, but it also is inside
 * names: an article after it ("and the") settles which one separates; otherwise the
 * last one does.
 */
#include "base/text.h"
#include "extract/inlines.h"
#include "extract/terms/terms.h"

struct node *term_link(struct term_scan *scan, struct node *text, size_t from,
                       size_t to)
{
    struct str all = text->u.text;
    struct node *link = doc_node(scan->doc, NODE_LINK, text->line), *rest = NULL;
    from = inlines_seam(all, from);
    to = inlines_seam(all, to);
    struct str name = str_slice(all, from, to);
    scan->changed = true;
    link->u.link.dest = name;
    link->u.link.form = LINK_TERM;
    struct node *label = doc_node(scan->doc, NODE_TEXT, text->line);
    label->u.text = name;
    node_append(link, label);
    node_insert_after(text, link);
    if (to < all.len) {
        rest = doc_node(scan->doc, NODE_TEXT, text->line);
        rest->u.text = str_tail(all, to);
        node_insert_after(link, rest);
    }
    text->u.text = str_slice(all, 0, from);
    if (from == 0)
        node_unlink(text);
    return rest;
}

enum {
    NAME_WORDS_MAX = 8, /* longer is a sentence */
    NAME_COLS_MAX = 70,
    LOW_WORDS_MAX = 4, /* a name without a capital is shorter, or it is prose */
};

/* First words that announce no article but a place in this one, or a sentence. */
/* clang-format off */
static const struct str no_names[] = {
    STR_INIT("section"), STR_INIT("sections"), STR_INIT("chapter"), STR_INIT("below"),
    STR_INIT("above"), STR_INIT("page"), STR_INIT("pages"), STR_INIT("figure"),
    STR_INIT("table"), STR_INIT("appendix"), STR_INIT("this"), STR_INIT("these"),
    STR_INIT("that"), STR_INIT("those"), STR_INIT("our"), STR_INIT("my"),
    STR_INIT("your"), STR_INIT("their"), STR_INIT("its"), STR_INIT("his"),
    STR_INIT("how"), STR_INIT("what"), STR_INIT("why"), STR_INIT("when"),
    STR_INIT("where"), STR_INIT("which"), STR_INIT("who"), STR_INIT("here"),
    STR_INIT("there"), STR_INIT("part"), STR_INIT("note"), STR_INIT("line"),
    STR_INIT("next"), STR_INIT("previous"), STR_INIT("following"), STR_INIT("for"),
    STR_INIT("in"), STR_INIT("on"), STR_INIT("under"), STR_INIT("related"),
    STR_INIT("abschnitt"), STR_INIT("kapitel"), STR_INIT("seite"), STR_INIT("unten"),
    STR_INIT("oben"), STR_INIT("unter"), STR_INIT("ci-dessous"), STR_INIT("page"),
    STR_INIT("chapitre"), STR_INIT("secci\303\263n"), STR_INIT("abajo"),
};

/* After a name they open a remark on it: "Five Eyes for intelligence-sharing". */
static const struct str tails[] = {
    STR_INIT(" for "), STR_INIT(" on "), STR_INIT(" in "), STR_INIT(" about "),
    STR_INIT(" regarding "), STR_INIT(" with "), STR_INIT(" which "), STR_INIT(" where "),
    STR_INIT(" as "), STR_INIT(" below"), STR_INIT(" above"), STR_INIT(" to "),
    STR_INIT(" when "), STR_INIT(" if "), STR_INIT(" f\303\274r "), STR_INIT(" zu "),
    STR_INIT(" pour "), STR_INIT(" sur "), STR_INIT(" para "), STR_INIT(" sobre "),
    STR_INIT(" per "),
};
/* clang-format on */

bool terms_is_markup(struct str name)
{
    static const struct str signs[] = {STR_INIT("{%"), STR_INIT("{{"), STR_INIT("]("),
                                       STR_INIT("<"), STR_INIT("`")};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (str_find(name, signs[i]) < name.len)
            return true;
    }
    return false;
}

static struct str first_word(struct str name)
{
    return str_slice(name, 0, str_chr(name, ' '));
}

bool terms_opens_low(struct str name)
{
    size_t pos = 0;
    uint32_t c = name.len > 0 ? text_next(name, &pos) : 0;
    return c < 0x530 && text_is_word(c) && !text_is_upper(c) && !(c >= '0' && c <= '9');
}

static bool is_name(struct str name, const struct term_scan *scan)
{
    if (name.len == 0 || name.len > 4 * NAME_COLS_MAX ||
        text_cols(name) > NAME_COLS_MAX || str_starts(name, STR("http")))
        return false;
    size_t words = text_words(name);
    if (words == 0 || str_find(name, STR(": ")) < name.len || terms_is_markup(name))
        return false;
    for (size_t i = 0; i < sizeof no_names / sizeof *no_names; i++) {
        if (str_eq_nocase(first_word(name), no_names[i]))
            return false;
    }
    if (terms_opens_low(name))
        return !scan->high_only && words <= LOW_WORDS_MAX;
    return words <=
           ((unsigned char)name.ptr[0] >= 0xE3 ? 4 * NAME_WORDS_MAX : NAME_WORDS_MAX);
}

/* Cuts the remark off a name: it begins small after a preposition. */
static size_t name_end(struct str s, size_t from, size_t to)
{
    struct str name = str_slice(s, from, to);
    if (terms_opens_low(name))
        return to;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t at = str_find(name, tails[i]);
        if (at < name.len && (at + tails[i].len >= name.len ||
                              terms_opens_low(str_tail(name, at + tails[i].len))))
            name = str_slice(name, 0, at);
    }
    return from + name.len;
}

static bool is_edge(char c, bool front)
{
    return c == ' ' || c == '\n' || c == '"' || c == '*' || c == ':' || c == '{' ||
           c == '}' || (front ? c == '(' : c == ',' || c == ';');
}

static size_t trailing_stop(struct str s, size_t from, size_t to)
{
    size_t word = to - 1;
    while (word > from && s.ptr[word - 1] != ' ')
        word--;
    /* "U.S." keeps its last full stop. */
    return str_chr(str_slice(s, word, to - 1), '.') < to - 1 - word ? to : to - 1;
}

static size_t trim_end(struct str s, size_t from, size_t to)
{
    while (to > from && is_edge(s.ptr[to - 1], false))
        to--;
    return to;
}

/* Takes blanks, quotes, articles and remarks off both ends of a name. */
static void trim_name(struct str s, size_t *from, size_t *to,
                      const struct term_language *language)
{
    while (*from < *to && is_edge(s.ptr[*from], true))
        ++*from;
    for (size_t i = 0; i < sizeof language->articles / sizeof *language->articles;
         i++) {
        struct str article = language->articles[i];
        if (article.len > 0 && *to - *from > article.len &&
            str_eq_nocase(str_slice(s, *from, *from + article.len), article))
            *from += article.len;
    }
    *to = name_end(s, *from, *to);
    *to = trim_end(s, *from, *to);
    if (*to > *from && s.ptr[*to - 1] == '.')
        *to = trim_end(s, *from, trailing_stop(s, *from, *to));
}

/* Links [from, to) if it is a name; returns where the bytes after it are now. */
static struct node *link_name(struct term_scan *scan, struct node *text, size_t from,
                              size_t to, size_t *shift,
                              const struct term_language *language)
{
    size_t base = *shift, a = from - base, b = to - base;
    trim_name(text->u.text, &a, &b, language);
    if (a >= b || !is_name(str_slice(text->u.text, a, b), scan))
        return text;
    text = term_link(scan, text, a, b);
    *shift = base + b;
    return text;
}

/* Bytes of a sign that parts two names at `at`; 0 when there is none. */
static size_t part_sign(struct str s, size_t at)
{
    static const struct str signs[] = {STR_INIT(", "),  STR_INIT("; "), STR_INIT("、"),
                                       STR_INIT("，"),  STR_INIT("；"), STR_INIT(" · "),
                                       STR_INIT(" | "), STR_INIT(",\n")};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (s.ptr[at] == signs[i].ptr[0] && str_starts(str_tail(s, at), signs[i]))
            return signs[i].len;
    }
    return 0;
}

static bool opens_article(struct str s, const struct term_language *language)
{
    for (size_t i = 0; i < sizeof language->articles / sizeof *language->articles;
         i++) {
        if (language->articles[i].len > 0 && str_starts(s, language->articles[i]))
            return true;
    }
    return false;
}

/* The "and" in [from, to) that parts two names; `to` when there is none. */
static size_t find_join(struct str s, size_t from, size_t to, size_t *len,
                        const struct term_language *language)
{
    size_t found = to;
    bool by_article = false;
    int depth = 0;
    for (size_t at = from; at < to; at++) {
        depth += (s.ptr[at] == '{' || s.ptr[at] == '(') -
                 (s.ptr[at] == '}' || s.ptr[at] == ')');
        for (size_t i = 0; s.ptr[at] == ' ' && i < 2; i++) {
            struct str join = language->joins[i];
            if (depth > 0 || join.len == 0 || !str_starts(str_slice(s, at, to), join))
                continue;
            bool article = opens_article(str_slice(s, at + join.len, to), language);
            if (by_article && !article)
                continue;
            by_article = by_article || article;
            found = at;
            *len = join.len;
        }
    }
    return found;
}

/* "and AUKUS" after a comma: the join opens the piece instead of standing in it. */
static size_t skip_join(struct str s, size_t from, size_t to,
                        const struct term_language *language)
{
    for (size_t i = 0; i < 2; i++) {
        struct str join = str_trim(language->joins[i]);
        struct str piece = str_slice(s, from, to);
        if (join.len > 0 && str_starts(piece, join) && piece.len > join.len &&
            piece.ptr[join.len] == ' ')
            return from + join.len + 1;
    }
    return from;
}

struct node *terms_series(struct term_scan *scan, struct node *text, size_t from,
                          size_t to, const struct term_language *language)
{
    struct str all = text->u.text;
    size_t shift = 0, at = from;
    while (at < to && text != NULL) {
        size_t end = at, sign = 0, join_len = 0;
        while (end < to && (sign = part_sign(all, end)) == 0)
            end++;
        bool last = end >= to;
        size_t start = skip_join(all, at, end, language);
        size_t join =
            last && start == at ? find_join(all, start, end, &join_len, language) : end;
        text = link_name(scan, text, start, join, &shift, language);
        if (join < end && text != NULL)
            text = link_name(scan, text, join + join_len, end, &shift, language);
        at = end + (last ? 0 : sign);
        if (last)
            break;
    }
    return text;
}
